package parse_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse"
	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// readBlocks is the bit of the fuzzer's byte that has DO blocks read.
const readBlocks = 0x80

// pick turns a byte of the fuzzer into options: a dialect, or its detection, and whether DO blocks are read.
func pick(n byte) parse.Options {
	choices := append([]dialect.Dialect{dialect.Unknown}, dialect.All()...)
	return parse.Options{Dialect: choices[int(n&^readBlocks)%len(choices)], DoBlocks: n&readBlocks != 0}
}

// seed adds the SQL of all cases and of the example schemas.
func seed(f *testing.F) {
	f.Helper()
	for _, c := range dialectCases(f) {
		for _, file := range c.archive.Files {
			if strings.HasSuffix(file.Name, ".sql") {
				n := byte(indexOf(c.dialect))
				if c.blocks {
					n |= readBlocks
				}
				f.Add(c.encode(f, string(file.Data)), n)
			}
		}
	}
	files, err := filepath.Glob(filepath.Join("..", "testdata", "schemas", "*.sql"))
	if err != nil || len(files) == 0 {
		f.Fatalf("%d schemas, %v", len(files), err)
	}
	for _, name := range files {
		sql, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(sql), byte(0))
	}
}

func indexOf(d dialect.Dialect) int {
	for i, x := range dialect.All() {
		if x == d {
			return i + 1
		}
	}
	return 0
}

// readWith reads SQL through a reader that gives it out in its own way.
func readWith(t testing.TB, sql string, opts parse.Options, wrap func(io.Reader) io.Reader) *parse.Result {
	t.Helper()
	src := parse.Source{Name: "t.sql", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(wrap(strings.NewReader(sql))), nil
	}}
	res, err := parse.Sources(t.Context(), []parse.Source{src}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func whole(r io.Reader) io.Reader { return r }

// FuzzPace reads each text in one go, byte by byte, and in halves with the error beside the data: the schema, its positions
// and the diagnostics are the same.
func FuzzPace(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, sql string, n byte) {
		opts := pick(n)
		want := readWith(t, sql, opts, whole)
		paces := map[string]func(io.Reader) io.Reader{
			"one byte":       iotest.OneByteReader,
			"error and data": func(r io.Reader) io.Reader { return iotest.DataErrReader(iotest.HalfReader(r)) },
		}
		for name, wrap := range paces {
			if got := readWith(t, sql, opts, wrap); !reflect.DeepEqual(want, got) {
				t.Fatalf("%+v, %s (-whole +%s):\n%s", opts, name, name, cmp.Diff(want, got))
			}
		}
	})
}

// checkResult checks that what was read of a text holds together, and that every place in it is one of the text's.
func checkResult(t *testing.T, sql string, res *parse.Result) {
	t.Helper()
	lines := lineLengths(sql)
	for _, d := range res.Diagnostics {
		checkSpan(t, lines, d.Span, "diagnostic")
		checkMessage(t, d)
	}
	checkCounts(t, res)
	checkSchema(t, lines, res.Schema)
}

// FuzzSources reads texts in all dialects: it does not panic, it ends, and what it says holds together.
func FuzzSources(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, sql string, n byte) {
		res := readWith(t, sql, pick(n), whole)
		checkResult(t, sql, res)
		if again := readWith(t, sql, pick(n), whole); !reflect.DeepEqual(res, again) {
			t.Fatalf("read twice:\n%s", cmp.Diff(res, again))
		}
	})
}

// FuzzTwoFiles cuts a text into two files at any place: each position names the file that it is in.
func FuzzTwoFiles(f *testing.F) {
	f.Add("CREATE TABLE a (id int);", "ALTER TABLE a ADD b int;", byte(1))
	f.Add("CREATE TABLE a (id int", ");", byte(2))
	f.Add("SET search_path = x; DELIMITER $$", "CREATE TABLE a (id int)$$", byte(2))
	f.Fuzz(func(t *testing.T, one, two string, n byte) {
		res := parseWith(t, pick(n), text("one.sql", one), text("two.sql", two))
		lines := map[string][]int{"one.sql": lineLengths(one), "two.sql": lineLengths(two)}
		for _, d := range res.Diagnostics {
			checkSpan(t, lines[d.Span.File], d.Span, "diagnostic")
		}
	})
}

// lineLengths is the number of bytes in each line, which bounds the number of its characters. For text that is not
// UTF-8 (UTF-16) it is nil, and nothing is checked.
func lineLengths(sql string) []int {
	if strings.ContainsRune(sql, 0) || !utf8.ValidString(sql) {
		return nil
	}
	var lengths []int
	for line := range strings.SplitSeq(sql, "\n") {
		lengths = append(lengths, len(line))
	}
	return lengths
}

// checkSpan holds a span to the input: it starts in a line, at most one past its end, and does not end before.
func checkSpan(t *testing.T, lines []int, s diag.Span, what string) {
	t.Helper()
	if !s.IsValid() || s.Column < 1 || s.File == "" {
		t.Fatalf("%s at %+v", what, s)
	}
	if lines == nil {
		return
	}
	if s.Line > len(lines) || s.Column > lines[s.Line-1]+1 {
		t.Fatalf("%s at %s is outside of the input: %d lines", what, s.Pos, len(lines))
	}
	if s.EndLine != 0 && (s.EndLine < s.Line || s.EndLine == s.Line && s.EndColumn < s.Column || s.EndLine > len(lines)) {
		t.Fatalf("%s ends before it starts, or outside: %+v", what, s)
	}
}

func checkMessage(t *testing.T, d diag.Diagnostic) {
	t.Helper()
	const most = 4096
	if d.Message == "" || len(d.Message) > most || strings.HasSuffix(d.Message, ".") || d.Code == "" {
		t.Fatalf("message %q [%s]", d.Message, d.Code)
	}
}

func checkCounts(t *testing.T, res *parse.Result) {
	t.Helper()
	n := res.Statements
	if n.Total != n.Understood+n.Ignored+n.Skipped {
		t.Fatalf("%+v", n)
	}
	if n.Skipped > 0 && len(res.Diagnostics) == 0 {
		t.Fatalf("%d statements were skipped in silence", n.Skipped)
	}
}

// checkSchema holds a schema to what its users rely on.
func checkSchema(t *testing.T, lines []int, s *schema.Schema) {
	t.Helper()
	for _, table := range s.Tables {
		checkSpan(t, lines, table.Span, "table "+table.Name.String())
		primary := 0
		for _, k := range table.Keys {
			checkSpan(t, lines, k.Span, "key")
			if k.Kind == schema.Primary {
				primary++
			}
		}
		if primary > 1 {
			t.Fatalf("table %s has %d primary keys", table.Name, primary)
		}
		for _, fk := range table.ForeignKeys {
			checkSpan(t, lines, fk.Span, "foreign key")
		}
		for _, c := range table.Columns {
			if c == nil {
				t.Fatalf("table %s has no column at a place", table.Name)
			}
			checkSpan(t, lines, c.Span, "column "+c.Name)
		}
	}
	for _, v := range s.Views {
		checkSpan(t, lines, v.Span, "view")
	}
	schema.Relationships(s) // must not panic on what was read
	schema.Junctions(s)
}

// TestReaderErrors hands on what the reader says, and stops when the context does.
func TestReaderErrors(t *testing.T) {
	broken := errors.New("the disk is gone")
	much := strings.Repeat("SELECT 1;\n", 20_000)
	for _, read := range []string{"", much} {
		for _, failure := range []error{broken, &fs.PathError{Op: "read", Path: "/a/t.sql", Err: broken}} {
			src := parse.Source{Name: "t.sql", Open: func() (io.ReadCloser, error) {
				return io.NopCloser(io.MultiReader(strings.NewReader(read), iotest.ErrReader(failure))), nil
			}}
			_, err := parse.Sources(t.Context(), []parse.Source{src}, parse.Options{})
			if !errors.Is(err, broken) || err.Error() != "read t.sql: the disk is gone" {
				t.Errorf("error %v behind %d bytes, want one that names t.sql once and wraps the reader's", err, len(read))
			}
		}
	}
	missing := errors.New("open t.sql: no such file")
	src := parse.Source{Name: "t.sql", Open: func() (io.ReadCloser, error) { return nil, missing }}
	if _, err := parse.Sources(t.Context(), []parse.Source{src}, parse.Options{}); !errors.Is(err, missing) {
		t.Errorf("error %v, want that of Open", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := parse.Sources(ctx, []parse.Source{text("t.sql", "CREATE TABLE a (id int);")}, parse.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

// TestNoSources is the empty run.
func TestNoSources(t *testing.T) {
	res, err := parse.Sources(t.Context(), nil, parse.Options{})
	if err != nil || res.Schema == nil || facts(res) != "0 statements: 0 understood\n" {
		t.Errorf("%+v, %v", res, err)
	}
}
