package diff

import (
	"strings"

	"crowsfoot/parse/schema"
)

// side is one of the two schemas, prepared for questions.
type side struct {
	schema        *schema.Schema
	index         *schema.Index
	tables        []*schema.Table // without repeated names
	relationships map[schema.Name][]*schema.Relationship
	views         map[schema.Name]bool
	unqualified   bool // no table names its schema
}

func newSide(s *schema.Schema) *side {
	out := &side{unqualified: true, schema: s, index: schema.NewIndex(s), relationships: map[schema.Name][]*schema.Relationship{}, views: map[schema.Name]bool{}}
	for _, t := range s.Tables {
		if out.index.Table(t.Name) == t {
			out.tables = append(out.tables, t)
			out.unqualified = out.unqualified && t.Name.Namespace == ""
		}
	}
	for _, r := range schema.Relationships(s) {
		out.relationships[r.Child.Table] = append(out.relationships[r.Child.Table], &r)
	}
	for _, v := range s.Views {
		out.views[v.Name] = true
	}
	return out
}

// known reports whether there is a table or view of that name.
func (s *side) known(n schema.Name) bool { return s.views[n] || s.index.Table(n) != nil }

// own reports whether the table is drawn, rather than a partition of another one.
func (s *side) own(t *schema.Table) bool { return s.index.Root(t.Name) == t.Name }

// comparison is a comparison under way.
type comparison struct {
	before, after *side
	result        *Result
	names         map[schema.Name]schema.Name // of tables and views that are there on both sides: before → after
	columns       map[schema.Name]nameMap     // by the name of the table before: columns before → after
}

type nameMap map[string]string

// of is the name of a column after the change.
func (m nameMap) of(name string) string {
	if to, ok := m[name]; ok {
		return to
	}
	return name
}

func newComparison(before, after *schema.Schema) *comparison {
	if before == nil {
		before = &schema.Schema{}
	}
	if after == nil {
		after = &schema.Schema{}
	}
	c := &comparison{
		before:  newSide(before),
		after:   newSide(after),
		result:  &Result{Before: before, After: after},
		names:   map[schema.Name]schema.Name{},
		columns: map[schema.Name]nameMap{},
	}
	c.result.several = severalSchemas(before) || severalSchemas(after)
	return c
}

func severalSchemas(s *schema.Schema) bool {
	for _, t := range s.Tables {
		if t.Name.Namespace != s.Tables[0].Name.Namespace {
			return true
		}
	}
	return false
}

func (c *comparison) label(n schema.Name) string { return c.result.Label(n) }

// nameAfter is what a table or view of before is called after; its old name where it is gone.
func (c *comparison) nameAfter(n schema.Name) schema.Name {
	if to, ok := c.names[n]; ok {
		return to
	}
	return n
}

// columnsAfter are the names after the change of columns of a table of before.
func (c *comparison) columnsAfter(table schema.Name, columns []string) []string {
	m := c.columns[table]
	if m == nil {
		return columns
	}
	out := make([]string, len(columns))
	for i, name := range columns {
		out[i] = m.of(name)
	}
	return out
}

func (c *comparison) add(change Change) { c.result.Changes = append(c.result.Changes, change) }

// quoted is the columns of a key in texts: "a" or "(a, b)".
func quoted(columns []string) string {
	if len(columns) == 1 {
		return columns[0]
	}
	return "(" + strings.Join(columns, ", ") + ")"
}
