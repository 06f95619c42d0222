package parse

import (
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

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
	b.setColumn(t, c, &a.Column)
	for _, k := range t.keys {
		if k.Kind == schema.Primary {
			b.forbidNull(t, k.Columns)
		}
	}
	b.place(t, c, &a.Column)
	if !a.Column.First && a.Column.After == "" && slices.Contains(b.again, c.Name) { // MariaDB puts what the statement adds at the end anew
		b.place(t, c, &syntax.Column{After: t.Columns[len(t.Columns)-1].Name})
	}
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
	b.changeOne(t, c, a)
	for _, child := range b.down(t, a.Column.Name) {
		if own := b.column(child, a.Column.Name); own != nil {
			b.changeOne(child, own, a)
		}
	}
}

// changeOne folds the change into the column of one table.
func (b *builder) changeOne(t *table, c *schema.Column, a *syntax.AlterAction) {
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
		b.setType(t, c, &a.Column)
	case syntax.AddIdentity:
		c.Identity = true
	case syntax.DropIdentity:
		c.Identity = false
	case syntax.DropExpression:
		c.Generated = false
		b.compute(c, nil)
	case syntax.ModifyColumn:
		b.modifyColumn(t, c, a)
	default:
	}
}

// modifyColumn folds MODIFY of Oracle and ALTER COLUMN of SQL Server. In SQL Server a definition that does not say
// NOT NULL allows NULL.
func (b *builder) modifyColumn(t *table, c *schema.Column, a *syntax.AlterAction) {
	if a.Column.Type != "" {
		b.setType(t, c, &a.Column)
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
