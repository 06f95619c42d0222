package diagram_test

import (
	"regexp"
	"testing"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
	"crowsfoot/parse/schema/schematest"
	"crowsfoot/render/diagram"

	"github.com/google/go-cmp/cmp"
)

// FuzzDiagrams holds diagrams of random schemas and comparisons, under random options, to what every writer
// relies on.
func FuzzDiagrams(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(seed, uint32(seed*7919))
	}
	f.Fuzz(func(t *testing.T, seed uint64, choice uint32) {
		before, after := schematest.RandomPair(seed, int(choice%13))
		for _, s := range []*schema.Schema{before, after} {
			v := &schema.View{Name: schema.Name{Name: "v"}}
			for _, table := range s.Tables {
				v.Reads = append(v.Reads, table.Name)
			}
			s.Views = append(s.Views, v)
		}
		opts := optionsFrom(choice)
		for _, d := range []*diagram.Diagram{
			diagram.FromSchema(after, opts), diagram.FromDiff(diff.Compare(before, after), opts), diagram.FromDiff(diff.Compare(after, before), opts),
		} {
			checkDiagram(t, d)
		}
		if d := cmp.Diff(diagram.FromDiff(diff.Compare(before, after), opts), diagram.FromDiff(diff.Compare(before, after), opts)); d != "" {
			t.Errorf("the same input gives another diagram:\n%s", d)
		}
	})
}

// optionsFrom takes options from the bits of a number.
func optionsFrom(choice uint32) diagram.Options {
	bit := func(n int) bool { return choice>>n&1 == 1 }
	opts := diagram.Options{
		Junctions:   diagram.JunctionMode(choice >> 1 % 3),
		Columns:     diagram.ColumnMode(choice >> 3 % 3),
		Group:       diagram.GroupMode(choice >> 5 % 5),
		Depth:       int(choice >> 8 % 3),
		Views:       bit(10),
		Identifying: bit(11),
		Everything:  bit(12),
	}
	if bit(13) {
		opts.Focus = []string{"user*"}
	}
	if bit(14) {
		opts.Exclude = []string{"tag*"}
	}
	return opts
}

// checkDiagram checks that indices point at what they should, that IDs are unique, and that nothing is there twice.
func checkDiagram(t *testing.T, d *diagram.Diagram) {
	t.Helper()
	ids := map[string]bool{}
	id := func(id string) {
		if ids[id] || !regexp.MustCompile(`^[a-z0-9_-]+$`).MatchString(id) {
			t.Errorf("ID %q is there twice, or has other characters", id)
		}
		ids[id] = true
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		id(e.ID)
		if e.Group >= len(d.Groups) || e.Group < -1 {
			t.Errorf("%s is in group %d of %d", e.ID, e.Group, len(d.Groups))
		}
		if e.Hidden < 0 {
			t.Errorf("%s hides %d columns", e.ID, e.Hidden)
		}
		if !d.IsDiff && e.Change != diagram.Unchanged {
			t.Errorf("%s is marked as changed", e.ID)
		}
	}
	for i := range d.Edges {
		e := &d.Edges[i]
		id(e.ID)
		checkEnd(t, d, e.ID, &e.Parent)
		checkEnd(t, d, e.ID, &e.Child)
		if e.Kind == diagram.ForeignKey && e.Child.Why.Text == "" {
			t.Errorf("%s gives no reason", e.ID)
		}
	}
	members := 0
	for i, g := range d.Groups {
		id(g.ID)
		for k, entity := range g.Entities {
			if d.Entities[entity].Group != i || k > 0 && g.Entities[k-1] >= entity {
				t.Errorf("group %s holds entities %v", g.ID, g.Entities)
			}
		}
		members += len(g.Entities)
	}
	for i := range d.Entities {
		if d.Entities[i].Group >= 0 {
			members--
		}
	}
	if members != 0 {
		t.Errorf("entities and groups differ by %d members", members)
	}
}

// checkEnd checks that an end lies at an entity, and that its rows show its columns.
func checkEnd(t *testing.T, d *diagram.Diagram, id string, e *diagram.End) {
	t.Helper()
	if e.Entity < 0 || e.Entity >= len(d.Entities) {
		t.Fatalf("%s ends at entity %d of %d", id, e.Entity, len(d.Entities))
	}
	columns := d.Entities[e.Entity].Columns
	names := map[string]bool{}
	for _, c := range e.Columns {
		names[c] = true
	}
	for _, row := range e.Rows {
		if row < 0 || row >= len(columns) || !names[columns[row].Name] {
			t.Errorf("%s ends at row %d of %d", id, row, len(columns))
		}
	}
}
