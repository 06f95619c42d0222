package schema

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/parse/diag"
)

// Cardinality says how many rows one row is related to. The zero value is ZeroOrOne.
type Cardinality uint8

// Cardinalities. OneOrMany cannot be declared in DDL and so never comes from it.
const (
	ZeroOrOne Cardinality = iota
	ExactlyOne
	ZeroOrMany
	OneOrMany
)

// String is "zero-or-one", "exactly-one", "zero-or-many" or "one-or-many".
func (c Cardinality) String() string {
	switch c {
	case ExactlyOne:
		return "exactly-one"
	case ZeroOrMany:
		return "zero-or-many"
	case OneOrMany:
		return "one-or-many"
	default:
		return "zero-or-one"
	}
}

// Evidence is why something is so, and where that is written.
type Evidence struct {
	Text string   // "user_id NOT NULL"; names are free text
	Pos  diag.Pos // zero where the absence of something is the reason
}

// End is one end of a relationship: how many rows of Table the other end's row has.
type End struct {
	Table       Name
	Columns     []string
	Cardinality Cardinality
	Why         Evidence
}

// Relationship is one foreign key, seen from both ends.
type Relationship struct {
	Child, Parent End
	ForeignKey    *ForeignKey
	Identifying   bool // all foreign key columns lie in the child's primary key
}

// Relationships returns the relationships of a schema: one for each foreign key, in order of appearance.
//
// A foreign key that repeats an earlier one of its table (the same columns to the same columns of the
// same table, in any order) says nothing new and is left out, whatever its name and actions. Partitions
// have no relationships of their own, and a reference to a partition is one to its root. The parent
// of a relationship need not exist in the schema.
func Relationships(s *Schema) []Relationship {
	x := NewIndex(s)
	var out []Relationship
	for _, t := range x.Own(s) {
		out = append(out, x.relationshipsOf(t)...)
	}
	return out
}

// relationshipsOf returns the relationships in which t is the child.
func (x *Index) relationshipsOf(t *Table) []Relationship {
	if len(t.ForeignKeys) == 0 {
		return nil
	}
	child := newChild(t)
	seen := make(map[string]bool, len(t.ForeignKeys))
	out := make([]Relationship, 0, len(t.ForeignKeys))
	for _, fk := range t.ForeignKeys {
		r := Relationship{
			Child:      End{Table: t.Name, Columns: fk.Columns},
			Parent:     End{Table: x.Root(fk.Ref), Columns: x.referenced(fk)},
			ForeignKey: fk,
		}
		id := identity(&r)
		if seen[id] {
			continue
		}
		seen[id] = true
		r.Child.Cardinality, r.Child.Why = child.childEnd(fk)
		r.Parent.Cardinality, r.Parent.Why = child.parentEnd(fk)
		r.Identifying = child.identifying(fk)
		out = append(out, r)
	}
	return out
}

// referenced returns the parent's columns that the foreign key points at: the primary key where none are named.
func (x *Index) referenced(fk *ForeignKey) []string {
	if fk.RefColumns != nil {
		return fk.RefColumns
	}
	parent := x.tables[x.Root(fk.Ref)]
	if parent == nil {
		return nil
	}
	if pk := parent.PrimaryKey(); pk != nil && len(pk.Columns) == len(fk.Columns) {
		return pk.Columns
	}
	return nil
}

// identity is equal for foreign keys that say the same: pairs of columns in any order, and the parent.
func identity(r *Relationship) string {
	pairs := make([]string, len(r.Child.Columns))
	for i, c := range r.Child.Columns {
		pairs[i] = strconv.Quote(c)
		if i < len(r.Parent.Columns) {
			pairs[i] += strconv.Quote(r.Parent.Columns[i])
		}
	}
	slices.Sort(pairs)
	return strconv.Quote(r.Parent.Table.Namespace) + strconv.Quote(r.Parent.Table.Name) + strings.Join(pairs, ",")
}
