package layout

import (
	"cmp"
	"slices"
)

// plan gives each node its column: parents left of their children as far as there are no
// cycles, lines short, and no column much taller than the picture should be. It returns what is worth drawing.
func (f *flow) plan() []*flow {
	f.breakCycles()
	f.longestPath()
	f.tighten()
	limit := f.idealHeight()
	var drafts []draft
	if len(f.p.clusters) > 1 && !f.down {
		drafts = f.groupDrafts(limit)
	} else {
		drafts = f.drafts(limit)
	}
	var flows []*flow
	for _, d := range drafts {
		g := *f
		g.nodes, g.arcs = slices.Clone(f.nodes), slices.Clone(f.arcs)
		g.setColumns(d.cols)
		g.turnBackward()
		flows = append(flows, &g)
	}
	return flows
}

// turnBackward makes all arcs run from low columns to high ones.
func (f *flow) turnBackward() {
	for i := range f.arcs {
		if f.span(i) < 0 {
			f.arcs[i].turn()
		}
	}
}

// breakCycles turns arcs round until there is no cycle: those that lead back to a node which a
// depth-first search is still within.
func (f *flow) breakCycles() {
	out := f.outgoing()
	const (
		unseen = iota
		open
		done
	)
	state := make([]uint8, len(f.nodes))
	next := make([]int, len(f.nodes))
	for _, root := range f.roots() {
		if state[root] != unseen {
			continue
		}
		stack := []int{root}
		state[root] = open
		for len(stack) > 0 {
			n := stack[len(stack)-1]
			if next[n] == len(out[n]) {
				state[n] = done
				stack = stack[:len(stack)-1]
				continue
			}
			a := out[n][next[n]]
			next[n]++
			switch to := f.arcs[a].to; state[to] {
			case unseen:
				state[to] = open
				stack = append(stack, to)
			case open:
				f.turnLine(a)
			}
		}
	}
}

// roots are the nodes in the order in which to look for cycles: first those that nothing points at.
func (f *flow) roots() []int {
	in := make([]int, len(f.nodes))
	for i := range f.arcs {
		in[f.arcs[i].to]++
	}
	roots := make([]int, len(f.nodes))
	for i := range roots {
		roots[i] = i
	}
	slices.SortStableFunc(roots, func(a, b int) int { return cmp.Compare(min(in[a], 1), min(in[b], 1)) })
	return roots
}

// turnLine turns a line round, with both of its halves if it has any.
func (f *flow) turnLine(i int) {
	first, last := i, i
	switch f.arcs[i].half {
	case 1:
		last++
	case 2:
		first--
	}
	for i := first; i <= last; i++ {
		f.arcs[i].turn()
	}
}

func (a *arc) turn() {
	a.from, a.to = a.to, a.from
	a.fromRow, a.toRow = a.toRow, a.fromRow
	a.back = !a.back
}

func (f *flow) outgoing() [][]int {
	out := make([][]int, len(f.nodes))
	for i := range f.arcs {
		out[f.arcs[i].from] = append(out[f.arcs[i].from], i)
	}
	return out
}

func (f *flow) incoming() [][]int {
	in := make([][]int, len(f.nodes))
	for i := range f.arcs {
		in[f.arcs[i].to] = append(in[f.arcs[i].to], i)
	}
	return in
}

// order is a topological order of the nodes.
func (f *flow) order() []int {
	out := f.outgoing()
	waits := make([]int, len(f.nodes))
	for i := range f.arcs {
		waits[f.arcs[i].to]++
	}
	order := make([]int, 0, len(f.nodes))
	for i := range f.nodes {
		if waits[i] == 0 {
			order = append(order, i)
		}
	}
	for at := 0; at < len(order); at++ {
		for _, i := range out[order[at]] {
			to := f.arcs[i].to
			if waits[to]--; waits[to] == 0 {
				order = append(order, to)
			}
		}
	}
	return order
}

// longestPath puts each node as far left as its parents allow.
func (f *flow) longestPath() {
	for i := range f.nodes {
		f.nodes[i].col = 0
	}
	out := f.outgoing()
	for _, n := range f.order() {
		for _, i := range out[n] {
			to := &f.nodes[f.arcs[i].to]
			to.col = max(to.col, f.nodes[n].col+1)
		}
	}
}

// tighten moves nodes right while that shortens lines: those with more lines to the right than to the left.
func (f *flow) tighten() {
	in, out, order := f.incoming(), f.outgoing(), f.order()
	for range 8 {
		moved := false
		for _, n := range slices.Backward(order) {
			if len(out[n]) <= len(in[n]) {
				continue
			}
			limit := -1
			for _, i := range out[n] {
				if c := f.nodes[f.arcs[i].to].col - 1; limit < 0 || c < limit {
					limit = c
				}
			}
			if limit > f.nodes[n].col {
				f.nodes[n].col = limit
				moved = true
			}
		}
		if !moved {
			return
		}
	}
}

// splitColumns divides columns that are taller than the limit into several.
func (f *flow) splitColumns(limit Unit) {
	shift, pulls := 0, f.pulls()
	for _, column := range f.columns() {
		slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(pulls[a], pulls[b]) })
		var h Unit
		col := f.nodes[column[0]].col + shift
		for _, n := range column {
			if h > 0 && h+f.across(&f.nodes[n]) > limit {
				h = 0
				shift++
				col++
			}
			h += f.across(&f.nodes[n])
			f.nodes[n].col = col
		}
	}
}

// pulls tell where nodes want to go: right when they are positive.
func (f *flow) pulls() []int {
	p := make([]int, len(f.nodes))
	for i := range f.arcs {
		p[f.arcs[i].from]++
		p[f.arcs[i].to]--
	}
	return p
}

// columns are the nodes of each column, from the left.
func (f *flow) columns() [][]int {
	var cols [][]int
	for i := range f.nodes {
		c := f.nodes[i].col
		for len(cols) <= c {
			cols = append(cols, nil)
		}
		cols[c] = append(cols[c], i)
	}
	return slices.DeleteFunc(cols, func(c []int) bool { return len(c) == 0 })
}

// along is the size of a node in the direction of the lines, across the other one.
func (f *flow) along(n *node) Unit {
	if f.down {
		return n.h
	}
	return n.w
}

func (f *flow) across(n *node) Unit {
	if f.down {
		return n.w
	}
	return n.h
}

// leastHeight is how tall columns may be anyhow: some tables one above the other are fine in the smallest picture.
const leastHeight = 350 * PX

// idealHeight is the height of a picture of 16:10 that all nodes fill together with a third as much for
// gaps: no column should be taller. Where lines run down, it is the width.
func (f *flow) idealHeight() Unit {
	var area int64
	var tallest Unit
	for i := range f.nodes {
		n := &f.nodes[i]
		area += int64(f.along(n)+rankSep) * int64(f.across(n))
		tallest = max(tallest, f.across(n))
	}
	to := wide
	if f.down {
		to.w, to.h = to.h, to.w
	}
	return max(tallest, leastHeight, Unit(isqrt(13*area/10/to.w*to.h)))
}

// isqrt is the integer square root.
func isqrt(n int64) int64 {
	if n < 2 {
		return n
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}
