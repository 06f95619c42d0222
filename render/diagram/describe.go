package diagram

import (
	"fmt"

	"crowsfoot/parse/schema"
)

// maxSentences bounds the description: who listens to a picture does not want a thousand sentences.
const maxSentences = 100

// describe tells in sentences what the picture shows: how much, then each relationship.
func describe(g *graph, d *Diagram) []string {
	out := []string{summary(d)}
	ends := map[[2]int]int{}
	for i := range d.Edges {
		ends[d.Edges[i].pair()]++
	}
	left := 0
	several := g.severalSchemas()
	for i := range g.lines {
		l := &g.lines[i]
		switch {
		case !g.shown(l):
		case len(out) > maxSentences:
			left++
		default:
			via := ends[[2]int{g.nodes[l.parent].entity, g.nodes[l.child].entity}] > 1 || l.parent == l.child
			out = append(out, g.sentence(l, via, several))
		}
	}
	if left > 0 {
		out = append(out, fmt.Sprintf("And %s.", count(left, "more line")))
	}
	return out
}

func (e *Edge) pair() [2]int { return [2]int{e.Parent.Entity, e.Child.Entity} }

// sentence tells one line. Tables are called as in the picture.
func (g *graph) sentence(l *line, via, several bool) string {
	called := func(n schema.Name) schema.Name { return schema.Name{Name: label(n, several)} }
	switch l.kind {
	case ManyToMany:
		j := *l.junction
		j.Table = called(j.Table)
		for i := range j.Ends {
			j.Ends[i].Parent.Table = called(j.Ends[i].Parent.Table)
		}
		return j.Sentence()
	case Reads:
		return fmt.Sprintf("The view %s reads %s.", called(g.nodes[l.child].name), called(g.nodes[l.parent].name))
	default:
		r := *l.relationship
		r.Child.Table, r.Parent.Table = called(r.Child.Table), called(r.Parent.Table)
		return r.Sentence(via)
	}
}

// summary counts what is drawn: "3 tables, 1 view, 2 relationships.".
func summary(d *Diagram) string {
	kinds := map[EntityKind]int{}
	for i := range d.Entities {
		kinds[d.Entities[i].Kind]++
	}
	relationships := 0
	for i := range d.Edges {
		if d.Edges[i].Kind != Reads {
			relationships++
		}
	}
	text := count(kinds[Table], "table")
	if n := kinds[View]; n > 0 {
		text += ", " + count(n, "view")
	}
	if n := kinds[Ghost]; n > 0 {
		text += ", " + count(n, "missing table")
	}
	return text + ", " + count(relationships, "relationship") + "."
}

// count is "1 table" or "2 tables".
func count(n int, noun string) string {
	if n != 1 {
		noun = schema.Plural(noun)
	}
	return fmt.Sprintf("%d %s", n, noun)
}
