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
	jog         = 3 * PX  // how far a node that is in no group may move where there are groups
)

// aligner moves the nodes of a flow.
type aligner struct {
	f       *flow
	incides [][]int // by node: the wires that end at it
	bounds  [][2]Unit
}

func (f *flow) align() {
	a := &aligner{f: f, incides: make([][]int, len(f.nodes))}
	for i := range f.wires {
		w := &f.wires[i]
		a.incides[w.from] = append(a.incides[w.from], i)
		a.incides[w.to] = append(a.incides[w.to], i)
	}
	a.findBounds()
	columns := f.columns()
	for _, c := range columns {
		slices.SortStableFunc(c, func(i, j int) int { return cmp.Compare(*f.acrossAt(i), *f.acrossAt(j)) })
	}
	for range alignSweeps {
		for _, c := range columns {
			a.column(c)
		}
		slices.Reverse(columns)
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

func (a *aligner) column(c []int) {
	for k, n := range c {
		at := a.f.acrossAt(n)
		lo, hi := a.bounds[n][0], a.bounds[n][1]
		if k > 0 {
			lo = max(lo, *a.f.acrossAt(c[k-1])+a.f.across(&a.f.nodes[c[k-1]])+alignGap)
		}
		if k+1 < len(c) {
			hi = min(hi, *a.f.acrossAt(c[k+1])-a.f.across(&a.f.nodes[n])-alignGap)
		}
		if lo <= hi {
			*at += a.best(n, min(lo-*at, 0), max(hi-*at, 0))
		}
	}
}

// best is how far to move a node, between lo and hi, so that its wires cost least.
func (a *aligner) best(n int, lo, hi Unit) Unit {
	offs := make([]Unit, 0, len(a.incides[n]))
	for _, i := range a.incides[n] {
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
