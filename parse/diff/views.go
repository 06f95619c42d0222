package diff

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/parse/schema"
)

// pairViews finds out which views are one before and after, by their names.
func (c *comparison) pairViews() {
	before, after := c.before.schema.Views, c.after.schema.Views
	p := newPairing(len(before), len(after))
	for _, key := range []func(schema.Name) string{exact, folded} {
		p.by(func(i int) string { return key(before[i].Name) }, func(i int) string { return key(after[i].Name) }, nil)
	}
	for _, u := range p.union() {
		pair := ViewPair{}
		if u[0] >= 0 {
			pair.Before = before[u[0]]
		}
		if u[1] >= 0 {
			pair.After = after[u[1]]
		}
		if pair.Before != nil && pair.After != nil {
			if _, isTable := c.names[pair.Before.Name]; !isTable {
				c.names[pair.Before.Name] = pair.After.Name
			}
		}
		c.result.Views = append(c.result.Views, pair)
	}
}

func (c *comparison) compareViews() {
	for i := range c.result.Views {
		switch p := &c.result.Views[i]; {
		case p.Before == nil:
			c.add(Change{
				Kind: ViewAdded, Table: p.After.Name, Pos: p.After.Span.Pos, Text: fmt.Sprintf("view %s added", c.label(p.After.Name)),
			})
		case p.After == nil:
			c.add(Change{
				Kind: ViewRemoved, Table: p.Before.Name, Pos: p.Before.Span.Pos, Text: fmt.Sprintf("view %s removed", c.label(p.Before.Name)),
				Risk: Breaks, RiskWhy: "programs read it",
			})
		default:
			c.compareView(p)
		}
	}
}

func (c *comparison) compareView(p *ViewPair) {
	change := func(kind Kind, before, after, text string) {
		c.add(Change{
			Kind: kind, Table: p.After.Name, Before: before, After: after, Pos: p.After.Span.Pos,
			Text: "view " + c.label(p.After.Name) + text,
		})
	}
	if p.Before.Materialized != p.After.Materialized {
		kind := map[bool]string{true: "materialized", false: "not materialized"}
		from, to := kind[p.Before.Materialized], kind[p.After.Materialized]
		change(ViewKind, from, to, " is "+to+" now")
	}
	gone, came := c.readsChanged(p)
	if len(gone)+len(came) > 0 {
		var parts []string
		if len(came) > 0 {
			parts = append(parts, "reads "+strings.Join(came, ", ")+" now")
		}
		if len(gone) > 0 {
			parts = append(parts, "does not read "+strings.Join(gone, ", ")+" any more")
		}
		change(ViewReads, strings.Join(gone, ", "), strings.Join(came, ", "), " "+strings.Join(parts, ", "))
	}
	if p.Before.Comment != p.After.Comment {
		change(ViewComment, p.Before.Comment, p.After.Comment, ": comment "+transition(quote(p.Before.Comment), quote(p.After.Comment)))
	}
}

// readsChanged lists what the view reads on one side only, sorted.
func (c *comparison) readsChanged(p *ViewPair) (gone, came []string) {
	before, after := map[string]string{}, map[string]string{}
	for _, n := range p.Before.Reads {
		before[folded(c.nameAfter(n))] = c.label(n)
	}
	for _, n := range p.After.Reads {
		after[folded(n)] = c.label(n)
	}
	for key, name := range before {
		if _, ok := after[key]; !ok {
			gone = append(gone, name)
		}
	}
	for key, name := range after {
		if _, ok := before[key]; !ok {
			came = append(came, name)
		}
	}
	slices.Sort(gone)
	slices.Sort(came)
	return gone, came
}

// compareEnums compares enumerated types by their values, in any order.
func (c *comparison) compareEnums() {
	before, after := c.before.schema.Enums, c.after.schema.Enums
	p := newPairing(len(before), len(after))
	for _, key := range []func(schema.Name) string{exact, folded} {
		p.by(func(i int) string { return key(before[i].Name) }, func(i int) string { return key(after[i].Name) }, nil)
	}
	for _, u := range p.union() {
		switch {
		case u[0] < 0:
			e := after[u[1]]
			c.add(Change{
				Kind: EnumAdded, Table: e.Name, After: strings.Join(e.Values, ", "), Pos: e.Span.Pos,
				Text: fmt.Sprintf("type %s added: %s", c.label(e.Name), strings.Join(e.Values, ", ")),
			})
		case u[1] < 0:
			e := before[u[0]]
			c.add(Change{
				Kind: EnumRemoved, Table: e.Name, Before: strings.Join(e.Values, ", "), Pos: e.Span.Pos,
				Text: fmt.Sprintf("type %s removed", c.label(e.Name)),
			})
		default:
			c.compareValues(before[u[0]], after[u[1]])
		}
	}
}

func (c *comparison) compareValues(before, after *schema.Enum) {
	label := c.label(after.Name)
	for _, v := range missing(after.Values, before.Values) {
		c.add(Change{
			Kind: EnumValueAdded, Table: after.Name, Name: v, After: v, Pos: after.Span.Pos,
			Text: fmt.Sprintf("type %s: value %s added", label, v),
		})
	}
	for _, v := range missing(before.Values, after.Values) {
		c.add(Change{
			Kind: EnumValueRemoved, Table: after.Name, Name: v, Before: v, Pos: before.Span.Pos,
			Text: fmt.Sprintf("type %s: value %s removed", label, v),
			Risk: Breaks, RiskWhy: "rows may hold it",
		})
	}
}

// missing lists, once each, the values that the other list lacks.
func missing(values, other []string) []string {
	seen := make(map[string]bool, len(other))
	for _, v := range other {
		seen[v] = true
	}
	var out []string
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}
