package diagram

import (
	"strings"

	"crowsfoot/parse/spell"
)

// nearest returns the name of a shown node that is spelt most like the word, with its schema where the word has one;
// "" when none is near.
func (g *graph) nearest(word string) string {
	var names []string
	for i := range g.nodes {
		switch n := g.nodes[i]; {
		case n.hidden:
		case strings.Contains(word, "."):
			names = append(names, g.names.full(n.name).String())
		default:
			names = append(names, n.name.Name)
		}
	}
	return spell.Nearest(word, names)
}
