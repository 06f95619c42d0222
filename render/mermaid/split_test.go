package mermaid_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
)

// chain is a diagram of n tables, each of which refers to the one before and has some columns more.
func chain(n int) *diagram.Diagram {
	d := &diagram.Diagram{Title: "Chain"}
	for i := range n {
		e := diagram.Entity{Name: fmt.Sprintf("table_%d", i), Label: fmt.Sprintf("table_%d", i), Group: -1}
		e.Columns = append(e.Columns, diagram.Column{Name: "id", Type: "bigint", PK: true})
		if i > 0 {
			e.Columns = append(e.Columns, diagram.Column{Name: "previous_id", Type: "bigint", FK: true})
			d.Edges = append(d.Edges, edge(i-1, schema.ExactlyOne, i, schema.ZeroOrMany, "previous_id"))
		}
		for c := range 8 {
			e.Columns = append(e.Columns, diagram.Column{Name: fmt.Sprintf("attribute_%d", c), Type: "varchar(255)"})
		}
		d.Entities = append(d.Entities, e)
	}
	return d
}

// grouped puts the entities of a diagram into n groups by turns.
func grouped(d *diagram.Diagram, n int) *diagram.Diagram {
	for g := range n {
		d.Groups = append(d.Groups, diagram.Group{Name: fmt.Sprintf("group %d", g)})
	}
	for i := range d.Entities {
		g := i * n / len(d.Entities)
		d.Entities[i].Group = g
		d.Groups[g].Entities = append(d.Groups[g].Entities, i)
	}
	return d
}

func TestRenderSteps(t *testing.T) {
	tests := []struct {
		name       string
		tables     int
		budget     mermaid.Budget
		note       string // the first note begins so
		attributes bool   // columns beside the keys are shown
		keys       bool
	}{
		{name: "fits", tables: 5, attributes: true, keys: true},
		{
			name: "keys", tables: 5, budget: mermaid.Budget{Units: 900}, keys: true,
			note: "over the limit of 900 characters with all columns: shown with key columns only",
		},
		{
			name: "none", tables: 5, budget: mermaid.Budget{Units: 500},
			note: "over the limit of 500 characters with all columns: shown with no columns",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, notes, err := mermaid.Render(chain(test.tables), mermaid.Options{Budget: test.budget})
			if err != nil {
				t.Fatal(err)
			}
			if test.budget.Units > 0 && len(text) > test.budget.Units {
				t.Errorf("%d characters, allowed are %d", len(text), test.budget.Units)
			}
			if got := strings.Contains(text, "attribute_"); got != test.attributes {
				t.Errorf("shows columns: %t, want %t", got, test.attributes)
			}
			if got := strings.Contains(text, "bigint id PK"); got != test.keys {
				t.Errorf("shows keys: %t, want %t", got, test.keys)
			}
			if first := strings.Join(notes, "\n"); !strings.HasPrefix(first, test.note) || (first == "") != (test.note == "") {
				t.Errorf("notes %q, want %q", notes, test.note)
			}
		})
	}
}

func TestAdvice(t *testing.T) {
	keys := chain(16)
	for i := range keys.Entities {
		e := &keys.Entities[i]
		e.Columns = slices.DeleteFunc(e.Columns, func(c diagram.Column) bool { return c.Keys() == nil })
	}
	diff := chain(20)
	diff.IsDiff = true
	const hard = "tables in one diagram are hard to read on a page: draw the neighbourhood of one (--focus TABLE), "
	const groups = "or one diagram a group (-f markdown --group schema|component|prefix)"
	for _, test := range []struct {
		name string
		d    *diagram.Diagram
		want []string
	}{
		{"few", chain(15), nil},
		{"many", chain(16), []string{"16 " + hard + "keys alone (--columns keys), " + groups}},
		{"keys alone already", keys, []string{"16 " + hard + groups}},
		{"a comparison", diff, []string{"20 " + hard + "keys alone (--columns keys), or a picture (-f svg)"}},
	} {
		if got := mermaid.Advice(test.d); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestRenderOverBudget(t *testing.T) {
	tests := []struct {
		name   string
		budget mermaid.Budget
		want   string
	}{
		{
			"strict",
			mermaid.Budget{Units: 900, Strict: true},
			"the Mermaid text has 1,914 characters, over the limit of 900: show fewer columns (--columns keys) " +
				"or fewer tables (--focus, --include), or allow steps (--budget step)",
		},
		{
			"nothing left to leave out",
			mermaid.Budget{Units: 200},
			"the Mermaid text has 329 characters even without columns, over the limit of 200: write Markdown, " +
				"which splits it into several diagrams (-f markdown), or draw fewer tables (--focus, --include)",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := mermaid.Render(chain(5), mermaid.Options{Budget: test.budget})
			if _, ok := errors.AsType[*mermaid.BudgetError](err); !ok {
				t.Fatalf("error %v, want a BudgetError", err)
			}
			if err.Error() != test.want {
				t.Errorf("got  %s\nwant %s", err, test.want)
			}
		})
	}
}

// TestBudgetUnits shows that characters beyond U+FFFF count twice, as JavaScript counts them.
func TestBudgetUnits(t *testing.T) {
	d := &diagram.Diagram{Direction: diagram.TopBottom, Entities: []diagram.Entity{{Label: "😀", Group: -1}}}
	const units = len("erDiagram\n    \"12\"\n")
	if _, _, err := mermaid.Render(d, mermaid.Options{Budget: mermaid.Budget{Units: units}}); err != nil {
		t.Error(err)
	}
	if _, _, err := mermaid.Render(d, mermaid.Options{Budget: mermaid.Budget{Units: units - 1}}); err == nil {
		t.Error("one unit more than the budget was written")
	}
}

func TestRenderBlocksByGroup(t *testing.T) {
	d := grouped(chain(20), 3)
	blocks, notes, err := mermaid.RenderBlocks(d, mermaid.Options{})
	if err != nil || len(notes) > 0 {
		t.Fatalf("notes %q, error %v", notes, err)
	}
	var titles []string
	for _, b := range blocks {
		titles = append(titles, b.Title)
	}
	if want := []string{"group 0", "group 1", "group 2"}; !slices.Equal(titles, want) {
		t.Errorf("titles %q, want %q", titles, want)
	}
	checkBlocks(t, d, blocks, mermaid.HostLimit)
	if second := blocks[1].Text; !strings.Contains(second, "\n    table_6 ||") || strings.Contains(second, "table_6 {") {
		t.Errorf("the neighbour from another group is not drawn by its name alone:\n%s", second)
	}
}

func TestRenderBlocksOverBudget(t *testing.T) {
	hub := chain(1)
	for i := range 300 {
		hub.Edges = append(hub.Edges, edge(0, schema.ZeroOrOne, 0, schema.ZeroOrMany, fmt.Sprintf("reference_%d", i)))
	}
	tests := []struct {
		name  string
		d     *diagram.Diagram
		units int
	}{
		{"one chain", chain(100), 2000},
		{"groups that are too large", grouped(chain(100), 3), 1500},
		{"no lines", &diagram.Diagram{Entities: chain(200).Entities}, 1000},
		{"one table with many lines", hub, 1000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			blocks, notes, err := mermaid.RenderBlocks(test.d, mermaid.Options{Budget: mermaid.Budget{Units: test.units}})
			if err != nil {
				t.Fatal(err)
			}
			if len(notes) == 0 || !strings.HasPrefix(notes[0], "over the limit of") {
				t.Errorf("notes %q", notes)
			}
			checkBlocks(t, test.d, blocks, test.units)
		})
	}
	t.Run("a table that does not fit", func(t *testing.T) {
		_, _, err := mermaid.RenderBlocks(chain(3), mermaid.Options{Budget: mermaid.Budget{Units: 50}})
		const want = "a single table takes 117 characters of Mermaid even without columns, over the limit of 50: raise it (--budget)"
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	})
}

// checkBlocks tests that every table has its place in a block (one with very many lines, in several), every line is
// drawn once, and every block is within the budget.
func checkBlocks(t *testing.T, d *diagram.Diagram, blocks []mermaid.Block, units int) {
	t.Helper()
	places := map[int]bool{}
	lines := 0
	for _, b := range blocks {
		if len(b.Text) > units {
			t.Errorf("block %q has %d characters, allowed are %d", b.Title, len(b.Text), units)
		}
		if b.Title == "" && len(blocks) > 1 {
			t.Error("a block without a title")
		}
		for _, i := range b.Entities {
			if places[i] && len(d.Entities) > 1 {
				t.Errorf("table %d has its place in two blocks", i)
			}
			places[i] = true
		}
		lines += strings.Count(b.Text, " : \"")
	}
	if len(places) != len(d.Entities) || lines != len(d.Edges) {
		t.Errorf("%d tables and %d lines are drawn, want %d and %d", len(places), lines, len(d.Entities), len(d.Edges))
	}
}

func TestParseBudget(t *testing.T) {
	tests := []struct {
		in   string
		want mermaid.Budget
		bad  bool
	}{
		{in: "", want: mermaid.Budget{}},
		{in: "step", want: mermaid.Budget{}},
		{in: "error", want: mermaid.Budget{Strict: true}},
		{in: "65000", want: mermaid.Budget{Units: 65000}},
		{in: "gitlab-comment", want: mermaid.Budget{Units: 2000}},
		{in: "gitlab-comment, error", want: mermaid.Budget{Units: 2000, Strict: true}},
		{in: "0", bad: true},
		{in: "-5", bad: true},
		{in: "eror", bad: true},
	}
	for _, test := range tests {
		got, err := mermaid.ParseBudget(test.in)
		if got != test.want || (err != nil) != test.bad {
			t.Errorf("ParseBudget(%q) = %+v, %v; want %+v, error %t", test.in, got, err, test.want, test.bad)
		}
	}
}
