package layout

import (
	"container/heap"
	"slices"
)

const levelSweeps = 6

// level places all nodes anew, in their order, where their strands are shortest.
func (u *untangler) level() {
	for sweep := range levelSweeps {
		for i := range u.zones {
			if sweep%2 > 0 {
				i = len(u.zones) - 1 - i
			}
			u.levelZone(&u.zones[i])
		}
	}
	for i := range u.strands {
		u.measure(&u.strands[i])
	}
}

// levelZone finds the places in a zone with the smallest sum of distances from where its nodes would like to be.
//
// If nodes took no room, the best places of the first k nodes would follow from those of the first k-1 by what
// is known as the slope trick: the wishes so far are kept in a heap, each twice; a new one pushes the greatest out. The
// greatest that remains is the best place of the last node, and no node before it has to stand behind that.
func (u *untangler) levelZone(z *zone) {
	var h wishes
	var room Unit // of the nodes before
	best := make([]Unit, len(z.nodes))
	for i, n := range z.nodes {
		for _, w := range u.wishes(n) {
			heap.Push(&h, w-room)
			heap.Push(&h, w-room)
			heap.Pop(&h)
		}
		best[i] = z.lo
		if len(h) > 0 {
			best[i] = h[0]
		}
		room += u.size(n) + alignGap
	}
	last := z.hi - room + alignGap
	for i, n := range slices.Backward(z.nodes) {
		last = max(min(best[i], last), z.lo)
		room -= u.size(n) + alignGap
		u.at[n] = last + room
	}
}

// wishes are places, the greatest first.
type wishes []Unit

func (w wishes) Len() int           { return len(w) }
func (w wishes) Less(i, j int) bool { return w[i] > w[j] }
func (w wishes) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *wishes) Push(x any)        { *w = append(*w, x.(Unit)) } //nolint:forcetypeassert // heap.Push is given units
func (w *wishes) Pop() any {
	last := len(*w) - 1
	x := (*w)[last]
	*w = (*w)[:last]
	return x
}

// wishes are the places of a node between which its strands are as short as they can be, two for each of its ports. Hubs
// also wish to stand where the hubs beside them do: what passes many columns had better be straight.
func (u *untangler) wishes(n int) []Unit {
	var all []Unit
	wish := func(s *strand, near, far []port) {
		lo, hi, ok := u.rangeWithout(s, n)
		for _, p := range near {
			if p.node == n && ok {
				all = append(all, lo-p.off, hi-p.off)
			}
		}
		for _, p := range far {
			if u.isHub(n) && u.isHub(p.node) {
				all = append(all, u.at[p.node])
			}
		}
	}
	for _, i := range u.before[n] {
		wish(&u.strands[i], u.strands[i].right, u.strands[i].left)
	}
	for _, i := range u.behind[n] {
		wish(&u.strands[i], u.strands[i].left, u.strands[i].right)
	}
	return all
}

func (u *untangler) isHub(n int) bool { return u.f.nodes[n].kind == hubNode }
