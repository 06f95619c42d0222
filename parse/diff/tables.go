package diff

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/parse/schema"
)

// pairTables finds out which tables are one before and after: by name, by what is told of renames, and where
// everything speaks for it by their looks.
func (c *comparison) pairTables() {
	before, after := c.before.tables, c.after.tables
	p := newPairing(len(before), len(after))
	key := func(tables []*schema.Table, of func(*schema.Table) string) func(int) string {
		return func(i int) string { return of(tables[i]) }
	}
	pairBy := func(of func(*schema.Table) string, accept func(b, a int) bool) {
		p.by(key(before, of), key(after, of), accept)
	}
	names := func(tables []*schema.Table) func(int) []string {
		return func(i int) []string { return lineage(tables[i].FormerNames, tables[i].Name, folded) }
	}
	pairBy(func(t *schema.Table) string {
		return exact(t.Name) + "\x00" + strings.Join(lineage(t.FormerNames, t.Name, exact), "\x00")
	}, nil)
	p.told(names(before), names(after))
	pairBy(func(t *schema.Table) string { return exact(t.Name) }, nil)
	pairBy(func(t *schema.Table) string { return folded(t.Name) }, nil)
	pairBy(func(t *schema.Table) string { return strings.ToLower(t.Name.Name) }, func(b, a int) bool {
		return c.sameSchema(before[b].Name, after[a].Name)
	})
	p.toldLoosely(names(before), names(after))
	for _, made := range c.guessTables(p) {
		p.guessed[made[0]] = true
	}
	c.addTables(p, before, after)
}

// addTables keeps the pairs, and what tables are called after the change.
func (c *comparison) addTables(p *pairing, before, after []*schema.Table) {
	for b, a := range p.toAfter {
		if a >= 0 {
			c.names[before[b].Name] = after[a].Name
		}
	}
	for _, u := range p.union() {
		pair := TablePair{}
		if u[0] >= 0 {
			pair.Before, pair.Guessed = before[u[0]], p.guessed[u[0]]
		}
		if u[1] >= 0 {
			pair.After = after[u[1]]
		}
		c.result.Tables = append(c.result.Tables, pair)
	}
}

// sameSchema reports whether two tables may lie in one schema because one side names no schema at all.
func (c *comparison) sameSchema(before, after schema.Name) bool {
	return before.Namespace == after.Namespace || c.before.unqualified || c.after.unqualified
}

// guessTables pairs tables that look the same when their names are similar, the same tables reference them, or
// they have so many columns that this can be no accident.
func (c *comparison) guessTables(p *pairing) [][2]int {
	looks := func(s *side) func(int) string {
		return func(i int) string {
			if t := s.tables[i]; s.own(t) {
				return look(t)
			}
			return ""
		}
	}
	refs, refsAfter := referrers(c.before), referrers(c.after)
	return p.by(looks(c.before), looks(c.after), func(b, a int) bool {
		x, y := c.before.tables[b], c.after.tables[a]
		return len(x.Columns) >= 6 || similar(x.Name.Name, y.Name.Name) ||
			refs[x.Name] != "" && refs[x.Name] == refsAfter[y.Name]
	})
}

// look is equal for tables with the same columns in the same order, "" for tables with less than three.
func look(t *schema.Table) string {
	if len(t.Columns) < 3 {
		return ""
	}
	var b strings.Builder
	for _, col := range t.Columns {
		fmt.Fprintf(&b, "%q %q %v,", strings.ToLower(col.Name), canonical(col.Type), col.NotNull)
	}
	return b.String()
}

// referrers tells for each table which columns of other tables reference it.
func referrers(s *side) map[schema.Name]string {
	lists := map[schema.Name][]string{}
	for _, t := range s.tables {
		for _, r := range s.relationships[t.Name] {
			if r.Child.Table != r.Parent.Table {
				ref := strings.ToLower(r.Child.Table.Name + "." + strings.Join(r.Child.Columns, ","))
				lists[r.Parent.Table] = append(lists[r.Parent.Table], ref)
			}
		}
	}
	out := make(map[schema.Name]string, len(lists))
	for name, list := range lists {
		slices.Sort(list)
		out[name] = strings.Join(list, "\n")
	}
	return out
}

// compareTables compares the tables pair by pair. Columns are paired for all of them first, because keys are
// compared by the names that their columns have after the change.
func (c *comparison) compareTables() {
	for i := range c.result.Tables {
		c.pairColumns(&c.result.Tables[i])
	}
	for i := range c.result.Tables {
		p := &c.result.Tables[i]
		c.pairRelationships(p)
		if c.isPartition(p) {
			c.comparePartition(p)
		} else {
			c.compareTable(p)
		}
	}
}

// isPartition reports whether the table was or is a partition: of these only this is told.
func (c *comparison) isPartition(p *TablePair) bool {
	return p.Before != nil && !c.before.own(p.Before) || p.After != nil && !c.after.own(p.After)
}

func (c *comparison) compareTable(p *TablePair) {
	switch {
	case p.Before == nil:
		c.tableAdded(p.After)
	case p.After == nil:
		c.tableRemoved(p.Before)
	default:
		c.tableRenamed(p)
		c.comment(TableComment, "", p.Before.Comment, p.After.Comment, p)
		for i := range p.Columns {
			c.compareColumn(p, &p.Columns[i])
		}
		c.compareKeys(p)
		c.compareForeignKeys(p)
	}
}

func (c *comparison) tableAdded(t *schema.Table) {
	size := columnCount(t)
	if parents := c.parents(t); len(parents) > 0 {
		size += "; references " + strings.Join(parents, ", ")
	}
	c.add(Change{
		Kind: TableAdded, Table: t.Name, Pos: t.Span.Pos,
		Text: fmt.Sprintf("table %s added (%s)", c.label(t.Name), size),
	})
}

// parents are the labels of the tables that a new table references, once each.
func (c *comparison) parents(t *schema.Table) []string {
	var out []string
	seen := map[schema.Name]bool{}
	for _, r := range c.after.relationships[t.Name] {
		if parent := r.Parent.Table; !seen[parent] {
			seen[parent] = true
			out = append(out, c.label(parent))
		}
	}
	return out
}

func (c *comparison) tableRemoved(t *schema.Table) {
	c.add(Change{
		Kind: TableRemoved, Table: t.Name, Pos: t.Span.Pos,
		Text: fmt.Sprintf("table %s removed (%s)", c.label(t.Name), columnCount(t)),
		Risk: LosesData, RiskWhy: "its rows are lost",
	})
}

func columnCount(t *schema.Table) string {
	if len(t.Columns) == 1 {
		return "1 column"
	}
	return fmt.Sprintf("%d columns", len(t.Columns))
}

// tableRenamed tells of a new name, unless only case or the default schema differ.
func (c *comparison) tableRenamed(p *TablePair) {
	from, to := p.Before.Name, p.After.Name
	if folded(from) == folded(to) || strings.EqualFold(from.Name, to.Name) && c.sameSchema(from, to) {
		return
	}
	old, fresh := c.label(from), c.label(to)
	if from.Namespace != to.Namespace {
		old, fresh = from.String(), to.String()
	}
	c.add(Change{
		Kind: TableRenamed, Table: to, Before: from.String(), After: to.String(), Guessed: p.Guessed, Pos: p.After.Span.Pos,
		Text: fmt.Sprintf("table %s renamed to %s", old, fresh) + guessMark(p.Guessed),
		Risk: Breaks, RiskWhy: "programs use the old name",
	})
}

func guessMark(guessed bool) string {
	if guessed {
		return " (guessed)"
	}
	return ""
}

// comparePartition tells that a partition came, went, or belongs to another table.
func (c *comparison) comparePartition(p *TablePair) {
	change := Change{Table: p.Name()}
	var was, is schema.Name // the tables that it is a part of, by their names after
	if p.Before != nil && !c.before.own(p.Before) {
		root := c.before.index.Root(p.Before.Name)
		was, change.Before = c.nameAfter(root), c.label(root)
	}
	if p.After != nil && !c.after.own(p.After) {
		is = c.after.index.Root(p.After.Name)
		change.After = c.label(is)
	}
	label := c.label(change.Table)
	switch {
	case p.Before == nil:
		change.Kind, change.Pos = PartitionAdded, p.After.Span.Pos
		change.Text = fmt.Sprintf("partition %s of %s added", label, change.After)
	case p.After == nil:
		change.Kind, change.Pos = PartitionRemoved, p.Before.Span.Pos
		change.Text = fmt.Sprintf("partition %s of %s removed", label, change.Before)
		change.Risk, change.RiskWhy = LosesData, "its rows are lost"
	case was == is:
		return
	default:
		change.Kind, change.Pos = PartitionMoved, p.After.Span.Pos
		change.Text = fmt.Sprintf("%s is %s now (was %s)", label, partOf(change.After), partOf(change.Before))
	}
	c.add(change)
}

func partOf(root string) string {
	if root == "" {
		return "a table of its own"
	}
	return "a partition of " + root
}

// comment tells of a comment on a table or one of its columns.
func (c *comparison) comment(kind Kind, column, before, after string, p *TablePair) {
	if before == after {
		return
	}
	of := c.label(p.Name())
	if column != "" {
		of += "." + column
	}
	c.add(Change{
		Kind: kind, Table: p.Name(), Name: column, Before: before, After: after, Pos: p.After.Span.Pos,
		Text: of + ": comment " + transition(quote(before), quote(after)),
	})
}

// quote puts a comment in quotes; none stays none.
func quote(comment string) string {
	if comment == "" {
		return ""
	}
	return `"` + comment + `"`
}

// transition is "x → y", "x added" or "x removed".
func transition(before, after string) string {
	switch {
	case before == "":
		return after + " added"
	case after == "":
		return before + " removed"
	default:
		return before + " → " + after
	}
}
