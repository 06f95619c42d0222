package syntax

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// ends is where the statements of a text end for the function, with the diagnostics on the way. The columns of those may
// differ by the prefix of a string. rows may be nil.
func ends(d dialect.Dialect, text string, r io.Reader, rows *rowPairs, skip func(*lexer) token) string {
	var diags diag.List
	var b strings.Builder
	l := newLexer(newSource("x", r, make([]byte, 0, 48*blockSize)), d.Lexical(), &diags)
	l.pairs = rows
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

// readStatement is what skipStatement is held to: it reads all tokens.
func readStatement(l *lexer) token {
	for {
		if t := l.next(); t.kind == tEnd || t.kind == tEOF {
			return t
		}
		l.keep = l.offset()
	}
}

// readBefore is what ReadAhead has when it was read in these pieces, each of them with what note notes until it is false.
func readBefore(texts []string, note func(*piece) bool) *ReadAhead {
	a := &ReadAhead{read: make(chan piece, len(texts)+1), free: make(chan piece, len(texts))}
	for _, text := range texts {
		p := piece{buf: make([]byte, pieceRoom+len(text)), n: len(text)}
		copy(p.text(), text)
		for note(&p) {
		}
		a.read <- p
	}
	a.read <- piece{buf: make([]byte, pieceRoom), err: io.EOF}
	return a
}

// pairsOf is what the lexer of the dialect makes for long texts.
func pairsOf(d dialect.Dialect) *rowPairs {
	l := newLexer(newSource("x", strings.NewReader(""), nil), d.Lexical(), nil)
	return newRowPairs(&l.classes)
}

// cut cuts a text into pieces of any size.
func cut(text string, r *rand.Rand) (texts []string) {
	for len(text) > 0 {
		n := min(1+r.IntN(6*chunkSize), len(text))
		texts = append(texts, text[:n])
		text = text[n:]
	}
	return texts
}

var dialects = []dialect.Dialect{dialect.MySQL, dialect.Postgres, dialect.SQLite, dialect.SQLServer, dialect.Oracle, dialect.ANSI}

func checkSkip(t *testing.T, d dialect.Dialect, text string, r *rand.Rand) {
	t.Helper()
	rows := pairsOf(d)
	want := ends(d, text, strings.NewReader(text), nil, readStatement)
	for how, in := range map[string]io.Reader{
		"at once":      strings.NewReader(text),
		"byte by byte": iotest.OneByteReader(strings.NewReader(text)),
		"read before":  readBefore(cut(text, r), func(p *piece) bool { return r.IntN(20) > 0 && p.pass(rows) }),
	} {
		if got := ends(d, text, in, rows, (*lexer).skipStatement); got != want {
			t.Errorf("%s, %s: skipped %s\ntokenized %s\n%.300q", d, how, got, want, text)
		}
	}
}

// rounds is how often to try at random: less with -short, and so under the race detector.
func rounds(n int) int {
	if testing.Short() {
		return n / 10
	}
	return n
}

// TestSkip holds the fast ways through a statement to the slow one, on rows in which anything may stand.
func TestSkip(t *testing.T) {
	rows := []string{
		"(1,'plain text\nof some length',2.5,NULL),", "(2,'it''s',-3),", `(3,'a\'b\\',4),`, `('{\"a\": \"b;c\"}'),`, "('semi;colon')", "('a -- b')", "('/* x')", "(4 - -5)", "(6/7)",
		"('')", "''", "\n", ", ", "(\"x'y\")", "-- it's\n", "/* don't */", "# it's\n", "`a'b`", ";", ";\n", "('#')", "E'\\'' ", "$$ ' $$", "'\\", "x'00'",
		`\`, `\\`, `\'`, `\\\\\`, "'", "e'", "name'", "-", "/", "*/", "'/*'", "''''", "e", "q'[it's]'", "\nGO\n", "\n/\n", "[a'b]", "É",
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range rounds(150) {
		var b strings.Builder
		b.WriteString("x")    // one who skips has read the first token
		calm := r.IntN(4) > 0 // most stretches hold nothing but rows
		for length := r.IntN(600 * blockSize); b.Len() < length; {
			n := len(rows)
			if calm && r.IntN(200) > 0 {
				n = 5
			}
			b.WriteString(rows[r.IntN(n)])
		}
		if r.IntN(2) == 0 {
			b.WriteString("('" + strings.Repeat("never closed? ", r.IntN(chunkSize/4)))
		}
		for _, d := range dialects {
			checkSkip(t, d, b.String(), r)
		}
	}
}

// TestSkipBetweenPieces has pieces start and end at places where that may matter. Behind some of the texts a string stays
// open, whose line is told.
func TestSkipBetweenPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	before, behind := strings.Repeat("(1,'it''s'),", 2*blockSize), strings.Repeat("(1,2.5),", 8*blockSize)
	for _, tricky := range []string{
		`,e'\';',E';\'',q'[;']',Q'!;'!',name';','`, ",-1--\n/*;'*/,\"'\",'-';-'", `\\,\',';\\','a'';','\\\';','`, "'a\n''b", "\\'\n'b",
	} {
		text := "x" + before + "," + tricky + behind
		first := len(text) - len(behind) - len(tricky)
		for _, d := range dialects {
			rows := pairsOf(d)
			want := ends(d, text, strings.NewReader(text), nil, readStatement)
			for range rounds(700) {
				end := first + 1 + r.IntN(2*blockSize)
				at := end - 1 - r.IntN(end-first+blockSize)
				texts := []string{text[:len(before)/2], text[len(before)/2 : at], text[at:end], text[end:]}
				got := ends(d, text, readBefore(texts, func(p *piece) bool { return p.pass(rows) }), rows, (*lexer).skipStatement)
				if got != want {
					t.Fatalf("%s, a piece from %.20q to %.20q: skipped %s\ntokenized %s", d, text[at:], text[end:], got, want)
				}
			}
		}
	}
}

// TestSkipCopyData finds the end of copied data, or what looks like it, wherever it lies in a piece.
func TestSkipCopyData(t *testing.T) {
	data := strings.Repeat("1\tit's\t\\N\t\\\\.\n", chunkSize/8)
	for _, end := range []string{"", "\\.x\n", "\\.\n", "\\.\r\n", "\\.", "1\n\\"} {
		text := data + end + data + "\\.\nx"
		want := int64(strings.Index(text, "\n\\.\n") + 3)
		if end == "\\.\r\n" {
			want = int64(len(data) + 2)
		}
		for n := range 22 {
			at := len(data) - 5 + n/2 - n%2*chunkSize
			for _, size := range []int{100, chunkSize, chunkSize + 1, chunkSize + 2, chunkSize + 3, len(data) - 10} {
				l := newLexer(newSource("x", readBefore([]string{text[:at], text[at : at+size], text[at+size:]}, (*piece).passCopied), nil), dialect.Postgres.Lexical(), nil)
				if l.skipCopyData(); l.offset() != want {
					t.Errorf("%q, a piece of %d from %d of %d: skipped to %d, want %d", end, size, at, len(data), l.offset(), want)
				}
			}
		}
	}
}

// FuzzSkip skips the statements of any text, many times over, in pieces, and compares that with doing so byte by byte.
func FuzzSkip(f *testing.F) {
	for i := range dialects {
		f.Add(`INSERT INTO t VALUES (1,'it''s',-2.5,E'\'',q'[']',"a'b",`+"`c'd`"+`); -- it's`, byte(i), uint64(i))
		f.Add("(1,'a\\'b;c'),('/*',x'00','--','#'/*'*/)#'\n$$'$$,[a'b]\nGO\n/\n\\'", byte(i), uint64(i))
	}
	f.Fuzz(func(t *testing.T, sql string, n byte, seed uint64) {
		if sql == "" {
			return
		}
		d := dialects[int(n)%len(dialects)]
		text := "x" + strings.Repeat(sql, 1+4*chunkSize/len(sql))
		want := ends(d, text, iotest.OneByteReader(strings.NewReader(text)), nil, (*lexer).skipStatement)
		r, rows := rand.New(rand.NewPCG(seed, 0)), pairsOf(d)
		if got := ends(d, text, readBefore(cut(text, r), func(p *piece) bool { return r.IntN(20) > 0 && p.pass(rows) }), rows, (*lexer).skipStatement); got != want {
			t.Errorf("%s: in pieces %s\nbyte by byte %s", d, got, want)
		}
	})
}
