package embed

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/parse/costtest"
)

// outside is what of a document no filling may change: all that is not between the lines of two markers.
func outside(t *testing.T, doc []byte) []byte {
	t.Helper()
	blocks, err := Find("d.md", doc)
	if err != nil {
		t.Fatal(err)
	}
	var rest []byte
	last := 0
	for _, b := range blocks {
		rest = append(rest, doc[last:b.start]...)
		rest = append(rest, "[…]"...)
		last = b.end
	}
	return append(rest, doc[last:]...)
}

// check fills a document and looks whether that is idempotent and changes nothing else.
func check(t *testing.T, doc []byte, fill func(Block) ([]byte, error)) {
	t.Helper()
	once, err := Replace("d.md", doc, fill)
	if err != nil {
		return
	}
	twice, err := Replace("d.md", once, fill)
	if err != nil {
		t.Fatalf("a second time: %v\n%q", err, once)
	}
	if !bytes.Equal(once, twice) {
		t.Fatalf("a second time it differs:\n%q\n%q", once, twice)
	}
	if before, after := outside(t, doc), outside(t, once); !bytes.Equal(before, after) {
		t.Fatalf("the rest changed:\n%q\n%q", before, after)
	}
}

// TestReplaceProperties puts documents together at random from pieces that are awkward next to each other.
func TestReplaceProperties(t *testing.T) {
	pieces := []string{
		"<!-- crowsfoot: a.sql -->\n", "<!-- crowsfoot: b.sql --title 'x y' -->\n", "<!-- /crowsfoot -->\n", "<!-- /crowsfoot -->\r\n",
		"```\n", "~~~\n", "- ", "> ", "  ", "    ", "\n", "\r\n", "text\n", "# head\n", "<details>\n", "</details>\n", "<!-- x -->\n", "`", "<!--\n",
		"-->\n", "\t", "1. a\n", "<!-- crowsfoot: c -->\n\nold\n<!-- /crowsfoot -->\n", "> <!-- crowsfoot: d -->\n> <!-- /crowsfoot -->\n",
	}
	random := rand.New(rand.NewPCG(1, 2))
	filled := 0
	for range 5_000 {
		var doc strings.Builder
		for range 1 + random.IntN(12) {
			doc.WriteString(pieces[random.IntN(len(pieces))])
		}
		if blocks, err := Find("d.md", []byte(doc.String())); err == nil && len(blocks) > 0 {
			filled++
		}
		check(t, []byte(doc.String()), fillX)
	}
	if filled < 250 {
		t.Errorf("only %d of the documents had blocks to fill", filled)
	}
}

func FuzzReplace(f *testing.F) {
	for _, doc := range []string{
		"<!-- crowsfoot: a -->\n<!-- /crowsfoot -->\n", "> <!-- crowsfoot: a -->\n> x\n> <!-- /crowsfoot -->\n", "```\n<!-- crowsfoot: a -->\n```",
		"- <!-- crowsfoot: 'a b'\n  c -->\r\n  <!-- /crowsfoot -->\r\n", "<div>\n<!-- crowsfoot: a -->\n\n<!-- /crowsfoot -->\n</div>", "`<!-- crowsfoot: a -->`",
	} {
		f.Add([]byte(doc), []byte("```mermaid\nerDiagram\n```\n"))
		f.Add([]byte(doc), []byte("![a](b.svg)\n"))
	}
	f.Fuzz(func(t *testing.T, doc, content []byte) {
		check(t, doc, func(b Block) ([]byte, error) { return append(content, b.Args[0]...), nil })
	})
}

func FuzzSplit(f *testing.F) {
	f.Add(`a 'b c' "d \" e" f\ g`)
	f.Fuzz(func(t *testing.T, line string) {
		words, err := Split(line)
		if err != nil {
			return
		}
		var quoted []string
		for _, w := range words {
			quoted = append(quoted, "'"+strings.ReplaceAll(w, "'", `'\''`)+"'")
		}
		again, err := Split(strings.Join(quoted, " "))
		if err != nil || strings.Join(again, "\x00") != strings.Join(words, "\x00") {
			t.Errorf("%q gives %q, which quoted gives %q, %v", line, words, again, err)
		}
	})
}

func TestFindIsBounded(t *testing.T) {
	for name, doc := range map[string]func(n int) string{
		"quotes":    func(n int) string { return strings.Repeat(">", n) + "\n" + strings.Repeat(">", n) + "x" },
		"lists":     func(n int) string { return strings.Repeat("- ", n) + "x" },
		"numbers":   func(n int) string { return strings.Repeat("1. > ", n) + "x" },
		"markers":   func(n int) string { return strings.Repeat("<!-- crowsfoot: a -->\n<!-- /crowsfoot -->\n", n/8) },
		"comments":  func(n int) string { return strings.Repeat("<!-- ", n) },
		"backticks": func(n int) string { return strings.Repeat("`` a ` ", n) },
		"tags":      func(n int) string { return strings.Repeat("<a b='", n) },
		"long line": func(n int) string { return strings.Repeat("x", 200*n) },
	} {
		t.Run(name, func(t *testing.T) {
			costtest.Linear(t, 5_000, func(n int) func() {
				text := []byte(doc(n))
				return func() { _, _ = Find("d.md", text) }
			})
		})
	}
}

func TestInside(t *testing.T) {
	base := t.TempDir()
	root := filepath.Join(base, "repo")
	for _, dir := range []string{"repo/docs", "repo/db", "elsewhere", "repository"} {
		if err := os.MkdirAll(filepath.Join(base, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{
		"repo/docs/in": filepath.Join(root, "db"), "repo/docs/out": filepath.Join(base, "elsewhere"), "repo/docs/up": "../..",
		"repo/docs/dangling": "../../elsewhere/new.svg", "repo/docs/dangling-in": "../db/new.svg", "repo/docs/loop": "loop", "link-to-repo": root,
	} {
		if err := os.Symlink(to, filepath.Join(base, link)); err != nil {
			t.Skip("links cannot be made here:", err)
		}
	}
	for file, want := range map[string]bool{
		"repo":                            true,
		"repo/schema.sql":                 true,
		"repo/docs/../db/new/schema.sql":  true,
		"repo/docs/in/x.sql":              true,
		"repo/docs/dangling-in":           true,
		"link-to-repo/db/x.sql":           true,
		"repo/docs/up/repo/db":            true,
		"repo/..x":                        true,
		"elsewhere/x.sql":                 false,
		"repository/x.sql":                false,
		"repo/docs/../../elsewhere/x.sql": false,
		"repo/docs/out/x.sql":             false,
		"repo/docs/out":                   false,
		"repo/docs/up":                    false,
		"repo/docs/dangling":              false,
		"repo/docs/loop":                  false,
		"repo/docs/loop/x":                false,
	} {
		if err := Inside(root, filepath.Join(base, filepath.FromSlash(file))); (err == nil) != want {
			t.Errorf("%s: got %v, want inside: %v", file, err, want)
		}
	}
	if err := Inside(filepath.Join(base, "link-to-repo"), filepath.Join(root, "x")); err != nil {
		t.Errorf("a root that is a link: %v", err)
	}
}
