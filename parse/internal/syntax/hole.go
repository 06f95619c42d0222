package syntax

import "bytes"

// maxHole bounds a placeholder; what is longer is none.
const maxHole = 256

// hole passes over a template's placeholder that starts with c: {{ x }}, {x}, {$x}, ${x}, $(x), $%x%$, @x, @x@, %x%, <%= x %>, <?= x ?>,
// &x and &x. of SQL*Plus, :x of psql; false, and nothing is read, when none does.
func (l *lexer) hole(c byte) bool {
	n := 0
	switch c {
	case '{':
		switch l.at(1) {
		case '{':
			n = l.holeUpTo("}}")
		case '$':
			n = l.holeWord(2, '}')
		default:
			n = l.holeWord(1, '}')
		}
	case '<':
		switch l.at(1) {
		case '%':
			n = l.holeUpTo("%>")
		case '?':
			n = l.holeUpTo("?>")
		}
	case '$':
		n = l.dollarHole()
	case '@':
		n = l.atHole()
	case '%':
		n = l.holeWord(1, '%')
	case '&':
		n = l.ampersandHole()
	case ':':
		if l.lex.MetaCommands && (l.pos == 0 || l.buf[l.pos-1] != ':') {
			n = l.psqlHole()
		}
	}
	if n == 0 {
		return false
	}
	l.pos += n
	return true
}

// templateTag passes over what a template language does, but does not write: {% … %}, {# … #}, {{ if … }}.
func (l *lexer) templateTag() bool {
	n := 0
	switch l.at(1) {
	case '%':
		n = l.holeUpTo("%}")
	case '#':
		n = l.holeUpTo("#}")
	case '{':
		if n = l.holeUpTo("}}"); n > 0 && !isControl(l.buf[l.pos+2:l.pos+n-2]) {
			return false
		}
	}
	l.pos += n
	return n > 0
}

// isControl reports whether the inside of {{ … }} is a control word of Go's templates, Handlebars or Mustache.
func isControl(inside []byte) bool {
	inside = bytes.TrimSpace(bytes.Trim(inside, "-~"))
	word := inside
	if i := bytes.IndexAny(inside, " \t("); i >= 0 {
		word = inside[:i]
	}
	switch string(word) {
	case "if", "else", "end", "range", "with", "define", "template", "block", "":
		return true
	}
	return bytes.IndexByte([]byte("#/^!>"), word[0]) >= 0
}

// atHole is the length of @x or @x@; the variables of T-SQL may hold the sign themselves.
func (l *lexer) atHole() int {
	n := l.holeWord(1, 0)
	if n > 0 && !l.lex.FreeStatements {
		if i := bytes.IndexByte(l.buf[l.pos+1:l.pos+n], '@'); i > 0 {
			return i + 2
		}
	}
	return n
}

func (l *lexer) dollarHole() int {
	switch l.at(1) {
	case '{':
		return l.holeUpTo("}")
	case '(':
		return l.holeWord(2, ')')
	case '%':
		return l.holeUpTo("%$")
	}
	return 0
}

// psqlHole is the length of :x, :'x' or :"x" of psql.
func (l *lexer) psqlHole() int {
	switch q := l.at(1); {
	case classes[q] == cWord:
		return l.holeWord(1, 0)
	case (q == '"' || q == '\'') && classes[l.at(2)] == cWord:
		return l.holeWord(2, q)
	}
	return 0
}

func (l *lexer) ampersandHole() int {
	if !l.lex.SlashLines {
		return 0
	}
	from := 1
	if l.at(1) == '&' {
		from = 2
	}
	n := l.holeWord(from, 0)
	if n > 0 && l.at(n) == '.' {
		n++
	}
	return n
}

// holeWord is the length of a placeholder whose name starts n bytes ahead, up to and with closing (0 for
// none); 0 when it has no such form.
func (l *lexer) holeWord(n int, closing byte) int {
	start := n
	for wordByte[l.at(n)] {
		if n++; n > maxHole {
			return 0
		}
	}
	switch {
	case n == start:
		return 0
	case closing == 0:
		return n
	case l.at(n) == closing:
		return n + 1
	}
	return 0
}

// holeUpTo is the length of a placeholder, which begins with two characters, up to and with the closing text on
// the same line.
func (l *lexer) holeUpTo(closing string) int {
	const n = 2
	l.at(maxHole)
	rest := l.buf[l.pos+n : min(len(l.buf), l.pos+maxHole)]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	if i := bytes.Index(rest, []byte(closing)); i >= 0 {
		return n + i + len(closing)
	}
	return 0
}
