package syntax

import (
	"bytes"
	"strings"
)

// maxVariables bounds how many variables of a shell are remembered.
const maxVariables = 1 << 10

// assign reads a command of a shell that sets a variable, or unsets one: \set of psql, :setvar of sqlcmd, DEFINE of SQL*Plus.
// What a variable holds is text that stands for a name, or for a part of one, later.
// https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-VARIABLES
// https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-use-scripting-variables
// https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/DEFINE.html
func (l *lexer) assign(command string, rest []byte) {
	switch {
	case l.lex.MetaCommands && command == `\set`, l.lex.BatchLines && command == ":setvar":
		name, value := cutWord(rest)
		l.set(string(name), value)
	case l.lex.SlashLines && (command == "define" || command == "def"):
		if name, value, ok := bytes.Cut(rest, []byte("=")); ok {
			l.set(string(bytes.TrimSpace(name)), bytes.TrimSpace(value))
		}
	case l.lex.MetaCommands && command == `\unset`, l.lex.SlashLines && (command == "undefine" || command == "undef" || command == "accept"):
		name, _ := cutWord(rest)
		delete(l.variables, l.variableName(string(name)))
	}
}

// set gives a variable a value. One that only running a command could tell is forgotten.
func (l *lexer) set(name string, value []byte) {
	name = l.variableName(name)
	text, known := l.expand(value)
	if !known || len(l.variables) > maxVariables {
		delete(l.variables, name)
		return
	}
	if l.variables == nil {
		l.variables = map[string]string{}
	}
	l.variables[name] = text
}

// variableName folds a name where the shell does.
func (l *lexer) variableName(name string) string {
	if l.lex.MetaCommands {
		return name
	}
	return strings.ToLower(name)
}

// expand is the value that a command of a shell gives to a variable: without the quotes around it, and in psql with other
// variables in their places. Backquotes run a command.
func (l *lexer) expand(value []byte) (text string, known bool) {
	s := toText(value)
	switch {
	case strings.Contains(s, "`"):
		return "", false
	case len(s) > 1 && s[0] == '\'' && strings.IndexByte(s[1:], '\'') == len(s)-2:
		return s[1 : len(s)-1], true
	case !l.lex.MetaCommands && len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"':
		return s[1 : len(s)-1], true
	case l.lex.MetaCommands && strings.HasPrefix(s, ":"):
		return l.variable(value)
	}
	return s, !strings.Contains(s, "'")
}

// variable is the value of the variable that a placeholder names: :x, :'x' or :"x" of psql, $(x) of sqlcmd, &x and &&x. of SQL*Plus.
func (l *lexer) variable(hole []byte) (text string, known bool) {
	if len(l.variables) == 0 {
		return "", false
	}
	text, known = l.variables[l.variableName(strings.Trim(string(hole), `:'"$()&.`))]
	return text, known
}

// filled is the name that stands where a placeholder does, if that is known. psql quotes what it puts in for :"x".
func (p *parser) filled(hole []byte) (text string, known bool) {
	if text, known = p.variable(hole); !known || len(hole) > 1 && hole[1] == '"' || hole[0] == ':' && hole[1] == '\'' {
		return text, known
	}
	if n := len(text); n > 2 && (text[0] == '"' || text[0] == '[') {
		return text[1 : n-1], true
	}
	for i := range len(text) {
		if !wordByte[text[i]] && text[i] != '.' {
			return "", false // more than a name
		}
	}
	return p.folded([]byte(text)), text != ""
}
