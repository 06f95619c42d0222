package diagram

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/parse/diff"
)

// columnChange is what a diff did to a column, and what it was before.
type columnChange struct {
	change Change
	was    string
}

// columnChanges tells what the changes to a table, and to its enumerated types, did to each of its columns.
func (b *diffGraph) columnChanges(p *diff.TablePair, changes []*diff.Change) []columnChange {
	was := map[string][]string{} // by the name after
	for _, c := range changes {
		if text := wasColumn(c); text != "" {
			was[c.Name] = append(was[c.Name], text)
		}
	}
	primary, unique, _ := marks(p.Before)
	primaryNow, uniqueNow, _ := marks(p.After)
	out := make([]columnChange, len(p.Columns))
	for i, c := range p.Columns {
		switch {
		case c.Before == nil:
			out[i].change = Added
			continue
		case c.After == nil:
			out[i].change = Removed
			continue
		}
		parts := was[c.After.Name]
		if is := primary[c.Before.Name]; is != primaryNow[c.After.Name] {
			parts = append(parts, not(is)+"PRIMARY KEY")
		} else if is := unique[c.Before.Name]; is != uniqueNow[c.After.Name] {
			parts = append(parts, not(is)+"UNIQUE")
		}
		if values := b.wasEnum(p, &c); values != nil {
			parts = append(parts, "one of "+strings.Join(values, ", "))
		}
		if len(parts) > 0 {
			out[i] = columnChange{change: Changed, was: strings.Join(parts, ", ")}
		}
	}
	return out
}

// wasEnum returns the values that the type of a column had, when it has others now; nil when it has the same, or
// the column has another type.
func (b *diffGraph) wasEnum(p *diff.TablePair, c *diff.ColumnPair) []string {
	if c.Before.Type != c.After.Type {
		return nil
	}
	was := b.enumsBefore.values(c.Before.Type, p.Before.Name.Namespace)
	is := slices.Clone(b.enumsAfter.values(c.After.Type, p.After.Name.Namespace))
	slices.Sort(is)
	if is == nil || slices.Equal(slices.Sorted(slices.Values(was)), is) {
		return nil
	}
	return was
}

// wasColumn is what one change says that a column was before, "" for changes to other things.
func wasColumn(c *diff.Change) string {
	switch c.Kind {
	case diff.ColumnRenamed, diff.ColumnNull:
		return c.Before
	case diff.ColumnType:
		if c.Before == "" {
			return "of any type"
		}
		return c.Before
	case diff.ColumnDefault:
		if c.Before == "" {
			return "without default"
		}
		return "DEFAULT " + c.Before
	case diff.ColumnIdentity, diff.ColumnGenerated:
		if c.Before == "" {
			return "not " + c.After
		}
		return c.Before
	case diff.ColumnComment:
		if c.Before == "" {
			return "without comment"
		}
		return "commented " + c.Before
	default:
		return ""
	}
}

func not(is bool) string {
	if is {
		return ""
	}
	return "not "
}

// wasLine says what was different about a line: where it went, its ends, its actions; "" when nothing was.
func wasLine(p *diff.RelationshipPair) string {
	var parts []string
	before, after := p.Before, p.After
	if p.Retargeted {
		parts = append(parts, "to "+before.Parent.Table.Name+"("+strings.Join(before.Parent.Columns, ", ")+")")
	}
	if before.Parent.Cardinality != after.Parent.Cardinality {
		parts = append(parts, before.Parent.Phrase())
	}
	if before.Child.Cardinality != after.Child.Cardinality {
		parts = append(parts, before.Child.Phrase())
	}
	if before.Identifying != after.Identifying {
		parts = append(parts, not(before.Identifying)+"identifying")
	}
	old, fresh := before.ForeignKey, after.ForeignKey
	if old.OnDelete != fresh.OnDelete {
		parts = append(parts, "ON DELETE "+old.OnDelete.String())
	}
	if old.OnUpdate != fresh.OnUpdate {
		parts = append(parts, "ON UPDATE "+old.OnUpdate.String())
	}
	return strings.Join(parts, ", ")
}

// focusOnChanges hides what did not change and lies more than depth lines away from what did. The ends of lines
// that changed stay.
func (g *graph) focusOnChanges(depth int) {
	var seeds []int
	for i := range g.nodes {
		if !g.nodes[i].hidden && g.nodes[i].change != Unchanged {
			seeds = append(seeds, i)
		}
	}
	near := g.near(seeds, depth)
	for i := range g.lines {
		if l := &g.lines[i]; g.shown(l) && l.change != Unchanged {
			near[l.parent], near[l.child] = true, true
		}
	}
	for i := range g.nodes {
		g.nodes[i].hidden = g.nodes[i].hidden || !near[i]
	}
}

// describeDiff tells the changes and what follows from them in sentences.
func describeDiff(r *diff.Result) []string {
	var out []string
	for i := range r.Changes {
		out = append(out, r.Changes[i].Text+".")
	}
	for i := range r.Consequences {
		out = append(out, r.Consequences[i].Text+".")
	}
	if left := len(out) - maxSentences; left > 0 {
		out = append(out[:maxSentences], fmt.Sprintf("And %s.", count(left, "more change")))
	}
	return out
}
