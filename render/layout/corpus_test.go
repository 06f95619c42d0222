package layout_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"crowsfoot/parse"
	"crowsfoot/parse/migrate"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
)

// TestCorpus checks the layouts of real schemas, with all columns, keys only and none, junctions collapsed, and
// in both directions, and prints how good they are as a Markdown table. CROWSFOOT_CORPUS names a folder with a folder
// for each schema two levels down, which holds its SQL files in the order of LOAD_ORDER.txt or of a migration tool.
func TestCorpus(t *testing.T) {
	corpus := os.Getenv("CROWSFOOT_CORPUS")
	if corpus == "" {
		t.Skip("CROWSFOOT_CORPUS names no folder of schemas")
	}
	folders, err := filepath.Glob(filepath.Join(corpus, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', 0)
	defer func() { _ = out.Flush() }()
	fmt.Fprintln(out, "| schema\t| tables\t| lines\t| crossings\t| px of lines\t| size\t| corners\t| direct\t| ms\t|")
	fmt.Fprintln(out, "|---\t|---\t|---\t|---\t|---\t|---\t|---\t|---\t|---\t|")
	for _, folder := range folders {
		sources := sourcesOf(folder)
		if len(sources) == 0 {
			continue
		}
		t.Run(filepath.Base(folder), func(t *testing.T) {
			res, err := parse.Sources(t.Context(), sources, parse.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for i, opts := range []diagram.Options{
				{},
				{Columns: diagram.KeyColumns},
				{Columns: diagram.NoColumns},
				{Junctions: diagram.CollapseAudit, Views: true},
				{Group: diagram.GroupPrefix},
				{Group: diagram.GroupComponent},
			} {
				d := diagram.FromSchema(res.Schema, opts)
				d.Direction = diagram.TopBottom
				lossless(t, d)
				d.Direction = diagram.LeftRight
				start := time.Now()
				g := lossless(t, d)
				if i == 0 {
					m := layouttest.Measure(d, g)
					fmt.Fprintf(out, "| %s\t| %d\t| %d\t| %d\t| %d\t| %d×%d\t| %d\t| %d\t| %.1f\t|\n", filepath.Base(folder), len(d.Entities), len(d.Edges),
						m.Crossings, m.Length, m.Width, m.Height, m.Corners, m.Direct, time.Since(start).Seconds()*1000)
				}
			}
		})
	}
}

// lossless lays out a real schema, of which nothing may be left out, and no lines
// may lie on each other.
func lossless(t *testing.T, d *diagram.Diagram) *layout.Geometry {
	t.Helper()
	g := checked(t, d, layout.Options{})
	if g.Direct > 0 {
		t.Errorf("%d lines were left out of the layout", g.Direct)
	}
	if n := layouttest.Measure(d, g).Overlaps; n > 0 {
		t.Errorf("lines lie on each other in %d places", n)
	}
	return g
}

func sourcesOf(folder string) []parse.Source {
	var sources []parse.Source
	for _, name := range filesOf(folder) {
		file := filepath.Join(folder, name)
		sources = append(sources, parse.Source{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(file) }})
	}
	return sources
}

func filesOf(folder string) []string {
	if list, err := os.ReadFile(filepath.Join(folder, "LOAD_ORDER.txt")); err == nil {
		return strings.Split(strings.TrimSpace(string(list)), "\n")
	}
	order, err := migrate.Plan(os.DirFS(folder), ".")
	if err != nil {
		return nil
	}
	var files []string
	for _, f := range order.Files {
		files = append(files, f.Path)
	}
	return files
}
