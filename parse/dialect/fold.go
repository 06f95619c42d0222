package dialect

import "strings"

// Display is the name as the dialect's catalogue would show it: PostgreSQL folds unquoted names to
// lower case; the others keep them, or are easier to read, as written.
// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
func (d Dialect) Display(name string, quoted bool) string {
	if !quoted && d.LowersNames() {
		return lower(name)
	}
	return name
}

// LowersNames reports whether Display shows unquoted names in lower case.
func (d Dialect) LowersNames() bool { return d == Postgres }

// Fold is a key under which two spellings of one name, as Display gives them, are equal. PostgreSQL tells
// "Users" from users; in the other dialects names that differ in case only are taken as one.
func (d Dialect) Fold(name string) string {
	if d == Postgres {
		return name
	}
	return lower(name)
}

// lower does not allocate for what is lower case already.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}
