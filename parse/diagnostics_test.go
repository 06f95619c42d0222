package parse_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// example is one of docs/diagnostics.md: a text, and the lines that reading it as schema.sql gives.
type example struct {
	code    string // the section
	dialect dialect.Dialect
	sql     string
	want    string
}

var (
	section = regexp.MustCompile(`(?m)^## (\S+)$`)
	pair    = regexp.MustCompile("(?s)```(sql [a-z]+|bytes)\n(.*?)```\n```\n(.*?)```\n")
)

// documented reads the codes and the examples of docs/diagnostics.md.
func documented(t *testing.T) (codes []diag.Code, examples []example) {
	t.Helper()
	doc, err := os.ReadFile(filepath.Join("..", "docs", "diagnostics.md"))
	if err != nil {
		t.Fatal(err)
	}
	places := section.FindAllSubmatchIndex(doc, -1)
	for i, at := range places {
		end := len(doc)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		code := string(doc[at[2]:at[3]])
		codes = append(codes, diag.Code(code))
		for _, m := range pair.FindAllStringSubmatch(string(doc[at[1]:end]), -1) {
			examples = append(examples, newExample(t, code, m[1], m[2], m[3]))
		}
	}
	return codes, examples
}

func newExample(t *testing.T, code, kind, body, want string) example {
	t.Helper()
	e := example{code: code, dialect: dialect.ANSI, sql: body, want: want}
	if kind == "bytes" {
		var err error
		if e.sql, err = strconv.Unquote(strings.TrimSpace(body)); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		return e
	}
	name := strings.TrimPrefix(kind, "sql ")
	i := slices.IndexFunc(dialect.All(), func(d dialect.Dialect) bool { return d.String() == name })
	if i < 0 {
		t.Fatalf("%s: there is no dialect %q", code, name)
	}
	e.dialect = dialect.All()[i]
	return e
}

func TestDiagnosticsDocumented(t *testing.T) {
	codes, examples := documented(t)
	if diff := cmp.Diff(diag.Codes(), codes); diff != "" {
		t.Errorf("codes (-diag.Codes +docs/diagnostics.md):\n%s", diff)
	}
	shown := map[string]bool{}
	for _, e := range examples {
		shown[e.code] = true
		res := parseAll(t, e.dialect, text("schema.sql", e.sql))
		var got strings.Builder
		for _, d := range res.Diagnostics {
			got.WriteString(d.String() + "\n")
		}
		if diff := cmp.Diff(e.want, got.String()); diff != "" {
			t.Errorf("%s, for\n%s(-documented +got):\n%s", e.code, e.sql, diff)
		}
		if !strings.Contains(e.want, "["+e.code+"]") {
			t.Errorf("an example of %s does not show it:\n%s", e.code, e.want)
		}
	}
	for _, c := range codes {
		if !shown[string(c)] {
			t.Errorf("%s has no example", c)
		}
	}
}
