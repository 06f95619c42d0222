package parse

import (
	"strconv"
	"strings"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// maxIdentifier is the length of names in PostgreSQL, in bytes.
const maxIdentifier = 63

// autoKeyName is the name that the server gives to a key without one, so that a later statement can drop it; "" where the
// server's choice cannot be known.
func (b *builder) autoKeyName(t *table, kind schema.KeyKind, columns []string) string {
	switch b.dialect {
	case dialect.Postgres:
		if kind == schema.Primary {
			return postgresName(t.Name.Name, "", "pkey")
		}
		return b.free(t, postgresName(t.Name.Name, strings.Join(columns, "_"), "key"))
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
		return b.free(t, postgresName(t.Name.Name, strings.Join(columns, "_"), "fkey"))
	case dialect.MySQL:
		return t.Name.Name + "_ibfk_" + strconv.Itoa(len(t.fks)+1)
	default:
		return ""
	}
}

// free adds a number to a name that the table has already.
func (b *builder) free(t *table, name string) string {
	sep := ""
	if b.dialect == dialect.MySQL {
		sep = "_"
	}
	try := name
	for n := 1; b.hasConstraint(t, try); n++ {
		if sep != "" && n == 1 {
			continue
		}
		try = name + sep + strconv.Itoa(n)
	}
	return try
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
		t.names[b.dialect.Fold(k.name())] = true
	}
	for _, fk := range t.fks[t.named[1]:] {
		t.names[b.dialect.Fold(fk.name())] = true
	}
	t.named = [2]int{len(t.keys), len(t.fks)}
	return t.names[b.dialect.Fold(name)]
}

// forgetNames is called where keys are renamed or removed.
func (t *table) forgetNames() { t.names, t.named = nil, [2]int{} }

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
