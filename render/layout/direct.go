package layout

import (
	"cmp"
	"slices"
	"sort"
)

// thin leaves lines out of the layout, the longest first, until it is within the budget. What is left
// still connects everything that was connected.
func (f *flow) thin() {
	if f.l.budget < 0 || f.cost() <= f.l.budget {
		return
	}
	byLength := make([]int, len(f.arcs))
	for i := range byLength {
		byLength[i] = i
	}
	slices.SortStableFunc(byLength, func(a, b int) int { return cmp.Compare(f.span(a), f.span(b)) })
	keep := make([]bool, len(f.arcs))
	tree := newUnion(len(f.nodes))
	for _, i := range byLength {
		keep[i] = tree.join(f.arcs[i].from, f.arcs[i].to) || f.arcs[i].half > 0
	}
	byLength = slices.DeleteFunc(byLength, func(i int) bool { return keep[i] })
	leaveOut := func(n int) {
		for i, a := range byLength {
			f.arcs[a].left = i >= len(byLength)-n
		}
		f.wireUp()
	}
	leaveOut(sort.Search(len(byLength), func(n int) bool {
		leaveOut(n)
		return f.cost() <= f.l.budget
	}))
}

// directSides are the sides on which a direct line leaves the parent and reaches the child.
func directSides(parent, child *Box) [2]Side {
	switch {
	case parent.X+parent.W <= child.X:
		return [2]Side{Right, Left}
	case child.X+child.W <= parent.X:
		return [2]Side{Left, Right}
	default:
		return [2]Side{Right, Right}
	}
}

// directCurve is a single curve from stub to stub.
func directCurve(parent, child Anchor) []Point {
	from, to := parent.stubEnd(Stub), child.stubEnd(Stub)
	reach := max(abs(to.X-from.X)/2, 3*Stub)
	return []Point{from, parent.stubEnd(Stub + reach), child.stubEnd(Stub + reach), to}
}
