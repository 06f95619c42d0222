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

var atLine = regexp.MustCompile(`(?m)^ERROR \d+ \(\w+\) at line (\d+)`)

// TestMariaDBAgreesOnRandom compares random scripts with MariaDB.
func TestMariaDBAgreesOnRandom(t *testing.T) {
	t.Parallel()
	scripts := randomScripts{server: mariadbServer(t), dialect: dialect.MySQL, stream: 7, refused: atLine, partly: true, tidy: withoutRepeats}
	scripts.lines = func(rng *rand.Rand) []string {
		m := &mariaMaker{maker{rng: rng}}
		lines := m.start()
		for range 60 {
			lines = append(lines, m.statement()+";")
		}
		return lines
	}
	scripts.compare(t)
}

// mariaMaker makes up statements of MariaDB.
type mariaMaker struct{ maker }

// start makes tables that most statements fit.
func (m *mariaMaker) start() []string {
	var lines []string
	for i := range 4 {
		lines = append(lines, fmt.Sprintf("CREATE TABLE t%d (c0 INT%s, c1 INT NOT NULL, c2 INT UNIQUE, c3 INT, KEY p0 (c3), UNIQUE u0 (%s));",
			i, m.one("", " PRIMARY KEY", " AUTO_INCREMENT PRIMARY KEY"), m.columns()))
	}
	return lines
}

func (m *mariaMaker) table() string { return m.quote(fmt.Sprintf("t%d", m.rng.IntN(5))) }

func (m *mariaMaker) column() string {
	name := fmt.Sprintf("c%d", m.rng.IntN(5))
	return m.quote(m.one(name, name, name, strings.ToUpper(name)))
}

func (m *mariaMaker) quote(name string) string { return m.one(name, name, "`"+name+"`") }

func (m *mariaMaker) key() string {
	return m.one("u0", "u1", "`u2`", "c0", "c1", "c2", "c0_2", "c1_2", "f0", "f1")
}

func (m *mariaMaker) foreignKey() string {
	return m.one("f0", "f1", "f2", fmt.Sprintf("t%d_ibfk_%d", m.rng.IntN(5), 1+m.rng.IntN(2)))
}

// columns names one column or two different ones.
func (m *mariaMaker) columns() string {
	if m.rng.IntN(3) > 0 {
		return m.column()
	}
	return m.quote(m.one("c0", "c1")) + m.one(", ", ",") + m.quote(m.one("c2", "C3", "c4"))
}

func (m *mariaMaker) parts() string { return "(" + m.columns() + m.one("", "", " DESC") + ")" }

func (m *mariaMaker) definition(column string) string {
	parts := []string{column, m.one("INT", "INT", "INT", "int(11)", "INTEGER /* a, b */", "INT", "INT UNSIGNED", "INT ZEROFILL", m.one("BIGINT", "VARCHAR(20)", "SERIAL", "TIMESTAMP"))}
	for range m.rng.IntN(3) {
		parts = append(parts, m.one("NOT NULL", "NOT NULL", "NULL", "DEFAULT 1", "DEFAULT (1 + (2))", "COMMENT 'a, b) it''s'", "CHECK (1 > (0))",
			"REFERENCES "+m.table()+" ("+m.column()+")", "CHECK (1 IN (1))"))
	}
	if m.rng.IntN(4) == 0 { // MySQL makes two keys of UNIQUE and PRIMARY KEY, MariaDB one
		at := 2 + m.rng.IntN(len(parts)-1)
		parts = slices.Insert(parts, at, m.one("UNIQUE", "UNIQUE KEY", "UNIQUE UNIQUE KEY", m.one("PRIMARY KEY", "KEY", "AUTO_INCREMENT", "AUTO_INCREMENT KEY")))
	}
	return strings.Join(parts, " ")
}

// generated is a column that is computed, of columns that may be there.
func (m *mariaMaker) generated(column string) string {
	return column + " INT " + m.one("AS", "GENERATED ALWAYS AS") + " (" + m.column() + " + (1))" + m.one("", " VIRTUAL", " STORED", " PERSISTENT") + m.one("", "", " UNIQUE", " COMMENT 'x'")
}

func (m *mariaMaker) element() string {
	name := m.one("", "", m.key())
	constraint := m.one("", "", "CONSTRAINT ", "CONSTRAINT "+m.key()+" ")
	switch m.rng.IntN(8) {
	case 0:
		return constraint + "PRIMARY KEY " + m.one("", "USING BTREE ") + m.parts()
	case 1, 2:
		return constraint + "UNIQUE " + m.one("", "KEY ", "INDEX ") + name + " " + m.parts() + m.one("", "", " COMMENT 'x, y'")
	case 3:
		return m.one("KEY ", "INDEX ") + m.one("p0 ", "p1 ") + m.parts()
	case 4:
		return constraint + "CHECK (1 IN (1, (2)))"
	default:
		return m.one("", "CONSTRAINT "+m.foreignKey()+" ") + "FOREIGN KEY " + m.one("", "", m.foreignKey()) + " (" + m.columns() + ") REFERENCES " + m.table() + " (" + m.columns() + ")" +
			m.one("", "", " ON DELETE CASCADE", " ON UPDATE SET NULL ON DELETE RESTRICT", " ON DELETE NO ACTION")
	}
}

func (m *mariaMaker) create() string {
	var parts []string
	for i := range 2 + m.rng.IntN(4) {
		name := m.quote(fmt.Sprintf("c%d", i))
		parts = append(parts, m.definition(name))
		if i == 4 {
			parts[i] = m.generated(name)
		}
	}
	for range m.rng.IntN(3) {
		parts = append(parts, m.element())
	}
	m.rng.Shuffle(m.rng.IntN(2)*len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	return m.one("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ", "CREATE OR REPLACE TABLE ") + m.table() + " (" + strings.Join(parts, ", ") + ")" +
		m.one("", "", " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin", " COMMENT='x; y'", " /*!50100 PARTITION BY HASH (c0) */")
}

func (m *mariaMaker) place() string { return m.one("", "", "", " FIRST", " AFTER "+m.column()) }

func (m *mariaMaker) action() string {
	switch m.rng.IntN(14) {
	case 0, 1:
		if m.rng.IntN(4) == 0 {
			return "ADD COLUMN IF NOT EXISTS " + m.column() + " INT" + m.one("", " NOT NULL", " UNIQUE") + m.place()
		}
		return "ADD " + m.one("", "COLUMN ") + m.one(m.definition(m.column()), m.generated(m.column()), m.definition(m.one("e0", "e1"))+m.place())
	case 2:
		return "ADD (" + m.definition("c3") + ", " + m.definition("c4") + ")"
	case 3:
		return "DROP " + m.one("", "COLUMN ", "COLUMN IF EXISTS ") + m.column()
	case 4:
		return "CHANGE " + m.one("", "COLUMN ", "IF EXISTS ") + m.column() + " " + m.definition(m.column()) + m.place()
	case 5:
		return "MODIFY " + m.one("", "COLUMN ") + m.definition(m.column()) + m.place()
	case 6:
		return "RENAME COLUMN " + m.one("", "IF EXISTS ") + m.column() + " TO " + m.column()
	case 7:
		return "ALTER " + m.one("", "COLUMN ") + m.column() + m.one(" SET DEFAULT 'x'", " DROP DEFAULT")
	case 8, 9:
		return "ADD " + m.element()
	case 10:
		return "DROP " + m.one("INDEX ", "KEY ", "INDEX IF EXISTS ", "CONSTRAINT ", "CONSTRAINT IF EXISTS ") + m.key()
	case 11:
		return m.one("DROP PRIMARY KEY", "DROP FOREIGN KEY "+m.foreignKey(), "DROP FOREIGN KEY IF EXISTS "+m.foreignKey())
	case 12:
		return m.one("COMMENT = 'it''s'", "COMMENT ''", "ENGINE = InnoDB", "ALGORITHM=COPY", "AUTO_INCREMENT = 5", "CONVERT TO CHARACTER SET utf8mb4")
	default:
		return m.one("RENAME INDEX ", "RENAME KEY ") + m.key() + " TO " + m.key()
	}
}

func (m *mariaMaker) alter() string {
	actions := []string{m.action()}
	for range m.rng.IntN(3) {
		actions = append(actions, m.action())
	}
	if m.rng.IntN(8) == 0 {
		actions = append(actions, m.one("RENAME TO ", "RENAME ", "RENAME AS ")+m.table())
	}
	return m.one("ALTER TABLE ", "ALTER TABLE ", "ALTER TABLE IF EXISTS ", "/*!50000 ALTER */ TABLE ") + m.table() + " " + strings.Join(actions, ", ")
}

// query is a SELECT that reads tables or views.
func (m *mariaMaker) query() string {
	from := " FROM " + m.one(m.table(), m.table(), m.table(), "v0", "v1") + " AS t"
	switch m.rng.IntN(10) {
	case 0:
		return "SELECT *" + from
	case 1:
		return "SELECT t.*, 1 AS one, 'x' AS x, NULL AS nothing" + from
	case 2:
		return "SELECT COUNT(*) AS n, MAX(" + m.column() + ") AS most, IFNULL(SUM(c1), 0) AS total, COALESCE(MIN(c0), -1) AS some" + from
	case 3:
		return "SELECT t.c0, u.c1 AS d0, u.c0 AS d1" + from + m.one(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " CROSS JOIN ") + m.table() + " AS u ON t.c0 = u.c0"
	case 4:
		return "SELECT c0, c1" + from + m.one(" UNION ", " UNION ALL ") + "SELECT c1, c0 FROM " + m.table()
	case 5:
		return "SELECT w.* FROM (SELECT c0, 2 AS two, TRUE AS yes" + from + ") AS w"
	case 6:
		return "WITH w AS (SELECT c1, c0 AS d0" + from + ") SELECT * FROM w"
	case 7:
		return "SELECT c0 AS `a b`, c1 d0, t.c2" + from + " WHERE c0 > 1 ORDER BY c1 LIMIT 3"
	default:
		return "SELECT " + m.one("c0", "c1", "`c3`") + ", " + m.column() + " AS d0, t.c2" + from
	}
}

func (m *mariaMaker) statement() string {
	switch m.rng.IntN(16) {
	case 0, 1, 2:
		return m.create()
	case 3:
		return m.one("RENAME TABLE ", "RENAME TABLE IF EXISTS ") + m.table() + " TO " + m.table() + m.one("", ", "+m.table()+" TO "+m.table())
	case 4:
		return m.one("DROP TABLE ", "DROP TABLE IF EXISTS ", "DROP TABLES ") + m.table() + m.one("", ", "+m.table())
	case 5:
		return "CREATE " + m.one("", "OR REPLACE ") + "UNIQUE INDEX " + m.one("", "IF NOT EXISTS ") + m.key() + " ON " + m.table() + " " + m.parts()
	case 6:
		return "DROP INDEX " + m.one("", "IF EXISTS ") + m.key() + " ON " + m.table()
	case 7:
		return m.one("CREATE VIEW ", "CREATE OR REPLACE VIEW ", "CREATE OR REPLACE SQL SECURITY INVOKER VIEW ") + m.one("v0", "`v1`") + m.one("", "", " (y)") + " AS " + m.query()
	case 8:
		return m.one("DROP VIEW ", "DROP VIEW IF EXISTS ", "DROP VIEW IF EXISTS v2, ") + m.one("v0", "v1")
	case 9:
		return "CREATE TABLE " + m.one("", "IF NOT EXISTS ") + m.table() + m.one(" LIKE "+m.table(), " (LIKE "+m.table()+")")
	case 10:
		return "CREATE TABLE " + m.table() + m.one(" ", " (k INT NOT NULL PRIMARY KEY) ", " (c1 VARCHAR(9), UNIQUE (c1)) ") + m.one("", "AS ", "IGNORE AS ", "REPLACE ") + m.query()
	default:
		return m.alter()
	}
}
