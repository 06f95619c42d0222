package difftext_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
	"crowsfoot/parse/schema/schematest"
	"crowsfoot/render/difftext"

	"github.com/google/go-cmp/cmp"
)

const (
	before = `
		users: id! pk, email varchar(20)
		orders: id! pk, user_id -> users, old int
		items: order_id! -> orders, product_id! -> products, pk(order_id product_id)
		products: id! pk
		logs: id! pk, user_id -> users
		enum mood: ok
		view totals reads logs
	`
	after = `
		people was users: id! pk, email varchar(40)
		orders: id! pk, user_id! -> people, paid date
		items: order_id! -> orders, product_id! -> products, quantity, pk(order_id product_id)
		products: id! pk
		coupons: id! pk
		enum mood: ok, sad
		view totals reads logs
	`
)

func compare(before, after string) *diff.Result {
	return diff.Compare(schematest.Parse(before), schematest.Parse(after))
}

func TestText(t *testing.T) {
	want := `1 table added, 1 removed, 3 changed; 1 type changed.
2 changes can lose data, 2 can break what uses the schema.

table people changed
  ~ table users renamed to people  [breaks: programs use the old name]
  ~ people.email: type varchar(20) → varchar(40)

table orders changed
  ~ orders.user_id became NOT NULL  [breaks: it fails on rows without a value]
  - orders.old removed  [loses data: its values are lost]
  + orders.paid added: date
  => orders.user_id became NOT NULL: an order now has exactly one person (was zero or one)

table items changed
  + items.quantity added: int
  => items gained quantity: no longer a pure junction

table logs removed
  - table logs removed (2 columns)  [loses data: its rows are lost]

table coupons added
  + table coupons added (1 column)

type mood changed
  + type mood: value sad added

view totals changed
  => view totals reads logs, which is gone
`
	if d := cmp.Diff(want, difftext.Text(compare(before, after))); d != "" {
		t.Error(d)
	}
}

func TestNoChanges(t *testing.T) {
	r := compare(before, before)
	if got := difftext.Text(r); got != "No changes.\n" {
		t.Errorf("text: %q", got)
	}
	if got := difftext.Markdown(r, difftext.MarkdownOptions{Mermaid: "erDiagram"}); got != "### Schema changes\n\nNo changes.\n" {
		t.Errorf("Markdown: %q", got)
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          string
	}{
		{"", "a: x", "1 table added."},
		{"a: x\nb: x", "", "2 tables removed. 2 changes can lose data."},
		{"a: x", "a: x!", "1 table changed. 1 change can break what uses the schema."},
		{"a: x", "a: x!\nview v reads a\nenum e: x", "1 table changed; 1 view added; 1 type added. 1 change can break what uses the schema."},
		{"a: x\na_1 of a: x", "a: x\na_2 of a: x", "1 partition added, 1 removed. 1 change can lose data."},
	} {
		if got := strings.Join(difftext.Summary(compare(c.before, c.after)), " "); got != c.want {
			t.Errorf("%q to %q:\ngot  %s\nwant %s", c.before, c.after, got, c.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	got := difftext.Markdown(compare(before, after), difftext.MarkdownOptions{
		Title: "db/schema.sql", Mermaid: "erDiagram\n    people\n", Notes: []string{"2 statements were skipped."},
	})
	want := `### db/schema.sql

1 table added, 1 removed, 3 changed; 1 type changed.
**2 changes can lose data, 2 can break what uses the schema.**

> 2 statements were skipped.

What follows:

- orders.user_id became NOT NULL: an order now has exactly one person (was zero or one)
- items gained quantity: no longer a pure junction
- view totals reads logs, which is gone

| | Name | Changes |
| --- | --- | --- |
| changed | 'people' | table users renamed to people *(breaks)*<br>email: type varchar(20) → varchar(40) |
| changed | 'orders' | old removed **(loses data)**<br>user_id became NOT NULL *(breaks)*<br>paid added: date |
| changed | 'items' | quantity added: int |
| removed | 'logs' | table logs removed (2 columns) **(loses data)** |
| added | 'coupons' | table coupons added (1 column) |
| changed | 'mood' | type mood: value sad added |

'''mermaid
erDiagram
    people
'''

<details>
<summary>All 9 changes, with risks and places</summary>

- table users renamed to people — breaks: programs use the old name — 't.sql:2:1'
- people.email: type varchar(20) → varchar(40) — 't.sql:2:3'
- orders.user_id became NOT NULL — breaks: it fails on rows without a value — 't.sql:3:3'
- orders.old removed — loses data: its values are lost — 't.sql:3:4'
- orders.paid added: date — 't.sql:3:4'
- ⇒ orders.user_id became NOT NULL: an order now has exactly one person (was zero or one) — 't.sql:3:3'
- items.quantity added: int — 't.sql:4:4'
- ⇒ items gained quantity: no longer a pure junction — 't.sql:4:1'
- table logs removed (2 columns) — loses data: its rows are lost — 't.sql:6:1'
- table coupons added (1 column) — 't.sql:6:1'
- type mood: value sad added — 't.sql:7:1'
- ⇒ view totals reads logs, which is gone — 't.sql:8:1'

</details>
`
	if d := cmp.Diff(strings.ReplaceAll(want, "'", "`"), got); d != "" {
		t.Error(d)
	}
}

// large compares schemas of which everything changed, with long and hostile names.
func large(tables int) *diff.Result {
	before, after := &schema.Schema{}, &schema.Schema{}
	for i := range tables {
		name := fmt.Sprintf("t%d_%s", i, strings.Repeat("@x#1|`<", 40))
		table := func(columns ...string) *schema.Table {
			t := &schema.Table{Name: schema.Name{Name: name}}
			for _, c := range columns {
				t.Columns = append(t.Columns, &schema.Column{Name: c, Type: "int"})
			}
			t.ForeignKeys = []*schema.ForeignKey{{Columns: columns[:1], Ref: schema.Name{Name: "t0"}}}
			return t
		}
		before.Tables = append(before.Tables, table("a", "b", "c", "d", "e", "f", "g"))
		after.Tables = append(after.Tables, table("a", "b2", "c2", "d2", "e2", "f2", "g2"))
		after.Tables[i].Columns[0].NotNull = true
	}
	return diff.Compare(before, after)
}

// TestMarkdownKeepsItsLimit checks for small and large changes, with diagrams of several sizes, that what is
// written fits, says what it leaves out, and is whole.
func TestMarkdownKeepsItsLimit(t *testing.T) {
	for _, tables := range []int{1, 20, 100} {
		r := large(tables)
		for _, diagram := range []int{0, 1_000, 30_000, 64_000, 100_000} {
			for _, limit := range []int{0, 1, 2_000, 10_000} {
				o := difftext.MarkdownOptions{Limit: limit, Mermaid: strings.Repeat("x", diagram), Title: strings.Repeat("@", 1000)}
				for range 20 {
					o.Notes = append(o.Notes, strings.Repeat("#1", 500))
				}
				got := difftext.Markdown(r, o)
				want := limit
				switch {
				case limit == 0:
					want = difftext.DefaultLimit
				case limit < difftext.MinLimit:
					want = difftext.MinLimit
				}
				at := fmt.Sprintf("%d tables, a diagram of %d, a limit of %d", tables, diagram, limit)
				if len(got) > want {
					t.Errorf("%s: %d bytes", at, len(got))
				}
				if strings.Count(got, "```mermaid")*2 != strings.Count(got, "```") {
					t.Errorf("%s: a fence is open", at)
				}
				if strings.Count(got, "<details>") != strings.Count(got, "</details>") {
					t.Errorf("%s: the folded part is open", at)
				}
				if shown := strings.Contains(got, "```mermaid"); shown == strings.Contains(got, "The diagram is left out") && diagram > 0 {
					t.Errorf("%s: the diagram is neither there nor said to be left out", at)
				}
				if tables == 100 && !strings.Contains(got, "more") {
					t.Errorf("%s: it does not say what is left out", at)
				}
				if !strings.Contains(got, "| --- |") {
					t.Errorf("%s: no table", at)
				}
			}
		}
	}
}

// TestMarkdownEscapes checks that no name can become markup, a mention or a link.
func TestMarkdownEscapes(t *testing.T) {
	hostile := []string{
		"</details><script>alert(1)</script>", "@everyone", "#1", "a|b", "`x`", "```", "![x](http://h/p.png)", "**b**", "<!-- x -->", "a\n\n# b", "~~x~~",
	}
	for _, name := range hostile {
		s := &schema.Schema{Tables: []*schema.Table{{
			Name:    schema.Name{Name: name},
			Columns: []*schema.Column{{Name: name, Type: name, Default: name, Comment: name}},
		}}}
		got := difftext.Markdown(diff.Compare(nil, s), difftext.MarkdownOptions{Title: name, Notes: []string{name}}) +
			difftext.Markdown(diff.Compare(s, &schema.Schema{Tables: []*schema.Table{{Name: schema.Name{Name: name}}}}), difftext.MarkdownOptions{})
		for _, bad := range []string{"<script", "@everyone ", " ![x](http", "<!--", "\n# b", " **b**"} {
			if strings.Contains(withoutCode(got), bad) {
				t.Errorf("%q is written as %q:\n%s", name, bad, got)
			}
		}
		for line := range strings.SplitSeq(got, "\n") {
			if strings.HasPrefix(line, "|") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 4 {
				t.Errorf("%q breaks the table: %s", name, line)
			}
		}
	}
}

// withoutCode leaves out code spans, in which nothing means anything.
func withoutCode(text string) string {
	parts := strings.Split(text, "`")
	var out []string
	for i := 0; i < len(parts); i += 2 {
		out = append(out, parts[i])
	}
	return strings.Join(out, "")
}

func TestTextEscapesWhatTerminalsActUpon(t *testing.T) {
	s := &schema.Schema{Tables: []*schema.Table{{Name: schema.Name{Name: "a\x1b[31m\n\u202e\tb"}}}}
	want := "1 table added.\n\ntable a\\u001b[31m\\n\\u202e\\tb added\n  + table a\\u001b[31m\\n\\u202e\\tb added (0 columns)\n"
	if d := cmp.Diff(want, difftext.Text(diff.Compare(nil, s))); d != "" {
		t.Error(d)
	}
}

func TestJSON(t *testing.T) {
	text, err := difftext.JSON(compare("a: x varchar(9)\nu: id! pk\no: u -> u", "a: x text\nu: id! pk\no: u! -> u"))
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "summary": {
    "changes": 2,
    "loses_data": 0,
    "breaks": 1
  },
  "changes": [
    {
      "kind": "column-type",
      "schema": "",
      "table": "a",
      "name": "x",
      "before": "varchar(9)",
      "after": "text",
      "text": "a.x: type varchar(9) → text",
      "guessed": false,
      "risk": "",
      "risk_why": "",
      "position": {
        "file": "t.sql",
        "line": 1,
        "column": 2
      }
    },
    {
      "kind": "column-null",
      "schema": "",
      "table": "o",
      "name": "u",
      "before": "NULL",
      "after": "NOT NULL",
      "text": "o.u became NOT NULL",
      "guessed": false,
      "risk": "breaks",
      "risk_why": "it fails on rows without a value",
      "position": {
        "file": "t.sql",
        "line": 3,
        "column": 2
      }
    }
  ],
  "consequences": [
    {
      "kind": "parent-end",
      "schema": "",
      "table": "o",
      "name": "u",
      "before": "zero-or-one",
      "after": "exactly-one",
      "text": "o.u became NOT NULL: an o now has exactly one u (was zero or one)",
      "position": {
        "file": "t.sql",
        "line": 3,
        "column": 2
      }
    }
  ]
}
`
	var wanted, got any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(wanted, got); d != "" {
		t.Error(d)
	}
	empty, err := difftext.JSON(compare("a: x", "a: x"))
	if err != nil || strings.Contains(string(empty), "null") {
		t.Errorf("of no changes: %s, %v", empty, err)
	}
}

// TestEveryChangeIsTold checks that text, Markdown and JSON tell each change and each consequence.
func TestEveryChangeIsTold(t *testing.T) {
	r := compare(before, after)
	text, md := difftext.Text(r), difftext.Markdown(r, difftext.MarkdownOptions{})
	data, err := difftext.JSON(r)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, c := range r.Changes {
		told = append(told, c.Text)
	}
	for _, k := range r.Consequences {
		told = append(told, k.Text)
	}
	for name, out := range map[string]string{"text": text, "Markdown": md, "JSON": string(data)} {
		if i := slices.IndexFunc(told, func(s string) bool { return !strings.Contains(out, s) }); i >= 0 {
			t.Errorf("%s does not tell %q", name, told[i])
		}
	}
}
