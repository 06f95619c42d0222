package parse_test

import (
	"fmt"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
)

// TestIncludes reads a source in the place of the command that runs it, and once.
func TestIncludes(t *testing.T) {
	for _, c := range []struct {
		name    string
		dialect dialect.Dialect
		sources []string // name, SQL
		want    string   // tables with their columns, and diagnostics
	}{
		{"psql", dialect.Postgres, []string{
			"db/main.sql", "\\set app shop\n\\i tables/a.sql\nALTER TABLE :app.a ADD COLUMN late int;\n\\ir 'tables/b.sql'\n\\i tables/a.sql\n",
			"db/tables/a.sql", "CREATE TABLE :app.a (id int);\nSET search_path = :app;\n",
			"db/tables/b.sql", "CREATE TABLE b (id int);",
			"other/tables/a.sql", "CREATE TABLE other (id int);",
		}, "shop.a(id late) shop.b(id) other(id)"},
		{"read before", dialect.Postgres, []string{
			"a.sql", "CREATE TABLE a (id int);", "main.sql", "\\i a.sql\n\\i ../elsewhere/none.sql\nCREATE TABLE b (id int);",
		}, "a(id) b(id) main.sql:2:1"},
		{"read at its command, though it comes before", dialect.Postgres, []string{
			"a.sql", "ALTER TABLE b ADD COLUMN a int;", "b.sql", "CREATE TABLE b (id int);", "main.sql", "\\i b.sql\n\\i a.sql\n",
		}, "b(id a)"},
		{"not run after all", dialect.Postgres, []string{
			"a.sql", "CREATE TABLE a (id int);", "b.sql", "\\if false\n\\i a.sql\n\\endif\nCREATE TABLE b (id int);",
		}, "b(id) a(id)"},
		{"in a circle", dialect.Postgres, []string{
			"a.sql", "\\i b.sql\nCREATE TABLE a (id int);\n", "b.sql", "CREATE TABLE b (id int);\n\\i a.sql\n\\i b.sql\n",
		}, "b(id) a(id)"},
		{"mysql", dialect.MySQL, []string{
			"main.sql", "USE shop;\nsource a.sql;\n\\. b.sql\nCREATE TABLE c (id int);\n", "b.sql", "CREATE TABLE b (id int);", "a.sql", "CREATE TABLE a (id int)",
		}, "a(id) b(id) c(id)"},
		{"sqlite", dialect.SQLite, []string{
			"main.sql", "BEGIN;\n.read sub/a.sql\nROLLBACK;\nCREATE TABLE c (id int);\n", "sub/a.sql", "CREATE TABLE a (id int);",
		}, "c(id) main.sql:3:1"},
		{"sqlcmd", dialect.SQLServer, []string{
			"main.sql", ":setvar S dbo\n:r .\\sub\\a.sql\nGO\nCREATE TABLE $(S).c (id int)\n", "sub/a.sql", "CREATE TABLE $(S).a (id int)\n",
		}, "dbo.a(id) dbo.c(id)"},
		{"sqlplus", dialect.Oracle, []string{
			"main.sql", "DEFINE own = hr\n@sub/a\n@@ sub/b.sql\nALTER TABLE &own..a ADD (late NUMBER);\n", "sub/b.sql", "CREATE TABLE &own..b (id NUMBER);\n", "sub/a.sql", "CREATE TABLE &own..a (id NUMBER);\n",
		}, "hr.a(id late) hr.b(id)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var sources []parse.Source
			for i := 0; i < len(c.sources); i += 2 {
				sources = append(sources, text(c.sources[i], c.sources[i+1]))
			}
			res := parseAll(t, c.dialect, sources...)
			var got []string
			for _, table := range res.Schema.Tables {
				var columns []string
				for _, column := range table.Columns {
					columns = append(columns, column.Name)
				}
				got = append(got, table.Name.String()+"("+strings.Join(columns, " ")+")")
			}
			for _, d := range res.Diagnostics {
				got = append(got, d.Span.String())
			}
			if have := strings.Join(got, " "); have != c.want {
				t.Errorf("%s, want %s; %v", have, c.want, res.Diagnostics)
			}
		})
	}
}

// TestManyIncludes runs sources that run each other, as deep as that is followed; the rest is read in its place.
func TestManyIncludes(t *testing.T) {
	var sources []parse.Source
	for i := range 200 {
		sources = append(sources, text(fmt.Sprintf("%d.sql", i), fmt.Sprintf("\\i %d.sql\nCREATE TABLE t%d (id int);\n", i+1, i)))
	}
	if res := parseAll(t, dialect.Postgres, sources...); len(res.Schema.Tables) != 200 || len(res.Diagnostics) != 1 {
		t.Errorf("%d tables, %v", len(res.Schema.Tables), res.Diagnostics)
	}
}
