package syntax

import (
	"bytes"

	"crowsfoot/parse/diag"
)

// skipStatement passes over the rest of a statement that nobody wants to see, and over its end. It
// works on bytes, as most of a dump is such statements.
func (l *lexer) skipStatement() token {
	t := l.skipToEnd()
	l.rows = nil
	return t
}

// shortRow is how far one should get at once by blocks, so that it is worth while; after less than that, the next nearby
// stops are looked for byte by byte.
const (
	shortRow = blockSize
	nearby   = 7
)

func (l *lexer) skipToEnd() token {
	for {
		if l.near--; l.near < 0 {
			from := l.offset()
			if l.skipRows(); l.offset()-from < shortRow {
				l.near = nearby
			}
		}
		l.skipPlain()
		l.keep = l.offset()
		if l.pos == len(l.buf) {
			if !l.fill() {
				return token{kind: tEOF, off: l.offset(), end: l.offset()}
			}
			continue
		}
		if t, ended := l.skipStop(l.buf[l.pos]); ended {
			return t
		}
	}
}

// skipPlain passes over bytes that mean nothing.
func (l *lexer) skipPlain() {
	rest := l.buf[l.pos:]
	for i, c := range rest {
		if l.classes.stop(c) && (c != '\n' || i+1 == len(rest) || mayEnd(rest[i+1])) {
			rest = rest[:i]
			break
		}
	}
	l.pos += len(rest)
	l.skipped += len(rest)
}

// skipStop passes over what a stop byte starts.
func (l *lexer) skipStop(c byte) (token, bool) {
	l.bol = false
	switch c {
	case '\'':
		l.skipString()
		return token{}, false
	case '"':
		l.quoted(l.offset(), '"', l.lex.BackslashEscapes && l.lex.DoubleQuotedStrings)
		return token{}, false
	case '`':
		l.quoted(l.offset(), '`', false)
		return token{}, false
	case '[':
		l.quoted(l.offset(), ']', false)
		return token{}, false
	case '\n':
		l.pos++
		l.bol = true
		return l.skipLineStart()
	case '/':
		l.bol = l.lex.SlashLines && l.lineStart()
	case '$':
		inWord := l.pos > 0 && wordByte[l.buf[l.pos-1]]
		if l.lex.DollarQuotes && !inWord && l.dollarQuote(l.offset()) {
			return token{}, false
		}
	}
	if n := l.endLen(c); n > 0 {
		return l.end(n), true
	}
	return l.skipBeside(c)
}

// skipBeside passes over a comment or the like, or the one byte where none is there.
func (l *lexer) skipBeside(c byte) (token, bool) {
	l.bol = l.lineStart()
	done, ended := l.skipAside(c)
	switch {
	case ended:
		return l.end(0), true
	case !done:
		l.pos++
	}
	return token{}, false
}

// lineStart reports whether nothing but white space, which the window holds, stands before the next byte on its line.
func (l *lexer) lineStart() bool {
	first := max(0, l.pos-behind)
	for i := l.pos - 1; i >= first; i-- {
		if l.buf[i] == '\n' || classes[l.buf[i]] != cSpace {
			return l.buf[i] == '\n'
		}
	}
	return l.offset() < behind
}

// skipString passes over a string, which takes backslash escapes if the letter before says so.
func (l *lexer) skipString() {
	backslash := l.lex.BackslashEscapes
	if l.lex.EscapeStrings && l.pos > 0 && l.buf[l.pos-1]|0x20 == 'e' && (l.pos == 1 || !wordByte[l.buf[l.pos-2]]) {
		backslash = true
	}
	if l.lex.QuoteStrings && l.pos > 0 && l.buf[l.pos-1]|0x20 == 'q' && (l.pos == 1 || !wordByte[l.buf[l.pos-2]]) {
		l.quoteString(l.offset())
		return
	}
	l.quoted(l.offset(), '\'', backslash)
}

// skipLineStart looks for what ends a statement only at the start of a line.
func (l *lexer) skipLineStart() (token, bool) {
	for l.at(0) == ' ' || l.at(0) == '\t' {
		l.pos++
	}
	c := l.at(0)
	if n := l.endLen(c); n > 0 {
		return l.end(n), true
	}
	if c == ':' && l.shellLine(c) {
		return l.end(0), true
	}
	if l.lex.FreeStatements && l.statementAhead() {
		return l.end(0), true
	}
	return token{}, false
}

// mayEnd reports whether a byte that starts a line may be the first one of what skipLineStart looks for, or stand before it.
func mayEnd(c byte) bool { return classes[c] == cWord || c == ' ' || c == '\t' || c == ':' }

// statementAhead reports whether a word that only starts statements comes next.
func (l *lexer) statementAhead() bool {
	switch upper(l.at(0)) {
	case 'B':
		return l.hasWord("BEGIN TRAN") || l.hasWord("BEGIN TRANSACTION")
	case 'C':
		return l.hasWord("CREATE") || l.hasWord("COMMIT")
	case 'A':
		return l.hasWord("ALTER")
	case 'D':
		return l.hasWord("DROP")
	case 'E':
		return l.hasWord("EXEC") || l.hasWord("EXECUTE")
	case 'I':
		return l.hasWord("IF")
	case 'R':
		return l.hasWord("ROLLBACK")
	case 'S':
		return l.hasWord("SAVE TRAN") || l.hasWord("SAVE TRANSACTION")
	case 'W':
		return l.hasWord("WHILE")
	}
	return false
}

// skipBatch passes over everything up to the line that ends a batch: GO, or "/" for Oracle. The bytes from keep on are
// kept.
func (l *lexer) skipBatch(keep int64) token {
	for l.more() {
		l.keep = min(keep, l.offset())
		if l.bol {
			for l.at(0) == ' ' || l.at(0) == '\t' {
				l.pos++
			}
			if c := l.at(0); l.lex.BatchLines && c|0x20 == 'g' || c == '/' {
				if n := l.endLen(c); n > 0 {
					return l.end(n)
				}
			}
		}
		l.skipLine()
		l.bol = true
		if l.more() {
			l.pos++
		}
	}
	return token{kind: tEOF, off: l.offset(), end: l.offset()}
}

// copyEnd starts the line behind copied data.
const copyEnd = "\n\\."

// skipCopyData passes over the lines of data that follow COPY … FROM stdin, up to a line "\.".
func (l *lexer) skipCopyData() {
	at := l.position(l.offset())
	l.skipLine()
	l.copied = true
	closed := false
	for !closed && l.findCopyEnd() {
		l.pos += len(copyEnd)
		c := l.at(0)
		closed = c == '\n' || c == '\r' || c == 0
	}
	l.copied, l.bol = false, l.bol && !closed
	if !closed {
		l.diags.Add(diag.Warning, diag.Unterminated, diag.Span{Pos: at},
			"the data of this COPY is never closed: expected a line \\. before the end of the file, which may be cut off")
	}
}

// findCopyEnd moves to where copied data may end; false at the end of the input.
func (l *lexer) findCopyEnd() bool {
	for {
		known := l.first + l.data
		if l.pos < known && !bytes.Contains(l.buf[l.pos:max(l.pos, l.first)+len(copyEnd)-1], []byte(copyEnd)) {
			l.pos = known
		}
		if i := bytes.Index(l.buf[l.pos:], []byte(copyEnd)); i >= 0 {
			l.pos += i
			return true
		}
		l.pos = max(l.pos, len(l.buf)-len(copyEnd)+1)
		l.keep = l.offset()
		if !l.fill() {
			l.pos = len(l.buf)
			return false
		}
	}
}
