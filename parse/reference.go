package parse

import (
	"slices"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
)

// reference is a foreign key with the table that holds it.
type reference struct {
	child *table
	fk    *foreignKey
}

// live reports whether the foreign key is still there.
func (r reference) live() bool { return !r.child.dropped && !r.fk.gone }

// refer looks for the table that a new foreign key means.
func (b *builder) refer(child *table, fk *foreignKey) {
	b.findTarget(child, fk)
	if fk.target == nil {
		b.loosen(child, fk)
	}
}

// referTo is refer where the table is known already; nil for one that is not there.
func (b *builder) referTo(child *table, fk *foreignKey, to *table) {
	if to == nil || to.dropped {
		b.refer(child, fk)
		return
	}
	fk.target = to
	to.from = append(to.from, reference{child, fk})
}

// loosen remembers a foreign key whose table is not there, under the name of that.
func (b *builder) loosen(child *table, fk *foreignKey) {
	fk.target = nil
	bare := b.folded(fk.Ref.Name)
	b.loose[bare] = append(b.loose[bare], reference{child, fk})
}

// findTarget looks for the table that a foreign key means.
func (b *builder) findTarget(child *table, fk *foreignKey) {
	if fk.target != nil && !fk.target.dropped {
		return
	}
	fk.target = nil
	if fk.Ref.Namespace == "" {
		fk.target = b.unqualified(child, fk.Ref.Name)
	}
	if fk.target == nil {
		fk.target = b.lookup(syntax.Name{Namespace: fk.Ref.Namespace, Name: fk.Ref.Name})
	}
	if fk.target == nil {
		return
	}
	fk.target.from = append(fk.target.from, reference{child, fk})
	if fk.RefColumns == nil && b.dialect != dialect.SQLite { // SQLite looks when it needs to know
		fk.RefColumns, fk.primary = b.impliedColumns(fk)
	}
}

// impliedColumns are those that a foreign key references when it names none: the primary key, but in MariaDB the columns
// of the same names. MySQL, from version 9 on, means the primary key, so these count only where they are a key, too.
func (b *builder) impliedColumns(fk *foreignKey) (columns []string, primary bool) {
	primaryKey := primaryColumns(fk.target)
	if b.dialect != dialect.MySQL || b.sameNames(fk.Columns, primaryKey) {
		return primaryKey, true
	}
	for _, k := range fk.target.keys {
		if b.sameNames(fk.Columns, k.Columns) {
			return slices.Clone(k.Columns), false
		}
	}
	return primaryKey, true
}

// sameNames reports whether two lists name the same columns in the same order.
func (b *builder) sameNames(a, c []string) bool {
	return slices.EqualFunc(a, c, b.same)
}

// unqualified finds the table that a foreign key of a table means by a name alone: in PostgreSQL in the path, elsewhere
// in the table's own namespace.
func (b *builder) unqualified(child *table, name string) *table {
	if b.dialect == dialect.Postgres {
		if t := b.inPath(syntax.Name{Name: name}); t != nil {
			return t
		}
	}
	return b.byName[b.key(child.Name.Namespace, name)]
}

// eachReference calls f for each foreign key that references the table; f may remove it, or loosen it.
func (b *builder) eachReference(t *table, f func(*table, *foreignKey)) {
	b.tighten(t)
	t.from = slices.DeleteFunc(t.from, func(r reference) bool {
		if r.live() && r.fk.target == t {
			f(r.child, r.fk)
		}
		return !r.live() || r.fk.target != t
	})
}

// tighten finds the tables of those foreign keys that were loose and name the table.
func (b *builder) tighten(t *table) {
	bare := b.folded(t.Name.Name)
	list := slices.DeleteFunc(b.loose[bare], func(r reference) bool {
		if r.live() {
			b.findTarget(r.child, r.fk)
		}
		return !r.live() || r.fk.target != nil
	})
	if len(list) > 0 {
		b.loose[bare] = list
		return
	}
	delete(b.loose, bare)
}

// removeForeignKeys takes out the foreign keys of a table for which gone holds.
func (t *table) removeForeignKeys(gone func(*foreignKey) bool) {
	t.forgetNames()
	t.fks = slices.DeleteFunc(t.fks, func(fk *foreignKey) bool {
		fk.gone = gone(fk)
		return fk.gone
	})
}

// removeForeignKey takes out one foreign key.
func (t *table) removeForeignKey(fk *foreignKey) {
	t.removeForeignKeys(func(x *foreignKey) bool { return x == fk })
}

// removeKeys takes out the keys of a table for which gone holds.
func (t *table) removeKeys(gone func(tableKey) bool) {
	t.forgetNames()
	t.keys = slices.DeleteFunc(t.keys, gone)
}
