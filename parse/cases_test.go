package parse_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
)

// casesDir holds one case for each construct and dialect: <dialect>/<construct>.txtar.
var casesDir = filepath.Join("..", "testdata", "dialects")

// dialectCase is a case. Its first line says in a sentence what it shows; settings may follow, each a line "name: value".
// Then come SQL files, which are read in their order, and "facts", what they hold as facts() writes it.
type dialectCase struct {
	name     string // postgres/inherits
	file     string
	dialect  dialect.Dialect
	encoding string // setting "encoding": utf-8-bom, utf-16le, utf-16be, utf-16le-bare, cp1252
	crlf     bool   // setting "lines: crlf"
	blocks   bool   // setting "blocks: read": with parse.Options.DoBlocks
	server   string // setting "server": why no real server takes the case, or what it does otherwise
	archive  *txtar.Archive
}

// dialectCases reads all cases, in the order of their names.
func dialectCases(t testing.TB) []dialectCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(casesDir, "*", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d cases in %s, %v", len(files), casesDir, err)
	}
	cases := make([]dialectCase, 0, len(files))
	for _, f := range files {
		cases = append(cases, loadCase(t, f))
	}
	return cases
}

func loadCase(t testing.TB, file string) dialectCase {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Base(filepath.Dir(file))
	c := dialectCase{
		name: folder + "/" + strings.TrimSuffix(filepath.Base(file), ".txtar"),
		file: file, archive: a, dialect: dialect.ANSI,
	}
	for _, d := range dialect.All() {
		if d.String() == folder {
			c.dialect = d
		}
	}
	first, rest, _ := bytes.Cut(a.Comment, []byte("\n"))
	if !bytes.HasSuffix(first, []byte(".")) {
		t.Errorf("%s: the first line does not say what the case shows, in a sentence", c.name)
	}
	for line := range strings.Lines(string(rest)) {
		c.set(t, strings.TrimSpace(line))
	}
	return c
}

func (c *dialectCase) set(t testing.TB, line string) {
	t.Helper()
	name, value, _ := strings.Cut(line, ": ")
	switch name {
	case "":
	case "encoding":
		c.encoding = value
	case "lines":
		c.crlf = value == "crlf"
	case "blocks":
		c.blocks = value == "read"
	case "server":
		c.server = value
	default:
		t.Errorf("%s: there is no setting %q", c.name, line)
	}
}

// sources are the SQL files of the case, in its encoding.
func (c *dialectCase) sources(t testing.TB) []parse.Source {
	t.Helper()
	var list []parse.Source
	for _, f := range c.archive.Files {
		switch {
		case strings.HasSuffix(f.Name, ".sql"):
			list = append(list, text(f.Name, c.encode(t, string(f.Data))))
		case f.Name != "facts":
			t.Fatalf("%s has a member %q: expected files .sql, and facts", c.name, f.Name)
		}
	}
	return list
}

// read reads the case.
func (c *dialectCase) read(t testing.TB) *parse.Result {
	t.Helper()
	return parseWith(t, parse.Options{Dialect: c.dialect, DoBlocks: c.blocks}, c.sources(t)...)
}

func (c *dialectCase) encode(t testing.TB, sql string) string {
	t.Helper()
	if c.crlf {
		sql = strings.ReplaceAll(sql, "\n", "\r\n")
	}
	enc := map[string]encoding.Encoding{
		"":              encoding.Nop,
		"utf-8-bom":     unicode.UTF8BOM,
		"utf-16le":      unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16be":      unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"utf-16le-bare": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"cp1252":        charmap.Windows1252,
	}[c.encoding]
	if enc == nil {
		t.Fatalf("%s: there is no encoding %q", c.name, c.encoding)
	}
	out, err := enc.NewEncoder().String(sql)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDialects holds the reader to testdata/dialects. UPDATE=1 rewrites the facts; read the difference.
func TestDialects(t *testing.T) {
	for _, c := range dialectCases(t) {
		t.Run(c.name, func(t *testing.T) {
			got := facts(c.read(t))
			last := len(c.archive.Files) - 1
			if os.Getenv("UPDATE") != "" {
				if c.archive.Files[last].Name != "facts" {
					c.archive.Files = append(c.archive.Files, txtar.File{Name: "facts"})
					last++
				}
				c.archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(c.file, txtar.Format(c.archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if c.archive.Files[last].Name != "facts" {
				t.Fatal("the last member must be facts, what the files hold")
			}
			if diff := cmp.Diff(string(c.archive.Files[last].Data), got); diff != "" {
				t.Errorf("facts (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDialectsDeterministic reads each case twice: the same input gives the same facts.
func TestDialectsDeterministic(t *testing.T) {
	for _, c := range dialectCases(t) {
		one, two := c.read(t), c.read(t)
		if diff := cmp.Diff(facts(one), facts(two)); diff != "" {
			t.Errorf("%s (-first +second):\n%s", c.name, diff)
		}
	}
}
