package layouttest

import (
	"fmt"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
)

// Table adds a table with a primary key and so many more columns, and returns its index.
func Table(d *diagram.Diagram, name string, columns int) int {
	e := diagram.Entity{ID: "table-" + name, Name: name, Label: name, Group: -1}
	e.Columns = append(e.Columns, diagram.Column{Name: "id", Type: "integer", PK: true, NotNull: true})
	for i := range columns {
		e.Columns = append(e.Columns, diagram.Column{Name: fmt.Sprintf("column_%d", i+1), Type: "text"})
	}
	d.Entities = append(d.Entities, e)
	return len(d.Entities) - 1
}

// Reference adds a foreign key to a table: a column with a line to the first row of the parent.
func Reference(d *diagram.Diagram, child, parent int) {
	e := &d.Entities[child]
	name := fmt.Sprintf("%s_id_%d", d.Entities[parent].Name, len(e.Columns))
	e.Columns = append(e.Columns, diagram.Column{Name: name, Type: "integer", FK: true})
	d.Edges = append(d.Edges, diagram.Edge{
		ID: fmt.Sprintf("fk-%s-%s", e.Name, name), Label: name,
		Parent: diagram.End{Entity: parent, Columns: []string{"id"}, Rows: []int{0}},
		Child:  diagram.End{Entity: child, Columns: []string{name}, Rows: []int{len(e.Columns) - 1}, Cardinality: schema.ZeroOrMany},
	})
}

// Many adds a many-to-many line between two tables.
func Many(d *diagram.Diagram, a, b int, label string) {
	end := func(e int) diagram.End {
		return diagram.End{Entity: e, Columns: []string{"id"}, Rows: []int{0}, Cardinality: schema.ZeroOrMany}
	}
	d.Edges = append(d.Edges, diagram.Edge{
		ID: fmt.Sprintf("junction-%s-%d", label, len(d.Edges)), Kind: diagram.ManyToMany, Label: label, Parent: end(a), Child: end(b),
	})
}

// Chain is n tables, each of which refers to the one before it.
func Chain(n int) *diagram.Diagram {
	d := &diagram.Diagram{}
	for i := range n {
		Table(d, fmt.Sprintf("link_%d", i), 2)
		if i > 0 {
			Reference(d, i, i-1)
		}
	}
	return d
}

// Star is n tables that all refer to one.
func Star(n int) *diagram.Diagram {
	d := &diagram.Diagram{}
	Table(d, "hub", 3)
	for i := range n {
		Reference(d, Table(d, fmt.Sprintf("spoke_%d", i), 3), 0)
	}
	return d
}

// Fan is a table with n foreign keys, each to another table.
func Fan(n int) *diagram.Diagram {
	d := &diagram.Diagram{}
	Table(d, "facts", 0)
	for i := range n {
		Reference(d, 0, Table(d, fmt.Sprintf("dimension_%d", i), 2))
	}
	return d
}

// Complete is n tables, each of which refers to all before it.
func Complete(n int) *diagram.Diagram {
	d := &diagram.Diagram{}
	for i := range n {
		Table(d, fmt.Sprintf("t%d", i), 1)
		for j := range i {
			Reference(d, i, j)
		}
	}
	return d
}

// Group puts entities into a new group.
func Group(d *diagram.Diagram, name string, entities ...int) {
	for _, e := range entities {
		d.Entities[e].Group = len(d.Groups)
	}
	d.Groups = append(d.Groups, diagram.Group{ID: "group-" + name, Name: name, Entities: entities})
}
