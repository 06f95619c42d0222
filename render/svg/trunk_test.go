package svg_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
	"crowsfoot/render/svg"
)

// TestTrunkIsDrawnTwice draws lines that run together: two of them whole, and the others from where they leave; what is
// hidden of those ends there.
func TestTrunkIsDrawnTwice(t *testing.T) {
	for _, tt := range []struct{ lines, forks int }{{2, 0}, {3, 0}, {4, 2}, {9, 7}} {
		d := layouttest.Star(tt.lines)
		g, err := layout.Compute(t.Context(), d, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		out := render(t, d, g, svg.Options{})
		forks := regexp.MustCompile(`<path d="([^"]*)"/>\n<path class="t" d="([^"]*)"/>`).FindAllStringSubmatch(out, -1)
		if len(forks) != tt.forks {
			t.Errorf("%d lines: %d are drawn in two parts, expected %d", tt.lines, len(forks), tt.forks)
		}
		for _, f := range forks {
			own, shared := f[1], f[2]
			if from, to := pathEnds(t, own)[0], pathEnds(t, shared)[1]; from != to {
				t.Errorf("%d lines: what is drawn begins at %v, what is hidden ends at %v", tt.lines, from, to)
			}
			if from, want := pathEnds(t, shared)[0], (layout.Point{X: g.Routes[0].Parent.X, Y: g.Routes[0].Parent.Y}); from != want {
				t.Errorf("%d lines: what is hidden begins at %v, expected %v", tt.lines, from, want)
			}
		}
	}
}

// pathEnds are the first and the last point of a path of straight strokes and arcs.
func pathEnds(t *testing.T, d string) [2]layout.Point {
	t.Helper()
	var ends [2]layout.Point
	for i, m := range regexp.MustCompile(`([Mhvq])([^Mhvq]*)`).FindAllStringSubmatch(d, -1) {
		var n []layout.Unit
		for _, s := range regexp.MustCompile(`-?[0-9.]+`).FindAllString(m[2], -1) {
			f, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatal(err)
			}
			n = append(n, layout.Unit(f*10))
		}
		switch last := len(n) - 1; strings.ToLower(m[1]) {
		case "h":
			ends[1].X += n[0]
		case "v":
			ends[1].Y += n[0]
		default:
			ends[1].X += n[last-1]
			ends[1].Y += n[last]
		}
		if i == 0 {
			ends[0] = ends[1]
		}
	}
	if ends[0] == ends[1] {
		t.Errorf("the path %q goes nowhere", d)
	}
	return ends
}
