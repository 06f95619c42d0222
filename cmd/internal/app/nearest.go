package app

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/parse/spell"
)

// nearest returns what a mistyped word was meant to be, "" when it is like none of the names.
func nearest(typed string, names []string) string {
	return cmp.Or(otherName(typed, names), spell.Nearest(typed, names))
}

// otherName returns what is called so elsewhere, "" when that is none of the names.
func otherName(typed string, names []string) string {
	name := ""
	switch strings.ToLower(typed) {
	case "postgresql", "pg", "psql":
		name = "postgres"
	case "mariadb":
		name = "mysql"
	case "mssql", "tsql", "t-sql":
		name = "sqlserver"
	case "plsql":
		name = "oracle"
	case "md":
		name = "markdown"
	case "graphviz", "gv":
		name = "dot"
	case "gitlab":
		name = "portable"
	}
	if !slices.Contains(names, name) {
		return ""
	}
	return name
}

// orList joins words as in "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
