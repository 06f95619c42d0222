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

var nearLine = regexp.MustCompile(`near line (\d+)`)

// TestSQLiteAgreesOnRandom compares random scripts with SQLite.
func TestSQLiteAgreesOnRandom(t *testing.T) {
	scripts := randomScripts{server: sqliteServer(t), dialect: dialect.SQLite, stream: 3, refused: nearLine, tidy: withoutRepeats}
	scripts.lines = func(rng *rand.Rand) []string {
		m := &maker{rng: rng}
		var lines []string
		for range 100 {
			lines = append(lines, strings.Split(m.statement()+";", "\n")...)
		}
		return lines
	}
	scripts.end = "COMMIT;\n"
	scripts.compare(t)
}

// withoutRepeats leaves out keys that say what another one says, which SQLite makes one of.
func withoutRepeats(lines []string) []string {
	lines = slices.Compact(lines)
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool {
		key, unique := strings.CutPrefix(l, "unique ")
		return unique && slices.Contains(lines, "pk "+key)
	})
}

// maker makes up statements. Names are few, so that many of them fit what was made before.
type maker struct{ rng *rand.Rand }

func (m *maker) one(choices ...string) string { return oneOf(m.rng, choices...) }

func (m *maker) name(kind string, n int) string {
	name := fmt.Sprintf("%s%d", kind, m.rng.IntN(n))
	return m.one(name, name, strings.ToUpper(name), `"`+name+`"`, "["+name+"]", "`"+name+"`")
}

func (m *maker) table() string  { return m.name("t", 8) }
func (m *maker) column() string { return m.name("c", 4) }

// columns names one column or two different ones.
func (m *maker) columns() string {
	list := m.column()
	if m.rng.IntN(3) == 0 {
		list = m.name("c", 2) + ", " + m.one("c2", `"c3"`, "[C2]")
	}
	return list
}

func (m *maker) definition(column string) string {
	parts := []string{column, m.one("", "INTEGER", "TEXT", "VARCHAR(10, 2)", "unsigned big int")}
	for range m.rng.IntN(3) {
		parts = append(parts, m.one("NOT NULL", "UNIQUE", "DEFAULT 'a, b'", "DEFAULT (1 + (2))", "CHECK (1 > 0)", "COLLATE NOCASE",
			"CONSTRAINT x UNIQUE", "REFERENCES "+m.table()+" ("+m.column()+")", "REFERENCES "+m.table()+" ON DELETE CASCADE", "PRIMARY KEY"))
	}
	return strings.Join(parts, " ")
}

func (m *maker) constraint() string {
	return m.one("", "", "CONSTRAINT k ") + m.one("PRIMARY KEY (", "UNIQUE (", "CHECK (1 IN (", "FOREIGN KEY (") + m.columns()
}

func (m *maker) create() string {
	parts := []string{}
	for i := range 4 {
		name := fmt.Sprintf(m.one("c%d", `"c%d"`, "[c%d]"), i)
		if i == 3 && m.rng.IntN(6) == 0 {
			parts = append(parts, name+" INT "+m.one("AS", "GENERATED ALWAYS AS")+" (c0 + 1)"+m.one("", " STORED", " VIRTUAL NOT NULL"))
			continue
		}
		parts = append(parts, m.definition(name))
	}
	for range m.rng.IntN(3) {
		c := m.constraint()
		switch {
		case strings.Contains(c, "FOREIGN"):
			c += ") REFERENCES " + m.table() + " (" + m.columns() + ")" + m.one("", " ON UPDATE SET NULL", " ON DELETE RESTRICT DEFERRABLE")
		case strings.Contains(c, "CHECK"):
			c += "))"
		default:
			c += ")"
		}
		parts = append(parts, c)
	}
	return "CREATE TABLE " + m.one("", "", "IF NOT EXISTS ") + m.table() + " (" + strings.Join(parts, ", ") + ")" + m.one("", "", " WITHOUT ROWID", " STRICT", " STRICT, WITHOUT ROWID")
}

// query is a SELECT that reads tables or views.
func (m *maker) query() string {
	from := " FROM " + m.one(m.table(), m.table(), m.name("v", 3)) + " t"
	return m.one("SELECT *"+from, "SELECT "+unquoted(m.column())+", 1 AS one"+from, "SELECT t.*, count(*) AS n"+from, "SELECT c0, c1 AS x"+from,
		"SELECT a.c0, b.c1, b.c0 FROM "+m.table()+" a LEFT JOIN "+m.table()+" b ON a.c0 = b.c0", "WITH w AS (SELECT c1, c2 AS y"+from+") SELECT * FROM w",
		"SELECT c0"+from+" UNION SELECT c1"+from, "SELECT c0, c0, 'x' AS c0"+from, "SELECT max(c0) FROM (SELECT c0"+from+")")
}

// rebuild makes a table anew under its name, as SQLite says that one should.
func (m *maker) rebuild() string {
	t := m.table()
	return strings.Join([]string{
		m.one("PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON", "PRAGMA legacy_alter_table = OFF"),
		"CREATE TABLE new_t (c0 INTEGER PRIMARY KEY, c1 UNIQUE, c2 NOT NULL REFERENCES " + t + ")",
		"DROP TABLE " + t, "ALTER TABLE new_t RENAME TO " + t, "DROP TABLE IF EXISTS new_t",
	}, ";\n")
}

func (m *maker) statement() string {
	switch m.rng.IntN(16) {
	case 0, 1, 2:
		return m.create()
	case 12:
		return m.one("BEGIN", "BEGIN IMMEDIATE TRANSACTION", "COMMIT", "END", "ROLLBACK", "SAVEPOINT a", "SAVEPOINT b", "RELEASE a", "ROLLBACK TO a", "ROLLBACK TRANSACTION TO SAVEPOINT B", "COMMIT", "COMMIT")
	case 13:
		return m.rebuild()
	case 14:
		return "CREATE TABLE " + m.one("", "IF NOT EXISTS ") + m.table() + " AS " + m.query()
	case 15:
		return m.one("PRAGMA foreign_keys = ON", "PRAGMA foreign_keys(0)", "PRAGMA legacy_alter_table = 1", "PRAGMA legacy_alter_table(OFF)", "DROP VIEW IF EXISTS "+m.name("v", 3), "DROP VIEW "+m.name("v", 3))
	case 3:
		return "ALTER TABLE " + m.table() + " ADD " + m.one("", "COLUMN ") + m.definition(m.name("d", 3))
	case 4:
		return "ALTER TABLE " + m.table() + " DROP COLUMN " + m.one(m.column(), m.name("d", 3))
	case 5:
		return "ALTER TABLE " + m.table() + " RENAME COLUMN " + m.column() + " TO " + m.name("d", 3)
	case 6:
		return "ALTER TABLE " + m.table() + " RENAME TO " + m.table()
	case 7:
		return "CREATE UNIQUE INDEX " + m.one("", "IF NOT EXISTS ") + m.name("i", 9) + " ON " + m.table() + " (" + unquoted(m.columns()) + ")" + m.one("", "", " WHERE 1")
	case 8:
		return m.one("DROP INDEX ", "DROP INDEX IF EXISTS ") + m.name("i", 9)
	case 9:
		return m.one("DROP TABLE ", "DROP TABLE IF EXISTS ") + m.table()
	case 10:
		return "CREATE VIEW " + m.one("", "IF NOT EXISTS ") + m.name("v", 4) + m.one("", "", " (y)") + " AS " + m.query()
	default:
		return "CREATE TABLE " + m.table() + " AS SELECT " + unquoted(m.column()) + ", 1 AS one FROM " + m.table()
	}
}

// unquoted leaves out double quotes: SQLite takes a name in them that fits no column as a string.
func unquoted(names string) string { return strings.ReplaceAll(names, `"`, "") }
