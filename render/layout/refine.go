package layout

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
	in       [][]int // by node: the nets that it is a child of, once for each line
	clusters []net
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
	r := &refiner{f: f, limit: limit, height: make([]Unit, cols), own: make([][]int, len(f.nodes)), in: make([][]int, len(f.nodes))}
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
	from := r.f.nodes[n].col
	best, bestCost := from, r.cost(n)
	for c := range r.height {
		if c == from || c < r.f.nodes[n].lo || c > r.f.nodes[n].hi {
			continue
		}
		r.move(n, c)
		if cost := r.cost(n); cost < bestCost {
			best, bestCost = c, cost
		}
	}
	r.move(n, best)
	return best != from
}

func (r *refiner) move(n, col int) {
	node := &r.f.nodes[n]
	for _, j := range r.in[n] {
		r.nets[j].count[node.col]--
		r.nets[j].count[col]++
	}
	if node.cluster >= 0 {
		r.clusters[node.cluster].count[node.col]--
		r.clusters[node.cluster].count[col]++
	}
	h := r.f.across(node)
	r.height[node.col] -= h
	r.height[col] += h
	node.col = col
}

// cost is all of the costs that depend on where a node is.
func (r *refiner) cost(n int) int64 {
	var sum int64
	for _, j := range r.own[n] {
		sum += r.netCost(&r.nets[j])
	}
	for i, j := range r.in[n] {
		if i == 0 || r.in[n][i-1] != j {
			sum += r.netCost(&r.nets[j])
		}
	}
	if c := r.f.nodes[n].cluster; c >= 0 {
		lo, hi := r.clusters[c].extent()
		sum += int64(hi-lo) * spreadCost
	}
	for _, h := range r.height {
		if h > r.limit {
			over := int64(h-r.limit) * 1000 / int64(r.limit)
			sum += over * over / 1000 * heightCost / 1000
		}
	}
	return sum
}

func (r *refiner) netCost(n *net) int64 {
	lo, hi := n.extent()
	at := r.f.nodes[n.parent].col
	cost := int64(max(0, hi-at-1)+max(0, at-lo-1)) * hubCost
	for c := lo; c < at; c++ {
		cost += int64(n.count[c]) * backCost
	}
	if n.count[at] > 0 {
		cost += brokenCost
	}
	if r.f.nodes[n.parent].kind == labelNode {
		cost += r.brokenLabel(n.parent, lo)
	}
	return cost
}

// extent are the first and the last column with anything in them.
func (n *net) extent() (lo, hi int) {
	lo, hi = -1, 0
	for c, k := range n.count {
		if k > 0 {
			if lo < 0 {
				lo = c
			}
			hi = c
		}
	}
	return max(lo, 0), hi
}

// brokenLabel is what it costs when a label does not stand between the ends of its line.
func (r *refiner) brokenLabel(label, child int) int64 {
	parent := r.f.nodes[r.nets[r.in[label][0]].parent].col
	at := r.f.nodes[label].col
	if (parent < at) == (at < child) {
		return 0
	}
	return brokenCost
}

// closeGaps removes empty columns.
func (f *flow) closeGaps() {
	for c, column := range f.columns() {
		for _, n := range column {
			f.nodes[n].col = c
		}
	}
}
