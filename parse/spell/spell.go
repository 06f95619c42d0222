// Package spell finds what a mistyped name was meant to be.
package spell

import "strings"

// longest is how many characters a name may have to be looked at: nobody mistypes more, and the work grows with the square.
const longest = 100

// Nearest returns the name that takes the fewest edits to be spelt like the typed one, in any case; "" when none is
// like it. A name that begins with what was typed is one edit away. Of several that are equally near it is the first.
func Nearest(typed string, names []string) string {
	word := []rune(strings.ToLower(typed))
	if len(word) == 0 || len(word) > longest {
		return ""
	}
	best, limit := "", len(word)/3+1
	for _, name := range names {
		other := []rune(strings.ToLower(name))
		if d := edits(word, other, limit); d <= limit {
			best, limit = name, d-1
		}
	}
	return best
}

// edits counts the insertions, deletions, replacements and swaps of neighbours that turn a into b; more than limit
// when they are more than that. That b begins with a counts as one.
func edits(a, b []rune, limit int) int {
	switch {
	case len(b) > len(a) && string(b[:len(a)]) == string(a):
		return 1
	case max(len(a), len(b))-min(len(a), len(b)) > limit:
		return limit + 1
	}
	row, above, before := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, above, row = above, row, before
		row[0] = i + 1
		for j := range b {
			cost := above[j]
			if a[i] != b[j] {
				cost++
			}
			row[j+1] = min(cost, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
