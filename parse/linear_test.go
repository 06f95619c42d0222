package parse_test

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/costtest"
	"crowsfoot/parse/dialect"
)

// shape makes SQL whose size is in proportion to n, of a kind that a careless reader may read in more than linear time.
type shape struct {
	name string
	d    dialect.Dialect
	n    int
	make func(n int) string
}

// each repeats a line for 0 to n-1.
func each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "#", strconv.Itoa(i)))
	}
	return b.String()
}

func shapes() []shape {
	return []shape{
		{"tables", dialect.Postgres, 4000, func(n int) string {
			return "CREATE TABLE t (id int PRIMARY KEY);\n" + each(n, "CREATE TABLE t# (id int PRIMARY KEY, t_id int NOT NULL REFERENCES t);\n")
		}},
		{"chain of foreign keys", dialect.SQLServer, 3000, func(n int) string {
			return "CREATE TABLE t0 (id int)\n" + each(n, "CREATE TABLE dbo.T# (id int PRIMARY KEY)\nALTER TABLE t# ADD CONSTRAINT fk# FOREIGN KEY (id) REFERENCES t# (id)\nGO\n")
		}},
		{"foreign keys to what comes later", dialect.MySQL, 3000, func(n int) string {
			return each(n, "CREATE TABLE a# (id int, FOREIGN KEY (id) REFERENCES b# (id));\n") + each(n, "CREATE TABLE b# (id int);\n")
		}},
		{"foreign keys to nowhere", dialect.Oracle, 5000, func(n int) string {
			return each(n, "CREATE TABLE a# (id NUMBER REFERENCES b#);\n")
		}},
		{"columns", dialect.MySQL, 5000, func(n int) string {
			return "CREATE TABLE t (\n" + each(n, "c# INT NOT NULL COMMENT 'x',\n") + "PRIMARY KEY (c0));"
		}},
		{"columns added", dialect.SQLServer, 3000, func(n int) string {
			return "CREATE TABLE t (id int)\n" + each(n, "ALTER TABLE t ADD c# int\n")
		}},
		{"columns added at once", dialect.Postgres, 5000, func(n int) string {
			return "CREATE TABLE t (id int);\nALTER TABLE t " + strings.TrimSuffix(each(n, "ADD c# int,\n"), ",\n") + ";"
		}},
		{"columns changed", dialect.Postgres, 3000, func(n int) string {
			return "CREATE TABLE t (" + each(n, "c# int, ") + "id int);\n" + each(n, "ALTER TABLE t ALTER c# SET NOT NULL;\nCOMMENT ON COLUMN t.c# IS 'x';\n")
		}},
		{"columns of a view", dialect.Postgres, 3000, func(n int) string {
			columns := each(n, "c#, ") + "id"
			return "CREATE TABLE t (" + each(n, "c# int, ") + "id int);\nCREATE VIEW v AS SELECT " + columns + " FROM t;\nCREATE TABLE u AS SELECT " + columns + " FROM v NATURAL JOIN t;"
		}},
		{"wide views of views", dialect.MySQL, 1500, func(n int) string {
			return "CREATE TABLE t (" + each(400, "c# int, ") + "id int);\nCREATE VIEW v0 AS SELECT * FROM t;\n" +
				each(n, "CREATE OR REPLACE VIEW v0 AS SELECT * FROM t NATURAL JOIN t AS u;\n")
		}},
		{"schemas dropped and renamed", dialect.Postgres, 3000, func(n int) string {
			return each(n, "CREATE TABLE t# (id int);\n") + each(n, "DROP SCHEMA s# CASCADE;\nALTER SCHEMA u# RENAME TO v#;\n")
		}},
		{"types dropped and renamed", dialect.Postgres, 3000, func(n int) string {
			return each(n, "CREATE TYPE e# AS ENUM ('a');\nCREATE TABLE t# (id e#);\n") + each(n, "ALTER TYPE e# RENAME TO f#;\nDROP TYPE f# CASCADE;\n")
		}},
		{"indexes renamed", dialect.Postgres, 3000, func(n int) string {
			return each(n, "CREATE TABLE t# (id int UNIQUE);\n") + each(n, "ALTER INDEX t#_id_key RENAME TO i#;\nALTER INDEX none# RENAME TO i#;\n")
		}},
		{"keys renamed", dialect.SQLServer, 3000, func(n int) string {
			return each(n, "CREATE TABLE t# (id int CONSTRAINT k# UNIQUE)\nGO\n") + each(n, "EXEC sp_rename 'k#', 'j#'\nGO\n")
		}},
		{"keys without names", dialect.Postgres, 2000, func(n int) string {
			return "CREATE TABLE t (id int PRIMARY KEY);\n" + each(n, "ALTER TABLE t ADD UNIQUE (id), ADD FOREIGN KEY (id) REFERENCES t;\n")
		}},
		{"names in several schemas", dialect.Postgres, 3000, func(n int) string {
			return each(n, "CREATE TABLE a.t# (id int);\nCREATE TABLE b.t# (id int);\nDROP TABLE b.t#;\n") + each(n, "CREATE TABLE r# (id int REFERENCES t#);\n")
		}},
		{"keys", dialect.MySQL, 2000, func(n int) string {
			return "CREATE TABLE t (\n" + each(n, "c# INT UNIQUE,\n") + each(n, "UNIQUE KEY k# (c#),\n") + "id INT);"
		}},
		{"key of many columns", dialect.SQLite, 4000, func(n int) string {
			return "CREATE TABLE t (" + each(n, "c#, ") + "UNIQUE (" + each(n, "c#, ") + "c0));"
		}},
		{"tables dropped", dialect.Postgres, 3000, func(n int) string {
			return each(n, "CREATE TABLE t# (id int PRIMARY KEY, up int REFERENCES t#);\n") + each(n, "DROP TABLE t#;\n")
		}},
		{"tables renamed", dialect.SQLite, 3000, func(n int) string {
			return each(n, "CREATE TABLE n# (id INTEGER PRIMARY KEY);\nDROP TABLE IF EXISTS t#;\nALTER TABLE n# RENAME TO t#;\n")
		}},
		{"columns renamed and dropped", dialect.MySQL, 2000, func(n int) string {
			return each(n, "CREATE TABLE t# (id INT, a INT, b INT);\n") + each(n, "ALTER TABLE t# RENAME COLUMN a TO x, DROP COLUMN b;\n")
		}},
		{"partitions", dialect.Postgres, 3000, func(n int) string {
			return "CREATE TABLE t (id int, at date) PARTITION BY RANGE (at);\n" + each(n, "CREATE TABLE p# PARTITION OF t FOR VALUES FROM (#) TO (#);\n")
		}},
		{"parts attached", dialect.Postgres, 2000, func(n int) string {
			return "CREATE TABLE t (id int) PARTITION BY RANGE (id);\n" + each(n, "CREATE TABLE p# (id int NOT NULL);\nALTER TABLE t ATTACH PARTITION p# FOR VALUES IN (#);\nALTER TABLE p# ADD PRIMARY KEY (id);\nCREATE UNIQUE INDEX i# ON p# (id);\n")
		}},
		{"views", dialect.Postgres, 2000, func(n int) string {
			return "CREATE TABLE t (id int);\nCREATE VIEW v AS SELECT 1;\n" + each(n, "CREATE VIEW v# AS SELECT t.id FROM t JOIN v ON true;\n")
		}},
		{"indexes dropped", dialect.Postgres, 3000, func(n int) string {
			return each(n, "CREATE TABLE t# (id int);\nCREATE UNIQUE INDEX i# ON t# (id);\n") + each(n, "DROP INDEX i#;\n")
		}},
		{"chain of children", dialect.Postgres, 1000, func(n int) string {
			var b strings.Builder
			b.WriteString("CREATE TABLE c0 (id int);\n")
			for i := range n {
				fmt.Fprintf(&b, "CREATE TABLE c%d (x%d int) INHERITS (c%d);\n", i+1, i%10, i)
			}
			return b.String() + "ALTER TABLE c0 ALTER id SET NOT NULL, ADD y int;"
		}},
		{"types", dialect.Postgres, 2000, func(n int) string {
			return each(n, "CREATE TYPE e# AS ENUM ('x');\nCREATE DOMAIN d# AS int NOT NULL;\nCREATE TABLE t# (e e#, d d#);\n")
		}},
		{"mistakes", dialect.ANSI, 5000, func(n int) string {
			return each(n, "CREATE TABLE t# id int);\nALTER TABLE x# ADD y int;\n")
		}},
		{"schemas", dialect.Postgres, 2000, func(n int) string {
			return each(n, "CREATE TABLE s#.t (id int PRIMARY KEY);\nCREATE TABLE s#.u (id int REFERENCES s#.t);\nSET search_path = s#;\nCREATE TABLE w (id int REFERENCES t);\n")
		}},
		{"nested parentheses", dialect.Postgres, 100_000, func(n int) string {
			return "CREATE TABLE t (a int CHECK " + strings.Repeat("(", n) + strings.Repeat(")", n) + ", b int);"
		}},
		{"one line", dialect.MySQL, 50_000, func(n int) string {
			return "INSERT INTO t VALUES " + each(n, "(#,'it\\'s','x'),") + "(1);CREATE TABLE t (id INT);"
		}},
		{"one string", dialect.MySQL, 1_000_000, func(n int) string {
			return "CREATE TABLE t (id INT COMMENT '" + strings.Repeat("ä''", n/2) + "', b INT);"
		}},
		{"comments", dialect.Postgres, 20_000, func(n int) string {
			return "/*" + strings.Repeat("/*", n) + strings.Repeat("*/", n) + "*/ CREATE TABLE t (id int);" + strings.Repeat("--\n", n)
		}},
		{"openings of placeholders", dialect.ANSI, 20_000, func(n int) string {
			return "CREATE TABLE t (id int DEFAULT " + strings.Repeat("{{ ${ $a ", n) + ");"
		}},
		{"copied data", dialect.Postgres, 50_000, func(n int) string {
			return "COPY t FROM stdin;\n" + each(n, "#\tit's\t\\N\n") + "\\.\nCREATE TABLE t (id int);"
		}},
	}
}

func (s shape) source(times int) (parse.Source, int) {
	sql := s.make(s.n * times)
	return text("t.sql", sql), len(sql)
}

// allocated is how much reading the source takes from the heap, in bytes and in pieces.
func allocated(t *testing.T, d dialect.Dialect, src parse.Source) (bytes, pieces uint64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	res := parseAll(t, d, src)
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(res)
	return after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs
}

// TestLinearMemory reads each shape once and four times as large, and compares what is taken from the heap.
func TestLinearMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes; left out with -short")
	}
	const fixed = 2 << 20 // the window, and tables that grow in steps
	for _, s := range shapes() {
		t.Run(s.name, func(t *testing.T) {
			one, _ := s.source(1)
			four, size := s.source(4)
			bytes1, pieces1 := allocated(t, s.d, one)
			bytes4, pieces4 := allocated(t, s.d, four)
			if bytes4 > 5*bytes1+fixed || pieces4 > 5*pieces1+10_000 {
				t.Errorf("once: %d bytes in %d pieces; four times (%d bytes of SQL): %d in %d, want at most five times as much",
					bytes1, pieces1, size, bytes4, pieces4)
			}
		})
	}
}

// TestLinearTime does the same with the time.
func TestLinearTime(t *testing.T) {
	for _, s := range shapes() {
		t.Run(s.name, func(t *testing.T) {
			costtest.Linear(t, 1, func(times int) func() {
				src, _ := s.source(times)
				return func() { parseAll(t, s.d, src) }
			})
		})
	}
}
