package parse_test

import (
	"io"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"

	"github.com/google/go-cmp/cmp"
)

func read(t *testing.T, d dialect.Dialect, sql string) *schema.Schema {
	t.Helper()
	src := parse.Source{Name: "t.sql", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(sql)), nil }}
	res, err := parse.Sources(t.Context(), []parse.Source{src}, parse.Options{Dialect: d})
	if err != nil {
		t.Fatal(err)
	}
	return res.Schema
}

// columns writes the columns of a table as "name type!", the exclamation mark for NOT NULL.
func columns(s *schema.Schema, table string) []string {
	t := s.Table(schema.Name{Name: table})
	if t == nil {
		return nil
	}
	var list []string
	for _, c := range t.Columns {
		text := strings.TrimSpace(c.Name + " " + c.Type)
		if c.NotNull {
			text += "!"
		}
		list = append(list, text)
	}
	return list
}

func TestCreateTableAs(t *testing.T) {
	const source = "CREATE TABLE a (id int NOT NULL, name varchar(9)); CREATE TABLE b (id int, at date);\n"
	tests := []struct {
		name string
		d    dialect.Dialect
		sql  string
		want []string
	}{
		{"columns and expressions", dialect.Postgres, "CREATE TABLE x AS SELECT id, name AS n, count(*) FROM a GROUP BY 1, 2", []string{"id int", "n varchar(9)", "count"}},
		{"star", dialect.Postgres, "CREATE TABLE x AS SELECT a.*, b.at FROM a JOIN b USING (id)", []string{"id int", "name varchar(9)", "at date"}},
		{"not null comes along in MySQL", dialect.MySQL, "CREATE TABLE x AS SELECT * FROM a", []string{"id int!", "name varchar(9)"}},
		{"declared columns come first in MySQL, but for those of the query", dialect.MySQL, "CREATE TABLE x (k int NOT NULL, name text) SELECT * FROM a", []string{"k int!", "id int!", "name text"}},
		{"table", dialect.Postgres, "CREATE TABLE x AS TABLE a", []string{"id int", "name varchar(9)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, columns(read(t, tt.d, source+tt.sql), "x")); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestViewReads(t *testing.T) {
	s := read(t, dialect.Postgres, `
		CREATE TABLE public.a (id int); CREATE TABLE s.b (id int);
		CREATE VIEW v AS WITH w AS (SELECT * FROM a) SELECT * FROM w JOIN s.b USING (id);
		CREATE MATERIALIZED VIEW m AS SELECT * FROM v, nowhere;`)
	want := map[string][]string{"v": {"public.a", "s.b"}, "m": {"v", "nowhere"}}
	got := map[string][]string{}
	for _, v := range s.Views {
		for _, n := range v.Reads {
			got[v.Name.Name] = append(got[v.Name.Name], n.String())
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
