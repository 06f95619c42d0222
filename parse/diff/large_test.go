package diff_test

import (
	"fmt"
	"testing"

	"crowsfoot/parse/costtest"
	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
)

// TestCostOfManyTables compares schemas in which every other table has another name.
func TestCostOfManyTables(t *testing.T) {
	costtest.Linear(t, 1_250, func(n int) func() {
		before, after := manyTables(n, ""), manyTables(n, "_new")
		return func() {
			if r := diff.Compare(before, after); len(r.Changes) < n/2 {
				t.Errorf("got %d changes, want many", len(r.Changes))
			}
		}
	})
}

func manyTables(n int, suffix string) *schema.Schema {
	s := &schema.Schema{}
	for i := range n {
		name := fmt.Sprintf("t%d", i)
		if i%2 == 0 {
			name += suffix
		}
		table := &schema.Table{Name: schema.Name{Name: name}}
		for k := range 8 {
			table.Columns = append(table.Columns, &schema.Column{Name: fmt.Sprintf("c%d_%d", k, i%1000), Type: "int"})
		}
		table.Keys = []schema.Key{{Columns: []string{table.Columns[0].Name}}}
		table.ForeignKeys = []*schema.ForeignKey{{Columns: []string{table.Columns[1].Name}, Ref: schema.Name{Name: "t1"}}}
		s.Tables = append(s.Tables, table)
	}
	return s
}

// TestCostOfManyColumns compares a table with one in which every column, key and foreign key is another.
func TestCostOfManyColumns(t *testing.T) {
	costtest.Linear(t, 500, func(n int) func() {
		before, after := manyColumns(n, ""), manyColumns(n, "_new")
		return func() {
			if r := diff.Compare(before, after); len(r.Changes) == 0 {
				t.Error("got no changes")
			}
		}
	})
}

func manyColumns(n int, suffix string) *schema.Schema {
	wide := &schema.Table{Name: schema.Name{Name: "wide"}}
	for i := range n {
		column := fmt.Sprintf("c%d%s", i, suffix)
		wide.Columns = append(wide.Columns, &schema.Column{Name: column, Type: "int"})
		wide.Keys = append(wide.Keys, schema.Key{Kind: schema.Unique, Columns: []string{column}})
		wide.ForeignKeys = append(wide.ForeignKeys, &schema.ForeignKey{Columns: []string{column}, Ref: schema.Name{Name: "t1"}})
	}
	return &schema.Schema{Tables: []*schema.Table{wide}}
}
