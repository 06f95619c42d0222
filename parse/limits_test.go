package parse_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// TestNesting reads parentheses of great depth, closed and unclosed, wherever they may stand. The tables around them are
// read, and nothing recurses.
func TestNesting(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes; left out with -short")
	}
	places := map[string]string{
		"check":             "CREATE TABLE a (id int CHECK %s, b int);",
		"table check":       "CREATE TABLE a (id int, b int, CHECK %s);",
		"default":           "CREATE TABLE a (id int DEFAULT %s, b int);",
		"type":              "CREATE TABLE a (id int%s, b int);",
		"generated":         "CREATE TABLE a (id int GENERATED ALWAYS AS %s STORED, b int);",
		"computed":          "CREATE TABLE a (id int, b AS %s);",
		"key":               "CREATE TABLE a (id int, b int, UNIQUE %s);",
		"foreign key":       "CREATE TABLE a (id int, b int, FOREIGN KEY %s REFERENCES a %s);",
		"columns":           "CREATE TABLE a (id int, b int); CREATE TABLE x %s;",
		"table of a query":  "CREATE TABLE a (id int, b int); CREATE TABLE x AS %s;",
		"options":           "CREATE TABLE a (id int, b int) WITH %s;",
		"add":               "CREATE TABLE a (id int, b int); ALTER TABLE a ADD %s;",
		"add column":        "CREATE TABLE a (id int, b int); ALTER TABLE a ADD COLUMN %s;",
		"add of one column": "CREATE TABLE a (id int); ALTER TABLE a ADD b int DEFAULT %s;",
		"drop":              "CREATE TABLE a (id int, b int); ALTER TABLE a DROP %s;",
		"modify":            "CREATE TABLE a (id int, b int); ALTER TABLE a MODIFY %s;",
		"index":             "CREATE TABLE a (id int, b int); CREATE UNIQUE INDEX i ON a %s;",
		"view":              "CREATE TABLE a (id int, b int); CREATE VIEW v AS SELECT %s FROM a;",
		"view of a query":   "CREATE TABLE a (id int, b int); CREATE VIEW v AS %s;",
		"type of its own":   "CREATE TABLE a (id int, b int); CREATE TYPE t AS %s;",
		"enumeration":       "CREATE TABLE a (id int, b int); CREATE TYPE t AS ENUM %s;",
		"domain":            "CREATE TABLE a (id int, b int); CREATE DOMAIN d AS int CHECK %s;",
		"values":            "CREATE TABLE a (id int, b int); INSERT INTO a VALUES %s;",
		"select":            "CREATE TABLE a (id int, b int); SELECT %s INTO x;",
		"procedure":         "CREATE TABLE a (id int, b int); EXEC sp_rename %s;",
		"routine":           "CREATE TABLE a (id int, b int); CREATE FUNCTION f %s;",
		"brackets":          "CREATE TABLE a (id int DEFAULT ARRAY[%s], b int);",
	}
	for name, sql := range places {
		for _, d := range dialect.All() {
			depth := 2000
			if d == dialect.Postgres {
				depth = 100_000
			}
			opened, closed := strings.Repeat("(", depth), strings.Repeat(")", depth)
			t.Run(name+"/"+d.String(), func(t *testing.T) {
				checkNested(t, d, strings.ReplaceAll(sql, "%s", opened+closed))
				checkNested(t, d, strings.ReplaceAll(sql, "%s", strings.ReplaceAll(opened, "(", "([{<")))
				checkNested(t, d, strings.ReplaceAll(sql, "%s", opened))
			})
		}
	}
}

// checkNested reads the table a with its first column, at the least.
func checkNested(t *testing.T, d dialect.Dialect, sql string) {
	t.Helper()
	res := parseText(t, d, sql)
	a := res.Schema.Table(schema.Name{Name: "a"})
	if a == nil || len(a.Columns) == 0 || a.Columns[0].Name != "id" {
		t.Errorf("table a is lost: %.200s", facts(res))
	}
	for _, g := range res.Diagnostics {
		checkMessage(t, g)
	}
}

// TestWideTable reads 5,000 columns, with a key over the first and the last.
func TestWideTable(t *testing.T) {
	const n = 5000
	res := parseText(t, dialect.Postgres, "CREATE TABLE t (\n"+each(n, "c# int NOT NULL,\n")+"PRIMARY KEY (c0, c4999));")
	if len(res.Diagnostics) > 0 || len(res.Schema.Tables) != 1 || len(res.Schema.Tables[0].Columns) != n {
		t.Fatalf("%v", res.Diagnostics)
	}
	if last := res.Schema.Tables[0].Columns[n-1]; last.Name != "c4999" || !last.NotNull || last.Span.Line != n+1 {
		t.Errorf("the last column is %+v", last)
	}
}

// TestManyTables reads 10,000 tables, each of which references the next: half of the references are to what comes later.
func TestManyTables(t *testing.T) {
	const n = 10_000
	sql := each(n, "CREATE TABLE t# (id int PRIMARY KEY);\n") + each(n-1, "ALTER TABLE t# ADD COLUMN next int NOT NULL;\n")
	var keys strings.Builder
	for i := range n - 1 {
		fmt.Fprintf(&keys, "ALTER TABLE t%d ADD FOREIGN KEY (next) REFERENCES t%d;\n", i, i+1)
	}
	res := parseText(t, dialect.Postgres, sql+keys.String())
	if len(res.Diagnostics) > 0 || len(res.Schema.Tables) != n {
		t.Fatalf("%d tables, %v", len(res.Schema.Tables), res.Diagnostics)
	}
	if got := len(schema.Relationships(res.Schema)); got != n-1 {
		t.Errorf("%d relationships, want %d", got, n-1)
	}
}

// size is that of one long stretch: some megabytes, or what CROWSFOOT_LARGE says, as 100 for 100 MB.
func size(t *testing.T) int {
	t.Helper()
	return number(t, "CROWSFOOT_LARGE", 4) << 20
}

// long is a text that is made while it is read: head, then as much of fill as is asked for, then tail.
func long(head, fill string, n int, tail string) parse.Source {
	return parse.Source{Name: "t.sql", Open: func() (io.ReadCloser, error) {
		block := strings.Repeat(fill, 1+(64<<10)/len(fill))
		var parts []io.Reader
		parts = append(parts, strings.NewReader(head))
		for sent := 0; sent < n; sent += len(block) {
			parts = append(parts, strings.NewReader(block))
		}
		return io.NopCloser(io.MultiReader(append(parts, strings.NewReader(tail))...)), nil
	}}
}

// TestLongStretches reads statements, lines, strings, comments and names of megabytes: what stands behind them is read, and
// little memory is taken.
func TestLongStretches(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes; left out with -short")
	}
	const behind = "CREATE TABLE a (id int, b int);\n"
	tests := []struct {
		name             string
		d                dialect.Dialect
		head, fill, tail string
		complaints       int
	}{
		{"insert", dialect.MySQL, "INSERT INTO x VALUES (1)", ",(1,'it\\'s; (',NULL)", ";\n" + behind, 0},
		{"insert of lines", dialect.Postgres, "", "INSERT INTO x VALUES (1, 'x;', E'it\\'s');\n", behind, 0},
		{"string", dialect.Postgres, "SELECT '", "long ", "';\n" + behind, 0},
		{"comment", dialect.Postgres, "/* ", "long /* ", behind, 1},
		{"line comment", dialect.Postgres, "-- ", "long ", "\n" + behind, 0},
		{"dollar quotes", dialect.Postgres, "SELECT $x$ ", "long; $y$ ", "$x$;\n" + behind, 0},
		{"block of a string", dialect.Postgres, "DO $x$ ", "long; $y$ ", "$x$;\n" + behind, 1},
		{"copied data", dialect.Postgres, "COPY x FROM stdin;\n", "1\t'x\t\\\\.\n", "\\.\n" + behind, 0},
		{"white space", dialect.Postgres, "CREATE", " \n", "TABLE a (id int, b int);", 0},
		{"unknown words", dialect.SQLServer, "PRINT ", "long ", "\nGO\n" + behind, 0},
		{"routine", dialect.SQLServer, "CREATE PROCEDURE p AS\n", "SELECT 'x'\n", "\nGO\n" + behind, 0},
		{"block", dialect.Oracle, "BEGIN\n", "x := 1;\n", "END;\n/\n" + behind, 1},
		{"down half", dialect.Postgres, "-- +goose Down\n", "DROP TABLE a;\n", "-- +goose Up\n" + behind, 0},
		{"meta commands", dialect.Postgres, "", "\\echo it's\n", behind, 0},
		{"value of a default", dialect.Postgres, "CREATE TABLE a (id int DEFAULT f(", "1, ", "1), b int);", 0},
		{"comment of a column", dialect.MySQL, "CREATE TABLE a (id int COMMENT '", "long ", "', b int);", 0},
		{"check", dialect.SQLite, "CREATE TABLE a (id int CHECK (id IN (", "1, ", "1)), b int);", 0},
		{"enumeration", dialect.MySQL, "CREATE TABLE a (id enum(", "'x', ", "'y'), b int);", 0},
		{"query of a view", dialect.Postgres, "CREATE VIEW v AS SELECT ", "1, ", "1;\n" + behind, 0},
		{"name of a table", dialect.Postgres, behind + "CREATE TABLE ", "long", " (id int);", 1},
		{"name of a column", dialect.Postgres, "CREATE TABLE a (id int, b int, \"", "long", "\" int);", 1},
		{"one dash after the other", dialect.MySQL, "SELECT 1", "-", "1\n;\n" + behind, 0},
		{"one quote after the other", dialect.Postgres, "SELECT '", "''", "';\n" + behind, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := long(tt.head, tt.fill, size(t), tt.tail)
			bytes, _ := allocated(t, tt.d, src)
			res := parseAll(t, tt.d, src)
			a := res.Schema.Table(schema.Name{Name: "a"})
			if tt.name != "comment" && (a == nil || len(a.Columns) != 2) {
				t.Errorf("table a is lost: %.300s", facts(res))
			}
			if len(res.Diagnostics) != tt.complaints {
				t.Errorf("%.500v", res.Diagnostics)
			}
			const enough = 12 << 20
			if bytes > enough+uint64(size(t)/100) {
				t.Errorf("%d bytes were taken from the heap", bytes)
			}
		})
	}
}

// TestManySources holds one window for all: a thousand small files take little memory.
func TestManySources(t *testing.T) {
	const n = 1000
	sources := make([]parse.Source, n)
	for i := range sources {
		sources[i] = text(fmt.Sprintf("%d.sql", i), fmt.Sprintf("CREATE TABLE t%d (id int);\n", i))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	res := parseAll(t, dialect.Unknown, sources...)
	runtime.ReadMemStats(&after)
	if len(res.Schema.Tables) != n {
		t.Errorf("%d tables", len(res.Schema.Tables))
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 16<<20 {
		t.Errorf("%d bytes were taken from the heap", taken)
	}
}

// TestRealFile reads a file from the disk, as the command does.
func TestRealFile(t *testing.T) {
	name := t.TempDir() + "/schema.sql"
	if err := os.WriteFile(name, bytes.Repeat([]byte("CREATE TABLE IF NOT EXISTS a (id int, b int);\n"), 10_000), 0o600); err != nil {
		t.Fatal(err)
	}
	src := parse.Source{Name: "schema.sql", Open: func() (io.ReadCloser, error) { return os.Open(name) }}
	if res := parseAll(t, dialect.Unknown, src); res.Statements.Understood != 10_000 || len(res.Schema.Tables) != 1 {
		t.Errorf("%+v", res.Statements)
	}
}

// TestCopiedColumns reads tables that each take over what those before them have: the columns end, and that is told.
func TestCopiedColumns(t *testing.T) {
	var sql strings.Builder
	sql.WriteString("CREATE TABLE t0 (id int);\n")
	for i := range 1000 {
		fmt.Fprintf(&sql, "CREATE TABLE t%d (LIKE t%d, c%d int);\n", i+1, i, i)
	}
	res := readWith(t, sql.String(), parse.Options{Dialect: dialect.Postgres}, whole)
	columns := 0
	for _, t := range res.Schema.Tables {
		columns += len(t.Columns)
	}
	if columns < 200_000 || columns > 300_000 {
		t.Errorf("%d columns, expected some 260,000", columns)
	}
	if len(res.Diagnostics) == 0 || res.Diagnostics[0].Code != diag.Skipped {
		t.Errorf("diagnostics: %v, expected some that columns were left out", res.Diagnostics)
	}
}

// TestTooLongToBeRead tells of blocks and strings that may hold DDL and of which nothing is kept.
func TestTooLongToBeRead(t *testing.T) {
	long := strings.Repeat("x", 2<<20)
	for _, c := range []struct {
		name    string
		dialect dialect.Dialect
		sql     string
		tables  int
		want    string
	}{
		{"block", dialect.Oracle, "BEGIN\nEXECUTE IMMEDIATE 'CREATE TABLE no (id int) -- " + long + "';\nEND;\n/\nCREATE TABLE t (id NUMBER);", 1, "this block has more than a megabyte"},
		{"string not closed in a block", dialect.Oracle, "BEGIN\nEXECUTE IMMEDIATE '" + long + ";\nEND;\n/\nCREATE TABLE t (id NUMBER);", 1, "this block has more than a megabyte"},
		{"routine", dialect.Oracle, "CREATE PROCEDURE p AS BEGIN\n-- " + long + "\nEND;\nCREATE TABLE t (id NUMBER);", 0, "this routine goes on for more than a megabyte"},
		{"string of EXEC", dialect.SQLServer, "EXEC ('CREATE TABLE no (id int) -- " + long + "')\nCREATE TABLE t (id int)", 1, "this string has more than a megabyte"},
		{"string not closed in EXEC", dialect.SQLServer, "EXEC ('" + long + ")\nCREATE TABLE t (id int)", 0, "this string is never closed"},
		{"string of a variable", dialect.MySQL, "SET @s = 'CREATE TABLE no (id int) -- " + long + "';\nCREATE TABLE t (id int);", 1, "this string has more than a megabyte"},
		{"DO block", dialect.Postgres, "DO $$ BEGIN /* " + long + " */ END $$;\nCREATE TABLE t (id int);", 1, "this DO block has more than a megabyte"},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := parseText(t, c.dialect, c.sql)
			if n := len(res.Schema.Tables); n != c.tables {
				t.Errorf("%d tables, want %d", n, c.tables)
			}
			if len(res.Diagnostics) != 1 || !strings.Contains(res.Diagnostics[0].Message, c.want) {
				t.Errorf("%v, want %q", res.Diagnostics, c.want)
			}
		})
	}
}
