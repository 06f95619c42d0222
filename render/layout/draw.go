package layout

import (
	"context"
	"slices"
)

// run lets Graphviz lay out the flow and makes a drawing of what comes back.
func (f *flow) run(ctx context.Context) (*drawing, error) {
	f.wireUp()
	f.thin()
	svg, err := runGraphviz(ctx, f.dot())
	if err != nil {
		return nil, err
	}
	r, err := f.readBack(svg)
	if err != nil {
		return nil, err
	}
	return f.drawing(r), nil
}

func (f *flow) drawing(r *found) *drawing {
	d := &drawing{}
	labels := make(map[int]Rect)
	for i := range f.nodes {
		n, at := &f.nodes[i], r.nodes[i]
		if n.entity < 0 && n.edge < 0 {
			continue
		}
		if n.entity < 0 {
			labels[n.edge] = Rect{at.X, at.Y + labelGap, n.w, n.h - 2*labelGap}
			continue
		}
		d.boxes = append(d.boxes, placed[Point]{n.entity, Point{at.X + Stub, at.Y + boxGap}})
	}
	d.routes = f.ways(r, labels)
	d.moveToOrigin(f.l)
	return d
}

// ways joins the arcs of each line, in the order from parent to child.
func (f *flow) ways(r *found, labels map[int]Rect) []placed[way] {
	var ways []placed[way]
	for i := range f.arcs {
		a := &f.arcs[i]
		if a.left {
			if a.half != 2 {
				ways = append(ways, placed[way]{a.edge, way{direct: true}})
			}
			continue
		}
		curve := f.curve(a, r)
		w := way{points: curve, parent: Right, child: Left}
		if a.back {
			w.parent, w.child = Left, Right
		}
		if a.half == 2 {
			joinHalves(&ways[len(ways)-1].at, w)
			continue
		}
		w.label = labels[a.edge]
		ways = append(ways, placed[way]{a.edge, w})
	}
	return ways
}

// curve joins the wires of an arc, from the parent to the child.
func (f *flow) curve(a *arc, r *found) []Point {
	var curve []Point
	for _, i := range a.path {
		c := slices.Clone(r.wires[i])
		if a.back {
			slices.Reverse(c)
		}
		if len(curve) == 0 {
			curve = c
			continue
		}
		curve = append(curve, straight(curve[len(curve)-1], c[0])...)
		curve = append(curve, c[1:]...)
	}
	return curve
}

// joinHalves continues the first half of a line, which ends at its label, with the second, straight
// through the label.
func joinHalves(first *way, second way) {
	from, to := first.points[len(first.points)-1], second.points[0]
	first.points = append(first.points, straight(from, to)...)
	first.points = append(first.points, second.points[1:]...)
	first.child = second.child
}

// straight is a straight line as a Bézier, without its first point.
func straight(from, to Point) []Point {
	third := Point{(to.X - from.X) / 3, (to.Y - from.Y) / 3}
	return []Point{from.plus(third), {to.X - third.X, to.Y - third.Y}, to}
}

// moveToOrigin moves everything so that the drawing starts at 0, 0, and sets its size.
func (d *drawing) moveToOrigin(l *layouter) {
	lo, hi := Point{1 << 30, 1 << 30}, Point{-1 << 30, -1 << 30}
	grow := func(p Point) {
		lo.X, lo.Y = min(lo.X, p.X), min(lo.Y, p.Y)
		hi.X, hi.Y = max(hi.X, p.X), max(hi.Y, p.Y)
	}
	for _, b := range d.boxes {
		box := &l.boxes[b.index]
		grow(b.at)
		grow(Point{b.at.X + box.W + l.loopRoom(b.index), b.at.Y + box.H})
	}
	for _, r := range d.routes {
		for _, p := range r.at.points {
			grow(p)
		}
		if lab := r.at.label; lab.W > 0 {
			grow(Point{lab.X, lab.Y})
			grow(Point{lab.X + lab.W, lab.Y + lab.H})
		}
	}
	moved := &drawing{}
	moved.add(d, Point{-lo.X, -lo.Y})
	*d = *moved
	d.w, d.h = hi.X-lo.X, hi.Y-lo.Y
}
