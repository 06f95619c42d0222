package syntax

import "crowsfoot/parse/diag"

// skipParens passes over a balanced pair of parentheses that starts here. It counts and so takes any depth.
func (p *parser) skipParens() {
	open, depth := p.here(), 0
	for !p.done() {
		if p.tok.kind == tPunct {
			switch p.tok.char {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		p.advance()
		if depth <= 0 {
			return
		}
	}
	p.unclosed(open)
}

// namesInParens passes over the same and returns the names in there that may be those of columns.
func (p *parser) namesInParens() []string {
	var names []string
	for depth := 0; !p.done(); {
		switch {
		case p.isPunct('('):
			depth++
		case p.isPunct(')'):
			depth--
		case p.tok.kind == tWord || p.tok.kind == tIdent:
			if next := p.peek(1); next.kind != tPunct || next.char != '(' {
				names = append(names, p.plainText(p.tok))
			}
		}
		p.advance()
		if depth <= 0 {
			break
		}
	}
	return names
}

// unclosed tells of a parenthesis that the statement ends without closing; once a statement.
func (p *parser) unclosed(open diag.Pos) {
	if p.failed || p.broken {
		return
	}
	p.failed = true
	p.diags.Add(diag.Warning, diag.Unterminated, diag.Span{Pos: open},
		"this parenthesis is never closed: expected “)” before the end of the statement")
}

// skipItem passes over tokens up to a comma or closing parenthesis at this depth, or the statement's end.
func (p *parser) skipItem() {
	for !p.done() && !p.isPunct(',') && !p.isPunct(')') {
		p.skipOne()
	}
}

// skipOne passes over one token, or a balanced pair of parentheses, brackets or braces.
func (p *parser) skipOne() {
	switch {
	case p.isPunct('('):
		p.skipParens()
	case p.isPunct('['), p.isPunct('{'):
		p.skipBrackets()
	default:
		p.advance()
	}
}

// skipBrackets passes over ARRAY[1, 2] and the like from the bracket on. Where the bracket is not closed, a closing
// parenthesis that was opened before it ends that.
func (p *parser) skipBrackets() {
	depth, parens := 0, 0
	for !p.done() {
		if p.tok.kind == tPunct {
			switch p.tok.char {
			case '[', '{':
				depth++
			case ']', '}':
				depth--
			case '(':
				parens++
			case ')':
				parens--
			}
		}
		if parens < 0 {
			return
		}
		p.advance()
		if depth <= 0 {
			return
		}
	}
}
