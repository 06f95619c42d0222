package parse

import (
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/query"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// read finds what the query of a view reads, but for the view itself, as a recursive one does, and what its columns are.
// These are named anew where names are given.
func (b *builder) read(v *view, text string, q query.Query, names []string) {
	v.reads, v.query, v.names = nil, "", names
	if b.dialect.In(dialect.Postgres | dialect.SQLite) { // for DROP COLUMN … CASCADE, and for columnsAnew
		v.query = text
	}
	b.viewColumns(v, q.Columns, names)
	stars := map[schema.Name]bool{}
	for _, n := range q.Stars {
		stars[n] = true
	}
	for _, n := range q.Reads {
		r := reading{name: n}
		if r.view = b.lookupView(syntax.Name{Namespace: n.Namespace, Name: n.Name}); r.view == nil {
			r.table = b.lookup(syntax.Name{Namespace: n.Namespace, Name: n.Name})
		}
		if r.table == nil && (r.view == nil || r.view == v) && b.same(n.Name, v.Name.Name) {
			continue
		}
		if r.table != nil && b.dialect == dialect.Postgres && stars[n] {
			r.whole = slices.Clone(r.table.Columns)
		}
		v.reads = append(v.reads, r)
		if r.view != nil {
			r.view.readers = append(r.view.readers, v)
		}
		if r.table != nil {
			r.table.readers = append(r.table.readers, v)
		}
	}
}

// maxQueryWork bounds the columns that are handled for all queries together: views of views could double them each time.
const maxQueryWork = 1 << 21

// readQuery reads a query, and lists its columns as long as that does not go beyond all bounds.
func (b *builder) readQuery(text string) query.Query {
	if b.queryWork > maxQueryWork {
		q := query.Read(text, b.folder, nil)
		q.Columns = []query.Column{{}}
		return q
	}
	q := query.Read(text, b.folder, b.columnNames)
	b.queryWork += q.Work + len(q.Columns)
	return q
}

// readsTemporary reports whether a query reads a temporary table, so that a view of it is temporary too.
func (b *builder) readsTemporary(q query.Query) bool {
	return len(b.temps)+len(b.tempViews) > 0 && slices.ContainsFunc(q.Reads, func(n schema.Name) bool {
		name := syntax.Name{Namespace: n.Namespace, Name: n.Name}
		if v := b.lookupView(name); v != nil {
			return v.temp
		}
		t := b.lookup(name)
		return t != nil && t.temp
	})
}

// viewColumns sets the columns of a view.
func (b *builder) viewColumns(v *view, columns []query.Column, names []string) {
	v.columns, v.byColumn, v.open = nil, nil, false
	for _, c := range columns {
		v.open = v.open || c.Name == ""
		v.columns = append(v.columns, b.copyColumn(nil, v.Span, &c))
	}
	for i, n := range names {
		if i < len(v.columns) && v.columns[i].Name != "" {
			v.columns[i].Name = n
			continue
		}
		v.columns = append(v.columns[:i], &schema.Column{Name: n, Span: v.Span})
	}
	v.open = v.open && len(names) == 0
}

// columnsOf returns the columns of the table or view that a name means; open says that these are not all, or that there
// is none.
func (b *builder) columnsOf(n syntax.Name) (columns []*schema.Column, open bool) {
	if v := b.lookupView(n); v != nil {
		if v.listed < b.making && b.viewDepth < maxViewDepth {
			b.viewDepth++
			b.columnsAnew(v)
			b.viewDepth--
		}
		return v.columns, v.open
	}
	if t := b.lookup(n); t != nil {
		return t.Columns, t.open
	}
	return nil, true
}

// maxViewDepth bounds how many views of views are listed anew.
const maxViewDepth = 100

// columnsAnew lists the columns of a view when a table is made of it, as SQLite does: its tables may have other ones by now, or
// be made after it. It leaves them where a name in the query means something else than it did.
func (b *builder) columnsAnew(v *view) {
	v.listed = b.making
	for i := range v.reads {
		r, n := &v.reads[i], syntax.Name{Namespace: v.reads[i].name.Namespace, Name: v.reads[i].name.Name}
		if r.table != nil && b.lookup(n) != r.table || r.view != nil && b.lookupView(n) != r.view {
			return
		}
	}
	b.viewColumns(v, b.readQuery(v.query).Columns, v.names)
}

// columnNames lists the columns of a table or view for a query; false where not all of them are known.
func (b *builder) columnNames(n schema.Name) ([]string, bool) {
	columns, open := b.columnsOf(syntax.Name{Namespace: n.Namespace, Name: n.Name})
	if open && len(columns) == 0 {
		return nil, false
	}
	names := make([]string, 0, len(columns)+1)
	for _, c := range columns {
		names = append(names, c.Name)
	}
	if open {
		names = append(names, "")
	}
	return names, true
}

// source finds the column that a column of a query is read from; nil for a computed one.
func (b *builder) source(c query.Column) *schema.Column {
	if c.Source == "" {
		return nil
	}
	n := syntax.Name{Namespace: c.From.Namespace, Name: c.From.Name}
	if v := b.lookupView(n); v != nil {
		return b.columnOfView(v, c.Source)
	}
	if t := b.lookup(n); t != nil {
		return b.column(t, c.Source)
	}
	return nil
}

// columnOfView returns the column of that name, the first of several, or nil.
func (b *builder) columnOfView(v *view, name string) *schema.Column {
	if v.byColumn == nil {
		v.byColumn = make(map[string]*schema.Column, len(v.columns))
		for _, c := range v.columns {
			if key := b.folded(c.Name); v.byColumn[key] == nil {
				v.byColumn[key] = c
			}
		}
	}
	return v.byColumn[b.folded(name)]
}

// queryColumns gives a table that is made of a query the columns that the query brings. Where columns are declared
// too, MySQL adds those of the query to them; elsewhere they are the query's under other names.
func (b *builder) queryColumns(t *table, s *syntax.CreateTable) {
	if s.Query == "" {
		return
	}
	if b.dialect == dialect.SQLite {
		b.making = len(b.tables) + 1
		defer func() { b.making = 0 }()
	}
	columns := b.queried(t, s)
	t.open = len(columns) == 0 || slices.ContainsFunc(columns, func(c *schema.Column) bool { return c.Name == "" })
	if len(s.Columns) > 0 && b.dialect != dialect.MySQL {
		b.declaredNames(t, columns)
		return
	}
	for _, c := range columns {
		old := b.column(t, c.Name)
		switch {
		case c.Name == "":
		case old == nil:
			t.Columns = append(t.Columns, c)
		default: // MySQL: what both name stands where the query has it
			t.Columns = append(slices.DeleteFunc(t.Columns, func(x *schema.Column) bool { return x == old }), old)
			t.forgetColumns()
		}
	}
}

// declaredNames gives the columns of a query the names that stand before it, as far as they go.
func (b *builder) declaredNames(t *table, columns []*schema.Column) {
	n := min(len(t.Columns), len(columns))
	for i, c := range t.Columns[:n] {
		if c.Type == "" {
			c.Type, c.NotNull = columns[i].Type, c.NotNull || columns[i].NotNull
		}
	}
	rest := columns[n:]
	t.open = slices.ContainsFunc(rest, func(c *schema.Column) bool { return c.Name == "" })
	if !t.open {
		t.Columns = append(t.Columns, rest...)
	}
}

// queried returns the columns of the query, as columns of the new table; one without a name stands for what is not known.
func (b *builder) queried(t *table, s *syntax.CreateTable) []*schema.Column {
	var list []*schema.Column
	for _, c := range b.readQuery(s.Query).Columns {
		list = append(list, b.copyColumn(t, s.Span, &c))
	}
	return list
}

// copyColumn makes a column of a query, for a table if one is made of it. NOT NULL comes along in MySQL and SQL Server, and in Oracle where it was said, not where
// it follows from a primary key; MySQL takes over comments and defaults as well.
// https://dev.mysql.com/doc/refman/8.4/en/create-table-select.html
// https://www.postgresql.org/docs/current/sql-createtableas.html
func (b *builder) copyColumn(t *table, span diag.Span, of *query.Column) *schema.Column {
	c := &schema.Column{Name: of.Name, Span: span, NotNull: b.neverNull(of)}
	if from := b.source(*of); from != nil {
		c.Type = from.Type
		if u := b.typed[from]; u != nil {
			b.giveType(t, c, u)
		}
		if b.dialect == dialect.MySQL && len(of.Also) == 0 {
			c.Comment, c.Default = from.Comment, from.Default
		}
	}
	return c
}

// neverNull reports whether a table that is made of a query forbids NULL in a column of it.
func (b *builder) neverNull(c *query.Column) bool {
	never := c.NotNull
	if from := b.source(*c); from != nil {
		never = from.NotNull && (b.dialect.In(dialect.MySQL|dialect.SQLServer) || b.dialect == dialect.Oracle && from.NullPos.IsValid())
	}
	for i := range c.Also {
		never = never && b.neverNull(&c.Also[i])
	}
	return never && !c.Nullable
}
