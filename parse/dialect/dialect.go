// Package dialect tells SQL dialects apart: what each one's text looks like, how it folds names,
// and which one a text is written in.
package dialect

// Dialect is a set of dialects, one bit each. The zero value is Unknown.
type Dialect uint8

// The dialects. Postgres stands for its relatives too (Cockroach, Redshift, DuckDB), MySQL for MariaDB,
// ANSI for the common core where none is recognised.
const (
	Postgres Dialect = 1 << iota
	MySQL
	SQLite
	SQLServer
	Oracle
	ANSI

	Unknown Dialect = 0
)

// All lists the dialects that can be asked for, in the order of the documentation.
func All() []Dialect { return []Dialect{Postgres, MySQL, SQLite, SQLServer, Oracle, ANSI} }

// In reports whether d is one of the given dialects: d.In(MySQL|SQLite).
func (d Dialect) In(set Dialect) bool { return d&set != 0 }

// String is the dialect's name as flags and JSON use it; "auto" for Unknown.
func (d Dialect) String() string {
	switch d {
	case Postgres:
		return "postgres"
	case MySQL:
		return "mysql"
	case SQLite:
		return "sqlite"
	case SQLServer:
		return "sqlserver"
	case Oracle:
		return "oracle"
	case ANSI:
		return "ansi"
	default:
		return "auto"
	}
}
