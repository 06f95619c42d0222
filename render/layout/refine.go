package layout

import "slices"

// What refine weighs, in thousandths of a hub: a hub is a column that a line has to pass.
const (
	hubCost    = 1000
	backCost   = 1500   // a line that runs against the direction
	spreadCost = 4000   // a column more for a group
	heightCost = 120000 // a column twice as tall as it should be; it grows with the square
	brokenCost = 1e9    // a line within a column

	refineTurns = 12 // times that every node is looked at
)

// refiner improves columns by moving one node at a time.
type refiner struct {
	f        *flow
	limit    Unit // how tall a column should be at most
	height   []Unit
	nets     []net
	own      [][]int // by node: the nets that it is the parent of
	in       [][]int // by node: the nets that it is a child of, once for each line, ascending
	clusters []net
	costs    []int64 // by column, of the node that is being looked at
}

// net is what a trunk costs: how many of its children stand in each column.
type net struct {
	parent int
	count  []int32
}

// refine moves nodes between columns as long as that makes lines shorter, or columns more even.
func (f *flow) refine(limit Unit) {
	r := newRefiner(f, limit)
	for range refineTurns {
		moved := false
		for n := range f.nodes {
			if r.improve(n) {
				moved = true
			}
		}
		if !moved {
			break
		}
	}
}

func newRefiner(f *flow, limit Unit) *refiner {
	cols := 0
	for i := range f.nodes {
		cols = max(cols, f.nodes[i].col+1)
	}
	r := &refiner{
		f: f, limit: limit, height: make([]Unit, cols), costs: make([]int64, cols),
		own: make([][]int, len(f.nodes)), in: make([][]int, len(f.nodes)),
	}
	at := make(map[trunk]int)
	for i := range f.arcs {
		k := f.trunk(i)
		k.back = false
		j, ok := at[k]
		if !ok {
			j = len(r.nets)
			at[k] = j
			r.nets = append(r.nets, net{k.parent, make([]int32, cols)})
			r.own[k.parent] = append(r.own[k.parent], j)
		}
		child, _ := f.arcs[i].child()
		r.in[child] = append(r.in[child], j)
		r.nets[j].count[f.nodes[child].col]++
	}
	for n := range r.in {
		slices.Sort(r.in[n])
	}
	for range f.p.clusters {
		r.clusters = append(r.clusters, net{-1, make([]int32, cols)})
	}
	for i := range f.nodes {
		n := &f.nodes[i]
		r.height[n.col] += f.across(n)
		if n.cluster >= 0 {
			r.clusters[n.cluster].count[n.col]++
		}
	}
	return r
}

// improve moves a node to the column where it costs least, and reports whether that is another one.
func (r *refiner) improve(n int) bool {
	node := &r.f.nodes[n]
	from := node.col
	r.count(n, -1)
	r.weigh(n)
	for c := node.lo; c <= min(node.hi, len(r.costs)-1); c++ {
		if r.costs[c] < r.costs[node.col] {
			node.col = c
		}
	}
	r.count(n, 1)
	return node.col != from
}

// count adds a node to the counts of its column, or takes it out of them with -1.
func (r *refiner) count(n int, by int32) {
	node := &r.f.nodes[n]
	for _, j := range r.in[n] {
		r.nets[j].count[node.col] += by
	}
	if node.cluster >= 0 {
		r.clusters[node.cluster].count[node.col] += by
	}
	r.height[node.col] += Unit(by) * r.f.across(node)
}

// weigh sets the costs of each column for a node that is not counted: all of the costs that depend on where it is.
func (r *refiner) weigh(n int) {
	node := &r.f.nodes[n]
	for c, h := range r.height {
		r.costs[c] = r.overHeight(h+r.f.across(node)) - r.overHeight(h)
	}
	for _, j := range r.own[n] {
		r.weighParent(&r.nets[j])
	}
	in := r.in[n]
	for len(in) > 0 {
		lines := 1 // of the same trunk
		for lines < len(in) && in[lines] == in[0] {
			lines++
		}
		r.weighChild(&r.nets[in[0]], int64(lines))
		in = in[lines:]
	}
	if node.cluster >= 0 {
		lo, hi := r.clusters[node.cluster].extent()
		for c := range r.costs {
			r.costs[c] += int64(max(hi, c)-min(lo, c)) * spreadCost
		}
	}
}

// overHeight is what a column costs that is so tall.
func (r *refiner) overHeight(h Unit) int64 {
	if h <= r.limit {
		return 0
	}
	over := int64(h-r.limit) * 1000 / int64(r.limit)
	return over * over / 1000 * heightCost / 1000
}

// weighParent adds what a net costs with its parent in each column.
func (r *refiner) weighParent(n *net) {
	lo, hi := n.extent()
	var back int64 // children in columns before
	for c := range r.costs {
		r.costs[c] += hubs(lo, hi, c)*hubCost + back*backCost
		if n.count[c] > 0 {
			r.costs[c] += brokenCost
		}
		if r.brokenLabel(n.parent, c, lo) {
			r.costs[c] += brokenCost
		}
		back += int64(n.count[c])
	}
}

// weighChild adds what a net costs with a child of so many lines in each column.
func (r *refiner) weighChild(n *net, lines int64) {
	at := r.f.nodes[n.parent].col
	lo, hi := n.extent()
	for c := range r.costs {
		r.costs[c] += hubs(min(lo, c), max(hi, c), at) * hubCost
		if c < at {
			r.costs[c] += lines * backCost
		}
		if c == at && n.count[at] == 0 {
			r.costs[c] += brokenCost
		}
		if r.brokenLabel(n.parent, at, min(lo, c)) {
			r.costs[c] += brokenCost
		}
	}
}

// hubs are those that a trunk needs from a column to children between two others.
func hubs(lo, hi, at int) int64 { return int64(max(0, hi-at-1) + max(0, at-lo-1)) }

// extent are the first and the last column with anything in them; the first is the greater one when there is none.
func (n *net) extent() (lo, hi int) {
	lo, hi = len(n.count), -1
	for c, k := range n.count {
		if k > 0 {
			lo, hi = min(lo, c), c
		}
	}
	return lo, hi
}

// brokenLabel reports whether a node is a label that would not stand between the ends of its line.
func (r *refiner) brokenLabel(label, at, child int) bool {
	if r.f.nodes[label].kind != labelNode {
		return false
	}
	parent := r.f.nodes[r.nets[r.in[label][0]].parent].col
	return (parent < at) != (at < child)
}

// closeGaps removes empty columns.
func (f *flow) closeGaps() {
	for c, column := range f.columns() {
		for _, n := range column {
			f.nodes[n].col = c
		}
	}
}
