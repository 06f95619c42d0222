package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/svg"
)

// twoTables is a small diagram with a place for everything: users, and posts that reference them.
func twoTables() (*diagram.Diagram, *layout.Geometry) {
	at := func(line int) diag.Pos { return diag.Pos{File: "blog.sql", Line: line, Column: 1} }
	d := &diagram.Diagram{
		Title:       "blog",
		Description: []string{"Each post belongs to exactly one user."},
		Entities: []diagram.Entity{
			{
				ID: "table-users", Name: "users", Label: "users", Group: -1, Pos: at(1), Comment: "Who can sign in.",
				Columns: []diagram.Column{
					{Name: "id", Type: "bigint", PK: true, NotNull: true},
					{Name: "email", Type: "varchar(255)", UK: true, NotNull: true},
					{Name: "bio", Type: "text", Default: "''"},
				},
			},
			{
				ID: "table-posts", Name: "posts", Label: "posts", Group: -1, Pos: at(7),
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
	const px = layout.PX
	box := func(x, y, rows layout.Unit) layout.Box {
		return layout.Box{
			Rect: layout.Rect{X: x * px, Y: y * px, W: 190 * px, H: (28 + 22*rows) * px}, Header: 28 * px, RowHeight: 22 * px,
			Marks: 28 * px, Name: 70 * px, Type: 92 * px,
		}
	}
	g := &layout.Geometry{
		Width: 500 * px, Height: 140 * px,
		Boxes: []layout.Box{box(20, 20, 3), box(290, 40, 2)},
	}
	p, c := layout.Anchor{Side: layout.Right}, layout.Anchor{Side: layout.Left}
	p.X, p.Y = 210*px, g.Boxes[0].RowMiddle(0)
	c.X, c.Y = 290*px, g.Boxes[1].RowMiddle(1)
	g.Routes = []layout.Route{{Parent: p, Child: c, Points: []layout.Point{
		{X: p.X + 220, Y: p.Y}, {X: p.X + 400, Y: p.Y}, {X: c.X - 405, Y: c.Y}, {X: c.X - 220, Y: c.Y},
	}}}
	return d, g
}

func render(t *testing.T, d *diagram.Diagram, g *layout.Geometry, opts svg.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := svg.Render(&b, d, g, opts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wellFormed fails the test unless s is XML, and returns how often each element occurs.
func wellFormed(t *testing.T, s string) map[string]int {
	t.Helper()
	count := map[string]int{}
	for dec := xml.NewDecoder(strings.NewReader(s)); ; {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return count
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, s)
		}
		if e, ok := tok.(xml.StartElement); ok {
			count[e.Name.Local]++
		}
	}
}

func TestRenderIsXML(t *testing.T) {
	d, g := twoTables()
	for _, theme := range []svg.Theme{svg.Auto, svg.Light, svg.Dark} {
		n := wellFormed(t, render(t, d, g, svg.Options{Theme: theme, Legend: true, Heading: true, Link: "{file}#L{line}"}))
		if n["a"] != 2 {
			t.Errorf("theme %d: %d links, want one for each of 2 tables", theme, n["a"])
		}
	}
}
