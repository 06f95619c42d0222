package syntax

// start says what a byte may start outside of strings and comments. Most bytes of DDL start one thing only, so that one
// look at a table is enough.
type start uint8

const (
	startOther start = iota // anything: a comment, a placeholder, the end of a statement
	startSpace
	startWord
	startLineWord // a word; at the start of a line perhaps a command
	startPunct    // a sign that stands for itself
	startToken    // a token that is no comment
	startEnd      // the end of a statement
)

// setStarts lists what bytes start by the rules of the lexer, which may change on the way.
func (l *lexer) setStarts() {
	for i := range l.starts {
		switch c := byte(i); {
		case classes[c] == cSpace:
			l.starts[c] = startSpace
		case classes[c] == cDigit:
			l.starts[c] = startToken
		case classes[c] == cWord && c != '@':
			l.starts[c] = startWord
		default:
			l.starts[c] = startOther
		}
	}
	set := func(bytes string, s start) {
		for i := range len(bytes) {
			l.starts[bytes[i]] = s
		}
	}
	set("(),+];", startPunct)
	set("'\"`", startToken)
	set("dDgGsS", startLineWord)
	if l.delim == nil {
		set(";", startEnd)
	} else {
		set(string(l.delim[:1]), startOther)
	}
}

// blanks passes over white space.
func (l *lexer) blanks() {
	for i, c := range l.buf[l.pos:] {
		if classes[c] != cSpace {
			l.pos += i
			return
		}
		l.bol = l.bol || c == '\n'
	}
	l.pos = len(l.buf)
}

// sign reads a sign that stands for itself.
func (l *lexer) sign(c byte, glued bool) token {
	t := token{kind: tPunct, char: c, bol: l.bol, glued: glued, off: l.offset()}
	l.bol, l.fresh = false, false
	l.pos++
	t.end = t.off + 1
	return t
}

// plainWord reads a word that is neither a prefix nor goes on with a sign, and that ends in the window; false, and nothing is
// read, where that is not sure.
func (l *lexer) plainWord(c byte, glued bool) (token, bool) {
	rest := l.buf[l.pos:]
	n := 1
	for n < len(rest) && wordByte[rest[n]] {
		n++
	}
	if n == len(rest) || wordEnd[rest[n]] {
		return token{}, false
	}
	t := token{kind: tWord, char: c, bol: l.bol, glued: glued, off: l.offset()}
	l.bol, l.fresh = false, false
	l.pos += n
	t.end = t.off + int64(n)
	return t, true
}
