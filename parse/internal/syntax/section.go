package syntax

import (
	"bytes"
	"strings"
)

// section is a half of a migration file.
type section uint8

const (
	sectionNone section = iota
	sectionUp
	sectionDown
)

// sectionMark is a comment, in lower case and with its blanks folded, that starts a half.
type sectionMark struct {
	text string
	half section
}

// sectionMarks returns the marks of goose, sql-migrate, dbmate, rambler, MyBatis, tern and Play.
func sectionMarks() []sectionMark {
	return []sectionMark{
		{"+goose up", sectionUp},
		{"+goose down", sectionDown},
		{"+migrate up", sectionUp},
		{"+migrate down", sectionDown},
		{"migrate:up", sectionUp},
		{"migrate:down", sectionDown},
		{"rambler up", sectionUp},
		{"rambler down", sectionDown},
		{"//@undo", sectionDown},
		{"-- create above / drop below ----", sectionDown},
		{"!ups", sectionUp},
		{"!downs", sectionDown},
		{"--- !ups", sectionUp}, // behind #
		{"--- !downs", sectionDown},
	}
}

// sectionHere tells which half the line comment at the next byte starts; its own mark is so many bytes long.
func (l *lexer) sectionHere(mark int) section {
	i := mark
	for l.at(i) == ' ' || l.at(i) == '\t' {
		if i++; i > 64 {
			return sectionNone
		}
	}
	if c := l.at(i); c != '+' && c != 'm' && c != 'r' && c != '/' && c != 'M' && c != '-' && c != '!' {
		return sectionNone
	}
	n := i
	for n < i+64 && l.at(n) != '\n' && l.at(n) != 0 {
		n++
	}
	text := string(bytes.ToLower(l.buf[l.pos+i : l.pos+n]))
	text = strings.Join(strings.Fields(text), " ")
	for _, m := range sectionMarks() {
		if rest, ok := strings.CutPrefix(text, m.text); ok && (rest == "" || rest[0] == ' ') {
			return m.half
		}
	}
	return sectionNone
}

// skipDown passes over the lines of a down half, up to where an up half starts again.
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
			return
		}
	}
}
