package layout

import (
	"context"
	"slices"

	"crowsfoot/render/diagram"
)

// DefaultBudget is the budget of a layout when Options names none: it keeps every real schema tried
// within about a second, and nothing of them is left out.
const DefaultBudget = 6000

// Options say how to lay out. The zero value is the default.
type Options struct {
	// Budget limits how many columns all lines together may pass through in one connected part of the
	// diagram, which is what the time of a layout grows with. Lines beyond it become Direct. 0 means
	// DefaultBudget; negative means no limit.
	Budget int
}

func (o Options) budget() int {
	if o.Budget == 0 {
		return DefaultBudget
	}
	return o.Budget
}

// Compute lays out a diagram. The same diagram gives the same geometry on every machine. It returns an
// error when Graphviz breaks down, and ctx.Err() as soon as ctx is done; Graphviz itself cannot be
// interrupted and runs on in the background then.
func Compute(ctx context.Context, d *diagram.Diagram, opts Options) (*Geometry, error) {
	l := newLayouter(d, opts.budget())
	whole, err := l.drawAll(ctx)
	if err != nil {
		return nil, err
	}
	return l.geometry(whole), nil
}

// layouter holds what all steps share: the diagram, and the size of every box.
type layouter struct {
	d      *diagram.Diagram
	budget int
	boxes  []Box
	loops  [][]int // by entity: its self references, indices of edges

	offsets []offsets // by edge
}

func newLayouter(d *diagram.Diagram, budget int) *layouter {
	l := &layouter{
		d: d, budget: budget,
		boxes: make([]Box, len(d.Entities)), loops: make([][]int, len(d.Entities)), offsets: make([]offsets, len(d.Edges)),
	}
	for i := range d.Entities {
		l.boxes[i] = newBox(&d.Entities[i], d.IsDiff)
	}
	for i := range d.Edges {
		if e := &d.Edges[i]; e.Parent.Entity == e.Child.Entity {
			l.loops[e.Parent.Entity] = append(l.loops[e.Parent.Entity], i)
		}
	}
	for _, loops := range l.loops {
		slices.SortFunc(loops, l.inside)
	}
	return l
}

// placed is a thing with its place in a drawing.
type placed[T any] struct {
	index int // of the entity, edge or group
	at    T
}

// drawing is a part of the picture that is laid out: all places are relative to its upper left corner.
type drawing struct {
	w, h   Unit
	boxes  []placed[Point]
	routes []placed[way]
	groups []placed[Rect]

	quality int64
}

// way is the middle part of a line, from stub to stub.
type way struct {
	points        []Point // from the parent to the child
	parent, child Side
	label         Rect
	direct        bool
}

// add puts other into d at a place.
func (d *drawing) add(other *drawing, at Point) {
	for _, b := range other.boxes {
		d.boxes = append(d.boxes, placed[Point]{b.index, b.at.plus(at)})
	}
	for _, r := range other.routes {
		points := make([]Point, len(r.at.points)) // other may be added again, to another draft
		for i, p := range r.at.points {
			points[i] = p.plus(at)
		}
		r.at.points = points
		r.at.label.X += at.X
		r.at.label.Y += at.Y
		d.routes = append(d.routes, r)
	}
	for _, g := range other.groups {
		g.at.X += at.X
		g.at.Y += at.Y
		d.groups = append(d.groups, g)
	}
	d.w = max(d.w, at.X+other.w)
	d.h = max(d.h, at.Y+other.h)
}

func (p Point) plus(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// geometry turns the whole drawing into the result: in the order of the diagram, with a margin around.
func (l *layouter) geometry(whole *drawing) *Geometry {
	g := &Geometry{
		Width: whole.w + 2*Margin, Height: whole.h + 2*Margin,
		Boxes: l.boxes, Routes: make([]Route, len(l.d.Edges)), Groups: make([]Rect, len(l.d.Groups)),
	}
	all := &drawing{}
	all.add(whole, Point{Margin, Margin})
	for _, b := range all.boxes {
		g.Boxes[b.index].X, g.Boxes[b.index].Y = b.at.X, b.at.Y
	}
	for _, r := range all.groups {
		g.Groups[r.index] = r.at
	}
	for _, r := range all.routes {
		l.connect(g, r)
	}
	for i := range l.loops {
		l.drawLoops(g, i)
	}
	return g
}
