package parse

import (
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// likeables finds what each LIKE names; nil for what is not there.
func (b *builder) likeables(s *syntax.CreateTable) []*table {
	if len(s.Likes) == 0 {
		return nil
	}
	list := make([]*table, len(s.Likes))
	for i := range s.Likes {
		list[i] = b.likeable(s.Likes[i].Name)
	}
	return list
}

// likeColumns takes over the columns of each LIKE that stands behind so many columns, from one number to another.
func (b *builder) likeColumns(t *table, s *syntax.CreateTable, likes []*table, from, to int) {
	for i := range s.Likes {
		if like := &s.Likes[i]; like.At >= from && like.At <= to {
			b.likeColumnsOf(t, like, likes[i], s.Span)
		}
	}
}

func (b *builder) likeColumnsOf(t *table, like *syntax.Like, from *table, span diag.Span) {
	if from == nil {
		b.unknownTable(like.Name, "like", span)
		t.open = true
		return
	}
	t.open = t.open || from.open
	if b.dialect == dialect.MySQL && t.Comment == "" {
		t.Comment = from.Comment
	}
	for _, c := range b.copyColumns(t, from.Columns) {
		if old := b.column(t, c.Name); old != nil {
			old.NotNull = old.NotNull || c.NotNull
			continue
		}
		if !like.Defaults && !c.Generated {
			c.Default = ""
		}
		if !like.Generated && c.Generated {
			c.Generated, c.Default = false, ""
			b.compute(c, nil)
		}
		if !like.Comments {
			c.Comment = ""
		}
		c.Identity = c.Identity && like.Identity
		t.Columns = append(t.Columns, c)
		b.makeLocal(t, c)
	}
}

// likeKeys takes over the keys that LIKE names.
func (b *builder) likeKeys(t *table, like *syntax.Like, from *table, span diag.Span) {
	if from == nil || !like.Indexes {
		return
	}
	for _, k := range from.indexes() {
		b.addKey(t, k.Kind, &syntax.Constraint{
			Name: b.likeName(&k), Columns: slices.Clone(k.Columns), Include: slices.Clone(k.include), Partial: k.Partial, Expression: k.Expression, Span: span,
		}, k.Index)
	}
}

// indexes are the keys of a table, with those that a partition has from above.
func (t *table) indexes() []tableKey {
	list := t.keys
	for up := t.part; up != nil; up = up.part {
		for _, k := range up.keys {
			if !slices.ContainsFunc(list, func(own tableKey) bool { return own.covers(&k) }) {
				list = append(slices.Clip(list), k)
			}
		}
	}
	return list
}

// covers reports whether a partition that has the key needs no other one for that of the table above. For a constraint it
// has to have one.
func (k *tableKey) covers(above *tableKey) bool {
	return slices.Equal(k.Columns, above.Columns) && slices.Equal(k.include, above.include) &&
		k.traits.NullsNotDistinct == above.traits.NullsNotDistinct && (above.Index || !k.Index)
}

// likeable finds the table that LIKE names, or makes one of a view or composite type of the name; nil for none.
func (b *builder) likeable(n syntax.Name) *table {
	if t := b.lookup(n); t != nil {
		return t
	}
	if v := b.lookupView(n); v != nil {
		return &table{Table: &schema.Table{Columns: v.columns}, open: v.open}
	}
	if u := b.userType(n); u != nil {
		return u.body
	}
	return nil
}

// likeName is the name of a copied key: MySQL keeps it, elsewhere the server makes a new one.
func (b *builder) likeName(k *tableKey) string {
	if b.dialect == dialect.MySQL {
		return k.Name
	}
	return ""
}
