// Package jsonout writes a schema, and everything that follows from it, as JSON. The shape is a contract,
// described in docs/json.md and docs/schema.json: fields are added, never renamed or removed.
package jsonout

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

// Document is what the JSON says. Slices stand in the order in which they are written.
type Document struct {
	Dialect       string
	Schema        *schema.Schema
	Relationships []schema.Relationship
	Junctions     []Junction
	Diagnostics   diag.List
	Statements    Statements
}

// Junction is a junction table and what became of it in the picture.
type Junction struct {
	schema.Junction
	Collapsed bool   // drawn as a line
	Why       string // why it is collapsed or kept; empty: why it has its level
}

// Statements counts the statements of the input.
type Statements struct {
	Total      int `json:"total"`
	Understood int `json:"understood"`
	Ignored    int `json:"ignored"` // cannot matter to a diagram
	Skipped    int `json:"skipped"` // might have mattered
}

// Render writes the document, indented, with a line feed at the end.
func Render(d *Document) ([]byte, error) {
	doc := document{
		Dialect:       d.Dialect,
		Tables:        convert(d.Schema.Tables, tableOf),
		Views:         convert(d.Schema.Views, viewOf),
		Enums:         convert(d.Schema.Enums, enumOf),
		Relationships: convert(d.Relationships, relationshipOf),
		Junctions:     convert(d.Junctions, junctionOf),
		Diagnostics:   convert(d.Diagnostics, diagnosticOf),
		Statements:    d.Statements,
	}
	return Marshal(doc)
}

// Marshal writes a value as indented JSON that no terminal acts upon, with a line feed at the end.
func Marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return indented(EscapeControls(bytes.TrimSpace(b.Bytes()))), nil
}

// EscapeControls escapes in a JSON text what JSON allows in strings but terminals and editors act upon: DEL, the
// upper control characters, and marks that turn the direction of text. Outside of strings the
// encoder writes none of them.
func EscapeControls(text []byte) []byte {
	if bytes.IndexFunc(text, acts) < 0 {
		return text
	}
	var b bytes.Buffer
	for _, r := range string(text) {
		if acts(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.Bytes()
}

// acts reports whether a terminal could act upon a character. Format characters beyond the basic
// plane (tags) would need two escapes and move nothing, so they stay.
func acts(r rune) bool {
	return r >= 0x7F && r <= 0x9F || unicode.Is(unicode.Bidi_Control, r)
}

// convert maps a slice; the result is never nil, so that JSON says [] and not null.
func convert[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

// list is the slice itself, or an empty one where it is nil.
func list(in []string) []string { return convert(in, strings.Clone) }
