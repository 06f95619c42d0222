package schema

import "strings"

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
	relationships := Relationships(s)
	x := NewIndex(s)
	referenced := make(map[Name]bool)
	byChild := make(map[Name][]Relationship)
	for _, r := range relationships {
		referenced[r.Parent.Table] = true
		byChild[r.Child.Table] = append(byChild[r.Child.Table], r)
	}
	var out []Junction
	for _, t := range x.Own(s) {
		ends := byChild[t.Name]
		if !referenced[t.Name] && x.joinsTwo(ends) {
			out = append(out, newJunction(t, [2]Relationship(ends)))
		}
	}
	return out
}

// joinsTwo tells whether the foreign keys of a table that nothing references make it a junction.
func (x *Index) joinsTwo(ends []Relationship) bool {
	if len(ends) != 2 || sameSet(ends[0].Child.Columns, ends[1].Child.Columns) {
		return false
	}
	for i := range ends {
		if ends[i].Child.Cardinality != ZeroOrMany || x.tables[ends[i].Parent.Table] == nil {
			return false
		}
	}
	return true
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
