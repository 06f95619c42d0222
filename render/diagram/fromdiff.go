package diagram

import (
	"slices"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
)

// FromDiff draws what changed between two schemas, on the union of both: what is gone stands where it stood.
//
// Tables, columns of tables that stay, and lines carry their Change, and Was where they changed. What changed is
// drawn with its neighbours, of which only the keys are shown; see Options for how to draw more or less. Junction
// tables that changed are drawn as tables in any case. A result without changes makes a diagram without entities,
// unless everything is asked for.
func FromDiff(r *diff.Result, opts Options) *Diagram {
	b := newDiffGraph(r, opts)
	g := b.graph
	g.filter(opts)
	junctions := g.collapse(schema.Junctions(r.After), opts)
	switch {
	case len(opts.Focus) > 0:
		g.focus(opts)
	case !opts.Everything:
		g.focusOnChanges(opts.Depth)
	}
	d := &Diagram{Title: opts.Title, Direction: opts.Direction, IsDiff: true}
	g.draw(d, b.allEnums(), opts)
	d.Junctions = g.shownJunctions(junctions)
	d.Groups = group(d, opts.Group)
	d.Description = describeDiff(r)
	return d
}

// diffGraph builds a graph from both sides of a comparison.
type diffGraph struct {
	*graph
	result *diff.Result
	before map[schema.Name]int               // nodes by their names before; graph.index has those after
	tables map[schema.Name][]*diff.Change    // what changed in tables that stay and in views, by the names after
	column map[schema.Name]map[string]string // names of columns after by those before, by the name of the table before

	indexBefore, indexAfter *schema.Index
	enumsBefore, enumsAfter *enums
}

func newDiffGraph(r *diff.Result, opts Options) *diffGraph {
	b := &diffGraph{
		graph:  &graph{index: map[schema.Name]int{}},
		result: r,
		before: map[schema.Name]int{},
		tables: map[schema.Name][]*diff.Change{},
		column: map[schema.Name]map[string]string{},

		indexBefore: schema.NewIndex(r.Before),
		indexAfter:  schema.NewIndex(r.After),
		enumsBefore: newEnums(r.Before),
		enumsAfter:  newEnums(r.After),
	}
	for i := range r.Changes {
		switch c := &r.Changes[i]; c.Kind {
		case diff.TableAdded, diff.TableRemoved, diff.ViewAdded, diff.ViewRemoved, diff.EnumAdded, diff.EnumRemoved,
			diff.EnumValueAdded, diff.EnumValueRemoved:
		default:
			b.tables[c.Table] = append(b.tables[c.Table], c)
		}
	}
	b.addTables()
	if opts.Views {
		b.addViews()
	}
	for i := range r.Tables {
		b.addRelationships(&r.Tables[i])
	}
	if opts.Views {
		for i := range r.Views {
			b.addReadLines(&r.Views[i])
		}
	}
	b.names = b.naming()
	return b
}

// addTables adds a node for each table that is drawn on the side where it is, after the change if it is there.
func (b *diffGraph) addTables() {
	for i := range b.result.Tables {
		p := &b.result.Tables[i]
		n := node{name: p.Name(), kind: Table, table: p.After, pair: p}
		x := b.indexAfter
		switch {
		case p.Before == nil:
			n.change = Added
		case p.After == nil:
			n.change, n.table = Removed, p.Before
			x = b.indexBefore
		default:
			b.changed(&n, p)
		}
		if x.Root(n.name) == n.name {
			b.put(n, p.Before != nil, p.After != nil, p)
		}
	}
}

// put adds a node under the names that it has before and after.
func (b *diffGraph) put(n node, before, after bool, p *diff.TablePair) {
	at := len(b.nodes)
	b.nodes = append(b.nodes, n)
	if after {
		b.index[n.name] = at
	}
	if !before {
		return
	}
	b.before[p.Before.Name] = at
	names := map[string]string{}
	for _, c := range p.Columns {
		if c.Before != nil && c.After != nil {
			names[c.Before.Name] = c.After.Name
		}
	}
	b.column[p.Before.Name] = names
}

// changed marks the node of a table that is there on both sides, and its columns.
func (b *diffGraph) changed(n *node, p *diff.TablePair) {
	changes := b.tables[n.name]
	n.marks = b.columnChanges(p, changes)
	if len(changes) > 0 || slices.ContainsFunc(n.marks, func(c columnChange) bool { return c.change != Unchanged }) {
		n.change = Changed
	}
	for _, c := range changes {
		if c.Kind == diff.TableRenamed {
			n.was = p.Before.Name.Name
			if p.Before.Name.Namespace != p.After.Name.Namespace {
				n.was = p.Before.Name.String()
			}
		}
	}
}

// at finds the node of a table or view by its name after, else before; else it adds one for what is missing.
func (b *diffGraph) at(n schema.Name) int {
	if i, ok := b.index[n]; ok {
		return i
	}
	if i, ok := b.before[n]; ok {
		return i
	}
	return b.add(node{name: n, kind: Ghost})
}

// atBefore finds the node of a table or view by its name before.
func (b *diffGraph) atBefore(n schema.Name) int {
	if i, ok := b.before[n]; ok {
		return i
	}
	return b.at(n)
}

// addRelationships adds the lines of which the table is the child.
func (b *diffGraph) addRelationships(p *diff.TablePair) {
	for i := range p.Relationships {
		r := &p.Relationships[i]
		l := line{kind: ForeignKey}
		if r.After != nil {
			l.relationship = r.After
			l.parent, l.child = b.at(r.After.Parent.Table), b.at(r.After.Child.Table)
		} else {
			l.relationship = b.renamed(r.Before)
			l.parent, l.child = b.atBefore(r.Before.Parent.Table), b.atBefore(r.Before.Child.Table)
		}
		switch {
		case r.Before == nil:
			l.change = Added
		case r.After == nil:
			l.change = Removed
		default:
			l.was = wasLine(r)
			if l.was != "" {
				l.change = Changed
			}
		}
		b.lines = append(b.lines, l)
	}
}

// renamed is a relationship of before with the names that its columns have in the picture.
func (b *diffGraph) renamed(r *schema.Relationship) *schema.Relationship {
	out := *r
	rename := func(e *schema.End) {
		e.Columns = slices.Clone(e.Columns)
		for i, name := range e.Columns {
			if to, ok := b.column[e.Table][name]; ok {
				e.Columns[i] = to
			}
		}
	}
	rename(&out.Child)
	rename(&out.Parent)
	return &out
}

// addViews adds a node for each view.
func (b *diffGraph) addViews() {
	for i := range b.result.Views {
		p := &b.result.Views[i]
		n := node{kind: View, view: p.After}
		switch {
		case p.Before == nil:
			n.change = Added
		case p.After == nil:
			n.change, n.view = Removed, p.Before
		case len(b.tables[p.After.Name]) > 0:
			n.change = Changed
		}
		n.name = n.view.Name
		at := len(b.nodes)
		b.nodes = append(b.nodes, n)
		if p.After != nil {
			b.index[p.After.Name] = at
		}
		if p.Before != nil {
			b.before[p.Before.Name] = at
		}
	}
}

// addReadLines adds lines to what a view reads, and to what it read.
func (b *diffGraph) addReadLines(p *diff.ViewPair) {
	reads := map[int]Change{}
	var order []int
	put := func(v *schema.View, x *schema.Index, change Change, at map[schema.Name]int) {
		for _, n := range v.Reads {
			i, ok := at[x.Root(n)]
			if was, seen := reads[i]; ok && !seen {
				reads[i] = change
				order = append(order, i)
			} else if ok && was != change {
				reads[i] = Unchanged
			}
		}
	}
	child := 0
	if p.Before != nil {
		put(p.Before, b.indexBefore, Removed, b.before)
		child = b.before[p.Before.Name]
	}
	if p.After != nil {
		put(p.After, b.indexAfter, Added, b.index)
		child = b.index[p.After.Name]
	}
	for _, parent := range order {
		if parent != child {
			b.lines = append(b.lines, line{kind: Reads, parent: parent, child: child, change: reads[parent]})
		}
	}
}

// allEnums is a schema of the enumerations of both sides; where both have one, that of after counts.
func (b *diffGraph) allEnums() *schema.Schema {
	out := &schema.Schema{Enums: slices.Clone(b.result.After.Enums)}
	there := map[schema.Name]bool{}
	for _, e := range out.Enums {
		there[e.Name] = true
	}
	for _, e := range b.result.Before.Enums {
		if !there[e.Name] {
			out.Enums = append(out.Enums, e)
		}
	}
	return out
}
