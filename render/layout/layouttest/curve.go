package layouttest

import "crowsfoot/render/layout"

// segment is a straight piece of the line with the number route.
type segment struct {
	a, b  layout.Point
	route int
}

func (s segment) bounds() layout.Rect {
	x, y := min(s.a.X, s.b.X), min(s.a.Y, s.b.Y)
	return layout.Rect{X: x, Y: y, W: max(s.a.X, s.b.X) - x, H: max(s.a.Y, s.b.Y) - y}
}

// pieces is how many segments stand for one Bézier.
const pieces = 12

// flatten is a line, from anchor to anchor, as segments. What runs straight across or down is one segment.
func flatten(i int, r *layout.Route) []segment {
	var s []segment
	at := r.Parent.Point
	to := func(p layout.Point) {
		n := len(s)
		switch {
		case p == at:
		case n > 0 && (s[n-1].a.X == at.X && at.X == p.X || s[n-1].a.Y == at.Y && at.Y == p.Y):
			s[n-1].b = p
		default:
			s = append(s, segment{at, p, i})
		}
		at = p
	}
	to(r.Points[0])
	for c := 0; c+3 < len(r.Points); c += 3 {
		if p := r.Points[c : c+4]; p[0].X == p[1].X && p[1].X == p[2].X && p[2].X == p[3].X || p[0].Y == p[1].Y && p[1].Y == p[2].Y && p[2].Y == p[3].Y {
			to(p[3])
			continue
		}
		for k := int64(1); k <= pieces; k++ {
			to(bezier(r.Points[c:c+4], k))
		}
	}
	to(r.Child.Point)
	return s
}

// bezier is the point of a cubic at k of pieces.
func bezier(p []layout.Point, k int64) layout.Point {
	u, v := k, pieces-k
	f := [4]int64{v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u}
	var x, y int64
	for i := range f {
		x += f[i] * int64(p[i].X)
		y += f[i] * int64(p[i].Y)
	}
	const all = pieces * pieces * pieces
	return layout.Point{X: layout.Unit(x / all), Y: layout.Unit(y / all)}
}

// cross reports whether two segments cross properly: touching and lying on each other do not count.
func cross(s, t segment) bool {
	return side(s.a, s.b, t.a)*side(s.a, s.b, t.b) < 0 && side(t.a, t.b, s.a)*side(t.a, t.b, s.b) < 0
}

// meeting is where two segments cross that do so, to the pixel.
func meeting(s, t segment) layout.Point {
	dx, dy := int64(s.b.X-s.a.X), int64(s.b.Y-s.a.Y)
	ex, ey := int64(t.b.X-t.a.X), int64(t.b.Y-t.a.Y)
	all := dx*ey - dy*ex
	part := int64(t.a.X-s.a.X)*ey - int64(t.a.Y-s.a.Y)*ex
	return layout.Point{
		X: layout.Unit(int64(s.a.X)+dx*part/all) / layout.PX,
		Y: layout.Unit(int64(s.a.Y)+dy*part/all) / layout.PX,
	}
}

// side is 1, 0 or -1: where c lies of the line through a and b.
func side(a, b, c layout.Point) int {
	d := int64(b.X-a.X)*int64(c.Y-a.Y) - int64(b.Y-a.Y)*int64(c.X-a.X)
	switch {
	case d > 0:
		return 1
	case d < 0:
		return -1
	default:
		return 0
	}
}

// through reports whether a segment has points inside of a rectangle.
func (s segment) through(r layout.Rect) bool {
	b := s.bounds()
	if b.X >= r.X+r.W || b.X+b.W <= r.X || b.Y >= r.Y+r.H || b.Y+b.H <= r.Y {
		return false
	}
	corners := [4]layout.Point{{X: r.X, Y: r.Y}, {X: r.X + r.W, Y: r.Y}, {X: r.X, Y: r.Y + r.H}, {X: r.X + r.W, Y: r.Y + r.H}}
	sides := [3]bool{}
	for _, c := range corners {
		sides[side(s.a, s.b, c)+1] = true
	}
	return sides[0] && sides[2]
}

func shrink(r layout.Rect, by layout.Unit) layout.Rect {
	return layout.Rect{X: r.X + by, Y: r.Y + by, W: r.W - 2*by, H: r.H - 2*by}
}

func overlap(a, b layout.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

func holds(a, b layout.Rect) bool {
	return a.X <= b.X && a.Y <= b.Y && b.X+b.W <= a.X+a.W && b.Y+b.H <= a.Y+a.H
}
