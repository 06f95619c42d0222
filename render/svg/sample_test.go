package svg_test

import (
	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
)

const px = layout.PX

// arrange gives every entity the place at, in pixels, and draws every line as a single curve from the right
// side of its parent to the left side of its child.
func arrange(d *diagram.Diagram, at ...[2]layout.Unit) *layout.Geometry {
	g := &layout.Geometry{Groups: make([]layout.Rect, len(d.Groups))}
	for i := range d.Entities {
		e := &d.Entities[i]
		b := layout.Box{
			Rect:   layout.Rect{X: at[i][0] * px, Y: at[i][1] * px, W: 220 * px},
			Header: layout.HeaderHeight, RowHeight: layout.RowHeight, Marks: 28 * px, Name: 90 * px, Type: 102 * px,
		}
		if d.IsDiff {
			b.Marks += layout.ChangeWidth
			b.Name -= layout.ChangeWidth
		}
		if layout.Footer(e) != "" {
			b.Footer = layout.FooterHeight
		}
		b.H = b.Header + layout.Unit(len(e.Columns))*b.RowHeight + b.Footer
		g.Boxes = append(g.Boxes, b)
		g.Width, g.Height = max(g.Width, b.X+b.W+layout.Margin), max(g.Height, b.Y+b.H+layout.Margin)
	}
	for i := range d.Edges {
		g.Routes = append(g.Routes, route(g, &d.Edges[i]))
	}
	return g
}

func route(g *layout.Geometry, e *diagram.Edge) layout.Route {
	from, to := &g.Boxes[e.Parent.Entity], &g.Boxes[e.Child.Entity]
	r := layout.Route{
		Parent: layout.Anchor{Point: layout.Point{X: from.X + from.W, Y: from.RowMiddle(firstRow(&e.Parent))}, Side: layout.Right},
		Child:  layout.Anchor{Point: layout.Point{X: to.X, Y: to.RowMiddle(firstRow(&e.Child))}, Side: layout.Left},
	}
	a, b := r.Parent.Point, r.Child.Point
	a.X += layout.Stub
	b.X -= layout.Stub
	middle := (a.X + b.X) / 2
	r.Points = []layout.Point{a, {X: middle, Y: a.Y}, {X: middle, Y: b.Y}, b}
	if e.Kind == diagram.ManyToMany {
		w := layout.TextWidthAt(e.Label, false, layout.SmallSize) + 2*layout.LabelPad
		r.Label = layout.Rect{X: middle - w/2, Y: (a.Y + b.Y - layout.LabelHeight) / 2, W: w, H: layout.LabelHeight}
	}
	return r
}

func firstRow(e *diagram.End) int {
	if len(e.Rows) == 0 {
		return -1
	}
	return e.Rows[0]
}

func at(line int) diag.Pos { return diag.Pos{File: "db/blog.sql", Line: line, Column: 1} }

// blog is a small diagram: users, and posts that reference them.
func blog() (*diagram.Diagram, *layout.Geometry) {
	d := &diagram.Diagram{
		Title:       "blog",
		Description: []string{"2 tables, 1 relationship.", "Each post belongs to exactly one user; a user has zero or more posts."},
		Entities: []diagram.Entity{
			{
				ID: "table-users", Name: "users", Label: "users", Group: -1, Pos: at(1), EndLine: 5, Comment: "Who can sign in.",
				Columns: []diagram.Column{
					{Name: "id", Type: "bigint", PK: true, NotNull: true},
					{Name: "email", Type: "varchar(255)", UK: true, NotNull: true},
					{Name: "bio", Type: "text", Default: "''"},
				},
			},
			{
				ID: "table-posts", Name: "posts", Label: "posts", Group: -1, Pos: at(7), EndLine: 10,
				Columns: []diagram.Column{
					{Name: "id", Type: "bigint", PK: true, NotNull: true},
					{Name: "author_id", Type: "bigint", FK: true, NotNull: true, Comment: "Who wrote it."},
				},
			},
		},
		Edges: []diagram.Edge{{
			ID: "fk-posts-author_id", Label: "author_id", Pos: at(9),
			Parent: diagram.End{
				Entity: 0, Columns: []string{"id"}, Rows: []int{0}, Cardinality: schema.ExactlyOne,
				Why: schema.Evidence{Text: "author_id NOT NULL", Pos: at(9)},
			},
			Child: diagram.End{
				Entity: 1, Columns: []string{"author_id"}, Rows: []int{1}, Cardinality: schema.ZeroOrMany,
				Why: schema.Evidence{Text: "no unique key within author_id"},
			},
		}},
	}
	return d, arrange(d, [2]layout.Unit{20, 20}, [2]layout.Unit{340, 40})
}

// kinds is a diagram with one of every kind of thing, and names that have to be escaped, cut or isolated.
func kinds() (*diagram.Diagram, *layout.Geometry) {
	end := func(entity, row int, c schema.Cardinality, column string) diagram.End {
		return diagram.End{Entity: entity, Columns: []string{column}, Rows: []int{row}, Cardinality: c}
	}
	d := &diagram.Diagram{
		Title: "Kinds <&> \"quotes\"",
		Entities: []diagram.Entity{
			{
				ID: "table-shop-items", Schema: "shop", Name: "items", Label: "shop.items", Hidden: 3,
				Columns: []diagram.Column{
					{Name: "id", Type: "int", PK: true, NotNull: true},
					{Name: "a < b & \"c\" ]]>", Type: "enum('small','medium','large','very large indeed')", Enum: []string{"small", "medium"}},
					{Name: "שם", Type: "text", Generated: true, Comment: "one\ntwo"},
				},
			},
			{ID: "table-shop-tags", Schema: "shop", Name: "tags", Label: "shop.tags", Columns: []diagram.Column{{Name: "id", Type: "", PK: true, NotNull: true}}},
			{ID: "view-totals", Name: "totals", Label: "totals", Kind: diagram.View, Group: -1},
			{ID: "table-nowhere", Name: "nowhere", Label: "nowhere", Kind: diagram.Ghost, Group: -1},
		},
		Groups: []diagram.Group{{ID: "group-shop", Name: "shop", Entities: []int{0, 1}}},
		Edges: []diagram.Edge{
			{ID: "junction-item_tags", Kind: diagram.ManyToMany, Label: "item_tags", Parent: end(0, 0, schema.ZeroOrMany, "id"), Child: end(1, 0, schema.OneOrMany, "id")},
			{ID: "reads-totals-items", Kind: diagram.Reads, Dashed: true, Parent: diagram.End{Entity: 0}, Child: diagram.End{Entity: 2}},
			{ID: "fk-items-implied", Implied: true, Dashed: true, Parent: end(0, 1, schema.ZeroOrOne, "a"), Child: diagram.End{Entity: 3}},
			{ID: "fk-items-dashed", Dashed: true, Parent: diagram.End{Entity: 2, Cardinality: schema.ExactlyOne}, Child: diagram.End{Entity: 3, Cardinality: schema.ZeroOrMany}},
		},
	}
	g := arrange(d, [2]layout.Unit{40, 60}, [2]layout.Unit{420, 60}, [2]layout.Unit{420, 160}, [2]layout.Unit{760, 200})
	g.Groups[0] = layout.Rect{X: 20 * px, Y: 20 * px, W: 640 * px, H: 180 * px}
	g.Routes[3].Direct = true
	g.Direct = 1
	return d, g
}

// star is a diagram of four tables that refer to one: their lines begin with the same foot.
func star() (*diagram.Diagram, *layout.Geometry) {
	d := layouttest.Star(4)
	d.Title = "star"
	return d, arrange(d, [2]layout.Unit{20, 20}, [2]layout.Unit{340, 20}, [2]layout.Unit{340, 160}, [2]layout.Unit{340, 300}, [2]layout.Unit{340, 440})
}

// changes is a diagram of what a diff found.
func changes() (*diagram.Diagram, *layout.Geometry) {
	d, _ := blog()
	d.Title, d.IsDiff = "changes", true
	d.Entities = append(d.Entities,
		diagram.Entity{ID: "table-tags", Name: "tags", Label: "tags", Group: -1, Change: diagram.Added, Columns: []diagram.Column{
			{Name: "id", Type: "int", PK: true, NotNull: true, Change: diagram.Added},
			{Name: "post_id", Type: "bigint", FK: true, NotNull: true, Change: diagram.Added},
		}},
		diagram.Entity{ID: "table-drafts", Name: "drafts", Label: "drafts", Group: -1, Change: diagram.Removed, Columns: []diagram.Column{
			{Name: "id", Type: "int", PK: true, NotNull: true, Change: diagram.Removed},
		}},
	)
	users, posts := &d.Entities[0], &d.Entities[1]
	users.Columns[2].Change = diagram.Removed
	posts.Change, posts.Was = diagram.Changed, "articles"
	posts.Columns[1].Change, posts.Columns[1].Was = diagram.Changed, "int"
	d.Edges[0].Change, d.Edges[0].Was = diagram.Changed, "zero or one users"
	fk := func(parent, child int, c diagram.Change, id string) diagram.Edge {
		return diagram.Edge{
			ID: id, Change: c, Parent: diagram.End{Entity: parent, Rows: []int{0}, Cardinality: schema.ExactlyOne},
			Child: diagram.End{Entity: child, Rows: []int{0}, Cardinality: schema.ZeroOrMany},
		}
	}
	d.Edges = append(d.Edges, fk(1, 2, diagram.Added, "fk-tags-post_id"), fk(0, 3, diagram.Removed, "fk-drafts-id"))
	return d, arrange(d, [2]layout.Unit{20, 20}, [2]layout.Unit{340, 20}, [2]layout.Unit{660, 40}, [2]layout.Unit{340, 150})
}
