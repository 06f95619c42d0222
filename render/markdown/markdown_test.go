package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/render/diagram"
	"crowsfoot/render/markdown"
	"crowsfoot/render/mermaid"
)

// two is a diagram of two tables with a line.
func two() *diagram.Diagram {
	return &diagram.Diagram{
		Direction: diagram.TopBottom,
		Entities: []diagram.Entity{
			{Name: "users", Label: "users", Group: -1, Comment: "Who may log in | <b>not</b> guests"},
			{Name: "a|b", Label: "a|b", Group: -1},
		},
		Edges: []diagram.Edge{{Parent: diagram.End{Entity: 0}, Child: diagram.End{Entity: 1}, Label: "user_id"}},
	}
}

func TestRenderOneBlock(t *testing.T) {
	text, notes, err := markdown.Render(two(), markdown.Options{Tables: true})
	if err != nil || len(notes) > 0 {
		t.Fatalf("notes %q, error %v", notes, err)
	}
	const want = "```mermaid\n" + `erDiagram
    users
    "a|b"
    users |o--o| "a|b" : "user_id"
` + "```\n" + `
| Table | Comment |
| --- | --- |
| ` + "`users`" + ` | Who may log in \| &lt;b>not&lt;/b> guests |
| ` + "`a\\|b`" + ` |  |
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

func TestRenderGroups(t *testing.T) {
	d := &diagram.Diagram{Title: "The *shop*", Direction: diagram.TopBottom, Groups: []diagram.Group{
		{Name: "sales"}, {Name: "<hr> & @staff"},
	}}
	for i := range 16 {
		name := fmt.Sprintf("t%d", i)
		d.Entities = append(d.Entities, diagram.Entity{Name: name, Label: name, Group: i / 14})
		d.Groups[i/14].Entities = append(d.Groups[i/14].Entities, i)
	}
	d.Edges = []diagram.Edge{{Parent: diagram.End{Entity: 0}, Child: diagram.End{Entity: 15}, Label: "t0_id"}}
	text, notes, err := markdown.Render(d, markdown.Options{})
	if err != nil || len(notes) > 0 {
		t.Fatalf("notes %q, error %v", notes, err)
	}
	const want = "# The \\*shop\\*\n" + `
- [sales](#sales): ` + "`t0`, `t1`, `t2`, `t3`, `t4`, `t5`, `t6`, `t7`, `t8`, `t9`, `t10`, `t11`, `t12`, `t13`" + `
- &lt;hr> &amp; @&#8203;staff: ` + "`t14`, `t15`" + `

A table that a line leads to from another diagram is drawn there by its name alone.

## sales

` + "```mermaid\nerDiagram\n    accTitle: The *shop*: sales\n"
	if !strings.HasPrefix(text, strings.Replace(want, "The *shop*: sales", "The #42;shop#42;: sales", 1)) {
		t.Errorf("text begins\n%s\nwant\n%s", text, want)
	}
	const end = "\n## &lt;hr> &amp; @&#8203;staff\n\n```mermaid\n" + `erDiagram
    accTitle: The #42;shop#42;: #lt;hr> & @staff
    accDescr: 2 tables, 1 relationship
    t14
    t15
    t0 |o--o| t15 : "t0_id"
` + "```\n"
	if !strings.HasSuffix(text, end) {
		t.Errorf("text ends\n%s\nwant\n%s", text, end)
	}
}

func TestRenderOverBudget(t *testing.T) {
	_, _, err := markdown.Render(two(), markdown.Options{Mermaid: mermaid.Options{Budget: mermaid.Budget{Units: 10}}})
	if err == nil {
		t.Error("no error")
	}
}

func TestTextsHoldNothingThatActs(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mb":                  "`a [31mb`",
		"a\r\n::error::b":             "`a ::error::b`",
		"right\u202eleft\u2066\u2069": "`rightleft`",
		"\u2028# h\u0085":             "`# h`",
	} {
		if got := markdown.Code(in); got != want {
			t.Errorf("Code(%q) = %q, want %q", in, got, want)
		}
		if got, want := markdown.Inline(in), markdown.Inline(strings.Trim(want, "`")); got != want {
			t.Errorf("Inline(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestFence shows that nothing in a text can end its block.
func TestFence(t *testing.T) {
	for _, text := range []string{"x\n", "```\n", "a ````` b\n", "~~~\n"} {
		block := markdown.Fence("mermaid", text)
		fence, _, _ := strings.Cut(block, "mermaid\n")
		if strings.Contains(text, fence) || len(fence) < 3 || !strings.HasSuffix(block, "\n"+fence+"\n") {
			t.Errorf("Fence(%q) = %q", text, block)
		}
	}
}
