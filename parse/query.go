package parse

import (
	"slices"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/query"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// read finds what the query of a view reads, but for the view itself, as a recursive one does.
func (b *builder) read(v *view, text string) {
	v.reads, v.query = nil, ""
	if b.dialect == dialect.Postgres { // for DROP COLUMN … CASCADE
		v.query = text
	}
	for _, n := range query.Read(text, b.dialect).Reads {
		r := reading{name: n}
		if r.view = b.lookupView(syntax.Name{Namespace: n.Namespace, Name: n.Name}); r.view == nil {
			r.table = b.lookup(syntax.Name{Namespace: n.Namespace, Name: n.Name})
		}
		if r.table == nil && (r.view == nil || r.view == v) && b.same(n.Name, v.Name.Name) {
			continue
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

// queryColumns gives a table that is made of a query the columns that the query brings. Where columns are declared
// too, MySQL adds those of the query to them; elsewhere they are the query's under other names.
func (b *builder) queryColumns(t *table, s *syntax.CreateTable) {
	if s.Query == "" {
		return
	}
	columns := b.queried(s)
	t.open = len(columns) == 0 || slices.ContainsFunc(columns, func(c *schema.Column) bool { return c.Name == "" })
	if len(s.Columns) > 0 && b.dialect != dialect.MySQL {
		for i, c := range t.Columns {
			if i < len(columns) && len(columns) == len(t.Columns) && c.Type == "" {
				c.Type, c.NotNull = columns[i].Type, c.NotNull || columns[i].NotNull
			}
		}
		t.open = false
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

// queried returns the columns of the query, as columns of the new table; one without a name stands for what is not known.
func (b *builder) queried(s *syntax.CreateTable) []*schema.Column {
	var list []*schema.Column
	for _, c := range query.Read(s.Query, b.dialect).Columns {
		from := b.lookup(syntax.Name{Namespace: c.From.Namespace, Name: c.From.Name})
		switch {
		case c.Star && from != nil:
			for _, col := range from.Columns {
				list = append(list, b.copyColumn(s, col.Name, col))
			}
		case c.Source != "" && from != nil:
			list = append(list, b.copyColumn(s, c.Name, b.column(from, c.Source)))
		default:
			list = append(list, b.copyColumn(s, c.Name, nil))
		}
	}
	return list
}

// copyColumn makes a column of a query; from is the column that it reads, nil for a computed one. NOT NULL comes
// along in MySQL and SQL Server, and in Oracle where it was said, not where it follows from a primary key.
// https://dev.mysql.com/doc/refman/8.4/en/create-table-select.html
// https://www.postgresql.org/docs/current/sql-createtableas.html
func (b *builder) copyColumn(s *syntax.CreateTable, name string, from *schema.Column) *schema.Column {
	c := &schema.Column{Name: name, Span: s.Span}
	if from != nil {
		if b.dialect.In(dialect.SQLite|dialect.SQLServer) && b.same(name, from.Name) {
			c.Name = from.Name
		}
		c.Type = from.Type
		c.NotNull = from.NotNull && (b.dialect.In(dialect.MySQL|dialect.SQLServer) || b.dialect == dialect.Oracle && from.NullPos.IsValid())
	}
	return c
}
