// Package markdown writes diagrams as Markdown: Mermaid in fenced blocks, under headings and with an index
// where there are several, and a list of the tables on request.
package markdown

import (
	"strings"

	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
)

// Options says how to write. The zero value is a portable diagram without a list of tables.
type Options struct {
	Mermaid mermaid.Options
	Tables  bool // after each diagram, list its tables with their comments
}

// Render writes the diagram. The notes are sentences for the user about what was left out or split;
// an error is a *mermaid.BudgetError.
func Render(d *diagram.Diagram, o Options) (text string, notes []string, err error) {
	blocks, notes, err := mermaid.RenderBlocks(d, o.Mermaid)
	if err != nil {
		return "", nil, err
	}
	w := &writer{d: d, tables: o.Tables}
	if len(blocks) == 1 {
		w.block(blocks[0])
	} else {
		w.document(blocks)
	}
	return w.String(), notes, nil
}

// Fence is a fenced code block whose fence is longer than any in the text, which ends in a newline.
func Fence(language, text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + language + "\n" + text + fence + "\n"
}

// writer writes one document.
type writer struct {
	strings.Builder
	d      *diagram.Diagram
	tables bool
}

// document writes several blocks with their headings, below an index.
func (w *writer) document(blocks []mermaid.Block) {
	if title := Inline(w.d.Title); title != "" {
		w.WriteString("# " + title + "\n\n")
	}
	anchors := anchors(w.d.Title, blocks)
	for i, b := range blocks {
		w.WriteString("- " + link(b.Title, anchors[i]) + ": " + w.names(b.Entities) + "\n")
	}
	w.WriteString("\nA table that a line leads to from another diagram is drawn there by its name alone.\n")
	for _, b := range blocks {
		w.WriteString("\n## " + Inline(b.Title) + "\n\n")
		w.block(b)
	}
}

// block writes a diagram and, if that was asked for, the list of its tables.
func (w *writer) block(b mermaid.Block) {
	w.WriteString(Fence("mermaid", b.Text))
	if !w.tables {
		return
	}
	w.WriteString("\n| Table | Comment |\n| --- | --- |\n")
	for _, i := range b.Entities {
		e := &w.d.Entities[i]
		w.WriteString("| " + Cell(Code(e.Label)) + " | " + Cell(Inline(e.Comment)) + " |\n")
	}
}

// names lists entities.
func (w *writer) names(entities []int) string {
	names := make([]string, len(entities))
	for i, e := range entities {
		names[i] = Code(w.d.Entities[e].Label)
	}
	return strings.Join(names, ", ")
}
