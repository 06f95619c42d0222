package diff

import (
	"slices"
	"strconv"
	"strings"
)

// sqlType is a type taken apart, in one spelling for all that mean the same.
type sqlType struct {
	base string   // "varchar", "timestamptz", "int unsigned"
	args []string // what stands between the parentheses
	rest string   // "[]" and the like
}

// String is the type in one spelling.
func (t sqlType) String() string {
	if len(t.args) == 0 {
		return t.base + t.rest
	}
	return t.base + "(" + strings.Join(t.args, ",") + ")" + t.rest
}

// canonical takes a type apart.
func canonical(text string) sqlType {
	text = squash(text)
	t := sqlType{base: text}
	if open := strings.IndexByte(text, '('); open >= 0 {
		if end := strings.LastIndexByte(text, ')'); end > open {
			t.base, t.args = strings.TrimSpace(text[:open]), splitArgs(text[open+1:end])
			after := strings.TrimSpace(text[end+1:])
			if strings.HasPrefix(after, "[") {
				t.rest = after
			} else if after != "" {
				t.base += " " + after
			}
		}
	} else if i := strings.IndexByte(text, '['); i > 0 {
		t.base, t.rest = strings.TrimSpace(text[:i]), text[i:]
	}
	t.base = alias(strings.TrimPrefix(t.base, "pg_catalog."))
	if t.base == "tinyint" && len(t.args) == 1 && t.args[0] == "1" {
		t.base = "boolean" // how MySQL writes it
	}
	size, _, _ := strings.Cut(t.base, " ") // "int unsigned zerofill"
	if _, ok := integerRank(size); ok || t.base == "boolean" {
		t.args = nil // a display width
	}
	return t
}

// alias is the name that stands for all names of a type.
func alias(base string) string {
	switch base {
	case "integer", "int4", "serial", "serial4":
		return "int"
	case "int8", "bigserial", "serial8":
		return "bigint"
	case "int2", "smallserial", "serial2":
		return "smallint"
	case "character varying":
		return "varchar"
	case "character", "bpchar":
		return "char"
	case "bool":
		return "boolean"
	case "decimal", "dec":
		return "numeric"
	case "double precision", "float8":
		return "double"
	case "float4":
		return "real"
	case "timestamp without time zone":
		return "timestamp"
	case "timestamp with time zone":
		return "timestamptz"
	case "time without time zone":
		return "time"
	case "time with time zone":
		return "timetz"
	case "bit varying":
		return "varbit"
	default:
		return base
	}
}

// integerRank orders the integer types by size. Unsigned ones are no ranks of this order.
func integerRank(base string) (int, bool) {
	order := []string{"tinyint", "smallint", "mediumint", "int", "bigint"}
	i := slices.Index(order, base)
	return i, i >= 0
}

// textRank orders the types of strings by how much they hold, from those with a length to those without a limit.
func textRank(t sqlType) (int, bool) {
	switch t.base {
	case "char", "nchar", "varchar", "nvarchar", "varchar2", "nvarchar2":
		switch {
		case len(t.args) == 1 && t.args[0] == "max":
			return 5, true
		case len(t.args) == 0 && t.base != "char" && t.base != "nchar":
			return 3, true
		}
		return 1, true
	case "tinytext":
		return 2, true
	case "text", "citext", "clob":
		return 3, true
	case "mediumtext":
		return 4, true
	case "longtext":
		return 5, true
	default:
		return 0, false
	}
}

// zoneless is the type without its time zone, with or without which the values mean different times.
func (t sqlType) zoneless() string {
	switch t.base {
	case "timestamptz":
		t.base = "timestamp"
	case "timetz":
		t.base = "time"
	}
	return t.String()
}

// widens reports whether every value of one type is, as it is, a value of the other.
func widens(from, to sqlType) bool {
	if from.rest != to.rest {
		return false
	}
	if a, ok := integerRank(from.base); ok {
		b, ok := integerRank(to.base)
		return ok && a <= b || to.base == "boolean" && from.base == "tinyint" || to.base == "numeric" && holdsIntegers(to.args, a)
	}
	if a, ok := textRank(from); ok {
		b, ok := textRank(to)
		return ok && (a < b || a == b && (a > 1 || length(from) <= length(to) && (from.base == to.base || from.base == "char" && to.base == "varchar")))
	}
	switch {
	case from.base == "numeric" && to.base == "numeric":
		return numericWidens(from.args, to.args)
	case from.base == "boolean" && to.base == "tinyint": // the same in MySQL, and in no other database
		return true
	case from.base == "real" && to.base == "double", from.base == "date" && to.base == "timestamp":
		return true
	case from.base == "enum" && to.base == "enum":
		return containsAll(to.args, from.args)
	case strings.HasPrefix(from.base, "time") || strings.HasPrefix(from.base, "datetime"):
		return from.base == to.base && fraction(from, 6) <= fraction(to, 0)
	default:
		return from.base == to.base && length(from) <= length(to)
	}
}

// fraction is how many digits of a second a type of times holds; the default differs between engines.
func fraction(t sqlType, byDefault int) int {
	if len(t.args) == 0 {
		return byDefault
	}
	return length(t)
}

// isText reports whether the type holds strings of any kind.
func isText(t sqlType) bool {
	_, ok := textRank(t)
	return ok && t.rest == ""
}

// length is the first argument of a type. A type without one has its default, which is the longest for most.
func length(t sqlType) int {
	if len(t.args) == 0 {
		if t.base == "char" || t.base == "nchar" {
			return 1
		}
		return 1 << 30
	}
	number, _, _ := strings.Cut(t.args[0], " ") // Oracle has "20 char"
	n, err := strconv.Atoi(number)
	if err != nil {
		return 1 << 30
	}
	return n
}

// numericWidens compares precision and scale: neither the whole part nor the fraction may shrink.
func numericWidens(from, to []string) bool {
	if len(to) == 0 {
		return true
	}
	if len(from) == 0 {
		return false
	}
	whole, fraction := digits(from)
	wholeTo, fractionTo := digits(to)
	return whole <= wholeTo && fraction <= fractionTo
}

// holdsIntegers reports whether a numeric with these arguments has room for all digits of the integers of a rank.
func holdsIntegers(args []string, rank int) bool {
	if len(args) == 0 {
		return true
	}
	whole, _ := digits(args)
	return whole >= [...]int{3, 5, 7, 10, 19}[rank]
}

func digits(args []string) (whole, fraction int) {
	precision, _ := strconv.Atoi(args[0])
	if len(args) > 1 {
		fraction, _ = strconv.Atoi(args[1])
	}
	return precision - fraction, fraction
}

func containsAll(set, items []string) bool {
	for _, i := range items {
		if !slices.Contains(set, i) {
			return false
		}
	}
	return true
}

// splitArgs splits at the commas outside of quotes.
func splitArgs(text string) []string {
	var out []string
	start, quoted := 0, false
	for i := range len(text) {
		switch {
		case text[i] == '\'':
			quoted = !quoted
		case text[i] == ',' && !quoted:
			out = append(out, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	return append(out, strings.TrimSpace(text[start:]))
}

// squash folds case and white space outside of quotes.
func squash(text string) string {
	var b strings.Builder
	quoted, gap := false, false
	for _, r := range text {
		if r == '\'' {
			quoted = !quoted
		}
		switch {
		case quoted || r == '\'':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			gap = false
		case r == ' ' || r == '\t' || r == '\n' || r == '\r':
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(strings.ToLower(string(r)))
			gap = false
		}
	}
	return b.String()
}

// value is a default in one spelling: without casts and outer parentheses, NULL as none.
func value(expression string) string {
	text := squash(expression)
	for {
		before := text
		if i := strings.LastIndex(text, "::"); i > 0 && !strings.ContainsAny(text[i:], "'|+*/-") && balanced(text[:i]) {
			text = strings.TrimSpace(text[:i])
		}
		if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && balanced(text[1:len(text)-1]) {
			text = strings.TrimSpace(text[1 : len(text)-1])
		}
		if text == before {
			break
		}
	}
	switch text {
	case "null":
		return ""
	case "current_timestamp()", "now()", "getdate()":
		return "current_timestamp"
	}
	if n := len(text); n > 2 && text[0] == '\'' && text[n-1] == '\'' {
		if _, err := strconv.ParseFloat(text[1:n-1], 64); err == nil {
			return text[1 : n-1]
		}
	}
	return text
}

// balanced reports whether the parentheses outside of quotes match.
func balanced(text string) bool {
	depth, quoted := 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
			if depth < 0 {
				return false
			}
		}
	}
	return depth == 0 && !quoted
}
