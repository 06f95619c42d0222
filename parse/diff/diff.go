// Package diff compares two schemas: what changed, and what follows from it for relationships and junctions.
//
// Schemas are compared, not texts: the order of things, the case of names, spellings of one type and names
// of keys do not count.
package diff

import (
	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

// Result is what lies between two schemas.
type Result struct {
	Before, After *schema.Schema // as they were given, never nil
	Changes       []Change       // by table, in the order of Tables; then views, then enums
	Consequences  []Consequence  // in the order of Tables

	Tables []TablePair // all tables of both schemas: in the order of After, removed ones behind their predecessors
	Views  []ViewPair  // all views, in such an order

	several bool // texts name the schema
}

// Label is how the texts of the result call a table, view or enum: with its schema where there are several.
func (r *Result) Label(n schema.Name) string {
	if r.several {
		return n.String()
	}
	return n.Name
}

// Empty reports whether the schemas say the same.
func (r *Result) Empty() bool { return len(r.Changes) == 0 }

// TablePair is a table before and after. One of the two is nil where the table was added or removed.
type TablePair struct {
	Before, After *schema.Table
	Guessed       bool // that the two are one table is a guess
	Columns       []ColumnPair
	Relationships []RelationshipPair // those in which the table is the child; partitions have none
}

// ColumnPair is a column before and after; nil where it was added or removed.
type ColumnPair struct {
	Before, After *schema.Column
	Guessed       bool // that the two are one column is a guess
}

// RelationshipPair is a relationship before and after; nil where it was added or removed.
type RelationshipPair struct {
	Before, After *schema.Relationship
	Retargeted    bool // the same columns reference something else
}

// ViewPair is a view before and after; nil where it was added or removed.
type ViewPair struct {
	Before, After *schema.View
}

// Name is the table's name after the change, or before it where the table is gone.
func (p *TablePair) Name() schema.Name {
	if p.After != nil {
		return p.After.Name
	}
	return p.Before.Name
}

// Change is one difference.
type Change struct {
	Kind Kind
	// Table is the table, view or enum that changed: its name after the change, or before it where it is gone.
	Table schema.Name
	// Name is the column, the columns of a key as "a" or "(a, b)", or the value of an enum; "" where
	// the change is to the whole.
	Name string
	// Before and After are the two states in words of SQL, "" where there was or is none.
	Before, After string
	Text          string // the change in words: "orders.note: type varchar(20) → text"
	Guessed       bool   // a rename that nothing tells, but everything speaks for
	Risk          Risk
	RiskWhy       string   // "" without a risk
	Pos           diag.Pos // where it stands after the change, or before it where it is gone
}

// Risk says what a change can do to data and to the programs that use it. The zero value is NoRisk.
type Risk uint8

// Risks, the mildest first.
const (
	NoRisk Risk = iota
	// Breaks what reads or writes the table, or fails on the rows that are there.
	Breaks
	// LosesData that is there.
	LosesData
)

// String is "", "breaks" or "loses-data".
func (r Risk) String() string {
	switch r {
	case Breaks:
		return "breaks"
	case LosesData:
		return "loses-data"
	default:
		return ""
	}
}

// Consequence is what follows from changes for the relationships of a table.
type Consequence struct {
	Kind  ConsequenceKind
	Table schema.Name // the child of the relationship, or the junction table; named as in Change
	// Name is the foreign key's columns as "a" or "(a, b)", or "" for the table itself.
	Name string
	// Before and After are cardinalities, levels of junctions ("" for none), or names of what is referenced.
	Before, After string
	Text          string // "orders.user_id became NOT NULL: an order now has exactly one user (was zero or one)"
	Pos           diag.Pos
}

// ConsequenceKind names a kind of consequence; it is stable.
type ConsequenceKind string

// Kinds of consequences.
const (
	ParentEnd  ConsequenceKind = "parent-end"  // how many parents a child row has
	ChildEnd   ConsequenceKind = "child-end"   // how many child rows a parent row has
	Related    ConsequenceKind = "related"     // a relationship came to a table that was there, or went from one that is still there
	Junction   ConsequenceKind = "junction"    // a table became a junction, ceased to be one, or has another level
	Identified ConsequenceKind = "identifying" // the foreign key came into the child's primary key, or left it
	Dangling   ConsequenceKind = "dangling"    // what is referenced or read has gone, or has come
)

// Compare tells what changed from one schema to the other.
func Compare(before, after *schema.Schema) *Result {
	c := newComparison(before, after)
	c.pairTables()
	c.pairViews()
	c.compareTables()
	c.compareViews()
	c.compareEnums()
	c.follow()
	return c.result
}
