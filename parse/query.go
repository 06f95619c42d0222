package parse

import (
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/query"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// readings finds what a query reads.
func (b *builder) readings(text string) []reading {
	var list []reading
	for _, n := range query.Read(text, b.dialect).Reads {
		r := reading{name: n}
		if r.view = b.lookupView(syntax.Name{Namespace: n.Namespace, Name: n.Name}); r.view == nil {
			r.table = b.lookup(syntax.Name{Namespace: n.Namespace, Name: n.Name})
		}
		list = append(list, r)
	}
	return list
}

// queryColumns gives a table that is made of a query the columns that the query brings. Where columns are declared
// too, MySQL adds those of the query to them; elsewhere they are the query's under other names.
func (b *builder) queryColumns(t *table, s *syntax.CreateTable) {
	if s.Query == "" || len(s.Columns) > 0 && b.dialect != dialect.MySQL {
		return
	}
	for _, c := range query.Read(s.Query, b.dialect).Columns {
		from := b.lookup(syntax.Name{Namespace: c.From.Namespace, Name: c.From.Name})
		switch {
		case c.Star && from != nil:
			for _, col := range from.Columns {
				b.copyColumn(t, s, col.Name, col)
			}
		case c.Source != "" && from != nil:
			b.copyColumn(t, s, c.Name, b.column(from, c.Source))
		case c.Name != "":
			b.copyColumn(t, s, c.Name, nil)
		}
	}
}

// copyColumn adds a column of a query; from is the column that it reads, nil for a computed one. NOT NULL comes
// along in MySQL, SQL Server and Oracle only.
// https://dev.mysql.com/doc/refman/8.4/en/create-table-select.html
// https://www.postgresql.org/docs/current/sql-createtableas.html
func (b *builder) copyColumn(t *table, s *syntax.CreateTable, name string, from *schema.Column) {
	if b.column(t, name) != nil {
		return
	}
	c := &schema.Column{Name: name, Span: s.Span}
	if from != nil {
		c.Type = from.Type
		c.NotNull = from.NotNull && b.dialect.In(dialect.MySQL|dialect.SQLServer|dialect.Oracle)
	}
	t.Columns = append(t.Columns, c)
}
