package svg_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/svg"
)

func TestTooltips(t *testing.T) {
	d, g := blog()
	users, edge := &d.Entities[0], &d.Edges[0]
	users.Was, users.Change = "accounts", diagram.Changed
	users.Columns[0].Generated = true
	users.Columns[1].Enum = []string{"a", "b"}
	users.Columns[1].Comment = "Where mail goes."
	edge.Child.Columns, edge.Child.Why.Text = []string{"a", "b"}, "no unique key within (a, b)"
	out := render(t, d, g, svg.Options{})
	for _, want := range []string{
		"users&#10;Who can sign in.&#10;changed, was accounts",
		"NOT NULL, generated",
		"NOT NULL&#10;one of: a, b&#10;Where mail goes.",
		"NULL, DEFAULT ''",
		"posts (a, b), zero or many: no unique key&#10;→ users.id, exactly one: author_id NOT NULL (line 3 of posts)",
	} {
		if !strings.Contains(out, "<title>"+want+"</title>") {
			t.Errorf("no tooltip %q in\n%s", want, out)
		}
	}
}

// TestEveryColumnHasATooltip reads, for each row of a picture, the tooltip that a viewer shows there: its own, or that
// of the group it stands in, but never that of the table.
func TestEveryColumnHasATooltip(t *testing.T) {
	for _, draw := range []func() (*diagram.Diagram, *layout.Geometry){blog, kinds, changes, star} {
		d, g := draw()
		var doc struct {
			Groups []struct {
				ID   string `xml:"id,attr"`
				Rows []struct {
					XMLName xml.Name
					Title   string `xml:"title"`
					Y       string `xml:"y,attr"`
					Texts   []struct {
						Y string `xml:"y,attr"`
					} `xml:"text"`
				} `xml:",any"`
			} `xml:"g"`
		}
		if err := xml.Unmarshal([]byte(render(t, d, g, svg.Options{})), &doc); err != nil {
			t.Fatal(err)
		}
		titles := map[string]string{} // by table and y of the row
		for _, table := range doc.Groups {
			for _, row := range table.Rows {
				switch row.XMLName.Local {
				case "text":
					titles[table.ID+" "+row.Y] = row.Title
				case "g":
					for _, text := range row.Texts {
						titles[table.ID+" "+text.Y] = row.Title
					}
				}
			}
		}
		for i := range d.Entities {
			for j := range d.Entities[i].Columns {
				e, y := &d.Entities[i], 28+22*j+14
				title := titles[fmt.Sprint(e.ID, " ", y)]
				if !strings.Contains(title, "NULL") || strings.Contains(title, "NOT NULL") != e.Columns[j].NotNull {
					t.Errorf("%s.%s has the tooltip %q", e.Name, e.Columns[j].Name, title)
				}
			}
		}
	}
}

// TestPlaces tells where a reason is written without a number that changes when other things do.
func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		users, posts, reason diag.Pos
		want                 string
	}{
		{at(1), at(7), at(7), "NOT NULL (line 1 of posts)"},
		{at(1), at(7), at(10), "NOT NULL (line 4 of posts)"},
		{at(1), at(7), at(11), "NOT NULL"}, // an ALTER TABLE further down
		{at(11), at(7), at(2), "NOT NULL"},
		{at(1), at(7), diag.Pos{}, "NOT NULL"},
		{at(1), at(7), diag.Pos{File: "2.sql", Line: 8}, "NOT NULL (2.sql:8)"},
		{at(1), diag.Pos{File: "2.sql", Line: 7}, diag.Pos{File: "2.sql", Line: 9}, "NOT NULL (line 3 of posts)"},
	} {
		d, g := blog()
		d.Entities[0].Pos, d.Entities[1].Pos = tt.users, tt.posts
		d.Edges[0].Parent.Why = schema.Evidence{Text: "NOT NULL", Pos: tt.reason}
		out := render(t, d, g, svg.Options{})
		if !strings.Contains(out, "&#10;→ users.id, exactly one: "+tt.want+"</title>") {
			t.Errorf("%v in %v: no %q in\n%s", tt.reason, tt.posts, tt.want, out)
		}
		if got, want := strings.Contains(out, "<title>posts (2.sql)</title>"), tt.posts.File == "2.sql"; got != want {
			t.Errorf("%v: the file is told: %t, want %t", tt.posts, got, want)
		}
	}
}
