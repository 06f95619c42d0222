package svg

import (
	"strconv"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// entityTitle is the tooltip of a table: its whole name, what it is, where it is written, its comment.
func entityTitle(e *diagram.Entity) string {
	kind := ""
	switch e.Kind {
	case diagram.View:
		kind = ", a view"
	case diagram.Ghost:
		kind = ", referenced but not in the input"
	default:
	}
	return lines(isolated(e.Label)+kind+place(e.Pos), e.Comment, changeTitle(e.Change, e.Was))
}

// columnTitle is the tooltip of a row: what the row does not show, or shows by a mark only.
func columnTitle(c *diagram.Column) string {
	head, enum := "may be NULL", ""
	if c.NotNull {
		head = "NOT NULL"
	}
	if c.Generated {
		head += ", generated"
	}
	if c.Default != "" {
		head += ", DEFAULT " + c.Default
	}
	if layout.DisplayName(c.Name) != c.Name || layout.DisplayType(c.Type) != c.Type {
		head = isolated(c.Name) + " " + c.Type + "\n" + head
	}
	if len(c.Enum) > 0 {
		enum = "one of: " + strings.Join(c.Enum, ", ")
	}
	return lines(head, enum, c.Comment, changeTitle(c.Change, c.Was))
}

// edgeTitle is the tooltip of a line.
func edgeTitle(d *diagram.Diagram, e *diagram.Edge) string {
	parent, child := endName(d, &e.Parent), endName(d, &e.Child)
	s := child + " → " + parent
	switch {
	case e.Kind == diagram.ManyToMany:
		s = child + " ↔ " + parent + " through " + isolated(e.Label) + place(e.Pos)
	case e.Kind == diagram.Reads:
		s = child + " reads " + parent
	case e.Implied:
		s += ", implied by the names"
	default:
	}
	return lines(s, changeTitle(e.Change, e.Was))
}

// footTitle is the tooltip of one end of a line: how many, and why.
func footTitle(e *diagram.End) string {
	s := strings.ReplaceAll(e.Cardinality.String(), "-", " ")
	if e.Why.Text != "" {
		s += ": " + e.Why.Text
	}
	return s + place(e.Why.Pos)
}

// endName is "orders.user_id", or "orders (a, b)" with several columns.
func endName(d *diagram.Diagram, e *diagram.End) string {
	name := d.Entities[e.Entity].Label
	switch len(e.Columns) {
	case 0:
	case 1:
		name += "." + e.Columns[0]
	default:
		name += " (" + strings.Join(e.Columns, ", ") + ")"
	}
	return isolated(name)
}

// place is " (file:line)", or "" where that is not known.
func place(pos diag.Pos) string {
	if !pos.IsValid() {
		return ""
	}
	return " (" + pos.File + ":" + strconv.Itoa(pos.Line) + ")"
}

func changeTitle(c diagram.Change, was string) string {
	if c == diagram.Unchanged || was == "" {
		return c.String()
	}
	return c.String() + ", was " + was
}

// lines joins the texts that are not empty.
func lines(texts ...string) string {
	var kept []string
	for _, s := range texts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, "\n")
}
