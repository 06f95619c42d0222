package layout

import (
	"maps"
	"slices"
)

// What follows makes columns that lines need: no line may stay within a column, and labels stand between the
// ends of their lines.

// separate puts the ends of lines that have come to stand in one column into two.
func (f *flow) separate() {
	for col, last := 0, f.lastColumn(); col <= last; col++ {
		apart := make(map[int]bool)
		for i := range f.arcs {
			if to := f.arcs[i].to; f.span(i) == 0 && f.nodes[to].col == col {
				apart[to] = true
			}
		}
		if len(apart) == 0 {
			continue
		}
		last++
		for n := range f.nodes {
			if f.nodes[n].col > col || apart[n] {
				f.nodes[n].col++
			}
		}
	}
}

func (f *flow) lastColumn() int {
	last := 0
	for i := range f.nodes {
		last = max(last, f.nodes[i].col)
	}
	return last
}

// labelEnds are the columns of the parent and the child of every line with a label, by the label.
func (f *flow) labelEnds() map[int][2]int {
	ends := make(map[int][2]int)
	for i := range f.arcs {
		if f.arcs[i].half == 1 {
			parent, _ := f.arcs[i].parent()
			label, _ := f.arcs[i].child()
			child, _ := f.arcs[i+1].child()
			ends[label] = [2]int{f.nodes[parent].col, f.nodes[child].col}
		}
	}
	return ends
}

// joinLabels puts labels whose lines have both ends in one column there, too: separate is to put them apart.
func (f *flow) joinLabels() {
	for label, ends := range f.labelEnds() {
		if ends[0] == ends[1] {
			f.nodes[label].col = ends[0]
		}
	}
}

// insertLabels makes columns for the labels that do not stand between the ends of their lines.
func (f *flow) insertLabels() {
	before := make(map[int]int) // by label: the column before which it has to stand
	for label, ends := range f.labelEnds() {
		lo, hi := min(ends[0], ends[1]), max(ends[0], ends[1])
		if at := f.nodes[label].col; at <= lo || at >= hi {
			before[label] = hi
		}
	}
	columns := slices.Sorted(maps.Values(before))
	for _, col := range slices.Backward(slices.Compact(columns)) {
		for i := range f.nodes {
			if n := &f.nodes[i]; n.col >= col {
				n.col++
			}
		}
		for label, c := range before {
			if c == col {
				f.nodes[label].col = col
			}
		}
	}
}
