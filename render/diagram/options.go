package diagram

import "fmt"

// Options say what of a schema to draw. The zero value draws every table with all of its columns.
type Options struct {
	Title     string
	Direction Direction
	Junctions JunctionMode
	Columns   ColumnMode

	// Include and Exclude are globs (* and ?) for the names of tables and views, with or without their
	// schema, in any case. Without Include everything is included; Exclude has the last word.
	Include, Exclude []string
	// Focus are globs for the tables to draw together with their neighbours up to Depth lines away.
	// Without Focus everything is drawn, and Depth does not count.
	//
	// In a diff without Focus, what changed is drawn together with its neighbours up to Depth lines away. The ends
	// of lines that changed are there in any case. With Everything the rest is drawn, too.
	Focus      []string
	Depth      int
	Everything bool

	Group       GroupMode
	Views       bool // draw views and what they read
	Identifying bool // dash the lines that are not identifying
}

// JunctionMode says which junction tables to draw as one many-to-many line. The zero value keeps all tables.
type JunctionMode uint8

// Junction modes.
const (
	KeepJunctions JunctionMode = iota
	CollapsePure
	CollapseAudit // pure ones too
)

// String is the mode as the flag spells it: "keep", "pure" or "audit".
func (m JunctionMode) String() string {
	switch m {
	case CollapsePure:
		return "pure"
	case CollapseAudit:
		return "audit"
	default:
		return "keep"
	}
}

// ColumnMode says which columns to show. The zero value shows all.
type ColumnMode uint8

// Column modes.
const (
	AllColumns ColumnMode = iota
	KeyColumns            // those in a primary key, a foreign key, a unique key of one column, or at a line's end
	NoColumns
)

// String is the mode as the flag spells it: "all", "keys" or "none".
func (m ColumnMode) String() string {
	switch m {
	case KeyColumns:
		return "keys"
	case NoColumns:
		return "none"
	default:
		return "all"
	}
}

// GroupMode says what to draw boxes around. The zero value groups by schema where several are shown.
type GroupMode uint8

// Group modes.
const (
	GroupAuto GroupMode = iota
	GroupNone
	GroupSchema
	GroupComponent // tables that lines connect
	GroupPrefix    // tables whose names begin with the same word
)

// String is the mode as the flag spells it: "auto", "none", "schema", "component" or "prefix".
func (m GroupMode) String() string {
	switch m {
	case GroupNone:
		return "none"
	case GroupSchema:
		return "schema"
	case GroupComponent:
		return "component"
	case GroupPrefix:
		return "prefix"
	default:
		return "auto"
	}
}

// UnmatchedError says that a pattern of Include or Focus matches nothing in the schema.
type UnmatchedError struct {
	Option  string // "include" or "focus"
	Pattern string
	Nearest string // the name that is spelt most like it, "" where none is near
	Why     string // what it matches instead of a table that is drawn, "" for nothing
}

// Error says what was not found, and what may have been meant.
func (e *UnmatchedError) Error() string {
	switch {
	case e.Why != "":
		return fmt.Sprintf("%s %q matches %s", e.Option, e.Pattern, e.Why)
	case e.Nearest == "":
		return fmt.Sprintf("%s %q matches no table", e.Option, e.Pattern)
	}
	return fmt.Sprintf("%s %q matches no table; did you mean %q?", e.Option, e.Pattern, e.Nearest)
}
