package parse_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
)

// places writes where everything stands, as evidence and links to sources show it.
func places(res *parse.Result) []string {
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	for _, t := range res.Schema.Tables {
		add("table %s %s to %d:%d", t.Name, t.Span.Pos, t.Span.EndLine, t.Span.EndColumn)
		for _, c := range t.Columns {
			null := ""
			if c.NullPos.IsValid() {
				null = ", null " + c.NullPos.String()
			}
			add("column %s %s%s", c.Name, c.Span.Pos, null)
		}
		for _, k := range t.Keys {
			add("key %s %s", strings.Join(k.Columns, ","), k.Span.Pos)
		}
		for _, fk := range t.ForeignKeys {
			add("foreign key %s %s", strings.Join(fk.Columns, ","), fk.Span.Pos)
		}
	}
	for _, v := range res.Schema.Views {
		add("view %s %s", v.Name, v.Span.Pos)
	}
	for _, e := range res.Schema.Enums {
		add("enum %s %s", e.Name, e.Span.Pos)
	}
	return list
}

func TestPositions(t *testing.T) {
	tests := []struct {
		name  string
		d     dialect.Dialect
		files []string
		want  []string
	}{
		{
			"a table", dialect.ANSI,
			[]string{"-- ä\n  CREATE TABLE ü (\n    id int NOT NULL PRIMARY KEY, ñ int UNIQUE,\n    UNIQUE (id, ñ)\n  );"},
			[]string{
				"table ü 1.sql:2:3 to 5:4", "column id 1.sql:3:5, null 1.sql:3:12", "column ñ 1.sql:3:34",
				"key id 1.sql:3:21", "key ñ 1.sql:3:40", "key id,ñ 1.sql:4:5",
			},
		},
		{
			"keys from other statements and files", dialect.Postgres,
			[]string{
				"CREATE TABLE a (id int, b_id int);",
				"\nALTER TABLE a ALTER id SET NOT NULL,\n  ADD CONSTRAINT pk PRIMARY KEY (id);\nCREATE UNIQUE INDEX i ON a (b_id);",
				"ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES a; ALTER TABLE a ADD c int NOT NULL;",
			},
			[]string{
				"table a 1.sql:1:1 to 1:34", "column id 1.sql:1:17, null 2.sql:2:21", "column b_id 1.sql:1:25",
				"column c 3.sql:1:70, null 3.sql:1:76", "key id 2.sql:3:7", "key b_id 2.sql:4:1", "foreign key b_id 3.sql:1:19",
			},
		},
		{
			"a constraint with its name", dialect.MySQL,
			[]string{"CREATE TABLE a (id INT,\n\tCONSTRAINT fk\n\t\tFOREIGN KEY (id) REFERENCES a (id),\n\tother INT REFERENCES a (id));"},
			[]string{
				"table a 1.sql:1:1 to 4:30", "column id 1.sql:1:17", "column other 1.sql:4:2",
				"foreign key other 1.sql:4:12", "foreign key id 1.sql:2:2",
			},
		},
		{
			"a column that is defined anew", dialect.MySQL,
			[]string{"CREATE TABLE a (id INT NOT NULL);\nALTER TABLE a\n  MODIFY id BIGINT NOT NULL;"},
			[]string{"table a 1.sql:1:1 to 1:33", "column id 1.sql:3:10, null 1.sql:3:20"},
		},
		{
			"statements without semicolons", dialect.SQLServer,
			[]string{"CREATE TABLE a (id int NULL)\n CREATE TABLE b (id int)\nGO\nIF 1 = 1\nCREATE TABLE c (id int)"},
			[]string{
				"table a 1.sql:1:1 to 1:29", "column id 1.sql:1:17, null 1.sql:1:24", "table b 1.sql:2:2 to 2:25", "column id 1.sql:2:18",
				"table c 1.sql:5:1 to 5:24", "column id 1.sql:5:17",
			},
		},
		{
			"views and enumerations", dialect.Postgres,
			[]string{"\r\nCREATE TYPE e AS ENUM ('x');\r\n/* x\r\n*/ CREATE VIEW v AS\r\nSELECT 1;"},
			[]string{"view v 1.sql:4:4", "enum e 1.sql:2:1"},
		},
		{
			"behind a dump's data", dialect.Postgres,
			[]string{"COPY x FROM stdin;\na\nb\n\\.\n\nCREATE TABLE a (id int);"},
			[]string{"table a 1.sql:6:1 to 6:24", "column id 1.sql:6:17"},
		},
		{
			"behind a half that goes down", dialect.Postgres,
			[]string{"-- +goose Down\nDROP TABLE a;\n-- +goose Up\nCREATE TABLE a (id int);"},
			[]string{"table a 1.sql:4:1 to 4:24", "column id 1.sql:4:17"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var sources []parse.Source
			for i, f := range tt.files {
				sources = append(sources, text(fmt.Sprintf("%d.sql", i+1), f))
			}
			if diff := cmp.Diff(tt.want, places(parseAll(t, tt.d, sources...))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestPositionsBehindMuch counts lines and columns right where the window has slid many times.
func TestPositionsBehindMuch(t *testing.T) {
	const n = 40_000
	sql := strings.Repeat("INSERT INTO x VALUES ('ä''ö', 1); -- ü\n", n) + strings.Repeat("SELECT 'ä'; ", 1000) + "CREATE TABLE a (id int);"
	want := []string{fmt.Sprintf("table a t.sql:%d:12001 to %d:12024", n+1, n+1), fmt.Sprintf("column id t.sql:%d:12017", n+1)}
	if diff := cmp.Diff(want, places(parseText(t, dialect.Postgres, sql))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
