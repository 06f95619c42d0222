package layout

import "crowsfoot/render/diagram"

// flow is a connected part as a graph of nodes in columns, in whole pixels where Graphviz is concerned.
// Lines run from low columns to high ones.
type flow struct {
	l     *layouter
	p     part
	nodes []node // boxes and labels, then hubs
	plain int    // how many of them are no hubs
	arcs  []arc
	wires []wire
}

// node takes room in a flow: a box with its stubs, the label of a many-to-many line, or a hub, where
// lines part.
type node struct {
	entity int // -1 for a label or a hub
	edge   int // the line that it is the label of, else -1
	w, h   Unit
	col    int
}

// arc is a line, or one of the two halves of a line with a label.
type arc struct {
	from, to       int // nodes
	fromRow, toRow int // -1 for the header; unused at labels
	edge           int
	back           bool  // runs from the child to the parent
	half           int   // 0 for a whole line, else 1 from the parent to the label, 2 from the label to the child
	left           bool  // left out
	path           []int // wires from the parent to the child
}

func newFlow(l *layouter, p part) *flow {
	f := &flow{l: l, p: p}
	at := make(map[int]int, len(p.entities))
	for _, e := range p.entities {
		at[e] = len(f.nodes)
		b := &l.boxes[e]
		f.nodes = append(f.nodes, node{entity: e, edge: -1, w: b.W + 2*Stub + l.loopRoom(e), h: b.H + 2*boxGap})
	}
	for _, i := range p.edges {
		f.addEdge(i, at)
	}
	f.plain = len(f.nodes)
	return f
}

// boxGap is kept free above and below each box, within its node: a node separation of Graphviz's would also
// keep lines that far apart.
const boxGap = 10 * PX

func (f *flow) addEdge(i int, at map[int]int) {
	e := &f.l.d.Edges[i]
	a := arc{
		edge: i,
		from: at[e.Parent.Entity], fromRow: row(&e.Parent),
		to: at[e.Child.Entity], toRow: row(&e.Child),
	}
	if e.Kind != diagram.ManyToMany {
		f.arcs = append(f.arcs, a)
		return
	}
	label := len(f.nodes)
	f.nodes = append(f.nodes, node{entity: -1, edge: i, w: labelWidth(e), h: LabelHeight + 2*labelGap})
	first, second := a, a
	first.to, first.half = label, 1
	second.from, second.half = label, 2
	f.arcs = append(f.arcs, first, second)
}

const labelGap = 3 * PX

func labelWidth(e *diagram.Edge) Unit {
	return wholePixels(TextWidthAt(DisplayLabel(e.Label), false, SmallSize)) + 2*LabelPad
}
