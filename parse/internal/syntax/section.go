package syntax

import (
	"bytes"
	"strings"

	"crowsfoot/parse/dialect"
)

// section is what a marker of a migration tool starts.
type section uint8

const (
	sectionNone section = iota
	sectionUp           // a half that is applied
	sectionDown         // one that is not
	sectionCut          // a statement of its own, whatever the half
)

// sectionMark is a comment, in lower case and with its blanks folded, that starts a section.
type sectionMark struct {
	text string
	half section
}

// sectionMarks returns the marks of goose, sql-migrate, dbmate, rambler, MyBatis and tern.
func sectionMarks() []sectionMark {
	return []sectionMark{
		{"+goose up", sectionUp},
		{"+goose down", sectionDown},
		{"+goose statementbegin", sectionCut},
		{"+goose statementend", sectionCut},
		{"+migrate up", sectionUp},
		{"+migrate down", sectionDown},
		{"+migrate statementbegin", sectionCut},
		{"+migrate statementend", sectionCut},
		{"migrate:up", sectionUp},
		{"migrate:down", sectionDown},
		{"rambler up", sectionUp},
		{"rambler down", sectionDown},
		{"//@undo", sectionDown},
		{"-- create above / drop below ----", sectionDown},
	}
}

// sectionHere tells which section the line comment at the next byte starts; its own mark is so many bytes long.
func (l *lexer) sectionHere(mark int) section {
	i := mark
	for l.at(i) == ' ' || l.at(i) == '\t' {
		if i++; i > 64 {
			return sectionNone
		}
	}
	if !l.mayMark(i) {
		return sectionNone
	}
	n := i
	for n < i+maxHole && l.at(n) != '\n' && l.at(n) != 0 {
		n++
	}
	text := string(bytes.ToLower(l.buf[l.pos+i : l.pos+n]))
	text = strings.Join(strings.Fields(text), " ")
	if change, ok := strings.CutPrefix(text, "changeset "); ok {
		return l.changeset(change)
	}
	switch play := strings.TrimLeft(text, "- "); {
	case strings.HasPrefix(play, "!ups"):
		return sectionUp
	case strings.HasPrefix(play, "!downs"):
		return sectionDown
	}
	for _, m := range sectionMarks() {
		if rest, ok := strings.CutPrefix(text, m.text); ok && (rest == "" || rest[0] == ' ') {
			return m.half
		}
	}
	return sectionNone
}

// mayMark reports whether the comment whose text starts so many bytes ahead may be a mark: of most, the first letters tell.
func (l *lexer) mayMark(from int) bool {
	second := l.at(from+1) | 0x20
	switch l.at(from) {
	case '+':
		return second == 'g' || second == 'm'
	case 'm', 'M':
		return second == 'i' && l.at(from+7) == ':'
	case 'r', 'R':
		return second == 'a' && l.at(from+2)|0x20 == 'm'
	case 'c', 'C':
		return second == 'h' && l.at(from+6)|0x20 == 's'
	case '/':
		return second == '/'
	case '!':
		return second == 'u' || second == 'd'
	case '-':
		n := from
		for n < from+maxHole && (l.at(n) == '-' || l.at(n) == ' ' || l.at(n) == '\t') {
			n++
		}
		return l.at(n) == '!' || l.at(n)|0x20 == 'c'
	}
	return false
}

// changeset tells whether a changeset of Liquibase is applied: one that names databases is for these only.
// https://docs.liquibase.com/concepts/changelogs/attributes/dbms.html
func (l *lexer) changeset(text string) section {
	_, names, ok := strings.Cut(text, " dbms:")
	if !ok || !l.family.In(dialect.Postgres|dialect.MySQL|dialect.SQLite|dialect.SQLServer|dialect.Oracle) {
		return sectionUp
	}
	if rest, quoted := strings.CutPrefix(names, `"`); quoted {
		names, _, _ = strings.Cut(rest, `"`)
	} else {
		names, _, _ = strings.Cut(names, " ")
	}
	named := false
	for name := range strings.SplitSeq(names, ",") {
		name, not := strings.CutPrefix(strings.TrimSpace(name), "!")
		switch ours := name == "all" || l.isDatabase(name); {
		case ours && not:
			return sectionDown
		case ours:
			return sectionUp
		}
		named = named || !not
	}
	if named {
		return sectionDown
	}
	return sectionUp
}

// isDatabase reports whether Liquibase means the dialect by the name.
func (l *lexer) isDatabase(name string) bool {
	switch name {
	case "postgresql", "cockroachdb", "edb", "redshift", "yugabytedb":
		return l.family == dialect.Postgres
	case "mysql", "mariadb":
		return l.family == dialect.MySQL
	case "sqlite":
		return l.family == dialect.SQLite
	case "mssql":
		return l.family == dialect.SQLServer
	case "oracle":
		return l.family == dialect.Oracle
	}
	return false
}

// skipDown passes over the lines of a down half, up to where an up half starts again, with the mark of that.
func (l *lexer) skipDown() {
	for {
		l.skipLine()
		if !l.more() {
			return
		}
		l.pos++ // the line's end
		l.bol = true
		for l.at(0) == ' ' || l.at(0) == '\t' {
			l.pos++
		}
		if l.at(0) == '-' && l.at(1) == '-' && l.sectionHere(2) == sectionUp || l.at(0) == '#' && l.sectionHere(1) == sectionUp {
			l.skipLine()
			return
		}
	}
}
