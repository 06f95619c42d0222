package syntax

import (
	"bytes"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// lexer cuts a source into tokens. It keeps nothing: what a token says is asked of the window.
type lexer struct {
	source
	lex     dialect.Lexical
	family  dialect.Dialect
	delim   []byte // what DELIMITER set; nil for ";"
	bol     bool   // nothing but white space stands before the next byte on its line
	fresh   bool   // between statements
	code    bool   // inside /*! … */
	codeAt  diag.Pos
	diags   *diag.List
	starts  [256]start
	classes rowClasses // of bytes, for skipping
	pairs   *rowPairs  // the same of every two bytes, where nothing but ";" ends statements; nil until it is worth while
	passed  passage    // the last one that was not noted
	near    int        // for how many stops more to look byte by byte
	skipped int        // how many bytes of rows were passed over so

	broken bool // something is never closed, which is told

	variables map[string]string // of the shell
	ifs       []branches        // of psql, that are open

	includes func(file string, at diag.Span) // called for each command that runs another file
}

func newLexer(src source, lex dialect.Lexical, diags *diag.List) *lexer {
	l := &lexer{source: src, lex: lex, bol: true, fresh: true, diags: diags}
	l.setClasses()
	if l.at(0) == 0xEF && l.at(1) == 0xBB && l.at(2) == 0xBF {
		l.pos += 3
		l.mark = 3
	}
	return l
}

// next returns the next token. At the end of the input it returns tEOF for ever.
func (l *lexer) next() token {
	glued := true
	for l.more() {
		c := l.buf[l.pos]
		switch s := l.starts[c]; {
		case s == startSpace:
			l.blanks()
			glued = false
			continue
		case s == startWord || s == startLineWord && !l.bol:
			if t, ok := l.plainWord(c, glued); ok {
				return t
			}
			return l.token(c, glued)
		case s == startPunct:
			return l.sign(c, glued)
		case s == startToken:
			return l.token(c, glued)
		case s == startEnd:
			return l.end(1)
		}
		if done, ended := l.skipAside(c); ended {
			return l.end(0)
		} else if done {
			glued = false
			continue
		}
		return l.token(c, glued)
	}
	return token{kind: tEOF, off: l.offset(), end: l.offset(), bol: true}
}

// end makes the end of a statement of the next n bytes.
func (l *lexer) end(n int) token {
	t := token{kind: tEnd, off: l.offset(), bol: l.bol}
	l.pos += n
	t.end = l.offset()
	l.fresh = true
	l.bol = false
	return t
}

// token reads the token that starts with c.
func (l *lexer) token(c byte, glued bool) token {
	if n := l.endLen(c); n > 0 {
		return l.end(n)
	}
	t := token{kind: tPunct, char: c, bol: l.bol, glued: glued, off: l.offset()}
	l.bol, l.fresh = false, false
	switch {
	case l.hole(c):
		t.kind = tHole
	case classes[c] == cWord || c == '$' && l.lex.DelimiterCommand || c == '#' && (classes[l.at(1)] == cWord || l.at(1) == '#'):
		l.word(&t)
	case classes[c] == cDigit || c == '.' && classes[l.at(1)] == cDigit:
		t.kind = tNumber
		l.pos++
		l.run(&numberByte)
	case c == '\'':
		t.kind = tString
		l.quoted(t.off, '\'', l.lex.BackslashEscapes)
	case c == '"':
		t.kind = tIdent
		l.quoted(t.off, '"', l.lex.BackslashEscapes && l.lex.DoubleQuotedStrings)
	case c == '`':
		t.kind = tIdent
		l.quoted(t.off, '`', false)
	case c == '[' && l.lex.BracketIdent:
		t.kind = tIdent
		l.quoted(t.off, ']', false)
	case c == '$' && l.lex.DollarQuotes && l.dollarQuote(t.off):
		t.kind, t.prefix = tString, '$'
	default:
		l.pos++
	}
	t.end = l.offset()
	if l.broken {
		t.kind = tEOF // what is never closed says nothing
	}
	return t
}

// endLen is the length of the statement's end that starts with c, 0 for none.
func (l *lexer) endLen(c byte) int {
	switch {
	case l.delim != nil:
		if c == l.delim[0] && l.has(l.delim) {
			return len(l.delim)
		}
	case c == ';':
		return 1
	}
	if l.bol {
		switch {
		case l.lex.BatchLines && (c == 'G' || c == 'g'):
			return l.goLine()
		case l.lex.SlashLines && c == '/':
			return l.slashLine()
		}
	}
	return 0
}

// has reports whether the input goes on with b.
func (l *lexer) has(b []byte) bool {
	for i, c := range b {
		if l.at(i) != c {
			return false
		}
	}
	return true
}

// goLine is the length of "GO" with a count, alone on its line; 0 otherwise.
func (l *lexer) goLine() int {
	if c := l.at(1); c != 'O' && c != 'o' {
		return 0
	}
	n := 2
	for l.at(n) == ' ' || l.at(n) == '\t' || classes[l.at(n)] == cDigit {
		n++
		if n > 64 {
			return 0
		}
	}
	if c := l.at(n); c == 0 || c == '\n' || c == '\r' || c == ';' || c == '-' || c == '/' {
		return n
	}
	return 0
}

// slashLine is 1 for a "/" alone on its line, else 0.
func (l *lexer) slashLine() int {
	for n := 1; n < 64; n++ {
		switch l.at(n) {
		case ' ', '\t', '\r':
		case 0, '\n':
			return 1
		default:
			return 0
		}
	}
	return 0
}

// run passes over bytes of the set.
func (l *lexer) run(set *[256]bool) {
	for {
		i := l.pos
		for i < len(l.buf) && set[l.buf[i]] {
			i++
		}
		l.pos = i
		if i < len(l.buf) || !l.more() {
			return
		}
	}
}

// word reads a word, or the string that follows a prefix such as E or N.
func (l *lexer) word(t *token) {
	t.kind = tWord
	l.pos++
	l.run(&wordByte)
	for l.wordGoesOn() {
		l.pos++
		l.run(&wordByte)
	}
	n := l.offset() - t.off
	if n > 2 {
		return
	}
	switch q := l.at(0); {
	case q == '\'':
		l.prefixedString(t, int(n))
	case q == '&' && n == 1 && l.lex.EscapeStrings && l.buf[l.pos-1]|0x20 == 'u' && (l.at(1) == '\'' || l.at(1) == '"'):
		l.pos++
		t.prefix = 'U'
		t.kind = tString
		if l.at(0) == '"' {
			t.kind = tIdent
		}
		t.char = l.at(0)
		l.quoted(t.off, t.char, false)
	}
}

// wordGoesOn reports whether the next byte, not a letter, is in the word all the same.
func (l *lexer) wordGoesOn() bool {
	switch l.at(0) {
	case '$':
		return l.at(1) != '{' && l.at(1) != '(' && (l.delim == nil || !l.has(l.delim))
	case '#':
		return !l.lex.HashComments
	}
	return false
}

// prefixedString reads on when the word of n letters before the quote is a string's prefix.
func (l *lexer) prefixedString(t *token, n int) {
	p := l.buf[l.pos-1] | 0x20
	switch {
	case n == 1 && p == 'e' && l.lex.EscapeStrings:
		t.kind, t.char, t.prefix = tString, '\'', 'E'
		l.quoted(t.off, '\'', true)
	case p == 'q' && l.lex.QuoteStrings && (n == 1 || l.buf[l.pos-2]|0x20 == 'n'):
		t.kind, t.char, t.prefix = tString, '\'', 'q'
		l.quoteString(t.off)
	case n == 1 && (p == 'n' || p == 'b' || p == 'x'):
		t.kind, t.char, t.prefix = tString, '\'', p&^0x20
		l.quoted(t.off, '\'', l.lex.BackslashEscapes)
	}
}

// quoted passes over a quoted stretch; the next byte opens it. A doubled closing quote stands for itself.
func (l *lexer) quoted(start int64, closing byte, backslash bool) {
	l.pos++
	for l.find(start, closing, backslash) {
		l.pos++
		if l.at(0) != closing || !l.more() {
			return
		}
		l.pos++
	}
}

// find moves to the closing quote; false when the input ends before.
func (l *lexer) find(start int64, closing byte, backslash bool) bool {
	for {
		b := l.buf[l.pos:]
		i := bytes.IndexByte(b, closing)
		if i < 0 {
			i = len(b)
		}
		if backslash {
			if j := bytes.IndexByte(b[:i], '\\'); j >= 0 {
				l.pos += j + 1
				if l.moreOf(start) {
					l.pos++
				}
				if l.moreOf(start) {
					continue
				}
				return l.unterminated(start, closing)
			}
		}
		l.pos += i
		if i < len(b) {
			return true
		}
		if !l.moreOf(start) {
			return l.unterminated(start, closing)
		}
	}
}

// moreOf is more, for a token that may be the last thing whose place can be told.
func (l *lexer) moreOf(start int64) bool {
	if l.pos < len(l.buf) {
		return true
	}
	l.advanceTo(start)
	return l.fill()
}

func (l *lexer) advanceTo(off int64) {
	if off > l.mark {
		l.advance(off)
	}
}

func (l *lexer) unterminated(start int64, closing byte) bool {
	what := map[byte]string{'\'': "string", '"': "quoted name", '`': "quoted name", ']': "name in brackets", '*': "comment", '$': "dollar-quoted string"}[closing]
	end := string(closing)
	switch closing {
	case '*':
		end = "*/"
	case '$':
		end = "its closing tag"
	}
	l.neverClosed(start, what, end)
	return false
}

func (l *lexer) neverClosed(start int64, what, end string) {
	l.diags.Add(diag.Error, diag.Unterminated, diag.Span{Pos: l.position(start)},
		"this %s is never closed: expected %s before the end of the file", what, end)
	l.broken = true
}

// dollarQuote passes over $tag$ … $tag$; false, and nothing is read, when no tag starts here.
func (l *lexer) dollarQuote(start int64) bool {
	n := 1
	for c := l.at(n); c != '$'; c = l.at(n) {
		if classes[c] < cWord || c == '@' || n == 1 && classes[c] == cDigit || n > 64 {
			return false
		}
		n++
	}
	tag := string(l.buf[l.pos : l.pos+n+1])
	l.pos += n + 1
	if !l.findText(start, tag) {
		l.unterminated(start, '$')
	}
	return true
}

// findText moves past the text; false when the input ends before.
func (l *lexer) findText(start int64, text string) bool {
	for {
		if i := bytes.Index(l.buf[l.pos:], []byte(text)); i >= 0 {
			l.pos += i + len(text)
			return true
		}
		l.pos = max(l.pos, len(l.buf)-len(text)+1)
		l.advanceTo(start)
		if !l.fill() {
			l.pos = len(l.buf)
			return false
		}
	}
}

// quoteString passes over Oracle's q'[…]'; the next byte is the quote.
func (l *lexer) quoteString(start int64) {
	c := l.at(1)
	closing := map[byte]byte{'[': ']', '(': ')', '{': '}', '<': '>'}[c]
	if closing == 0 {
		closing = c
	}
	l.pos = min(l.pos+2, len(l.buf))
	if end := string([]byte{closing, '\''}); !l.findText(start, end) {
		if closing <= ' ' || closing > '~' {
			end = "'"
		}
		l.neverClosed(start, "string", end)
	}
}
