package mermaid

import (
	"strings"
	"unicode/utf8"

	"crowsfoot/render/diagram"
)

// columns are the columns of an entity that are written.
func (w *writer) columns(e *diagram.Entity) []*diagram.Column {
	var shown []*diagram.Column
	for i := range e.Columns {
		c := &e.Columns[i]
		key := c.PK || c.FK || c.UK || c.Change != diagram.Unchanged
		if w.detail == allColumns || w.detail == keyColumns && key {
			shown = append(shown, c)
		}
	}
	return shown
}

// column is one row as words: type, name, keys, comment.
func (w *writer) column(c *diagram.Column) []string {
	typ, trueType := w.target.typeWord(c.Type)
	name, trueName := w.target.nameWord(c.Name)
	words := []string{typ, name}
	if keys := strings.Join(c.Keys(), ", "); keys != "" {
		words = append(words, keys)
	}
	if note := comment(c, trueType, trueName); note != "" {
		words = append(words, `"`+escape(note, inComment)+`"`)
	}
	return words
}

// maxComment is how many characters of a column's comment are drawn: nothing wraps in a row.
const maxComment = 50

// comment is what a row says after its keys: first what a diff did, then the true name and type where
// the words of the grammar cannot hold them, then an enumeration's values and the column's comment.
func comment(c *diagram.Column, trueType, trueName bool) string {
	var notes []string
	add := func(s string) {
		if s = plain(s); s != "" {
			notes = append(notes, s)
		}
	}
	add(mark(c.Change, c.Was))
	if !trueName {
		add(trueNameNote(c.Name))
	}
	if _, listed := listsValues(plain(c.Type)); !trueType && (!listed || len(c.Enum) == 0) {
		add(c.Type)
	}
	add(strings.Join(c.Enum, ", "))
	add(c.Comment)
	return cut(strings.Join(notes, "; "), maxComment)
}

// trueNameNote is a name that a row cannot hold.
func trueNameNote(name string) string {
	if plain(name) == "" {
		return "(no name)"
	}
	return name
}

// cut is s in at most n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:n-1]), " ") + "…"
}
