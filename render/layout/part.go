package layout

import (
	"context"

	"crowsfoot/render/diagram"
)

const packGap = 28 * PX // between parts of the picture that no line connects

// part is a connected part of a diagram.
type part struct {
	entities []int // ascending
	edges    []int // ascending; without self references
}

// parts splits the diagram into its connected parts, in the order of their first entities.
func (l *layouter) parts() []part {
	uf := newUnion(len(l.d.Entities))
	for i := range l.d.Edges {
		uf.join(l.d.Edges[i].Parent.Entity, l.d.Edges[i].Child.Entity)
	}
	at := make(map[int]int)
	var parts []part
	for i := range l.d.Entities {
		root := uf.find(i)
		if _, ok := at[root]; !ok {
			at[root] = len(parts)
			parts = append(parts, part{})
		}
		p := &parts[at[root]]
		p.entities = append(p.entities, i)
	}
	for i := range l.d.Edges {
		if e := &l.d.Edges[i]; e.Parent.Entity != e.Child.Entity {
			p := &parts[at[uf.find(e.Parent.Entity)]]
			p.edges = append(p.edges, i)
		}
	}
	return parts
}

// draw lays out one part. A single box needs no Graphviz.
func (l *layouter) draw(ctx context.Context, p part) (*drawing, error) {
	if len(p.entities) == 1 {
		return l.single(p.entities[0]), nil
	}
	f := newFlow(l, p)
	f.assignColumns()
	return f.run(ctx)
}

// single is the drawing of one box, with its self references at the right.
func (l *layouter) single(entity int) *drawing {
	b := &l.boxes[entity]
	return &drawing{
		w: b.W + l.loopRoom(entity), h: b.H,
		boxes: []placed[Point]{{index: entity}},
	}
}

// union is a disjoint-set forest.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join unites two sets and reports whether they were apart. The smaller root stays the root.
func (u union) join(a, b int) bool {
	a, b = u.find(a), u.find(b)
	u[max(a, b)] = min(a, b)
	return a != b
}

// row is the row that a line's end stands on: that of its first column if it is shown, else -1, the header.
func row(e *diagram.End) int {
	if len(e.Rows) == 0 {
		return -1
	}
	return e.Rows[0]
}
