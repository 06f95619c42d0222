package mermaid_test

import (
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
	text, notes, err := mermaid.Render(shop(), mermaid.Options{})
	if err != nil || len(notes) > 0 {
		t.Fatalf("Render: notes %q, error %v", notes, err)
	}
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
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}
