package schema

import (
	"strings"

	"crowsfoot/parse/diag"
)

// child is a table prepared for questions about its foreign keys, each answered without a walk
// over all of its columns and keys.
type child struct {
	table   *Table
	columns map[string]*Column
	primary map[string]bool  // columns of the primary key
	keys    map[string][]int // unique keys by their first column, as indices in table.Keys
}

func newChild(t *Table) *child {
	c := &child{
		table:   t,
		columns: make(map[string]*Column, len(t.Columns)),
		primary: map[string]bool{},
		keys:    map[string][]int{},
	}
	for _, col := range t.Columns {
		c.columns[col.Name] = col
	}
	for i := range t.Keys {
		k := &t.Keys[i]
		if len(k.Columns) == 0 {
			continue
		}
		c.keys[k.Columns[0]] = append(c.keys[k.Columns[0]], i)
		if k.Kind == Primary {
			for _, name := range k.Columns {
				c.primary[name] = true
			}
		}
	}
	return c
}

// childEnd says how many child rows a parent row has: at most one if a unique key of the child lies
// within the foreign key's columns, else any number.
func (c *child) childEnd(fk *ForeignKey) (Cardinality, Evidence) {
	full, near := c.keyWithin(fk.Columns)
	switch {
	case full != nil:
		return ZeroOrOne, Evidence{Text: full.String(), Pos: full.Span.Pos}
	case near != nil:
		why := "holds for some rows only"
		if near.Expression {
			why = "is on an expression"
		}
		return ZeroOrMany, Evidence{Text: near.String() + " " + why, Pos: near.Span.Pos}
	default:
		return ZeroOrMany, Evidence{Text: "no unique key within " + list(fk.Columns)}
	}
}

// keyWithin returns the first key that makes a subset of the columns unique, and the first that would if
// it were not partial or on an expression.
func (c *child) keyWithin(columns []string) (full, near *Key) {
	within := make(map[string]bool, len(columns))
	for _, name := range columns {
		within[name] = true
	}
	first, firstNear := len(c.table.Keys), len(c.table.Keys)
	for name := range within {
		for _, i := range c.keys[name] {
			k := &c.table.Keys[i]
			switch {
			case !subset(k.Columns, within):
			case k.Full():
				first = min(first, i)
			default:
				firstNear = min(firstNear, i)
			}
		}
	}
	if first < len(c.table.Keys) {
		full = &c.table.Keys[first]
	}
	if firstNear < len(c.table.Keys) {
		near = &c.table.Keys[firstNear]
	}
	return full, near
}

// parentEnd says how many parents a child row has: exactly one if no column of the foreign key may be NULL.
// Under MATCH SIMPLE, the default, one NULL switches the reference off.
func (c *child) parentEnd(fk *ForeignKey) (Cardinality, Evidence) {
	if len(fk.Columns) == 0 {
		return ZeroOrOne, Evidence{Text: "columns not known", Pos: fk.Span.Pos}
	}
	for _, name := range fk.Columns {
		col := c.columns[name]
		if col == nil {
			return ZeroOrOne, Evidence{Text: name + " is not a column of " + c.table.Name.Name, Pos: fk.Span.Pos}
		}
		if !c.mandatory(col) {
			return ZeroOrOne, Evidence{Text: name + " may be NULL", Pos: decided(col)}
		}
	}
	return ExactlyOne, c.whyMandatory(fk.Columns)
}

// mandatory reports whether the column can hold no NULL. A primary key counts even in SQLite, which
// enforces it in some tables only.
func (c *child) mandatory(col *Column) bool { return col.Mandatory() || c.primary[col.Name] }

// whyMandatory tells why none of the columns can hold NULL: "a, b NOT NULL", or the reasons one by one.
func (c *child) whyMandatory(columns []string) Evidence {
	pos := decided(c.columns[columns[0]])
	declared := true
	reasons := make([]string, len(columns))
	for i, name := range columns {
		switch col := c.columns[name]; {
		case col.NotNull:
			reasons[i] = name + " NOT NULL"
		case c.primary[name]:
			reasons[i] = name + " in PRIMARY KEY"
			declared = false
		default:
			reasons[i] = name + " NOT NULL by its type " + col.Type
			declared = false
		}
	}
	if declared {
		return Evidence{Text: strings.Join(columns, ", ") + " NOT NULL", Pos: pos}
	}
	return Evidence{Text: strings.Join(reasons, ", "), Pos: pos}
}

// identifying reports whether all columns of the foreign key lie in the primary key.
func (c *child) identifying(fk *ForeignKey) bool {
	return len(fk.Columns) > 0 && subset(fk.Columns, c.primary)
}

// decided is where it is written whether the column may be NULL.
func decided(col *Column) diag.Pos {
	if col.NullPos.IsValid() {
		return col.NullPos
	}
	return col.Span.Pos
}

// String is the key as evidence quotes it: "PRIMARY KEY (a, b)", "UNIQUE uq_profile_user", "UNIQUE (email)",
// "UNIQUE INDEX users_email_key".
func (k *Key) String() string {
	what := "UNIQUE"
	switch {
	case k.Kind == Primary:
		return "PRIMARY KEY (" + strings.Join(k.Columns, ", ") + ")"
	case k.Index:
		what = "UNIQUE INDEX"
	}
	if k.Name != "" {
		return what + " " + k.Name
	}
	return what + " (" + strings.Join(k.Columns, ", ") + ")"
}

// subset reports whether all names are in the set.
func subset(names []string, set map[string]bool) bool {
	for _, n := range names {
		if !set[n] {
			return false
		}
	}
	return true
}

// list is "a" or "(a, b)".
func list(columns []string) string {
	if len(columns) == 1 {
		return columns[0]
	}
	return "(" + strings.Join(columns, ", ") + ")"
}
