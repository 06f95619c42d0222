package diff

import (
	"fmt"
	"strings"

	"crowsfoot/parse/schema"
)

// pairColumns finds out which columns of a table are one before and after.
func (c *comparison) pairColumns(t *TablePair) {
	var before, after []*schema.Column
	if t.Before != nil {
		before = t.Before.Columns
	}
	if t.After != nil {
		after = t.After.Columns
	}
	p := newPairing(len(before), len(after))
	lower := strings.ToLower
	key := func(columns []*schema.Column, of func(*schema.Column) string) func(int) string {
		return func(i int) string { return of(columns[i]) }
	}
	pairBy := func(of func(*schema.Column) string) { p.by(key(before, of), key(after, of), nil) }
	names := func(columns []*schema.Column) func(int) []string {
		return func(i int) []string { return lineage(columns[i].FormerNames, columns[i].Name, lower) }
	}
	pairBy(func(col *schema.Column) string {
		return col.Name + "\x00" + strings.Join(lineage(col.FormerNames, col.Name, lower), "\x00")
	})
	p.told(names(before), names(after))
	pairBy(func(col *schema.Column) string { return col.Name })
	pairBy(func(col *schema.Column) string { return lower(col.Name) })
	p.toldLoosely(names(before), names(after))
	if t.Before != nil && t.After != nil {
		c.guessColumns(t, p)
	}
	c.addColumns(t, p, before, after)
}

// addColumns keeps the pairs, and what columns are called after the change.
func (c *comparison) addColumns(t *TablePair, p *pairing, before, after []*schema.Column) {
	m := nameMap{}
	for _, u := range p.union() {
		pair := ColumnPair{}
		if u[0] >= 0 {
			pair.Before, pair.Guessed = before[u[0]], p.guessed[u[0]]
		}
		if u[1] >= 0 {
			pair.After = after[u[1]]
		}
		if pair.Before != nil && pair.After != nil {
			m[pair.Before.Name] = pair.After.Name
		}
		t.Columns = append(t.Columns, pair)
	}
	if t.Before != nil {
		c.columns[t.Before.Name] = m
	}
}

// guessColumns pairs a column that went with one that came in its place, between the same neighbours, when they
// have the same type and nullability, and their names are similar or both reference the same.
func (c *comparison) guessColumns(t *TablePair, p *pairing) {
	before, after := t.Before.Columns, t.After.Columns
	partner := func(list []int, i int) int {
		if i < 0 || i >= len(list) {
			return -1
		}
		return list[i]
	}
	refs, refsAfter := c.references(c.before, t.Before), c.references(c.after, t.After)
	for b := range before {
		if p.toAfter[b] >= 0 {
			continue
		}
		a := partner(p.toAfter, b-1) + 1 // behind the same neighbour, or first
		if a >= len(after) || p.toBefore[a] >= 0 || b > 0 && a == 0 {
			continue
		}
		next, nextAfter := partner(p.toAfter, b+1), partner(p.toBefore, a+1)
		together := b+1 == len(before) && a+1 == len(after) || next == a+1 && nextAfter == b+1
		x, y := before[b], after[a]
		if together && alike(x, y) && (similar(x.Name, y.Name) || refs[x.Name] != "" && refs[x.Name] == refsAfter[y.Name]) {
			p.pair(b, a)
			p.guessed[b] = true
		}
	}
}

// alike reports whether two columns differ in nothing but their names and comments.
func alike(x, y *schema.Column) bool {
	return canonical(x.Type).String() == canonical(y.Type).String() && x.Mandatory() == y.Mandatory() &&
		x.Identity == y.Identity && x.Generated == y.Generated && value(x.Default) == value(y.Default)
}

// references tells what each column of a table references alone, by the names after the change.
func (c *comparison) references(s *side, t *schema.Table) map[string]string {
	out := map[string]string{}
	for _, r := range s.relationships[t.Name] {
		if len(r.Child.Columns) != 1 {
			continue
		}
		parent := r.Parent.Table
		if s == c.before {
			parent = c.nameAfter(parent)
		}
		out[r.Child.Columns[0]] += exact(parent) + ";"
	}
	return out
}

func (c *comparison) compareColumn(t *TablePair, p *ColumnPair) {
	switch {
	case p.Before == nil:
		c.columnAdded(t, p.After)
	case p.After == nil:
		c.columnRemoved(t, p.Before)
	default:
		c.columnRenamed(t, p)
		c.columnType(t, p)
		c.columnNull(t, p)
		c.columnDefault(t, p)
		c.columnFlags(t, p)
		c.comment(ColumnComment, p.After.Name, p.Before.Comment, p.After.Comment, t)
	}
}

// columnChange is a change to a column that is there on both sides. The text is put behind its name.
func (c *comparison) columnChange(kind Kind, t *TablePair, col *schema.Column, before, after, text string) Change {
	return Change{
		Kind: kind, Table: t.After.Name, Name: col.Name, Before: before, After: after, Pos: col.Span.Pos,
		Text: c.label(t.After.Name) + "." + col.Name + text,
	}
}

func (c *comparison) columnAdded(t *TablePair, col *schema.Column) {
	definition := define(col)
	change := c.columnChange(ColumnAdded, t, col, "", definition, " added: "+definition)
	if col.Mandatory() && value(col.Default) == "" && !col.Identity && !col.Generated {
		change.Risk, change.RiskWhy = Breaks, "rows that are there, and programs that insert, have no value for it"
	}
	c.add(change)
}

func (c *comparison) columnRemoved(t *TablePair, col *schema.Column) {
	change := c.columnChange(ColumnRemoved, t, col, define(col), "", " removed")
	change.Risk, change.RiskWhy = LosesData, "its values are lost"
	if col.Generated {
		change.Risk, change.RiskWhy = Breaks, "programs read it"
	}
	c.add(change)
}

// define is a column's definition: "varchar(20) NOT NULL DEFAULT 'x'".
func define(col *schema.Column) string {
	parts := []string{}
	if col.Type != "" {
		parts = append(parts, col.Type)
	}
	if col.Mandatory() {
		parts = append(parts, "NOT NULL")
	}
	if value(col.Default) != "" && !col.Identity {
		parts = append(parts, "DEFAULT "+col.Default)
	}
	if len(parts) == 0 {
		return "any type"
	}
	return strings.Join(parts, " ")
}

func (c *comparison) columnRenamed(t *TablePair, p *ColumnPair) {
	if strings.EqualFold(p.Before.Name, p.After.Name) {
		return
	}
	change := c.columnChange(ColumnRenamed, t, p.After, p.Before.Name, p.After.Name, "")
	change.Text = fmt.Sprintf("%s.%s renamed to %s", c.label(t.After.Name), p.Before.Name, p.After.Name) + guessMark(p.Guessed)
	change.Guessed = p.Guessed
	change.Risk, change.RiskWhy = Breaks, "programs use the old name"
	c.add(change)
}

func (c *comparison) columnType(t *TablePair, p *ColumnPair) {
	from, to := canonical(p.Before.Type), canonical(p.After.Type)
	if from.String() == to.String() {
		return
	}
	change := c.columnChange(ColumnType, t, p.After, p.Before.Type, p.After.Type, ": type "+transition(p.Before.Type, p.After.Type))
	switch {
	case widens(from, to) || p.Before.Type == "":
	case isText(to) && !isText(from), from.zoneless() == to.zoneless():
		change.Risk, change.RiskWhy = Breaks, "programs read another type"
	default:
		change.Risk, change.RiskWhy = LosesData, fmt.Sprintf("not every %s fits into %s", p.Before.Type, p.After.Type)
	}
	c.add(change)
}

func (c *comparison) columnNull(t *TablePair, p *ColumnPair) {
	from, to := p.Before.Mandatory(), p.After.Mandatory()
	if from == to {
		return
	}
	change := c.columnChange(ColumnNull, t, p.After, nullability(from), nullability(to), "")
	if p.After.NullPos.IsValid() {
		change.Pos = p.After.NullPos
	}
	change.Risk = Breaks
	if to {
		change.Text += " became NOT NULL"
		change.RiskWhy = "it fails on rows without a value"
	} else {
		change.Text += " may be NULL now"
		change.RiskWhy = "programs that read it do not expect NULL"
	}
	c.add(change)
}

func nullability(mandatory bool) string {
	if mandatory {
		return "NOT NULL"
	}
	return "NULL"
}

// columnDefault compares defaults, but not the sequences behind identity columns.
func (c *comparison) columnDefault(t *TablePair, p *ColumnPair) {
	from, to := p.Before.Default, p.After.Default
	if p.Before.Identity && p.After.Identity || value(from) == value(to) {
		return
	}
	change := c.columnChange(ColumnDefault, t, p.After, from, to, ": default "+transition(from, to))
	if value(to) == "" && p.After.Mandatory() && !p.After.Identity && !p.After.Generated {
		change.Risk, change.RiskWhy = Breaks, "programs that insert without a value fail"
	}
	c.add(change)
}

func (c *comparison) columnFlags(t *TablePair, p *ColumnPair) {
	flag := func(kind Kind, is bool, word string, before, after bool) {
		switch {
		case !is:
		case after:
			c.add(c.columnChange(kind, t, p.After, "", word, " is "+word+" now"))
		case before:
			change := c.columnChange(kind, t, p.After, word, "", " is not "+word+" any more")
			change.Risk, change.RiskWhy = Breaks, "programs that insert without a value get none"
			c.add(change)
		}
	}
	b, a := p.Before, p.After
	flag(ColumnIdentity, b.Identity != a.Identity, "numbered automatically", b.Identity, a.Identity)
	flag(ColumnGenerated, b.Generated != a.Generated, "computed", b.Generated, a.Generated)
}
