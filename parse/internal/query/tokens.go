package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/parse/dialect"
)

// kind tells tokens apart.
type kind uint8

const (
	punct  kind = iota // one operator or bracket
	word               // an unquoted name or keyword
	quoted             // a quoted name
	str                // a string literal
	number
)

// token is one token: a name as the catalogue would show it, anything else as written.
type token struct {
	kind kind
	text string
	up   string // of a word: in upper case
	from int    // where it starts in the query, and
	to   int    // where it ends
}

// is reports whether t is that punctuation.
func (t token) is(p string) bool { return t.kind == punct && t.text == p }

// word reports whether t is that keyword, given in upper case.
func (t token) word(w string) bool { return t.kind == word && t.up == w }

// name reports whether t can name something.
func (t token) name() bool { return t.kind == quoted || t.kind == word && !reserved(t.up) }

// reserved reports whether a word can name no table in any dialect, because it goes on with the query.
func reserved(w string) bool {
	switch w {
	case "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FETCH", "UNION", "EXCEPT", "INTERSECT",
		"MINUS", "ON", "USING", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "OUTER", "NATURAL", "STRAIGHT_JOIN", "AS",
		"WITH", "WINDOW", "FOR", "AND", "OR", "NOT", "IN", "IS", "NULL", "BETWEEN", "LIKE", "EXISTS", "CASE", "WHEN", "THEN",
		"ELSE", "END", "DISTINCT", "ALL", "TABLESAMPLE", "APPLY", "LATERAL", "QUALIFY", "CONNECT", "START", "BY", "ASC", "DESC":
		return true
	default:
		return false
	}
}

// tokens cuts up a query. Comments are left out.
func tokens(text string, d dialect.Dialect) []token {
	const perToken = 5 // bytes, about
	c := &cutter{text: text, d: d, lex: d.Lexical(), toks: make([]token, 0, 4+len(text)/perToken)}
	for c.pos < len(c.text) {
		from := c.pos
		c.next()
		if n := len(c.toks); n > 0 && c.toks[n-1].to == 0 {
			c.toks[n-1].from, c.toks[n-1].to = from, c.pos
		}
	}
	return c.toks
}

type cutter struct {
	text string
	pos  int
	d    dialect.Dialect
	lex  dialect.Lexical
	toks []token
}

// rest is what is still to be cut.
func (c *cutter) rest() string { return c.text[c.pos:] }

func (c *cutter) add(k kind, text string) {
	t := token{kind: k, text: text}
	if k == word {
		t.up = strings.ToUpper(text)
		t.text = c.d.Display(text, false)
	}
	c.toks = append(c.toks, t)
}

func (c *cutter) next() {
	s := c.rest()
	ch, size := rune(s[0]), 1
	if ch >= utf8.RuneSelf {
		ch, size = utf8.DecodeRuneInString(s)
	}
	switch {
	case unicode.IsSpace(ch):
		c.pos += size
	case strings.HasPrefix(s, "--"), ch == '#' && c.lex.HashComments:
		c.pos += until(s, "\n")
	case strings.HasPrefix(s, "/*"):
		c.comment()
	case ch == '\'':
		c.str(s, c.lex.BackslashEscapes || c.escapes())
	case ch == '"', ch == '`', ch == '[' && c.lex.BracketIdent:
		c.ident(s)
	case ch == '$' && c.dollar(s):
	case ch >= '0' && ch <= '9' || ch == '.' && len(s) > 1 && s[1] >= '0' && s[1] <= '9':
		n := len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return c.wordRune(r) || r == '.' }))
		c.add(number, s[:n])
		c.pos += n
	case c.wordRune(ch):
		n := c.wordLen(s)
		c.add(word, s[:n])
		c.pos += n
	default:
		n := operator(s, size)
		c.add(punct, s[:n])
		c.pos += n
	}
}

// wordLen is the length of the word that s starts with.
func (c *cutter) wordLen(s string) int {
	n := 0
	for n < len(s) && (isLetter(s[n]) || s[n] == '_' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return len(s) - len(strings.TrimLeftFunc(s[n:], c.wordRune))
}

// isLetter reports whether a byte is a letter of ASCII.
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// comment passes over /* … */, in which others may stand where the dialect nests them.
func (c *cutter) comment() {
	for depth := 0; c.pos < len(c.text); {
		s := c.rest()
		switch {
		case strings.HasPrefix(s, "/*") && (depth == 0 || c.lex.NestedComments):
			depth++
			c.pos++
		case strings.HasPrefix(s, "*/"):
			depth--
			c.pos++
		}
		c.pos++
		if depth == 0 {
			return
		}
	}
}

// escapes reports whether the string that starts here is one with backslash escapes, E'…'; the E is taken off.
func (c *cutter) escapes() bool {
	n := len(c.toks)
	if !c.lex.EscapeStrings || n == 0 || c.pos == 0 || !c.toks[n-1].word("E") || !strings.ContainsAny(c.text[c.pos-1:c.pos], "eE") {
		return false
	}
	c.toks = c.toks[:n-1]
	return true
}

func (c *cutter) str(s string, backslash bool) {
	i := 1
	for i < len(s) {
		switch {
		case s[i] == '\\' && backslash:
			i++
		case s[i] == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		case s[i] == '\'':
			c.add(str, s[:i+1])
			c.pos += i + 1
			return
		}
		i++
	}
	c.add(str, s)
	c.pos = len(c.text)
}

// ident takes a quoted name; its closing quote is doubled inside.
func (c *cutter) ident(s string) {
	end := s[:1]
	if end == "[" {
		end = "]"
	}
	var b strings.Builder
	for i := 1; ; {
		n := strings.Index(s[i:], end)
		if n < 0 {
			b.WriteString(s[i:])
			c.pos = len(c.text)
			break
		}
		b.WriteString(s[i : i+n])
		if i += n + 1; i >= len(s) || s[i:i+1] != end {
			c.pos += i
			break
		}
		b.WriteString(end)
		i++
	}
	c.add(quoted, c.d.Display(b.String(), true))
}

// dollar takes $tag$ … $tag$ and reports whether there is one.
func (c *cutter) dollar(s string) bool {
	if !c.lex.DollarQuotes {
		return false
	}
	n := strings.IndexFunc(s[1:], func(r rune) bool { return r == '$' || !c.wordRune(r) })
	if n < 0 || s[n+1] != '$' {
		return false
	}
	tag := s[:n+2]
	c.add(str, "''")
	c.pos += len(tag) + until(s[len(tag):], tag)
	return true
}

// until is the length of s up to and with end, or all of it.
func until(s, end string) int {
	if n := strings.Index(s, end); n >= 0 {
		return n + len(end)
	}
	return len(s)
}

// wordRune reports whether a word can hold r. In PostgreSQL @ and # are operators, elsewhere parts of names.
func (c *cutter) wordRune(r rune) bool {
	return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r) || (r == '@' || r == '#') && c.d != dialect.Postgres
}

// operator is the length of the operator that s starts with: brackets and separators stand alone, others in runs.
func operator(s string, size int) int {
	const runs = "<>=!~|&@#^*/%+-:?"
	if s[0] == '*' || strings.IndexByte(runs, s[0]) < 0 {
		return size
	}
	n := 1
	for n < len(s) && strings.IndexByte(runs, s[n]) >= 0 && !strings.HasPrefix(s[n:], "--") && !strings.HasPrefix(s[n:], "/*") {
		n++
	}
	return n
}
