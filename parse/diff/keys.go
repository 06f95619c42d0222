package diff

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/parse/schema"
)

// compareKeys compares primary and unique keys by their columns, in any order. Names of keys do not count,
// but for those that are partial or on expressions, of which nothing else is known.
func (c *comparison) compareKeys(t *TablePair) {
	c.comparePrimaryKey(t)
	before, after := uniqueKeys(t.Before), uniqueKeys(t.After)
	p := newPairing(len(before), len(after))
	p.by(
		func(i int) string { return identity(before[i], c.columnsAfter(t.Before.Name, before[i].Columns)) },
		func(i int) string { return identity(after[i], after[i].Columns) },
		nil,
	)
	for _, u := range p.union() {
		switch {
		case u[0] < 0:
			c.uniqueAdded(t, after[u[1]])
		case u[1] < 0:
			c.uniqueRemoved(t, before[u[0]])
		}
	}
}

// uniqueKeys are the keys but the primary one, without those that say what an earlier one says.
func uniqueKeys(t *schema.Table) []*schema.Key {
	var out []*schema.Key
	seen := map[string]bool{}
	for i := range t.Keys {
		k := &t.Keys[i]
		if id := identity(k, k.Columns); k.Kind == schema.Unique && !seen[id] {
			seen[id] = true
			out = append(out, k)
		}
	}
	return out
}

func identity(k *schema.Key, columns []string) string {
	id := sorted(columns)
	if !k.Full() {
		id += strconv.FormatBool(k.Partial) + strconv.FormatBool(k.Expression) + strings.ToLower(k.Name)
	}
	return id
}

// sorted is equal for lists of the same names, in any order and case.
func sorted(columns []string) string {
	list := make([]string, len(columns))
	for i, name := range columns {
		list[i] = strconv.Quote(strings.ToLower(name))
	}
	slices.Sort(list)
	return strings.Join(list, ",")
}

func (c *comparison) comparePrimaryKey(t *TablePair) {
	before, after := t.Before.PrimaryKey(), t.After.PrimaryKey()
	change := Change{Table: t.After.Name}
	label := c.label(t.After.Name)
	switch {
	case before == nil && after == nil:
		return
	case before == nil:
		change.Kind, change.After = PrimaryKeyAdded, after.String()
		change.Text = label + ": " + change.After + " added"
		change.Risk, change.RiskWhy = Breaks, "it fails on rows that repeat"
	case after == nil:
		change.Kind, change.Before = PrimaryKeyRemoved, before.String()
		change.Text = label + ": " + change.Before + " removed"
		change.Risk, change.RiskWhy = Breaks, "rows may repeat"
	case sorted(c.columnsAfter(t.Before.Name, before.Columns)) == sorted(after.Columns):
		return
	default:
		change.Kind, change.Before, change.After = PrimaryKeyChanged, before.String(), after.String()
		change.Text = label + ": " + transition(change.Before, change.After)
		change.Risk, change.RiskWhy = Breaks, "rows that were told apart may not be, and the other way round"
	}
	if after != nil {
		change.Name, change.Pos = quoted(after.Columns), after.Span.Pos
	} else {
		change.Name, change.Pos = quoted(before.Columns), before.Span.Pos
	}
	c.add(change)
}

func (c *comparison) uniqueAdded(t *TablePair, k *schema.Key) {
	change := Change{
		Kind: UniqueAdded, Table: t.After.Name, Name: quoted(k.Columns), After: uniqueText(k), Pos: k.Span.Pos,
		Text: c.label(t.After.Name) + ": " + uniqueText(k) + " added",
	}
	if !emptySoFar(t, k.Columns) {
		change.Risk, change.RiskWhy = Breaks, "it fails on rows that repeat"
	}
	c.add(change)
}

// emptySoFar reports whether one of the columns is new and NULL in all rows that are there, so that no key on
// the columns can fail on them.
func emptySoFar(t *TablePair, columns []string) bool {
	for _, p := range t.Columns {
		if p.Before == nil && !p.After.Mandatory() && !p.After.Generated && value(p.After.Default) == "" && slices.Contains(columns, p.After.Name) {
			return true
		}
	}
	return false
}

func (c *comparison) uniqueRemoved(t *TablePair, k *schema.Key) {
	columns := c.columnsAfter(t.Before.Name, k.Columns)
	change := Change{
		Kind: UniqueRemoved, Table: t.After.Name, Name: quoted(columns), Before: uniqueText(k), Pos: k.Span.Pos,
		Text: c.label(t.After.Name) + ": " + uniqueText(k) + " removed",
	}
	if !repeatsPrimary(t.After, columns) {
		change.Risk, change.RiskWhy = Breaks, "rows may repeat"
	}
	c.add(change)
}

// repeatsPrimary reports whether a key on the columns says no more than the primary key.
func repeatsPrimary(t *schema.Table, columns []string) bool {
	pk := t.PrimaryKey()
	return pk != nil && len(columns) > 0 && sorted(pk.Columns) == sorted(columns)
}

// uniqueText is a unique key with its columns: "UNIQUE (a, b)", "UNIQUE INDEX for some rows (a)".
func uniqueText(k *schema.Key) string {
	text := "UNIQUE"
	if k.Index {
		text = "UNIQUE INDEX"
	}
	if k.Partial {
		text += " for some rows"
	}
	if k.Expression {
		text += " on an expression"
	}
	if len(k.Columns) > 0 {
		return text + " (" + strings.Join(k.Columns, ", ") + ")"
	}
	return strings.TrimSpace(text + " " + k.Name)
}
