package layout

import (
	"cmp"
	"slices"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
)

// connect makes the route of a line out of the way it takes: the anchors, and ends that have exactly
// their heights.
func (l *layouter) connect(g *Geometry, w placed[way]) {
	e := &l.d.Edges[w.index]
	r := &g.Routes[w.index]
	*r = Route{Points: w.at.points, Label: w.at.label, Direct: w.at.direct}
	parent, child := &g.Boxes[e.Parent.Entity], &g.Boxes[e.Child.Entity]
	sides := [2]Side{w.at.parent, w.at.child}
	if r.Direct {
		g.Direct++
		sides = directSides(parent, child)
	}
	r.Parent = anchor(parent, row(&e.Parent), sides[0])
	r.Child = anchor(child, row(&e.Child), sides[1])
	if r.Direct {
		r.Points = directCurve(r.Parent, r.Child)
	}
	r.snap()
}

func anchor(b *Box, row int, s Side) Anchor {
	a := Anchor{Point{b.X, b.RowMiddle(row)}, s}
	if s == Right {
		a.X += b.W
	}
	return a
}

// stubEnd is where the stub at an anchor ends, and out what is a little further away from the box.
func (a Anchor) stubEnd(length Unit) Point {
	if a.Side == Left {
		return Point{a.X - length, a.Y}
	}
	return Point{a.X + length, a.Y}
}

// snap gives the ends of the curve, and the control points next to them, the height of the anchors.
func (r *Route) snap() {
	n := len(r.Points)
	move(r.Points[0:2], r.Parent.Y-r.Points[0].Y)
	move(r.Points[n-2:n], r.Child.Y-r.Points[n-1].Y)
}

func move(p []Point, dy Unit) {
	for i := range p {
		p[i].Y += dy
	}
}

// endKey tells ends that share a place from others.
type endKey struct {
	entity, row int
	side        Side
}

type end struct {
	key   endKey
	glyph int  // which foot is drawn
	other Unit // y of the other end
	route int
	child bool
}

// spreadEnds moves ends apart, within their row, that stand in the same place with different feet.
// Those whose lines go up stand above those whose lines go down.
func (l *layouter) spreadEnds(g *Geometry) {
	ends := l.ends(g)
	slices.SortStableFunc(ends, func(a, b end) int {
		return cmp.Or(cmp.Compare(a.key.entity, b.key.entity), cmp.Compare(a.key.row, b.key.row), cmp.Compare(a.key.side, b.key.side))
	})
	for len(ends) > 0 {
		n := 1
		for n < len(ends) && ends[n].key == ends[0].key {
			n++
		}
		spread(g, ends[:n])
		ends = ends[n:]
	}
}

func (l *layouter) ends(g *Geometry) []end {
	ends := make([]end, 0, 2*len(g.Routes))
	for i := range g.Routes {
		e, r := &l.d.Edges[i], &g.Routes[i]
		ends = append(ends,
			end{endKey{e.Parent.Entity, row(&e.Parent), r.Parent.Side}, glyph(e, e.Parent.Cardinality), r.Child.Y, i, false},
			end{endKey{e.Child.Entity, row(&e.Child), r.Child.Side}, glyph(e, e.Child.Cardinality), r.Parent.Y, i, true})
	}
	return ends
}

const glyphs = int(schema.OneOrMany) + 2

func glyph(e *diagram.Edge, c schema.Cardinality) int {
	if e.Kind == diagram.Reads {
		return glyphs - 1
	}
	return int(c)
}

// spread places the ends of one row: one height for each kind of foot.
func spread(g *Geometry, ends []end) {
	var count [glyphs]int
	var sum [glyphs]int64
	var kinds []int
	for _, e := range ends {
		if count[e.glyph] == 0 {
			kinds = append(kinds, e.glyph)
		}
		count[e.glyph]++
		sum[e.glyph] += int64(e.other)
	}
	if len(kinds) == 1 {
		return
	}
	slices.SortFunc(kinds, func(a, b int) int {
		return cmp.Or(cmp.Compare(sum[a]/int64(count[a]), sum[b]/int64(count[b])), cmp.Compare(a, b))
	})
	for _, e := range ends {
		k := Unit(slices.Index(kinds, e.glyph))
		n := Unit(len(kinds))
		dy := RowHeight*(2*k+1)/(2*n) - RowHeight/2
		r := &g.Routes[e.route]
		if e.child {
			r.Child.Y += dy
		} else {
			r.Parent.Y += dy
		}
		r.snap()
	}
}
