package layout

import (
	"cmp"
	"slices"

	"crowsfoot/render/diagram"
)

// wire is what Graphviz sees of lines: a curve between two nodes, from a low column to a high one. Lines
// that come from the same row of the same parent share wires as far as they can: they run together to a hub
// in the column before that of their children and part there.
type wire struct {
	from, to       int // nodes
	fromRow, toRow int // rows as in arc; 0 at hubs and labels
	back           bool
}

// trunk tells which lines may share wires: those that look alike at their parent.
type trunk struct {
	parent, row, glyph int
	back, dashed       bool
	half               int // the arc itself for the halves of a line with a label, which share nothing
	change             diagram.Change
}

// wireUp makes wires and hubs for all arcs that are not left out.
func (f *flow) wireUp() {
	f.wires, f.nodes = f.wires[:0], f.nodes[:f.plain]
	bundles := make(map[trunk][]int)
	var order []trunk
	for i := range f.arcs {
		a := &f.arcs[i]
		a.path = a.path[:0]
		if a.left {
			continue
		}
		k := f.trunk(i)
		if len(bundles[k]) == 0 {
			order = append(order, k)
		}
		bundles[k] = append(bundles[k], i)
	}
	for _, k := range order {
		f.wireBundle(bundles[k])
	}
	f.stretchHubs()
}

func (f *flow) trunk(i int) trunk {
	a := &f.arcs[i]
	e := &f.l.d.Edges[a.edge]
	n, row := a.from, a.fromRow
	if a.back {
		n, row = a.to, a.toRow
	}
	k := trunk{parent: n, row: row, glyph: glyph(e, e.Parent.Cardinality), back: a.back, dashed: e.Dashed, change: e.Change}
	if a.half > 0 {
		k.half = i + 1
	}
	return k
}

// wireBundle wires up lines from one row, those to the nearest columns first.
func (f *flow) wireBundle(arcs []int) {
	slices.SortStableFunc(arcs, func(a, b int) int { return cmp.Compare(f.span(a), f.span(b)) })
	first := &f.arcs[arcs[0]]
	at, row := first.from, first.fromRow
	if first.back {
		at, row = first.to, first.toRow
	}
	var path []int // wires from the parent to where the trunk has got to
	for n := 0; n < len(arcs); {
		same := n + 1
		for same < len(arcs) && f.span(arcs[same]) == f.span(arcs[n]) {
			same++
		}
		if span := f.span(arcs[n]); span > 1 && len(arcs)-n > 1 {
			hub := f.addHub(first, span-1)
			if f.nodes[at].col != f.nodes[hub].col {
				path = append(path, f.addWire(at, row, hub, 0, first.back))
				at, row = hub, 0
			} else {
				f.nodes = f.nodes[:hub]
			}
		}
		for _, i := range arcs[n:same] {
			a := &f.arcs[i]
			child, childRow := a.to, a.toRow
			if a.back {
				child, childRow = a.from, a.fromRow
			}
			a.path = append(append(a.path, path...), f.addWire(at, row, child, childRow, a.back))
		}
		n = same
	}
}

func (f *flow) addHub(a *arc, distance int) int {
	col := f.nodes[a.from].col + distance
	if a.back {
		col = f.nodes[a.to].col - distance
	}
	n := node{kind: hubNode, cluster: f.common(a.from, a.to), w: hubWidth, h: hubHeight, col: col}
	if f.down {
		n.w, n.h = n.h, n.w
	}
	f.nodes = append(f.nodes, n)
	return len(f.nodes) - 1
}

// stretchHubs makes hubs as long as their columns are wide, so that lines pass all tables of a column
// before they turn.
func (f *flow) stretchHubs() {
	widest := make(map[int]Unit)
	for i := range f.nodes {
		n := &f.nodes[i]
		widest[n.col] = max(widest[n.col], f.along(n))
	}
	for i := f.plain; i < len(f.nodes); i++ {
		n := &f.nodes[i]
		if f.down {
			n.h = widest[n.col]
		} else {
			n.w = widest[n.col]
		}
	}
}

const (
	hubWidth  = 4 * PX
	hubHeight = 8 * PX
)

// addWire adds the wire from near the parent to near the child.
func (f *flow) addWire(near, nearRow, far, farRow int, back bool) int {
	w := wire{near, far, nearRow, farRow, back}
	if back {
		w = wire{far, near, farRow, nearRow, back}
	}
	f.wires = append(f.wires, w)
	return len(f.wires) - 1
}
