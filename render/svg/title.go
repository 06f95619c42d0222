package svg

import (
	"strconv"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// maxTitle is how many characters of a tooltip are written; enumerations and defaults have no end.
const maxTitle = 2000

// titles words the tooltips of a diagram. They tell places in a way that stays the same when something is
// added above them in the source: a line of a statement, or of another file; never a line of the one file
// that everything is written in.
type titles struct {
	d       *diagram.Diagram
	oneFile bool // all tables and views are written in one file
}

func newTitles(d *diagram.Diagram) titles {
	files := map[string]bool{}
	for i := range d.Entities {
		if pos := d.Entities[i].Pos; pos.IsValid() {
			files[pos.File] = true
		}
	}
	return titles{d: d, oneFile: len(files) <= 1}
}

// entity is the tooltip of a table: its whole name, what it is, where it is written, its comment.
func (t titles) entity(e *diagram.Entity) string {
	kind := ""
	switch e.Kind {
	case diagram.View:
		kind = ", a view"
	case diagram.Ghost:
		kind = ", referenced but not in the input"
	default:
	}
	file := ""
	if e.Pos.IsValid() && !t.oneFile {
		file = " (" + e.Pos.File + ")"
	}
	return lines(isolated(e.Label)+kind+file, e.Comment, changeTitle(e.Change, e.Was))
}

// column is the tooltip of a row: what the row does not show, or shows by a mark only.
func (t titles) column(c *diagram.Column) string {
	head, enum := "NULL", ""
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

// edge is the tooltip of a line, also of its feet: both ends, each with how many and why.
func (t titles) edge(e *diagram.Edge) string {
	child, parent := t.end(&e.Child), t.end(&e.Parent)
	if e.Kind == diagram.Reads {
		return lines(child+" reads "+parent, changeTitle(e.Change, e.Was))
	}
	arrow, more := "→ ", ""
	switch {
	case e.Kind == diagram.ManyToMany:
		arrow, more = "↔ ", "through "+isolated(e.Label)
	case e.Implied:
		more = "implied by the names"
	default:
	}
	table := &t.d.Entities[e.Child.Entity]
	return lines(child+t.reason(&e.Child, table), arrow+parent+t.reason(&e.Parent, table), more, changeTitle(e.Change, e.Was))
}

// reason is ", zero or many: no unique key", how many there are at an end, and why. It stands in the child, as a rule.
func (t titles) reason(e *diagram.End, child *diagram.Entity) string {
	s := ", " + strings.ReplaceAll(e.Cardinality.String(), "-", " ")
	if e.Why.Text != "" {
		s += ": " + isolated(strings.TrimSuffix(e.Why.Text, within(e)))
	}
	return s + t.place(e.Why.Pos, child)
}

// within are the words that repeat the columns at the end.
func within(e *diagram.End) string {
	if len(e.Columns) == 1 {
		return " within " + e.Columns[0]
	}
	return " within (" + strings.Join(e.Columns, ", ") + ")"
}

// end is "orders.user_id", or "orders (a, b)" with several columns.
func (t titles) end(e *diagram.End) string {
	name := t.d.Entities[e.Entity].Label
	switch len(e.Columns) {
	case 0:
	case 1:
		name += "." + e.Columns[0]
	default:
		name += " (" + strings.Join(e.Columns, ", ") + ")"
	}
	return isolated(name)
}

// place is " (line 3 of orders)" within the statement that makes the table, " (file:line)" in another file, and
// "" elsewhere.
func (t titles) place(pos diag.Pos, table *diagram.Entity) string {
	switch {
	case !pos.IsValid():
		return ""
	case pos.File != table.Pos.File:
		return " (" + pos.File + ":" + strconv.Itoa(pos.Line) + ")"
	case pos.Line < table.Pos.Line || pos.Line > table.EndLine:
		return ""
	default:
		return " (line " + strconv.Itoa(pos.Line-table.Pos.Line+1) + " of " + isolated(table.Label) + ")"
	}
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
	return shorten(strings.Join(kept, "\n"))
}

// shorten cuts a tooltip that nobody would read to its end.
func shorten(s string) string {
	if len(s) <= maxTitle {
		return s
	}
	n := 0
	for i := range s {
		if n++; n == maxTitle {
			return s[:i] + "…"
		}
	}
	return s
}
