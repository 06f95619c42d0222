package layout

import (
	"bytes"
	"fmt"
	"strconv"
)

// Distances that Graphviz is told, in its unit of an inch, and what they are here.
const (
	nodeSepInches = "0.1"
	rankSepInches = "0.5"
	rankSep       = 36 * PX // between columns, beside what the nodes keep free themselves
	clusterMargin = 18      // pixels between a group's border and its nodes; a title fits in with boxGap
)

// dot writes the flow in the language of Graphviz. It holds numbers and names made here, no text of a user. What
// Graphviz is asked for is the order of the nodes in each column: it need not search for the best places (nslimit), as
// untangle finds those.
func (f *flow) dot() []byte {
	var b bytes.Buffer
	b.WriteString("digraph{rankdir=" + f.rankdir() + " splines=none nodesep=" + nodeSepInches + " ranksep=" + rankSepInches +
		" mclimit=" + f.mclimit() + f.search())
	b.WriteString("\nnode[shape=plain]\n")
	labels := f.labels()
	for c := range f.p.clusters {
		fmt.Fprintf(&b, "subgraph cluster%d{margin=%d\n", c, clusterMargin)
		f.dotNodes(&b, c, labels)
		b.WriteString("}\n")
	}
	f.dotNodes(&b, -1, labels)
	f.dotColumns(&b)
	for i := range f.wires {
		w := &f.wires[i]
		b.WriteString(f.tail(w) + "->" + f.head(w) + f.weight(w) + "\n")
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// search tells Graphviz how long to search for the best places. Groups keep those, and stand in a room as the usual aspect
// has it; its other size is never too small. Without groups, untangle finds all places.
func (f *flow) search() string {
	if len(f.p.clusters) == 0 {
		return " nslimit=0"
	}
	limit := "1"
	if n := len(f.nodes); n > fullSearch {
		limit = fmt.Sprintf("0.%04d", fullSearch*10000/n)
	}
	inch := 72 * PX * 100 / compressPercent
	room := f.usualRoom()
	size := fmt.Sprintf("10000,%d.%02d", room/inch, room%inch*100/inch)
	if f.down {
		size = fmt.Sprintf("%d.%02d,10000", room/inch, room%inch*100/inch)
	}
	return " newrank=true nslimit=" + limit + ` ratio=compress size="` + size + `"`
}

const (
	fullSearch      = 600 // nodes of a flow for whose best places Graphviz may search as long as it takes
	compressPercent = 90  // how much room there is, in percent of what the usual aspect has
)

// usualRoom is how much room a flow has across in a picture of the usual aspect.
func (f *flow) usualRoom() Unit {
	cols := f.columns()
	tracks, heights := make([]Unit, len(cols)), make([]Unit, len(cols))
	f.countWires(tracks, heights)
	along := f.expectedLength(cols, tracks)
	if f.down {
		return Unit(along * wide.w / wide.h)
	}
	return Unit(along * wide.h / wide.w)
}

// weight asks for straight lines through hubs.
func (f *flow) weight(w *wire) string {
	if f.nodes[w.from].kind == hubNode && f.nodes[w.to].kind == hubNode {
		return "[weight=3]"
	}
	return ""
}

func (f *flow) rankdir() string {
	if f.down {
		return "TB"
	}
	return "LR"
}

func (f *flow) dotNodes(b *bytes.Buffer, cluster int, labels []string) {
	for i := range f.nodes {
		if f.nodes[i].cluster == cluster {
			id := strconv.Itoa(i)
			b.WriteString("n" + id + "[id=n" + id + " label=<" + labels[i] + ">]\n")
		}
	}
}

// dotColumns holds the nodes in their columns: an invisible node in each, and a chain through those.
func (f *flow) dotColumns(b *bytes.Buffer) {
	cols := f.columns()
	for c, column := range cols {
		fmt.Fprintf(b, `{rank=same c%d[shape=point style=invis width=0.01 height=0.01 label=" "]`, c)
		for _, n := range column {
			b.WriteString(" n" + strconv.Itoa(n))
		}
		b.WriteString("}\n")
	}
	for c := 1; c < len(cols); c++ {
		fmt.Fprintf(b, "c%d->c%d[style=invis weight=0]\n", c-1, c)
	}
}

// mclimit bounds the search for the order with the fewest crossings.
func (f *flow) mclimit() string {
	if len(f.nodes)+f.cost() > 2000 {
		return "0.2"
	}
	return "1"
}

// cost predicts the time of the layout: the number of columns that all lines together pass.
func (f *flow) cost() int { return len(f.nodes) - f.plain }

func (f *flow) span(i int) int { return f.nodes[f.arcs[i].to].col - f.nodes[f.arcs[i].from].col }
