// Package schema is the model of a database schema and what follows from it: relationships with the
// cardinality of both ends, and junction tables.
//
// The model is a tree. Things refer to each other by name, never by pointer, so a schema can be
// compared, printed, and written as a literal in a test. Slices stand in order of appearance.
// Names are free text (they may hold quotes, newlines, anything): writers escape them.
package schema

import "crowsfoot/parse/diag"

// Name names a table, view or type. Namespace is the SQL schema, "" where the text names none.
type Name struct{ Namespace, Name string }

// String is "namespace.name", or "name" without a namespace.
func (n Name) String() string {
	if n.Namespace == "" {
		return n.Name
	}
	return n.Namespace + "." + n.Name
}

// Schema is everything that was read. The zero value is an empty schema.
type Schema struct {
	Tables []*Table
	Views  []*View
	Enums  []*Enum
}

// Table is a base table. References to columns (in Keys and ForeignKeys) use the declared
// spelling of the column's name wherever that column exists.
type Table struct {
	Name        Name
	Columns     []*Column
	Keys        []Key
	ForeignKeys []*ForeignKey
	Comment     string
	PartitionOf Name   // the partitioned table of which this is a part; zero for a table of its own
	FormerNames []Name // what it was called before ALTER TABLE … RENAME, the oldest first
	Span        diag.Span
}

// Column is a column of a table.
type Column struct {
	Name    string
	Type    string // as written, white space and case folded: "varchar(255)", "numeric(10,2)", "int[]"
	NotNull bool   // its own: declared, or by primary key, serial or identity
	// DomainNotNull says that the type is a domain which forbids NULL. It counts for line ends.
	DomainNotNull bool
	Default       string // the expression as written; "" for none
	Generated     bool   // computed from other columns
	Identity      bool   // serial, identity, AUTO_INCREMENT
	Comment       string
	Span          diag.Span
	// NullPos is where NOT NULL (or NULL) was last decided; zero when that is the definition itself.
	NullPos     diag.Pos
	FormerNames []string // what it was called before ALTER TABLE … RENAME COLUMN, the oldest first
}

// Mandatory reports whether the column can never hold NULL.
func (c *Column) Mandatory() bool { return c.NotNull || c.DomainNotNull }

// KeyKind tells a primary key from other unique keys. The zero value is Primary.
type KeyKind uint8

// Kinds of keys.
const (
	Primary KeyKind = iota
	Unique
)

// Key is a primary key, a UNIQUE constraint or a unique index.
type Key struct {
	Kind    KeyKind
	Name    string // "" where the text names none
	Columns []string
	// Partial says that the key holds for some rows only (WHERE …), Expression that a part of
	// it is an expression. Neither makes its columns unique; a key on prefixes of columns does.
	Partial, Expression bool
	Index               bool // made by CREATE UNIQUE INDEX, not by a constraint
	Span                diag.Span
}

// Full reports whether the key makes its columns unique over the whole table.
func (k *Key) Full() bool { return !k.Partial && !k.Expression && len(k.Columns) > 0 }

// Action is what a foreign key does when its parent row changes. The zero value is NoAction.
type Action uint8

// Referential actions.
const (
	NoAction Action = iota
	Restrict
	Cascade
	SetNull
	SetDefault
)

// String is the action in SQL, such as "SET NULL".
func (a Action) String() string {
	switch a {
	case Restrict:
		return "RESTRICT"
	case Cascade:
		return "CASCADE"
	case SetNull:
		return "SET NULL"
	case SetDefault:
		return "SET DEFAULT"
	default:
		return "NO ACTION"
	}
}

// ForeignKey is a reference from the table that holds it (the child) to Ref (the parent).
// The parent need not exist in the schema.
type ForeignKey struct {
	Name               string // "" where the text names none
	Columns            []string
	Ref                Name
	RefColumns         []string // the parent's primary key where the text names none; nil when that is not known
	OnDelete, OnUpdate Action
	Implied            bool // guessed from names, not declared
	Span               diag.Span
}

// View is a view or materialized view, with the tables and views that it reads.
type View struct {
	Name         Name
	Materialized bool
	Reads        []Name
	Comment      string
	Span         diag.Span
}

// Enum is an enumerated type.
type Enum struct {
	Name   Name
	Values []string
	Span   diag.Span
}

// Table returns the table of that exact name, or nil.
func (s *Schema) Table(n Name) *Table {
	for _, t := range s.Tables {
		if t.Name == n {
			return t
		}
	}
	return nil
}

// Column returns the column of that exact name, or nil.
func (t *Table) Column(name string) *Column {
	for _, c := range t.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// PrimaryKey returns the table's primary key, or nil.
func (t *Table) PrimaryKey() *Key {
	for i := range t.Keys {
		if t.Keys[i].Kind == Primary {
			return &t.Keys[i]
		}
	}
	return nil
}
