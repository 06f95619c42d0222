package jsonout

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

// sample holds one of everything that JSON tells.
func sample() *Document {
	at := func(line int) diag.Span { return diag.Span{Pos: diag.Pos{File: "schema.sql", Line: line, Column: 1}} }
	users := schema.Name{Namespace: "public", Name: "users"}
	roles := schema.Name{Name: "roles"}
	fk := func(column string, ref schema.Name) *schema.ForeignKey {
		return &schema.ForeignKey{Columns: []string{column}, Ref: ref, RefColumns: []string{"id"}, OnDelete: schema.Cascade, Span: at(9)}
	}
	s := &schema.Schema{
		Tables: []*schema.Table{
			{
				Name: users, Comment: "people <& more>", Span: at(1),
				Columns: []*schema.Column{
					{Name: "id", Type: "bigint", NotNull: true},
					{Name: "email", Type: "text", Default: "''", Generated: true, Comment: "\x1b[31m\u202e\u009b"},
				},
				Keys: []schema.Key{
					{Kind: schema.Primary, Columns: []string{"id"}},
					{Kind: schema.Unique, Columns: []string{"email"}},
					{Kind: schema.Unique, Columns: []string{"email"}, Index: true},
					{Kind: schema.Unique, Columns: []string{"name"}, Partial: true},
				},
			},
			{Name: roles, Columns: []*schema.Column{{Name: "id"}}, Keys: []schema.Key{{Columns: []string{"id"}}}},
			{Name: schema.Name{Name: "users_eu"}, PartitionOf: users},
			{
				Name:        schema.Name{Name: "user_roles"},
				Columns:     []*schema.Column{{Name: "user_id", NotNull: true}, {Name: "role_id"}},
				ForeignKeys: []*schema.ForeignKey{fk("user_id", users), fk("role_id", roles)},
			},
		},
		Views: []*schema.View{{Name: schema.Name{Name: "v"}, Materialized: true, Reads: []schema.Name{users}}, {Name: schema.Name{Name: "w"}}},
		Enums: []*schema.Enum{{Name: schema.Name{Name: "mood"}, Values: []string{"ok", ""}}},
	}
	doc := &Document{
		Dialect: "postgres", Schema: s, Relationships: schema.Relationships(s),
		Diagnostics: diag.List{{Severity: diag.Warning, Code: diag.UnknownTable, Span: at(4), Message: "no table x"}},
		Statements:  Statements{Total: 4, Understood: 2, Ignored: 1, Skipped: 1},
	}
	for _, j := range schema.Junctions(s) {
		doc.Junctions = append(doc.Junctions, Junction{Junction: j, Collapsed: true})
	}
	return doc
}

func TestRenderGolden(t *testing.T) {
	got, err := Render(sample())
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "sample.json")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestRenderKeepsToItsSchema holds what is written, and an empty document, against docs/json.schema.json.
func TestRenderKeepsToItsSchema(t *testing.T) {
	compiled, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "docs", "json.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]*Document{"sample": sample(), "empty": {Dialect: "ansi", Schema: &schema.Schema{}}} {
		text, err := Render(doc)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEscapingKeepsTheText shows that escapes change how a text is written, not what it says.
func TestEscapingKeepsTheText(t *testing.T) {
	for _, text := range []string{"plain", "\x7f\u0080\u009f", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069", "表🙂\U000E0001", `\u202e`, "<b>&amp;", "\x00\x1b"} {
		out, err := Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.ContainsFunc(out, acts) {
			t.Errorf("%q: %s holds a character that terminals act upon", text, out)
		}
		var back string
		if err := json.Unmarshal(out, &back); err != nil || back != text {
			t.Errorf("%q came back as %q, %v", text, back, err)
		}
	}
}

func TestIndented(t *testing.T) {
	long := strings.Repeat("x", 140)
	tests := []struct{ name, in, want string }{
		{"short", `{"a":[1,2],"b":{}}`, `{"a": [1, 2], "b": {}}`},
		{"empty", `[]`, `[]`},
		{"punctuation in strings", `{"a,b":"c:\"{[,]}"}`, `{"a,b": "c:\"{[,]}"}`},
		{"long object", `{"a":"` + long + `","b":[1,2]}`, "{\n  \"a\": \"" + long + "\",\n  \"b\": [1, 2]\n}"},
		{"long list", `[["` + long + `","y"],{"z":1}]`, "[\n  [\"" + long + "\", \"y\"],\n  {\"z\": 1}\n]"},
		{"long text", `"` + long + long + `"`, `"` + long + long + `"`},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want+"\n", string(indented([]byte(tt.in)))); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// FuzzIndented shows that the layout changes nothing but white space.
func FuzzIndented(f *testing.F) {
	f.Add(`{"a":["x,y:\"",{}]}`)
	f.Add(strings.Repeat("[", 50) + `"long enough to be broken up into several lines of text, each with its own indentation"` + strings.Repeat("]", 50))
	f.Fuzz(func(t *testing.T, text string) {
		var compact, again bytes.Buffer
		if json.Compact(&compact, []byte(text)) != nil || compact.Len() == 0 {
			t.Skip()
		}
		if err := json.Compact(&again, indented(compact.Bytes())); err != nil || again.String() != compact.String() {
			t.Errorf("%s became %s, %v", compact.String(), again.String(), err)
		}
	})
}
