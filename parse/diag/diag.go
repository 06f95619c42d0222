// Package diag holds positions in source files and the diagnostics that point at them.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Pos is a place in a source file. The zero Pos means that no place is known.
type Pos struct {
	File   string // as the user named it, never made absolute
	Line   int    // from 1
	Column int    // from 1, in characters
}

// IsValid reports whether the place is known.
func (p Pos) IsValid() bool { return p.Line > 0 }

// String is "file:line:column", or "file" where only that is known.
func (p Pos) String() string {
	if !p.IsValid() {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Span is a stretch of source text: its start and, one character past it, its end.
// The zero Span means that no place is known; EndLine is 0 where the end is not known.
type Span struct {
	Pos
	EndLine, EndColumn int
}

// Severity says how much a diagnostic matters. The zero value is Note.
type Severity uint8

// Severities, the mildest first.
const (
	Note    Severity = iota // worth knowing; nothing is lost
	Warning                 // something that may matter was not understood or does not fit together
	Error                   // the picture is wrong or incomplete because of it
)

// String is the word that is printed: note, warning or error.
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Error:
		return "error"
	default:
		return "note"
	}
}

// Diagnostic is one thing to tell about the input.
type Diagnostic struct {
	Severity Severity
	Code     Code
	Span     Span
	Message  string // one line, lower case, no full stop; may quote the input
}

// String is "file:line:column: severity: message [code]".
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", d.Span.Pos, d.Severity, d.Message, d.Code)
}

// List is a list of diagnostics. The zero value is empty and ready to use.
type List []Diagnostic

// Add appends a diagnostic; the message is formatted as by fmt.Sprintf.
func (l *List) Add(sev Severity, code Code, span Span, format string, args ...any) {
	*l = append(*l, Diagnostic{Severity: sev, Code: code, Span: span, Message: fmt.Sprintf(format, args...)})
}

// Sort orders by line and column within each file; files keep the order in which they first appear.
func (l List) Sort() {
	order := map[string]int{}
	for _, d := range l {
		if _, ok := order[d.Span.File]; !ok {
			order[d.Span.File] = len(order)
		}
	}
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(order[a.Span.File], order[b.Span.File]),
			cmp.Compare(a.Span.Line, b.Span.Line),
			cmp.Compare(a.Span.Column, b.Span.Column),
		)
	})
}

// Count tells how many diagnostics are at least as severe as sev.
func (l List) Count(sev Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity >= sev {
			n++
		}
	}
	return n
}
