package diagram

import (
	"slices"
	"strings"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
)

// filter hides what Include leaves out and what Exclude names, and then what is only there to be referenced and no
// longer is.
func (g *graph) filter(opts Options) {
	for i := range g.nodes {
		n := &g.nodes[i]
		n.hidden = g.leavesOut(opts, n.name)
	}
	referenced := make(map[int]bool, len(g.lines))
	for i := range g.lines {
		if l := &g.lines[i]; g.shown(l) {
			referenced[l.parent] = true
		}
	}
	for i := range g.nodes {
		if n := &g.nodes[i]; n.kind == Ghost && !referenced[i] {
			n.hidden = true
		}
	}
}

// focus hides all but the tables that Focus names and what lies within Depth lines of them.
func (g *graph) focus(opts Options) {
	if len(opts.Focus) == 0 {
		return
	}
	var seeds []int
	for i := range g.nodes {
		if !g.nodes[i].hidden && g.matchesAny(opts.Focus, g.nodes[i].name) {
			seeds = append(seeds, i)
		}
	}
	near := g.near(seeds, opts.Depth)
	for i := range g.nodes {
		g.nodes[i].hidden = !near[i]
	}
}

// near returns the nodes up to depth shown lines away from the seeds, by index.
func (g *graph) near(seeds []int, depth int) map[int]bool {
	distance := make(map[int]int, len(seeds))
	near := make(map[int]bool, len(seeds))
	for _, i := range seeds {
		near[i] = true
	}
	neighbours := g.neighbours()
	for queue := seeds; len(queue) > 0; queue = queue[1:] {
		i := queue[0]
		if distance[i] >= depth {
			continue
		}
		for _, j := range neighbours[i] {
			if !near[j] {
				near[j] = true
				distance[j] = distance[i] + 1
				queue = append(queue, j)
			}
		}
	}
	return near
}

// neighbours returns, for each node, the nodes at the other ends of its shown lines.
func (g *graph) neighbours() [][]int {
	out := make([][]int, len(g.nodes))
	for i := range g.lines {
		if l := &g.lines[i]; g.shown(l) {
			out[l.parent] = append(out[l.parent], l.child)
			out[l.child] = append(out[l.child], l.parent)
		}
	}
	return out
}

// CheckPatterns returns an UnmatchedError for the first pattern of Include, then of Focus, that names nothing
// that could be drawn, and nil when there is none.
func CheckPatterns(s *schema.Schema, opts Options) error {
	return newGraph(s, opts).check(opts, s.Views)
}

// CheckDiffPatterns does the same for a comparison, in which a pattern may name a table or view of either side.
func CheckDiffPatterns(r *diff.Result, opts Options) error {
	opts.Views = true
	return newDiffGraph(r, opts).check(opts, nil)
}

// Narrow leaves in a comparison the changes to those tables, views and types that Include and Exclude leave, and what
// follows for them.
func Narrow(r *diff.Result, opts Options) *diff.Result {
	if len(opts.Include)+len(opts.Exclude) == 0 {
		return r
	}
	g := newDiffGraph(r, opts).graph
	narrow := *r
	narrow.Changes = slices.DeleteFunc(slices.Clone(r.Changes), func(c diff.Change) bool { return g.leavesOut(opts, c.Table) })
	narrow.Consequences = slices.DeleteFunc(slices.Clone(r.Consequences), func(c diff.Consequence) bool { return g.leavesOut(opts, c.Table) })
	return &narrow
}

// leavesOut reports whether Include or Exclude leave something out.
func (g *graph) leavesOut(opts Options, n schema.Name) bool {
	return len(opts.Include) > 0 && !g.matchesAny(opts.Include, n) || g.matchesAny(opts.Exclude, n)
}

// check returns an UnmatchedError for the first pattern that names no node; views are those that are no nodes.
func (g *graph) check(opts Options, views []*schema.View) error {
	for _, o := range []struct {
		name     string
		patterns []string
	}{{"include", opts.Include}, {"focus", opts.Focus}} {
		for _, p := range o.patterns {
			if !g.matches(p) {
				return &UnmatchedError{Option: o.name, Pattern: p, Nearest: g.nearest(p), Why: g.unfit(views, p)}
			}
		}
		// What is left out by Include or Exclude cannot be focused on.
		g.filter(opts)
	}
	return nil
}

// matches reports whether the pattern names a node that is not hidden.
func (g *graph) matches(pattern string) bool {
	for i := range g.nodes {
		if !g.nodes[i].hidden && g.matchesAny([]string{pattern}, g.nodes[i].name) {
			return true
		}
	}
	return false
}

// unfit says why what a pattern matches is not drawn, "" when it matches nothing at all.
func (g *graph) unfit(views []*schema.View, pattern string) string {
	for i := range g.nodes {
		if g.matchesAny([]string{pattern}, g.nodes[i].name) {
			return "no table that include and exclude leave"
		}
	}
	for _, v := range views {
		if g.matchesAny([]string{pattern}, v.Name) {
			return "a view, and views are not drawn"
		}
	}
	return ""
}

// matchesAny reports whether one of the patterns matches the name, with its schema or without.
func (g *graph) matchesAny(patterns []string, n schema.Name) bool {
	n = g.names.full(n)
	for _, p := range patterns {
		if glob(p, n.Name) || n.Namespace != "" && glob(p, n.String()) {
			return true
		}
	}
	return false
}

// glob reports whether the pattern matches the whole text in any case. A * stands for any characters, a ? for one.
func glob(pattern, text string) bool {
	p, t := []rune(strings.ToLower(pattern)), []rune(strings.ToLower(text))
	star, from := -1, 0 // the last star, and where in the text what follows it was tried
	i, j := 0, 0
	for j < len(t) {
		switch {
		case i < len(p) && p[i] == '*':
			star, from = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == t[j]):
			i++
			j++
		case star >= 0:
			from++
			i, j = star+1, from
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}
