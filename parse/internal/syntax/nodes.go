package syntax

import "crowsfoot/parse/diag"

// Stmt is one statement that matters to a schema.
type Stmt interface{ stmt() }

// Name names a table, view, type or index; Namespace is "" where the text gives none. Both are as the
// dialect's catalogue would show them.
type Name struct {
	Namespace, Name string
	Pos             diag.Pos
}

// CreateTable is CREATE TABLE.
type CreateTable struct {
	Name        Name
	IfNotExists bool
	OrReplace   bool
	Temp        bool // gone with the session
	Columns     []Column
	Constraints []Constraint
	Likes       []Like
	Inherits    []Name
	OfType      Name
	PartitionOf Name
	PartitionBy []string // of PostgreSQL: what the key of the partitions names
	Query       string   // of CREATE TABLE … AS; cut where it is very long
	NoKeys      bool     // the query brings no keys with it, as CREATE TABLE x AS TABLE y
	Engine      string   // of MySQL, as written
	Module      string   // of CREATE VIRTUAL TABLE, whose columns are not read
	Comment     string
	Span        diag.Span
}

// Like is LIKE other (INCLUDING …) of PostgreSQL, or the whole of CREATE TABLE x LIKE y of MySQL.
type Like struct {
	Name                        Name
	At                          int // how many columns stand before it
	Defaults, Indexes, Comments bool
	Identity, Generated         bool
}

// Null says what a column definition tells of NULL.
type Null uint8

// What a definition can say.
const (
	NullUnsaid Null = iota
	NullAllowed
	NullForbidden
)

// Column is a column definition.
type Column struct {
	Name        string
	Type        string // "" where none is written
	TypeName    Name   // the type's own name, without arguments, when it may be a user's
	Null        Null
	NullPos     diag.Pos
	Default     string
	HasDefault  bool
	Generated   bool
	Uses        []string // of a generated column in PostgreSQL: what its expression names
	Identity    bool     // serial, identity, AUTO_INCREMENT
	NeverNull   bool     // the type or identity brings NOT NULL with it
	Comment     string
	HasComment  bool
	Constraints []Constraint // those written with the column; their Columns are set
	First       bool         // MySQL: FIRST
	After       string       // MySQL: AFTER column
	Span        diag.Span
}

// ConstraintKind tells constraints apart.
type ConstraintKind uint8

// Kinds of constraints; OtherConstraint is CHECK, EXCLUDE and the like, of which only the name counts.
const (
	OtherConstraint ConstraintKind = iota
	PrimaryKey
	UniqueKey
	ForeignKey
	DefaultValue // SQL Server: the default of a column
	Period       // PERIOD FOR: its columns are never NULL
)

// Action is a referential action.
type Action uint8

// Referential actions, numbered as in package schema.
const (
	NoAction Action = iota
	Restrict
	Cascade
	SetNull
	SetDefault
)

// Constraint is a constraint of a table.
type Constraint struct {
	Kind        ConstraintKind
	Name        string
	Columns     []string
	Include     []string // what an index holds besides
	Traits      Traits
	Expression  bool // a part of the key is an expression
	Partial     bool
	UsingIndex  string // PRIMARY KEY USING INDEX name
	IfNotExists bool
	Default     string // of DefaultValue
	Ref         Name
	RefColumns  []string
	OnDelete    Action
	OnUpdate    Action
	Span        diag.Span
}

// Traits are what tells keys over the same columns apart.
type Traits struct{ Deferrable, Deferred, NullsNotDistinct bool }

// AlterTable is ALTER TABLE with its actions in order.
type AlterTable struct {
	Name     Name
	Kind     string // "table", "view" or "index": what ALTER names
	IfExists bool   // it is no mistake when the table, or what an action names, is not there
	Only     bool   // not the tables that inherit from it
	Actions  []AlterAction
	Span     diag.Span
}

// AlterOp is what an action of ALTER TABLE does.
type AlterOp uint8

// Actions of ALTER TABLE.
const (
	AddColumn AlterOp = iota
	DropColumn
	RenameColumn
	ChangeColumn // MySQL CHANGE and MODIFY: a whole new definition
	ModifyColumn // Oracle MODIFY, SQL Server ALTER COLUMN: what is not said stays
	SetNotNull
	DropNotNull
	SetDefaultValue
	DropDefaultValue
	SetType
	AddIdentity
	DropIdentity
	AddConstraint
	DropConstraint
	DropPrimaryKey
	DropUnique // Oracle: the key over Constraint.Columns
	DropIndex
	RenameTable
	RenameConstraint // also an index
	SetSchema
	AttachPartition
	DetachPartition
	SetComment
	AddInherit
	DropInherit
	DropExpression
	SetOfType // OF type, NOT OF
	SetEngine // of MySQL
)

// AlterAction is one action of ALTER TABLE; which fields are set follows from Op.
type AlterAction struct {
	Op          AlterOp
	Column      Column // the new definition; its Name alone for most actions
	From, To    string // names of a rename; From is what is dropped, To an engine
	Table       Name   // of a rename, a partition, an inheritance
	Constraint  Constraint
	IfExists    bool // also IF NOT EXISTS
	Cascade     bool
	Expression  bool // SET DEFAULT, or a type, was not a plain one
	Pos         diag.Pos
	CommentText string
}

// CreateIndex is CREATE UNIQUE INDEX; other indexes do not matter.
type CreateIndex struct {
	Table       Name
	Constraint  Constraint // Kind UniqueKey
	IfNotExists bool
	OrReplace   bool
	Span        diag.Span
}

// Object is what a statement is about.
type Object uint8

// Kinds of objects.
const (
	ObjectTable Object = iota
	ObjectView
	ObjectIndex
	ObjectType
	ObjectSchema
	ObjectColumn
	ObjectDomain
)

// Drop is DROP TABLE, VIEW, INDEX, TYPE or SCHEMA.
type Drop struct {
	Kind     Object
	Names    []Name
	IfExists bool
	Cascade  bool
	Temp     bool // DROP TEMPORARY TABLE
	Table    Name // DROP INDEX name ON table
	Span     diag.Span
}

// Rename is RENAME TABLE a TO b, sp_rename and the like.
type Rename struct {
	Kind     Object
	From, To Name
	Column   string // of ObjectColumn: the column of From, renamed to To.Name
	IfExists bool
	Span     diag.Span
}

// Comment is COMMENT ON, or a description set by sp_addextendedproperty.
type Comment struct {
	Kind   Object
	Name   Name
	Column string
	Text   string
	Span   diag.Span
}

// CreateType is CREATE TYPE and CREATE DOMAIN.
type CreateType struct {
	Name    Name
	Enum    bool
	Values  []string
	Columns []Column // of a composite type
	Under   Name     // Oracle: the type whose attributes it has as well
	Base    Name     // of a domain, or CREATE TYPE … FROM
	NotNull bool
	Span    diag.Span
}

// AlterType is ALTER TYPE and ALTER DOMAIN.
type AlterType struct {
	Name     Name
	AddValue string
	Before   string // ADD VALUE … BEFORE
	After    string
	OldValue string // RENAME VALUE
	NewValue string
	RenameTo string
	Schema   string
	NotNull  Null
	Actions  []AlterAction // on the attributes of a composite type
	Span     diag.Span
}

// CreateView is CREATE VIEW.
type CreateView struct {
	Name         Name
	Columns      []string // nil where the query names them
	Materialized bool
	Temp         bool // gone with the session
	IfNotExists  bool
	Comment      string
	Query        string // cut where it is very long
	Span         diag.Span
}

// CreateSchema is CREATE SCHEMA.
type CreateSchema struct{ Name string }

// SetPath is SET search_path, or USE.
type SetPath struct {
	Path     []string
	Database bool // USE: a database of MySQL
	Scope    Scope
}

// Scope says how long a path holds.
type Scope uint8

// Scopes. The zero value is that of the session.
const (
	ScopeSession Scope = iota
	ScopeOpen          // up to ScopeClose
	ScopeClose         // the path before ScopeOpen holds again
	ScopeLocal         // up to ScopeEnd, the end of the transaction
	ScopeEnd
)

// Pragma is a setting of SQLite.
type Pragma struct {
	Name string // in lower case
	On   bool
}

// Transaction starts a transaction, ends one, or is about a savepoint in it.
type Transaction struct {
	Op   TransactionOp
	Name string // of a savepoint; T-SQL may name the transaction
	Span diag.Span
}

// TransactionOp is what a statement does to a transaction.
type TransactionOp uint8

// What a statement can do to a transaction.
const (
	Begin TransactionOp = iota
	Commit
	Rollback
	Save
	Release
	RollbackTo
)

func (*CreateTable) stmt()  {}
func (*AlterTable) stmt()   {}
func (*CreateIndex) stmt()  {}
func (*Drop) stmt()         {}
func (*Rename) stmt()       {}
func (*Comment) stmt()      {}
func (*CreateType) stmt()   {}
func (*AlterType) stmt()    {}
func (*CreateView) stmt()   {}
func (*SetPath) stmt()      {}
func (*CreateSchema) stmt() {}
func (*Transaction) stmt()  {}
func (*Pragma) stmt()       {}
