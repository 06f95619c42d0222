package layout

import "slices"

const (
	crossCost  = 300 * PX      // of two lines that cross, as a length
	giveUp     = 5 * crossCost // how much worse it may become on the way to a better place
	siftSweeps = 4
	siftReach  = 20 // places that a node may move at a time
)

// siftAll moves nodes along their zones until none has a better place near by.
func (u *untangler) siftAll() {
	for range siftSweeps {
		moved := false
		for i := range u.zones {
			nodes := u.zones[i].nodes
			for _, n := range slices.Clone(nodes) {
				moved = u.sift(nodes, n) || moved
			}
		}
		if !moved {
			return
		}
	}
}

// sift moves a node to where it is best, and reports whether that is elsewhere.
func (u *untangler) sift(nodes []int, n int) bool {
	first := slices.Index(nodes, n)
	best, least := first, int64(0)
	for _, step := range [2]int{-1, 1} {
		at, sum := first, int64(0)
		for next := at + step; next >= 0 && next < len(nodes) && sum <= least+int64(giveUp); next += step {
			if sum += u.try(nodes, max(at, next)); sum < least {
				best, least = next, sum
			}
			if at = next; at == first+step*siftReach {
				break
			}
		}
		u.walk(nodes, at, first)
	}
	u.walk(nodes, first, best)
	return best != first
}

// walk moves the node at one place to another.
func (u *untangler) walk(nodes []int, from, to int) {
	for ; from < to; from++ {
		u.exchange(nodes, from+1)
	}
	for ; from > to; from-- {
		u.exchange(nodes, from)
	}
}

// try exchanges the k-th node and the one before it, and returns how much worse that is.
func (u *untangler) try(nodes []int, k int) int64 {
	a, b := nodes[k-1], nodes[k]
	was := u.cost(a, b)
	u.exchange(nodes, k)
	return u.cost(a, b) - was
}

// exchange lets the k-th node change places with the one before it: together they stand where they stood.
func (u *untangler) exchange(nodes []int, k int) {
	a, b := nodes[k-1], nodes[k]
	u.at[a], u.at[b] = u.at[b]+u.size(b)-u.size(a), u.at[a]
	nodes[k-1], nodes[k] = b, a
	u.measureAt(a)
	u.measureAt(b)
}

// cost is what depends on the order of two neighbours: how often their strands cross, and how long those are. Those that
// both of them have count twice, which makes no difference.
func (u *untangler) cost(a, b int) int64 {
	var length, crossings int64
	for _, side := range [2][][]int{u.before, u.behind} {
		for _, i := range side[a] {
			s := &u.strands[i]
			length += int64(s.hi - s.lo)
			for _, j := range side[b] {
				if i != j {
					crossings += int64(u.crossings(s, &u.strands[j]))
				}
			}
		}
		for _, j := range side[b] {
			length += int64(u.strands[j].hi - u.strands[j].lo)
		}
	}
	return length + crossings*int64(crossCost)
}

// crossings is how often two strands of a channel cross when the better one is left of the other.
func (u *untangler) crossings(a, b *strand) int {
	if a.hi < b.lo || b.hi < a.lo {
		return 0
	}
	n := u.count(a.right, b) + u.count(b.left, a)
	if n == 0 {
		return 0
	}
	return min(n, u.count(b.right, a)+u.count(a.left, b))
}

// count is how many ports lie within the range of a strand.
func (u *untangler) count(ports []port, s *strand) int {
	n := 0
	for _, p := range ports {
		if at := u.at[p.node] + p.off; s.lo < at && at < s.hi {
			n++
		}
	}
	return n
}
