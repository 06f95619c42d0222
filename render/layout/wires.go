package layout

import (
	"cmp"
	"slices"

	"crowsfoot/render/diagram"
)

// wire is what Graphviz sees of lines: a curve from a node to one in the next column. Where lines pass a
// column they go through a hub there. Lines that come from the same row of the same parent share wires and
// hubs as far as they can, and part where the first of their children stands.
type wire struct {
	from, to       int // nodes
	fromRow, toRow int // rows as in arc; 0 at hubs and labels
	back           bool
	edge           int // a line that it belongs to
	bundle         int // of lines that share wires
}

const hubSize = 2 * PX // of a hub, across the lines

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
	f.back = make(map[int]bool)
	bundles := make(map[trunk][]int)
	var order []trunk
	for i := range f.arcs {
		a := &f.arcs[i]
		a.path = a.path[:0]
		if a.left {
			continue
		}
		f.back[a.edge] = a.back
		k := f.trunk(i)
		if len(bundles[k]) == 0 {
			order = append(order, k)
		}
		bundles[k] = append(bundles[k], i)
	}
	for i, k := range order {
		f.wireBundle(i, bundles[k])
	}
}

func (f *flow) trunk(i int) trunk {
	a := &f.arcs[i]
	e := &f.l.d.Edges[a.edge]
	k := trunk{glyph: glyph(e, e.Parent.Cardinality), back: a.back, dashed: e.Dashed, change: e.Change}
	k.parent, k.row = a.parent()
	if a.half > 0 {
		k.half = i + 1
	}
	return k
}

// parent is the end of an arc next to the parent, child the other one.
func (a *arc) parent() (node, row int) {
	if a.back {
		return a.to, a.toRow
	}
	return a.from, a.fromRow
}

func (a *arc) child() (node, row int) {
	if a.back {
		return a.from, a.fromRow
	}
	return a.to, a.toRow
}

// wireBundle wires up lines from one row, those to the nearest columns first.
func (f *flow) wireBundle(bundle int, arcs []int) {
	slices.SortStableFunc(arcs, func(a, b int) int { return cmp.Compare(f.span(a), f.span(b)) })
	at, row := f.arcs[arcs[0]].parent()
	var path []int // wires from the parent to where the trunk has got to
	for _, i := range arcs {
		a := &f.arcs[i]
		for passed := len(path) + 1; passed < f.span(i); passed++ {
			hub := f.addHub(a, passed)
			path = append(path, f.addWire(wire{from: at, fromRow: row, to: hub, edge: a.edge, bundle: bundle, back: a.back}))
			at, row = hub, 0
		}
		child, childRow := a.child()
		last := wire{from: at, fromRow: row, to: child, toRow: childRow, edge: a.edge, bundle: bundle, back: a.back}
		a.path = append(append(a.path, path...), f.addWire(last))
	}
}

// addHub adds a hub for an arc, so many columns from its parent.
func (f *flow) addHub(a *arc, distance int) int {
	col := f.nodes[a.from].col + distance
	if a.back {
		col = f.nodes[a.to].col - distance
	}
	n := node{kind: hubNode, cluster: f.common(a.from, a.to), h: hubSize, col: col}
	if f.down {
		n.w, n.h = hubSize, 0
	}
	f.nodes = append(f.nodes, n)
	return len(f.nodes) - 1
}

// addWire adds a wire that was made as if it ran from the parent to the child.
func (f *flow) addWire(w wire) int {
	if w.back {
		w.from, w.to = w.to, w.from
		w.fromRow, w.toRow = w.toRow, w.fromRow
	}
	f.wires = append(f.wires, w)
	return len(f.wires) - 1
}

// stretch makes all nodes of a column as long as the longest. So lines turn between the columns only, where no
// table can be in their way. Tables stand in the middle of their column, or at its top where it is a row.
func (f *flow) stretch() {
	longest := make(map[int]Unit)
	for i := range f.nodes {
		n := &f.nodes[i]
		longest[n.col] = max(longest[n.col], f.along(n))
	}
	for i := range f.nodes {
		n := &f.nodes[i]
		room := longest[n.col] - f.along(n)
		half := room / (2 * PX) * PX
		switch {
		case n.kind == blockNode:
		case f.down:
			n.h += room
			if n.kind == labelNode {
				n.top += half
			}
		default:
			n.w += room
			n.left += half
		}
	}
}
