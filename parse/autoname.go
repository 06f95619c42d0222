package parse

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// maxIdentifier is the length of names in PostgreSQL, in bytes.
const maxIdentifier = 63

// autoKeyName is the name that the server gives to a key without one, so that a later statement can drop it; "" where the
// server's choice cannot be known.
func (b *builder) autoKeyName(t *table, kind schema.KeyKind, index bool, columns []string) string {
	switch b.dialect {
	case dialect.Postgres:
		switch {
		case kind == schema.Primary:
			return b.freeInSchema(t, "", "pkey")
		case index:
			return b.freeInSchema(t, strings.Join(columns, "_"), "idx")
		}
		return b.freeInSchema(t, strings.Join(columns, "_"), "key")
	case dialect.MySQL:
		if kind == schema.Primary {
			return "PRIMARY"
		}
		if len(columns) > 0 {
			return b.free(t, columns[0])
		}
	default:
	}
	return ""
}

// autoForeignKeyName is the same for a foreign key.
func (b *builder) autoForeignKeyName(t *table, columns []string) string {
	switch b.dialect {
	case dialect.Postgres:
		return b.freeInSchema(t, strings.Join(columns, "_"), "fkey")
	case dialect.MySQL:
		return t.Name.Name + ibfk + strconv.Itoa(t.lastForeignKey()+1)
	default:
		return ""
	}
}

// ibfk is what InnoDB puts between a table's name and a number, to name a foreign key.
const ibfk = "_ibfk_"

// lastForeignKey is the highest number in the names of that form.
func (t *table) lastForeignKey() int {
	for _, fk := range t.fks[t.numbered:] {
		if number, ok := strings.CutPrefix(fk.name(), t.Name.Name+ibfk); ok {
			if n, err := strconv.Atoi(number); err == nil {
				t.last = max(t.last, n)
			}
		}
	}
	t.numbered = len(t.fks)
	return t.last
}

// nameForeignKeys follows the renaming of a table in the names of that form, as InnoDB does.
func (t *table) nameForeignKeys(old string) {
	for _, fk := range t.fks {
		if number, ok := strings.CutPrefix(fk.Name, old+ibfk); ok {
			fk.Name = t.Name.Name + ibfk + number
		}
		if number, ok := strings.CutPrefix(fk.auto, old+ibfk); ok {
			fk.auto = t.Name.Name + ibfk + number
		}
	}
	t.forgetNames()
}

// free adds a number to a name that the table has already, as MySQL does.
func (b *builder) free(t *table, name string) string {
	try := name
	t.firstFree(name, 1, func(n int) bool {
		if n > 1 {
			try = name + "_" + strconv.Itoa(n)
		}
		return !b.hasConstraint(t, try) && !b.given[b.folded(try)]
	})
	return try
}

// freeInSchema makes a name as PostgreSQL does, which adds a number to the label of one that its schema has already:
// foreign keys heed constraints and indexes, these heed tables and views as well.
func (b *builder) freeInSchema(t *table, columns, label string) (name string) {
	ns := b.spaceOf(t)
	t.firstFree(columns+" "+label, 0, func(n int) bool {
		numbered := label
		if n > 0 {
			numbered += strconv.Itoa(n)
		}
		name = postgresName(t.Name.Name, columns, numbered)
		k := key{ns, name}
		owner := b.named[k]
		taken := owner != nil && !owner.dropped && b.spaceOf(owner) == ns && b.hasConstraint(owner, name) ||
			label != "fkey" && (b.byName[k] != nil || b.viewOf[k] != nil)
		return !taken && !b.hasConstraint(t, name)
	})
	return name
}

// firstFree tries numbers until one is free. After a few it goes on where it ended before: a name with a high number may
// then be passed over that was taken and is free again, but a script cannot make the search long.
func (t *table) firstFree(base string, n int, free func(n int) bool) {
	for last := n + 50; !free(n); {
		if n++; n == last {
			n = max(n, t.tried[base])
		}
	}
	if n > 50 {
		if t.tried == nil {
			t.tried = map[string]int{}
		}
		t.tried[base] = n
	}
}

// remember notes that a table has a key or foreign key of the name.
func (b *builder) remember(t *table, name string, isKey bool) {
	switch {
	case name == "":
	case b.dialect == dialect.Postgres:
		k := key{b.spaceOf(t), name}
		b.named[k] = t
		if isKey {
			b.indexes[k] = t
		}
	case b.dialect.In(dialect.SQLServer | dialect.Oracle):
		b.owners[b.folded(name)] = t
	}
}

// spaceOf is the namespace that the names of a table's keys are in.
func (b *builder) spaceOf(t *table) string {
	if t.temp {
		return temporary
	}
	return b.keyOf(t.Name).namespace
}

// temporary is the namespace of temporary tables, which stands before all others in the path.
const temporary = "pg_temp"

// indexNamed finds the table that has a key of exactly that name, in its namespace or in the path; nil for none.
func (b *builder) indexNamed(n syntax.Name) *table {
	if n.Namespace != "" {
		return b.indexIn(b.key(n.Namespace, "").namespace, n.Name)
	}
	if t := b.indexIn(temporary, n.Name); t != nil {
		return t
	}
	for _, ns := range b.path {
		if t := b.indexIn(b.key(ns, "").namespace, n.Name); t != nil {
			return t
		}
	}
	if len(b.path) == 0 {
		return b.indexIn("", n.Name)
	}
	return nil
}

// indexIn finds the table in a namespace that has a key of the name; nil for none.
func (b *builder) indexIn(ns, name string) *table {
	t := b.indexes[key{ns, name}]
	if t == nil || t.dropped || b.spaceOf(t) != ns || !slices.ContainsFunc(t.keys, func(k tableKey) bool { return k.name() == name }) {
		return nil
	}
	return t
}

// manyKeys is from when on the names of a table's keys are found by a map.
const manyKeys = 16

// hasConstraint reports whether the table has a key or foreign key of that name, given by the text or by the server.
func (b *builder) hasConstraint(t *table, name string) bool {
	if len(t.keys)+len(t.fks) > manyKeys {
		return b.hasOfMany(t, name)
	}
	for _, k := range t.keys {
		if b.same(k.name(), name) {
			return true
		}
	}
	for _, fk := range t.fks {
		if b.same(fk.name(), name) {
			return true
		}
	}
	return false
}

func (b *builder) hasOfMany(t *table, name string) bool {
	if t.names == nil {
		t.names = map[string]bool{}
	}
	for _, k := range t.keys[t.named[0]:] {
		t.names[b.folded(k.name())] = true
	}
	for _, fk := range t.fks[t.named[1]:] {
		t.names[b.folded(fk.name())] = true
	}
	t.named = [2]int{len(t.keys), len(t.fks)}
	return t.names[b.folded(name)]
}

// forgetNames is called where keys are renamed or removed.
func (t *table) forgetNames() {
	t.names, t.named, t.numbered, t.last, t.tried = nil, [2]int{}, 0, 0, nil
}

func (k *tableKey) name() string {
	if k.Name != "" {
		return k.Name
	}
	return k.auto
}

func (fk *foreignKey) name() string {
	if fk.Name != "" {
		return fk.Name
	}
	return fk.auto
}

// postgresName joins a table, its columns and a label as PostgreSQL does: where that is too long, the longer of the first
// two is cut. See makeObjectName in its src/backend/commands/indexcmds.c.
func postgresName(table, columns, label string) string {
	room := maxIdentifier - len(label) - 1
	if columns != "" {
		room--
	}
	for len(table)+len(columns) > room {
		if len(table) > len(columns) {
			table = cutByte(table)
		} else {
			columns = cutByte(columns)
		}
	}
	if columns == "" {
		return table + "_" + label
	}
	return table + "_" + columns + "_" + label
}

// cutByte drops the last character.
func cutByte(s string) string {
	r := []rune(s)
	return string(r[:len(r)-1])
}
