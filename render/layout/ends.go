package layout

import (
	"cmp"
	"slices"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
)

// anchor is where a line meets the side of a box, so far below the middle of a row.
func anchor(b *Box, row int, s Side, offset Unit) Anchor {
	a := Anchor{Point{b.X, b.RowMiddle(row) + offset}, s}
	if s == Right {
		a.X += b.W
	}
	return a
}

// stubEnd is so far outside of the box.
func (a Anchor) stubEnd(length Unit) Point {
	if a.Side == Left {
		return Point{a.X - length, a.Y}
	}
	return Point{a.X + length, a.Y}
}

// offsets tell how far the ends of a line stand below the middles of their rows.
type offsets struct{ parent, child Unit }

func (o offsets) of(child bool) Unit {
	if child {
		return o.child
	}
	return o.parent
}

// end is one end of a line where it meets a box.
type end struct {
	entity, row int
	side        Side
	glyph       int  // which foot is drawn
	other       Unit // y of the other end
	edge        int
	child       bool
}

// samePlace compares the places where ends would stand if they were not moved apart.
func samePlace(a, b end) int {
	return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(a.row, b.row), cmp.Compare(a.side, b.side))
}

// spreadEnds moves ends apart, within their row, that stand in the same place with different feet.
// Those whose lines go up stand above those whose lines go down.
func (l *layouter) spreadEnds(ends []end) {
	slices.SortStableFunc(ends, samePlace)
	for len(ends) > 0 {
		n := 1
		for n < len(ends) && samePlace(ends[n], ends[0]) == 0 {
			n++
		}
		l.spread(ends[:n])
		ends = ends[n:]
	}
}

// spread places the ends of one row: one height for each kind of end.
func (l *layouter) spread(ends []end) {
	l.shareFeet(ends)
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
	slices.SortFunc(kinds, func(a, b int) int {
		return cmp.Or(cmp.Compare(sum[a]/int64(count[a]), sum[b]/int64(count[b])), cmp.Compare(a, b))
	})
	for _, e := range ends {
		k, n := Unit(slices.Index(kinds, e.glyph)), Unit(len(kinds))
		offset := (RowHeight*(2*k+1)/(2*n) - RowHeight/2) / PX * PX
		if e.child {
			l.offsets[e.edge].child = offset
		} else {
			l.offsets[e.edge].parent = offset
		}
	}
}

// shareFeet lets both ends of a line from the row to itself stand in one place where other feet are there too: the
// row has no room for three.
func (l *layouter) shareFeet(ends []end) {
	if !slices.ContainsFunc(ends, func(e end) bool { return e.glyph != again && e.glyph != ends[0].glyph }) {
		return
	}
	for i := range ends {
		if e := &ends[i]; e.glyph == again {
			line := &l.d.Edges[e.edge]
			e.glyph = glyph(line, line.Child.Cardinality)
		}
	}
}

// Kinds of ends are the feet, and two more.
const (
	noFoot = int(schema.OneOrMany) + 1 + iota
	again  // the second end of a line from a row to itself that has the same foot at both
	glyphs
)

func glyph(e *diagram.Edge, c schema.Cardinality) int {
	if e.Kind == diagram.Reads {
		return noFoot
	}
	return int(c)
}

// ends are the ends of all lines of a flow, and of the self references of its boxes.
func (f *flow) ends() []end {
	var ends []end
	at := make(map[int]*Box)
	for i := range f.nodes {
		if n := &f.nodes[i]; n.kind == boxNode {
			b, r := f.l.boxes[n.index], f.inside(i)
			b.X, b.Y = r.X, r.Y
			at[n.index] = &b
			ends = append(ends, f.l.loopEnds(n.index)...)
		}
	}
	for i := range f.arcs {
		a := &f.arcs[i]
		if a.left || a.half == 2 {
			continue
		}
		e := &f.l.d.Edges[a.edge]
		sides := [2]Side{Right, Left}
		if f.backward(a.edge) {
			sides = [2]Side{Left, Right}
		}
		parent, child := row(&e.Parent), row(&e.Child)
		ends = append(ends,
			end{e.Parent.Entity, parent, sides[0], glyph(e, e.Parent.Cardinality), at[e.Child.Entity].RowMiddle(child), a.edge, false},
			end{e.Child.Entity, child, sides[1], glyph(e, e.Child.Cardinality), at[e.Parent.Entity].RowMiddle(parent), a.edge, true})
	}
	return ends
}

// loopEnds are the ends of the self references of a box.
func (l *layouter) loopEnds(entity int) []end {
	var ends []end
	b := &l.boxes[entity]
	for _, i := range l.loops[entity] {
		e := &l.d.Edges[i]
		parent, child := row(&e.Parent), row(&e.Child)
		first, second := glyph(e, e.Parent.Cardinality), glyph(e, e.Child.Cardinality)
		if parent == child && first == second {
			second = again
		}
		ends = append(ends,
			end{entity, parent, Right, first, b.RowMiddle(child), i, false},
			end{entity, child, Right, second, b.RowMiddle(parent), i, true})
	}
	return ends
}

// connect makes the route of a line.
func (l *layouter) connect(g *Geometry, w placed[way]) {
	e := &l.d.Edges[w.index]
	parent, child := &g.Boxes[e.Parent.Entity], &g.Boxes[e.Child.Entity]
	sides := [2]Side{w.at.parent, w.at.child}
	if w.at.direct {
		sides = directSides(parent, child)
	}
	o := l.offsets[w.index]
	r := &g.Routes[w.index]
	*r = Route{
		Parent: anchor(parent, row(&e.Parent), sides[0], o.parent),
		Child:  anchor(child, row(&e.Child), sides[1], o.child),
		Points: w.at.points, Label: w.at.label, Direct: w.at.direct,
	}
	if r.Direct {
		g.Direct++
		r.Points = directCurve(r.Parent, r.Child)
	}
}
