package layout

import (
	"bytes"
	"fmt"
)

const rankSep = 43 * PX // between columns, beside the stubs

// maxCell is the highest cell that is given to Graphviz; from 65536 on it fails without a word.
const maxCell = 30000

// dot writes the flow in the language of Graphviz. It holds numbers and names made here, no text of a user.
func (f *flow) dot() []byte {
	var b bytes.Buffer
	n := len(f.nodes)
	fmt.Fprintf(&b, "digraph{rankdir=LR splines=spline nodesep=0.1 ranksep=0.6 nslimit=%s mclimit=%s\n", f.nslimit(), f.mclimit())
	b.WriteString("node[shape=plain]edge[dir=none]\n")
	ports := make([][]bool, n)
	for i := range f.wires {
		w := &f.wires[i]
		f.wantPort(ports, w.from, w.fromRow)
		f.wantPort(ports, w.to, w.toRow)
	}
	for i := range f.nodes {
		fmt.Fprintf(&b, "n%d[id=n%d label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">", i, i)
		f.cells(&b, i, ports[i])
		b.WriteString("</TABLE>>]\n")
	}
	f.dotColumns(&b)
	for i := range f.wires {
		w := &f.wires[i]
		fmt.Fprintf(&b, "n%d:p%d:e->n%d:p%d:w[id=e%d]\n", w.from, w.fromRow+1, w.to, w.toRow+1, i)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func (f *flow) wantPort(ports [][]bool, n, row int) {
	for len(ports[n]) <= row+1 {
		ports[n] = append(ports[n], false)
	}
	ports[n][row+1] = true
}

// cells writes the table of a node: one cell for each stretch without lines, one for each row with lines.
func (f *flow) cells(b *bytes.Buffer, i int, ports []bool) {
	n := &f.nodes[i]
	w := int(n.w / PX)
	first := true
	cell := func(h Unit, port int) {
		for h > 0 {
			part := min(h, maxCell*PX)
			h -= part
			b.WriteString("<TR><TD")
			if first {
				b.WriteString(` BGCOLOR="#000"`)
				first = false
			}
			if port >= 0 {
				fmt.Fprintf(b, ` PORT="p%d"`, port)
			}
			fmt.Fprintf(b, ` FIXEDSIZE="TRUE" WIDTH="%d" HEIGHT="%d"></TD></TR>`, w, part/PX)
		}
	}
	if n.entity < 0 {
		cell(n.h, 1)
		return
	}
	free := Unit(boxGap)
	for p, wanted := range ports {
		h := RowHeight
		if p == 0 {
			h = HeaderHeight
		}
		if !wanted {
			free += h
			continue
		}
		cell(free, -1)
		cell(h, p)
		free = 0
	}
	box := &f.l.boxes[n.entity]
	rest := max(0, len(f.l.d.Entities[n.entity].Columns)+1-len(ports))
	free += Unit(rest)*RowHeight + box.Footer + boxGap
	cell(free, -1)
}

// dotColumns holds the nodes in their columns: an invisible node in each, and a chain through those.
func (f *flow) dotColumns(b *bytes.Buffer) {
	cols := f.columns()
	for c, column := range cols {
		fmt.Fprintf(b, `{rank=same c%d[shape=point style=invis width=0.01 height=0.01 label=" "]`, c)
		for _, n := range column {
			fmt.Fprintf(b, " n%d", n)
		}
		b.WriteString("}\n")
	}
	for c := 1; c < len(cols); c++ {
		fmt.Fprintf(b, "c%d->c%d[style=invis weight=0]\n", c-1, c)
	}
}

// nslimit bounds the search for the best coordinates, which takes minutes otherwise.
func (f *flow) nslimit() string {
	if n := len(f.nodes); n > 150 {
		return fmt.Sprintf("%.4f", 150/float64(n))
	}
	return "1"
}

func (f *flow) mclimit() string {
	if len(f.nodes)+f.cost() > 2000 {
		return "0.2"
	}
	return "1"
}

// cost predicts the time of the layout: the number of columns that all lines together pass through.
func (f *flow) cost() int {
	sum := 0
	for i := range f.wires {
		sum += f.nodes[f.wires[i].to].col - f.nodes[f.wires[i].from].col - 1
	}
	return sum
}

func (f *flow) span(i int) int { return f.nodes[f.arcs[i].to].col - f.nodes[f.arcs[i].from].col }
