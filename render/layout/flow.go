package layout

import "crowsfoot/render/diagram"

// flow is a part as a graph of nodes in columns. Lines run from low columns to high ones: to the right,
// or down where the diagram's direction is TopBottom; then the columns are rows of the picture.
type flow struct {
	l     *layouter
	p     part
	down  bool
	nodes []node // boxes, labels and blocks, then hubs
	plain int    // how many of them are no hubs
	arcs  []arc
	wires []wire
	back  map[int]bool // by edge: whether it runs against the direction

	gutters []gutter // by node, where lines run down
	at      []Point  // by node: its upper left corner
	buses   map[busKey]*bus
}

// nodeKind tells what a node is. The zero value is boxNode.
type nodeKind uint8

const (
	boxNode   nodeKind = iota
	labelNode          // the label of a many-to-many line
	blockNode          // what a group holds that no line leads out of
	hubNode            // where lines part
)

// node takes room in a flow. It includes the stubs of a box and what is kept free around things.
type node struct {
	kind    nodeKind
	index   int // entity, edge, or index in the part's clusters; 0 for hubs
	cluster int // index in the part's clusters, -1 for none
	w, h    Unit
	left    Unit // of w, what lies left of the box or label
	top     Unit // of h, what lies above it
	col     int
	lo, hi  int // the columns that it may stand in
}

// arc is a line, or one of the two halves of a line with a label.
type arc struct {
	from, to       int // nodes
	fromRow, toRow int // -1 for the header; 0 at labels
	edge           int
	back           bool  // runs from the child to the parent
	half           int   // 0 for a whole line, else 1 from the parent to the label, 2 from the label to the child
	left           bool  // left out
	path           []int // wires from the parent to the child
}

// What is kept free within nodes.
const (
	boxGap   = 10 * PX // above and below a box; a node separation of Graphviz's would keep lines that far apart, too
	labelGap = 3 * PX  // above and below a label
	blockGap = 10 * PX // around a block
)

func newFlow(l *layouter, p part) *flow {
	f := &flow{l: l, p: p, down: l.d.Direction == diagram.TopBottom}
	clusterOf := make(map[int]int, len(p.clusters))
	for i, c := range p.clusters {
		clusterOf[c.group] = i
	}
	at := make(map[int]int, len(p.entities))
	for _, e := range p.entities {
		at[e] = len(f.nodes)
		b := &l.boxes[e]
		n := node{index: e, cluster: -1, w: b.W + 2*Stub + l.loopRoom(e), h: b.H + 2*boxGap, left: Stub, top: boxGap}
		if c, ok := clusterOf[l.d.Entities[e].Group]; ok {
			n.cluster = c
		}
		f.nodes = append(f.nodes, n)
	}
	for _, i := range p.edges {
		f.addEdge(i, at)
	}
	for i, c := range p.clusters {
		if c.block != nil {
			f.nodes = append(f.nodes, node{kind: blockNode, index: i, cluster: i, w: c.block.w + 2*blockGap, h: c.block.h + 2*blockGap, left: blockGap, top: blockGap})
		}
	}
	f.plain = len(f.nodes)
	return f
}

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
	n := node{kind: labelNode, index: i, cluster: f.common(a.from, a.to), w: labelWidth(e), h: LabelHeight + 2*labelGap, top: labelGap}
	f.nodes = append(f.nodes, n)
	first, second := a, a
	first.to, first.toRow, first.half = label, 0, 1
	second.from, second.fromRow, second.half = label, 0, 2
	f.arcs = append(f.arcs, first, second)
}

// common is the cluster that both nodes are in, else -1.
func (f *flow) common(a, b int) int {
	if f.nodes[a].cluster != f.nodes[b].cluster {
		return -1
	}
	return f.nodes[a].cluster
}

func labelWidth(e *diagram.Edge) Unit {
	return wholePixels(TextWidthAt(DisplayLabel(e.Label), false, SmallSize)) + 2*LabelPad
}

// row is the row that a line's end stands on: that of its first column if it is shown, else -1, the header.
func row(e *diagram.End) int {
	if len(e.Rows) == 0 {
		return -1
	}
	return e.Rows[0]
}
