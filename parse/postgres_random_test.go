package parse_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crowsfoot/parse/dialect"
)

var errorLine = regexp.MustCompile(`\.sql:(\d+): ERROR`)

// TestPostgresAgreesOnRandom compares random scripts with PostgreSQL.
func TestPostgresAgreesOnRandom(t *testing.T) {
	t.Parallel()
	scripts := randomScripts{server: postgresServer(t), dialect: dialect.Postgres, stream: 5, refused: errorLine}
	scripts.end = "COMMIT;\n"
	scripts.prelude = len(postgresPrelude())
	scripts.lines = func(rng *rand.Rand) []string {
		m := &postgresMaker{rng: rng}
		lines := slices.Clone(postgresPrelude())
		for range 150 {
			lines = append(lines, m.statement()+";")
		}
		return lines
	}
	scripts.compare(t)
}

// postgresPrelude is what all scripts start with, so that enough of the rest fits.
func postgresPrelude() []string {
	return []string{
		`\set ON_ERROR_ROLLBACK on`, "CREATE SCHEMA s;", "CREATE SCHEMA r;", "CREATE TYPE e0 AS ENUM ('a', 'b');", "CREATE TYPE s.e1 AS ENUM ('a');", "CREATE DOMAIN d0 AS int;",
		"CREATE TYPE p0 AS (c0 int, c1 text, c2 e0);",
		"CREATE TABLE t0 (c0 int PRIMARY KEY, c1 int, c2 text, c3 int, UNIQUE (c1, c2));",
		"CREATE TABLE t1 (c0 int UNIQUE, c1 int REFERENCES t0, c2 e0, c3 int) PARTITION BY LIST (c0);",
		"CREATE TABLE s.t2 (c0 int PRIMARY KEY, c1 int, c2 d0, c3 int UNIQUE);",
		"CREATE VIEW v0 AS SELECT * FROM t0;", "CREATE DOMAIN d1 AS text NOT NULL;",
	}
}

// postgresMaker makes up statements. Names are few, so that many of them fit what was made before.
type postgresMaker struct{ rng *rand.Rand }

func (m *postgresMaker) one(choices ...string) string { return oneOf(m.rng, choices...) }

func (m *postgresMaker) n(kind string, n int) string {
	name := fmt.Sprintf("%s%d", kind, m.rng.IntN(n))
	return m.one(name, name, name, strings.ToUpper(name), `"`+name+`"`)
}

func (m *postgresMaker) schema() string {
	return m.one("", "", "", "", "", "", "", "", "s.", "s.", "r.", "public.")
}
func (m *postgresMaker) table() string  { return m.schema() + m.n("t", 5) }
func (m *postgresMaker) column() string { return m.n("c", 4) }

// columns names one column or two different ones.
func (m *postgresMaker) columns() string {
	list := m.column()
	if m.rng.IntN(3) == 0 {
		list = m.n("c", 2) + ", " + m.one("c2", `"c3"`, "C2")
	}
	return list
}

func (m *postgresMaker) typ() string {
	return m.one("int", "int", "int", "int", "int", "int", "int", "int", "int", "int", "text", "varchar(10)", "numeric(10, 2)", "int[]", "serial", "e0", "s.e1", "d0", "p0", "d1", "e0[]", "timestamp with time zone")
}

func (m *postgresMaker) cascade() string { return m.one("", " CASCADE", " CASCADE", " RESTRICT") }

func (m *postgresMaker) actions() string {
	return m.one("", "", " ON DELETE CASCADE", " ON UPDATE SET NULL", " ON DELETE RESTRICT ON UPDATE CASCADE", " MATCH FULL", " DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE")
}

func (m *postgresMaker) definition(column string) string {
	typ := m.typ()
	if strings.Contains(column, "0") { // a partition key: without it the table is gone
		typ = m.one("int", "int", "text")
	}
	parts := []string{column, typ}
	for range m.rng.IntN(3) {
		parts = append(parts, m.one("NOT NULL", "UNIQUE", "DEFAULT NULL", "CHECK (1 > 0)", "CONSTRAINT "+m.n("k", 9)+" UNIQUE"))
	}
	switch m.rng.IntN(20) {
	case 0:
		parts = append(parts, "PRIMARY KEY")
	case 1:
		parts = append(parts, "GENERATED ALWAYS AS IDENTITY")
	case 2:
		parts = append(parts, "GENERATED ALWAYS AS ("+m.one("NULL", "NULL::int", "("+m.column()+" IS NULL)::int", "(c1 IS NULL)::int")+") STORED")
	case 3, 4, 5:
		parts = append(parts, "REFERENCES "+m.table()+m.one("", " (c0)", " ("+m.column()+")")+m.actions())
	}
	return strings.Join(parts, " ")
}

func (m *postgresMaker) constraint() string {
	name := m.one("", "", "CONSTRAINT "+m.n("k", 9)+" ")
	switch m.rng.IntN(6) {
	case 0:
		return name + "PRIMARY KEY (" + m.columns() + ")" + m.one("", "", " INCLUDE (c3)", " DEFERRABLE")
	case 1, 2:
		return name + "UNIQUE " + m.one("", "NULLS NOT DISTINCT ") + "(" + m.columns() + ")" + m.one("", "", " INCLUDE (c2)")
	case 3:
		return name + "CHECK (1 IN (1, 2))"
	default:
		return name + "FOREIGN KEY (" + m.column() + ") REFERENCES " + m.table() + m.one("", " (c0)", " ("+m.column()+")") + m.actions() + m.one("", "", " NOT VALID")
	}
}

func (m *postgresMaker) create() string {
	head := "CREATE " + m.one("", "", "", "UNLOGGED ", "TEMP ") + "TABLE " + m.one("", "", "IF NOT EXISTS ")
	head += m.table()
	switch m.rng.IntN(12) {
	case 0:
		return head + " (LIKE " + m.table() + m.likeOptions() + m.one("", ", LIKE "+m.table()+m.likeOptions(), ", "+m.definition("x1")) + ", x0 int)"
	case 1:
		return head + m.one("", "", "", " (y0, y1)") + " AS " + m.one("TABLE "+m.table(), "VALUES (1, 'x')", m.query(), m.query(), m.query(), m.query()) + m.one("", "", " WITH NO DATA")
	case 2:
		return head + " PARTITION OF " + m.table() + m.one("", " ("+m.constraint()+")", " (c1 NOT NULL)") + m.one(" DEFAULT", fmt.Sprintf(" FOR VALUES IN (%d)", m.rng.IntN(9))) +
			m.one("", "", " PARTITION BY LIST (c0)", " PARTITION BY HASH (c1)", " PARTITION BY RANGE (c1, c0)")
	case 3:
		return head + " OF p0" + m.one("", " (c0 NOT NULL, UNIQUE (c1))", " (c0 WITH OPTIONS PRIMARY KEY, c2 DEFAULT NULL)")
	case 4:
		return head + " PARTITION OF " + m.table() + m.one(" FOR VALUES WITH (MODULUS 2, REMAINDER 0)", " FOR VALUES FROM (1, MINVALUE) TO (5, 3)", " FOR VALUES FROM (5) TO (MAXVALUE)")
	}
	var parts []string
	for i := range 4 {
		parts = append(parts, m.definition(fmt.Sprintf(m.one("c%d", `"c%d"`, "C%d"), i)))
	}
	if m.rng.IntN(2) == 0 {
		parts = append(parts, m.constraint())
	}
	tail := ")" + m.one("", "", "", " INHERITS ("+m.table()+")", " INHERITS ("+m.table()+", "+m.table()+")", " PARTITION BY LIST (c0)", " PARTITION BY "+m.one("HASH (c1)", "RANGE (c1)", "RANGE (c1, c0)", "LIST ((c1 + 1))", "LIST (c2)"))
	if m.rng.IntN(6) == 0 {
		parts = parts[m.rng.IntN(4):]
	}
	return head + " (" + strings.Join(parts, ", ") + tail
}

func (m *postgresMaker) likeOptions() string {
	if m.rng.IntN(3) == 0 {
		return m.one("", " INCLUDING ALL", " INCLUDING ALL EXCLUDING INDEXES", " INCLUDING ALL EXCLUDING DEFAULTS EXCLUDING GENERATED")
	}
	return m.one("", " INCLUDING INDEXES", " INCLUDING GENERATED", " INCLUDING IDENTITY INCLUDING DEFAULTS", " INCLUDING COMMENTS", " INCLUDING CONSTRAINTS INCLUDING STORAGE")
}

// query is a SELECT that reads tables or views.
func (m *postgresMaker) query() string {
	return m.one("SELECT * FROM "+m.table(), "SELECT c0, c1 AS x FROM "+m.table(), "SELECT "+m.column()+" FROM "+m.table()+" t", "SELECT t.*, 1 AS one FROM "+m.table()+" t",
		"SELECT a.*, b.c0 AS b0 FROM "+m.table()+" a JOIN "+m.table()+" b USING (c1)",
		"WITH w AS (SELECT * FROM "+m.table()+") SELECT * FROM w", "SELECT * FROM "+m.n("v", 3), "TABLE "+m.table(), "SELECT (SELECT max(c0) FROM "+m.table()+") AS m",
		"SELECT c1 FROM "+m.table()+" UNION SELECT c0 FROM "+m.table(), "SELECT count(*), max(c1) FROM "+m.table()+" GROUP BY c0",
		"SELECT x.c0 FROM (SELECT * FROM "+m.table()+") x", "SELECT c0 FROM "+m.table()+" WHERE EXISTS (SELECT 1 FROM "+m.table()+")")
}

// constraintName is a name that was given, or that the server may have given.
func (m *postgresMaker) constraintName() string {
	t, c := fmt.Sprintf("t%d", m.rng.IntN(5)), fmt.Sprintf("c%d", m.rng.IntN(4))
	return m.one(m.n("k", 4), m.n("i", 4), t+"_pkey", t+"_"+c+"_key", t+"_"+c+"_fkey", t+"_"+c+"_key1", t+"_"+c+"_idx", t+"_c0_c2_key", t+"_check", t+"_c1_c2_idx")
}

func (m *postgresMaker) action() string {
	switch m.rng.IntN(14) {
	case 0, 1:
		return "ADD " + m.one("", "COLUMN ", "COLUMN IF NOT EXISTS ") + m.definition(m.one(m.n("d", 3), m.column()))
	case 2, 3:
		return "DROP " + m.one("", "COLUMN ", "COLUMN IF EXISTS ") + m.one(m.column(), m.n("d", 3)) + m.cascade()
	case 4, 5, 6:
		return "ADD " + m.constraint()
	case 7, 8:
		return "DROP CONSTRAINT " + m.one("", "IF EXISTS ") + m.constraintName() + m.cascade()
	case 9, 10:
		return "ALTER " + m.one("", "COLUMN ") + m.column() + m.one(" SET NOT NULL", " DROP NOT NULL", " SET DEFAULT NULL", " DROP DEFAULT", " TYPE text", " DROP IDENTITY", " DROP EXPRESSION",
			" ADD GENERATED BY DEFAULT AS IDENTITY", " SET DATA TYPE int USING 1", " TYPE e0 USING NULL", " TYPE d1 USING 'x'", " SET STATISTICS 5", " DROP IDENTITY IF EXISTS", " DROP EXPRESSION IF EXISTS", " SET GENERATED ALWAYS")
	case 11:
		return "ADD " + m.one("", "CONSTRAINT "+m.n("k", 4)+" ") + m.one("PRIMARY KEY", "UNIQUE") + " USING INDEX " + m.one(m.n("i", 4), m.constraintName())
	case 12:
		return m.one("INHERIT ", "NO INHERIT ") + m.table()
	default:
		return m.one("OF p0", "NOT OF", "OWNER TO postgres", "SET (fillfactor = 70)", "VALIDATE CONSTRAINT "+m.n("k", 4))
	}
}

func (m *postgresMaker) alter() string {
	head := "ALTER TABLE " + m.one("", "", "IF EXISTS ", "ONLY ") + m.table() + " "
	switch m.rng.IntN(12) {
	case 0:
		return head + "RENAME TO " + m.n("t", 5)
	case 1:
		return head + "RENAME " + m.one("", "COLUMN ") + m.one(m.column(), m.n("d", 3)) + " TO " + m.one(m.column(), m.n("d", 3))
	case 2:
		return head + "RENAME CONSTRAINT " + m.constraintName() + " TO " + m.n("k", 4)
	case 3:
		return head + "SET SCHEMA " + m.one("s", "r", "public")
	case 4:
		return head + "ATTACH PARTITION " + m.table() + m.one(" DEFAULT", fmt.Sprintf(" FOR VALUES IN (%d)", m.rng.IntN(9)))
	case 5:
		return head + "DETACH PARTITION " + m.table() + m.one("", " CONCURRENTLY", " FINALIZE")
	}
	list := []string{m.action()}
	for m.rng.IntN(3) == 0 {
		list = append(list, m.action())
	}
	return head + strings.Join(list, ", ")
}

func (m *postgresMaker) view() string {
	if m.rng.IntN(4) == 0 {
		return m.one("CREATE MATERIALIZED VIEW ", "CREATE MATERIALIZED VIEW IF NOT EXISTS ") + m.schema() + m.n("v", 3) + " AS " + m.query()
	}
	return "CREATE " + m.one("", "OR REPLACE ") + m.one("", "", "TEMP ") + "VIEW " + m.schema() + m.n("v", 3) + m.one("", "", " (y)") + " AS " + m.query()
}

// typeChange changes a type, or something that is made of one.
func (m *postgresMaker) typeChange() string {
	return m.one("ALTER TYPE e0 ADD VALUE IF NOT EXISTS 'c'", "ALTER TYPE p0 ADD ATTRIBUTE "+m.column()+" int CASCADE", "ALTER TYPE p0 DROP ATTRIBUTE IF EXISTS "+m.column()+" CASCADE",
		"ALTER TYPE p0 RENAME ATTRIBUTE c1 TO c3 CASCADE", "DROP TYPE e0 CASCADE", "DROP DOMAIN d0 CASCADE", "DROP TYPE p0 CASCADE", "ALTER TYPE s.e1 SET SCHEMA public", "ALTER TYPE e0 RENAME TO e1",
		"ALTER TYPE e0 ADD VALUE 'z' BEFORE 'a'", "ALTER TYPE e0 RENAME VALUE 'a' TO 'y'", "ALTER TYPE p0 ALTER ATTRIBUTE c1 TYPE varchar CASCADE", "ALTER TYPE p0 ADD ATTRIBUTE z0 int CASCADE, DROP ATTRIBUTE c2 CASCADE",
		"ALTER DOMAIN d0 SET NOT NULL", "ALTER DOMAIN d0 DROP NOT NULL", "ALTER DOMAIN d0 RENAME TO d2", "ALTER DOMAIN d1 SET SCHEMA s", "DROP DOMAIN IF EXISTS d1 CASCADE", "DROP TYPE IF EXISTS s.e1, e0 CASCADE", "ALTER TYPE p0 RENAME TO p1")
}

// control is about transactions and about the schemas of names.
func (m *postgresMaker) control() string {
	switch m.rng.IntN(4) {
	case 0:
		return m.one("BEGIN", "START TRANSACTION", "SAVEPOINT a", "SAVEPOINT b")
	case 1:
		return m.one("COMMIT", "COMMIT AND CHAIN", "ROLLBACK", "ROLLBACK TO a", "ROLLBACK TO SAVEPOINT b", "RELEASE a", "END")
	case 2:
		return m.one("SET search_path = s, public", "SET search_path TO r", "RESET search_path", "SET search_path TO public, s", "SET search_path TO DEFAULT", "BEGIN; SET LOCAL search_path = s, public")
	default:
		return m.one("DROP SCHEMA r CASCADE", "CREATE SCHEMA s", "CREATE SCHEMA r", "CREATE SCHEMA IF NOT EXISTS r", "ALTER SCHEMA s RENAME TO r", "ALTER SCHEMA r RENAME TO s",
			"CREATE SCHEMA q CREATE TABLE t3 (c0 int PRIMARY KEY) CREATE VIEW v1 AS SELECT c0 FROM t3")
	}
}

func (m *postgresMaker) statement() string {
	switch m.rng.IntN(36) {
	case 0, 1, 2, 3, 4, 5, 6, 30, 31:
		return m.create()
	case 7, 8:
		return "CREATE UNIQUE INDEX " + m.one("", m.n("i", 4), "IF NOT EXISTS "+m.n("i", 4)) + " ON " + m.one("", "", "ONLY ") + m.table() + " (" + m.columns() + ")" +
			m.one("", "", " WHERE c0 > 0", " INCLUDE (c3)", " NULLS NOT DISTINCT")
	case 9:
		return "DROP INDEX " + m.one("", "IF EXISTS ") + m.schema() + m.one(m.n("i", 4), m.constraintName()) + m.cascade()
	case 10:
		if m.rng.IntN(2) == 0 {
			return m.create()
		}
		return "DROP TABLE " + m.one("", "IF EXISTS ") + m.table() + m.one("", "", ", "+m.table()) + m.cascade()
	case 11, 12:
		return m.view()
	case 13:
		return "DROP " + m.one("", "", "MATERIALIZED ") + "VIEW " + m.one("", "IF EXISTS ") + m.schema() + m.n("v", 3) + m.cascade()
	case 14:
		return m.one("CREATE TYPE e0 AS ENUM ('a', 'b')", "CREATE TYPE s.e1 AS ENUM ('a')", "CREATE DOMAIN d0 AS int", "CREATE TYPE p0 AS (c0 int, c1 text, c2 e0)", "CREATE DOMAIN d1 AS text NOT NULL", "CREATE DOMAIN d0 AS e0", "CREATE TYPE p0 AS (c0 d0, c1 e0[])")
	case 15:
		return m.typeChange()
	case 16, 17:
		return m.control()
	case 18:
		return "COMMENT ON " + m.one("TABLE "+m.table(), "COLUMN "+m.table()+"."+m.column(), "VIEW "+m.n("v", 3), "MATERIALIZED VIEW "+m.n("v", 3), "COLUMN "+m.n("v", 3)+".c0", "TYPE e0") + " IS " + m.one("'x'", "E'y\\tz'", "NULL", "''", "$$it's$$")
	case 19:
		return "ALTER INDEX " + m.one("", "IF EXISTS ") + m.schema() + m.constraintName() + " RENAME TO " + m.one(m.n("i", 4), m.n("k", 4))
	case 20:
		return "ALTER " + m.one("", "", "MATERIALIZED ") + "VIEW " + m.schema() + m.n("v", 3) + m.one(" RENAME TO "+m.n("v", 3), " SET SCHEMA s", " RENAME COLUMN c0 TO z")
	case 21:
		return m.view()
	case 22:
		return "SELECT " + m.one("*", m.column(), "c0, c1 AS c2") + " INTO " + m.one("", "", "TEMP ") + m.table() + " FROM " + m.table()
	default:
		return m.alter()
	}
}
