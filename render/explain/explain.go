// Package explain tells in words why every line end and every junction table of a schema is what it is.
package explain

import (
	"fmt"
	"strings"
	"unicode"

	"crowsfoot/parse/schema"
)

// Report is what there is to explain. Slices stand in order of appearance.
type Report struct {
	Relationships []schema.Relationship
	Junctions     []schema.Junction
	NotJunctions  []schema.NotJunction // tables with several foreign keys that are no junction tables

	NoRelationships string // what to say where there are none
}

// Text writes the report for people.
func Text(r *Report) []byte {
	w := &writer{}
	w.heading("Relationships", len(r.Relationships))
	for i := range r.Relationships {
		w.relationship(&r.Relationships[i])
	}
	if len(r.Relationships) == 0 {
		w.line("  %s", r.NoRelationships)
	}
	if len(r.Junctions)+len(r.NotJunctions) > 0 {
		w.line("")
		w.heading("Junction tables", len(r.Junctions))
	}
	for i := range r.Junctions {
		w.junction(&r.Junctions[i])
	}
	if len(r.NotJunctions) > 0 {
		w.line("")
		w.heading("Tables with several foreign keys that are no junction tables", len(r.NotJunctions))
	}
	for _, n := range r.NotJunctions {
		w.line("  %s: %s", n.Table, n.Reason)
	}
	return []byte(w.b.String())
}

type writer struct{ b strings.Builder }

// line writes a line without what a terminal could act upon: names are free text.
func (w *writer) line(format string, args ...any) {
	text := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, fmt.Sprintf(format, args...))
	w.b.WriteString(text + "\n")
}

func (w *writer) heading(title string, n int) { w.line("%s: %d", title, n) }

func (w *writer) relationship(r *schema.Relationship) {
	place, kind := "", ""
	if fk := r.ForeignKey; fk != nil && fk.Span.IsValid() {
		place = "  (" + fk.Span.String() + ")"
	}
	if fk := r.ForeignKey; fk != nil && fk.Implied {
		kind = ", implied by names"
	}
	if r.Identifying {
		kind += ", identifying"
	}
	w.line("")
	w.line("%s → %s%s%s", columns(&r.Child), columns(&r.Parent), kind, place)
	w.line("  %s", r.Sentence(false))
	w.end(&r.Parent)
	w.end(&r.Child)
}

// end is "users.id: exactly one: author_id NOT NULL (schema.sql:2:5)".
func (w *writer) end(e *schema.End) {
	why := e.Why.Text
	if e.Why.Pos.IsValid() {
		why += " (" + e.Why.Pos.String() + ")"
	}
	w.line("  %s: %s: %s", columns(e), strings.ReplaceAll(e.Cardinality.String(), "-", " "), why)
}

func columns(e *schema.End) string {
	switch len(e.Columns) {
	case 0: // a table that is not in the input
		return e.Table.String()
	case 1:
		return e.Table.String() + "." + e.Columns[0]
	}
	return e.Table.String() + "(" + strings.Join(e.Columns, ", ") + ")"
}

func (w *writer) junction(j *schema.Junction) {
	w.line("")
	w.line("%s joins %s and %s: %s", j.Table, j.Ends[0].Parent.Table, j.Ends[1].Parent.Table, j.Level)
	w.line("  %s", j.Sentence())
	w.line("  %s, so %s", j.Reason, Fate(j.Level))
}

// Fate says in words how a junction table of that level can be drawn.
func Fate(l schema.Level) string {
	switch l {
	case schema.Pure:
		return "--junctions pure and --junctions audit draw it as one line"
	case schema.Audit:
		return "--junctions audit draws it as one line, --junctions pure as a table"
	default:
		return "it is always drawn as a table"
	}
}
