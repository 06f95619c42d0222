// Package diagram is the one model that every writer draws: entities, the lines between them, and groups.
// What to show, and how a thing is called in the picture, is decided here; how it looks is the writers' part.
package diagram

import (
	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

// Direction is where lines run to. The zero value is LeftRight.
type Direction uint8

// Directions: parents stand left of (above) their children.
const (
	LeftRight Direction = iota
	TopBottom
)

// Change says what a diff did to a thing. The zero value is Unchanged.
type Change uint8

// Changes.
const (
	Unchanged Change = iota
	Added
	Removed
	Changed
)

// String is "", "added", "removed" or "changed".
func (c Change) String() string {
	switch c {
	case Added:
		return "added"
	case Removed:
		return "removed"
	case Changed:
		return "changed"
	default:
		return ""
	}
}

// Diagram is what a picture shows. All names and texts are free text.
type Diagram struct {
	Title       string
	Description []string // sentences that tell the relationships in words, for readers who do not see the picture
	Direction   Direction
	Entities    []Entity
	Edges       []Edge
	Groups      []Group
	Junctions   []Junction // what became of the junction tables
	IsDiff      bool       // entities, columns and edges carry Change
}

// EntityKind tells what an entity is. The zero value is Table.
type EntityKind uint8

// Kinds of entities.
const (
	Table EntityKind = iota
	View
	Ghost // referenced, but nowhere in the input
)

// Entity is a box: a table, a view, or a table that is only referenced.
type Entity struct {
	ID      string // semantic and unique in the diagram, [a-z0-9_-]: "table-public-orders"
	Schema  string // the SQL schema, "" for none
	Name    string
	Label   string // what is drawn as its name: with the schema only when the diagram shows several
	Kind    EntityKind
	Comment string
	Columns []Column // the shown ones
	Hidden  int      // how many columns are not shown
	Group   int      // index in Groups, -1 for none
	Pos     diag.Pos // where it is written
	EndLine int      // the last line of that, 0 where it is not known
	Change  Change
	Was     string // the former name, when it was renamed
}

// Column is a row of an entity.
type Column struct {
	Name       string
	Type       string
	PK, FK, UK bool // in the primary key, in a foreign key, in a unique key of one column
	NotNull    bool // cannot be NULL, whatever the reason
	Generated  bool
	Default    string
	Comment    string
	Enum       []string // the values, when the type is an enumeration
	Pos        diag.Pos
	Change     Change
	Was        string // what it was before: the former type, name or nullability in words
}

// Keys are the marks of the keys that the column is in, in the usual order: PK, FK, UK. Nil when it is in none.
func (c *Column) Keys() []string {
	var marks []string
	if c.PK {
		marks = append(marks, "PK")
	}
	if c.FK {
		marks = append(marks, "FK")
	}
	if c.UK {
		marks = append(marks, "UK")
	}
	return marks
}

// EdgeKind tells what a line is. The zero value is ForeignKey.
type EdgeKind uint8

// Kinds of edges.
const (
	ForeignKey EdgeKind = iota
	ManyToMany          // a collapsed junction table; Parent and Child are its two ends
	Reads               // Child is a view, Parent what it reads; no cardinality
)

// Edge is a line between two entities.
type Edge struct {
	ID            string // semantic and unique in the diagram: "fk-orders-user_id"
	Kind          EdgeKind
	Parent, Child End
	Label         string // foreign key columns joined by ", ", or the junction's name
	Identifying   bool   // drawn solid; where false, dashed if the caller asked for that (see Dashed)
	Dashed        bool   // draw the line dashed: non-identifying on request, implied, or a view's
	Implied       bool   // guessed from names
	Pos           diag.Pos
	Change        Change
	Was           string // in words, what the ends were before
}

// End is one end of a line.
type End struct {
	Entity      int      // index in Entities
	Columns     []string // names, shown or not
	Rows        []int    // indices of those columns in the entity's shown columns; nil when none is shown
	Cardinality schema.Cardinality
	Why         schema.Evidence
}

// Group is a box around entities.
type Group struct {
	ID       string
	Name     string
	Entities []int // indices in Entities, ascending
}
