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
		at := layout.Point{X: 1000, Y: 500}
		if got := (foot{cardinality: tt.c, side: layout.Right}).path(at); got != tt.right {
			t.Errorf("%v at the right side: %q, want %q", tt.c, got, tt.right)
		}
		if got := (foot{cardinality: tt.c, side: layout.Left}).path(at); got != tt.left {
			t.Errorf("%v at the left side: %q, want %q", tt.c, got, tt.left)
		}
	}
}

func TestRail(t *testing.T) {
	b := layout.Box{Rect: layout.Rect{X: 1000, Y: 500, W: 2000}, Header: layout.HeaderHeight, RowHeight: layout.RowHeight}
	for _, tt := range []struct {
		rows        []int
		right, left string
	}{
		{[]int{0, 1}, "M297.8 80v40", "M102.2 80v40"},
		{[]int{2, 1, 0}, "M297.8 80v62", "M102.2 80v62"},
		{[]int{0, 3, 2}, "M297.8 80v18m0 26v40", "M102.2 80v18m0 26v40"},
	} {
		right := rail(layout.Anchor{Point: layout.Point{X: 3000}, Side: layout.Right}, &b, tt.rows)
		left := rail(layout.Anchor{Point: layout.Point{X: 1000}, Side: layout.Left}, &b, tt.rows)
		if right != tt.right || left != tt.left {
			t.Errorf("rows %v: %q and %q, want %q and %q", tt.rows, right, left, tt.right, tt.left)
		}
	}
}
