package parse

import (
	"slices"
	"strings"
	"unicode"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// dropConstraint folds DROP CONSTRAINT, DROP FOREIGN KEY and DROP INDEX of ALTER TABLE.
func (b *builder) dropConstraint(t *table, a *syntax.AlterAction, at diag.Span) {
	gone := false
	t.removeForeignKeys(func(fk *foreignKey) bool {
		hit := a.Op != syntax.DropIndex && b.same(fk.name(), a.From)
		gone = gone || hit
		return hit
	})
	t.removeKeys(func(k tableKey) bool {
		hit := b.same(k.name(), a.From) && a.Constraint.Kind != syntax.ForeignKey && // DROP FOREIGN KEY leaves the index
			(!k.Index || b.dialect != dialect.Postgres) // an index is no constraint
		gone = gone || hit
		if hit && a.Cascade {
			b.dropReferences(t, &k)
		}
		return hit
	})
	n := len(t.checks)
	t.checks = slices.DeleteFunc(t.checks, func(name string) bool { return b.same(name, a.From) })
	if gone = gone || len(t.checks) < n; !gone && t.unnamed > 0 { // one that the server has named
		t.unnamed--
		return
	}
	if !gone && !a.IfExists && a.Op == syntax.DropConstraint && b.knowsConstraints() {
		b.diags.Add(diag.Note, diag.UnknownKey, at, "table %s has no key %s to drop: mend the name, or pass the file that adds it", t.Name, a.From)
	}
}

// dropReferences takes out the foreign keys to a key. Of several over the same columns, they reference the first, but
// the primary key where they name no columns.
func (b *builder) dropReferences(t *table, k *tableKey) {
	first := true
	for i := range t.keys {
		if other := &t.keys[i]; other.Full() && sameColumns(other.Columns, k.Columns) {
			first = other.name() == k.name()
			break
		}
	}
	b.eachReference(t, func(child *table, fk *foreignKey) {
		if sameColumns(fk.RefColumns, k.Columns) && (fk.primary && k.Kind == schema.Primary || !fk.primary && first) {
			child.removeForeignKey(fk)
		}
	})
}

// sameColumns reports whether two lists name the same columns, in any order.
func sameColumns(x, y []string) bool {
	return len(x) == len(y) && !slices.ContainsFunc(x, func(n string) bool { return !slices.Contains(y, n) })
}

// knowsConstraints reports whether the names of all constraints that matter are known.
func (b *builder) knowsConstraints() bool { return b.dialect.In(dialect.Postgres | dialect.MySQL) }

// renameConstraint folds RENAME CONSTRAINT and RENAME INDEX.
func (b *builder) renameConstraint(t *table, from, to string) {
	b.renameKey(t, from, to)
	for _, fk := range t.fks {
		if b.same(fk.name(), from) {
			fk.Name = to
			b.remember(t, to, false)
		}
	}
	for i, name := range t.checks {
		if b.same(name, from) {
			t.checks[i] = to
		}
	}
}

// renameKey gives a key or index a new name.
func (b *builder) renameKey(t *table, from, to string) {
	t.forgetNames()
	for i := range t.keys {
		if b.same(t.keys[i].name(), from) {
			t.keys[i].Name = to
			b.remember(t, to, true)
			b.rememberIndex(t, to)
		}
	}
}

// alterIndex folds ALTER INDEX a RENAME TO b.
func (b *builder) alterIndex(s *syntax.AlterTable) {
	for _, a := range s.Actions {
		if a.Op != syntax.RenameTable {
			continue
		}
		t := b.indexNamed(s.Name)
		if b.dialect != dialect.Postgres {
			t = b.ownerOf(s.Name.Name)
		}
		if t != nil {
			b.renameKey(t, s.Name.Name, a.Table.Name)
		}
		return
	}
}

// drop folds DROP TABLE, VIEW, INDEX, TYPE and SCHEMA.
func (b *builder) drop(s *syntax.Drop) {
	if s.Kind == syntax.ObjectTable {
		b.dropTables(s)
		return
	}
	for _, n := range s.Names {
		switch s.Kind {
		case syntax.ObjectView:
			v := b.lookupView(n)
			if s.IfExists {
				v = b.lookupViewExact(n)
			}
			if v != nil {
				b.dropView(v, s.Cascade)
			}
		case syntax.ObjectIndex:
			b.dropIndex(n, s)
		case syntax.ObjectType, syntax.ObjectDomain:
			b.dropType(n, s)
		case syntax.ObjectSchema:
			b.dropSchema(n.Name, s.Cascade)
		default:
		}
	}
}

// dropTables finds all tables before it takes one out: a name that comes twice means the same one.
func (b *builder) dropTables(s *syntax.Drop) {
	var found []*table
	for _, n := range s.Names {
		if t := b.lookupExact(n, s.IfExists); t != nil && (t.temp || !s.Temp) {
			found = append(found, t)
		} else if !s.IfExists && !s.Temp {
			b.diags.Add(diag.Note, diag.UnknownTable, s.Span, "there is no table %s to drop: pass the file that creates it, or write DROP TABLE IF EXISTS", syntaxName(n))
		}
	}
	for _, t := range found {
		if !t.dropped {
			b.dropTable(t, s.Cascade || b.dialect == dialect.Postgres)
		}
	}
}

// lookupExact finds a table without guessing its namespace where one is written, or where it may not be there.
func (b *builder) lookupExact(n syntax.Name, mayLack bool) *table {
	switch {
	case n.Namespace != "":
		return b.inNamespace(n)
	case mayLack:
		return b.inPath(n)
	}
	return b.lookup(n)
}

// dropTable takes a table out. With cascade the foreign keys to it and the views on it go as well; without, they stay
// and mean whatever has its name later.
func (b *builder) dropTable(t *table, cascade bool) {
	b.eachReference(t, func(child *table, fk *foreignKey) {
		if child == t {
			return
		}
		if cascade {
			child.removeForeignKey(fk)
			return
		}
		fk.Ref = t.Name
		b.loosen(child, fk)
	})
	if cascade {
		b.dropReaders(t, nil)
	}
	t.dropped = true
	if t.temp {
		b.unregister(t)
		return
	}
	b.gone[b.keyOf(t.Name)] = true
	b.unregister(t)
	b.dropShadows(t)
	for _, part := range t.below {
		if !part.dropped && (part.part == t || cascade && slices.Contains(part.parents, t)) {
			b.dropTable(part, cascade)
		}
	}
}

// dropReaders takes out the views that read a table, or that read and name one of its columns.
func (b *builder) dropReaders(t *table, column *schema.Column) {
	for _, v := range t.readers {
		reads := slices.ContainsFunc(v.reads, func(r reading) bool {
			return r.table == t && (column == nil || slices.Contains(r.whole, column) || mentions(v.query, column.Name))
		})
		if !v.dropped && reads {
			b.dropView(v, true)
		}
	}
}

// mentions reports whether a query has the name as a word of its own, in any case.
func mentions(query, name string) bool {
	words := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }
	return slices.ContainsFunc(strings.FieldsFunc(query, words), func(w string) bool { return strings.EqualFold(w, name) })
}

// dropIndex folds DROP INDEX.
func (b *builder) dropIndex(n syntax.Name, s *syntax.Drop) {
	on := s.Table
	if on.Name == "" && n.Namespace != "" && b.dialect == dialect.SQLServer {
		on, n = syntax.Name{Name: n.Namespace}, syntax.Name{Name: n.Name} // DROP INDEX table.index
	}
	if on.Name != "" {
		if t := b.lookup(on); t != nil {
			b.removeIndex(t, n.Name, s.Cascade)
		}
		return
	}
	if b.dialect == dialect.Postgres {
		if t := b.indexNamed(n); t != nil || s.IfExists {
			b.removeIndex(t, n.Name, s.Cascade)
			return
		}
	}
	for _, t := range b.indexed[b.folded(n.Name)] {
		if !t.dropped && (n.Namespace == "" || b.key(n.Namespace, "").namespace == b.keyOf(t.Name).namespace) {
			b.removeIndex(t, n.Name, s.Cascade)
		}
	}
}

// removeIndex takes a unique index of a table out; of no table, none.
func (b *builder) removeIndex(t *table, name string, cascade bool) {
	if t == nil {
		return
	}
	t.removeKeys(func(k tableKey) bool {
		hit := b.same(k.name(), name) && k.Kind != schema.Primary
		if hit && cascade {
			b.dropReferences(t, &k)
		}
		return hit
	})
}

// ownerOf returns the table that got an index, key or foreign key of the name last, nil when it has that no more.
func (b *builder) ownerOf(name string) *table {
	if t := b.owners[b.folded(name)]; t != nil && !t.dropped && b.hasConstraint(t, name) {
		return t
	}
	return nil
}

// rememberAll notes the names of all keys of a table, which go with it to another namespace.
func (b *builder) rememberAll(t *table) {
	for i := range t.keys {
		b.remember(t, t.keys[i].name(), true)
	}
	for _, fk := range t.fks {
		b.remember(t, fk.name(), false)
	}
}

// rememberIndex notes that a table has, or had, a unique index of the name.
func (b *builder) rememberIndex(t *table, name string) {
	if key := b.folded(name); name != "" && !slices.Contains(b.indexed[key], t) {
		b.indexed[key] = append(b.indexed[key], t)
	}
}

// rename folds RENAME TABLE and sp_rename.
func (b *builder) rename(s *syntax.Rename) {
	if s.Kind == syntax.ObjectSchema {
		b.renameSchema(s)
		return
	}
	t := b.lookup(s.From)
	switch {
	case s.Kind == syntax.ObjectTable && t == nil && b.renameLoose(s):
	case t == nil:
		if v := b.lookupView(s.From); v != nil && s.Kind == syntax.ObjectTable {
			b.renameView(v, s.To)
			return
		}
		if !s.IfExists {
			b.unknownTable(s.From, "cannot rename", s.Span)
		}
	case s.Kind == syntax.ObjectColumn:
		b.renameColumn(t, s.Column, s.To.Name, s.IfExists, s.Span)
	case s.Kind == syntax.ObjectIndex:
		b.renameConstraint(t, s.Column, s.To.Name)
	default:
		b.renameTable(t, s.To)
	}
}

// renameLoose renames a constraint that sp_rename names like a table.
func (b *builder) renameLoose(s *syntax.Rename) bool {
	if b.dialect != dialect.SQLServer {
		return false
	}
	t := b.ownerOf(s.From.Name)
	if t != nil {
		b.renameConstraint(t, s.From.Name, s.To.Name)
	}
	return t != nil
}

// loosenViews makes the views that read a table read what has its name later.
func (t *table) loosenViews() {
	for _, v := range t.readers {
		for i := range v.reads {
			if v.reads[i].table == t {
				v.reads[i] = reading{name: t.Name}
			}
		}
	}
	t.readers = nil
}

// renameTable gives a table a new name; foreign keys to it follow.
func (b *builder) renameTable(t *table, to syntax.Name) {
	b.eachReference(t, func(child *table, fk *foreignKey) { // ties loose references to it while it has its name
		if b.legacy && !b.enforced {
			fk.Ref = t.Name
			b.loosen(child, fk)
		}
	})
	if b.legacy {
		t.loosenViews()
	}
	b.unregister(t)
	t.FormerNames = append(t.FormerNames, t.Name)
	old := t.Name.Name
	t.Name.Name = to.Name
	if to.Namespace != "" {
		t.Name.Namespace, t.implicit = to.Namespace, false
	}
	if b.dialect == dialect.MySQL {
		t.nameForeignKeys(old)
	}
	b.register(t)
	if b.dialect == dialect.Postgres && to.Namespace != "" {
		b.rememberAll(t)
	}
}
