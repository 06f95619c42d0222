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
		" nslimit=0 mclimit=" + f.mclimit())
	if len(f.p.clusters) > 0 {
		b.WriteString(" newrank=true")
	}
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
