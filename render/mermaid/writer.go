package mermaid

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"crowsfoot/render/diagram"
)

// detail is how many columns are written. The zero value is allColumns.
type detail uint8

const (
	allColumns detail = iota
	keyColumns        // those of keys and foreign keys, and in a diff the changed ones
	noColumns
)

// String says what is shown.
func (l detail) String() string {
	switch l {
	case keyColumns:
		return "key columns only"
	case noColumns:
		return "no columns"
	default:
		return "all columns"
	}
}

// part is what one block shows of a diagram.
type part struct {
	title    string
	entities []int // with their columns, in the diagram's order
	near     []int // without columns: they belong to another part, but a line leads to them
	edges    []int
}

// writer writes one block.
type writer struct {
	strings.Builder
	d      *diagram.Diagram
	target Target
	boxes  []box
	detail detail
}

// write is the text of one block.
func write(d *diagram.Diagram, t Target, boxes []box, p part, l detail) string {
	w := &writer{d: d, target: t, boxes: boxes, detail: l}
	w.head(p)
	w.entities(p)
	for _, i := range p.near { // the others are declared by the lines that lead to them
		if w.boxes[i].alias != "" {
			w.line(1, w.boxes[i].declaration())
		}
	}
	for _, i := range p.edges {
		w.edge(&d.Edges[i])
	}
	w.styles(p)
	return w.String()
}

// length is the size of a text as Mermaid's hosts measure it: in UTF-16 units, as JavaScript does.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// line writes an indented line.
func (w *writer) line(depth int, words ...string) {
	for range depth {
		w.WriteString("    ")
	}
	for i, word := range words {
		if i > 0 {
			w.WriteByte(' ')
		}
		w.WriteString(word)
	}
	w.WriteByte('\n')
}

// head writes the diagram's keyword, direction and accessible texts.
func (w *writer) head(p part) {
	w.line(0, "erDiagram")
	title := escape(partTitle(w.d.Title, p.title), inLabel)
	described := title != ""
	if w.d.Direction == diagram.LeftRight {
		described = w.direction() || described
	}
	if title != "" {
		w.line(1, "accTitle:", title)
	}
	if described {
		w.line(1, "accDescr:", w.summary(p))
	}
}

// direction makes the lines run from left to right, which on a page doubles the size of the text and more.
// It reports whether an accessible description has to follow.
//
// Up to 11.4 Mermaid has no such statement: it would draw an entity "direction" and an entity "LR". From
// 11.5 to 12.3 every indented line that holds the words is one, whatever else it says. So the portable
// form is an accessible description, which old versions take for one until the real one replaces it.
func (w *writer) direction() (describe bool) {
	if w.target.classes() {
		w.line(1, "direction LR")
		return false
	}
	w.line(1, "accDescr: direction LR")
	return true
}

// partTitle is the title of a block of the diagram.
func partTitle(whole, part string) string {
	if whole == "" || part == "" {
		return whole + part
	}
	return whole + ": " + part
}

// summary is the accessible description of a part: how much it shows.
func (w *writer) summary(p part) string {
	kinds := map[diagram.EntityKind]int{}
	for _, i := range p.entities {
		kinds[w.d.Entities[i].Kind]++
	}
	relationships := 0
	for _, i := range p.edges {
		if w.d.Edges[i].Kind != diagram.Reads {
			relationships++
		}
	}
	text := count(kinds[diagram.Table], "table")
	if n := kinds[diagram.View]; n > 0 {
		text += ", " + count(n, "view")
	}
	if n := kinds[diagram.Ghost]; n > 0 {
		text += ", " + count(n, "missing table")
	}
	return text + ", " + count(relationships, "relationship")
}

// count is "1 table", "2 tables".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// entities writes the boxes of a part, those of a group in a box of their own where the target has that.
func (w *writer) entities(p part) {
	if !w.target.subgraphs() {
		for _, i := range p.entities {
			w.entity(1, i)
		}
		return
	}
	for g := range w.d.Groups {
		w.subgraph(g, p.entities)
	}
	for _, i := range p.entities {
		if w.group(i) < 0 {
			w.entity(1, i)
		}
	}
}

// group is the index of an entity's group, or -1.
func (w *writer) group(entity int) int {
	if g := w.d.Entities[entity].Group; g >= 0 && g < len(w.d.Groups) {
		return g
	}
	return -1
}

// subgraph writes the entities of one group, if there are any.
func (w *writer) subgraph(group int, entities []int) {
	open := false
	for _, i := range entities {
		if w.group(i) != group {
			continue
		}
		if !open {
			w.line(1, fmt.Sprintf(`subgraph %s["%s"]`, groupID(group), groupTitle(w.d.Groups[group].Name)))
			open = true
		}
		w.entity(2, i)
	}
	if open {
		w.line(1, "end")
	}
}

// groupTitle is a group's name as it is drawn.
func groupTitle(name string) string {
	if text := escape(name, inName); text != "" {
		return text
	}
	return "(no name)"
}

// entity writes the declaration of one entity and its columns.
func (w *writer) entity(depth, i int) {
	e := &w.d.Entities[i]
	head := w.boxes[i].declaration()
	if c := w.class(i); c != "" {
		head += ":::" + c
	}
	columns := w.columns(e)
	if len(columns) == 0 {
		w.line(depth, head)
		return
	}
	w.line(depth, head, "{")
	for _, c := range columns {
		w.line(depth+1, w.column(c)...)
	}
	w.line(depth, "}")
}
