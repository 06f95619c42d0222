package svg

import (
	"cmp"
	"slices"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Many lines that run together would look like a bar, as the soft edges of lines that are drawn over each other add up. So
// where more than fewLines begin in one place, trunkLines of them are drawn where they run together, and no more.
const (
	fewLines   = 3
	trunkLines = 2
)

// trunkAt is where lines may begin that run together and look alike.
type trunkAt struct {
	layout.Anchor
	change diagram.Change
}

// fork is where a line leaves others. They share the first pieces of its route, and a part of the next one, which is
// straight then. The zero value is for a line that is drawn whole.
type fork struct {
	pieces int
	run    layout.Unit // how long that part is
}

func (f fork) compare(other fork) int {
	return cmp.Or(cmp.Compare(f.pieces, other.pieces), cmp.Compare(f.run, other.run))
}

// findForks finds from where on each line is drawn: where it has left all but one of those that are drawn later and
// so lie on top. What comes before shows when the line stands out.
func (p *printer) findForks() []fork {
	together := make(map[trunkAt][]int)
	for _, i := range p.order {
		if e := &p.d.Edges[i]; !p.g.Routes[i].Direct && e.Kind != diagram.Reads && !e.Dashed && !e.Implied && e.Change != diagram.Removed {
			k := trunkAt{p.g.Routes[i].Parent, e.Change}
			together[k] = append(together[k], i)
		}
	}
	forks := make([]fork, len(p.d.Edges))
	for _, lines := range together {
		if len(lines) <= fewLines {
			continue
		}
		for k, i := range lines {
			forks[i] = p.lastFork(&p.g.Routes[i], lines[k+1:])
		}
	}
	return forks
}

// lastFork is where fewer than trunkLines of some others are left beside a route.
func (p *printer) lastFork(r *layout.Route, others []int) fork {
	var last [trunkLines]fork // the last ones, from the end of the route
	for _, i := range others {
		f := parting(r.Points, p.g.Routes[i].Points)
		for k := range last {
			if f.compare(last[k]) > 0 {
				last[k], f = f, last[k]
			}
		}
	}
	if f := last[trunkLines-1]; 3*f.pieces+1 < len(r.Points) {
		return f
	}
	return fork{} // it lies on others to its end
}

// parting is where a route leaves another one that begins in the same place.
func parting(a, b []layout.Point) fork {
	n := min(len(a), len(b))
	i := 0
	for i+3 < n && slices.Equal(a[i:i+4], b[i:i+4]) {
		i += 3
	}
	f := fork{pieces: i / 3}
	if i+3 < n {
		f.run = commonRun(a[i], a[i+3], b[i+3])
	}
	return f
}

// commonRun is how far the ways from a point to two others run along the same horizontal or vertical line.
func commonRun(from, a, b layout.Point) layout.Unit {
	switch {
	case a.Y == from.Y && b.Y == from.Y:
		return commonLength(a.X-from.X, b.X-from.X)
	case a.X == from.X && b.X == from.X:
		return commonLength(a.Y-from.Y, b.Y-from.Y)
	default:
		return 0
	}
}

// commonLength is the length of what both of two steps from 0 pass.
func commonLength(a, b layout.Unit) layout.Unit {
	if a > 0 != (b > 0) {
		return 0
	}
	return min(max(a, -a), max(b, -b))
}

// ways are those of a line from the parent to where it leaves others, "" if it is drawn whole, and from there on.
func ways(r *layout.Route, f fork) (shared, own string) {
	if f == (fork{}) {
		return "", routePath(r)
	}
	var before, after pathData
	before.move(r.Parent.Point)
	before.line(r.Points[0])
	before.curves(r.Points[:3*f.pieces+1])
	rest := r.Points[3*f.pieces:]
	at := rest[0]
	if f.run > 0 {
		at.X += max(min(rest[3].X-at.X, f.run), -f.run)
		at.Y += max(min(rest[3].Y-at.Y, f.run), -f.run)
		before.line(at)
	}
	after.move(at)
	if f.run > 0 {
		after.line(rest[3])
		rest = rest[3:]
	}
	after.curves(rest)
	after.line(r.Child.Point)
	return before.String(), after.String()
}
