package layout_test

import (
	"testing"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
)

// people is a table with many-to-many relationships to itself and, perhaps, a foreign key.
func people(junctions int, foreignKey bool) *diagram.Diagram {
	d := &diagram.Diagram{Entities: []diagram.Entity{{ID: "table-people", Name: "people", Label: "people", Group: -1, Columns: []diagram.Column{
		{Name: "id", Type: "bigint", PK: true, NotNull: true}, {Name: "boss_id", Type: "bigint", FK: true},
	}}}}
	end := func(row int, c schema.Cardinality) diagram.End {
		return diagram.End{Rows: []int{row}, Cardinality: c}
	}
	for range junctions {
		d.Edges = append(d.Edges, diagram.Edge{
			Kind: diagram.ManyToMany, Label: "follows", Parent: end(0, schema.ZeroOrMany), Child: end(0, schema.ZeroOrMany),
		})
	}
	if foreignKey {
		d.Edges = append(d.Edges, diagram.Edge{Parent: end(0, schema.ZeroOrOne), Child: end(1, schema.ZeroOrMany)})
	}
	return d
}

// TestRowToItself draws both ends of a line from a row to itself, one below the other, where the row has room.
func TestRowToItself(t *testing.T) {
	r := compute(t, people(1, false)).Routes[0]
	if gap := r.Child.Y - r.Parent.Y; r.Parent.X != r.Child.X || gap < 10*layout.PX {
		t.Errorf("the ends are at %v and %v", r.Parent, r.Child)
	}
	r = compute(t, people(1, true)).Routes[0]
	if r.Parent != r.Child {
		t.Errorf("beside another foot, the ends are at %v and %v", r.Parent, r.Child)
	}
}

// TestLoopsLieInEachOther draws the foreign key innermost, and hides no label behind the line of a later one.
func TestLoopsLieInEachOther(t *testing.T) {
	d := people(2, true)
	g := compute(t, d)
	first, second := g.Routes[0].Label, g.Routes[1].Label
	if second.X+second.W > first.X {
		t.Errorf("the first label is at %v, the second, which is drawn over its line, at %v", first, second)
	}
	for _, p := range g.Routes[2].Points {
		if p.X >= second.X {
			t.Errorf("the foreign key reaches to %v, the labels begin at %v", p, second)
		}
	}
	if n := layouttest.Measure(d, g).Crossings; n > 0 {
		t.Errorf("%d crossings", n)
	}
}

// TestLabelAboveItsRow keeps the label of a line from a row to itself out of the way of lines that go on.
func TestLabelAboveItsRow(t *testing.T) {
	for _, foreignKey := range []bool{false, true} {
		r := compute(t, people(1, foreignKey)).Routes[0]
		if r.Label.Y+r.Label.H >= r.Parent.Y {
			t.Errorf("the label is at %v, the row at %d", r.Label, r.Parent.Y)
		}
	}
}
