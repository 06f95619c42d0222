package svg

import (
	"testing"

	"crowsfoot/parse/schema"
	"crowsfoot/render/layout"
)

// TestFootPath shows each foot at a table whose right or left side is at 100 50. Numbers are steps from
// point to point: a bar is v10, a toe an l, a ring an a.
func TestFootPath(t *testing.T) {
	for _, tt := range []struct {
		c           schema.Cardinality
		right, left string
	}{
		{schema.ExactlyOne, "M108 45v10m5-10v10", "M92 45v10m-5-10v10"},
		{schema.ZeroOrOne, "M108 45v10m4-5a4 4 0 1 1 0 .1", "M92 45v10m-4-5a4 4 0 1 0 0 .1"},
		{schema.ZeroOrMany, "M100 45l12 5a4 4 0 1 1 0 .1m-12 4.9l12-5", "M100 45l-12 5a4 4 0 1 0 0 .1m12 4.9l-12-5"},
		{schema.OneOrMany, "M100 45l12 5m-12 5l12-5m4-5v10", "M100 45l-12 5m12 5l-12-5m-4-5v10"},
	} {
		at := layout.Anchor{Point: layout.Point{X: 1000, Y: 500}, Side: layout.Right}
		if got := footPath(tt.c, at); got != tt.right {
			t.Errorf("%v at the right side: %q, want %q", tt.c, got, tt.right)
		}
		at.Side = layout.Left
		if got := footPath(tt.c, at); got != tt.left {
			t.Errorf("%v at the left side: %q, want %q", tt.c, got, tt.left)
		}
	}
}
