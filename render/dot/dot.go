// Package dot writes a diagram in the language of Graphviz, so that the dot program draws it on its own:
// tables as HTML-like labels, ends as crow's feet composed of Graphviz' arrow shapes.
package dot

import (
	"fmt"
	"strings"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
)

// Render writes the diagram as one digraph.
func Render(d *diagram.Diagram) []byte {
	w := &writer{d: d}
	w.line("digraph %s {", quoted(d.Title))
	w.settings()
	for i := range d.Groups {
		w.group(&d.Groups[i])
	}
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Group < 0 || e.Group >= len(d.Groups) {
			w.entity(e, "  ")
		}
	}
	backward := backwardEdges(d)
	for i := range d.Edges {
		w.edge(&d.Edges[i], backward[i])
	}
	w.line("}")
	return []byte(w.b.String())
}

type writer struct {
	b strings.Builder
	d *diagram.Diagram
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(&w.b, format, args...)
	w.b.WriteByte('\n')
}

// settings are the attributes of the whole graph. The font is one whose widths Graphviz knows without
// having it.
func (w *writer) settings() {
	rankdir := "LR"
	if w.d.Direction == diagram.TopBottom {
		rankdir = "TB"
	}
	w.line(`  graph [rankdir=%s, nodesep=0.4, ranksep=1.1, fontname="Helvetica", fontsize=14, charset="UTF-8"];`, rankdir)
	w.line(`  node [shape=plain, fontname="Helvetica", fontsize=11];`)
	w.line(`  edge [dir=both, color="%s", fontcolor="%s", fontname="Helvetica", fontsize=9, arrowsize=0.9];`, inkLine, inkQuiet)
	if w.d.Title != "" {
		w.line("  label=%s; labelloc=t; labeljust=l;", escString(w.d.Title))
	}
}

func (w *writer) group(g *diagram.Group) {
	w.line("  subgraph %s {", quoted("cluster_"+g.ID))
	w.line(`    label=%s; labeljust=l; style=rounded; color="%s"; fontcolor="%s";`, escString(g.Name), inkGroup, inkQuiet)
	for _, i := range g.Entities {
		w.entity(&w.d.Entities[i], "    ")
	}
	w.line("  }")
}

// edge writes a line. Graphviz puts the tail before the head, so a backward line, whose parent stands
// after its child, is written the other way round: drawn the first way it would loop round both tables.
func (w *writer) edge(e *diagram.Edge, backward bool) {
	tail, head := e.Parent, e.Child
	if backward {
		tail, head = head, tail
	}
	from, to := w.place(tail, "e"), w.place(head, "w")
	if tail.Entity == head.Entity {
		to = w.place(head, "e")
	}
	w.line("  %s -> %s [arrowtail=%s, arrowhead=%s, %s];", from, to, foot(e, tail), foot(e, head), edgeLook(e))
}

// place names the side of the row that a line ends on. From top to bottom, Graphviz chooses itself.
func (w *writer) place(e diagram.End, side string) string {
	node := quoted(w.d.Entities[e.Entity].ID)
	switch {
	case w.d.Direction == diagram.TopBottom:
		return node
	case len(e.Rows) == 0:
		return node + ":title:" + side
	case side == "e":
		return fmt.Sprintf("%s:r%d:e", node, e.Rows[0])
	default:
		return fmt.Sprintf("%s:l%d:w", node, e.Rows[0])
	}
}

// foot is the crow's foot of an end, composed of Graphviz' shapes from the table outwards.
func foot(e *diagram.Edge, end diagram.End) string {
	if e.Kind == diagram.Reads {
		return "none"
	}
	switch end.Cardinality {
	case schema.ExactlyOne:
		return "teetee"
	case schema.ZeroOrMany:
		return "crowodot"
	case schema.OneOrMany:
		return "crowtee"
	default:
		return "teeodot"
	}
}

// backwardEdges finds the lines that would close a cycle, by edge. The search keeps its own stack:
// chains of tables may be as long as they like.
func backwardEdges(d *diagram.Diagram) []bool {
	outgoing := make([][]int, len(d.Entities))
	for i := range d.Edges {
		p := d.Edges[i].Parent.Entity
		outgoing[p] = append(outgoing[p], i)
	}
	const unseen, open, done = 0, 1, 2
	state := make([]uint8, len(d.Entities))
	backward := make([]bool, len(d.Edges))
	for root := range d.Entities {
		stack := []int{root}
		for len(stack) > 0 {
			n := stack[len(stack)-1]
			if state[n] == unseen {
				state[n] = open
			}
			if state[n] == done || len(outgoing[n]) == 0 {
				state[n] = done
				stack = stack[:len(stack)-1]
				continue
			}
			edge := outgoing[n][0]
			outgoing[n] = outgoing[n][1:]
			child := d.Edges[edge].Child.Entity
			if state[child] == unseen {
				stack = append(stack, child)
			}
			backward[edge] = state[child] == open && child != n
		}
	}
	return backward
}
