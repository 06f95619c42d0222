package svg

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"crowsfoot/render/diagram"
)

// CheckLink reports what is wrong with a link template: a placeholder that does not exist, a brace without
// its partner, or an address that is neither http, https nor relative. "" is fine.
func CheckLink(template string) error {
	rest := template
	for {
		before, after, found := strings.Cut(rest, "{")
		if strings.Contains(before, "}") {
			return fmt.Errorf("link %q: a } without its {", template)
		}
		if !found {
			break
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed {
			return fmt.Errorf("link %q: a { without its }", template)
		}
		if _, ok := linkValue(name, &diagram.Entity{}); !ok {
			return fmt.Errorf("link %q: unknown {%s}, expected {schema}, {table}, {file} or {line}", template, name)
		}
		rest = tail
	}
	return checkScheme(template)
}

// checkScheme allows http, https and relative addresses. What stands before the first colon is a scheme
// unless a slash, a question mark or a hash comes first; a placeholder cannot be part of one.
func checkScheme(template string) error {
	for _, r := range template {
		if r <= ' ' || r == 0x7f || r == '\\' {
			return fmt.Errorf("link %q: white space, control characters and backslashes are not allowed", template)
		}
	}
	i := strings.IndexAny(template, ":/?#")
	if i < 0 || template[i] != ':' {
		return nil
	}
	switch strings.ToLower(template[:i]) {
	case "http", "https":
		return nil
	default:
		return errors.New("link " + strconv.Quote(template) + ": expected http:, https: or a relative address")
	}
}

// link is the address of an entity: the template filled in, which CheckLink accepts.
func (o Options) link(e *diagram.Entity) string {
	placed := *e
	if o.LinkFile != nil {
		placed.Pos.File = o.LinkFile(e.Pos.File)
	}
	return expandLink(o.Link, &placed)
}

// expandLink fills in a template that CheckLink accepts.
func expandLink(template string, e *diagram.Entity) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, tail, _ := strings.Cut(after, "}")
		value, _ := linkValue(name, e)
		b.WriteString(value)
		template = tail
	}
}

// linkValue is what a placeholder stands for, percent-encoded.
func linkValue(name string, e *diagram.Entity) (value string, ok bool) {
	switch name {
	case "schema":
		return encode(e.Schema, ""), true
	case "table":
		return encode(e.Name, ""), true
	case "file":
		return encode(strings.ReplaceAll(e.Pos.File, `\`, "/"), "/"), true
	case "line":
		return strconv.Itoa(e.Pos.Line), true
	default:
		return "", false
	}
}

// encode percent-encodes every byte but letters, digits, "-._~" and those in keep.
func encode(s, keep string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~"+keep, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}
