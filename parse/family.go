package parse

import (
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// alterFamily folds what ties a table to another one.
func (b *builder) alterFamily(t *table, a *syntax.AlterAction, at diag.Span) {
	other := b.lookup(a.Table)
	if other == nil {
		b.unknownTable(a.Table, "cannot find", at)
		return
	}
	switch a.Op {
	case syntax.AttachPartition:
		if !above(other, t) {
			other.part = t
			t.below = append(t.below, other)
		}
	case syntax.DetachPartition:
		b.detach(other)
	case syntax.AddInherit:
		if !above(t, other) {
			t.parents = append(t.parents, other)
			other.below = append(other.below, t)
			for _, c := range t.Columns {
				b.makeLocal(t, c)
			}
		}
	case syntax.DropInherit:
		b.leave(t, other)
	default:
	}
}

// above reports whether a table is another one, or stands above that: to make it a child of that would go round in a circle.
func above(t, child *table) bool {
	seen := map[*table]bool{}
	for list := []*table{child}; len(list) > 0; {
		up := list[0]
		list = list[1:]
		if up == t {
			return true
		}
		if seen[up] {
			continue
		}
		seen[up] = true
		list = append(list, up.parents...)
		if up.part != nil {
			list = append(list, up.part)
		}
	}
	return false
}

// leave folds NO INHERIT: the columns stay, and are the child's own where no other parent has them.
func (b *builder) leave(t, parent *table) {
	for _, c := range parent.Columns {
		if own := b.column(t, c.Name); own != nil && b.parentsWith(t, c.Name) == 1 {
			b.makeLocal(t, own)
		}
	}
	t.parents = slices.DeleteFunc(t.parents, func(p *table) bool { return p == parent })
}

// parentsWith counts the parents of INHERITS that have a column.
func (b *builder) parentsWith(t *table, column string) int {
	n := 0
	for _, p := range t.parents {
		if b.column(p, column) != nil {
			n++
		}
	}
	return n
}

// detach makes a table of its own of a partition, which keeps the keys that it shared.
func (b *builder) detach(t *table) {
	root := t.part
	t.part, t.PartitionOf = nil, schema.Name{}
	if root == nil {
		return
	}
	for up := root; up != nil; up = up.part {
		b.takeKeys(t, up)
	}
}

// takeKeys copies the keys of a table from above that a partition has not itself.
func (b *builder) takeKeys(t, root *table) {
	for _, k := range root.keys {
		if !slices.ContainsFunc(t.keys, func(own tableKey) bool { return own.covers(&k) }) {
			t.keys = append(t.keys, tableKey{
				Key:     schema.Key{Kind: k.Kind, Columns: slices.Clone(k.Columns), Partial: k.Partial, Expression: k.Expression, Index: k.Index, Span: k.Span},
				include: slices.Clone(k.include), traits: k.traits,
			})
		}
	}
	for _, fk := range root.fks {
		if !slices.ContainsFunc(t.fks, func(own *foreignKey) bool { return slices.Equal(own.Columns, fk.Columns) }) {
			clone := *fk.ForeignKey
			clone.Columns, clone.RefColumns = slices.Clone(fk.Columns), slices.Clone(fk.RefColumns)
			own := &foreignKey{ForeignKey: &clone, auto: fk.auto, primary: fk.primary}
			t.fks = append(t.fks, own)
			if fk.target != nil {
				own.Ref = fk.target.Name
			}
			b.referTo(t, own, fk.target)
		}
	}
}

// descendants returns the partitions of a table and the tables that inherit from it, through all levels, each once and
// behind its parents of the level above. Changes to columns go down to them.
func descendants(t *table) []*table {
	if len(t.below) == 0 {
		return nil
	}
	seen := map[*table]bool{t: true}
	var list []*table
	for i, up := -1, t; ; up = list[i] {
		for _, c := range up.below {
			if !seen[c] && !c.dropped && (c.part == up || slices.Contains(c.parents, up)) {
				seen[c] = true
				list = append(list, c)
			}
		}
		if i++; i == len(list) {
			return list
		}
	}
}

// down returns the tables to which a change of the column goes down: with ONLY to none, and the column is theirs from
// then on.
func (b *builder) down(t *table, column string) []*table {
	if !b.only {
		return descendants(t)
	}
	for _, child := range t.below {
		if c := b.column(child, column); c != nil {
			b.makeLocal(child, c)
		}
	}
	return nil
}

// inherited reports whether a table still has a column from a parent, or declares it itself.
func (b *builder) inherited(t *table, column string) bool {
	if t.part != nil {
		return b.column(t.part, column) != nil
	}
	return t.local[b.column(t, column)] || b.parentsWith(t, column) > 0
}
