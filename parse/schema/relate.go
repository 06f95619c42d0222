package schema

import "crowsfoot/parse/diag"

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
