package parse

import (
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// builder folds statements, in their order, into a schema, much as a server's catalogue would.
type builder struct {
	dialect dialect.Dialect
	folder  *dialect.Folder
	diags   *diag.List

	tables []*table // in order of appearance; dropped ones stay, marked
	views  []*view
	enums  []*userType

	byName      map[key]*table      // those that exist
	byBare      map[string][]*table // those of a name, in all namespaces
	gone        map[key]bool        // names of dropped tables
	goneSchemas map[string]bool     // namespaces that were dropped
	temps       map[string]*table   // temporary tables, which hide others of their names
	tempViews   map[string]*view

	types   map[string][]*userType // by the bare name
	typed   map[*schema.Column]*userType
	uses    map[*schema.Column][]string // of PostgreSQL: the columns that a generated one is computed of
	loose   map[string][]reference      // foreign keys to tables that are not there, by the bare name
	indexed map[string][]*table         // tables that have or had a unique index of a name
	owners  map[string]*table           // the table that got a key or foreign key of a name last, where statements name keys without tables
	named   map[key]*table              // of PostgreSQL: the table that got a key or foreign key of the name last
	indexes map[key]*table              // of PostgreSQL: the table that got a key of the name last
	viewOf  map[key]*view
	spaces  map[string]*space // by the namespace
	moved   int               // how many things were renamed with their schemas
	copied  int               // how many columns were copied from other tables

	viewDepth int // how many views are being listed anew
	making    int // while a table of SQLite is made of a query, its number
	queryWork int // how many columns were handled for queries

	tx *transaction // that is open; nil for none

	legacy   bool // PRAGMA legacy_alter_table
	enforced bool // PRAGMA foreign_keys

	path     []string // where unqualified names are made and looked up
	outer    []string // the path outside of CREATE SCHEMA
	session  []string // the path behind the transaction, where local
	local    bool
	database bool            // path was set by USE
	only     bool            // the statement is not about children
	given    map[string]bool // names that CREATE TABLE gives to keys, so that the server gives them to no other
	again    []string        // columns that ALTER TABLE of MySQL adds, so that keys on one of that name stay when it is dropped
}

// key is a name under which its spellings are equal; the default namespace is "".
type key struct{ namespace, name string }

// table is a table under construction.
type table struct {
	*schema.Table
	keys     []tableKey
	fks      []*foreignKey
	checks   []string                // names of constraints that do not matter
	unnamed  int                     // how many more there are, which the server names
	below    []*table                // that are or were partitions or children of INHERITS
	from     []reference             // that are or were foreign keys to it
	readers  []*view                 // that read it, or did
	parents  []*table                // of INHERITS
	part     *table                  // the partitioned table of a partition
	partBy   []string                // the columns in the key of its own partitions
	ofType   *userType               // of a typed table
	bodyOf   *userType               // the composite type that this is the body of, and no table
	local    map[*schema.Column]bool // of a child: the columns that it declares itself
	open     bool                    // not all of its columns are known
	engine   string                  // of MySQL
	module   string                  // of a virtual table of SQLite
	internal bool                    // no part of the schema: a virtual table, or one of SQLite itself
	temp     bool                    // it is gone with the session

	byColumn map[string]*schema.Column // of tables with many columns, the first so many
	indexed  int
	names    map[string]bool // of tables with many keys, the names of the first so many
	named    [2]int
	tried    map[string]int // the number at which the search for a free name ended
	numbered int            // of how many foreign keys the numbers in their names are known,
	last     int            // and the highest of them
	implicit bool           // its namespace comes from USE
	dropped  bool
}

// tableKey is a key with the name that the server gives it where the text gives none.
type tableKey struct {
	schema.Key
	auto    string
	include []string // what the index holds besides; without these columns it is gone too
	traits  syntax.Traits
}

// foreignKey is a foreign key with the table that it was found to mean.
type foreignKey struct {
	*schema.ForeignKey
	auto    string
	target  *table // nil while it is nowhere
	gone    bool   // it was taken out
	primary bool   // it references the primary key, as it names no columns
}

type view struct {
	*schema.View
	query    string
	names    []string // that are given to its columns
	listed   int      // for which table they were listed last
	columns  []*schema.Column
	byColumn map[string]*schema.Column // the columns by folded name; made when one is looked for
	open     bool                      // not all of its columns are known
	readers  []*view                   // that read it, or did
	reads    []reading
	implicit bool
	temp     bool // it is gone with the session
	dropped  bool
}

// reading is what a view reads: a table, a view, or a name that means nothing here.
type reading struct {
	table *table
	view  *view
	name  schema.Name
	whole []*schema.Column // of a table in PostgreSQL: the columns that * stands for
}

func newBuilder(d dialect.Dialect, diags *diag.List) *builder {
	return &builder{
		dialect: d, folder: dialect.NewFolder(d), diags: diags,
		given: map[string]bool{}, byName: map[key]*table{}, byBare: map[string][]*table{}, gone: map[key]bool{}, goneSchemas: map[string]bool{}, temps: map[string]*table{}, tempViews: map[string]*view{},
		types: map[string][]*userType{}, typed: map[*schema.Column]*userType{}, uses: map[*schema.Column][]string{}, loose: map[string][]reference{}, indexed: map[string][]*table{}, named: map[key]*table{}, indexes: map[key]*table{}, viewOf: map[key]*view{}, spaces: map[string]*space{}, owners: map[string]*table{},
	}
}

// startSource forgets what a session remembers: files of most dialects are loaded one by one.
func (b *builder) startSource() {
	b.endSource()
	clear(b.temps)
	clear(b.tempViews)
	b.legacy, b.enforced = false, false
	b.local = false
	if !b.database {
		b.path = nil
	}
}

// apply folds one statement into the schema, or holds it back in a transaction.
func (b *builder) apply(s syntax.Stmt) {
	if tx, ok := s.(*syntax.Transaction); ok {
		b.transact(tx)
		return
	}
	if b.tx != nil && !b.tx.full {
		b.hold(s)
		return
	}
	b.fold(s)
}

// pragma folds PRAGMA. That of foreign keys does nothing within a transaction.
func (b *builder) pragma(s *syntax.Pragma) {
	switch {
	case s.Name == "legacy_alter_table":
		b.legacy = s.On
	case b.tx == nil:
		b.enforced = s.On
	}
}

// fold folds one statement into the schema.
func (b *builder) fold(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.CreateTable:
		b.createTable(s)
	case *syntax.AlterTable:
		b.alterTable(s)
	case *syntax.CreateIndex:
		b.createIndex(s)
	case *syntax.Drop:
		b.drop(s)
	case *syntax.Rename:
		b.rename(s)
	case *syntax.Comment:
		b.comment(s)
	case *syntax.CreateType:
		b.createType(s)
	case *syntax.AlterType:
		b.alterType(s)
	case *syntax.CreateView:
		b.createView(s)
	case *syntax.SetPath:
		b.setPath(s)
	case *syntax.Pragma:
		b.pragma(s)
	case *syntax.CreateSchema:
		delete(b.goneSchemas, b.key(s.Name, "").namespace)
	}
}

// setPath folds SET search_path and USE, and what CREATE SCHEMA opens and closes.
func (b *builder) setPath(s *syntax.SetPath) {
	switch s.Scope {
	case syntax.ScopeOpen:
		b.outer, b.path = b.path, s.Path
	case syntax.ScopeClose:
		b.path = b.outer
	case syntax.ScopeLocal:
		if !b.local {
			b.local, b.session = true, b.path
		}
		b.path = s.Path
	case syntax.ScopeEnd:
		if b.local {
			b.local, b.path = false, b.session
		}
	default:
		b.path, b.database, b.local = s.Path, s.Database, false
	}
}

// schema is what was built. Names are final, references resolved.
func (b *builder) schema() *schema.Schema {
	b.endSource()
	b.settleForeignKeys()
	b.settleDomains()
	b.settleNamespaces()
	s := &schema.Schema{}
	for _, u := range b.enums {
		if !u.dropped {
			s.Enums = append(s.Enums, u.enum)
		}
	}
	for _, t := range b.tables {
		if !t.dropped && !t.temp && !t.internal {
			s.Tables = append(s.Tables, t.finished())
		}
	}
	for _, v := range b.views {
		if !v.dropped && !v.temp {
			s.Views = append(s.Views, v.finished())
		}
	}
	return s
}

func (t *table) finished() *schema.Table {
	t.Keys, t.ForeignKeys = slices.Grow(t.Keys[:0:0], len(t.keys)), slices.Grow(t.ForeignKeys[:0:0], len(t.fks))
	for _, k := range t.keys {
		t.Keys = append(t.Keys, k.Key)
	}
	for _, fk := range t.fks {
		if fk.target != nil {
			fk.Ref = fk.target.Name
		}
		t.ForeignKeys = append(t.ForeignKeys, fk.ForeignKey)
	}
	if t.part != nil {
		t.PartitionOf = t.part.Name
	}
	return t.Table
}

func (v *view) finished() *schema.View {
	v.Reads = nil
	for _, r := range v.reads {
		switch {
		case r.table != nil:
			v.Reads = append(v.Reads, r.table.Name)
		case r.view != nil:
			v.Reads = append(v.Reads, r.view.Name)
		default:
			v.Reads = append(v.Reads, r.name)
		}
	}
	return v.View
}

func (b *builder) warn(code diag.Code, span diag.Span, format string, args ...any) {
	b.diags.Add(diag.Warning, code, span, format, args...)
}
