package syntax

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"crowsfoot/parse/diag"
)

// skipAside passes over what stands beside the SQL: comments, commands of shells, the undone
// half of a migration. done says that something was passed; ended, that it ends the statement before it.
func (l *lexer) skipAside(c byte) (done, ended bool) {
	switch c {
	case '-':
		return l.lineComment()
	case '/':
		if l.at(1) == '*' {
			l.blockComment()
			l.bol = false
			return true, false
		}
	case '*':
		if l.code && l.at(1) == '/' {
			l.code = false
			l.pos += 2
			return true, false
		}
	case '#':
		return l.hashLine()
	case '<', '=', '>', '|':
		return l.conflictLine(c), false
	case '\\':
		switch {
		case l.lex.MetaCommands:
			return l.metaCommand()
		case l.lex.DelimiterCommand:
			return l.clientCommand()
		}
	case '{':
		return l.templateTag(), false
	case ':', '.', 'd', 'D', 's', 'S':
		return l.shellLine(c), false
	}
	return false, false
}

// skipLine passes over the rest of the line, not its end.
func (l *lexer) skipLine() {
	for {
		if i := bytes.IndexByte(l.buf[l.pos:], '\n'); i >= 0 {
			l.pos += i
			return
		}
		l.pos = len(l.buf)
		if !l.fill() {
			return
		}
	}
}

// lineComment passes over -- to the end of the line, and over the down half of a migration that starts there. The mark of
// a migration tool ends the statement before it. At the start of a line -- needs no blank: Liquibase writes none.
func (l *lexer) lineComment() (done, ended bool) {
	if l.at(1) != '-' {
		return false, false
	}
	if c := l.at(2); l.lex.DashNeedsSpace && !l.bol && classes[c] != cSpace && c != '-' {
		return false, false
	}
	if !l.bol {
		l.skipLine()
		return true, false
	}
	return true, l.skipSection(2)
}

// skipSection passes over a comment that starts its line, or the down half that it starts, and reports whether it is the
// mark of a migration tool.
func (l *lexer) skipSection(mark int) bool {
	half := l.sectionHere(mark)
	if half == sectionDown {
		l.skipDown()
		return true
	}
	l.skipLine()
	return half != sectionNone
}

// hashLine passes over # to the end of the line where that is a comment, as the marks of Play are everywhere, and over the
// down half of a migration that starts there.
func (l *lexer) hashLine() (done, ended bool) {
	switch {
	case l.bol && l.sectionHere(1) != sectionNone:
		return true, l.skipSection(1)
	case l.lex.HashComments:
		l.skipLine()
		return true, false
	}
	return false, false
}

// blockComment passes over /* … */, or only over the opening of /*! … */. A comment that stands for an optimizer
// hint or a placeholder is one like any other.
func (l *lexer) blockComment() {
	if l.lex.VersionComments && l.versionComment() {
		return
	}
	start := l.offset()
	l.pos += 2
	for depth := 1; depth > 0; {
		if !l.findByte(start, '*', '/', l.lex.NestedComments) {
			l.unterminated(start, '*')
			return
		}
		switch {
		case l.at(0) == '*' && l.at(1) == '/':
			depth--
			l.pos++
		case l.at(0) == '/' && l.at(1) == '*' && l.lex.NestedComments:
			depth++
			l.pos++
		}
		l.pos++
	}
}

// versionComment passes over the opening of /*!50705 … */ or /*M!100100 … */; false, and nothing is read, where none stands
// here, or where its version is one that no server ever has, so that all of it is a comment.
func (l *lexer) versionComment() bool {
	n := 2
	if l.at(n) == 'M' {
		n++
	}
	if l.at(n) != '!' {
		return false
	}
	from, nines := n+1, true
	for n = from; classes[l.at(n)] == cDigit && n < from+6; n++ {
		nines = nines && l.at(n) == '9'
	}
	if nines && n >= from+5 {
		return false
	}
	l.codeAt = l.position(l.offset())
	l.pos += n
	l.code = true
	return true
}

// findByte moves to the next a, or b when both count; false when the input ends before.
func (l *lexer) findByte(start int64, a, b byte, both bool) bool {
	for {
		rest := l.buf[l.pos:]
		i := bytes.IndexByte(rest, a)
		if both {
			if i >= 0 {
				rest = rest[:i]
			}
			if j := bytes.IndexByte(rest, b); j >= 0 {
				i = j
			}
		}
		if i >= 0 {
			l.pos += i
			return true
		}
		l.pos = len(l.buf)
		if !l.moreOf(start) {
			return false
		}
	}
}

// metaCommand passes over a command of psql: a line of its own, or what ends a statement, such as \gexec and \;.
func (l *lexer) metaCommand() (done, ended bool) {
	if l.at(1) == ';' {
		l.pos += 2
		return true, true
	}
	ended = !l.bol
	l.commandLine(l.offset(), `\i`, `\ir`, `\include`, `\include_relative`)
	return true, ended
}

// clientCommand passes over a backslash outside of strings and what it escapes, which the client of MySQL takes as one of its
// commands: some end the statement, some take the rest of their line.
// https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html
func (l *lexer) clientCommand() (done, ended bool) {
	switch c := l.at(1); {
	case c|0x20 == 'g':
		ended = true
	case l.bol && c == 'd':
		l.delimiterCommand(len(`\d`))
		return true, false
	case l.bol && c != 0 && strings.IndexByte(".!uTPRC", c) >= 0:
		l.commandLine(l.offset(), `\.`)
		return true, false
	}
	l.pos++
	if l.at(0) != '\n' && l.more() {
		l.pos++
	}
	return true, ended
}

// commandLine passes over a command of a shell, which started at the offset, and tells of the file that it runs if it is
// one of these; @ and @@ need no blank behind them.
func (l *lexer) commandLine(start int64, runs ...string) {
	line := l.commandText(start)
	word, rest := cutWord(line)
	command := strings.ToLower(string(word))
	if command != "" && command[0] == '@' && slices.Contains(runs, "@") {
		command, rest = "@", bytes.TrimLeft(line, "@")
	}
	if slices.Contains(runs, command) {
		if name := l.fileName(rest); name != "" && l.includes != nil {
			at := l.position(start)
			l.includes(name, diag.Span{Pos: at, EndLine: at.Line, EndColumn: at.Column + utf8.RuneCount(line)})
		}
		return
	}
	l.assign(command, rest)
	if l.lex.MetaCommands && (strings.HasSuffix(command, "if") || command == `\else`) {
		l.condition(command, rest, l.position(start))
	}
}

// commandText passes over a command of a shell, which started at the offset, and returns it.
func (l *lexer) commandText(start int64) []byte {
	keep := l.keep
	l.keep = min(keep, start)
	l.skipLine()
	line := l.text(start, l.offset())
	l.keep = keep
	return bytes.TrimSpace(line)
}

// fileName is the file that a command of a shell names. Only the client of MySQL takes blanks without quotes.
func (l *lexer) fileName(text []byte) string {
	text = bytes.TrimSpace(text)
	if len(text) > 0 && (text[0] == '"' || text[0] == '\'') {
		text, _, _ = bytes.Cut(text[1:], text[:1])
	} else if words := bytes.Fields(text); len(words) > 0 && !l.lex.DelimiterCommand {
		text = words[0]
	}
	return toText(bytes.TrimRight(text, "; "))
}

// lineGoesOn reports whether the line that ends here ends with a hyphen, so that a command of SQL*Plus goes on on the next
// one; it moves there.
func (l *lexer) lineGoesOn() bool {
	i := l.pos - 1
	for i >= 0 && (l.buf[i] == ' ' || l.buf[i] == '\t' || l.buf[i] == '\r') {
		i--
	}
	if i < 0 || l.buf[i] != '-' || !l.more() {
		return false
	}
	l.pos++
	return true
}

// shellLine passes over a line that is a command of the shell that runs the script, not SQL.
func (l *lexer) shellLine(c byte) bool {
	if !l.bol {
		return false
	}
	next := l.at(1)
	letter := classes[next] == cWord
	switch {
	case c == ':' && l.lex.BatchLines && letter,
		c == '.' && l.lex.DotCommands && l.fresh && letter:
		l.commandLine(l.offset(), ":r", ".read")
		return true
	case c|0x20 == 'd' && l.lex.DelimiterCommand && l.hasWord("DELIMITER"):
		l.delimiterCommand(len("DELIMITER"))
		return true
	case c|0x20 == 's' && l.lex.TermCommand && l.hasWord("SET TERM"):
		l.delimiterCommand(len("SET TERM"))
		return true
	}
	return false
}

// hasWord reports whether the input goes on with the word, in any case, and a blank, a parenthesis or the end of the statement.
func (l *lexer) hasWord(word string) bool {
	for i := range len(word) {
		if upper(l.at(i)) != word[i] {
			return false
		}
	}
	end := l.at(len(word))
	return classes[end] == cSpace || end == ';' || end == '('
}

// delimiterCommand reads DELIMITER x, or what means the same, from a command of so many bytes on.
func (l *lexer) delimiterCommand(command int) {
	start := l.offset()
	line := l.commandText(start)
	arg := bytes.TrimSpace(line[min(len(line), command):])
	if i := bytes.IndexAny(arg, " \t"); i >= 0 {
		arg = arg[:i]
	}
	l.delim = nil
	if len(arg) > 0 && string(arg) != ";" {
		l.delim = bytes.Clone(arg)
	}
	l.setClasses()
}

// cutWord cuts a line behind its first word.
func cutWord(line []byte) (word, rest []byte) {
	i := bytes.IndexAny(line, " \t\r")
	if i < 0 {
		return line, nil
	}
	return line[:i], bytes.TrimSpace(line[i:])
}
