package diagram

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/parse/schema"
)

// maxSentences bounds the description: who listens to a picture does not want a thousand lines told.
const maxSentences = 100

// describe tells in sentences what the picture shows: how much, then the lines of each table and view that is
// their child. What most lines have in common, that a parent has zero or more children, is told once.
func describe(g *graph, d *Diagram) []string {
	pairs := map[[2]int]int{}
	for i := range d.Edges {
		pairs[d.Edges[i].pair()]++
	}
	var all []*told
	of := map[int]*told{}
	shown, names := 0, g.naming()
	for i := range g.lines {
		l := &g.lines[i]
		if !g.shown(l) {
			continue
		}
		if shown++; shown > maxSentences {
			continue
		}
		if of[l.child] == nil {
			of[l.child] = &told{}
			all = append(all, of[l.child])
		}
		via := pairs[[2]int{g.nodes[l.parent].entity, g.nodes[l.child].entity}] > 1 || l.parent == l.child
		of[l.child].add(g, l, via, names)
	}
	out := []string{summary(d)}
	if slices.ContainsFunc(all, func(t *told) bool { return t.usual }) {
		out[0] += " Unless said otherwise, a parent has zero or more children."
	}
	for _, t := range all {
		out = append(out, t.sentences()...)
	}
	if left := shown - maxSentences; left > 0 {
		out = append(out, fmt.Sprintf("And %s.", count(left, "more line")))
	}
	return out
}

func (e *Edge) pair() [2]int { return [2]int{e.Parent.Entity, e.Child.Entity} }

// told is what there is to tell of the lines of one child.
type told struct {
	child                  string
	belongs, refers, reads []string // to what
	others                 []string // what a parent has, where that is not zero or more
	whole                  []string // sentences of junctions
	usual                  bool     // a parent has zero or more
}

// add tells one line. Tables are called as in the picture. With via, the columns of the foreign key tell it from others.
func (t *told) add(g *graph, l *line, via bool, names naming) {
	called := func(n schema.Name) schema.Name { return schema.Name{Name: names.label(n)} }
	t.child = names.label(g.nodes[l.child].name)
	switch l.kind {
	case ManyToMany:
		j := *l.junction
		j.Table = called(j.Table)
		for i := range j.Ends {
			j.Ends[i].Parent.Table = called(j.Ends[i].Parent.Table)
		}
		t.whole = append(t.whole, j.Sentence())
	case Reads:
		t.reads = append(t.reads, names.label(g.nodes[l.parent].name))
	default:
		parent, child := l.relationship.Parent, l.relationship.Child
		parent.Table, child.Table = called(parent.Table), called(child.Table)
		phrase := parent.Phrase()
		if via {
			phrase += " (" + strings.Join(child.Columns, ", ") + ")"
		}
		verb := " has "
		if l.parent == l.child {
			t.refers = append(t.refers, phrase)
			verb = " is referred to by "
		} else {
			t.belongs = append(t.belongs, phrase)
		}
		if child.Cardinality == schema.ZeroOrMany {
			t.usual = true
		} else {
			t.others = append(t.others, schema.WithArticle(schema.Singular(parent.Table.Name))+verb+child.Phrase())
		}
	}
}

// sentences words it, as "Each order belongs to exactly one user and zero or one address." is.
func (t *told) sentences() []string {
	var verbs []string
	for _, v := range []struct {
		verb string
		to   []string
	}{{"belongs to ", t.belongs}, {"refers to ", t.refers}} {
		if len(v.to) > 0 {
			verbs = append(verbs, v.verb+enumerate(v.to))
		}
	}
	var out []string
	if len(verbs) > 0 {
		each := "Each " + schema.Singular(t.child) + " " + strings.Join(verbs, ", and ")
		out = append(out, strings.Join(append([]string{each}, t.others...), "; ")+".")
	}
	if len(t.reads) > 0 {
		out = append(out, "The view "+t.child+" reads "+enumerate(t.reads)+".")
	}
	return append(out, t.whole...)
}

// enumerate is "a, b and c".
func enumerate(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
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
