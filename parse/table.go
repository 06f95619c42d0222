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
		if b.dialect == dialect.Postgres && s.Name.Namespace != "" && s.Name.Namespace != temporary {
			return // there are none in other namespaces
		}
		name, implicit = syntaxName(s.Name), false
	}
	if !b.makesRoom(name, s) {
		return
	}
	t := &table{
		Table: &schema.Table{Name: name, Comment: s.Comment, Span: s.Span}, implicit: implicit, temp: s.Temp,
		engine: s.Engine, module: s.Module, open: s.Module != "", internal: s.Module != "" || b.isInternal(name), partBy: s.PartitionBy,
	}
	likes := b.likeables(s)
	b.tableColumns(t, s, likes)
	b.tables = append(b.tables, t)
	b.register(t)
	b.tableKeys(t, s)
	for i := range s.Likes {
		b.likeKeys(t, &s.Likes[i], likes[i], s.Span)
	}
}

// makesRoom reports whether a table can be made; OR REPLACE takes out the one that is in its place.
func (b *builder) makesRoom(name schema.Name, s *syntax.CreateTable) bool {
	old := b.existing(name, s.Temp)
	switch {
	case old == nil:
		return true
	case s.OrReplace:
		b.dropTable(old, false)
		return true
	case !s.IfNotExists:
		b.warn(diag.DuplicateTable, s.Span, "table %s was created before, in %s; this one is left out", name, old.Span.Pos)
	}
	return false
}

// tableColumns gives a new table its columns: those that it inherits, its own and those of LIKE in their order, and those
// of a query.
func (b *builder) tableColumns(t *table, s *syntax.CreateTable, likes []*table) {
	b.inheritColumns(t, s)
	taken := len(t.Columns)
	slab := make([]schema.Column, len(s.Columns))
	t.Columns = slices.Grow(t.Columns, len(slab))
	for i := range s.Columns {
		b.likeColumns(t, s, likes, i, i)
		b.defineColumn(t, &s.Columns[i], &slab[i], taken)
	}
	b.likeColumns(t, s, likes, len(s.Columns), math.MaxInt)
	b.queryColumns(t, s)
}

// tableKeys gives a new table the keys and foreign keys that are written with it.
func (b *builder) tableKeys(t *table, s *syntax.CreateTable) {
	for i := range s.Constraints {
		if s.Constraints[i].Kind != syntax.PrimaryKey || b.dialect != dialect.MySQL {
			b.given[b.folded(s.Constraints[i].Name)] = true
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
		t.mergeKeys(0)
	}
}

// existing is the table that stands where a new one of the name is made, or nil.
func (b *builder) existing(name schema.Name, temp bool) *table {
	if temp {
		return b.temps[b.folded(name.Name)]
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

// mergeKeys makes one key of those over the same columns, from one on, as PostgreSQL and SQLite do within CREATE TABLE and
// ADD COLUMN; the primary key stays.
func (t *table) mergeKeys(from int) {
	if len(t.keys) < from+2 {
		return
	}
	type same struct {
		columns, include string
		traits           syntax.Traits
	}
	kept, at := slices.Clone(t.keys[:from]), map[same]int{}
	for _, k := range t.keys[from:] {
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
		old.NotNull, old.Identity = old.NotNull || forbidden(s), old.Identity || s.Identity
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
	c.NotNull = forbidden(s)
	c.Default = s.Default
	c.Generated = s.Generated
	b.compute(c, s.Uses)
	c.Identity = s.Identity
	c.Comment = s.Comment
	c.Span = s.Span
	c.NullPos = s.NullPos
}

// compute remembers of which columns a generated one is computed.
func (b *builder) compute(c *schema.Column, uses []string) {
	switch {
	case len(uses) > 0:
		b.uses[c] = slices.Clone(uses)
	case len(b.uses) > 0:
		delete(b.uses, c)
	}
}

// forbidden reports whether a definition forbids NULL.
func forbidden(s *syntax.Column) bool {
	return s.Null == syntax.NullForbidden || s.NeverNull && s.Null != syntax.NullAllowed
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
