package diagram

import (
	"strings"
	"unicode"

	"crowsfoot/parse/schema"
)

// group puts entities into groups, as the mode says. Groups stand in the order of their first entities.
func group(d *Diagram, mode GroupMode) []Group {
	var keys []string // "" for entities without a group
	switch mode {
	case GroupNone:
		return nil
	case GroupComponent:
		keys = componentKeys(d)
	case GroupPrefix:
		keys = prefixKeys(d)
	default:
		var several bool
		keys, several = schemaKeys(d)
		if mode == GroupAuto && !several {
			return nil
		}
	}
	var groups []Group
	index := map[string]int{}
	ids := ids{}
	for i, key := range keys {
		if key == "" {
			continue
		}
		g, ok := index[key]
		if !ok {
			g = len(groups)
			index[key] = g
			groups = append(groups, Group{ID: ids.unique("group", key), Name: key})
		}
		groups[g].Entities = append(groups[g].Entities, i)
		d.Entities[i].Group = g
	}
	return groups
}

// schemaKeys groups by SQL schema, and reports whether there are several.
func schemaKeys(d *Diagram) (keys []string, several bool) {
	names := make([]schema.Name, len(d.Entities))
	for i := range d.Entities {
		names[i] = schema.Name{Namespace: d.Entities[i].Schema, Name: d.Entities[i].Name}
	}
	c := newNaming(names)
	keys = make([]string, len(d.Entities))
	for i := range names {
		keys[i] = c.space(names[i])
	}
	return keys, c.several
}

// componentKeys groups what lines connect, and calls each group after its entity with the most lines. Entities
// without lines have no group.
func componentKeys(d *Diagram) []string {
	up := make([]int, len(d.Entities))
	for i := range up {
		up[i] = i
	}
	root := func(i int) int {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	lines := make([]int, len(d.Entities))
	for i := range d.Edges {
		a, b := d.Edges[i].Parent.Entity, d.Edges[i].Child.Entity
		if a != b {
			lines[a]++
			lines[b]++
			up[root(b)] = root(a)
		}
	}
	hub := map[int]int{}
	for i := range d.Entities {
		r := root(i)
		if best, ok := hub[r]; !ok || lines[i] > lines[best] {
			hub[r] = i
		}
	}
	keys := make([]string, len(d.Entities))
	for i := range keys {
		if lines[i] > 0 {
			keys[i] = d.Entities[hub[root(i)]].Label
		}
	}
	return keys
}

// prefixKeys groups by the first word of the names, behind the words with which all of them begin. A word that
// only one entity has makes no group.
func prefixKeys(d *Diagram) []string {
	words := make([][]string, len(d.Entities))
	for i := range d.Entities {
		words[i] = splitWords(d.Entities[i].Name)
	}
	n := commonWords(words) + 1
	keys := make([]string, len(words))
	members := map[string]int{}
	for i, w := range words {
		if len(w) < n {
			continue
		}
		keys[i] = strings.Join(append(append([]string{}, w[:n-1]...), schema.Singular(w[n-1])), "_")
		members[keys[i]]++
	}
	for i, k := range keys {
		if members[k] < 2 {
			keys[i] = ""
		}
	}
	return keys
}

// commonWords is how many words all lists begin with.
func commonWords(lists [][]string) int {
	if len(lists) < 2 {
		return 0
	}
	n := len(lists[0])
	for _, l := range lists[1:] {
		n = min(n, len(l))
		for i := range n {
			if l[i] != lists[0][i] {
				n = i
				break
			}
		}
	}
	return n
}

// splitWords splits a name in snake_case, kebab-case or CamelCase into words in lower case.
func splitWords(name string) []string {
	var words []string
	start, before := 0, ' '
	end := func(i int) {
		if i > start {
			words = append(words, strings.ToLower(name[start:i]))
		}
	}
	for i, r := range name {
		switch {
		case r == '_' || r == '-' || r == '.' || r == ' ':
			end(i)
			start = i + 1
		case unicode.IsUpper(r) && unicode.IsLower(before):
			end(i)
			start = i
		}
		before = r
	}
	end(len(name))
	return words
}
