package schematest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

// RandomPair makes a schema, and a copy of it with some random changes. A seed makes the same each time.
func RandomPair(seed uint64, mutations int) (before, after *schema.Schema) {
	g := &generator{rand.New(rand.NewPCG(seed, 1))}
	before = &schema.Schema{}
	for range 1 + g.IntN(6) {
		g.addTable(before)
	}
	for range g.IntN(8) {
		g.addForeignKey(before)
	}
	after = Clone(before)
	for range mutations {
		g.mutate(after)
	}
	return before, after
}

// generator makes schemas and changes to them by chance.
type generator struct{ *rand.Rand }

func (g *generator) pick(words ...string) string { return words[g.IntN(len(words))] }

func (g *generator) addTable(s *schema.Schema) {
	t := &schema.Table{
		Name: schema.Name{Namespace: g.pick("", "", "s"), Name: fmt.Sprintf("%s%d", g.pick("user", "order", "Tag", "item"), g.IntN(30))},
		Span: diag.Span{Pos: diag.Pos{File: "t.sql", Line: len(s.Tables) + 1, Column: 1}},
	}
	if s.Table(t.Name) != nil {
		return
	}
	for range 1 + g.IntN(6) {
		g.addColumn(t)
	}
	if g.IntN(3) > 0 {
		t.Keys = append(t.Keys, schema.Key{Columns: []string{t.Columns[0].Name}})
	}
	s.Tables = append(s.Tables, t)
}

func (g *generator) addColumn(t *schema.Table) {
	c := &schema.Column{
		Name:    fmt.Sprintf("%s%d", g.pick("id", "name", "created_at", "x"), g.IntN(20)),
		Type:    g.pick("int", "text", "varchar(20)"),
		NotNull: g.IntN(2) == 0,
		Default: g.pick("", "", "1"),
	}
	if t.Column(c.Name) == nil {
		t.Columns = append(t.Columns, c)
	}
}

func (g *generator) addForeignKey(s *schema.Schema) {
	t, ref := s.Tables[g.IntN(len(s.Tables))], s.Tables[g.IntN(len(s.Tables))]
	fk := &schema.ForeignKey{Columns: []string{g.column(t).Name}, Ref: ref.Name, RefColumns: []string{g.column(ref).Name}}
	if g.IntN(6) == 0 {
		fk.Ref.Name = "nowhere"
	}
	for _, other := range t.ForeignKeys {
		if slices.Equal(other.Columns, fk.Columns) && other.Ref == fk.Ref && slices.Equal(other.RefColumns, fk.RefColumns) {
			return // what is said twice is one
		}
	}
	t.ForeignKeys = append(t.ForeignKeys, fk)
}

func (g *generator) column(t *schema.Table) *schema.Column { return t.Columns[g.IntN(len(t.Columns))] }

// mutate makes one change. Renames leave their trace, as the reader of ALTER TABLE leaves it.
func (g *generator) mutate(s *schema.Schema) {
	if len(s.Tables) == 0 {
		g.addTable(s)
		return
	}
	i := g.IntN(len(s.Tables))
	t := s.Tables[i]
	c := g.column(t)
	switch g.IntN(12) {
	case 0:
		g.addTable(s)
	case 1:
		s.Tables = slices.Delete(s.Tables, i, i+1)
	case 2:
		g.renameTable(s, t)
	case 3:
		g.addColumn(t)
	case 4:
		g.renameColumn(s, t, c)
	case 5:
		c.Type = g.pick("int", "text", "varchar(30)", "date")
	case 6:
		c.NotNull = !c.NotNull
	case 7:
		c.Default = g.pick("", "1", "'a'")
	case 8:
		t.Keys = nil
	case 9:
		t.Keys = append(t.Keys, schema.Key{Kind: schema.Unique, Columns: []string{c.Name}})
	case 10:
		g.addForeignKey(s)
	case 11:
		t.ForeignKeys = nil
		s.Enums = append(s.Enums, &schema.Enum{Name: schema.Name{Name: fmt.Sprintf("e%d", len(s.Enums))}, Values: []string{"a", "b"}})
	}
}

func (g *generator) renameTable(s *schema.Schema, t *schema.Table) {
	to := schema.Name{Namespace: t.Name.Namespace, Name: fmt.Sprintf("renamed%d", g.IntN(100))}
	if s.Table(to) != nil {
		return
	}
	for _, other := range s.Tables {
		for _, fk := range other.ForeignKeys {
			if fk.Ref == t.Name {
				fk.Ref = to
			}
		}
	}
	t.FormerNames = append(t.FormerNames, t.Name)
	t.Name = to
}

func (g *generator) renameColumn(s *schema.Schema, t *schema.Table, c *schema.Column) {
	to := fmt.Sprintf("renamed%d", g.IntN(100))
	if t.Column(to) != nil {
		return
	}
	replace := func(names []string) {
		for i := range names {
			if names[i] == c.Name {
				names[i] = to
			}
		}
	}
	for i := range t.Keys {
		replace(t.Keys[i].Columns)
	}
	for _, fk := range t.ForeignKeys {
		replace(fk.Columns)
	}
	for _, other := range s.Tables {
		for _, fk := range other.ForeignKeys {
			if fk.Ref == t.Name {
				replace(fk.RefColumns)
			}
		}
	}
	c.FormerNames = append(c.FormerNames, c.Name)
	c.Name = to
}

// Clone copies a schema of tables and enums, so that changes to the copy do not show in the original.
func Clone(s *schema.Schema) *schema.Schema {
	out := &schema.Schema{Enums: slices.Clone(s.Enums)}
	for _, table := range s.Tables {
		t := *table
		t.Columns, t.Keys, t.ForeignKeys = nil, nil, nil
		for _, column := range table.Columns {
			c := *column
			c.FormerNames = slices.Clone(c.FormerNames)
			t.Columns = append(t.Columns, &c)
		}
		for _, k := range table.Keys {
			k.Columns = slices.Clone(k.Columns)
			t.Keys = append(t.Keys, k)
		}
		for _, key := range table.ForeignKeys {
			fk := *key
			fk.Columns, fk.RefColumns = slices.Clone(fk.Columns), slices.Clone(fk.RefColumns)
			t.ForeignKeys = append(t.ForeignKeys, &fk)
		}
		t.FormerNames = slices.Clone(t.FormerNames)
		out.Tables = append(out.Tables, &t)
	}
	return out
}
