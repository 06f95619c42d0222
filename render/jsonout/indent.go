package jsonout

import (
	"bytes"
	"strings"
)

// maxLine is how long a line gets before an array or object is broken up.
const maxLine = 160

// indented lays out compact JSON for readers and line by line comparison: what fits stands on one line,
// anything longer has one element a line.
func indented(compact []byte) []byte {
	var b bytes.Buffer
	b.Grow(2 * len(compact))
	indent(&b, compact, 0, 0)
	b.WriteByte('\n')
	return b.Bytes()
}

// indent writes one value that starts at a column of a line.
func indent(b *bytes.Buffer, value []byte, depth, column int) {
	if value[0] != '{' && value[0] != '[' || len(value) == 2 || fits(value, maxLine-column) {
		spaced(b, value)
		return
	}
	b.WriteByte(value[0])
	inner := strings.Repeat("  ", depth+1)
	for i, element := range elements(value[1 : len(value)-1]) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + inner)
		column := len(inner)
		if value[0] == '{' {
			colon := stringEnd(element, 0)
			b.Write(element[:colon])
			b.WriteString(": ")
			column += colon + 2
			element = element[colon+1:]
		}
		indent(b, element, depth+1, column)
	}
	b.WriteString("\n" + inner[2:])
	b.WriteByte(value[len(value)-1])
}

// fits reports whether a value takes at most that many bytes on one line.
func fits(value []byte, room int) bool {
	if len(value) > room {
		return false
	}
	var b bytes.Buffer
	spaced(&b, value)
	return b.Len() <= room
}

// spaced writes a value on one line, with a blank after commas and colons.
func spaced(b *bytes.Buffer, value []byte) {
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '"':
			end := stringEnd(value, i)
			b.Write(value[i:end])
			i = end - 1
		case ',', ':':
			b.WriteByte(c)
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
}

// elements splits the inside of an array or object at its own commas.
func elements(inside []byte) [][]byte {
	var out [][]byte
	depth, start := 0, 0
	for i := 0; i < len(inside); i++ {
		switch inside[i] {
		case '"':
			i = stringEnd(inside, i) - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, inside[start:i])
				start = i + 1
			}
		}
	}
	return append(out, inside[start:])
}

// stringEnd is the index after the string that starts at i.
func stringEnd(text []byte, i int) int {
	for i++; text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i + 1
}
