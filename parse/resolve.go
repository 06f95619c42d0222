package parse

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// defaultNamespace is the one that unqualified names mean where nothing else is said.
func (b *builder) defaultNamespace() string {
	switch b.dialect {
	case dialect.Postgres:
		return "public"
	case dialect.SQLServer:
		return "dbo"
	case dialect.SQLite:
		return "main"
	default:
		return ""
	}
}

// folded is a key under which the spellings of a name are equal.
func (b *builder) folded(name string) string { return b.folder.Fold(name) }

func (b *builder) key(namespace, name string) key {
	ns := b.folded(namespace)
	if ns == b.defaultNamespace() {
		ns = ""
	}
	return key{ns, b.folded(name)}
}

func (b *builder) keyOf(n schema.Name) key { return b.key(n.Namespace, n.Name) }

// current is the namespace in which an unqualified name is made.
func (b *builder) current() string {
	for _, ns := range b.path {
		if ns != "$user" && ns != "" && !b.goneSchemas[b.key(ns, "").namespace] {
			return ns
		}
	}
	return ""
}

// nameHere is the name of a new object.
func (b *builder) nameHere(n syntax.Name) (name schema.Name, implicit bool) {
	if n.Namespace == "" {
		if ns := b.current(); b.key(ns, "").namespace != "" {
			return schema.Name{Namespace: ns, Name: n.Name}, b.database
		}
	}
	return schema.Name{Namespace: n.Namespace, Name: n.Name}, false
}

// lookup finds the table that a name means, or nil. A name that fits nowhere as it is written means the
// one table of that name in another namespace.
func (b *builder) lookup(n syntax.Name) *table {
	if n.Namespace == "" {
		if t := b.inPath(n); t != nil {
			return t
		}
	}
	if t := b.inNamespace(n); t != nil {
		return t
	}
	if only := b.byBare[b.folded(n.Name)]; len(only) == 1 {
		return only[0]
	}
	return nil
}

// inPath finds the table that a name without a namespace means, or nil.
func (b *builder) inPath(n syntax.Name) *table {
	if t := b.temps[b.folded(n.Name)]; t != nil {
		return t
	}
	for _, ns := range b.path {
		if t := b.byName[b.key(ns, n.Name)]; t != nil {
			return t
		}
	}
	if len(b.path) == 0 || b.dialect != dialect.Postgres {
		return b.byName[b.key("", n.Name)]
	}
	return nil
}

// inNamespace finds the table of exactly that name, or nil.
func (b *builder) inNamespace(n syntax.Name) *table {
	if t := b.byName[b.key(n.Namespace, n.Name)]; t != nil {
		return t
	}
	if t := b.temps[b.folded(n.Name)]; t != nil && t.Name.Namespace == n.Namespace {
		return t
	}
	return nil
}

// register makes a table known under its name.
func (b *builder) register(t *table) {
	if t.temp {
		b.temps[b.folded(t.Name.Name)] = t
		return
	}
	b.byName[b.keyOf(t.Name)] = t
	bare := b.folded(t.Name.Name)
	b.byBare[bare] = append(b.byBare[bare], t)
	in := b.space(t.Name)
	in.tables = append(in.tables, t)
}

func (b *builder) unregister(t *table) {
	if t.temp {
		delete(b.temps, b.folded(t.Name.Name))
		return
	}
	if b.byName[b.keyOf(t.Name)] == t {
		delete(b.byName, b.keyOf(t.Name))
	}
	bare := b.folded(t.Name.Name)
	b.byBare[bare] = slices.DeleteFunc(b.byBare[bare], func(x *table) bool { return x == t })
}

// same reports whether two names of columns or constraints are one.
func (b *builder) same(x, y string) bool {
	return x == y || b.dialect != dialect.Postgres && mayFold(x, y) && strings.EqualFold(x, y)
}

// mayFold reports whether two names may differ in case only, as their first and last bytes tell of most that do not.
func mayFold(x, y string) bool {
	return x != "" && y != "" && mayFoldByte(x[0], y[0]) && mayFoldByte(x[len(x)-1], y[len(y)-1])
}

func mayFoldByte(x, y byte) bool { return (x^y)&^0x20 == 0 || x|y >= utf8.RuneSelf }

// manyColumns is from when on columns are found by a map.
const manyColumns = 32

// column returns the column of that name, in any spelling, or nil.
func (b *builder) column(t *table, name string) *schema.Column {
	if len(t.Columns) > manyColumns {
		return b.columnOfMany(t, name)
	}
	for _, c := range t.Columns {
		if b.same(c.Name, name) {
			return c
		}
	}
	return nil
}

func (b *builder) columnOfMany(t *table, name string) *schema.Column {
	if t.byColumn == nil {
		t.byColumn, t.indexed = make(map[string]*schema.Column, 2*len(t.Columns)), 0
	}
	for _, c := range t.Columns[t.indexed:] {
		if key := b.folded(c.Name); t.byColumn[key] == nil {
			t.byColumn[key] = c
		}
	}
	t.indexed = len(t.Columns)
	return t.byColumn[b.folded(name)]
}

// forgetColumns is called where columns are renamed, removed or moved.
func (t *table) forgetColumns() { t.byColumn, t.indexed = nil, 0 }

// spelled replaces names by the declared spelling of the columns; a name that is no column stays and is told.
func (b *builder) spelled(t *table, names []string, span diag.Span) {
	for i, n := range names {
		switch c := b.column(t, n); {
		case c != nil:
			names[i] = c.Name
		case !t.open:
			b.warn(diag.UnknownColumn, span, "table %s has no column %s: add it, or mend the name", t.Name, n)
		}
	}
}

// unknownTable tells that a statement is about a table that is not there.
func (b *builder) unknownTable(n syntax.Name, what string, span diag.Span) {
	b.warn(diag.UnknownTable, span, "%s %s, which is not in the input: pass the file that creates it, before this one", what, syntaxName(n))
}

func syntaxName(n syntax.Name) schema.Name {
	return schema.Name{Namespace: n.Namespace, Name: n.Name}
}

// settleForeignKeys finds the tables that were not there when the keys were read, and fills in the columns.
func (b *builder) settleForeignKeys() {
	for _, t := range b.tables {
		if t.dropped || t.temp {
			continue
		}
		for _, fk := range t.fks {
			b.settleForeignKey(t, fk)
		}
	}
}

func (b *builder) settleForeignKey(t *table, fk *foreignKey) {
	b.findTarget(t, fk)
	if fk.target == nil {
		b.danglingKey(fk)
		return
	}
	if fk.RefColumns == nil {
		if fk.RefColumns = primaryColumns(fk.target); fk.RefColumns == nil && !fk.target.open {
			b.warn(diag.KeyMismatch, fk.Span, "a foreign key to %s names no columns, and that has no primary key: name the referenced columns", fk.target.Name)
		}
	}
	b.spelled(fk.target, fk.RefColumns, fk.Span)
	if n := len(fk.RefColumns); n > 0 && n != len(fk.Columns) {
		b.warn(diag.KeyMismatch, fk.Span, "a foreign key of %s references %s of %s: name as many on both sides",
			counted(len(fk.Columns)), counted(n), fk.target.Name)
	}
}

// danglingKey tells of a foreign key to a table that is nowhere.
func (b *builder) danglingKey(fk *foreignKey) {
	if b.gone[b.keyOf(fk.Ref)] {
		b.warn(diag.UnknownTable, fk.Span, "foreign key to %s, which is dropped: drop the key as well", fk.Ref)
		return
	}
	b.warn(diag.UnknownTable, fk.Span, "foreign key to %s, which is not in the input: pass the file that creates it as well", fk.Ref)
}

func counted(columns int) string {
	if columns == 1 {
		return "1 column"
	}
	return strconv.Itoa(columns) + " columns"
}

// primaryColumns returns a copy of the columns of the table's primary key, nil without one.
func primaryColumns(t *table) []string {
	for _, k := range t.keys {
		if k.Kind == schema.Primary {
			return append([]string(nil), k.Columns...)
		}
	}
	return nil
}

// settleDomains marks the columns whose type is a domain that forbids NULL. A domain may be made after the table.
func (b *builder) settleDomains() {
	forbids := map[key]bool{}
	for _, u := range b.userTypes() {
		if u.forbidsNull() {
			forbids[b.keyOf(u.name)] = true
		}
	}
	if len(forbids) == 0 {
		return
	}
	for _, t := range b.tables {
		for _, c := range t.Columns {
			allowed := b.dialect == dialect.SQLServer && c.NullPos.IsValid() && !c.NotNull
			u := b.typed[c]
			forbidden := u.forbidsNull() || u == nil && forbids[b.typeKey(c.Type)]
			c.DomainNotNull = forbidden && !allowed && !isArray(c.Type)
		}
	}
}

// isArray reports whether a type is an array of another one.
func isArray(text string) bool {
	return strings.HasSuffix(text, "]") || strings.HasSuffix(text, " array")
}

// typeKey is the key of the type that a column's type names.
func (b *builder) typeKey(text string) key {
	if i := strings.IndexAny(text, "([ "); i > 0 {
		text = text[:i]
	}
	ns, name, ok := strings.Cut(text, ".")
	if !ok {
		ns, name = "", text
	}
	return b.key(ns, name)
}

// settleNamespaces leaves out the database of USE where there is only one: it tells nothing.
func (b *builder) settleNamespaces() {
	found, some := "", false
	for _, t := range b.tables {
		if t.dropped || t.temp {
			continue
		}
		if !t.implicit || some && t.Name.Namespace != found {
			return
		}
		found, some = t.Name.Namespace, true
	}
	for _, t := range b.tables {
		t.Name.Namespace = ""
	}
	for _, v := range b.views {
		if v.implicit {
			v.Name.Namespace = ""
		}
	}
}
