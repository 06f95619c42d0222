package syntax

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"crowsfoot/parse/dialect"
)

// toText is bytes of the input as text: what is not UTF-8 is taken as Windows-1252.
func toText(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	s, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(s)
}

// isName reports whether the token can be a name.
func isName(t token) bool {
	return t.kind == tWord || t.kind == tIdent || t.kind == tHole || t.kind == tString && t.prefix == 0
}

// plainText is the text of a token that names something: unquoted, decoded, folded.
func (p *parser) plainText(t token) string {
	b := p.bytes(t)
	if t.kind == tHole && len(p.variables) > 0 {
		if text, known := p.filled(b); known {
			return text
		}
	}
	if t.kind == tWord || t.kind == tNumber || t.kind == tHole {
		return p.folded(b)
	}
	return p.unquote(t, b)
}

// folded is the text of an unquoted name.
func (p *parser) folded(b []byte) string {
	if p.dialect.LowersNames() {
		return p.words.lower(b)
	}
	return p.words.text(b)
}

// unquote is what stands between a token's quotes.
func (p *parser) unquote(t token, b []byte) string {
	if len(b) < 2 {
		return ""
	}
	if t.prefix == '$' {
		n := bytes.IndexByte(b[1:], '$') + 2
		return toText(b[n:max(n, len(b)-n)])
	}
	i := 0
	if c := b[0]; c != '\'' && c != '"' && c != '`' && c != '[' { // a prefix
		i = bytes.IndexAny(b, "'\"`[")
	}
	if i < 0 || len(b) < i+2 {
		return ""
	}
	if t.prefix == 'q' {
		return toText(b[min(i+2, len(b)):max(min(i+2, len(b)), len(b)-2)])
	}
	quote := b[i]
	closing := quote
	if quote == '[' {
		closing = ']'
	}
	in := b[i+1:]
	if in[len(in)-1] == closing {
		in = in[:len(in)-1]
	}
	escapes := t.prefix == 'E' || p.lex.BackslashEscapes && (quote == '\'' || quote == '"' && p.lex.DoubleQuotedStrings)
	if bytes.IndexByte(in, closing) < 0 && (!escapes || bytes.IndexByte(in, '\\') < 0) && t.prefix != 'U' {
		return p.words.text(in)
	}
	s := toText(in)
	s = strings.ReplaceAll(s, string([]byte{closing, closing}), string(closing))
	switch {
	case t.prefix == 'U':
		s = unicodeEscapes(s, '\\')
	case escapes && p.dialect.In(dialect.Postgres):
		s = unescapePostgres(s)
	case escapes:
		s = unescape(s)
	}
	return s
}

// uescape is the text of U&"…" or U&'…' under the escape that UESCAPE names, which is passed over; the token is the
// current one, and is passed over too.
func (p *parser) uescape(text string) string {
	b := p.bytes(p.tok)
	own, set := p.tok.prefix == 'U' && p.aheadIs("UESCAPE"), p.peek(2)
	if own && set.kind == tString && set.end-set.off == 3 && len(b) > 4 {
		closing := string(p.tok.char)
		raw := strings.ReplaceAll(toText(b[3:len(b)-1]), closing+closing, closing)
		text = unicodeEscapes(raw, p.bytes(set)[1])
		p.advance()
		p.advance()
	}
	p.advance()
	return text
}

// unescape resolves backslash escapes.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case '0':
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// unescapePostgres resolves the escapes of E'…': \n, \101, \x41, \u0041, \U00000041.
// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE
func unescapePostgres(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if at := strings.IndexByte("bfnrt", s[i]); at >= 0 {
			b.WriteByte("\b\f\n\r\t"[at])
			continue
		}
		base, from, most := 8, i, 3
		switch s[i] {
		case 'x':
			base, from, most = 16, i+1, 2
		case 'u':
			base, from, most = 16, i+1, 4
		case 'U':
			base, from, most = 16, i+1, 8
		}
		to := from
		for to < len(s) && to < from+most && isDigit(s[to], base) {
			to++
		}
		n, err := strconv.ParseUint(s[from:to], base, 32)
		switch {
		case err != nil:
			b.WriteByte(s[i])
			continue
		case most > 3:
			b.WriteRune(rune(n))
		default:
			b.WriteByte(byte(n))
		}
		i = to - 1
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

func isDigit(c byte, base int) bool {
	_, err := strconv.ParseUint(string(c), base, 8)
	return err == nil
}

// unicodeEscapes resolves \XXXX and \+XXXXXX of U&'…', where another character may stand for the backslash.
func unicodeEscapes(s string, escape byte) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != escape {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == escape {
			b.WriteByte(escape)
			i++
			continue
		}
		from, n := i+1, 4
		if from < len(s) && s[from] == '+' {
			from, n = from+1, 6
		}
		if from+n > len(s) {
			b.WriteByte(escape)
			continue
		}
		r, err := strconv.ParseUint(s[from:from+n], 16, 32)
		if err != nil {
			b.WriteByte(escape)
			continue
		}
		b.WriteRune(rune(r))
		i = from + n - 1
	}
	return b.String()
}

// ident reads one name; "" and a diagnostic when none stands here.
func (p *parser) ident(what string) string {
	if !isName(p.tok) && p.tok.kind != tNumber {
		p.expected(what)
		return ""
	}
	if p.tok.end-p.tok.off > maxKept {
		p.expected(what)
		return ""
	}
	if p.tok.kind == tIdent && p.tok.char == '[' && bytes.IndexByte(p.bytes(p.tok), '\n') >= 0 {
		p.expected("a name in brackets that ends on its line")
		return ""
	}
	if p.tok.kind == tWord && bytes.Contains(p.bytes(p.tok), []byte("\u00A0")) {
		p.complain(what)
	}
	s := p.nameText(p.tok)
	glue := p.tok.kind == tHole || p.tok.kind == tNumber
	if p.tok.prefix == 'U' {
		return p.uescape(s)
	}
	p.advance()
	for glue && p.tok.glued && (p.tok.kind == tWord || p.tok.kind == tNumber || p.tok.kind == tHole) {
		if p.tok.kind == tHole || isHole(s) {
			s = "" // a template's prefix or suffix says nothing
		}
		s += p.plainText(p.tok)
		p.advance()
	}
	if p.tok.kind == tHole && p.tok.glued {
		p.advance()
	}
	return s
}

// nameText is the text of a token that names something, without the placeholders of a template that stand between its quotes.
func (p *parser) nameText(t token) string {
	s := p.plainText(t)
	if t.kind != tIdent || strings.IndexByte(s, '{') < 0 && strings.IndexByte(s, '$') < 0 && !strings.HasPrefix(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if n := holeIn(s[i:], i == 0); n > 0 {
			text, _ := p.variable([]byte(s[i : i+n]))
			b.WriteString(text)
			i += n
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	if b.Len() == 0 {
		return s
	}
	return b.String()
}

// holeIn is the length of a placeholder that s starts with, 0 for none. One between percent signs counts only in front.
func holeIn(s string, front bool) int {
	for _, h := range [...][2]string{{"{{", "}}"}, {"${", "}"}, {"$(", ")"}, {"$%", "%$"}, {"{", "}"}, {"%", "%"}} {
		rest, ok := strings.CutPrefix(s, h[0])
		if !ok || h[0] == "%" && !front {
			continue
		}
		inside, _, ok := strings.Cut(rest, h[1])
		word := strings.IndexFunc(inside, func(r rune) bool { return r >= 0x80 || classes[byte(r)] < cWord }) < 0
		if ok && inside != "" && (word || h[0] == "{{") {
			return len(h[0]) + len(inside) + len(h[1])
		}
	}
	return 0
}

// isHole reports whether a name is a template's placeholder.
func isHole(s string) bool {
	return s != "" && strings.IndexByte("{$@%&:<", s[0]) >= 0
}

// name reads a name of up to four parts, of which the last two count. A placeholder in front of a dot
// stands for a schema that is not known, and is left out.
func (p *parser) name(what string) Name {
	n := Name{Pos: p.here()}
	hole := p.tok.kind == tHole
	n.Name = p.ident(what)
	if i := strings.LastIndexByte(n.Name, '.'); hole && i > 0 && !isHole(n.Name) { // a variable that holds both
		n.Namespace, n.Name = n.Name[strings.LastIndexByte(n.Name[:i], '.')+1:i], n.Name[i+1:]
	}
	if hole && isHole(n.Name) && p.tok.kind == tIdent && p.tok.glued { // {owner}[table]
		n.Name = p.ident(what)
	}
	for range 3 {
		if !p.acceptPunct('.') {
			break
		}
		n.Namespace = n.Name
		if p.acceptPunct('.') || isHole(n.Namespace) { // database..table
			n.Namespace = ""
		}
		n.Name = p.ident(what)
	}
	switch {
	case p.dialect.In(dialect.ANSI) && n.Namespace == "" && strings.Count(n.Name, ".") == 2: // BigQuery: `project.set.table`
		n.Namespace, n.Name, _ = strings.Cut(n.Name[strings.IndexByte(n.Name, '.')+1:], ".")
	case !p.lex.FreeStatements: // in SQL Server it is a temporary table
		n.Name = strings.TrimPrefix(n.Name, "#__") // a prefix that is not known
	}
	return n
}

// nameList reads names with commas between.
func (p *parser) nameList(what string) []Name {
	list := []Name{p.name(what)}
	for p.acceptPunct(',') {
		list = append(list, p.name(what))
	}
	return list
}

// captureFrom starts to keep the text from the current token on.
func (p *parser) captureFrom() { p.capture = p.tok.off + 1 }

// captured ends that and returns the text up to the end of the token before the current one; "" when that is
// longer than what is kept.
func (p *parser) captured() string {
	from := p.capture - 1
	p.capture = 0
	return toText(bytes.TrimSpace(p.text(from, p.prevEnd)))
}
