// Package mermaid writes diagrams as Mermaid text (erDiagram) that every host parses, draws, and reads as
// it was meant, whatever characters the names hold.
//
// The rules follow from the grammars and the drawing code of Mermaid 10.7 to 12.3; the tests hand what is
// written to those versions and compare what they understood with what was meant.
package mermaid

import (
	"fmt"

	"crowsfoot/render/diagram"
)

// Options says for whom to write. The zero value is for every host, within Mermaid's own limit.
type Options struct {
	Target Target
	Budget Budget
}

// Block is one Mermaid text.
type Block struct {
	Title    string // what it shows, where there are several; free text
	Text     string // ends in a newline
	Entities []int  // the entities that have their place here, as indices in the diagram
}

// Readable is how many tables still read well on a page: beyond, the text gets smaller than 9 pixels.
const Readable = 15

// Render writes the whole diagram as one text. Where that is over the budget it shows fewer columns,
// and says so in the notes, which are sentences for the user; where even that does not help, or is not
// wanted, the error is a *BudgetError.
func Render(d *diagram.Diagram, o Options) (text string, notes []string, err error) {
	r := newRenderer(d, o)
	text, shown, ok := r.fit(whole(d))
	if !ok {
		return "", nil, &BudgetError{Units: length(text), Limit: o.Budget.limit(), Stepped: !o.Budget.Strict}
	}
	if shown != allColumns {
		notes = append(notes, fmt.Sprintf("over the limit of %s characters with all columns: shown with %s",
			thousands(o.Budget.limit()), shown))
	}
	return text, notes, nil
}

// Advice says what to do about a diagram with more tables than anybody can read on a page; nothing where it has
// few. It is for whoever chose what to draw, not for the readers of the text.
func Advice(d *diagram.Diagram) []string {
	if len(d.Entities) <= Readable {
		return nil
	}
	fewer, other := "", "or one diagram a group (-f markdown --group schema|component|prefix)"
	if hasPlainColumns(d) {
		fewer = "keys alone (--columns keys), "
	}
	if d.IsDiff {
		other = "or a picture (-f svg)"
	}
	return []string{fmt.Sprintf("%d tables in one diagram are hard to read on a page: draw the neighbourhood of one (--focus TABLE), %s%s",
		len(d.Entities), fewer, other)}
}

// hasPlainColumns reports whether a diagram shows columns that are in no key.
func hasPlainColumns(d *diagram.Diagram) bool {
	for i := range d.Entities {
		for j := range d.Entities[i].Columns {
			if d.Entities[i].Columns[j].Keys() == nil {
				return true
			}
		}
	}
	return false
}

// renderer writes blocks of one diagram.
type renderer struct {
	d     *diagram.Diagram
	o     Options
	boxes []box
}

func newRenderer(d *diagram.Diagram, o Options) *renderer {
	reserved := 0
	if o.Target.subgraphs() {
		reserved = len(d.Groups)
	}
	return &renderer{d: d, o: o, boxes: nameBoxes(d.Entities, reserved)}
}

// fit writes a part with as many columns as the budget allows. Where nothing fits, the text is the
// last that was tried.
func (r *renderer) fit(p part) (text string, shown detail, ok bool) {
	for shown = allColumns; shown <= noColumns; shown++ {
		text = write(r.d, r.o.Target, r.boxes, p, shown)
		if length(text) <= r.o.Budget.limit() {
			return text, shown, true
		}
		if r.o.Budget.Strict {
			break
		}
	}
	return text, shown, false
}

// whole is the part that is all of the diagram.
func whole(d *diagram.Diagram) part {
	p := part{entities: make([]int, len(d.Entities)), edges: make([]int, len(d.Edges))}
	for i := range p.entities {
		p.entities[i] = i
	}
	for i := range p.edges {
		p.edges[i] = i
	}
	return p
}
