package mermaid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWord is how many characters of a column's type are drawn; longer ones are generated or nested.
const maxWord = 40

// typeWord is a column's type as the grammar's word, and whether that is the type itself; where it is
// not, the column's comment has to say it.
func (t Target) typeWord(typ string) (string, bool) {
	s := plain(typ)
	if s == "" {
		return "untyped", true
	}
	if w, ok := listsValues(s); ok {
		return w, false
	}
	s = shortType(s)
	if utf8.RuneCountInString(s) > maxWord {
		w, _ := t.word(cut(s, maxWord))
		return w, false
	}
	return t.word(s)
}

// nameWord is a column's name as the grammar's word, and whether that is the name itself.
func (t Target) nameWord(name string) (string, bool) {
	if s := plain(name); s != "" {
		return t.word(s)
	}
	return "_", false
}

// word is s as the grammar's type or name of a column, and whether a reader sees s itself.
// Nothing can be quoted or escaped in such a word before Mermaid 11.16, so what it cannot hold
// becomes an underscore (a comma becomes a hyphen).
func (t Target) word(s string) (string, bool) {
	if t.safeWord(s) {
		return s, true
	}
	if t.backQuotes() {
		return "`" + escape(s, inBackQuote) + "`", true
	}
	return t.sanitised(s), false
}

// safeWord reports whether s can stand as it is and is drawn as it is.
func (t Target) safeWord(s string) bool {
	for i, r := range s {
		if !t.wordRune(r) || i == 0 && !startsWord(r) {
			return false
		}
	}
	return s != "" && !isKeyWord(s) && emphasis([]rune(s)) == nil && !strings.Contains(s, "](") && !strings.Contains(strings.ToLower(s), "www.")
}

// sanitised is s with every character replaced that a word cannot hold.
func (t Target) sanitised(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, " ,", ","), ", ", ",")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ',':
			b.WriteByte('-')
		case t.wordRune(r):
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	w := strings.ReplaceAll(b.String(), "](", "]_(")
	if first, _ := utf8.DecodeRuneInString(w); !startsWord(first) {
		w = "_" + w
	}
	if isKeyWord(w) {
		w = w[:2] + "_" + w[2:]
	}
	return w
}

// wordRune reports whether the grammar's words may hold r.
func (t Target) wordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isASCIIWord(r) || strings.ContainsRune("-[]()", r) || t.backQuotes() && (r == ',' || r == '.')
	case r < 0xC0 || r > 0xFFFF:
		return false
	default:
		return t.anyLetter() && unicode.In(r, unicode.Letter, unicode.Mark, unicode.Number)
	}
}

// startsWord reports whether a word may begin with r.
func startsWord(r rune) bool {
	return r == '_' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= utf8.RuneSelf
}

// isKeyWord reports whether the lexer would read the beginning of s as one of the keys PK, FK and UK:
// no version of Mermaid takes a column that is called so.
func isKeyWord(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch strings.ToUpper(s[:2]) {
	case "PK", "FK", "UK":
		return len(s) == 2 || !isASCIIWord(rune(s[2]))
	default:
		return false
	}
}

// shortType is a type by its shortest standard name: the aliases of PostgreSQL's manual (table 8.1,
// "Data Types"), which pg_dump spells out.
func shortType(s string) string {
	for _, form := range [...]struct{ long, short string }{
		{"timestamp with time zone", "timestamptz"},
		{"timestamp without time zone", "timestamp"},
		{"time with time zone", "timetz"},
		{"time without time zone", "time"},
		{"character varying", "varchar"},
		{"bit varying", "varbit"},
		{"character", "char"},
	} {
		if rest, ok := cutWordFold(s, form.long); ok {
			return form.short + rest
		}
	}
	return shortZoned(s)
}

// shortZoned shortens timestamp(3) with time zone and its like.
func shortZoned(s string) string {
	open := strings.IndexByte(s, '(')
	if open < 0 {
		return s
	}
	end := strings.IndexByte(s, ')')
	base := strings.ToLower(strings.TrimSpace(s[:open]))
	if end < open || base != "timestamp" && base != "time" {
		return s
	}
	if rest, ok := cutWordFold(s[end+1:], " with time zone"); ok {
		return base + "tz" + s[open:end+1] + rest
	}
	if rest, ok := cutWordFold(s[end+1:], " without time zone"); ok {
		return base + s[open:end+1] + rest
	}
	return s
}

// cutWordFold is what follows prefix in s, where that is arguments, an array or nothing.
func cutWordFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	rest := s[len(prefix):]
	if trimmed := strings.TrimLeft(rest, " "); strings.HasPrefix(trimmed, "(") || strings.HasPrefix(trimmed, "[") {
		return trimmed, true
	}
	return rest, rest == ""
}

// listsValues reports whether a type lists its values: MySQL's enum('a','b') and set('a','b'), which
// are drawn as the first word alone.
func listsValues(typ string) (word string, ok bool) {
	for _, word := range [...]string{"enum", "set"} {
		if rest, found := cutWordFold(typ, word); found && strings.HasPrefix(rest, "(") {
			return word, true
		}
	}
	return "", false
}
