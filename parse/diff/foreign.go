package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/parse/schema"
)

// pairRelationships finds out which foreign keys of a table are one before and after: those with the same
// columns and the same parent, then those with the same columns.
func (c *comparison) pairRelationships(t *TablePair) {
	var before, after []*schema.Relationship
	if t.Before != nil {
		before = c.before.relationships[t.Before.Name]
	}
	if t.After != nil {
		after = c.after.relationships[t.After.Name]
	}
	p := newPairing(len(before), len(after))
	p.by(
		func(i int) string { return c.reference(before[i], c.before) },
		func(i int) string { return c.reference(after[i], c.after) },
		nil,
	)
	moved := p.by(
		func(i int) string {
			return implied(before[i]) + sorted(c.columnsAfter(t.Before.Name, before[i].Child.Columns))
		},
		func(i int) string { return implied(after[i]) + sorted(after[i].Child.Columns) },
		nil,
	)
	for _, u := range p.union() {
		pair := RelationshipPair{}
		if u[0] >= 0 {
			pair.Before = before[u[0]]
		}
		if u[1] >= 0 {
			pair.After = after[u[1]]
		}
		pair.Retargeted = slices.Contains(moved, u)
		t.Relationships = append(t.Relationships, pair)
	}
}

func implied(r *schema.Relationship) string { return strconv.FormatBool(r.ForeignKey.Implied) }

// reference is equal for foreign keys of one table that say the same, by the names after the change.
func (c *comparison) reference(r *schema.Relationship, s *side) string {
	columns, refColumns, parent := r.Child.Columns, r.Parent.Columns, r.Parent.Table
	if s == c.before {
		columns, refColumns = c.columnsAfter(r.Child.Table, columns), c.columnsAfter(parent, refColumns)
		parent = c.nameAfter(parent)
	}
	pairs := make([]string, len(columns))
	for i, name := range columns {
		pairs[i] = strconv.Quote(strings.ToLower(name))
		if i < len(refColumns) {
			pairs[i] += strconv.Quote(strings.ToLower(refColumns[i]))
		}
	}
	slices.Sort(pairs)
	return implied(r) + folded(parent) + strings.Join(pairs, ",")
}

// compareForeignKeys tells what changed in the foreign keys of a table that is there on both sides.
func (c *comparison) compareForeignKeys(t *TablePair) {
	for i := range t.Relationships {
		switch p := &t.Relationships[i]; {
		case p.Before == nil:
			c.foreignKeyAdded(t, p.After)
		case p.After == nil:
			c.foreignKeyRemoved(t, p.Before)
		default:
			c.foreignKeyTarget(t, p)
			c.foreignKeyActions(t, p)
		}
	}
}

func (c *comparison) foreignKeyAdded(t *TablePair, r *schema.Relationship) {
	to := c.target(r)
	change := Change{
		Kind: ForeignKeyAdded, Table: t.After.Name, Name: quoted(r.Child.Columns), After: to, Pos: r.ForeignKey.Span.Pos,
		Text: fmt.Sprintf("%s.%s references %s now", c.label(t.After.Name), quoted(r.Child.Columns), to) + impliedMark(r),
	}
	if !r.ForeignKey.Implied && !emptySoFar(t, r.Child.Columns) {
		change.Risk, change.RiskWhy = Breaks, "it fails on rows that reference nothing"
	}
	c.add(change)
}

func (c *comparison) foreignKeyRemoved(t *TablePair, r *schema.Relationship) {
	columns, from := quoted(c.columnsAfter(t.Before.Name, r.Child.Columns)), c.target(r)
	c.add(Change{
		Kind: ForeignKeyRemoved, Table: t.After.Name, Name: columns, Before: from, Pos: r.ForeignKey.Span.Pos,
		Text: fmt.Sprintf("%s.%s does not reference %s any more", c.label(t.After.Name), columns, from) + impliedMark(r),
	})
}

func impliedMark(r *schema.Relationship) string {
	if r.ForeignKey.Implied {
		return " (implied by its name)"
	}
	return ""
}

// foreignKeyTarget tells that a foreign key references something else.
func (c *comparison) foreignKeyTarget(t *TablePair, p *RelationshipPair) {
	if !p.Retargeted {
		return
	}
	from, to, columns := c.target(p.Before), c.target(p.After), quoted(p.After.Child.Columns)
	c.add(Change{
		Kind: ForeignKeyTarget, Table: t.After.Name, Name: columns, Before: from, After: to, Pos: p.After.ForeignKey.Span.Pos,
		Text: fmt.Sprintf("%s.%s references %s now (was %s)", c.label(t.After.Name), columns, to, from),
		Risk: Breaks, RiskWhy: "it fails on rows that reference nothing",
	})
}

func (c *comparison) foreignKeyActions(t *TablePair, p *RelationshipPair) {
	b, a := p.Before.ForeignKey, p.After.ForeignKey
	c.foreignKeyAction(ForeignKeyOnDelete, "ON DELETE", t, p, b.OnDelete, a.OnDelete)
	c.foreignKeyAction(ForeignKeyOnUpdate, "ON UPDATE", t, p, b.OnUpdate, a.OnUpdate)
}

// foreignKeyAction compares one action. RESTRICT and NO ACTION differ in when they check, but not in what
// they let happen; both are told, because both are written.
func (c *comparison) foreignKeyAction(kind Kind, when string, t *TablePair, p *RelationshipPair, before, after schema.Action) {
	if before == after {
		return
	}
	columns := quoted(p.After.Child.Columns)
	change := Change{
		Kind: kind, Table: t.After.Name, Name: columns, Before: before.String(), After: after.String(), Pos: p.After.ForeignKey.Span.Pos,
		Text: fmt.Sprintf("%s.%s: %s %s", c.label(t.After.Name), columns, when, transition(before.String(), after.String())),
	}
	child, parent := schema.Plural(t.After.Name.Name), schema.WithArticle(schema.Singular(p.After.Parent.Table.Name))
	if kind == ForeignKeyOnDelete {
		switch after {
		case schema.Cascade:
			change.Risk, change.RiskWhy = LosesData, fmt.Sprintf("deleting %s deletes its %s now", parent, child)
		case schema.SetNull, schema.SetDefault:
			change.Risk, change.RiskWhy = LosesData, fmt.Sprintf("deleting %s cuts its %s off now", parent, child)
		case schema.NoAction, schema.Restrict:
			change.Risk, change.RiskWhy = Breaks, fmt.Sprintf("%s with %s cannot be deleted now", parent, child)
			if before == schema.NoAction || before == schema.Restrict {
				change.Risk, change.RiskWhy = NoRisk, ""
			}
		}
	}
	c.add(change)
}

// target is what a foreign key references: "users(id)".
func (c *comparison) target(r *schema.Relationship) string {
	text := c.label(r.Parent.Table)
	if len(r.Parent.Columns) > 0 {
		text += "(" + strings.Join(r.Parent.Columns, ", ") + ")"
	}
	return text
}
