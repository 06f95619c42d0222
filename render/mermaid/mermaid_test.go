package mermaid_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
)

// shop is a small diagram with most of what there is to write.
func shop() *diagram.Diagram {
	return &diagram.Diagram{
		Title: "Shop",
		Entities: []diagram.Entity{
			{ID: "table-users", Name: "users", Label: "users", Group: -1, Columns: []diagram.Column{
				{Name: "id", Type: "bigint", PK: true, NotNull: true},
				{Name: "e-mail address", Type: "character varying(255)", UK: true},
				{Name: "manager_id", Type: "bigint", FK: true},
				{Name: "balance", Type: "numeric(10, 2)", Comment: "in euros"},
			}},
			{ID: "table-sales-orders", Schema: "sales", Name: "orders", Label: "sales.orders", Group: -1, Columns: []diagram.Column{
				{Name: "user_id", Type: "bigint", PK: true, FK: true, NotNull: true},
				{Name: "status", Type: "order_status", Enum: []string{"new", "paid", "shipped"}},
			}},
			{ID: "table-products", Name: "products", Label: "products", Group: -1},
		},
		Edges: []diagram.Edge{
			edge(0, schema.ExactlyOne, 1, schema.ZeroOrMany, "user_id"),
			edge(0, schema.ZeroOrOne, 0, schema.ZeroOrOne, "manager_id"),
			{
				Kind: diagram.ManyToMany, Label: "order_items",
				Parent: diagram.End{Entity: 1, Cardinality: schema.ZeroOrMany},
				Child:  diagram.End{Entity: 2, Cardinality: schema.ZeroOrMany},
			},
		},
	}
}

func edge(parent int, p schema.Cardinality, child int, c schema.Cardinality, label string) diagram.Edge {
	return diagram.Edge{
		Label:  label,
		Parent: diagram.End{Entity: parent, Cardinality: p},
		Child:  diagram.End{Entity: child, Cardinality: c},
	}
}

func TestRenderPortable(t *testing.T) {
	const want = `erDiagram
    accDescr: direction LR
    accTitle: Shop
    accDescr: 3 tables, 3 relationships
    users {
        bigint id PK
        varchar(255) e-mail_address UK "e-mail address"
        bigint manager_id FK
        numeric(10-2) balance "numeric(10, 2); in euros"
    }
    "sales.orders" {
        bigint user_id PK, FK
        order_status status "new, paid, shipped"
    }
    products
    users ||--o{ "sales.orders" : "user_id"
    users |o--o| users : "manager_id"
    "sales.orders" }o--o{ products : "order_items"
`
	checkText(t, shop(), mermaid.Portable, want)
}

// inGroups is the shop with its first two tables in groups.
func inGroups() *diagram.Diagram {
	d := shop()
	d.Title = ""
	d.Groups = []diagram.Group{{Name: "People", Entities: []int{0}}, {Name: `a "b"`, Entities: []int{1}}}
	d.Entities[0].Group, d.Entities[1].Group = 0, 1
	for i := range d.Entities {
		d.Entities[i].Columns = nil
	}
	d.Edges = d.Edges[:1]
	return d
}

func TestRenderGroupsAsClasses(t *testing.T) {
	const want = `erDiagram
    direction LR
    users:::group1
    "sales.orders":::group2
    products
    users ||--o{ "sales.orders" : "user_id"
    classDef default stroke:#8c959f,stroke-width:1px
    classDef group1 stroke:#0969da,stroke-width:3px
    classDef group2 stroke:#1a7f37,stroke-width:3px
`
	checkText(t, inGroups(), mermaid.GitHub, want)
}

func TestRenderGroupsAsBoxes(t *testing.T) {
	const want = `erDiagram
    direction LR
    subgraph group1["People"]
        users
    end
    subgraph group2["a #quot;b#quot;"]
        "sales.orders"
    end
    products
    users ||--o{ "sales.orders" : "user_id"
    style group1 fill:none,stroke:#8c959f,color:#787f87
    style group2 fill:none,stroke:#8c959f,color:#787f87
`
	checkText(t, inGroups(), mermaid.Latest, want)
}

// changes is what a diff of two schemas draws.
func changes() *diagram.Diagram {
	d := &diagram.Diagram{IsDiff: true, Entities: []diagram.Entity{
		{Label: "users", Group: -1, Change: diagram.Changed, Was: "people", Columns: []diagram.Column{
			{Name: "email", Type: "varchar(255)", UK: true, Change: diagram.Changed, Was: "varchar(100)"},
			{Name: "fax", Type: "text", Change: diagram.Removed},
		}},
		{Label: "orders", Group: -1, Change: diagram.Added},
		{Label: "carts", Group: -1, Change: diagram.Removed},
		{Label: "countries", Group: -1},
	}}
	for child, change := range []diagram.Change{diagram.Unchanged, diagram.Added, diagram.Removed} {
		e := edge(0, schema.ExactlyOne, child, schema.ZeroOrMany, "user_id")
		e.Change = change
		d.Edges = append(d.Edges, e)
	}
	return d
}

func TestRenderDiff(t *testing.T) {
	const want = `erDiagram
    direction LR
    users["users (changed: was people)"]:::changed {
        varchar(255) email UK "changed: was varchar(100)"
        text fax "removed"
    }
    orders["orders (added)"]:::added
    carts["carts (removed)"]:::removed
    countries
    users ||--o{ users : "user_id"
    users ||--o{ orders : "user_id (added)"
    users ||..o{ carts : "user_id (removed)"
    classDef default stroke:#8c959f,stroke-width:1px
    classDef added stroke:#2da44e,stroke-width:3px
    classDef removed stroke:#cf222e,stroke-width:3px
    classDef changed stroke:#bf8700,stroke-width:3px
`
	checkText(t, changes(), mermaid.GitHub, want)
}

// TestRenderDiffKeepsChanges shows that a diff that has to leave out columns keeps the changed ones.
func TestRenderDiffKeepsChanges(t *testing.T) {
	d := changes()
	d.Entities[0].Columns = append(d.Entities[0].Columns, diagram.Column{Name: "unchanged", Type: "text"})
	all, _, err := mermaid.Render(d, mermaid.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := mermaid.Render(d, mermaid.Options{Budget: mermaid.Budget{Units: len(all) - 1}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text, "unchanged") || !strings.Contains(text, "fax") {
		t.Errorf("text:\n%s", text)
	}
}

// checkText compares a diagram's text with what it should be.
func checkText(t *testing.T, d *diagram.Diagram, target mermaid.Target, want string) {
	t.Helper()
	text, notes, err := mermaid.Render(d, mermaid.Options{Target: target})
	if err != nil || len(notes) > 0 {
		t.Fatalf("notes %q, error %v", notes, err)
	}
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

// TestUnderstoodExamples hands the examples of these tests to the real Mermaid.
func TestUnderstoodExamples(t *testing.T) {
	m := startMermaid(t)
	for _, target := range targets() {
		for _, d := range []*diagram.Diagram{shop(), inGroups(), changes()} {
			checkUnderstood(t, m, d, target)
		}
	}
}
