package layout

import (
	"cmp"
	"slices"
)

// Graphviz orders the nodes of each column so that few straight lines would cross. Ours run in bundles and turn in
// channels, where others cross. So what Graphviz gives is where untangle starts from: it moves nodes along their columns
// as long as fewer lines cross or lines become shorter, and finds all places across anew.

const untangleRounds = 2

// untangler moves the nodes of a flow across.
type untangler struct {
	f       *flow
	at      []Unit  // by node: where it starts
	columns [][]int // nodes in their order
	zones   []zone
	strands []strand
	before  [][]int // by node: the strands in the channel before its column
	behind  [][]int // and in that behind it
}

// strand is what lines of one bundle have in a channel, between two columns.
type strand struct {
	left, right []port
	lo, hi      Unit // the range of all of them
}

// port is where a strand ends: so far behind the start of a node.
type port struct {
	node int
	off  Unit
}

func newUntangler(f *flow) *untangler {
	u := &untangler{
		f: f, at: make([]Unit, len(f.nodes)), columns: f.columns(),
		before: make([][]int, len(f.nodes)), behind: make([][]int, len(f.nodes)),
	}
	for i := range f.nodes {
		u.at[i] = *f.acrossAt(i)
	}
	for _, c := range u.columns {
		slices.SortStableFunc(c, func(i, j int) int { return cmp.Compare(u.at[i], u.at[j]) })
	}
	u.findZones()
	u.findStrands()
	return u
}

func (u *untangler) findStrands() {
	found := make(map[busKey]int)
	for i := range u.f.wires {
		w := &u.f.wires[i]
		k := busKey{u.f.nodes[w.from].col, w.bundle}
		j, ok := found[k]
		if !ok {
			j = len(u.strands)
			found[k] = j
			u.strands = append(u.strands, strand{})
		}
		s := &u.strands[j]
		s.left = once(s.left, port{w.from, u.f.across0(w, true) - u.at[w.from]})
		s.right = once(s.right, port{w.to, u.f.across0(w, false) - u.at[w.to]})
		u.behind[w.from] = once(u.behind[w.from], j)
		u.before[w.to] = once(u.before[w.to], j)
	}
	for i := range u.strands {
		u.measure(&u.strands[i])
	}
}

// once appends what is not there yet.
func once[T comparable](all []T, one T) []T {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}

// untangle moves the nodes of the flow.
func (u *untangler) untangle() {
	for range untangleRounds {
		u.siftAll()
		u.level()
	}
	for i, at := range u.at {
		*u.f.acrossAt(i) = at
	}
}

// size of a node, across.
func (u *untangler) size(n int) Unit { return u.f.across(&u.f.nodes[n]) }

// measure finds the range of a strand.
func (u *untangler) measure(s *strand) { s.lo, s.hi, _ = u.rangeWithout(s, -1) }

func (u *untangler) measureAt(n int) {
	for _, side := range [2][]int{u.before[n], u.behind[n]} {
		for _, i := range side {
			u.measure(&u.strands[i])
		}
	}
}

// rangeWithout is the range of the ends of a strand that are not at a node; not ok when there are none.
func (u *untangler) rangeWithout(s *strand, node int) (lo, hi Unit, ok bool) {
	for _, ports := range [2][]port{s.left, s.right} {
		for _, p := range ports {
			if p.node == node {
				continue
			}
			at := u.at[p.node] + p.off
			if !ok {
				lo, hi, ok = at, at, true
			}
			lo, hi = min(lo, at), max(hi, at)
		}
	}
	return lo, hi, ok
}
