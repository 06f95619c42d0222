package parse

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

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
	t := b.lookupExact(s.Name, s.IfExists)
	if t == nil {
		if v := b.lookupView(s.Name); v != nil {
			b.alterView(v, s)
		} else if !s.IfExists {
			b.unknownTable(s.Name, "cannot change", s.Span)
		}
		return
	}
	b.again = b.again[:0]
	if b.dialect == dialect.MySQL {
		s.Actions = slices.DeleteFunc(s.Actions, func(a syntax.AlterAction) bool { return b.needless(t, &a) })
		for i := range s.Actions {
			if s.Actions[i].Op == syntax.AddColumn {
				b.again = append(b.again, s.Actions[i].Column.Name)
			}
		}
	}
	if b.dialect.In(dialect.Postgres|dialect.MySQL) && len(s.Actions) > 1 {
		slices.SortStableFunc(s.Actions, func(x, y syntax.AlterAction) int { return cmp.Compare(pass(&x), pass(&y)) })
	}
	b.only = s.Only
	parked := b.park(t, s.Actions)
	for i := range s.Actions {
		b.alter(t, &s.Actions[i], s.Span)
	}
	b.only = false
	for _, c := range parked {
		c.FormerNames = slices.DeleteFunc(c.FormerNames, func(n string) bool { return strings.HasPrefix(n, parkedName) })
	}
}

// parkedName starts names that no script can write.
const parkedName = "\x00"

// park gives columns names of their own for the time of a statement of MySQL that gives theirs to others: CHANGE a b INT,
// CHANGE b a INT. It returns those columns.
func (b *builder) park(t *table, actions []syntax.AlterAction) []*schema.Column {
	if b.dialect != dialect.MySQL || len(actions) < 2 {
		return nil
	}
	leaves := map[string]*syntax.AlterAction{} // what renames a column, by its name
	for i := range actions {
		if a := &actions[i]; a.Op == syntax.RenameColumn || a.Op == syntax.ChangeColumn && !b.same(a.From, a.Column.Name) {
			leaves[b.folded(a.From)] = a
		}
	}
	if len(leaves) == 0 {
		return nil
	}
	var parked []*schema.Column
	for i := range actions {
		name := b.folded(newName(&actions[i]))
		c, a := b.column(t, name), leaves[name]
		if c != nil && a != nil {
			a.From = parkedName + strconv.Itoa(i)
			b.respell(t, c, a.From)
			parked = append(parked, c)
		}
	}
	return parked
}

// newName is the name that an action gives to a column, an old one or a new one; "" where it gives none.
func newName(a *syntax.AlterAction) string {
	switch a.Op {
	case syntax.RenameColumn:
		return a.To
	case syntax.ChangeColumn, syntax.AddColumn:
		return a.Column.Name
	default:
		return ""
	}
}

// needless reports whether an action adds a column, IF NOT EXISTS, that the table has when the statement starts, or changes
// one, IF EXISTS, that it has not; MariaDB asks before it does anything. It makes the column's key all the same.
func (b *builder) needless(t *table, a *syntax.AlterAction) bool {
	switch {
	case !a.IfExists:
		return false
	case a.Op == syntax.RenameColumn:
		return b.column(t, a.From) == nil
	case a.Op != syntax.ChangeColumn && a.Op != syntax.AddColumn,
		a.Op == syntax.ChangeColumn && b.column(t, a.From) != nil,
		a.Op == syntax.AddColumn && b.column(t, a.Column.Name) == nil:
		return false
	case b.column(t, a.Column.Name) == nil:
	case saidUnique(&a.Column) && !b.hasConstraint(t, a.Column.Name):
		b.columnKeys(t, &a.Column)
	}
	return true
}

// pass is when PostgreSQL and MySQL do an action of a statement: what is dropped goes first (a key before the columns that it
// is on), then come columns in their order, then what is said of them, and keys last.
// See the passes in src/backend/commands/tablecmds.c of PostgreSQL, and mysql_prepare_alter_table in sql/sql_table.cc of MySQL.
func pass(a *syntax.AlterAction) int {
	switch a.Op {
	case syntax.DropConstraint, syntax.DropIndex, syntax.DropPrimaryKey,
		syntax.DropNotNull, syntax.DropDefaultValue, syntax.DropIdentity, syntax.DropExpression:
		return 0
	case syntax.DropColumn:
		return 1
	case syntax.SetType, syntax.AddColumn, syntax.ChangeColumn:
		return 2
	case syntax.AddConstraint:
		if a.Constraint.Kind == syntax.ForeignKey {
			return 5
		}
		return 4
	default:
		return 3
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
		if a.Cascade {
			for i := range t.keys {
				if t.keys[i].Kind == schema.Primary {
					b.dropReferences(t, &t.keys[i])
				}
			}
		}
		t.removeKeys(func(k tableKey) bool { return k.Kind == schema.Primary })
	case syntax.DropUnique:
		b.spelled(t, a.Constraint.Columns, at)
		t.removeKeys(func(k tableKey) bool { return k.Kind == schema.Unique && slices.Equal(k.Columns, a.Constraint.Columns) })
	case syntax.RenameTable:
		b.renameTable(t, a.Table)
	case syntax.RenameConstraint:
		b.renameConstraint(t, a.From, a.To)
	case syntax.SetSchema:
		b.renameTable(t, syntax.Name{Namespace: a.To, Name: t.Name.Name})
	case syntax.SetComment:
		t.Comment = a.CommentText
	case syntax.SetEngine:
		t.engine = a.To
	case syntax.SetOfType:
		if t.ofType = nil; a.Table.Name != "" {
			if t.ofType = b.userType(a.Table); t.ofType != nil {
				t.ofType.use(t)
			}
		}
	default:
		b.alterFamily(t, a, at)
	}
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
	if b.dialect == dialect.MySQL {
		b.keepKeys(t, c)
	}
	b.columnKeys(t, &a.Column)
	for _, child := range b.down(t, c.Name) {
		if b.column(child, c.Name) == nil {
			child.Columns = append(child.Columns, b.copyColumns(child, []*schema.Column{c})...)
		}
	}
}

// keepKeys puts a new column into the keys that are on one of its name, which the same statement drops.
func (b *builder) keepKeys(t *table, c *schema.Column) {
	for i := range t.keys {
		for n, name := range t.keys[i].Columns {
			if b.same(name, c.Name) {
				t.keys[i].Columns[n] = c.Name
				c.NotNull = c.NotNull || t.keys[i].Kind == schema.Primary
			}
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
	b.removeColumn(t, c)
	if a.Cascade {
		b.dropReaders(t, c)
	}
	for _, child := range b.down(t, c.Name) {
		own := b.column(child, c.Name)
		switch {
		case own == nil || b.inherited(child, c.Name):
		case slices.Contains(child.partBy, c.Name): // as DROP TYPE … CASCADE does
			b.dropTable(child, true)
		default:
			b.removeColumn(child, own)
			b.dropComputed(child, c.Name)
			if a.Cascade {
				b.dropReaders(child, own)
			}
		}
	}
	b.dropComputed(t, c.Name)
}

// dropComputed takes out the columns that are computed of one that is gone.
func (b *builder) dropComputed(t *table, column string) {
	if len(b.uses) == 0 {
		return
	}
	for _, c := range slices.Clone(t.Columns) {
		if slices.Contains(b.uses[c], column) && b.column(t, c.Name) == c {
			b.dropColumn(t, &syntax.AlterAction{From: c.Name, Cascade: true}, c.Span)
		}
	}
}

// removeColumn takes a column out, with the keys on it and the foreign keys to it. SQLite leaves these as they are.
func (b *builder) removeColumn(t *table, c *schema.Column) {
	t.Columns = slices.DeleteFunc(t.Columns, func(x *schema.Column) bool { return x == c })
	t.forgetColumns()
	b.dropFromKeys(t, c.Name)
	t.removeForeignKeys(func(fk *foreignKey) bool { return slices.Contains(fk.Columns, c.Name) })
	if b.dialect == dialect.SQLite {
		return
	}
	b.eachReference(t, func(child *table, fk *foreignKey) {
		if slices.ContainsFunc(fk.RefColumns, func(n string) bool { return b.same(n, c.Name) }) {
			child.removeForeignKey(fk)
		}
	})
}

// dropFromKeys takes the keys out that a column is in. MySQL keeps those that have other columns, without it.
// https://dev.mysql.com/doc/refman/8.4/en/alter-table.html
func (b *builder) dropFromKeys(t *table, column string) {
	if slices.ContainsFunc(b.again, func(n string) bool { return b.same(n, column) }) {
		return
	}
	t.removeKeys(func(k tableKey) bool {
		if b.dialect == dialect.Postgres && slices.Contains(k.include, column) {
			b.dropReferences(t, &k)
			return true
		}
		return slices.Contains(k.Columns, column) && (b.dialect != dialect.MySQL || len(k.Columns) == 1)
	})
	for i := range t.keys {
		t.keys[i].Columns = slices.DeleteFunc(t.keys[i].Columns, func(n string) bool { return n == column })
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
	b.respell(t, c, to)
	for _, child := range b.down(t, from) {
		if own := b.column(child, from); own != nil {
			b.respell(child, own, to)
		}
	}
}

// respell gives a column a new name, in the keys on it as well.
func (b *builder) respell(t *table, c *schema.Column, to string) {
	old := c.Name
	c.Name = to
	t.forgetColumns()
	c.FormerNames = append(slices.Clone(c.FormerNames), old)
	for i := range t.keys {
		replace(t.keys[i].Columns, old, to)
		replace(t.keys[i].include, old, to)
	}
	for _, fk := range t.fks {
		replace(fk.Columns, old, to)
	}
	replace(t.partBy, old, to)
	if len(b.uses) > 0 {
		for _, c := range t.Columns {
			replace(b.uses[c], old, to)
		}
	}
	b.eachReference(t, func(_ *table, fk *foreignKey) {
		for i, n := range fk.RefColumns {
			if b.same(n, old) {
				fk.RefColumns[i] = to
			}
		}
	})
}

func replace(names []string, old, to string) {
	for i, n := range names {
		if n == old {
			names[i] = to
		}
	}
}
