package diff

// Kind names a kind of change; it is stable.
type Kind string

// Kinds of changes.
const (
	TableAdded   Kind = "table-added"
	TableRemoved Kind = "table-removed"
	TableRenamed Kind = "table-renamed"
	TableComment Kind = "table-comment"

	PartitionAdded   Kind = "partition-added"
	PartitionRemoved Kind = "partition-removed"
	PartitionMoved   Kind = "partition-moved" // attached, detached, or of another table

	ColumnAdded     Kind = "column-added"
	ColumnRemoved   Kind = "column-removed"
	ColumnRenamed   Kind = "column-renamed"
	ColumnType      Kind = "column-type"
	ColumnNull      Kind = "column-null"
	ColumnDefault   Kind = "column-default"
	ColumnIdentity  Kind = "column-identity"
	ColumnGenerated Kind = "column-generated"
	ColumnComment   Kind = "column-comment"

	PrimaryKeyAdded   Kind = "primary-key-added"
	PrimaryKeyRemoved Kind = "primary-key-removed"
	PrimaryKeyChanged Kind = "primary-key-changed"
	UniqueAdded       Kind = "unique-added"
	UniqueRemoved     Kind = "unique-removed"

	ForeignKeyAdded    Kind = "foreign-key-added"
	ForeignKeyRemoved  Kind = "foreign-key-removed"
	ForeignKeyTarget   Kind = "foreign-key-target" // the same columns reference something else
	ForeignKeyOnDelete Kind = "foreign-key-on-delete"
	ForeignKeyOnUpdate Kind = "foreign-key-on-update"

	ViewAdded   Kind = "view-added"
	ViewRemoved Kind = "view-removed"
	ViewReads   Kind = "view-reads"
	ViewKind    Kind = "view-kind" // materialized or not
	ViewComment Kind = "view-comment"

	EnumAdded        Kind = "enum-added"
	EnumRemoved      Kind = "enum-removed"
	EnumValueAdded   Kind = "enum-value-added"
	EnumValueRemoved Kind = "enum-value-removed"
)

// Kinds lists all kinds, in the order of the documentation.
func Kinds() []Kind {
	return []Kind{
		TableAdded, TableRemoved, TableRenamed, TableComment,
		PartitionAdded, PartitionRemoved, PartitionMoved,
		ColumnAdded, ColumnRemoved, ColumnRenamed, ColumnType, ColumnNull, ColumnDefault, ColumnIdentity, ColumnGenerated, ColumnComment,
		PrimaryKeyAdded, PrimaryKeyRemoved, PrimaryKeyChanged, UniqueAdded, UniqueRemoved,
		ForeignKeyAdded, ForeignKeyRemoved, ForeignKeyTarget, ForeignKeyOnDelete, ForeignKeyOnUpdate,
		ViewAdded, ViewRemoved, ViewReads, ViewKind, ViewComment,
		EnumAdded, EnumRemoved, EnumValueAdded, EnumValueRemoved,
	}
}

// Mirror is the kind that the change has when the schemas are compared the other way round.
func (k Kind) Mirror() Kind {
	pairs := [][2]Kind{
		{TableAdded, TableRemoved},
		{PartitionAdded, PartitionRemoved},
		{ColumnAdded, ColumnRemoved},
		{PrimaryKeyAdded, PrimaryKeyRemoved},
		{UniqueAdded, UniqueRemoved},
		{ForeignKeyAdded, ForeignKeyRemoved},
		{ViewAdded, ViewRemoved},
		{EnumAdded, EnumRemoved},
		{EnumValueAdded, EnumValueRemoved},
	}
	for _, p := range pairs {
		if k == p[0] {
			return p[1]
		}
		if k == p[1] {
			return p[0]
		}
	}
	return k
}
