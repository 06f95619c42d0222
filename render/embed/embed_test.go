package embed

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"crowsfoot/parse/diag"

	"github.com/google/go-cmp/cmp"
)

// fillX fills every block with its arguments in a fence.
func fillX(b Block) ([]byte, error) {
	return fmt.Appendf(nil, "```mermaid\n%s\n```\n", strings.Join(b.Args, "|")), nil
}

func TestReplace(t *testing.T) {
	const filled = "\n```mermaid\ns.sql\n```\n\n"
	tests := []struct{ name, doc, want string }{
		{"empty block", "a\n\n<!-- crowsfoot: s.sql -->\n<!-- /crowsfoot -->\n\nb\n", "a\n\n<!-- crowsfoot: s.sql -->\n" + filled + "<!-- /crowsfoot -->\n\nb\n"},
		{"stale block", "<!-- crowsfoot: s.sql -->\nold\n\nolder\n<!-- /crowsfoot -->", "<!-- crowsfoot: s.sql -->\n" + filled + "<!-- /crowsfoot -->"},
		{"arguments", "<!-- crowsfoot: a.sql 'b c.sql' --title \"x \\\"y\\\"\" -->\n<!-- /crowsfoot -->\n", "<!-- crowsfoot: a.sql 'b c.sql' --title \"x \\\"y\\\"\" -->\n\n```mermaid\na.sql|b c.sql|--title|x \"y\"\n```\n\n<!-- /crowsfoot -->\n"},
		{"several lines", "<!-- crowsfoot: s.sql\n  --junctions pure\n-->\nold\n<!-- /crowsfoot -->\n", "<!-- crowsfoot: s.sql\n  --junctions pure\n-->\n\n```mermaid\ns.sql|--junctions|pure\n```\n\n<!-- /crowsfoot -->\n"},
		{"two blocks", "<!-- crowsfoot: a -->\n<!-- /crowsfoot -->\n<!--crowsfoot:b-->\n<!--/crowsfoot-->\n", "<!-- crowsfoot: a -->\n\n```mermaid\na\n```\n\n<!-- /crowsfoot -->\n<!--crowsfoot:b-->\n\n```mermaid\nb\n```\n\n<!--/crowsfoot-->\n"},
		{"CRLF", "x\r\n<!-- crowsfoot: s.sql -->\r\nold\r\n<!-- /crowsfoot -->\r\ny", "x\r\n<!-- crowsfoot: s.sql -->\r\n" + strings.ReplaceAll(filled, "\n", "\r\n") + "<!-- /crowsfoot -->\r\ny"},
		{"the marker's own line ending counts", "x\r\n<!-- crowsfoot: s.sql -->\n<!-- /crowsfoot -->\r\n", "x\r\n<!-- crowsfoot: s.sql -->\n" + filled + "<!-- /crowsfoot -->\r\n"},
		{"in a list", "1. a\n\n   <!-- crowsfoot: s.sql -->\n   <!-- /crowsfoot -->\n", "1. a\n\n   <!-- crowsfoot: s.sql -->\n\n   ```mermaid\n   s.sql\n   ```\n\n   <!-- /crowsfoot -->\n"},
		{"after a bullet", "- <!-- crowsfoot: s.sql -->\n  <!-- /crowsfoot -->\n", "- <!-- crowsfoot: s.sql -->\n\n  ```mermaid\n  s.sql\n  ```\n\n  <!-- /crowsfoot -->\n"},
		{"in a quote", "> <!-- crowsfoot: s.sql -->\n> <!-- /crowsfoot -->\n", "> <!-- crowsfoot: s.sql -->\n>\n> ```mermaid\n> s.sql\n> ```\n>\n> <!-- /crowsfoot -->\n"},
		{"in <details>", "<details>\n<!-- crowsfoot: s.sql -->\n<!-- /crowsfoot -->\n</details>\n", "<details>\n<!-- crowsfoot: s.sql -->\n" + filled + "<!-- /crowsfoot -->\n</details>\n"},
		{"after a paragraph", "text\n<!-- crowsfoot: s.sql -->\n<!-- /crowsfoot -->\n", "text\n<!-- crowsfoot: s.sql -->\n" + filled + "<!-- /crowsfoot -->\n"},
		{"byte order mark", "\ufeff<!-- crowsfoot: s.sql -->\n<!-- /crowsfoot -->\n", "\ufeff<!-- crowsfoot: s.sql -->\n" + filled + "<!-- /crowsfoot -->\n"},
		{"no block", "just text\n", "just text\n"},
		{"in a fence", "```html\n<!-- crowsfoot: s.sql -->\n```\n\n~~~\n<!-- /crowsfoot -->\n~~~\n", ""},
		{"in a fence that is never closed", "```\n<!-- crowsfoot: s.sql -->\n", ""},
		{"in a longer fence", "````\n```\n<!-- crowsfoot: s.sql -->\n```\n````\n", ""},
		{"in a fence in a list", "- a\n\n  ```\n  <!-- crowsfoot: s.sql -->\n  ```\n", ""},
		{"in indented code", "a\n\n    <!-- crowsfoot: s.sql -->\n", ""},
		{"in inline code", "write `<!-- crowsfoot: s.sql -->` and ``<!-- /crowsfoot -->``\n", ""},
		{"in another comment", "<!-- as in\n<!-- crowsfoot: s.sql\n-->\n", ""},
		{"in <pre>", "<pre>\n<!-- crowsfoot: s.sql -->\n</pre>\n", ""},
		{"escaped", "\\<!-- crowsfoot: s.sql -->\n", ""},
		{"other comments", "<!-- crowsfooted -->\n<!-- crowsfoot-like -->\n<!-- no crowsfoot: x -->\n<!-- crowfoot notation -->\n<!-- prettier-ignore -->\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.want == "" {
				tt.want = tt.doc
			}
			got, err := Replace("doc.md", []byte(tt.doc), fillX)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, string(got)); d != "" {
				t.Fatalf("(-want +got):\n%s", d)
			}
			again, err := Replace("doc.md", got, fillX)
			if err != nil || !bytes.Equal(again, got) {
				t.Errorf("a second time: %v\n%s", err, again)
			}
		})
	}
}

func TestFindErrors(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"not closed", "a\n  <!-- crowsfoot: s -->\nb\n", "d.md:2:3: this block is never closed: expected <!-- /crowsfoot --> after it"},
		{"closed by code only", "<!-- crowsfoot: s -->\n```\n<!-- /crowsfoot -->\n```\n", "d.md:1:1: this block is never closed: expected <!-- /crowsfoot --> after it"},
		{"not opened", "<!-- /crowsfoot -->\n", "d.md:1:1: this marker closes nothing: expected <!-- crowsfoot: FILE… --> before it"},
		{
			"nested", "<!-- crowsfoot: a -->\n<!-- crowsfoot: b -->\n<!-- /crowsfoot -->\n<!-- /crowsfoot -->\n",
			"d.md:2:1: a block inside the one that starts in line 1: expected <!-- /crowsfoot --> first\n" +
				"d.md:4:1: this marker closes nothing: expected <!-- crowsfoot: FILE… --> before it",
		},
		{"misspelt", "<!-- crowsfoot s.sql -->\n", `d.md:1:1: unknown marker "crowsfoot s.sql": expected <!-- crowsfoot: FILE… --> or <!-- /crowsfoot -->`},
		{"misspelt and closed", "<!-- crowsfoot s.sql -->\n<!-- /crowsfoot -->\n", `d.md:1:1: unknown marker "crowsfoot s.sql": expected <!-- crowsfoot: FILE… --> or <!-- /crowsfoot -->`},
		{
			"a letter missing", "<!-- crowfoot: s.sql -->\n<!-- /crowfoot -->\n",
			`d.md:1:1: unknown marker "crowfoot: s.sql": expected <!-- crowsfoot: FILE… --> or <!-- /crowsfoot -->` + "\n" +
				`d.md:2:1: unknown marker "/crowfoot": expected <!-- crowsfoot: FILE… --> or <!-- /crowsfoot -->`,
		},
		{"misspelt end", "<!-- crowsfoot: s -->\n<!-- / Crowsfoot -->\n<!-- /crowsfoot -->\n", `d.md:2:1: unknown marker "/ Crowsfoot": expected <!-- crowsfoot: FILE… --> or <!-- /crowsfoot -->`},
		{"in a sentence", "Ünï <!-- crowsfoot: s -->\n", "d.md:1:5: a marker has to start a line and stand alone on it\nd.md:1:5: this block is never closed: expected <!-- /crowsfoot --> after it"},
		{"in a sentence and closed", "a <!-- crowsfoot: s -->\n<!-- /crowsfoot -->\n", "d.md:1:3: a marker has to start a line and stand alone on it"},
		{"one line", "<!-- crowsfoot: s --> <!-- /crowsfoot -->\n", "d.md:1:1: a marker has to start a line and stand alone on it\nd.md:1:23: a marker has to start a line and stand alone on it"},
		{"text after it", "<!-- crowsfoot: s --> x\n<!-- /crowsfoot -->\n", "d.md:1:1: a marker has to start a line and stand alone on it"},
		{"nothing to draw", "<!-- crowsfoot: -->\n<!-- /crowsfoot -->\n", "d.md:1:1: nothing to draw: expected a file, as in <!-- crowsfoot: schema.sql -->"},
		{"open quote", "<!-- crowsfoot: 's -->\n<!-- /crowsfoot -->\n", "d.md:1:1: a ' quote is not closed"},
		{"ends outside its list", "- a\n\n  <!-- crowsfoot: s -->\n\n<!-- /crowsfoot -->\n", "d.md:5:1: the block that starts in line 3 is in another list or quote"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			blocks, err := Find("d.md", []byte(tt.doc))
			if err == nil {
				t.Fatalf("no error, but %v", blocks)
			}
			if d := cmp.Diff(tt.want, err.Error()); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestReplaceErrors(t *testing.T) {
	doc := []byte("<!-- crowsfoot: a -->\n<!-- /crowsfoot -->\n\n <!-- crowsfoot: b -->\n<!-- /crowsfoot -->\n")
	_, err := Replace("d.md", doc, func(b Block) ([]byte, error) { return nil, errors.New("no " + b.Args[0]) })
	if want := "d.md:1:1: no a\nd.md:4:2: no b"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	for _, content := range []string{"```\nnever closed\n", "<!-- /crowsfoot -->\n", "<!-- crowsfoot: x -->\n<!-- /crowsfoot -->\n", "<!--\n", "<pre>\n"} {
		_, err := Replace("d.md", doc, func(Block) ([]byte, error) { return []byte(content), nil })
		var e *Error
		if !errors.As(err, &e) || e.Pos != (diag.Pos{File: "d.md", Line: 1, Column: 1}) {
			t.Errorf("%q: got %v", content, err)
		}
	}
}

func TestSplit(t *testing.T) {
	tests := []struct {
		line string
		want []string
		err  string
	}{
		{"", nil, ""},
		{" a  b\tc\nd\r\ne ", []string{"a", "b", "c", "d", "e"}, ""},
		{`'a b' "c d" e\ f g"h"'i'`, []string{"a b", "c d", "e f", "ghi"}, ""},
		{`'' ""`, []string{"", ""}, ""},
		{`'a\b' "a\b" "a\"b" "a\\b" "\$x" a\$b`, []string{`a\b`, `a\b`, `a"b`, `a\b`, "$x", "a$b"}, ""},
		{`--link 'https://x/{table}#{line}' --include 'order_*' a#b *.sql`, []string{"--link", "https://x/{table}#{line}", "--include", "order_*", "a#b", "*.sql"}, ""},
		{"a\\\nb", []string{"ab"}, ""},
		{"$HOME/x.sql", nil, `$ is not expanded here: write '$' or \$`},
		{"\"`id`\"", nil, "` is not expanded here: write '`' or \\`"},
		{"a; rm -rf b", nil, `; means something else in a shell: write ';' or \;`},
		{"a # b", nil, `# means something else in a shell: write '#' or \#`},
		{"a > b", nil, `> means something else in a shell: write '>' or \>`},
		{`"a`, nil, `a " quote is not closed`},
		{`a\`, nil, "a backslash at the end: expected a character after it"},
	}
	for _, tt := range tests {
		got, err := Split(tt.line)
		if msg := fmt.Sprint(err); err != nil && msg != tt.err || err == nil && tt.err != "" {
			t.Errorf("%q: error %v, want %s", tt.line, err, tt.err)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.line, d)
		}
	}
}

func TestDiff(t *testing.T) {
	if got := Diff("d.md", []byte("a\n"), []byte("a\n")); got != nil {
		t.Errorf("of equals: %s", got)
	}
	want := "diff d.md d.md (up to date)\n--- d.md\n+++ d.md (up to date)\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"
	if d := cmp.Diff(want, string(Diff("d.md", []byte("a\nb\nc\n"), []byte("a\nx\nc\n")))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
