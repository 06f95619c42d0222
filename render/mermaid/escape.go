package mermaid

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// position is where a text stands, as the grammar's tokens differ.
type position uint8

const (
	inLabel     position = iota // a relation's label, accTitle, accDescr
	inName                      // an entity's name or alias: the token excludes % and \
	inComment                   // a column's comment: two tildes in a row of it are a generic type
	inBackQuote                 // a column's name or type between back quotes, with the same tildes
)

// plain is s on one line, without control characters and without marks that turn the writing
// direction of what follows; white space is folded to single blanks.
func plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		switch {
		case turnsDirection(r):
		case unicode.IsSpace(r), unicode.IsControl(r), r == '\ufeff':
			blank = true
		default:
			if blank && b.Len() > 0 {
				b.WriteByte(' ')
			}
			blank = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// turnsDirection reports whether r is a bidirectional control, which could make a text read as another one.
func turnsDirection(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f' || r == '\u061c'
}

// escape writes s so that every Mermaid from 10.7 on shows it as it is, between the quotes that its
// position wants. Characters are escaped by Mermaid's codes (#35;) and only where they need it.
//
// From 11.5 on Mermaid passes texts through Markdown, KaTeX, icons and an HTML sanitiser; before
// parsing, it looks for directives, styles and statements with regular expressions over the whole text.
func escape(s string, at position) string {
	t := newText(guardSentinels(plain(s)), at)
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range t.runes {
		if t.special(i) {
			b.WriteString(code(r))
		} else {
			b.WriteRune(r)
		}
	}
	return guardColons(guardDirections(b.String()))
}

// guardSentinels puts a blank without width into what Mermaid itself makes of codes before it parses, and turns
// back into characters when it draws: it does not tell its own from those of the text.
func guardSentinels(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "ﬂ°", "ﬂ\u200b°"), "¶ß", "¶\u200bß")
}

// code is Mermaid's escape for a character.
func code(r rune) string {
	switch r {
	case '"':
		return "#quot;"
	case '<':
		return "#lt;"
	case '>':
		return "#gt;"
	case '&':
		return "#amp;"
	default:
		return "#" + strconv.Itoa(int(r)) + ";"
	}
}

// text is a text to escape, with what has to be known about all of it.
type text struct {
	runes  []rune
	at     position
	marker int // where a marker stands that would make the text a list, a heading, a rule or a quotation; or -1
	// emphasis holds the underscores that could open or close emphasis; nil where no two runs of them exist.
	emphasis []bool
	// How many there are of the characters that matter only in pairs.
	stars, ticks, tildes int
}

func newText(s string, at position) *text {
	runes := []rune(s)
	return &text{
		runes: runes, at: at, marker: blockMarker(s), emphasis: emphasis(runes),
		stars: strings.Count(s, "*"), ticks: strings.Count(s, "`"), tildes: strings.Count(s, "~"),
	}
}

// special reports whether the i-th character has to be escaped.
func (t *text) special(i int) bool {
	prev, next := t.rune(i-1), t.rune(i+1)
	switch r := t.runes[i]; r {
	case '"', '<':
		return true
	case '&':
		return next == '#' || unicode.IsLetter(next)
	case '#':
		return i == t.marker || t.startsCode(i)
	case '%':
		return t.at == inName || prev == '%' || next == '%'
	case '\\':
		return t.at == inName || isPunct(next) || next == 'n'
	case '`':
		return t.at == inBackQuote || t.ticks > 1
	case '~':
		return t.at == inComment || t.at == inBackQuote || t.tildes > 1
	case '*':
		return i == t.marker || t.stars > 1
	case '_':
		return t.emphasis != nil && t.emphasis[i]
	case '$':
		return prev == '$' || next == '$'
	case ':':
		return next == '/' && t.rune(i+2) == '/' || t.startsIcon(i)
	case ']':
		return next == '('
	case '@':
		return isWord(prev) && isWord(next)
	case '.':
		return i == t.marker || t.follows(i, "www")
	default:
		return i == t.marker
	}
}

// rune is the i-th character, or 0 beyond the ends.
func (t *text) rune(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return 0
	}
	return t.runes[i]
}

// startsCode reports whether a code such as #35; or #quot; begins at i.
func (t *text) startsCode(i int) bool {
	end := i + 1
	for isASCIIWord(t.rune(end)) {
		end++
	}
	return end > i+1 && t.rune(end) == ';'
}

// startsIcon reports whether the colon at i is the one of an icon such as fa:fa-user or fab:fa-github.
func (t *text) startsIcon(i int) bool {
	if t.rune(i+1) != 'f' || t.rune(i+2) != 'a' || t.rune(i+3) != '-' {
		return false
	}
	if strings.ContainsRune("bklrs", t.rune(i-1)) {
		i--
	}
	return t.rune(i-1) == 'a' && t.rune(i-2) == 'f'
}

// follows reports whether word, as a word of its own and in any case, stands right before i.
func (t *text) follows(i int, word string) bool {
	start := i - len(word)
	return start >= 0 && strings.EqualFold(string(t.runes[start:i]), word) && !isWord(t.rune(start-1))
}

// emphasis marks the underscores that Markdown may take for emphasis: those of runs at the edge of a
// word, where there are two such runs (or one that is all of the text).
func emphasis(runes []rune) []bool {
	if !slices.Contains(runes, '_') {
		return nil
	}
	marks := make([]bool, len(runes))
	runs := 0
	for i := 0; i < len(runes); {
		if runes[i] != '_' {
			i++
			continue
		}
		end := i
		for end < len(runes) && runes[end] == '_' {
			end++
		}
		inner := i > 0 && end < len(runes) && isWord(runes[i-1]) && isWord(runes[end])
		if !inner {
			runs++
			for k := i; k < end; k++ {
				marks[k] = true
			}
		}
		i = end
	}
	if runs < 2 && !onlyUnderscores(runes) {
		return nil
	}
	return marks
}

// onlyUnderscores reports whether the text is a run of three or more, which Markdown draws as a rule.
func onlyUnderscores(runes []rune) bool {
	return len(runes) >= 3 && strings.Trim(string(runes), "_ ") == ""
}

// blockMarker is the index of the character to escape in a text that begins as a Markdown list,
// heading, rule or quotation; -1 where it begins as none of them. The text is plain.
func blockMarker(s string) int {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	rest := s[digits:]
	if digits > 0 {
		if rest != "" && (rest[0] == '.' || rest[0] == ')') && endsWord(rest[1:]) {
			return digits
		}
		return -1
	}
	hashes := len(s) - len(strings.TrimLeft(s, "#"))
	switch {
	case hashes >= 1 && hashes <= 6 && endsWord(s[hashes:]),
		strings.HasPrefix(s, ">"), strings.HasPrefix(s, "---"),
		s != "" && strings.ContainsRune("-+*", rune(s[0])) && endsWord(s[1:]):
		return 0
	}
	return -1
}

// endsWord reports whether nothing or a blank follows.
func endsWord(rest string) bool { return rest == "" || rest[0] == ' ' }

// guardDirections breaks up "direction LR" and its like: from 11.5 to 12.3 a line that holds it,
// even between quotes, is a direction statement and nothing else.
func guardDirections(s string) string {
	const word = "direction "
	var b strings.Builder
	for {
		i := indexFold(s, word)
		if i < 0 {
			break
		}
		end := i + len(word) - 1
		b.WriteString(s[:end])
		if isDirection(s[end+1:]) {
			b.WriteString("#32;")
		} else {
			b.WriteByte(' ')
		}
		s = s[end+1:]
	}
	b.WriteString(s)
	return b.String()
}

// isDirection reports whether s begins with the name of a direction.
func isDirection(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch strings.ToUpper(s[:2]) {
	case "TB", "BT", "LR", "RL":
		return true
	default:
		return false
	}
}

// indexFold is the index of the ASCII word in s, in any case, or -1.
func indexFold(s, word string) int {
	for i := 0; i+len(word) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

// guardColons escapes the colons before a code in the same run of characters: Mermaid deletes the last
// semicolon of whatever looks like "style…:x#…;".
func guardColons(s string) string {
	if !strings.Contains(s, ":") || !strings.Contains(s, "#") {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		last := strings.LastIndexByte(w, '#')
		if last < 0 {
			continue
		}
		words[i] = strings.ReplaceAll(w[:last], ":", code(':')) + w[last:]
	}
	return strings.Join(words, " ")
}

// isWord reports whether r is a letter or a digit of any script.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// isASCIIWord reports whether r is a word character of a regular expression.
func isASCIIWord(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// isPunct reports whether r is ASCII punctuation, which a backslash escapes in Markdown.
func isPunct(r rune) bool {
	return r > ' ' && r < 0x7f && (!isASCIIWord(r) || r == '_')
}
