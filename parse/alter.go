package parse

import (
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// alterTable folds ALTER TABLE, VIEW and INDEX.
func (b *builder) alterTable(s *syntax.AlterTable) {
	if s.Kind == "index" {
		b.alterIndex(s)
		return
	}
	t := b.lookup(s.Name)
	if t == nil {
		if v := b.lookupView(s.Name); v != nil {
			b.alterView(v, s)
		} else if !s.IfExists {
			b.unknownTable(s.Name, "cannot change", s.Span)
		}
		return
	}
	for i := range s.Actions {
		b.alter(t, &s.Actions[i], s.Span)
	}
}

// alter folds one action.
func (b *builder) alter(t *table, a *syntax.AlterAction, span diag.Span) {
	at := diag.Span{Pos: a.Pos, EndLine: span.EndLine, EndColumn: span.EndColumn}
	switch a.Op {
	case syntax.AddColumn:
		b.addColumn(t, a, at)
	case syntax.DropColumn:
		b.dropColumn(t, a, at)
	case syntax.RenameColumn:
		b.renameColumn(t, a.From, a.To, a.IfExists, at)
	case syntax.ChangeColumn:
		b.changeColumn(t, a, at)
	case syntax.ModifyColumn, syntax.SetNotNull, syntax.DropNotNull, syntax.SetDefaultValue, syntax.DropDefaultValue,
		syntax.SetType, syntax.AddIdentity, syntax.DropIdentity, syntax.DropExpression:
		b.alterColumn(t, a, at)
	case syntax.AddConstraint:
		b.addConstraint(t, &a.Constraint, a.IfExists)
	case syntax.DropConstraint, syntax.DropIndex:
		b.dropConstraint(t, a, at)
	case syntax.DropPrimaryKey:
		t.keys = slices.DeleteFunc(t.keys, func(k tableKey) bool { return k.Kind == schema.Primary })
	case syntax.RenameTable:
		b.renameTable(t, a.Table)
	case syntax.RenameConstraint:
		b.renameConstraint(t, a.From, a.To)
	case syntax.SetSchema:
		b.unregister(t)
		t.Name.Namespace, t.implicit = a.To, false
		b.register(t)
	case syntax.SetComment:
		t.Comment = a.CommentText
	default:
		b.alterFamily(t, a, at)
	}
}

// alterFamily folds what ties a table to another one.
func (b *builder) alterFamily(t *table, a *syntax.AlterAction, at diag.Span) {
	other := b.lookup(a.Table)
	if other == nil {
		b.unknownTable(a.Table, "cannot find", at)
		return
	}
	switch a.Op {
	case syntax.AttachPartition:
		other.part = t
	case syntax.DetachPartition:
		b.detach(other)
	case syntax.AddInherit:
		t.parents = append(t.parents, other)
		for _, c := range t.Columns {
			b.makeLocal(t, c)
		}
	case syntax.DropInherit:
		b.leave(t, other)
	default:
	}
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
	for _, k := range root.keys {
		if !slices.ContainsFunc(t.keys, func(own tableKey) bool { return slices.Equal(own.Columns, k.Columns) }) {
			t.keys = append(t.keys, tableKey{Key: schema.Key{Kind: k.Kind, Columns: slices.Clone(k.Columns), Span: k.Span}})
		}
	}
	for _, fk := range root.fks {
		if !slices.ContainsFunc(t.fks, func(own *foreignKey) bool { return slices.Equal(own.Columns, fk.Columns) }) {
			clone := *fk.ForeignKey
			clone.Columns, clone.RefColumns = slices.Clone(fk.Columns), slices.Clone(fk.RefColumns)
			t.fks = append(t.fks, &foreignKey{ForeignKey: &clone, auto: fk.auto, target: fk.target})
		}
	}
}

// children returns the partitions of t and the tables that inherit from it; changes to columns go down to them.
func (b *builder) children(t *table) []*table {
	var list []*table
	for _, c := range b.tables {
		if !c.dropped && c != t && (c.part == t || slices.Contains(c.parents, t)) {
			list = append(list, c)
		}
	}
	return list
}

// addColumn folds ADD COLUMN.
func (b *builder) addColumn(t *table, a *syntax.AlterAction, at diag.Span) {
	if b.column(t, a.Column.Name) != nil {
		if !a.IfExists {
			b.warn(diag.DuplicateColumn, at, "table %s has a column %s already; this one is left out", t.Name, a.Column.Name)
		}
		return
	}
	c := b.defineColumn(t, &a.Column, &schema.Column{}, 0)
	b.place(t, c, &a.Column)
	b.columnKeys(t, &a.Column)
	for _, child := range b.children(t) {
		if b.column(child, c.Name) == nil {
			clone := *c
			child.Columns = append(child.Columns, &clone)
		}
	}
}

// place moves a column where FIRST or AFTER says.
func (b *builder) place(t *table, c *schema.Column, s *syntax.Column) {
	if !s.First && s.After == "" {
		return
	}
	defer t.forgetColumns()
	i := slices.Index(t.Columns, c)
	t.Columns = slices.Delete(t.Columns, i, i+1)
	to := 0
	if s.After != "" {
		after := slices.Index(t.Columns, b.column(t, s.After))
		if after < 0 {
			after = i - 1
		}
		to = after + 1
	}
	t.Columns = slices.Insert(t.Columns, to, c)
}

// dropColumn folds DROP COLUMN, with the keys on it.
func (b *builder) dropColumn(t *table, a *syntax.AlterAction, at diag.Span) {
	c := b.column(t, a.From)
	if c == nil {
		if b.dialect.In(dialect.MySQL|dialect.ANSI|dialect.SQLServer|dialect.Oracle) && b.hasConstraint(t, a.From) {
			b.dropConstraint(t, a, at) // DROP name
			return
		}
		if !a.IfExists {
			b.warn(diag.UnknownColumn, at, "table %s has no column %s to drop: mend the name, or pass the file that adds it", t.Name, a.From)
		}
		return
	}
	t.Columns = slices.DeleteFunc(t.Columns, func(x *schema.Column) bool { return x == c })
	t.forgetColumns()
	b.dropFromKeys(t, c.Name)
	t.fks = slices.DeleteFunc(t.fks, func(fk *foreignKey) bool { return slices.Contains(fk.Columns, c.Name) })
	b.eachReference(t, func(child *table, fk *foreignKey) {
		if slices.ContainsFunc(fk.RefColumns, func(n string) bool { return b.same(n, c.Name) }) {
			child.fks = slices.DeleteFunc(child.fks, func(x *foreignKey) bool { return x == fk })
		}
	})
	for _, child := range b.children(t) {
		if !child.local[b.column(child, a.From)] && b.parentsWith(child, a.From) == 0 {
			b.dropColumn(child, &syntax.AlterAction{From: a.From, IfExists: true}, at)
		}
	}
}

// dropFromKeys takes the keys out that a column is in. MySQL keeps those that have other columns, without it.
// https://dev.mysql.com/doc/refman/8.4/en/alter-table.html
func (b *builder) dropFromKeys(t *table, column string) {
	t.keys = slices.DeleteFunc(t.keys, func(k tableKey) bool {
		return slices.Contains(k.Columns, column) && (b.dialect != dialect.MySQL || len(k.Columns) == 1)
	})
	for i := range t.keys {
		t.keys[i].Columns = slices.DeleteFunc(t.keys[i].Columns, func(n string) bool { return n == column })
	}
}

// eachReference calls f for each foreign key that references the table.
func (b *builder) eachReference(t *table, f func(*table, *foreignKey)) {
	for _, child := range b.tables {
		if child.dropped {
			continue
		}
		for _, fk := range slices.Clone(child.fks) {
			if fk.target == nil {
				b.findTarget(child, fk)
			}
			if fk.target == t {
				f(child, fk)
			}
		}
	}
}

// renameColumn folds RENAME COLUMN, in the keys on it as well.
func (b *builder) renameColumn(t *table, from, to string, ifExists bool, at diag.Span) {
	c := b.column(t, from)
	if c == nil {
		if !ifExists {
			b.warn(diag.UnknownColumn, at, "table %s has no column %s to rename: mend the name, or pass the file that adds it", t.Name, from)
		}
		return
	}
	old := c.Name
	c.Name = to
	t.forgetColumns()
	c.FormerNames = append(slices.Clone(c.FormerNames), old)
	for i := range t.keys {
		replace(t.keys[i].Columns, old, to)
	}
	for _, fk := range t.fks {
		replace(fk.Columns, old, to)
	}
	b.eachReference(t, func(_ *table, fk *foreignKey) {
		for i, n := range fk.RefColumns {
			if b.same(n, old) {
				fk.RefColumns[i] = to
			}
		}
	})
	for _, child := range b.children(t) {
		b.renameColumn(child, from, to, true, at)
	}
}

func replace(names []string, old, to string) {
	for i, n := range names {
		if n == old {
			names[i] = to
		}
	}
}

// changeColumn folds CHANGE and MODIFY of MySQL: the definition is a whole new one.
func (b *builder) changeColumn(t *table, a *syntax.AlterAction, at diag.Span) {
	c := b.column(t, a.From)
	if c == nil {
		if !a.IfExists {
			b.warn(diag.UnknownColumn, at, "table %s has no column %s to change: mend the name, or pass the file that adds it", t.Name, a.From)
		}
		return
	}
	if c.Name != a.Column.Name {
		b.renameColumn(t, a.From, a.Column.Name, false, at)
	}
	b.setColumn(c, &a.Column)
	for _, k := range t.keys {
		if k.Kind == schema.Primary {
			b.forbidNull(t, k.Columns)
		}
	}
	b.place(t, c, &a.Column)
	b.columnKeys(t, &a.Column)
}

// alterColumn folds what changes a part of a column.
func (b *builder) alterColumn(t *table, a *syntax.AlterAction, at diag.Span) {
	c := b.column(t, a.Column.Name)
	if c == nil {
		if !a.IfExists {
			b.warn(diag.UnknownColumn, at, "table %s has no column %s to change: mend the name, or pass the file that adds it", t.Name, a.Column.Name)
		}
		return
	}
	switch a.Op {
	case syntax.SetNotNull:
		c.NotNull, c.NullPos = true, a.Pos
	case syntax.DropNotNull:
		c.NotNull, c.NullPos = false, a.Pos
	case syntax.SetDefaultValue:
		c.Default = a.Column.Default
	case syntax.DropDefaultValue:
		c.Default = ""
	case syntax.SetType:
		c.Type = a.Column.Type
	case syntax.AddIdentity:
		c.Identity = true
	case syntax.DropIdentity:
		c.Identity = false
	case syntax.DropExpression:
		c.Generated = false
	case syntax.ModifyColumn:
		b.modifyColumn(t, c, a)
	default:
	}
	for _, child := range b.children(t) {
		if b.column(child, a.Column.Name) != nil {
			b.alterColumn(child, a, at)
		}
	}
}

// modifyColumn folds MODIFY of Oracle and ALTER COLUMN of SQL Server. In SQL Server a definition that does not say
// NOT NULL allows NULL.
func (b *builder) modifyColumn(t *table, c *schema.Column, a *syntax.AlterAction) {
	if a.Column.Type != "" {
		c.Type = a.Column.Type
	}
	switch {
	case a.Column.Null == syntax.NullForbidden:
		c.NotNull, c.NullPos = true, a.Column.NullPos
	case a.Column.Null == syntax.NullAllowed:
		c.NotNull, c.NullPos = false, a.Column.NullPos
	case b.dialect == dialect.SQLServer && !slices.Contains(primaryColumns(t), c.Name):
		c.NotNull, c.NullPos = false, a.Pos
	}
	if a.Column.HasDefault {
		c.Default = a.Column.Default
	}
	b.columnKeys(t, &a.Column)
}
