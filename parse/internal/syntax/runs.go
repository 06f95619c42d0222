package syntax

import (
	"bytes"

	"crowsfoot/parse/dialect"
)

// Runs lists the files that a script runs by commands of its shell, as far as lines tell that start so.
func Runs(d dialect.Dialect, script []byte) []string {
	l := &lexer{lex: d.Lexical()}
	var files []string
	for line := range bytes.Lines(script) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || bytes.IndexByte([]byte(`@\.:sS`), line[0]) < 0 {
			continue
		}
		word, rest := cutWord(line)
		switch command := string(bytes.ToLower(word)); {
		case l.lex.SlashLines && len(word) > 0 && word[0] == '@':
			rest = bytes.TrimLeft(line, "@")
		case l.lex.SlashLines && (command == "start" || command == "sta"),
			l.lex.MetaCommands && (command == `\i` || command == `\ir` || command == `\include` || command == `\include_relative`),
			l.lex.DelimiterCommand && (command == "source" || command == `\.`),
			l.lex.DotCommands && command == ".read", l.lex.BatchLines && command == ":r":
		default:
			continue
		}
		if file := l.fileName(rest); file != "" {
			files = append(files, file)
		}
	}
	return files
}
