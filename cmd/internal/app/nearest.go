package app

import (
	"slices"
	"strings"
)

// nearest returns the name that is most like a mistyped one, "" when none is like it.
func nearest(typed string, names []string) string {
	best, bestCost := "", len(typed)/3+2
	for _, name := range names {
		cost := editDistance(strings.ToLower(typed), name)
		if typed != "" && strings.HasPrefix(name, strings.ToLower(typed)) {
			cost = 1
		}
		if cost < bestCost {
			best, bestCost = name, cost
		}
	}
	return best
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

// editDistance counts the insertions, deletions, replacements and swaps of neighbours that turn a into b.
func editDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			change := 1
			if s[i-1] == t[j-1] {
				change = 0
			}
			cost := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				cost = min(cost, rows[i-2][j-2]+1)
			}
			rows[i][j] = cost
		}
	}
	return rows[len(s)][len(t)]
}

// orList joins words as in "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
