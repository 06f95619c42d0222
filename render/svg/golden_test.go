package svg_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/svg"
)

// TestGolden compares whole files. UPDATE=1 writes them anew; read what changed before you commit it.
func TestGolden(t *testing.T) {
	for _, tt := range []struct {
		name string
		draw func() (*diagram.Diagram, *layout.Geometry)
		opts svg.Options
	}{
		{"blog", blog, svg.Options{}},
		{"blog-dark", blog, svg.Options{Theme: svg.Dark, Link: "https://example.org/{file}#L{line}"}},
		{"kinds", kinds, svg.Options{Theme: svg.Light, Legend: true, Heading: true}},
		{"changes", changes, svg.Options{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, g := tt.draw()
			got := render(t, d, g, tt.opts)
			wellFormed(t, got)
			file := filepath.Join("testdata", tt.name+".svg")
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("not as in %s (-want +got); run with UPDATE=1 if that is meant:\n%s", file, diff)
			}
		})
	}
}
