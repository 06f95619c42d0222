package layout

import "slices"

// draw makes a drawing of what Graphviz gave back.
func (f *flow) draw(svg []byte) (*drawing, error) {
	r, err := f.readBack(svg)
	if err != nil {
		return nil, err
	}
	for _, w := range r.wires {
		f.keepBetween(w)
	}
	return f.drawing(r), nil
}

// keepBetween moves what a curve overshoots back between the columns of its ends, where it cannot touch
// the tables that it connects.
func (f *flow) keepBetween(wire []Point) {
	from, to := wire[0], wire[len(wire)-1]
	for i, p := range wire {
		if f.down {
			wire[i].Y = min(max(p.Y, from.Y), to.Y)
		} else {
			wire[i].X = min(max(p.X, from.X), to.X)
		}
	}
}

func (f *flow) drawing(r *found) *drawing {
	d := &drawing{}
	labels := make(map[int]Rect)
	frames := make([]frame, len(f.p.clusters))
	for i := range f.nodes {
		n, at := &f.nodes[i], r.nodes[i]
		var inside Rect
		switch n.kind {
		case boxNode:
			box := &f.l.boxes[n.index]
			p := Point{at.X + n.left, at.Y + boxGap}
			d.boxes = append(d.boxes, placed[Point]{n.index, p})
			inside = Rect{p.X - Stub, p.Y, box.W + 2*Stub + f.l.loopRoom(n.index), box.H}
		case labelNode:
			inside = Rect{at.X, at.Y + labelGap, n.w, n.h - 2*labelGap}
			labels[n.index] = inside
		case blockNode:
			block := f.p.clusters[n.index].block
			p := Point{at.X + blockGap, at.Y + blockGap}
			d.add(block, p)
			inside = Rect{p.X, p.Y, block.w, block.h}
		case hubNode:
			continue
		}
		if n.cluster >= 0 {
			frames[n.cluster].hold(inside)
		}
	}
	d.routes = append(d.routes, f.ways(r, labels)...)
	for i, c := range f.p.clusters {
		d.groups = append(d.groups, placed[Rect]{c.group, frames[i].rect()})
	}
	d.moveToOrigin(f.l)
	return d
}

// frame grows around what a group holds.
type frame struct {
	lo, hi Point
	begun  bool
}

func (f *frame) hold(r Rect) {
	lo, hi := Point{r.X, r.Y}, Point{r.X + r.W, r.Y + r.H}
	if !f.begun {
		f.lo, f.hi, f.begun = lo, hi, true
		return
	}
	f.lo = Point{min(f.lo.X, lo.X), min(f.lo.Y, lo.Y)}
	f.hi = Point{max(f.hi.X, hi.X), max(f.hi.Y, hi.Y)}
}

// rect is the group's frame. Graphviz keeps it free, because clusterMargin and what nodes keep free
// around themselves are more than what is added here.
func (f *frame) rect() Rect {
	return Rect{
		f.lo.X - GroupPad, f.lo.Y - GroupTitle,
		f.hi.X - f.lo.X + 2*GroupPad, f.hi.Y - f.lo.Y + GroupTitle + GroupPad,
	}
}

// ways joins the wires of each line, in the order from parent to child.
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
		w := way{points: f.curve(a, r), parent: Right, child: Left}
		if a.back && !f.down {
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
	if !f.down {
		return curve
	}
	parent, row := a.parent()
	curve = f.lead(r, curve, parent, row, Right)
	slices.Reverse(curve)
	child, row := a.child()
	curve = f.lead(r, curve, child, row, Left)
	slices.Reverse(curve)
	return curve
}

// lead puts the way through the gutter of a box before a curve that starts at the edge of its node.
func (f *flow) lead(r *found, curve []Point, i, row int, s Side) []Point {
	n := &f.nodes[i]
	if n.kind != boxNode {
		return curve
	}
	b := f.l.boxes[n.index]
	b.X, b.Y = r.nodes[i].X+n.left, r.nodes[i].Y+boxGap
	stub := anchor(&b, row, s).stubEnd(Stub)
	return slices.Concat([]Point{stub}, turn(stub, curve[0]), curve[1:])
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
	var f frame
	for _, b := range d.boxes {
		box := &l.boxes[b.index]
		f.hold(Rect{b.at.X, b.at.Y, box.W + l.loopReach(b.index), box.H})
	}
	for _, r := range d.routes {
		for _, p := range r.at.points {
			f.hold(Rect{p.X, p.Y, 0, 0})
		}
		if r.at.label.W > 0 {
			f.hold(r.at.label)
		}
	}
	for _, g := range d.groups {
		f.hold(g.at)
	}
	moved := &drawing{}
	moved.add(d, Point{-f.lo.X, -f.lo.Y})
	*d = *moved
	d.w, d.h = f.hi.X-f.lo.X, f.hi.Y-f.lo.Y
}
