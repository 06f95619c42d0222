package parse

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// createTable folds CREATE TABLE.
func (b *builder) createTable(s *syntax.CreateTable) {
	name, implicit := b.nameHere(s.Name)
	if s.Temp {
		name, implicit = syntaxName(s.Name), false
	}
	if old := b.existing(name, s.Temp); old != nil {
		if !s.OrReplace {
			if !s.IfNotExists {
				b.warn(diag.DuplicateTable, s.Span, "table %s was created before, in %s; this one is left out", name, old.Span.Pos)
			}
			return
		}
		b.dropTable(old, false)
	}
	t := &table{Table: &schema.Table{Name: name, Comment: s.Comment, Span: s.Span}, implicit: implicit, temp: s.Temp}
	b.inheritColumns(t, s)
	taken := len(t.Columns)
	likes := b.likeables(s)
	slab := make([]schema.Column, len(s.Columns))
	t.Columns = slices.Grow(t.Columns, len(slab))
	for i := range s.Columns {
		b.likeColumns(t, s, likes, i, i)
		b.defineColumn(t, &s.Columns[i], &slab[i], taken)
	}
	b.likeColumns(t, s, likes, len(s.Columns), math.MaxInt)
	b.queryColumns(t, s)
	b.tables = append(b.tables, t)
	b.register(t)
	for i := range s.Constraints {
		if s.Constraints[i].Kind != syntax.PrimaryKey || b.dialect != dialect.MySQL {
			b.given[b.dialect.Fold(s.Constraints[i].Name)] = true
		}
	}
	for i := range s.Columns {
		b.columnKeys(t, &s.Columns[i])
	}
	for i := range s.Constraints {
		b.addConstraint(t, &s.Constraints[i], false)
	}
	clear(b.given)
	if b.dialect == dialect.Postgres || b.dialect == dialect.SQLite && !rowAlias(t) {
		t.mergeKeys()
	}
	for i := range s.Likes {
		b.likeKeys(t, &s.Likes[i], likes[i], s.Span)
	}
}

// existing is the table that stands where a new one of the name is made, or nil.
func (b *builder) existing(name schema.Name, temp bool) *table {
	if temp {
		return b.temps[b.dialect.Fold(name.Name)]
	}
	return b.byName[b.keyOf(name)]
}

// rowAlias reports whether the primary key of a table of SQLite is another name of its rows' numbers, for which there
// is no index.
// https://www.sqlite.org/lang_createtable.html#rowid
func rowAlias(t *table) bool {
	pk := primaryColumns(t)
	return len(pk) == 1 && slices.ContainsFunc(t.Columns, func(c *schema.Column) bool { return c.Name == pk[0] && c.Type == "integer" })
}

// mergeKeys makes one key of those over the same columns, as PostgreSQL and SQLite do within CREATE TABLE; the primary
// key stays.
func (t *table) mergeKeys() {
	if len(t.keys) < 2 {
		return
	}
	type same struct {
		columns, include string
		traits           syntax.Traits
	}
	kept, at := t.keys[:0:0], map[same]int{}
	for _, k := range t.keys {
		columns := same{strings.Join(k.Columns, "\x00"), strings.Join(k.include, "\x00"), k.traits}
		i, there := at[columns]
		switch {
		case !there || !k.Full():
			if k.Full() {
				at[columns] = len(kept)
			}
			kept = append(kept, k)
		case k.Kind == schema.Primary:
			k.Name = cmp.Or(k.Name, kept[i].Name)
			kept[i] = k
		default:
			kept[i].Name = cmp.Or(kept[i].Name, k.Name)
		}
	}
	t.keys = kept
	t.forgetNames()
}

// inheritColumns takes over the columns of a partitioned table, of INHERITS, or of a composite type.
func (b *builder) inheritColumns(t *table, s *syntax.CreateTable) {
	if s.PartitionOf.Name != "" {
		if t.part = b.lookup(s.PartitionOf); t.part != nil {
			t.part.below = append(t.part.below, t)
			for _, c := range t.part.Columns {
				b.inheritColumn(t, c)
			}
		} else {
			b.unknownTable(s.PartitionOf, "a partition of", s.Span)
			t.PartitionOf = syntaxName(s.PartitionOf)
			t.open = true
		}
	}
	for _, n := range s.Inherits {
		p := b.lookup(n)
		if p == nil {
			b.unknownTable(n, "inherits", s.Span)
			t.open = true
			continue
		}
		t.parents = append(t.parents, p)
		p.below = append(p.below, t)
		for _, c := range p.Columns {
			b.inheritColumn(t, c)
		}
	}
	if s.OfType.Name == "" {
		return
	}
	u := b.userType(s.OfType)
	if t.open = u == nil || u.body == nil; t.open {
		return
	}
	t.ofType = u
	u.use(t)
	t.Columns = append(t.Columns, b.copyColumns(t, u.body.Columns)...)
}

// inheritColumn takes over a column of a parent; where the table has one of that name, from another parent, they are one.
func (b *builder) inheritColumn(t *table, c *schema.Column) {
	old := b.column(t, c.Name)
	if old == nil {
		for _, own := range b.copyColumns(t, []*schema.Column{c}) {
			own.Comment = ""
			t.Columns = append(t.Columns, own)
		}
		return
	}
	old.NotNull = old.NotNull || c.NotNull
}

// likeables finds what each LIKE names; nil for what is not there.
func (b *builder) likeables(s *syntax.CreateTable) []*table {
	if len(s.Likes) == 0 {
		return nil
	}
	list := make([]*table, len(s.Likes))
	for i := range s.Likes {
		list[i] = b.likeable(s.Likes[i].Name)
	}
	return list
}

// likeColumns takes over the columns of each LIKE that stands behind so many columns, from one number to another.
func (b *builder) likeColumns(t *table, s *syntax.CreateTable, likes []*table, from, to int) {
	for i := range s.Likes {
		if like := &s.Likes[i]; like.At >= from && like.At <= to {
			b.likeColumnsOf(t, like, likes[i], s.Span)
		}
	}
}

func (b *builder) likeColumnsOf(t *table, like *syntax.Like, from *table, span diag.Span) {
	if from == nil {
		b.unknownTable(like.Name, "like", span)
		t.open = true
		return
	}
	t.open = t.open || from.open
	if b.dialect == dialect.MySQL && t.Comment == "" {
		t.Comment = from.Comment
	}
	for _, c := range b.copyColumns(t, from.Columns) {
		if old := b.column(t, c.Name); old != nil {
			old.NotNull = old.NotNull || c.NotNull
			continue
		}
		if !like.Defaults && !c.Generated {
			c.Default = ""
		}
		if !like.Generated && c.Generated {
			c.Generated, c.Default = false, ""
		}
		if !like.Comments {
			c.Comment = ""
		}
		c.Identity = c.Identity && like.Identity
		t.Columns = append(t.Columns, c)
		b.makeLocal(t, c)
	}
}

// likeKeys takes over the keys that LIKE names.
func (b *builder) likeKeys(t *table, like *syntax.Like, from *table, span diag.Span) {
	if from == nil || !like.Indexes {
		return
	}
	for _, k := range from.keys {
		b.addKey(t, k.Kind, &syntax.Constraint{
			Name: b.likeName(&k), Columns: slices.Clone(k.Columns), Include: slices.Clone(k.include), Partial: k.Partial, Expression: k.Expression, Span: span,
		}, k.Index)
	}
}

// likeable finds the table that LIKE names, or makes one of a view or composite type of the name; nil for none.
func (b *builder) likeable(n syntax.Name) *table {
	if t := b.lookup(n); t != nil {
		return t
	}
	if v := b.lookupView(n); v != nil {
		return &table{Table: &schema.Table{Columns: v.columns}, open: v.open}
	}
	if u := b.userType(n); u != nil {
		return u.body
	}
	return nil
}

// likeName is the name of a copied key: MySQL keeps it, elsewhere the server makes a new one.
func (b *builder) likeName(k *tableKey) string {
	if b.dialect == dialect.MySQL {
		return k.Name
	}
	return ""
}

// defineColumn appends the column c, writing the definition into it. taken is how many columns the table has from
// elsewhere: a definition of one of these adds to what it is.
func (b *builder) defineColumn(t *table, s *syntax.Column, c *schema.Column, taken int) *schema.Column {
	if old := b.column(t, s.Name); old != nil {
		i := slices.Index(t.Columns, old)
		if i >= taken || t.local[old] {
			b.warn(diag.DuplicateColumn, s.Span, "table %s has a column %s already; this one is left out", t.Name, s.Name)
			return old
		}
		b.makeLocal(t, old)
		old.NotNull = old.NotNull || s.Null == syntax.NullForbidden
		if s.HasDefault {
			old.Default = s.Default
		}
		return old
	}
	c.Name = s.Name
	b.setColumn(t, c, s)
	t.Columns = append(t.Columns, c)
	b.makeLocal(t, c)
	return c
}

// makeLocal remembers that a child of INHERITS declares the column itself: it stays when the parent's goes.
func (b *builder) makeLocal(t *table, c *schema.Column) {
	if len(t.parents) == 0 {
		return
	}
	if t.local == nil {
		t.local = map[*schema.Column]bool{}
	}
	t.local[c] = true
}

// setColumn writes a whole definition into a column, but for its name.
func (b *builder) setColumn(t *table, c *schema.Column, s *syntax.Column) {
	b.setType(t, c, s)
	c.NotNull = s.Null == syntax.NullForbidden || s.NeverNull && s.Null != syntax.NullAllowed
	c.Default = s.Default
	c.Generated = s.Generated
	c.Identity = s.Identity
	c.Comment = s.Comment
	c.Span = s.Span
	c.NullPos = s.NullPos
}

// columnKeys adds the keys that are written with a column.
func (b *builder) columnKeys(t *table, s *syntax.Column) {
	for i := range s.Constraints {
		b.addConstraint(t, &s.Constraints[i], false)
	}
	if b.dialect == dialect.MySQL && s.Type == "serial" && !saidUnique(s) {
		b.addKey(t, schema.Unique, &syntax.Constraint{Columns: []string{s.Name}, Span: s.Span}, false)
	}
}

// saidUnique reports whether the column is unique by a word of its own.
func saidUnique(s *syntax.Column) bool {
	return slices.ContainsFunc(s.Constraints, func(c syntax.Constraint) bool { return c.Kind == syntax.UniqueKey })
}

// addConstraint adds a constraint; it is no mistake where it may exist and one of its name does.
func (b *builder) addConstraint(t *table, c *syntax.Constraint, mayExist bool) {
	if c.UsingIndex == "" {
		b.spelled(t, c.Columns, c.Span)
	}
	if b.dialect == dialect.MySQL && c.Kind == syntax.PrimaryKey {
		c.Name = "" // it takes no notice of one
	}
	if b.taken(t, c, mayExist) {
		return
	}
	switch c.Kind {
	case syntax.PrimaryKey:
		b.addKey(t, schema.Primary, c, false)
	case syntax.UniqueKey:
		b.addKey(t, schema.Unique, c, false)
	case syntax.ForeignKey:
		b.addForeignKey(t, c)
	case syntax.Period:
		b.forbidNull(t, c.Columns)
	default:
		if c.Name != "" {
			t.checks = append(t.checks, c.Name)
		} else {
			t.unnamed++
		}
		if c.Kind == syntax.DefaultValue {
			if col := b.column(t, c.Columns[0]); col != nil {
				col.Default = c.Default
			}
		}
	}
}

// taken reports whether the table has a primary key, or a constraint of that name, already; that is told unless it
// may exist.
func (b *builder) taken(t *table, c *syntax.Constraint, mayExist bool) bool {
	if c.Kind != syntax.PrimaryKey && (c.Name == "" || !b.hasConstraint(t, c.Name)) {
		return false
	}
	what, at := "key "+c.Name, diag.Pos{}
	for _, k := range t.keys {
		switch {
		case c.Kind == syntax.PrimaryKey && k.Kind == schema.Primary:
			what, at = "primary key", k.Span.Pos
		case b.clashes(&k, c):
			at = k.Span.Pos
		}
	}
	for _, fk := range t.fks {
		if c.Kind == syntax.ForeignKey && b.dialect != dialect.SQLite && b.same(fk.Name, c.Name) {
			what, at = "foreign key "+c.Name, fk.Span.Pos
		}
	}
	if at.IsValid() && !mayExist && !c.IfNotExists {
		b.warn(diag.DuplicateKey, c.Span, "table %s has a %s already, in %s; this one is left out", t.Name, what, at)
	}
	return at.IsValid()
}

// clashes reports whether a key cannot be made beside one of the same name. Names of indexes are a matter of their own in
// Oracle; in SQLite those of constraints say nothing.
func (b *builder) clashes(k *tableKey, c *syntax.Constraint) bool {
	name := k.Name
	if b.knowsConstraints() {
		name = k.name()
	}
	if c.Name == "" || !b.same(name, c.Name) || c.UsingIndex != "" || c.Kind == syntax.ForeignKey {
		return false
	}
	return (b.dialect != dialect.Oracle || !k.Index) && (b.dialect != dialect.SQLite || k.Index)
}

// addKey adds a primary or unique key.
func (b *builder) addKey(t *table, kind schema.KeyKind, c *syntax.Constraint, index bool) {
	if c.UsingIndex != "" {
		b.keyFromIndex(t, kind, c)
		return
	}
	if kind == schema.Primary {
		b.forbidNull(t, c.Columns)
	}
	k := tableKey{Key: schema.Key{
		Kind: kind, Name: c.Name, Columns: c.Columns, Partial: c.Partial, Expression: c.Expression, Index: index, Span: c.Span,
	}, include: c.Include, traits: c.Traits}
	if c.Name == "" {
		k.auto = b.autoKeyName(t, kind, index, c.Columns)
	}
	t.keys = append(t.keys, k)
	b.remember(t, k.name())
	if index {
		b.rememberIndex(t, k.name())
	}
}

// keyFromIndex makes a constraint of a unique index.
func (b *builder) keyFromIndex(t *table, kind schema.KeyKind, c *syntax.Constraint) {
	for i := range t.keys {
		k := &t.keys[i]
		if !k.Index || !b.same(k.Name, c.UsingIndex) {
			continue
		}
		t.forgetNames()
		k.Kind, k.Index = kind, false
		if c.Name != "" {
			k.Name = c.Name
			b.remember(t, k.Name)
		}
		if kind == schema.Primary {
			b.forbidNull(t, k.Columns)
		}
		return
	}
	b.warn(diag.UnknownKey, c.Span, "table %s has no unique index %s: create it before", t.Name, c.UsingIndex)
}

// forbidNull marks the columns of a primary key, in the children of the table too.
func (b *builder) forbidNull(t *table, columns []string) {
	for _, t := range append(descendants(t), t) {
		for _, n := range columns {
			if c := b.column(t, n); c != nil {
				c.NotNull = true
			}
		}
	}
}

// addForeignKey adds a foreign key.
func (b *builder) addForeignKey(t *table, c *syntax.Constraint) {
	fk := &foreignKey{ForeignKey: &schema.ForeignKey{
		Name: c.Name, Columns: c.Columns, Ref: syntaxName(c.Ref), RefColumns: c.RefColumns,
		OnDelete: schema.Action(c.OnDelete), OnUpdate: schema.Action(c.OnUpdate), Span: c.Span,
	}}
	if c.Name == "" {
		fk.auto = b.autoForeignKeyName(t, c.Columns)
	}
	t.fks = append(t.fks, fk)
	b.remember(t, fk.name())
	b.refer(t, fk)
}

// createIndex folds CREATE UNIQUE INDEX.
func (b *builder) createIndex(s *syntax.CreateIndex) {
	t := b.lookup(s.Table)
	if t == nil {
		if b.lookupView(s.Table) == nil {
			b.unknownTable(s.Table, "a unique index on", s.Span)
		}
		return
	}
	b.spelled(t, s.Constraint.Columns, s.Span)
	if s.OrReplace {
		b.removeIndex(t, s.Constraint.Name, false)
	}
	if other := b.indexElsewhere(t, s.Constraint.Name); other != nil {
		if !s.IfNotExists {
			b.warn(diag.DuplicateKey, s.Span, "table %s has an index %s already; this one is left out", other.Name, s.Constraint.Name)
		}
		return
	}
	if !b.taken(t, &s.Constraint, s.IfNotExists) {
		b.addKey(t, schema.Unique, &s.Constraint, true)
	}
}

// indexElsewhere returns another table that has an index of the name, where names of indexes are not a matter of their
// table alone; nil for none.
func (b *builder) indexElsewhere(t *table, name string) *table {
	if name == "" || !b.dialect.In(dialect.SQLite|dialect.Postgres|dialect.Oracle) {
		return nil
	}
	for _, other := range b.indexed[b.dialect.Fold(name)] {
		if other != t && !other.dropped && other.temp == t.temp && b.keyOf(other.Name).namespace == b.keyOf(t.Name).namespace && b.hasConstraint(other, name) {
			return other
		}
	}
	return nil
}
