package diff

import (
	"fmt"
	"strings"

	"crowsfoot/parse/schema"
)

// follow tells what the changes mean: for the ends of lines, for junctions, and for references that hang in the air.
func (c *comparison) follow() {
	before, after := newJunctions(c.before.schema), newJunctions(c.after.schema)
	for i := range c.result.Tables {
		p := &c.result.Tables[i]
		if p.Before != nil && p.After != nil && !c.isPartition(p) {
			for k := range p.Relationships {
				c.followRelationship(p, &p.Relationships[k])
			}
			c.followJunction(p, before, after)
		}
		for k := range p.Relationships {
			if r := &p.Relationships[k]; r.Before != nil && r.After != nil && !r.Retargeted {
				c.followReference(p, r)
			}
		}
	}
	for i := range c.result.Views {
		if p := &c.result.Views[i]; p.Before != nil && p.After != nil {
			c.followReads(p)
		}
	}
}

func (c *comparison) follows(k Consequence) { c.result.Consequences = append(c.result.Consequences, k) }

// followRelationship tells what became of a relationship whose child is there on both sides.
func (c *comparison) followRelationship(t *TablePair, p *RelationshipPair) {
	switch {
	case p.Before == nil:
		c.follows(Consequence{
			Kind: Related, Table: t.After.Name, Name: quoted(p.After.Child.Columns), After: c.label(p.After.Parent.Table),
			Text: c.sentence(p.After), Pos: p.After.ForeignKey.Span.Pos,
		})
	case p.After == nil:
		c.follows(Consequence{
			Kind: Related, Table: t.After.Name, Name: quoted(c.columnsAfter(t.Before.Name, p.Before.Child.Columns)),
			Before: c.label(p.Before.Parent.Table), Pos: p.Before.ForeignKey.Span.Pos,
			Text: "No more: " + lowerFirst(c.sentence(p.Before)),
		})
	default:
		c.followParentEnd(t, p)
		c.followChildEnd(t, p)
		c.followIdentifying(t, p)
	}
}

// sentence tells a relationship, with the columns that carry it.
func (c *comparison) sentence(r *schema.Relationship) string {
	called := *r
	called.Child.Table, called.Parent.Table = schema.Name{Name: c.label(r.Child.Table)}, schema.Name{Name: c.label(r.Parent.Table)}
	return strings.TrimSuffix(called.Sentence(true), ".")
}

func lowerFirst(text string) string { return strings.ToLower(text[:1]) + text[1:] }

func (c *comparison) followParentEnd(t *TablePair, p *RelationshipPair) {
	from, to := &p.Before.Parent, &p.After.Parent
	if from.Cardinality == to.Cardinality {
		return
	}
	columns := quoted(p.After.Child.Columns)
	cause := " may be NULL now"
	if to.Cardinality == schema.ExactlyOne {
		cause = " became NOT NULL"
	}
	c.follows(Consequence{
		Kind: ParentEnd, Table: t.After.Name, Name: columns, Before: from.Cardinality.String(), After: to.Cardinality.String(), Pos: to.Why.Pos,
		Text: fmt.Sprintf("%s.%s%s: %s now has %s (was %s)", c.label(t.After.Name), columns, cause,
			schema.WithArticle(schema.Singular(t.After.Name.Name)), to.Phrase(), many(from.Cardinality)),
	})
}

// many is a cardinality in words.
func many(c schema.Cardinality) string { return strings.ReplaceAll(c.String(), "-", " ") }

func (c *comparison) followChildEnd(t *TablePair, p *RelationshipPair) {
	from, to := &p.Before.Child, &p.After.Child
	if from.Cardinality == to.Cardinality {
		return
	}
	cause, change := to.Why.Text+" added", "from 1:N to 1:1"
	if to.Cardinality == schema.ZeroOrMany {
		cause, change = from.Why.Text+" dropped", "from 1:1 to 1:N"
		if to.Why.Pos.IsValid() { // a key that is not quite unique
			cause = to.Why.Text
		}
	}
	pos := to.Why.Pos
	if !pos.IsValid() {
		pos = p.After.ForeignKey.Span.Pos
	}
	c.follows(Consequence{
		Kind: ChildEnd, Table: t.After.Name, Name: quoted(p.After.Child.Columns), Pos: pos,
		Before: from.Cardinality.String(), After: to.Cardinality.String(),
		Text: fmt.Sprintf("%s: %s and %s went %s", cause, c.label(p.After.Parent.Table), c.label(t.After.Name), change),
	})
}

func (c *comparison) followIdentifying(t *TablePair, p *RelationshipPair) {
	if p.Before.Identifying == p.After.Identifying {
		return
	}
	columns := quoted(p.After.Child.Columns)
	k := Consequence{Kind: Identified, Table: t.After.Name, Name: columns, Pos: p.After.ForeignKey.Span.Pos}
	text := "%s.%s left the primary key: the relationship with %s does not identify it any more"
	k.Before, k.After = "identifying", ""
	if p.After.Identifying {
		text = "%s.%s is part of the primary key now: the relationship with %s identifies it"
		k.Before, k.After = "", "identifying"
	}
	k.Text = fmt.Sprintf(text, c.label(t.After.Name), columns, c.label(p.After.Parent.Table))
	c.follows(k)
}

// followReference tells that what a foreign key references went from the schema, or came into it.
func (c *comparison) followReference(t *TablePair, p *RelationshipPair) {
	was := c.before.index.Table(p.Before.Parent.Table) != nil
	is := c.after.index.Table(p.After.Parent.Table) != nil
	if was == is {
		return
	}
	columns, parent := quoted(p.After.Child.Columns), c.label(p.After.Parent.Table)
	k := Consequence{Kind: Dangling, Table: t.After.Name, Name: columns, Pos: p.After.ForeignKey.Span.Pos}
	if is {
		k.After = parent
		k.Text = fmt.Sprintf("%s.%s references %s, which is there now", c.label(t.After.Name), columns, parent)
	} else {
		k.Before = parent
		k.Text = fmt.Sprintf("%s.%s references %s, which is gone", c.label(t.After.Name), columns, parent)
	}
	c.follows(k)
}

// followReads tells that something which a view reads went from the schema, or came into it.
func (c *comparison) followReads(p *ViewPair) {
	read := map[string]schema.Name{}
	for _, n := range p.Before.Reads {
		read[folded(c.nameAfter(n))] = n
	}
	for _, n := range p.After.Reads {
		old, ok := read[folded(n)]
		if !ok || c.before.known(old) == c.after.known(n) {
			continue
		}
		k := Consequence{Kind: Dangling, Table: p.After.Name, Pos: p.After.Span.Pos}
		text := "view %s reads %s, which is gone"
		k.Before = c.label(n)
		if c.after.known(n) {
			text = "view %s reads %s, which is there now"
			k.Before, k.After = "", c.label(n)
		}
		k.Text = fmt.Sprintf(text, c.label(p.After.Name), c.label(n))
		c.follows(k)
	}
}
