package mermaid

import (
	"strings"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
)

// edge writes a relation, the parent first.
func (w *writer) edge(e *diagram.Edge) {
	line := "--"
	if e.Dashed || e.Implied || e.Kind == diagram.Reads || e.Change == diagram.Removed {
		line = ".."
	}
	left, right := e.Parent.Cardinality, e.Child.Cardinality
	if e.Kind == diagram.Reads { // a view has no cardinality, and Mermaid no line without: the one that promises nothing
		left, right = schema.ZeroOrMany, schema.ZeroOrMany
	}
	w.line(1, w.boxes[e.Parent.Entity].ref, leftFoot(left)+line+rightFoot(right), w.boxes[e.Child.Entity].ref,
		":", `"`+escape(edgeLabel(e), inLabel)+`"`)
}

// edgeLabel is the text on a line: the foreign key's columns or the junction's name, and what else is to be said.
func edgeLabel(e *diagram.Edge) string {
	text := plain(e.Label)
	if text == "" && e.Kind == diagram.Reads {
		text = "reads"
	}
	var words []string
	if e.Implied {
		words = append(words, "implied")
	}
	if m := mark(e.Change, e.Was); m != "" {
		words = append(words, m)
	}
	if len(words) > 0 {
		text = strings.TrimSpace(text + " (" + strings.Join(words, ", ") + ")")
	}
	return text
}

// leftFoot is a cardinality at the left end of a line.
func leftFoot(c schema.Cardinality) string {
	switch c {
	case schema.ExactlyOne:
		return "||"
	case schema.ZeroOrMany:
		return "}o"
	case schema.OneOrMany:
		return "}|"
	default:
		return "|o"
	}
}

// rightFoot is a cardinality at the right end of a line.
func rightFoot(c schema.Cardinality) string {
	switch c {
	case schema.ExactlyOne:
		return "||"
	case schema.ZeroOrMany:
		return "o{"
	case schema.OneOrMany:
		return "|{"
	default:
		return "o|"
	}
}
