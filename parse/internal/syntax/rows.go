package syntax

import (
	"encoding/binary"
	"math/bits"
)

// skipRows passes quickly over what most of a dump is: numbers, commas and strings that lie whole in the window. It
// stops, outside of strings, at the first byte that skipStatement has to look at.
func (l *lexer) skipRows() {
	b, i := l.buf, l.pos
	for {
		for i < len(b) && !l.stops[b[i]] {
			i++
		}
		if i+1 >= len(b) {
			break
		}
		next := b[i+1]
		switch c := b[i]; {
		case c == '\'' && !l.prefixed(i):
			end := l.stringEnd(b, i+1)
			if end < 0 {
				l.pos = i
				return
			}
			i = end
			continue
		case l.delim != nil && c == l.delim[0]:
		case c == '-' && next != '-', c == '/' && next != '*' && !l.lex.SlashLines, c == '*' && next != '/':
			i++
			continue
		}
		break
	}
	l.pos = i
}

// prefixed reports whether a letter before the quote may change how the string is read.
func (l *lexer) prefixed(quote int) bool {
	if !l.lex.EscapeStrings && !l.lex.QuoteStrings {
		return false
	}
	return quote == 0 || classes[l.buf[quote-1]] >= cWord
}

// stringEnd is the index behind the string whose text starts at i, -1 where it does not end in b. A doubled quote ends
// one string and starts another, which comes to the same.
func (l *lexer) stringEnd(b []byte, i int) int {
	for {
		i = quoteOrBackslash(b, i)
		switch {
		case i >= len(b):
			return -1
		case b[i] == '\'':
			return i + 1
		case l.lex.BackslashEscapes:
			i += 2
		default:
			i++
		}
	}
}

// quoteOrBackslash is the index of the next of these from i on, or the length of b or more. It looks at eight bytes at
// a time: a byte of x-ones has its top bit set, and that of x has not, first where a byte of x is 0.
func quoteOrBackslash(b []byte, i int) int {
	const (
		ones = 0x0101010101010101
		tops = 0x8080808080808080
	)
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		q, s := x^(ones*'\''), x^(ones*'\\')
		if found := ((q-ones)&^q | (s-ones)&^s) & tops; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(b) && b[i] != '\'' && b[i] != '\\' {
		i++
	}
	return i
}
