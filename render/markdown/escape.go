package markdown

import (
	"strings"
	"unicode"

	"crowsfoot/render/mermaid"
)

// oneLine is s without control characters and marks that turn the direction of text, white space folded to single blanks.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// Inline writes a free text so that Markdown and HTML read it as it is wherever words may stand, and
// hosts neither notify the people whom it mentions nor link the issues that it numbers.
func Inline(s string) string {
	const unseen = "&#8203;" // a blank without width
	runes := []rune(oneLine(s))
	var b strings.Builder
	for i, r := range runes {
		inWord := i > 0 && i+1 < len(runes) && isWord(runes[i-1]) && isWord(runes[i+1])
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@', r == '#' && i+1 < len(runes) && unicode.IsDigit(runes[i+1]):
			b.WriteString(string(r) + unseen)
		case strings.ContainsRune("\\`*[]~$#", r), r == '_' && !inWord:
			b.WriteString("\\" + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

// Code is a name as a code span, in which nothing but the fence means anything.
func Code(s string) string {
	s = oneLine(s)
	if s == "" {
		return "(no name)"
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if len(fence) > 1 || strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// Cell protects the bars of a text in a table's cell, which would end it even in a code span.
func Cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// longestRun is the length of the longest run of c in s.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// anchors are the fragments by which the headings of the blocks can be linked; "" where hosts differ in
// how they make them, or two headings have the same.
func anchors(title string, blocks []mermaid.Block) []string {
	uses := map[string]int{anchor(title): 1}
	for _, b := range blocks {
		uses[anchor(b.Title)]++
	}
	all := make([]string, len(blocks))
	for i, b := range blocks {
		if a := anchor(b.Title); uses[a] == 1 {
			all[i] = a
		}
	}
	return all
}

// anchor is the fragment that hosts make of a heading of plain words; "" for others.
func anchor(heading string) string {
	for _, r := range heading {
		plain := r == ' ' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !plain {
			return ""
		}
	}
	return strings.ReplaceAll(strings.ToLower(heading), " ", "-")
}

// link is a text that leads to an anchor, if there is one.
func link(text, anchor string) string {
	if anchor == "" {
		return Inline(text)
	}
	return "[" + Inline(text) + "](#" + anchor + ")"
}
