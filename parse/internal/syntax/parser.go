// Package syntax cuts SQL text into statements and reads those that matter to a schema. One lexer and one
// recursive-descent parser serve all dialects; what cannot be understood is skipped to the end of its
// statement, and inside CREATE TABLE to the next comma.
package syntax

import (
	"bytes"
	"context"
	"io"
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// Counts counts statements.
type Counts struct{ Total, Understood, Ignored, Skipped int }

// Reader reads the statements of one source.
type Reader struct {
	Dialect dialect.Dialect
	Diags   *diag.List
	Counts  Counts
	// DoBlocks makes the statements that a DO block of PostgreSQL runs in any case be read.
	DoBlocks bool
	Emit     func(Stmt) // called for each statement that matters, in order; the statement is good for that call only
	// Includes is called for each command of a shell that runs another file.
	Includes func(file string, at diag.Span)

	window []byte // of the last source, to be used again
	words  *words
	pairs  *rowPairs // of the last source that was worth it

	variables map[string]string // of the shell
	depth     int               // how many sources are being read
}

// Read reads one source. Includes may call it for another one, which is read in the place of the command; that knows the
// variables of the shell. The error is the reader's or the context's; nothing in the text is one.
func (r *Reader) Read(ctx context.Context, file string, in io.Reader) error {
	if r.words == nil {
		r.words, r.variables = &words{}, map[string]string{}
	}
	if r.depth == 0 {
		clear(r.variables)
	}
	window := r.window
	r.window = nil // a source that this one runs needs one of its own
	r.depth++
	p := &parser{
		lexer:     newLexer(newSource(file, in, window), r.Dialect.Lexical(), r.Diags),
		dialect:   r.Dialect,
		emit:      r.Emit,
		counts:    &r.Counts,
		words:     r.words,
		blocksToo: r.DoBlocks,
	}
	p.includes, p.family = r.Includes, r.Dialect
	p.pairs, p.variables = r.pairs, r.variables
	defer func() {
		r.window, r.pairs = p.window(), p.pairs
		r.depth--
	}()
	p.advance()
	for p.tok.kind != tEOF {
		if err := ctx.Err(); err != nil {
			return err //nolint:wrapcheck // the caller asked for it
		}
		p.statement()
	}
	if p.code && !p.broken {
		p.diags.Add(diag.Warning, diag.Unterminated, diag.Span{Pos: p.codeAt}, "this comment is never closed: expected */ before the end of the file")
	}
	return p.err
}

// outcome is what became of a statement.
type outcome uint8

const (
	understood outcome = iota
	ignored
	skipped
)

// maxAhead is how far the parser can look ahead.
const maxAhead = 4

type parser struct {
	*lexer
	dialect dialect.Dialect
	emit    func(Stmt)
	counts  *Counts

	tok      token
	ahead    [maxAhead]token
	nAhead   int
	capture  int64    // start of the text being captured; 0 for none
	start    diag.Pos // of the statement
	prevEnd  int64    // where the token before tok ended
	failed   bool     // this statement, or this element of CREATE TABLE, has a diagnostic already
	told     int      // how many diagnostics the statement has
	guarded  bool     // an IF of T-SQL decides whether the statement runs
	blocks   int      // BEGIN … END that are open under that IF
	catching bool     // within a CATCH of T-SQL
	words    *words
	table    CreateTable // used again for each CREATE TABLE
	word     keyword
	typeRoom []byte     // for the text of a type
	nameRoom []string   // for a list of names
	args     arguments  // of a procedure
	altered  AlterTable // used again for each ALTER TABLE

	blocksToo bool // DO blocks are read
	clauses   bool // within ALTER TABLE of Oracle, where a clause may start without a comma before it
	inSchema  bool // within CREATE SCHEMA, where CREATE and GRANT start its elements
}

// keyword is a word in upper case, remembered as it is asked for several times.
type keyword struct {
	end  int64 // of the word
	text string
}

// statement reads one statement and what ends it.
func (p *parser) statement() {
	if p.tok.kind == tEnd {
		p.pastEnd()
		return
	}
	if p.isPunct('#') && p.tok.bol && p.nAhead == 0 { // a comment of Play, whatever the dialect
		p.skipLine()
		p.advance()
		return
	}
	if p.lex.FreeStatements && p.prefix() {
		return
	}
	p.failed, p.told = false, 0
	p.start = p.here()
	first := p.tok.off
	p.counts.Total++
	result := p.dispatch()
	if result == ignored && p.broken {
		result = skipped
	}
	switch result {
	case understood:
		p.counts.Understood++
	case ignored:
		p.counts.Ignored++
	case skipped:
		p.counts.Skipped++
	}
	p.finish(first)
	p.guarded = p.guarded && p.blocks > 0
}

// finish moves past the end of the statement that started at the offset.
func (p *parser) finish(first int64) {
	p.capture = 0
	if p.tok.kind == tEOF {
		return
	}
	if p.tok.kind != tEnd && (p.tok.off == first || !p.startsStatement()) {
		p.tok = p.skipRest()
	}
	if p.tok.kind == tEnd {
		p.pastEnd()
	}
}

// pastEnd moves past the end of a statement. Behind GO no IF guards anything.
func (p *parser) pastEnd() {
	if b := p.bytes(p.tok); len(b) > 1 && b[0]|0x20 == 'g' {
		p.guarded, p.blocks = false, 0
	}
	p.advance()
}

// startsStatement reports whether, after a complete statement, the next one starts without an end between. Words that
// may as well go on with an ALTER TABLE count only with what they make.
func (p *parser) startsStatement() bool {
	if p.tok.kind != tWord {
		return false
	}
	if p.blocks > 0 && p.is("END") {
		return true
	}
	if !p.tok.bol && !p.inSchema {
		return false
	}
	if p.inSchema {
		return p.isAny("CREATE", "GRANT")
	}
	switch p.kw() {
	case "CREATE":
		return p.peek(1).kind == tWord
	case "ALTER":
		return p.aheadIs("TABLE") || p.lex.FreeStatements && !p.aheadIs("COLUMN")
	case "DROP":
		return p.aheadIs("TABLE") || p.aheadIs("VIEW") || p.aheadIs("TYPE") || p.aheadIs("SCHEMA") ||
			p.lex.FreeStatements && p.aheadIs("INDEX")
	case "SELECT", "INSERT", "UPDATE", "DELETE", "EXEC", "EXECUTE", "IF", "BEGIN", "END", "PRINT", "GRANT", "USE", "TRUNCATE", "DECLARE", "COMMIT", "ROLLBACK",
		"WHILE", "ELSE":
		return p.lex.FreeStatements
	case "SAVE":
		return p.lex.FreeStatements && (p.aheadIs("TRAN") || p.aheadIs("TRANSACTION"))
	}
	return false
}

// skipRest passes over the rest of the statement and returns what ends it.
func (p *parser) skipRest() token {
	for p.nAhead > 0 {
		p.advance()
		if p.tok.kind == tEnd || p.tok.kind == tEOF {
			return p.tok
		}
	}
	return p.skipStatement()
}

// advance makes the next token the current one.
func (p *parser) advance() {
	p.prevEnd = p.tok.end
	if p.nAhead > 0 {
		p.tok = p.ahead[0]
		p.nAhead--
		for i := range p.nAhead {
			p.ahead[i] = p.ahead[i+1]
		}
		return
	}
	p.keep = p.offset()
	if p.capture > 0 {
		p.keep = min(p.keep, p.capture-1)
	}
	p.tok = p.next()
}

// peek returns the token n places ahead, from 1 to maxAhead; never past the end of the statement.
func (p *parser) peek(n int) token {
	for p.nAhead < n {
		last := p.tok
		if p.nAhead > 0 {
			last = p.ahead[p.nAhead-1]
		}
		if last.kind == tEnd || last.kind == tEOF {
			return last
		}
		p.keep = min(p.keep, p.tok.off)
		if p.capture > 0 {
			p.keep = min(p.keep, p.capture-1)
		}
		p.ahead[p.nAhead] = p.next()
		p.nAhead++
	}
	return p.ahead[n-1]
}

// here is the place of the current token.
func (p *parser) here() diag.Pos { return p.position(p.tok.off) }

// span is the stretch from a place to the end of the token before the current one, on whose line it ends.
func (p *parser) span(from diag.Pos) diag.Span {
	end := p.position(p.prevEnd)
	return diag.Span{Pos: from, EndLine: end.Line, EndColumn: end.Column}
}

func (p *parser) bytes(t token) []byte { return p.text(t.off, t.end) }

// done reports whether the statement is at its end.
func (p *parser) done() bool { return p.tok.kind == tEnd || p.tok.kind == tEOF }

// isTok reports whether the token is the unquoted word, given in upper case.
func (p *parser) isTok(t token, word string) bool {
	return t.kind == tWord && t.char|0x20 == word[0]|0x20 && p.spells(t, word) // mostly, one byte tells
}

// spells reports whether the bytes of the token are the word in any case.
func (p *parser) spells(t token, word string) bool {
	if int(t.end-t.off) != len(word) {
		return false
	}
	b := p.bytes(t)
	if len(b) != len(word) { // it is too long to be kept
		return false
	}
	for i, c := range b {
		if upper(c) != word[i] {
			return false
		}
	}
	return true
}

// is reports whether the current token is the word.
func (p *parser) is(word string) bool { return p.isTok(p.tok, word) }

// isAny reports whether the current token is one of the words.
func (p *parser) isAny(words ...string) bool {
	return p.tok.kind == tWord && slices.Contains(words, p.kw())
}

// ahead reports whether the tokens after the current one are these words.
func (p *parser) aheadIs(words ...string) bool {
	for i, w := range words {
		if !p.isTok(p.peek(i+1), w) {
			return false
		}
	}
	return true
}

// accept passes over the words if they come next, all of them.
func (p *parser) accept(words ...string) bool {
	if !p.is(words[0]) || !p.aheadIs(words[1:]...) {
		return false
	}
	for range words {
		p.advance()
	}
	return true
}

// isPunct reports whether the current token is that character.
func (p *parser) isPunct(c byte) bool { return p.tok.kind == tPunct && p.tok.char == c }

func (p *parser) acceptPunct(c byte) bool {
	if !p.isPunct(c) {
		return false
	}
	p.advance()
	return true
}

// kw is the current word in upper case, "" when it is none or too long to be a keyword.
func (p *parser) kw() string {
	if p.tok.kind != tWord {
		return ""
	}
	if p.word.end != p.tok.end {
		p.upperWord()
	}
	return p.word.text
}

// upperWord remembers the current word in upper case.
func (p *parser) upperWord() {
	const longest = 24
	p.word = keyword{end: p.tok.end}
	if p.tok.end-p.tok.off <= longest {
		p.word.text = p.words.upper(p.bytes(p.tok))
	}
}

// maxTold bounds the diagnostics about the text of one statement.
const maxTold = 20

// expected reports that something else stands here than should; once a statement, and once an element of CREATE TABLE.
func (p *parser) expected(what string) {
	if p.failed || p.broken {
		return
	}
	p.complain(what)
	p.failed = true
}

// complain does that where the statement, or its part, is understood all the same.
func (p *parser) complain(what string) {
	if p.failed || p.broken {
		return
	}
	p.told++
	pos := p.here()
	if p.done() && p.prevEnd > 0 {
		p.diags.Add(diag.Warning, diag.SyntaxError, diag.Span{Pos: pos}, "expected %s, found the end of the statement", what)
		return
	}
	p.diags.Add(diag.Warning, diag.SyntaxError, diag.Span{Pos: pos}, "expected %s, found %s%s", what, p.found(), p.hint())
}

// found is the current token for a message.
func (p *parser) found() string {
	const most = 40
	b := p.bytes(p.tok)
	if b == nil {
		return "a word of more than a megabyte"
	}
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		b = b[:i]
	}
	s := []rune(toText(b))
	if len(s) > most {
		s = append(s[:most], '…')
	}
	return "“" + string(s) + "”"
}
