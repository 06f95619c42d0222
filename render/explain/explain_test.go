package explain

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

func TestText(t *testing.T) {
	at := diag.Span{Pos: diag.Pos{File: "a.sql", Line: 2, Column: 5}}
	users, posts := schema.Name{Name: "users"}, schema.Name{Namespace: "blog", Name: "po\x1b[31msts"}
	r := &Report{
		Relationships: []schema.Relationship{{
			Child: schema.End{
				Table: posts, Columns: []string{"a", "b"}, Cardinality: schema.ZeroOrMany,
				Why: schema.Evidence{Text: "no unique key within a, b"},
			},
			Parent: schema.End{
				Table: users, Columns: []string{"x", "y"}, Cardinality: schema.ExactlyOne,
				Why: schema.Evidence{Text: "a, b NOT NULL", Pos: at.Pos},
			},
			ForeignKey:  &schema.ForeignKey{Implied: true, Span: at},
			Identifying: true,
		}},
		NotJunctions: []schema.NotJunction{{Table: users, Reason: "users has 3 foreign keys"}},
	}
	want := "Relationships: 1\n" +
		"\n" +
		"blog.po\ufffd[31msts(a, b) → users(x, y), implied by names, identifying  (a.sql:2:5)\n" +
		"  Each po\ufffd[31mst belongs to exactly one user; a user has zero or more po\ufffd[31msts.\n" +
		"  users(x, y): exactly one: a, b NOT NULL (a.sql:2:5)\n" +
		"  blog.po\ufffd[31msts(a, b): zero or many: no unique key within a, b\n" +
		"\n" +
		"Junction tables: 0\n" +
		"\n" +
		"Tables with several foreign keys that are no junction tables: 1\n" +
		"  users: users has 3 foreign keys\n"
	if diff := cmp.Diff(want, string(Text(r))); diff != "" {
		t.Error(diff)
	}
}
