package mermaid_test

import (
	"strings"
	"testing"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
)

// render writes a diagram from top to bottom and returns its lines below "erDiagram", without indentation.
func render(t *testing.T, d *diagram.Diagram, target mermaid.Target) []string {
	t.Helper()
	d.Direction = diagram.TopBottom
	text, _, err := mermaid.Render(d, mermaid.Options{Target: target})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines[1:]
}

// table is a diagram of one table.
func table(name string, columns ...diagram.Column) *diagram.Diagram {
	return &diagram.Diagram{Entities: []diagram.Entity{{Name: name, Label: name, Group: -1, Columns: columns}}}
}

func TestEntityNames(t *testing.T) {
	tests := []struct{ name, want string }{
		{"users", `users`},
		{"order_items", `order_items`},
		{"T1", `T1`},
		{"public.users", `"public.users"`},
		{"user accounts", `"user accounts"`},
		{"1st", `"1st"`},
		{"_hidden", `"_hidden"`},
		{"größe", `"größe"`},
		{"one", `"one"`},
		{"END", `"END"`},
		{"wind_direction", `"wind_direction"`},
		{"direction LR", `"direction#32;LR"`},
		{"Direction  rl", `"Direction#32;rl"`},
		{`say "hi"`, `"say #quot;hi#quot;"`},
		{`a\b`, `"a#92;b"`},
		{"50%", `"50#37;"`},
		{"two\nlines", `"two lines"`},
		{"<b>x</b>", `"#lt;b>x#lt;/b>"`},
		{"R&D", `"R#amp;D"`},
		{"a & b", `"a & b"`},
		{"#35;", `"#35;35;"`},
		{"C#", `"C#"`},
		{"__meta__", `"#95;#95;meta#95;#95;"`},
		{"a_b_c", `a_b_c`},
		{"*a*", `"#42;a#42;"`},
		{"a*b", `"a*b"`},
		{"1. x", `"1#46; x"`},
		{"> x", `"#gt; x"`},
		{"$$x$$", `"#36;#36;x#36;#36;"`},
		{"http://x", `"http#58;//x"`},
		{"x:y#z", `"x#58;y#z"`},
		{"fa:fa-user", `"fa#58;fa-user"`},
		{"ﬂ°35¶ß", "\"ﬂ\u200b°35¶\u200bß\""},
		{"constructor", `constructor_1["constructor"]`},
		{"", `t["(no name)"]`},
		{"\u202edrawkcab", `drawkcab`},
	}
	for _, test := range tests {
		if got := render(t, table(test.name), mermaid.Portable)[0]; got != test.want {
			t.Errorf("%q is written %s, want %s", test.name, got, test.want)
		}
	}
}

// TestEntityNamesApart shows that names which are written alike stay two entities.
func TestEntityNamesApart(t *testing.T) {
	d := &diagram.Diagram{}
	for _, name := range []string{"a b", "a\tb", "a\nb", "a_b", "a_b_2", "group1"} {
		d.Entities = append(d.Entities, diagram.Entity{Name: name, Label: name, Group: -1})
	}
	d.Groups = []diagram.Group{{Name: "g"}}
	want := []string{`"a b"`, `a_b_3["a b"]`, `a_b_4["a b"]`, `a_b`, `a_b_2`, `group1_2["group1"]`}
	if got := strings.Join(render(t, d, mermaid.Latest), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestColumns(t *testing.T) {
	const portable, github, latest = mermaid.Portable, mermaid.GitHub, mermaid.Latest
	tests := []struct {
		column diagram.Column
		target mermaid.Target
		want   string
	}{
		{diagram.Column{Name: "id", Type: "bigint", PK: true}, portable, `bigint id PK`},
		{diagram.Column{Name: "id", Type: "bigint", UK: true, FK: true, PK: true}, portable, `bigint id PK, FK, UK`},
		{diagram.Column{Name: "id"}, portable, `untyped id`},
		{diagram.Column{Name: "", Type: "int"}, portable, `int _ "(no name)"`},
		{diagram.Column{Name: "pk", Type: "uk"}, portable, `uk_ pk_ "pk; uk"`},
		{diagram.Column{Name: "pk", Type: "uk"}, latest, "`uk` `pk`"},
		{diagram.Column{Name: "PK-x", Type: "pk_"}, portable, `pk_ PK_-x "PK-x"`},
		{diagram.Column{Name: "user id", Type: "int"}, portable, `int user_id "user id"`},
		{diagram.Column{Name: "user id", Type: "int"}, latest, "int `user id`"},
		{diagram.Column{Name: "1st", Type: "int"}, portable, `int _1st "1st"`},
		{diagram.Column{Name: "größe", Type: "int"}, portable, `int gr__e "größe"`},
		{diagram.Column{Name: "größe", Type: "int"}, github, `int größe`},
		{diagram.Column{Name: "😀", Type: "int"}, github, `int _ "😀"`},
		{diagram.Column{Name: "__meta__", Type: "int"}, portable, `int __meta__ "#95;#95;meta#95;#95;"`},
		{diagram.Column{Name: "__meta__", Type: "int"}, latest, "int `#95;#95;meta#95;#95;`"},
		{diagram.Column{Name: "a`b~", Type: "int"}, latest, "int `a#96;b#126;`"},
		{diagram.Column{Name: "x", Type: "numeric(10,2)"}, portable, `numeric(10-2) x "numeric(10,2)"`},
		{diagram.Column{Name: "x", Type: "numeric(10,2)"}, latest, `numeric(10,2) x`},
		{diagram.Column{Name: "x", Type: "int[]"}, portable, `int[] x`},
		{diagram.Column{Name: "x", Type: "timestamp with time zone"}, portable, `timestamptz x`},
		{diagram.Column{Name: "x", Type: "timestamp(3) without time zone"}, portable, `timestamp(3) x`},
		{diagram.Column{Name: "x", Type: "character varying(20)[]"}, portable, `varchar(20)[] x`},
		{diagram.Column{Name: "x", Type: "character set"}, portable, `character_set x "character set"`},
		{diagram.Column{Name: "x", Type: "enum('a','b')", Enum: []string{"a", "b"}}, portable, `enum x "a, b"`},
		{diagram.Column{Name: "x", Type: "enum('a','b')"}, portable, `enum x "enum('a','b')"`},
		{diagram.Column{Name: "x", Type: "mood", Enum: []string{"sad", "ok"}, Comment: "now"}, portable, `mood x "sad, ok; now"`},
		{diagram.Column{Name: "x", Type: strings.Repeat("t", 60)}, portable, strings.Repeat("t", 39) + `_ x "` + strings.Repeat("t", 49) + `…"`},
		{diagram.Column{Name: "x", Type: "int", Comment: strings.Repeat("é", 51)}, portable, `int x "` + strings.Repeat("é", 49) + `…"`},
		{diagram.Column{Name: "x", Type: "int", Comment: "a ~ b"}, portable, `int x "a #126; b"`},
		{diagram.Column{Name: "x", Type: "int", Change: diagram.Changed, Was: "text"}, portable, `int x "changed: was text"`},
		{diagram.Column{Name: "x y", Type: "int", Change: diagram.Added, Comment: "c"}, portable, `int x_y "added; x y; c"`},
	}
	for _, test := range tests {
		if got := render(t, table("t", test.column), test.target)[1]; got != test.want {
			t.Errorf("%+v, %s: got %s, want %s", test.column, test.target, got, test.want)
		}
	}
}

func TestEdges(t *testing.T) {
	tests := []struct {
		edge diagram.Edge
		want string
	}{
		{edge(0, schema.ExactlyOne, 1, schema.ZeroOrMany, "a_id"), `a ||--o{ b : "a_id"`},
		{edge(0, schema.ZeroOrOne, 1, schema.ZeroOrOne, "x, y"), `a |o--o| b : "x, y"`},
		{edge(0, schema.OneOrMany, 0, schema.OneOrMany, ""), `a }|--|{ a : ""`},
		{edge(0, schema.ZeroOrMany, 1, schema.ExactlyOne, `"`), `a }o--|| b : "#quot;"`},
		{diagram.Edge{Dashed: true, Child: diagram.End{Entity: 1}, Label: "direction LR"}, `a |o..o| b : "direction#32;LR"`},
		{diagram.Edge{Implied: true, Child: diagram.End{Entity: 1}, Label: "a_id"}, `a |o..o| b : "a_id (implied)"`},
		{diagram.Edge{Kind: diagram.Reads, Child: diagram.End{Entity: 1}}, `a }o..o{ b : "reads"`},
		{diagram.Edge{Change: diagram.Removed, Child: diagram.End{Entity: 1}, Label: "a_id"}, `a |o..o| b : "a_id (removed)"`},
		{diagram.Edge{Change: diagram.Changed, Was: "exactly one", Child: diagram.End{Entity: 1}, Label: "a_id"}, `a |o--o| b : "a_id (changed: was exactly one)"`},
	}
	for _, test := range tests {
		d := &diagram.Diagram{
			Entities: []diagram.Entity{{Name: "a", Label: "a", Group: -1}, {Name: "b", Label: "b", Group: -1}},
			Edges:    []diagram.Edge{test.edge},
		}
		if got := render(t, d, mermaid.Portable)[2]; got != test.want {
			t.Errorf("%+v: got %s, want %s", test.edge, got, test.want)
		}
	}
}
