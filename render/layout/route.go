package layout

import "slices"

// across0 is where a wire ends, across: at its left end or at its right one.
func (f *flow) across0(w *wire, left bool) Unit {
	i, row := w.to, w.toRow
	if left {
		i, row = w.from, w.fromRow
	}
	n := &f.nodes[i]
	switch {
	case n.kind == hubNode && f.down:
		return f.at[i].X + n.w/2
	case n.kind == hubNode:
		return f.at[i].Y + n.h/2
	case n.kind != boxNode && f.down:
		r := f.inside(i)
		return r.X + r.W/2
	case n.kind != boxNode:
		r := f.inside(i)
		return r.Y + r.H/2
	case f.down:
		return f.trackAcross(i, track{row, left}, left == w.back)
	default:
		return f.anchor(i, row, w.edge, left == w.back).Y
	}
}

// anchor is where a line meets the box of a node, at its end as a child or as a parent.
func (f *flow) anchor(i, row, edge int, child bool) Anchor {
	b := f.l.boxes[f.nodes[i].index]
	r := f.inside(i)
	b.X, b.Y = r.X, r.Y
	s := Right
	if child != f.backward(edge) {
		s = Left
	}
	return anchor(&b, row, s, f.l.offsets[edge].of(child))
}

// backward reports whether a line runs against the direction. Where lines run down, none does: they leave
// at the right all the same.
func (f *flow) backward(edge int) bool { return !f.down && f.back[edge] }

// routeArcs adds the ways of all lines to the drawing.
func (f *flow) routeArcs(d *drawing) {
	var first []Point // the corners of the first half of a line with a label
	for i := range f.arcs {
		a := &f.arcs[i]
		if a.left {
			if a.half != 2 {
				d.routes = append(d.routes, placed[way]{a.edge, way{direct: true}})
			}
			continue
		}
		corners := f.corners(a)
		if a.half == 1 {
			first = corners
			continue
		}
		w := way{parent: Right, child: Left}
		if f.backward(a.edge) {
			w.parent, w.child = Left, Right
		}
		if a.half == 2 {
			corners = append(first, corners...)
			label, _ := a.parent()
			w.label = f.inside(label)
		}
		w.points = rounded(corners)
		d.routes = append(d.routes, placed[way]{a.edge, w})
	}
}

// corners are the points between which an arc runs straight, from the stub at the parent to that at the child.
func (f *flow) corners(a *arc) []Point {
	parent, parentRow := a.parent()
	p := f.start(a, parent, parentRow, false)
	for _, i := range a.path {
		w := &f.wires[i]
		near, far := f.across0(w, !w.back), f.across0(w, w.back)
		u := f.buses[busKey{f.nodes[w.from].col, w.bundle}].along
		if f.down {
			p = append(p, Point{near, u}, Point{far, u})
		} else {
			p = append(p, Point{u, near}, Point{u, far})
		}
	}
	child, childRow := a.child()
	end := f.start(a, child, childRow, true)
	slices.Reverse(end)
	return append(p, end...)
}

// start are the first corners of an arc at one of its ends: the end of the stub and, where lines run down,
// the turn into the track beside the box. At a label there are none.
func (f *flow) start(a *arc, i, row int, child bool) []Point {
	if f.nodes[i].kind != boxNode {
		return nil
	}
	stub := f.anchor(i, row, a.edge, child).stubEnd(Stub)
	if !f.down {
		return []Point{stub}
	}
	return []Point{stub, {f.trackAcross(i, track{row, child == a.back}, child), stub.Y}}
}

// cornerRadius is that of the quarters of circles. Their control points stand at five ninths of it.
const cornerRadius = 9 * PX

// rounded turns corners into Béziers: straight lines, and quarters of circles between them.
func rounded(corners []Point) []Point {
	c := simplify(corners)
	p := []Point{c[0]}
	for i := 1; i < len(c)-1; i++ {
		r := min(cornerRadius, reachOf(c[i-1], c[i], i == 1), reachOf(c[i+1], c[i], i == len(c)-2))
		from, to := toward(c[i], c[i-1], r), toward(c[i], c[i+1], r)
		if last := p[len(p)-1]; last != from {
			p = append(p, straight(last, from)...)
		}
		p = append(p, toward(from, c[i], r*5/9), toward(to, c[i], r*5/9), to)
	}
	if last := p[len(p)-1]; last != c[len(c)-1] || len(p) == 1 {
		p = append(p, straight(last, c[len(c)-1])...)
	}
	return p
}

// reachOf is how much of the line between two corners a curve may take: all of it at an end, else half.
func reachOf(from, to Point, end bool) Unit {
	d := abs(to.X-from.X) + abs(to.Y-from.Y)
	if end {
		return d
	}
	return d / 2
}

// toward is the point at a distance from a corner, on the horizontal or vertical line to another.
func toward(from, to Point, distance Unit) Point {
	switch {
	case to.X > from.X:
		from.X += distance
	case to.X < from.X:
		from.X -= distance
	case to.Y > from.Y:
		from.Y += distance
	case to.Y < from.Y:
		from.Y -= distance
	}
	return from
}

// simplify leaves out corners at which a line does not turn.
func simplify(corners []Point) []Point {
	c := corners[:1:1]
	for _, p := range corners[1:] {
		n := len(c)
		switch {
		case p == c[n-1]:
		case n > 1 && (c[n-2].X == c[n-1].X && c[n-1].X == p.X || c[n-2].Y == c[n-1].Y && c[n-1].Y == p.Y):
			c[n-1] = p
		default:
			c = append(c, p)
		}
	}
	return c
}

// straight is a straight line as a Bézier, without its first point.
func straight(from, to Point) []Point {
	third := Point{(to.X - from.X) / 3, (to.Y - from.Y) / 3}
	return []Point{from.plus(third), {to.X - third.X, to.Y - third.Y}, to}
}
