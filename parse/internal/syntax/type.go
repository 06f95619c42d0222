package syntax

import (
	"strings"

	"crowsfoot/parse/dialect"
)

// endsType reports whether the word is not part of a type but starts what follows it.
func (p *parser) endsType() bool {
	switch p.kw() {
	case "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT", "GENERATED", "AS", "COLLATE", "COMMENT",
		"AUTO_INCREMENT", "AUTOINCREMENT", "IDENTITY", "ON", "ENCODE", "DISTKEY", "SORTKEY", "STORED", "VIRTUAL",
		"PERSISTED", "CHARSET", "SPARSE", "ROWGUIDCOL", "VISIBLE", "INVISIBLE", "FIRST", "AFTER", "ENABLE", "DISABLE", "DEFERRABLE",
		"INITIALLY", "USING", "STORAGE", "COMPRESSION", "MASKED", "HIDDEN", "FILESTREAM", "SRID", "FOREIGN", "CODEC", "TTL",
		"MATERIALIZED", "ALIAS", "EPHEMERAL", "OPTIONS", "ENCRYPTED", "ENCRYPT", "COLUMN_FORMAT", "ADD", "DROP", "FOR",
		"CASCADE", "RESTRICT", "TAG", "POLICY", "COLUMN_SET", "SELECTIVITY":
		return true
	case "DOMAIN", "ANNOTATIONS", "SCOPE":
		return p.dialect.In(dialect.Oracle)
	case "CHARACTER":
		return p.aheadIs("SET")
	case "COMPUTED": // Firebird
		return p.aheadIs("BY")
	case "FORMAT": // Teradata
		return p.peek(1).kind == tString
	case "WITH":
		next := p.peek(1)
		return !p.isTok(next, "TIME") && !p.isTok(next, "LOCAL") && !p.isTok(next, "TIMEZONE")
	case "KEY":
		return p.dialect.In(dialect.MySQL)
	}
	return false
}

// columnType reads a column's type, which is there.
func (p *parser) columnType(c *Column) {
	c.TypeName = Name{}
	first := p.tok
	if first.kind != tWord || p.peek(1).kind == tPunct && p.peek(1).char == '.' {
		c.TypeName = p.peekName()
	} else {
		c.TypeName.Name = p.plainText(first)
	}
	c.Type = p.typeText()
	switch strings.TrimSuffix(c.Type, "()") {
	case "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8":
		c.Identity, c.NeverNull = true, true
	case "rowversion", "timestamp":
		c.NeverNull = p.dialect.In(dialect.SQLServer)
	}
}

// peekName is the name at the current token, of one or two parts, which stays there.
func (p *parser) peekName() Name {
	n := Name{Name: p.plainText(p.tok)}
	if dot, next := p.peek(1), p.peek(2); dot.kind == tPunct && dot.char == '.' && isName(next) {
		n.Namespace, n.Name = n.Name, p.plainText(next)
	}
	return n
}

// maxType bounds the text that is kept of a type; an enumeration may be long.
const maxType = 16 << 10

// typeText reads a type as text: lower case, white space folded.
func (p *parser) typeText() string {
	b := p.typeRoom[:0]
	angle := 0
	for first := true; !p.done() && !p.isPunct(')'); first = false {
		if p.isPunct(',') && angle <= 0 || !first && p.tok.kind == tWord && p.endsType() || !first && (p.startsNext() || p.commaForgotten() || p.misspeltConstraint()) {
			break
		}
		switch p.tok.kind {
		case tPunct:
			if p.isPunct('(') {
				b = p.typeArguments(b)
				continue
			}
			angle += nesting(p.tok.char)
			b = append(b, p.tok.char)
		case tString:
			return p.words.text(b) // a column's comment, or no type at all
		case tHole:
			if next := p.peek(1); next.kind == tPunct && next.char == '.' { // a schema of which nothing is known
				p.advance()
				break
			}
			fallthrough
		default:
			if n := len(b); n > 0 && strings.IndexByte("<.,[%:", b[n-1]) < 0 {
				b = append(b, ' ')
			}
			b = append(b, p.typeWord()...)
		}
		p.advance()
		if len(b) > maxType {
			p.skipItem()
			break
		}
	}
	p.typeRoom = b
	return p.words.text(b)
}

// nesting is what a character adds to the depth of angle brackets.
func nesting(c byte) int {
	switch c {
	case '<':
		return 1
	case '>':
		return -1
	}
	return 0
}

// typeWord is a word of a type.
func (p *parser) typeWord() string {
	if p.tok.kind != tWord {
		return p.plainText(p.tok)
	}
	return p.words.lower(p.bytes(p.tok))
}

// typeArguments appends the parentheses of a type to what stands before them.
func (p *parser) typeArguments(b []byte) []byte {
	depth := 0
	for !p.done() && len(b) < maxType {
		if depth == 1 && !p.dialect.In(dialect.ANSI) && p.isAny("NOT", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CONSTRAINT", "COMMENT") {
			p.complain("“)”")
			return append(b, ')')
		}
		switch {
		case p.isPunct('('):
			depth++
			b = append(b, '(')
		case p.isPunct(')'):
			depth--
			b = append(b, ')')
		case p.tok.kind == tPunct:
			b = append(b, p.tok.char)
		default:
			if !p.tok.glued && strings.IndexByte("(,", b[len(b)-1]) < 0 {
				b = append(b, ' ')
			}
			b = append(b, p.argument()...)
		}
		p.advance()
		if depth == 0 {
			return b
		}
	}
	for ; depth > 0 && !p.done(); p.advance() {
		if p.isPunct(')') {
			depth--
		}
	}
	return b
}

// argument is a token in the parentheses of a type: a number, a word, the quoted value of an enumeration.
func (p *parser) argument() string {
	switch {
	case p.tok.kind == tWord:
		return p.typeWord()
	case p.tok.kind == tString, p.tok.kind == tIdent && p.tok.char == '"' && p.lex.DoubleQuotedStrings:
		return "'" + strings.ReplaceAll(p.plainText(p.tok), "'", "''") + "'"
	default:
		return p.plainText(p.tok)
	}
}
