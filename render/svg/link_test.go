package svg_test

import (
	"strings"
	"testing"

	"crowsfoot/parse/diag"
	"crowsfoot/render/svg"
)

func TestCheckLink(t *testing.T) {
	for _, tt := range []struct {
		link string
		want string // a part of the error; "" for none
	}{
		{"", ""},
		{"https://example.org/{file}#L{line}", ""},
		{"HTTP://example.org/{schema}/{table}", ""},
		{"{file}#L{line}", ""},
		{"../docs/{table}.md", ""},
		{"/docs?t={table}:x", ""},
		{"javascript:alert(1)", "expected http:, https: or a relative address"},
		{"JavaScript:alert('{table}')", "expected http:"},
		{"data:text/html,{table}", "expected http:"},
		{"{schema}:{table}", "expected http:"},
		{" javascript:alert(1)", "white space"},
		{"java\tscript:alert(1)", "white space"},
		{`\\example.org\{table}`, "backslashes"},
		{"https://example.org/{column}", "unknown {column}, expected {schema}, {table}, {file} or {line}"},
		{"https://example.org/{table", "a { without its }"},
		{"https://example.org/table}", "a } without its {"},
	} {
		err := svg.CheckLink(tt.link)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("CheckLink(%q) = %v, want nil", tt.link, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("CheckLink(%q) = %v, want %q in it", tt.link, err, tt.want)
		}
	}
}

func TestLinks(t *testing.T) {
	d, g := blog()
	d.Entities[0].Schema, d.Entities[0].Name = "my schema", `users/"<&>:é`
	d.Entities[0].Pos = diag.Pos{File: `db dir\a#b.sql`, Line: 12}
	d.Entities[1].Pos = diag.Pos{} // nobody knows where: no link
	out := render(t, d, g, svg.Options{Link: "https://example.org/{schema}/{table}?f={file}&l={line}"})
	wellFormed(t, out)
	want := `href="https://example.org/my%20schema/users%2F%22%3C%26%3E%3A%C3%A9?f=db%20dir/a%23b.sql&amp;l=12"`
	if !strings.Contains(out, want) || strings.Count(out, "<a ") != 1 {
		t.Errorf("want %s, and no other link, in\n%s", want, out)
	}
}

func TestLinkFile(t *testing.T) {
	d, g := blog()
	d.Entities[0].Pos = diag.Pos{File: "main:db/a.sql", Line: 12}
	strip := func(file string) string { return strings.TrimPrefix(file, "main:") }
	if out := render(t, d, g, svg.Options{Link: "{file}", LinkFile: strip}); !strings.Contains(out, `href="db/a.sql"`) {
		t.Errorf("the file is not what LinkFile says in\n%s", out)
	}
}

func TestRenderRefusesBadLink(t *testing.T) {
	d, g := blog()
	if err := svg.Render(new(strings.Builder), d, g, svg.Options{Link: "javascript:{table}"}); err == nil {
		t.Error("javascript: was accepted")
	}
}
