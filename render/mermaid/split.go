package mermaid

import (
	"fmt"
	"slices"

	"crowsfoot/render/diagram"
)

// RenderBlocks writes the diagram as one text or as several, for a document that can hold more than one.
// It splits by group where there are groups and more tables than read well on a page, and otherwise only
// where the whole is over the budget even without columns: between the tables that fewest lines connect.
//
// Every table has its place, with its columns, in one block (only one with too many lines for a block, in
// several), and every line in the block of its child; a table that a line leads to from another block is
// drawn there by its name alone.
// The notes are sentences for the user; an error is a *BudgetError.
func RenderBlocks(d *diagram.Diagram, o Options) (blocks []Block, notes []string, err error) {
	groups := groupParts(d)
	if len(groups) < 2 || len(d.Entities) <= Readable {
		text, notes, err := Render(d, o)
		if err == nil || o.Budget.Strict {
			return []Block{{Text: text, Entities: whole(d).entities}}, append(notes, Advice(d)...), err
		}
	}
	if len(groups) < 2 {
		groups = []part{whole(d)}
	}
	s := splitter{renderer: newRenderer(d, o), titles: map[string]int{}}
	for _, p := range groups {
		if err := s.add(p); err != nil {
			return nil, nil, err
		}
	}
	return s.blocks, s.notes(), nil
}

// groupParts are the parts of a diagram by its groups, in their order, then the tables in none.
func groupParts(d *diagram.Diagram) []part {
	home := make([]int, len(d.Entities))
	parts := make([]part, len(d.Groups)+1)
	for g := range d.Groups {
		parts[g].title = d.Groups[g].Name
		if plain(parts[g].title) == "" {
			parts[g].title = "(no name)"
		}
	}
	parts[len(d.Groups)].title = "Other tables"
	for i := range d.Entities {
		home[i] = len(d.Groups)
		if g := d.Entities[i].Group; g >= 0 && g < len(d.Groups) {
			home[i] = g
		}
		parts[home[i]].entities = append(parts[home[i]].entities, i)
	}
	for i := range d.Edges {
		p := &parts[home[d.Edges[i].Child.Entity]]
		p.edges = append(p.edges, i)
	}
	for i := range parts {
		parts[i].near = neighbours(d, parts[i])
	}
	return slices.DeleteFunc(parts, func(p part) bool { return len(p.entities) == 0 })
}

// neighbours are the entities that a part's lines lead to outside of it, ascending.
func neighbours(d *diagram.Diagram, p part) []int {
	inside := map[int]bool{}
	for _, i := range p.entities {
		inside[i] = true
	}
	var near []int
	for _, i := range p.edges {
		for _, end := range [...]int{d.Edges[i].Parent.Entity, d.Edges[i].Child.Entity} {
			if !inside[end] {
				inside[end] = true
				near = append(near, end)
			}
		}
	}
	slices.Sort(near)
	return near
}

// splitter collects blocks.
type splitter struct {
	*renderer
	blocks []Block
	titles map[string]int     // how often each was given
	shown  [noColumns + 1]int // how many blocks show so much
	cuts   int                // how many parts had to be cut
}

// add writes a part, in pieces where it does not fit.
func (s *splitter) add(p part) error {
	text, shown, ok := s.fit(p)
	if ok {
		s.take(p, text, shown)
		return nil
	}
	if s.o.Budget.Strict {
		return &BudgetError{Units: length(text), Limit: s.o.Budget.limit()}
	}
	s.cuts++
	return s.cut(p, p.title)
}

func (s *splitter) take(p part, text string, shown detail) {
	s.shown[shown]++
	s.titles[p.title]++
	if n := s.titles[p.title]; n > 1 {
		p.title = fmt.Sprintf("%s (%d)", p.title, n)
	}
	s.blocks = append(s.blocks, Block{Title: p.title, Text: text, Entities: p.entities})
}

// cut writes a part in pieces: halves of halves, until each fits with its key columns, or is a single table.
func (s *splitter) cut(p part, title string) error {
	p.title = s.pieceTitle(p, title)
	text, shown, ok := s.fit(p)
	if ok && (shown < noColumns || len(p.entities) == 1) {
		s.take(p, text, shown)
		return nil
	}
	first, second, divided := s.halves(p)
	if !divided {
		return &BudgetError{Units: length(text), Limit: s.o.Budget.limit(), Split: true}
	}
	if err := s.cut(first, title); err != nil {
		return err
	}
	return s.cut(second, title)
}

// pieceTitle names a piece of a part after its best connected table.
func (s *splitter) pieceTitle(p part, title string) string {
	lines := map[int]int{}
	for _, i := range p.edges {
		lines[s.d.Edges[i].Parent.Entity]++
		lines[s.d.Edges[i].Child.Entity]++
	}
	hub := p.entities[0]
	for _, i := range p.entities {
		if lines[i] > lines[hub] {
			hub = i
		}
	}
	name := plain(s.d.Entities[hub].Label)
	if n := len(p.entities) - 1; n > 0 {
		name += " and " + count(n, "more table")
	}
	return partTitle(title, name)
}

// halves divides a part; a single table with many lines is divided by its lines. It is false where there
// is nothing to divide.
func (s *splitter) halves(p part) (first, second part, divided bool) {
	if len(p.entities) == 1 {
		half := len(p.edges) / 2
		first = part{entities: p.entities, edges: p.edges[:half]}
		second = part{entities: p.entities, edges: p.edges[half:]}
		divided = half > 0
	} else {
		walk := s.walk(p)
		at := s.narrowest(p, walk)
		first, second, divided = s.piece(p, walk[:at]), s.piece(p, walk[at:]), true
	}
	first.near, second.near = neighbours(s.d, first), neighbours(s.d, second)
	return first, second, divided
}

// piece is the part of p that holds these entities and the lines of which they are the child.
func (s *splitter) piece(p part, entities []int) part {
	q := part{entities: slices.Sorted(slices.Values(entities))}
	for _, i := range p.edges {
		if _, found := slices.BinarySearch(q.entities, s.d.Edges[i].Child.Entity); found {
			q.edges = append(q.edges, i)
		}
	}
	return q
}

// walk lists the entities of a part so that neighbours stand near each other: breadth first along the
// lines, from the first table of each connected component on.
func (s *splitter) walk(p part) []int {
	next := map[int][]int{}
	for _, i := range p.edges {
		a, b := s.d.Edges[i].Parent.Entity, s.d.Edges[i].Child.Entity
		next[a], next[b] = append(next[a], b), append(next[b], a)
	}
	inside := map[int]bool{}
	for _, i := range p.entities {
		inside[i] = true
	}
	walk := make([]int, 0, len(p.entities))
	visit := func(i int) {
		if inside[i] {
			inside[i] = false
			walk = append(walk, i)
		}
	}
	for _, start := range p.entities {
		seen := len(walk)
		visit(start)
		for ; seen < len(walk); seen++ {
			for _, i := range next[walk[seen]] {
				visit(i)
			}
		}
	}
	return walk
}

// narrowest is where to divide a walk: in its middle third, where fewest lines cross, as near to the
// middle as may be. The walk has two entities or more.
func (s *splitter) narrowest(p part, walk []int) int {
	place := make(map[int]int, len(walk))
	for at, i := range walk {
		place[i] = at
	}
	begun := make([]int, len(walk)+1) // lines that begin minus those that end at a place
	for _, i := range p.edges {
		a, inA := place[s.d.Edges[i].Parent.Entity]
		b, inB := place[s.d.Edges[i].Child.Entity]
		if inA && inB {
			begun[min(a, b)+1]++
			begun[max(a, b)+1]--
		}
	}
	n := len(walk)
	best, fewest := n/2, -1
	crossing := 0
	for at := 1; at < n; at++ {
		crossing += begun[at]
		middle := at*3 >= n && at*3 <= 2*n || at == n/2
		closer := abs(2*at-n) < abs(2*best-n)
		if middle && (fewest < 0 || crossing < fewest || crossing == fewest && closer) {
			best, fewest = at, crossing
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// notes says what was done.
func (s *splitter) notes() []string {
	var notes []string
	if n := len(s.blocks); s.cuts > 0 {
		notes = append(notes, fmt.Sprintf("over the limit of %s characters even without columns: split into %s",
			thousands(s.o.Budget.limit()), count(n, "diagram")))
	}
	if len(s.blocks) > 1 && s.o.Budget.limit() == GitLabCommentLimit {
		notes = append(notes, "GitLab draws 2,000 characters of a page unasked: all but the first diagram wait for a click")
	}
	for l := keyColumns; l <= noColumns; l++ {
		if s.shown[l] > 0 {
			notes = append(notes, fmt.Sprintf("%s over the limit of %s characters with all columns: shown with %s",
				count(s.shown[l], "diagram"), thousands(s.o.Budget.limit()), l))
		}
	}
	large := slices.DeleteFunc(slices.Clone(s.blocks), func(b Block) bool { return len(b.Entities) <= Readable })
	if len(large) > 0 {
		first := large[0]
		note := fmt.Sprintf("hard to read on a page, having more than %d tables: %q (%d tables)", Readable, plain(first.Title), len(first.Entities))
		if n := len(large) - 1; n > 0 {
			note += " and " + count(n, "more diagram")
		}
		notes = append(notes, note)
	}
	return notes
}
