// Package difftext writes the difference between two schemas as text, Markdown or JSON.
package difftext

import (
	"fmt"
	"strings"
	"unicode"

	"crowsfoot/parse/diff"
)

// Text writes the changes for people at a terminal: a summary, then each table with its changes, marked +, - or ~, and
// with what follows from them, marked =>. Characters that a terminal acts upon are written as escapes.
func Text(r *diff.Result) string {
	var b strings.Builder
	for _, line := range Summary(r) {
		b.WriteString(line + "\n")
	}
	for _, g := range groups(r) {
		fmt.Fprintf(&b, "\n%s %s %s\n", g.what, plain(g.label), g.state)
		for _, c := range g.changes {
			fmt.Fprintf(&b, "  %s %s", sign(c.Kind), plain(c.Text))
			if d := danger(c); d != "" {
				fmt.Fprintf(&b, "  [%s]", plain(d))
			}
			b.WriteByte('\n')
		}
		for _, k := range g.consequences {
			fmt.Fprintf(&b, "  => %s\n", plain(k.Text))
		}
	}
	return b.String()
}

// plain writes line breaks and what terminals act upon as escapes.
func plain(s string) string {
	acts := func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
	if strings.IndexFunc(s, acts) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case acts(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
