package parse

import (
	"slices"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// columnKeys adds the keys that are written with a column.
func (b *builder) columnKeys(t *table, s *syntax.Column) {
	keys := len(t.keys)
	for i := range s.Constraints {
		b.addConstraint(t, &s.Constraints[i], false)
	}
	if b.dialect == dialect.Postgres && len(s.Constraints) > 1 {
		t.mergeKeys(keys)
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
	b.remember(t, k.name(), true)
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
			b.remember(t, k.Name, true)
		}
		if kind == schema.Primary {
			b.forbidNull(t, k.Columns)
		}
		return
	}
	b.warn(diag.UnknownKey, c.Span, "table %s has no unique index %s: create it before", t.Name, c.UsingIndex)
}

// addForeignKey adds a foreign key.
func (b *builder) addForeignKey(t *table, c *syntax.Constraint) {
	if b.dialect == dialect.MySQL && keepsNoForeignKeys(t.engine) {
		b.diags.Add(diag.Note, diag.KeyMismatch, c.Span, "tables of %s keep no foreign keys, so the one of %s to %s is left out: write ENGINE=InnoDB",
			t.engine, t.Name, syntaxName(c.Ref))
		return
	}
	fk := &foreignKey{ForeignKey: &schema.ForeignKey{
		Name: c.Name, Columns: c.Columns, Ref: syntaxName(c.Ref), RefColumns: c.RefColumns,
		OnDelete: schema.Action(c.OnDelete), OnUpdate: schema.Action(c.OnUpdate), Span: c.Span,
	}}
	if c.Name == "" {
		fk.auto = b.autoForeignKeyName(t, c.Columns)
	}
	t.fks = append(t.fks, fk)
	b.remember(t, fk.name(), false)
	b.refer(t, fk)
}

// keepsNoForeignKeys reports whether an engine of MySQL or MariaDB reads foreign keys and forgets them.
// https://docs.oracle.com/cd/E17952_01/refman-5.5-en/ansi-diff-foreign-keys.html
func keepsNoForeignKeys(engine string) bool {
	switch strings.ToLower(engine) {
	case "myisam", "aria", "memory", "heap", "merge", "mrg_myisam", "archive", "csv", "blackhole", "federated":
		return true
	}
	return false
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
	switch {
	case name == "" || !b.dialect.In(dialect.SQLite|dialect.Postgres|dialect.Oracle):
		return nil
	case b.dialect == dialect.Postgres:
		if other := b.indexIn(b.spaceOf(t), name); other != t {
			return other
		}
		return nil
	}
	for _, other := range b.indexed[b.folded(name)] {
		if other != t && !other.dropped && other.temp == t.temp && b.keyOf(other.Name).namespace == b.keyOf(t.Name).namespace && b.hasConstraint(other, name) {
			return other
		}
	}
	return nil
}
