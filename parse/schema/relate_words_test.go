package schema_test

import (
	"testing"

	"crowsfoot/parse/schema"
)

func TestNouns(t *testing.T) {
	for _, c := range []struct{ singular, plural string }{
		{"user", "users"},
		{"order_item", "order_items"},
		{"category", "categories"},
		{"key", "keys"},
		{"movie", "movies"},
		{"address", "addresses"},
		{"status", "statuses"},
		{"warehouse", "warehouses"},
		{"class", "classes"},
		{"match", "matches"},
		{"cache", "caches"},
		{"coach", "coaches"},
		{"box", "boxes"},
		{"tax", "taxes"},
		{"size", "sizes"},
		{"database", "databases"},
		{"person", "people"},
		{"sales_person", "sales_people"},
		{"Person", "People"},
		{"OrderItem", "OrderItems"},
		{"ORDER", "ORDERS"},
		{"CATEGORY", "CATEGORIES"},
		{"series", "series"},
		{"metadata", "metadata"},
		{"Straße", "Straße"},
		{"用户", "用户"},
		{"", ""},
		{"t1", "t1"},
	} {
		if got := schema.Singular(c.plural); got != c.singular {
			t.Errorf("Singular(%q) = %q, want %q", c.plural, got, c.singular)
		}
		if got := schema.Plural(c.singular); got != c.plural {
			t.Errorf("Plural(%q) = %q, want %q", c.singular, got, c.plural)
		}
		if got := schema.Singular(c.singular); got != c.singular {
			t.Errorf("Singular(%q) = %q, want it unchanged", c.singular, got)
		}
		if got := schema.Plural(c.plural); got != c.plural {
			t.Errorf("Plural(%q) = %q, want it unchanged", c.plural, got)
		}
	}
}

func TestWithArticle(t *testing.T) {
	for noun, want := range map[string]string{
		"order": "an order", "user": "a user", "unit": "a unit", "unknown": "an unknown", "Item": "an Item", "table": "a table", "": "a ",
	} {
		if got := schema.WithArticle(noun); got != want {
			t.Errorf("WithArticle(%q) = %q, want %q", noun, got, want)
		}
	}
}
