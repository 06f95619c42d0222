package syntax

import (
	"strings"

	"crowsfoot/parse/diag"
)

// branches are those of an \if of psql.
type branches struct {
	taken bool // one of them, so that no other one is
	at    diag.Pos
}

// condition reads \if, \elif, \else and \endif of psql, and passes over branches that are not taken.
// https://www.postgresql.org/docs/current/app-psql.html#PSQL-METACOMMAND-IF
func (l *lexer) condition(command string, value []byte, at diag.Pos) {
	last := len(l.ifs) - 1
	switch {
	case command == `\if`:
		holds := l.holds(value, at)
		l.ifs = append(l.ifs, branches{holds, at})
		if !holds {
			l.skipBranch()
		}
	case last < 0:
	case command == `\endif`:
		l.ifs = l.ifs[:last]
	case command == `\else`, command == `\elif`: // behind a branch that is taken
		l.skipBranch()
	}
}

// skipBranch passes over lines up to the next branch that is taken, or to the end of them.
func (l *lexer) skipBranch() {
	in := &l.ifs[len(l.ifs)-1]
	for depth := 0; l.nextLine(); {
		if l.at(0) != '\\' {
			continue
		}
		at := l.position(l.offset())
		word, value := cutWord(l.commandText(l.offset()))
		switch command := string(word); {
		case command == `\if`:
			depth++
		case command == `\endif` && depth > 0:
			depth--
		case command == `\endif`:
			l.ifs = l.ifs[:len(l.ifs)-1]
			return
		case depth > 0 || in.taken:
		case command == `\else`, command == `\elif` && l.holds(value, at):
			in.taken = true
			return
		}
	}
	l.diags.Add(diag.Warning, diag.Unterminated, diag.Span{Pos: in.at}, `this \if is never closed: expected \endif before the end of the file; nothing behind it is read`)
}

// nextLine moves to the first byte of the next line that is not white space; false at the end of the input.
func (l *lexer) nextLine() bool {
	if l.skipLine(); !l.more() {
		return false
	}
	for l.pos++; l.at(0) == ' ' || l.at(0) == '\t'; {
		l.pos++
	}
	return true
}

// holds reports whether the condition of an \if is true. One that only running the script could tell counts as true, which
// is told.
func (l *lexer) holds(value []byte, at diag.Pos) bool {
	if name, ok := strings.CutPrefix(string(value), ":{?"); ok {
		_, set := l.variables[strings.TrimSuffix(name, "}")]
		return set
	}
	text, known := l.expand(value)
	switch text = strings.ToLower(text); {
	case !known:
	case text == "1" || text == "on" || text != "" && (strings.HasPrefix("true", text) || strings.HasPrefix("yes", text)):
		return true
	case text == "0" || text == "of" || text == "off" || text != "" && (strings.HasPrefix("false", text) || strings.HasPrefix("no", text)):
		return false
	}
	l.diags.Add(diag.Warning, diag.Skipped, diag.Span{Pos: at},
		`whether this \if holds cannot be known without running it: what follows is read, and not what \elif and \else hold`)
	return true
}
