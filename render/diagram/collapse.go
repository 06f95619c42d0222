package diagram

import (
	"fmt"
	"strings"

	"crowsfoot/parse/schema"
)

// Junction tells of a junction table in the picture whether it was drawn as one line, and why.
type Junction struct {
	Table     schema.Name
	Label     string // its name as the picture would show it
	Level     schema.Level
	Collapsed bool
	Why       string // why it is collapsed or kept: "order_items has quantity, price"
}

// collapse replaces junction tables by many-to-many lines as far as the options ask for it and nothing is lost. It
// returns what became of each junction.
func (g *graph) collapse(junctions []schema.Junction, opts Options) []Junction {
	own := make(map[int][]int, len(junctions)) // lines of junctions
	isJunction := make(map[int]bool, len(junctions))
	for i := range junctions {
		isJunction[g.index[junctions[i].Table]] = true
	}
	readBy := map[int]int{}
	for i := range g.lines {
		l := &g.lines[i]
		if l.kind == ForeignKey && isJunction[l.child] {
			own[l.child] = append(own[l.child], i)
		}
		if l.kind == Reads && g.shown(l) && isJunction[l.parent] {
			readBy[l.parent] = l.child
		}
	}
	out := make([]Junction, 0, len(junctions))
	for i := range junctions {
		j := &junctions[i]
		at := g.index[j.Table]
		reader := ""
		if v, ok := readBy[at]; ok {
			reader = g.nodes[v].name.Name
		}
		collapsed, why := g.mayCollapse(j, opts, reader)
		if collapsed {
			g.replace(at, own[at], j)
		}
		out = append(out, Junction{Table: j.Table, Level: j.Level, Collapsed: collapsed, Why: why})
	}
	return out
}

// mayCollapse decides about one junction.
func (g *graph) mayCollapse(j *schema.Junction, opts Options, reader string) (may bool, why string) {
	name := j.Table.Name
	switch {
	case j.Level == schema.Payload,
		j.Level == schema.Audit && opts.Junctions == CollapsePure,
		opts.Junctions == KeepJunctions:
		return false, j.Reason
	case g.matchesAny(opts.Focus, j.Table):
		return false, name + " is in focus"
	case g.nodes[g.index[j.Table]].change != Unchanged:
		return false, name + " changed"
	case reader != "":
		return false, reader + " reads " + name
	}
	for _, end := range j.Ends {
		if g.nodes[g.index[end.Parent.Table]].hidden {
			return false, end.Parent.Table.Name + " is not shown"
		}
	}
	return true, j.Reason
}

// replace hides the junction at a node and turns the first of its two lines into the many-to-many line.
func (g *graph) replace(at int, lines []int, j *schema.Junction) {
	if g.nodes[at].hidden {
		return
	}
	g.nodes[at].hidden = true
	g.lines[lines[0]] = line{
		kind:     ManyToMany,
		parent:   g.index[j.Ends[0].Parent.Table],
		child:    g.index[j.Ends[1].Parent.Table],
		junction: j,
	}
	g.lines[lines[1]].dropped = true
}

// shownJunctions leaves out the junctions of which the picture shows neither table nor line.
func (g *graph) shownJunctions(all []Junction) []Junction {
	names := g.naming()
	drawn := map[schema.Name]bool{}
	for i := range g.lines {
		if l := &g.lines[i]; l.kind == ManyToMany && g.shown(l) {
			drawn[l.junction.Table] = true
		}
	}
	var out []Junction
	for _, j := range all {
		if j.Collapsed && drawn[j.Table] || !j.Collapsed && !g.nodes[g.index[j.Table]].hidden {
			j.Label = names.label(j.Table)
			out = append(out, j)
		}
	}
	return out
}

// CollapseReport tells which junction tables were drawn as one line and why the others were not, such as
// "collapsed 1: user_roles; kept 1: order_items has quantity, price". It is empty without junction tables.
func (d *Diagram) CollapseReport() string {
	var collapsed, kept []string
	for i := range d.Junctions {
		if j := &d.Junctions[i]; j.Collapsed {
			collapsed = append(collapsed, j.Label)
		} else {
			kept = append(kept, j.Why)
		}
	}
	var parts []string
	if len(collapsed) > 0 {
		parts = append(parts, fmt.Sprintf("collapsed %d: %s", len(collapsed), strings.Join(collapsed, ", ")))
	}
	if len(kept) > 0 {
		parts = append(parts, fmt.Sprintf("kept %d: %s", len(kept), strings.Join(kept, "; ")))
	}
	return strings.Join(parts, "; ")
}
