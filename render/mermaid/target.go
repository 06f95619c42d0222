package mermaid

import (
	"fmt"
	"strings"
)

// Target is how modern a Mermaid the text may assume. The zero value is Portable.
// What each version of Mermaid understands is listed in docs/mermaid.md.
type Target uint8

// Targets, each a superset of the one before.
const (
	Portable Target = iota // Mermaid 10.7 and later: every host known to be in use
	GitHub                 // Mermaid 11.5 and later: classes, and letters of every script in column names
	Latest                 // Mermaid 11.17 and later: any column name and type, and boxes around groups
)

// String is "portable", "github" or "latest".
func (t Target) String() string {
	switch t {
	case GitHub:
		return "github"
	case Latest:
		return "latest"
	default:
		return "portable"
	}
}

// Targets lists the names that ParseTarget knows, the most careful one first.
func Targets() []string { return []string{Portable.String(), GitHub.String(), Latest.String()} }

// ParseTarget is the target of that name; the empty name is Portable.
func ParseTarget(name string) (Target, error) {
	for t := Portable; t <= Latest; t++ {
		if name == t.String() {
			return t, nil
		}
	}
	if name == "" {
		return Portable, nil
	}
	return Portable, fmt.Errorf("unknown Mermaid target %q: expected %s", name, strings.Join(Targets(), ", "))
}

// classes reports whether entities can carry a class, which gives them a coloured border.
func (t Target) classes() bool { return t >= GitHub }

// anyLetter reports whether column names and types may hold letters beyond ASCII.
func (t Target) anyLetter() bool { return t >= GitHub }

// backQuotes reports whether column names and types may be any text in back quotes.
func (t Target) backQuotes() bool { return t >= Latest }

// subgraphs reports whether entities can stand in a box with a title.
func (t Target) subgraphs() bool { return t >= Latest }
