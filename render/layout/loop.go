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
		r.Points = loopCurve(from, to, out)
		if e.Kind == diagram.ManyToMany {
			w := labelWidth(e)
			r.Label = Rect{from.X + out, (from.Y+to.Y)/2 - LabelHeight/2, w, LabelHeight}
			out += w
		}
		g.Routes[i] = r
		out += loopStep
	}
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
