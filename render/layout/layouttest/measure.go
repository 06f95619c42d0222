package layouttest

import (
	"cmp"
	"slices"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Metrics tell how good a layout looks. Less is better in all of them.
type Metrics struct {
	Crossings int   // places where two lines cross
	Length    int64 // of all lines, in pixels
	Width     int   // of the picture, in pixels
	Height    int
	Bends     int // places where a line turns from up to down or from left to right, or the other way
	Corners   int // quarters of circles, roughly
	Overlaps  int // pieces of lines that lie on a line with which they share no end
	Direct    int // lines left out of the layout
	Fill      int // percent of the picture's area that boxes take; here, more is better
}

// Area is that of the picture in square pixels.
func (m Metrics) Area() int64 { return int64(m.Width) * int64(m.Height) }

// Measure measures a layout.
func Measure(d *diagram.Diagram, g *layout.Geometry) Metrics {
	m := Metrics{Direct: g.Direct, Width: int(g.Width / layout.PX), Height: int(g.Height / layout.PX)}
	var all []segment
	for i := range g.Routes {
		s := flatten(i, &g.Routes[i])
		m.Bends += bends(s)
		m.Corners += (len(g.Routes[i].Points) - 1) / 6
		all = append(all, s...)
	}
	m.Length = ink(all) / int64(layout.PX)
	m.Crossings, m.Overlaps = crossings(d, all)
	var boxes int64
	for i := range g.Boxes {
		boxes += int64(g.Boxes[i].W/layout.PX) * int64(g.Boxes[i].H/layout.PX)
	}
	if area := m.Area(); area > 0 {
		m.Fill = int(boxes * 100 / area)
	}
	return m
}

// ink is the length of all that is drawn: lines may run together, and what they share counts once.
func ink(all []segment) int64 {
	seen := make(map[[2]layout.Point]bool)
	across, down := make(map[layout.Unit][]stretch), make(map[layout.Unit][]stretch)
	var sum int64
	for _, s := range all {
		switch k := [2]layout.Point{s.a, s.b}; {
		case s.a.Y == s.b.Y:
			across[s.a.Y] = append(across[s.a.Y], stretch{min(s.a.X, s.b.X), max(s.a.X, s.b.X)})
		case s.a.X == s.b.X:
			down[s.a.X] = append(down[s.a.X], stretch{min(s.a.Y, s.b.Y), max(s.a.Y, s.b.Y)})
		case !seen[k]:
			seen[k] = true
			sum += length(s)
		}
	}
	for _, lines := range []map[layout.Unit][]stretch{across, down} {
		for _, s := range lines {
			sum += covered(s)
		}
	}
	return sum
}

// stretch is a part of a line that runs straight across or down.
type stretch struct{ from, to layout.Unit }

// covered is how long stretches of the same line are together.
func covered(s []stretch) int64 {
	slices.SortFunc(s, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	var sum int64
	end := s[0].from
	for _, t := range s {
		if t.to > end {
			sum += int64(t.to - max(t.from, end))
			end = t.to
		}
	}
	return sum
}

func length(s segment) int64 {
	dx, dy := int64(s.b.X-s.a.X), int64(s.b.Y-s.a.Y)
	n := dx*dx + dy*dy
	if n < 2 {
		return n
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}

// crossings counts the places where segments of different lines cross, and the pairs of those that lie on each other
// although their lines share no end.
func crossings(d *diagram.Diagram, all []segment) (crossing, overlapping int) {
	g := newGrid()
	for i, s := range all {
		g.add(i, s.bounds())
	}
	type pair [2]int32
	seen := make(map[pair]bool)
	places := make(map[layout.Point]bool)
	for _, cell := range g.cells {
		for i, a := range cell {
			for _, b := range cell[:i] {
				s, t := all[a], all[b]
				if s.route == t.route || seen[pair{a, b}] {
					continue
				}
				switch {
				case cross(s, t):
					places[meeting(s, t)] = true
				case liesOn(s, t) && !shareEnd(&d.Edges[s.route], &d.Edges[t.route]):
					seen[pair{a, b}] = true
					overlapping++
				}
			}
		}
	}
	return len(places), overlapping
}

// liesOn reports whether two horizontal or vertical segments lie on each other for more than a pixel.
func liesOn(s, t segment) bool {
	a, b := s.bounds(), t.bounds()
	common := func(a, aLen, b, bLen layout.Unit) bool { return min(a+aLen, b+bLen)-max(a, b) > layout.PX }
	switch {
	case a.H == 0 && b.H == 0:
		return abs(a.Y-b.Y) < layout.PX && common(a.X, a.W, b.X, b.W)
	case a.W == 0 && b.W == 0:
		return abs(a.X-b.X) < layout.PX && common(a.Y, a.H, b.Y, b.H)
	default:
		return false
	}
}

// shareEnd reports whether two lines end on the same row of a table.
func shareEnd(a, b *diagram.Edge) bool {
	for _, x := range []diagram.End{a.Parent, a.Child} {
		for _, y := range []diagram.End{b.Parent, b.Child} {
			if x.Entity == y.Entity && slices.Equal(x.Rows[:min(1, len(x.Rows))], y.Rows[:min(1, len(y.Rows))]) {
				return true
			}
		}
	}
	return false
}

// bends counts the turns of a line. Pieces shorter than two pixels do not count.
func bends(s []segment) int {
	n, lastX, lastY := 0, layout.Unit(0), layout.Unit(0)
	turn := func(d layout.Unit, last *layout.Unit) {
		if abs(d) < 2*layout.PX {
			return
		}
		if d > 0 != (*last > 0) && *last != 0 {
			n++
		}
		*last = d
	}
	for _, p := range s {
		turn(p.b.X-p.a.X, &lastX)
		turn(p.b.Y-p.a.Y, &lastY)
	}
	return n
}
