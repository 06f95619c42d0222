package diagram

import (
	"strings"

	"crowsfoot/parse/schema"
)

// edge turns a line into an edge, but for its ID, its rows and its style.
func (g *graph) edge(l *line, names naming) Edge {
	e := Edge{
		Kind:   l.kind,
		Parent: End{Entity: g.nodes[l.parent].entity},
		Child:  End{Entity: g.nodes[l.child].entity},
		Change: l.change,
		Was:    l.was,
	}
	switch l.kind {
	case ManyToMany:
		manyToMany(&e, l.junction, names)
	case Reads:
		e.Pos = g.nodes[l.child].view.Span.Pos
	default:
		r := l.relationship
		e.Parent.set(r.Parent.Columns, &r.Parent)
		e.Child.set(r.Child.Columns, &r.Child)
		e.Label = strings.Join(r.Child.Columns, ", ")
		e.Identifying, e.Implied = r.Identifying, r.ForeignKey.Implied
		e.Pos = r.ForeignKey.Span.Pos
	}
	return e
}

// manyToMany fills in the line that stands for a junction. A row of one end has as many rows of the other as
// it has rows of the junction, so each end takes its cardinality from the other's foreign key.
func manyToMany(e *Edge, j *schema.Junction, names naming) {
	e.Parent.set(j.Ends[0].Parent.Columns, &j.Ends[1].Child)
	e.Child.set(j.Ends[1].Parent.Columns, &j.Ends[0].Child)
	e.Label = names.label(j.Table)
	e.Implied = j.Ends[0].ForeignKey.Implied || j.Ends[1].ForeignKey.Implied
	e.Pos = j.Ends[0].ForeignKey.Span.Pos
}

// set gives an end of an edge its columns, and the cardinality and evidence of an end in the schema.
func (e *End) set(columns []string, from *schema.End) {
	e.Columns = columns
	e.Cardinality = from.Cardinality
	e.Why = from.Why
}

// columnsAtEnds returns, for each node, the columns on which a shown line ends.
func (g *graph) columnsAtEnds() []map[string]bool {
	at := make([]map[string]bool, len(g.nodes))
	put := func(node int, columns []string) {
		if at[node] == nil {
			at[node] = map[string]bool{}
		}
		for _, c := range columns {
			at[node][c] = true
		}
	}
	for i := range g.lines {
		l := &g.lines[i]
		if !g.shown(l) {
			continue
		}
		e := g.edge(l, naming{})
		put(l.parent, e.Parent.Columns)
		put(l.child, e.Child.Columns)
	}
	return at
}

// rowsByName maps the names of shown columns to their rows.
func rowsByName(columns []Column) map[string]int {
	rows := make(map[string]int, len(columns))
	for i := range columns {
		if _, ok := rows[columns[i].Name]; !ok {
			rows[columns[i].Name] = i
		}
	}
	return rows
}

// rowsOf returns the rows of those columns that are shown.
func rowsOf(columns []string, rows map[string]int) []int {
	var out []int
	for _, c := range columns {
		if i, ok := rows[c]; ok {
			out = append(out, i)
		}
	}
	return out
}
