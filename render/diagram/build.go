package diagram

import (
	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
)

// FromSchema draws a schema as the options say. Entities stand in order of appearance: tables, then views, then
// tables that are only referenced; edges in the order of their foreign keys, then what views read.
//
// Patterns that match nothing are no error here; CheckPatterns finds them.
func FromSchema(s *schema.Schema, opts Options) *Diagram {
	g := newGraph(s, opts)
	g.filter(opts)
	junctions := g.collapse(schema.Junctions(s), opts)
	g.focus(opts)
	d := &Diagram{Title: opts.Title, Direction: opts.Direction}
	g.draw(d, s, opts)
	d.Junctions = g.shownJunctions(junctions)
	d.Groups = group(d, opts.Group)
	d.Description = describe(g, d)
	return d
}

// node is a candidate for an entity.
type node struct {
	name   schema.Name
	kind   EntityKind
	table  *schema.Table // for Table
	view   *schema.View  // for View
	hidden bool
	entity int // index in Diagram.Entities, once drawn

	// In a diff:
	pair   *diff.TablePair
	change Change
	was    string
	marks  []columnChange // of the columns of the pair; nil where none changed
}

// line is a candidate for an edge. It is drawn when both of its nodes are.
type line struct {
	kind          EdgeKind
	parent, child int                  // indices of nodes
	relationship  *schema.Relationship // for ForeignKey
	junction      *schema.Junction     // for ManyToMany
	dropped       bool                 // replaced by another line

	// In a diff:
	change Change
	was    string
}

// graph is everything that could be drawn. Nodes and lines are hidden step by step, never moved.
type graph struct {
	nodes []node
	lines []line
	index map[schema.Name]int // of nodes
	names naming              // with nothing hidden
}

func newGraph(s *schema.Schema, opts Options) *graph {
	g := &graph{index: map[schema.Name]int{}}
	x := schema.NewIndex(s)
	for _, t := range x.Own(s) {
		g.add(node{name: t.Name, kind: Table, table: t})
	}
	if opts.Views {
		for _, v := range s.Views {
			g.add(node{name: v.Name, kind: View, view: v})
		}
	}
	for _, r := range schema.Relationships(s) {
		parent := g.add(node{name: r.Parent.Table, kind: Ghost})
		g.lines = append(g.lines, line{kind: ForeignKey, parent: parent, child: g.index[r.Child.Table], relationship: &r})
	}
	if opts.Views {
		for _, v := range s.Views {
			g.addReads(v, x)
		}
	}
	g.names = g.naming()
	return g
}

// add adds a node unless there is one of that name, and returns its index.
func (g *graph) add(n node) int {
	if i, ok := g.index[n.name]; ok {
		return i
	}
	g.index[n.name] = len(g.nodes)
	g.nodes = append(g.nodes, n)
	return len(g.nodes) - 1
}

// addReads adds a line for each table and view that the view reads, as far as they are known.
func (g *graph) addReads(v *schema.View, x *schema.Index) {
	child := g.index[v.Name]
	seen := map[int]bool{child: true}
	for _, name := range v.Reads {
		parent, ok := g.index[x.Root(name)]
		if ok && !seen[parent] {
			seen[parent] = true
			g.lines = append(g.lines, line{kind: Reads, parent: parent, child: child})
		}
	}
}

// shown reports whether the line and both of its nodes are to be drawn.
func (g *graph) shown(l *line) bool {
	return !l.dropped && !g.nodes[l.parent].hidden && !g.nodes[l.child].hidden
}

// draw turns what is not hidden into entities and edges.
func (g *graph) draw(d *Diagram, s *schema.Schema, opts Options) {
	e := entities{names: g.naming(), mode: opts.Columns, types: newEnums(s)}
	e.brief = d.IsDiff && !opts.Everything
	atEnds := g.columnsAtEnds()
	ids := ids{}
	rows := make([]map[string]int, 0, len(g.nodes))
	for i := range g.nodes {
		n := &g.nodes[i]
		if n.hidden {
			continue
		}
		n.entity = len(d.Entities)
		entity := e.entity(n, atEnds[i])
		entity.ID = ids.entity(n)
		d.Entities = append(d.Entities, entity)
		rows = append(rows, rowsByName(entity.Columns))
	}
	for i := range g.lines {
		l := &g.lines[i]
		if !g.shown(l) {
			continue
		}
		edge := g.edge(l, e.names)
		edge.ID = ids.edge(l, g)
		edge.Dashed = edge.Implied || l.kind == Reads || l.change == Removed || opts.Identifying && l.kind == ForeignKey && !edge.Identifying
		edge.Parent.Rows = rowsOf(edge.Parent.Columns, rows[edge.Parent.Entity])
		edge.Child.Rows = rowsOf(edge.Child.Columns, rows[edge.Child.Entity])
		d.Edges = append(d.Edges, edge)
	}
}

// naming tells how what is shown is called.
func (g *graph) naming() naming {
	var shown []schema.Name
	for i := range g.nodes {
		if !g.nodes[i].hidden {
			shown = append(shown, g.nodes[i].name)
		}
	}
	return newNaming(shown)
}
