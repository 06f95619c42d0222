package layout

import (
	"cmp"
	"slices"
)

// Groups stand side by side in strips: a strip is some columns wide, and groups stand in it one above the other. A
// table that is in no group is planned like a group of its own. Where lines run down, groups are as Graphviz
// stacks them.

const (
	groupPlans  = 40    // that become drafts; fewer
	planWork    = 20000 // of a flow of which so many would have more nodes together
	groupDrafts = 3     // that are drawn; fewer
	groupWork   = 600   // of such a flow
)

// groupDrafts are columns by strips. Several heights and numbers of strips are tried, and those that promise most are
// worth drawing.
func (f *flow) groupDrafts(limit Unit) []draft {
	natural := f.columnsOfNodes()
	var drafts []draft
	for i, p := range f.plans(limit) {
		if i == groupPlans || i > 0 && (i+1)*len(f.nodes) > planWork {
			break
		}
		f.setColumns(natural)
		f.fillStrips(&p)
		f.settle(limit)
		d := draft{f.columnsOfNodes(), f.promiseOfGroups()}
		if !slices.ContainsFunc(drafts, d.same) {
			drafts = append(drafts, d)
		}
	}
	slices.SortStableFunc(drafts, func(a, b draft) int { return cmp.Compare(a.cost, b.cost) })
	return drafts[:min(len(drafts), groupDrafts, max(1, groupWork/len(f.nodes)))]
}

const frameRoom = 36 * PX // of a group, across

// promiseOfGroups is what promise is, where groups are as tall as the tallest of their columns. It looks at crossings rather
// than at wires.
func (f *flow) promiseOfGroups() int64 {
	cols := f.columns()
	tracks, heights := make([]Unit, len(cols)), make([]Unit, len(cols))
	f.countWires(tracks, heights)
	groups := make([]extents, len(f.p.clusters))
	for c, column := range cols {
		for _, n := range column {
			across := f.across(&f.nodes[n]) + alignGap
			if g := f.nodes[n].cluster; g >= 0 {
				groups[g].add(c, across)
			} else {
				heights[c] += across
			}
		}
	}
	for i := range groups {
		g := &groups[i]
		for c := g.first; c <= g.last; c++ {
			heights[c] += max(g.tallest, g.height) + frameRoom
		}
	}
	w, h := f.expectedLength(cols, tracks), int64(slices.Max(heights))
	side := max(w*wide.h, h*wide.w) / int64(PX)
	var pairs int64 // of lines that may cross
	for _, t := range tracks {
		pairs += int64(t) * int64(t)
	}
	return side * side / 1000 * isqrt(pairs*10000)
}

// extents are the columns of a group, which are added in their order.
type extents struct {
	first, last     int
	height, tallest Unit // of the last column, and of those before
}

func (e *extents) add(col int, across Unit) {
	switch {
	case e.height == 0:
		e.first = col
	case e.last < col:
		e.tallest, e.height = max(e.tallest, e.height), 0
	}
	e.last = col
	e.height += across
}

// freeColumns lets all nodes stand in any column.
func (f *flow) freeColumns(last int) {
	for i := range f.nodes {
		f.nodes[i].lo, f.nodes[i].hi = 0, last
	}
}

// fillStrips gives all nodes their columns.
func (f *flow) fillStrips(p *plan) {
	first, ranks, least := 0, f.localRanks(), p.leastColumns()
	for s := range p.n {
		k, height := p.columns(s, least[s])
		for i := range p.plots {
			if p.strip[i] == s {
				f.fillPlot(&p.plots[i], ranks, first, k)
			}
		}
		if height > 0 {
			first += k
		}
	}
	for i := range f.nodes {
		if n := &f.nodes[i]; n.kind == labelNode && n.cluster < 0 {
			n.lo, n.hi = 0, first-1
			n.col = min(n.col, n.hi)
		}
	}
}

// localRanks is the longest path to each node within its group.
func (f *flow) localRanks() []int {
	rank := make([]int, len(f.nodes))
	out := f.outgoing()
	for _, n := range f.order() {
		for _, i := range out[n] {
			to := f.arcs[i].to
			if f.nodes[to].cluster == f.nodes[n].cluster {
				rank[to] = max(rank[to], rank[n]+1)
			}
		}
	}
	return rank
}

// fillPlot spreads the nodes of a plot over k columns: first those that nothing in the group comes before.
func (f *flow) fillPlot(q *plot, ranks []int, first, k int) {
	slices.SortStableFunc(q.nodes, func(a, b int) int { return cmp.Compare(ranks[a], ranks[b]) })
	limit, last := max(q.tallest, q.total/Unit(k)), ranks[q.nodes[len(q.nodes)-1]]
	col, h := 0, Unit(0)
	for i, n := range q.nodes {
		node := &f.nodes[n]
		size := f.across(node)
		full := h+size/2 > limit
		rankEnds := i > 0 && ranks[n] > ranks[q.nodes[i-1]] && last-ranks[n] >= k-2-col
		if i > 0 && col < k-1 && (full || rankEnds) {
			col++
			h = 0
		}
		h += size
		node.col, node.lo, node.hi = first+col, first, first+k-1
	}
}
