package diagram

import "strings"

// nearest returns the name of a shown node that takes the fewest edits to spell like the word, or "" when
// none is near.
func (g *graph) nearest(word string) string {
	best, found := len([]rune(word))/3+1, ""
	for i := range g.nodes {
		if g.nodes[i].hidden {
			continue
		}
		name := g.nodes[i].name.Name
		if strings.Contains(word, ".") {
			name = g.nodes[i].name.String()
		}
		if d := distance(strings.ToLower(word), strings.ToLower(name), best); d < best || d == best && found == "" {
			best, found = d, name
		}
	}
	return found
}

// distance is how many insertions, deletions and replacements of characters turn one word into the other;
// more than limit when it is more than that.
func distance(from, to string, limit int) int {
	a, b := []rune(from), []rune(to)
	if max(len(a), len(b))-min(len(a), len(b)) > limit {
		return limit + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
