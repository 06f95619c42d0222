package diagram

import (
	"strings"

	"crowsfoot/parse/schema"
)

// enums finds the values of enumerated types.
type enums struct {
	byName map[string][]*schema.Enum // by name in lower case
}

func newEnums(s *schema.Schema) *enums {
	e := &enums{byName: map[string][]*schema.Enum{}}
	for _, t := range s.Enums {
		key := strings.ToLower(t.Name.Name)
		e.byName[key] = append(e.byName[key], t)
	}
	return e
}

// values returns the values of a type as a column of a table in the namespace names it, or nil when it is no
// enumeration. A list in the type itself counts: "enum('a','b')".
func (e *enums) values(typ, namespace string) []string {
	if values, ok := inlineValues(typ); ok {
		return values
	}
	name := strings.TrimSuffix(typ, "[]")
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		namespace, name = unquote(name[:i]), name[i+1:]
	}
	var found *schema.Enum
	candidates := e.byName[strings.ToLower(unquote(name))]
	for _, t := range candidates {
		if strings.EqualFold(t.Name.Namespace, namespace) {
			return t.Values
		}
		found = t
	}
	if len(candidates) == 1 {
		return found.Values
	}
	return nil
}

// inlineValues reads the strings between the parentheses of "enum(…)". Quotes within them are doubled or
// stand behind a backslash.
func inlineValues(typ string) ([]string, bool) {
	if len(typ) < 5 || !strings.EqualFold(typ[:4], "enum") {
		return nil, false
	}
	rest, ok := strings.CutPrefix(strings.TrimLeft(typ[4:], " "), "(")
	if !ok {
		return nil, false
	}
	var values []string
	var value strings.Builder
	inside := false
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case !inside:
			inside = c == '\''
		case c == '\\' && i+1 < len(rest), c == '\'' && i+1 < len(rest) && rest[i+1] == '\'':
			i++
			value.WriteByte(rest[i])
		case c == '\'':
			values = append(values, value.String())
			value.Reset()
			inside = false
		default:
			value.WriteByte(c)
		}
	}
	return values, true
}

// unquote takes the quotes of an identifier away, whichever they are.
func unquote(name string) string { return strings.Trim(name, "\"`[]") }
