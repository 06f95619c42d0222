package mermaid

import (
	"strconv"
	"strings"

	"crowsfoot/render/diagram"
)

// box is how an entity is written.
type box struct {
	ref   string // in declarations and relations: a bare word, or a quoted text
	alias string // what is drawn instead of ref, escaped; "" for none
}

// declaration is the box as it is declared.
func (b box) declaration() string {
	if b.alias == "" {
		return b.ref
	}
	return b.ref + `["` + b.alias + `"]`
}

// nameBoxes gives every entity a name of its own, so that Mermaid, for which the name is the identity,
// neither merges two entities nor invents one. A name is written as it is where that is possible;
// otherwise the entity is called by a made-up word and its name stands in the alias. The identifiers of
// the first groups are not given away.
func nameBoxes(entities []diagram.Entity, groups int) []box {
	boxes := make([]box, len(entities))
	used := map[string]bool{}
	for g := range groups {
		used[groupID(g)] = true
	}
	for i := range entities {
		e := &entities[i]
		text := escape(e.Label, inName)
		if text == "" || used[text] || remarks(e) != "" || isPrototype(text) {
			continue
		}
		used[text] = true
		boxes[i].ref = reference(text)
	}
	suffixes := map[string]int{}
	for i := range entities {
		if boxes[i].ref == "" {
			boxes[i] = aliased(&entities[i], used, suffixes)
		}
	}
	return boxes
}

// aliased calls an entity by a word that nothing else is called by.
func aliased(e *diagram.Entity, used map[string]bool, suffixes map[string]int) box {
	base := identifier(e.Label)
	ref := base
	for used[ref] {
		suffixes[base] = max(suffixes[base], 1) + 1
		ref = base + "_" + strconv.Itoa(suffixes[base])
	}
	used[ref] = true
	return box{ref: ref, alias: caption(e)}
}

// caption is the entity's label and what else is to be said of it, escaped.
func caption(e *diagram.Entity) string {
	text := plain(e.Label)
	if text == "" {
		text = "(no name)"
	}
	if r := remarks(e); r != "" {
		text += " (" + r + ")"
	}
	return escape(text, inName)
}

// remarks says in words what is particular about an entity; "" for an unchanged table.
func remarks(e *diagram.Entity) string {
	var words []string
	switch e.Kind {
	case diagram.View:
		words = append(words, "view")
	case diagram.Ghost:
		words = append(words, "not in the input")
	case diagram.Table:
	}
	if m := mark(e.Change, e.Was); m != "" {
		words = append(words, m)
	}
	return strings.Join(words, ", ")
}

// mark says in words what a diff did to a thing; "" for nothing.
func mark(c diagram.Change, was string) string {
	if was = plain(was); c != diagram.Changed || was == "" {
		return c.String()
	}
	return c.String() + ": was " + was
}

// reference is an escaped name as it stands in declarations and relations: bare where every version takes
// it so, quoted otherwise.
func reference(text string) string {
	if isBare(text) {
		return text
	}
	return `"` + text + `"`
}

// isBare reports whether a name needs no quotes. A bare name that ends in "direction" could meet a
// line that begins with LR: together they would be a statement.
func isBare(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		inside := i > 0 && (r >= '0' && r <= '9' || r == '_' && i < len(s)-1)
		if !letter && !inside {
			return false
		}
	}
	lower := strings.ToLower(s)
	return s != "" && !isReserved(lower) && !strings.HasSuffix(lower, "direction")
}

// isReserved reports whether a lower-case word means something else to the grammar of some version.
func isReserved(lower string) bool {
	switch lower {
	case "one", "many", "to", "u", "style", "class", "classdef", "subgraph", "end", "erdiagram",
		"acctitle", "accdescr", "title", "direction":
		return true
	default:
		return false
	}
}

// isPrototype reports whether a name is one that every JavaScript object has: up to 10.9 Mermaid
// finds an entity of that name before there is one.
func isPrototype(s string) bool {
	switch s {
	case "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
		"toString", "valueOf":
		return true
	default:
		return false
	}
}

// maxIdentifier is how long made-up words get; nobody sees them but in the source.
const maxIdentifier = 40

// identifier is a bare word that resembles a name.
func identifier(name string) string {
	var b strings.Builder
	for _, r := range name {
		if b.Len() >= maxIdentifier {
			break
		}
		if isASCIIWord(r) {
			b.WriteRune(r)
		} else {
			b.WriteByte('_')
		}
	}
	s := strings.Trim(b.String(), "_")
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		s = "t" + s
	}
	if !isBare(s) || isPrototype(s) {
		s += "_1"
	}
	return s
}
