package layout

import (
	"cmp"

	"crowsfoot/render/diagram"
)

// Self references are drawn at the right side of their box, one outside of the other.
const (
	loopFirst = 16 * PX // how far the first stands out beyond the stubs
	loopStep  = 10 * PX // and each further one
)

// loopRoom is the room that the self references of an entity take beyond the stub at its right side.
func (l *layouter) loopRoom(entity int) Unit {
	loops := l.loops[entity]
	if len(loops) == 0 {
		return 0
	}
	room := loopFirst + Unit(len(loops)-1)*loopStep
	for _, i := range loops {
		if e := &l.d.Edges[i]; e.Kind == diagram.ManyToMany {
			room += labelWidth(e)
		}
	}
	return room
}

// loopReach is how far the self references of an entity reach beyond its box.
func (l *layouter) loopReach(entity int) Unit {
	if len(l.loops[entity]) == 0 {
		return 0
	}
	return Stub + l.loopRoom(entity)
}

// inside orders self references from the innermost on: short ones lie within long ones. Those with labels lie
// outside of all; of these, what is drawn later comes first, so that its label hides the lines that go on.
func (l *layouter) inside(a, b int) int {
	e, f := &l.d.Edges[a], &l.d.Edges[b]
	span := func(e *diagram.Edge) int { return max(row(&e.Parent)-row(&e.Child), row(&e.Child)-row(&e.Parent)) }
	if e.Kind == diagram.ManyToMany && f.Kind == diagram.ManyToMany {
		return cmp.Compare(b, a)
	}
	return cmp.Or(cmp.Compare(e.Kind, f.Kind), cmp.Compare(span(e), span(f)), cmp.Compare(a, b))
}

// drawLoops draws the self references of an entity.
func (l *layouter) drawLoops(g *Geometry, entity int) {
	b := &g.Boxes[entity]
	out := loopFirst
	for _, i := range l.loops[entity] {
		e, o := &l.d.Edges[i], l.offsets[i]
		r := Route{Parent: anchor(b, row(&e.Parent), Right, o.parent), Child: anchor(b, row(&e.Child), Right, o.child)}
		from, to := r.Parent.stubEnd(Stub), r.Child.stubEnd(Stub)
		if e.Kind == diagram.ManyToMany {
			r.Label = Rect{from.X + out, (from.Y+to.Y)/2 - LabelHeight/2, labelWidth(e), LabelHeight}
		}
		if top := min(from.Y, to.Y) - earRise - LabelHeight; r.Label.W > 0 && row(&e.Parent) == row(&e.Child) && top >= b.Y {
			r.Label.Y = top
			r.Points = earCurve(from, to, r.Label)
		} else {
			r.Points = loopCurve(from, to, out)
		}
		out += r.Label.W + loopStep
		g.Routes[i] = r
	}
}

// earRise is how far the label of an ear stands above its row.
const earRise = 8 * PX

// earCurve goes from one stub up to a label that stands above the row of both, and from there to the other. Lines that
// leave the row for other tables pass below the label.
func earCurve(from, to Point, label Rect) []Point {
	near, far, y := label.X+LabelPad, label.X+label.W-LabelPad, label.Y+label.H/2
	if from.Y > to.Y {
		near, far = far, near
	}
	return rounded([]Point{from, {near, from.Y}, {near, y}, {far, y}, {far, to.Y}, to})
}

// loopCurve goes from one stub out to the right, along, and back to the other.
func loopCurve(from, to Point, out Unit) []Point {
	x := from.X + out
	r := out
	if to.Y < from.Y {
		r = -out
	}
	if dy := to.Y - from.Y; abs(dy) < 2*out {
		r = dy / 2
	}
	a, b := Point{x, from.Y + r}, Point{x, to.Y - r}
	p := []Point{from, {from.X + out/2, from.Y}, {x, from.Y + r/2}, a}
	p = append(p, straight(a, b)...)
	return append(p, Point{x, to.Y - r/2}, Point{to.X + out/2, to.Y}, to)
}

func abs(u Unit) Unit { return max(u, -u) }
