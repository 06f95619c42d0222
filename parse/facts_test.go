package parse_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// text is a source held in memory.
func text(name, sql string) parse.Source {
	return parse.Source{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(sql)), nil }}
}

// parseText reads SQL as the file "t.sql".
func parseText(t testing.TB, d dialect.Dialect, sql string) *parse.Result {
	t.Helper()
	return parseAll(t, d, text("t.sql", sql))
}

func parseAll(t testing.TB, d dialect.Dialect, sources ...parse.Source) *parse.Result {
	t.Helper()
	return parseWith(t, parse.Options{Dialect: d}, sources...)
}

func parseWith(t testing.TB, opts parse.Options, sources ...parse.Source) *parse.Result {
	t.Helper()
	res, err := parse.Sources(t.Context(), sources, opts)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// facts writes a result as a text that people can check line by line:
//
//	table users "those who sign in"
//	  id bigint! identity
//	  org_id integer =0
//	  pk users_pkey (id)
//	  unique (org_id, email) partial
//	  fk (org_id) -> orgs (id) on delete cascade
//	view v materialized reads users
//	enum mood: sad, ok
//	t.sql:3:1: warning: … [unknown-table]
//	12 statements: 10 understood, 2 ignored
//
// ! is NOT NULL, ? NOT NULL by a domain, = a default, "index" a key made by CREATE UNIQUE INDEX.
func facts(res *parse.Result) string {
	var b strings.Builder
	for _, t := range res.Schema.Tables {
		writeTable(&b, t)
	}
	for _, v := range res.Schema.Views {
		fmt.Fprintf(&b, "view %s", v.Name)
		if v.Materialized {
			b.WriteString(" materialized")
		}
		for i, n := range v.Reads {
			b.WriteString(map[bool]string{true: " reads ", false: ", "}[i == 0])
			b.WriteString(n.String())
		}
		writeComment(&b, v.Comment)
		b.WriteByte('\n')
	}
	for _, e := range res.Schema.Enums {
		fmt.Fprintf(&b, "enum %s: %s\n", e.Name, strings.Join(e.Values, ", "))
	}
	for _, d := range res.Diagnostics {
		fmt.Fprintln(&b, d)
	}
	n := res.Statements
	fmt.Fprintf(&b, "%d statements: %d understood", n.Total, n.Understood)
	if n.Ignored > 0 {
		fmt.Fprintf(&b, ", %d ignored", n.Ignored)
	}
	if n.Skipped > 0 {
		fmt.Fprintf(&b, ", %d skipped", n.Skipped)
	}
	b.WriteByte('\n')
	return b.String()
}

func writeTable(b *strings.Builder, t *schema.Table) {
	fmt.Fprintf(b, "table %s", t.Name)
	if t.PartitionOf.Name != "" {
		fmt.Fprintf(b, " part of %s", t.PartitionOf)
	}
	for _, n := range t.FormerNames {
		fmt.Fprintf(b, " was %s", n)
	}
	writeComment(b, t.Comment)
	b.WriteByte('\n')
	for _, c := range t.Columns {
		writeColumn(b, c)
	}
	for _, k := range t.Keys {
		writeKey(b, k)
	}
	for _, fk := range t.ForeignKeys {
		writeForeignKey(b, fk)
	}
}

func writeColumn(b *strings.Builder, c *schema.Column) {
	fmt.Fprintf(b, "  %s %s", c.Name, c.Type)
	words := []struct {
		said bool
		word string
	}{
		{c.NotNull, "!"},
		{c.DomainNotNull, "?"},
		{c.Identity, " identity"},
		{c.Generated, " generated"},
		{c.Default != "", " =" + c.Default},
	}
	for _, w := range words {
		if w.said {
			b.WriteString(w.word)
		}
	}
	for _, n := range c.FormerNames {
		fmt.Fprintf(b, " was %s", n)
	}
	writeComment(b, c.Comment)
	b.WriteByte('\n')
}

func writeKey(b *strings.Builder, k schema.Key) {
	b.WriteString(map[schema.KeyKind]string{schema.Primary: "  pk", schema.Unique: "  unique"}[k.Kind])
	if k.Name != "" {
		b.WriteString(" " + k.Name)
	}
	fmt.Fprintf(b, " (%s)", strings.Join(k.Columns, ", "))
	if k.Partial {
		b.WriteString(" partial")
	}
	if k.Expression {
		b.WriteString(" expression")
	}
	if k.Index {
		b.WriteString(" index")
	}
	b.WriteByte('\n')
}

func writeForeignKey(b *strings.Builder, fk *schema.ForeignKey) {
	b.WriteString("  fk")
	if fk.Name != "" {
		b.WriteString(" " + fk.Name)
	}
	fmt.Fprintf(b, " (%s) -> %s (%s)", strings.Join(fk.Columns, ", "), fk.Ref, strings.Join(fk.RefColumns, ", "))
	if fk.OnDelete != schema.NoAction {
		b.WriteString(" on delete " + strings.ToLower(fk.OnDelete.String()))
	}
	if fk.OnUpdate != schema.NoAction {
		b.WriteString(" on update " + strings.ToLower(fk.OnUpdate.String()))
	}
	b.WriteByte('\n')
}

func writeComment(b *strings.Builder, comment string) {
	if comment != "" {
		fmt.Fprintf(b, " %q", comment)
	}
}
