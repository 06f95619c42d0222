package schema

import (
	"fmt"
	"strings"
)

// Phrase is the end in words, with the table as a noun: "exactly one user", "zero or more orders".
func (e *End) Phrase() string {
	switch e.Cardinality {
	case ExactlyOne:
		return "exactly one " + Singular(e.Table.Name)
	case ZeroOrOne:
		return "zero or one " + Singular(e.Table.Name)
	case OneOrMany:
		return "one or more " + Plural(e.Table.Name)
	default:
		return "zero or more " + Plural(e.Table.Name)
	}
}

// Sentence tells the relationship from both ends. With via, it names the foreign key's columns, which tells
// several relationships between the same tables apart.
//
//	Each order belongs to exactly one user; a user has zero or more orders.
func (r *Relationship) Sentence(via bool) string {
	child, parent := Singular(r.Child.Table.Name), WithArticle(Singular(r.Parent.Table.Name))
	by := ""
	if via {
		by = " (" + strings.Join(r.Child.Columns, ", ") + ")"
	}
	if r.Child.Table == r.Parent.Table {
		return fmt.Sprintf("Each %s refers to %s%s; %s is referred to by %s.", child, r.Parent.Phrase(), by, parent, r.Child.Phrase())
	}
	return fmt.Sprintf("Each %s belongs to %s%s; %s has %s.", child, r.Parent.Phrase(), by, parent, r.Child.Phrase())
}

// Sentence tells the many-to-many relationship that the junction stands for.
//
//	A student has zero or more classes and a class has zero or more students, by enrollments.
func (j *Junction) Sentence() string {
	a, b := j.Ends[0].Parent.Table.Name, j.Ends[1].Parent.Table.Name
	if j.Ends[0].Parent.Table == j.Ends[1].Parent.Table {
		return fmt.Sprintf("Each %s is related to zero or more %s, by %s.", Singular(a), Plural(b), j.Table.Name)
	}
	return fmt.Sprintf("Each %s has zero or more %s and each %s has zero or more %s, by %s.",
		Singular(a), Plural(b), Singular(b), Plural(a), j.Table.Name)
}
