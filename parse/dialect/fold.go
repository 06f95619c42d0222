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

// Folder folds names, and remembers what it made of those of late, as most names come again.
type Folder struct {
	Dialect
	seen [512]folded
}

// folded is a name with its key.
type folded struct{ name, key string }

// NewFolder returns one that folds as the dialect does.
func NewFolder(d Dialect) *Folder { return &Folder{Dialect: d} }

// Fold is that of the dialect.
func (f *Folder) Fold(name string) string {
	n := len(name)
	if n == 0 || f.Dialect == Postgres {
		return name
	}
	last := &f.seen[(uint(name[0])+31*uint(name[n/2])+131*uint(name[n-1])+17*uint(n))%uint(len(f.seen))]
	if last.name != name {
		*last = folded{name, f.Dialect.Fold(name)}
	}
	return last.key
}
