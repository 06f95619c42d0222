package layout

import (
	"cmp"
	"slices"
)

// What Graphviz leaves a little crooked is made straight: each node moves within its column, as far as there is
// room, to where its wires are shortest and turn least.

const (
	alignSweeps = 4       // from the first column to the last and back
	alignGap    = 7 * PX  // between nodes of a column; Graphviz keeps as much
	bendCost    = 40 * PX // of a wire that is not straight, as a length
	jog         = 6 * PX  // how far a node that is in no group may move where there are groups
)

// aligner moves the nodes of a flow.
type aligner struct {
	f       *flow
	ends    [][]int // by node: the wires that end at it
	bounds  [][2]Unit
	columns [][]int // sorted across
}

func newAligner(f *flow) *aligner {
	a := &aligner{f: f, ends: make([][]int, len(f.nodes)), columns: f.columns()}
	for i := range f.wires {
		w := &f.wires[i]
		a.ends[w.from] = append(a.ends[w.from], i)
		a.ends[w.to] = append(a.ends[w.to], i)
	}
	a.findBounds()
	for _, c := range a.columns {
		slices.SortStableFunc(c, func(i, j int) int { return cmp.Compare(*f.acrossAt(i), *f.acrossAt(j)) })
	}
	return a
}

// align moves all nodes to where they are best.
func (a *aligner) align() {
	for sweep := range alignSweeps {
		for i := range a.columns {
			if sweep%2 > 0 {
				i = len(a.columns) - 1 - i
			}
			for k, n := range a.columns[i] {
				if lo, hi := a.room(a.columns[i], k, alignGap); lo < hi {
					*a.f.acrossAt(n) += a.best(n, lo, hi)
				}
			}
		}
	}
}

// acrossAt is where a node starts, across.
func (f *flow) acrossAt(i int) *Unit {
	if f.down {
		return &f.at[i].X
	}
	return &f.at[i].Y
}

// findBounds says how far each node may go: it may not leave its group, nor enter another one.
func (a *aligner) findBounds() {
	f := a.f
	groups := make([]frame, len(f.p.clusters))
	var whole frame
	a.bounds = make([][2]Unit, len(f.nodes))
	for i := range f.nodes {
		r := Rect{X: *f.acrossAt(i), W: f.across(&f.nodes[i])}
		whole.hold(r)
		if c := f.nodes[i].cluster; c >= 0 {
			groups[c].hold(r)
		}
	}
	for i := range f.nodes {
		at, c := *f.acrossAt(i), f.nodes[i].cluster
		size := f.across(&f.nodes[i])
		switch {
		case c >= 0:
			a.bounds[i] = [2]Unit{groups[c].lo.X, groups[c].hi.X - size}
		case len(groups) > 0:
			a.bounds[i] = [2]Unit{at - jog, at + jog}
		default:
			a.bounds[i] = [2]Unit{whole.lo.X, whole.hi.X - size}
		}
	}
}

// room is how far the k-th node of a column can move, back and forth.
func (a *aligner) room(c []int, k int, gap Unit) (lo, hi Unit) {
	f, n := a.f, c[k]
	at := *f.acrossAt(n)
	lo, hi = a.bounds[n][0]-at, a.bounds[n][1]-at
	if k > 0 {
		before := c[k-1]
		lo = max(lo, *f.acrossAt(before)+f.across(&f.nodes[before])+gap-at)
	}
	if k+1 < len(c) {
		hi = min(hi, *f.acrossAt(c[k+1])-f.across(&f.nodes[n])-gap-at)
	}
	return min(lo, 0), max(hi, 0)
}

// best is how far to move a node, between lo and hi, so that its wires cost least.
func (a *aligner) best(n int, lo, hi Unit) Unit {
	offs := make([]Unit, 0, len(a.ends[n]))
	for _, i := range a.ends[n] {
		w := &a.f.wires[i]
		off := a.f.across0(w, true) - a.f.across0(w, false)
		if w.from == n {
			off = -off
		}
		offs = append(offs, off)
	}
	slices.Sort(offs)
	best, bestCost := Unit(0), cost(offs, 0)
	for i, off := range offs {
		if off < lo || off > hi || i > 0 && off == offs[i-1] {
			continue
		}
		if c := cost(offs, off); c < bestCost || c == bestCost && abs(off) < abs(best) {
			best, bestCost = off, c
		}
	}
	return best
}

// cost is what wires cost that are so far off, when their node moves by dy.
func cost(offs []Unit, dy Unit) int64 {
	var sum int64
	for _, off := range offs {
		if d := abs(off - dy); d > 0 {
			sum += int64(d + bendCost)
		}
	}
	return sum
}

const (
	nudges   = 5      // how often to look for lines that lie on each other
	nudgeGap = 2 * PX // between nodes then
)

// separate moves nodes a little whose lines would lie on others in a channel, in whatever order those stand.
// This happens when two bundles swap their places.
func (a *aligner) separate() []channel {
	channels := a.f.fillChannels()
	for range nudges {
		moved := false
		for i := range channels {
			for _, c := range a.f.conflicts(&channels[i]) {
				if a.f.meet(c) { // still, after what was moved before
					moved = a.nudge(c.left.to) || a.nudge(c.right.from) || moved
				}
			}
		}
		if !moved {
			break
		}
		channels = a.f.fillChannels()
	}
	return channels
}

// conflict is two wires that lie on each other: the left one turns first, and then runs on where the right
// one comes in.
type conflict struct{ left, right *wire }

func (f *flow) meet(c conflict) bool {
	return abs(f.across0(c.left, false)-f.across0(c.right, true)) < tightGap
}

func (f *flow) conflicts(c *channel) []conflict {
	type end struct {
		at   Unit
		bus  *bus
		wire *wire
	}
	var left, right []end // where wires leave the channel, and where they come in
	for _, b := range c.order {
		for _, i := range b.wires {
			w := &f.wires[i]
			left = append(left, end{f.across0(w, false), b, w})
			right = append(right, end{f.across0(w, true), b, w})
		}
	}
	byPlace := func(a, b end) int { return cmp.Compare(a.at, b.at) }
	slices.SortStableFunc(left, byPlace)
	slices.SortStableFunc(right, byPlace)
	var found []conflict
	for _, r := range right {
		for len(left) > 0 && left[0].at <= r.at-tightGap {
			left = left[1:]
		}
		for _, l := range left {
			if l.at >= r.at+tightGap {
				break
			}
			if l.bus.track < r.bus.track {
				found = append(found, conflict{l.wire, r.wire})
			}
		}
	}
	return found
}

// nudge moves a node by more than lines need to stand apart, if there is room.
func (a *aligner) nudge(n int) bool {
	column := a.columns[a.f.nodes[n].col]
	lo, hi := a.room(column, slices.Index(column, n), nudgeGap)
	switch by := tightGap + PX; {
	case hi >= by:
		*a.f.acrossAt(n) += by
	case -lo >= by:
		*a.f.acrossAt(n) -= by
	default:
		return false
	}
	return true
}
