package syntax

import "strings"

// setVariables reads SET of MySQL. Of the variables, sql_mode matters: it says whether a backslash escapes, and what "x" is.
// https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html
func (p *parser) setVariables() outcome {
	global := false
	for !p.done() {
		switch {
		case p.isMode() && p.assigned():
			p.sqlMode(global)
			continue
		case p.isText():
			if result := p.hidden("string", p.bytes(p.tok), unreadable); result != ignored {
				return result
			}
		case p.isPunct(','):
			global = false
		}
		global = global || p.is("GLOBAL") || p.isVariable("@@global")
		p.advance()
	}
	return ignored
}

// isVariable reports whether the token is that word, in any case, which may start with @@.
func (p *parser) isVariable(name string) bool {
	return (p.tok.kind == tWord || p.tok.kind == tHole || p.tok.kind == tIdent) && strings.EqualFold(p.plainText(p.tok), name)
}

func (p *parser) isMode() bool { return p.isVariable("sql_mode") || p.isVariable("@@sql_mode") }

// assigned reports whether the variable at the current token is given a value.
func (p *parser) assigned() bool {
	next := p.peek(1)
	return next.kind == tPunct && (next.char == '=' || next.char == ':')
}

// sqlMode reads the value of sql_mode. A mode that the value takes over from the one before stays; what else is no string or
// word, such as a variable, stands for the mode that a server starts with.
func (p *parser) sqlMode(global bool) {
	p.advance()
	mode := p.dialect.Lexical()
	on := true
	for depth := 0; !p.done() && (depth > 0 || !p.isPunct(',')); p.advance() {
		switch {
		case p.isPunct('('):
			depth++
		case p.isPunct(')'):
			depth--
		case p.isMode():
			mode.BackslashEscapes, mode.DoubleQuotedStrings = p.lex.BackslashEscapes, p.lex.DoubleQuotedStrings
		case p.is("REPLACE"):
			on = false
		case p.tok.kind == tString, p.tok.kind == tIdent, p.tok.kind == tWord:
			for name := range strings.SplitSeq(strings.ToUpper(p.plainText(p.tok)), ",") {
				switch strings.TrimSpace(name) {
				case "NO_BACKSLASH_ESCAPES":
					mode.BackslashEscapes = !on
				case "ANSI_QUOTES", "ANSI", "ORACLE", "MSSQL", "POSTGRESQL", "DB2", "MAXDB":
					mode.DoubleQuotedStrings = !on
				}
			}
		}
	}
	if !global {
		p.lex.BackslashEscapes, p.lex.DoubleQuotedStrings = mode.BackslashEscapes, mode.DoubleQuotedStrings
		p.setClasses()
	}
}
