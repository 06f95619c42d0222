package svg

import (
	"strconv"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/render/diagram"
)

// entityTitle is the tooltip of a table: its whole name, what it is, where it is written, its comment.
func entityTitle(e *diagram.Entity) string {
	var s sentences
	kind := ""
	switch e.Kind {
	case diagram.View:
		kind = ", a view"
	case diagram.Ghost:
		kind = ", referenced but not in the input"
	default:
	}
	s.add(isolated(e.Label) + kind + place(e.Pos))
	s.add(e.Comment)
	s.addChange(e.Change, e.Was)
	return s.String()
}

// columnTitle is the tooltip of a row: everything that is known of the column.
func columnTitle(c *diagram.Column) string {
	var s sentences
	head := isolated(c.Name)
	if c.Type != "" {
		head += " " + c.Type
	}
	if c.NotNull {
		head += " NOT NULL"
	}
	if c.Default != "" {
		head += " DEFAULT " + c.Default
	}
	if c.Generated {
		head += ", generated"
	}
	s.add(head)
	if len(c.Enum) > 0 {
		s.add("one of: " + strings.Join(c.Enum, ", "))
	}
	s.add(c.Comment)
	s.addChange(c.Change, c.Was)
	return s.String()
}

// edgeTitle is the tooltip of a line.
func edgeTitle(d *diagram.Diagram, e *diagram.Edge) string {
	var s sentences
	parent, child := endName(d, &e.Parent), endName(d, &e.Child)
	switch {
	case e.Kind == diagram.ManyToMany:
		s.add(parent + " ↔ " + child + " through " + isolated(e.Label) + place(e.Pos))
	case e.Kind == diagram.Reads:
		s.add(child + " reads " + parent)
	case e.Implied:
		s.add(child + " → " + parent + ", implied by the names")
	default:
		s.add(child + " → " + parent + place(e.Pos))
	}
	s.addChange(e.Change, e.Was)
	return s.String()
}

// footTitle is the tooltip of one end of a line: how many, and why.
func footTitle(d *diagram.Diagram, e *diagram.End) string {
	s := strings.ReplaceAll(e.Cardinality.String(), "-", " ") + " " + isolated(d.Entities[e.Entity].Label)
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

// sentences collects the lines of a tooltip.
type sentences struct{ lines []string }

func (s *sentences) add(line string) {
	if line != "" {
		s.lines = append(s.lines, line)
	}
}

func (s *sentences) addChange(c diagram.Change, was string) {
	switch {
	case c == diagram.Unchanged:
	case was == "":
		s.add(c.String())
	default:
		s.add(c.String() + ", was " + was)
	}
}

func (s *sentences) String() string { return strings.Join(s.lines, "\n") }
