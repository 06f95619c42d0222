package syntax

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// endsSkipping is where a statement ends for one who skips it, and endsReading for one who reads all its tokens; each with
// the diagnostics on the way. Their columns may differ by the prefix of a string.
func endsSkipping(d dialect.Dialect, text string, oneByte bool) string {
	return ends(d, text, oneByte, (*lexer).skipStatement)
}

func endsReading(d dialect.Dialect, text string) string {
	return ends(d, text, false, func(l *lexer) token {
		for {
			if t := l.next(); t.kind == tEnd || t.kind == tEOF {
				return t
			}
			l.keep = l.offset()
		}
	})
}

func ends(d dialect.Dialect, text string, oneByte bool, skip func(*lexer) token) string {
	var diags diag.List
	var b strings.Builder
	src := newSource("x", strings.NewReader(text), make([]byte, 0, 48*blockSize))
	if oneByte {
		src.r = iotest.OneByteReader(src.r)
	}
	l := newLexer(src, d.Lexical(), &diags)
	for {
		t := skip(l)
		fmt.Fprintf(&b, "%d ", t.end)
		if t.kind == tEOF {
			break
		}
	}
	if l.err != nil || l.offset() < int64(len(text)) {
		return fmt.Sprintf("stopped at %d: %v", l.offset(), l.err)
	}
	for _, d := range diags {
		fmt.Fprintf(&b, "%d %s ", d.Span.Line, d.Message)
	}
	return b.String()
}

func checkSkip(t *testing.T, d dialect.Dialect, text string) {
	t.Helper()
	want := endsReading(d, text)
	if got := endsSkipping(d, text, false); got != want {
		t.Errorf("%s: skipped %s\ntokenized %s\n%.300q", d, got, want, text)
	}
	if got := endsSkipping(d, text, true); got != want {
		t.Errorf("%s: skipped byte by byte %s\ntokenized %s\n%.300q", d, got, want, text)
	}
}

// TestSkip holds the fast ways through a statement to the slow one, on rows in which anything may stand.
func TestSkip(t *testing.T) {
	rows := []string{
		"(1,'plain text of some length',2.5,NULL),", "(2,'it''s',-3),", `(3,'a\'b\\',4),`, `('{\"a\": \"b;c\"}'),`, "('semi;colon')", "('a -- b')", "('/* x')", "(4 - -5)", "(6/7)",
		"('')", "''", "\n", ", ", "(\"x'y\")", "-- it's\n", "/* don't */", "# it's\n", "`a'b`", ";", ";\n", "('#')", "E'\\'' ", "$$ ' $$", "'\\", "x'00'",
		`\`, `\\`, `\'`, `\\\\\`, "'", "e'", "name'", "-", "/", "*/", "'/*'", "''''", "e", "q'[it's]'", "\nGO\n", "\n/\n", "[a'b]", "É",
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		var b strings.Builder
		b.WriteString("x")    // one who skips has read the first token
		calm := r.IntN(4) > 0 // most stretches hold nothing but rows
		for length := r.IntN(200 * blockSize); b.Len() < length; {
			n := len(rows)
			if calm && r.IntN(200) > 0 {
				n = 5
			}
			b.WriteString(rows[r.IntN(n)])
		}
		for _, d := range []dialect.Dialect{dialect.MySQL, dialect.Postgres, dialect.SQLite, dialect.SQLServer, dialect.Oracle, dialect.ANSI} {
			checkSkip(t, d, b.String())
		}
	}
}
