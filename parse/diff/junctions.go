package diff

import (
	"fmt"
	"strings"

	"crowsfoot/parse/schema"
)

// junctions are the junction tables of one side, and why other tables are none.
type junctions struct {
	are    map[schema.Name]*schema.Junction
	areNot map[schema.Name]string
}

func newJunctions(s *schema.Schema) *junctions {
	out := &junctions{are: map[schema.Name]*schema.Junction{}, areNot: map[schema.Name]string{}}
	for _, j := range schema.Junctions(s) {
		out.are[j.Table] = &j
	}
	for _, n := range schema.NotJunctions(s) {
		out.areNot[n.Table] = n.Reason
	}
	return out
}

// followJunction tells that a table became a junction table, ceased to be one, or is purer or less pure. What holds
// a payload before and after is an entity of its own, whatever else it is.
func (c *comparison) followJunction(t *TablePair, before, after *junctions) {
	from, to := before.are[t.Before.Name], after.are[t.After.Name]
	if level(from) == level(to) || !collapsible(from) && !collapsible(to) {
		return
	}
	label := c.label(t.After.Name)
	k := Consequence{Kind: Junction, Table: t.After.Name, Before: level(from), After: level(to), Pos: t.After.Span.Pos}
	switch {
	case from == nil:
		k.Text = fmt.Sprintf("%s is %s of %s and %s now", label, kindOf(to),
			c.label(to.Ends[0].Parent.Table), c.label(to.Ends[1].Parent.Table))
	case to == nil:
		why := after.areNot[t.After.Name]
		if why == "" {
			why = "it has not two foreign keys"
		}
		k.Text = fmt.Sprintf("%s is no junction any more: %s", label, why)
	case to.Level > from.Level:
		k.Text = fmt.Sprintf("%s gained %s: no longer %s", label, news(to, set(c.columnsAfter(t.Before.Name, from.Payload), c.columnsAfter(t.Before.Name, from.Bookkeeping))), kindOf(from))
	default:
		k.Text = fmt.Sprintf("%s lost %s: now %s", label, news(from, set(to.Payload, to.Bookkeeping)), kindOf(to))
	}
	c.follows(k)
}

func collapsible(j *schema.Junction) bool { return j != nil && j.Level != schema.Payload }

func level(j *schema.Junction) string {
	if j == nil {
		return ""
	}
	return j.Level.String()
}

// kindOf is such as "a pure junction".
func kindOf(j *schema.Junction) string {
	if j.Level == schema.Payload {
		return "a junction with payload"
	}
	return schema.WithArticle(j.Level.String()) + " junction"
}

// news lists the columns besides keys of the level of the junction that the other side does not have.
func news(j *schema.Junction, held map[string]bool) string {
	list := j.Payload
	if j.Level == schema.Audit {
		list = j.Bookkeeping
	}
	var out []string
	for _, name := range list {
		if !held[name] {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		out = list
	}
	return strings.Join(out, ", ")
}

func set(lists ...[]string) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for _, name := range list {
			out[name] = true
		}
	}
	return out
}
