package diff_test

import (
	"fmt"
	"testing"
	"time"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
)

// TestLargeSchemas holds the cost down where there are many tables, or many columns and keys in one.
func TestLargeSchemas(t *testing.T) {
	start := time.Now()
	large := func(suffix string) *schema.Schema {
		s := &schema.Schema{}
		for i := range 5_000 {
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
		wide := &schema.Table{Name: schema.Name{Name: "wide"}}
		for i := range 2_000 {
			column := fmt.Sprintf("c%d%s", i, suffix)
			wide.Columns = append(wide.Columns, &schema.Column{Name: column, Type: "int"})
			wide.Keys = append(wide.Keys, schema.Key{Kind: schema.Unique, Columns: []string{column}})
			wide.ForeignKeys = append(wide.ForeignKeys, &schema.ForeignKey{Columns: []string{column}, Ref: schema.Name{Name: "t1"}})
		}
		s.Tables = append(s.Tables, wide)
		return s
	}
	r := diff.Compare(large(""), large("_new"))
	if len(r.Changes) < 10_000 {
		t.Errorf("got %d changes, want many", len(r.Changes))
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}
