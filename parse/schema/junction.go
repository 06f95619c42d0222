package schema

import (
	"fmt"
	"strings"
)

// Level says how pure a junction table is. The zero value is Pure.
type Level uint8

// Levels, the purest first.
const (
	// Pure junctions hold nothing but their two foreign keys and at most a surrogate key.
	Pure Level = iota
	// Audit junctions hold bookkeeping besides: who created a row, when it was updated.
	Audit
	// Payload junctions hold something of their own; they are entities and never collapsed.
	Payload
)

// String is "pure", "audit" or "payload".
func (l Level) String() string {
	switch l {
	case Audit:
		return "audit"
	case Payload:
		return "payload"
	default:
		return "pure"
	}
}

// Junction is a table that resolves a many-to-many relationship between two tables, which may be one and the same.
type Junction struct {
	Table       Name
	Ends        [2]Relationship // its two foreign keys, in order of appearance
	Level       Level
	Payload     []string // the columns that are neither keys nor bookkeeping
	Bookkeeping []string // the bookkeeping columns
	Reason      string   // why it has this level: "order_items has quantity, price"
}

// Junctions returns the junction tables of a schema in order of appearance. A table is one when
//
//  1. it has exactly two foreign keys, to tables that exist in the schema, neither to itself,
//  2. neither foreign key alone is unique in it,
//  3. no other table references it,
//  4. the two foreign keys have different sets of columns.
func Junctions(s *Schema) []Junction {
	var out []Junction
	for _, c := range candidates(s) {
		if c.whyNot == "" {
			out = append(out, newJunction(c.table, [2]Relationship(c.ends)))
		}
	}
	return out
}

// NotJunction is a table that looks like a junction table and is none.
type NotJunction struct {
	Table  Name
	Reason string // "grants references user_roles"
}

// NotJunctions returns, in order of appearance, the tables with two or more foreign keys that are no junction
// tables, each with the first rule of Junctions that it breaks.
func NotJunctions(s *Schema) []NotJunction {
	var out []NotJunction
	for _, c := range candidates(s) {
		if c.whyNot != "" {
			out = append(out, NotJunction{Table: c.table.Name, Reason: c.whyNot})
		}
	}
	return out
}

// candidate is a table with at least two foreign keys.
type candidate struct {
	table  *Table
	ends   []Relationship
	whyNot string // "" for a junction
}

func candidates(s *Schema) []candidate {
	x := NewIndex(s)
	tables := x.Own(s)
	referencedBy := make(map[Name]Name)
	for _, t := range tables {
		for _, fk := range t.ForeignKeys {
			if parent := x.Root(fk.Ref); referencedBy[parent] == (Name{}) {
				referencedBy[parent] = t.Name
			}
		}
	}
	var out []candidate
	for _, t := range tables {
		if len(t.ForeignKeys) < 2 {
			continue
		}
		c := candidate{table: t, ends: x.relationshipsOf(t)}
		if len(c.ends) < 2 {
			continue
		}
		c.whyNot = x.whyNot(&c)
		if by, ok := referencedBy[t.Name]; ok && c.whyNot == "" {
			c.whyNot = by.Name + " references " + t.Name.Name
		}
		out = append(out, c)
	}
	return out
}

// whyNot tells why the foreign keys of a table do not make it a junction; "" when they do.
func (x *Index) whyNot(c *candidate) string {
	if len(c.ends) > 2 {
		return fmt.Sprintf("%s has %d foreign keys", c.table.Name.Name, len(c.ends))
	}
	for i := range c.ends {
		parent, end := c.ends[i].Parent.Table, &c.ends[i].Child
		switch {
		case parent == c.table.Name:
			return parent.Name + " references itself"
		case x.tables[parent] == nil:
			return parent.Name + " is not in the schema"
		case end.Cardinality != ZeroOrMany:
			return list(end.Columns) + " is unique in " + c.table.Name.Name + " by " + end.Why.Text
		}
	}
	if sameSet(c.ends[0].Child.Columns, c.ends[1].Child.Columns) {
		return "both foreign keys of " + c.table.Name.Name + " have the same columns"
	}
	return ""
}

// newJunction sorts the table's remaining columns into surrogate key, bookkeeping and payload.
func newJunction(t *Table, ends [2]Relationship) Junction {
	j := Junction{Table: t.Name, Ends: ends}
	inKey := map[string]bool{}
	for i := range ends {
		for _, c := range ends[i].Child.Columns {
			inKey[c] = true
		}
	}
	if pk := t.PrimaryKey(); pk != nil && len(pk.Columns) == 1 {
		inKey[pk.Columns[0]] = true
	}
	for _, c := range t.Columns {
		switch {
		case inKey[c.Name]:
		case isBookkeeping(c.Name):
			j.Bookkeeping = append(j.Bookkeeping, c.Name)
		default:
			j.Payload = append(j.Payload, c.Name)
		}
	}
	j.Level, j.Reason = judge(t.Name.Name, &j)
	return j
}

func judge(name string, j *Junction) (Level, string) {
	switch {
	case len(j.Payload) > 0:
		return Payload, name + " has " + strings.Join(j.Payload, ", ")
	case len(j.Bookkeeping) > 0:
		return Audit, name + " has only bookkeeping besides its keys: " + strings.Join(j.Bookkeeping, ", ")
	default:
		return Pure, name + " has only keys"
	}
}

// sameSet reports whether two lists hold the same names.
func sameSet(a, b []string) bool {
	inA, inB := map[string]bool{}, map[string]bool{}
	for _, n := range a {
		inA[n] = true
	}
	for _, n := range b {
		inB[n] = true
	}
	return subset(a, inB) && subset(b, inA)
}
