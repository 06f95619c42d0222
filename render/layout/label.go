package layout

import (
	"slices"
	"strconv"
	"strings"
)

// maxCell is the largest cell that is given to Graphviz; from 65536 on it fails without a word.
const maxCell = 30000 * PX

// The labels of nodes are tables of empty cells of fixed sizes. The first cell has a colour: only what is
// coloured appears in the output, and tells where the node is.
const (
	tableStart = `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">`
	tableEnd   = `</TABLE>`
)

// labels are the labels of all nodes. Where lines run down it also gives the nodes their widths, which
// depend on the lines.
func (f *flow) labels() []string {
	labels := make([]string, len(f.nodes))
	if f.down {
		f.findGutters()
		for i := range f.nodes {
			labels[i] = f.downLabel(i, &f.gutters[i])
		}
		return labels
	}
	rows := f.rowsWithWires()
	for i := range f.nodes {
		labels[i] = f.rightLabel(i, rows[i])
	}
	return labels
}

// rowsWithWires are the rows of each box on which wires end, ascending.
func (f *flow) rowsWithWires() [][]int {
	rows := make([][]int, len(f.nodes))
	for i := range f.wires {
		w := &f.wires[i]
		rows[w.from] = append(rows[w.from], w.fromRow)
		rows[w.to] = append(rows[w.to], w.toRow)
	}
	for i := range rows {
		slices.Sort(rows[i])
		rows[i] = slices.Compact(rows[i])
	}
	return rows
}

// rightLabel is one column of cells: one for each row with wires, one for what is between those.
func (f *flow) rightLabel(i int, rows []int) string {
	n := &f.nodes[i]
	t := table{width: n.w}
	if n.kind != boxNode {
		t.row(n.h, "p0")
		return t.String()
	}
	box := &f.l.boxes[n.index]
	var y Unit
	for _, r := range rows {
		top, h := box.Header+Unit(r)*box.RowHeight, box.RowHeight
		if r < 0 {
			top, h = 0, box.Header
		}
		t.row(boxGap+top-y, "")
		t.row(h, "p"+strconv.Itoa(r+1))
		y = boxGap + top + h
	}
	t.row(n.h-y, "")
	return t.String()
}

// table writes the label of a node.
type table struct {
	width Unit
	b     strings.Builder
	begun bool
}

// row adds a cell as wide as the table. Nothing is added for a height of 0.
func (t *table) row(h Unit, port string) {
	for h > 0 {
		part := min(h, maxCell)
		h -= part
		t.b.WriteString("<TR>")
		t.cell(t.width, part, port, "")
		t.b.WriteString("</TR>")
	}
}

func (t *table) cell(w, h Unit, port, more string) {
	t.b.WriteString("<TD")
	if !t.begun {
		t.b.WriteString(` BGCOLOR="#000"`)
		t.begun = true
	}
	if port != "" {
		t.b.WriteString(` PORT="` + port + `"`)
	}
	t.b.WriteString(more + ` FIXEDSIZE="TRUE" WIDTH="` + strconv.Itoa(int(w/PX)) + `" HEIGHT="` + strconv.Itoa(int(h/PX)) + `"></TD>`)
}

func (t *table) String() string { return tableStart + t.b.String() + tableEnd }

// tail and head name the ends of a wire: node, port and side.
func (f *flow) tail(w *wire) string {
	if f.down {
		return f.track(w.from, w.fromRow, w.back, true) + ":s"
	}
	return f.port(w.from, w.fromRow) + ":e"
}

func (f *flow) head(w *wire) string {
	if f.down {
		return f.track(w.to, w.toRow, !w.back, false) + ":n"
	}
	return f.port(w.to, w.toRow) + ":w"
}

func (f *flow) port(n, row int) string {
	if f.nodes[n].kind != boxNode {
		return "n" + strconv.Itoa(n) + ":p0"
	}
	return "n" + strconv.Itoa(n) + ":p" + strconv.Itoa(row+1)
}
