package syntax

import (
	"encoding/binary"
	"math/bits"
)

// skipRows passes over what most of a dump is: numbers, commas and strings that lie whole in the window. It stops,
// outside of strings, at the first byte that skipStatement has to look at; or, and then it goes on from there, when
// it has covered a block, as the next one may be calm.
func (l *lexer) skipRows() (goesOn bool) {
	b, i := l.buf, l.pos
	defer func() { l.pos = i }()
	for block := i + calmBlock; ; {
		for i < len(b) && !l.stops[b[i]] {
			i++
		}
		if i+1 >= len(b) {
			return false
		}
		if i >= block {
			return true
		}
		n := l.rowByte(b, i)
		if n == 0 {
			return false
		}
		i += n
	}
}

// rowByte is how much the stop byte at i starts that belongs to a row: a string, or a sign of a number; 0 for what needs
// a closer look.
func (l *lexer) rowByte(b []byte, i int) int {
	next := b[i+1]
	switch c := b[i]; {
	case l.delim != nil && c == l.delim[0]:
		return 0
	case c == '\'' && !l.prefixed(i):
		return max(0, l.stringEnd(b, i+1)-i)
	case c == '-' && next != '-', c == '/' && next != '*' && !l.lex.SlashLines, c == '*' && next != '/':
		return 1
	}
	return 0
}

// prefixed reports whether a letter before the quote may change how the string is read.
func (l *lexer) prefixed(quote int) bool {
	if !l.lex.EscapeStrings && !l.lex.QuoteStrings {
		return false
	}
	return quote == 0 || classes[l.buf[quote-1]] >= cWord
}

// stringEnd is the index behind the string whose text starts at i; -1 where that cannot be told from b.
func (l *lexer) stringEnd(b []byte, i int) int {
	for {
		i = quoteOrBackslash(b, i)
		switch {
		case i+1 >= len(b):
			return -1
		case b[i] == '\'' && b[i+1] != '\'':
			return i + 1
		case b[i] == '\'', l.lex.BackslashEscapes:
			i += 2
		default:
			i++
		}
	}
}

// quoteOrBackslash is the index of the next of these from i on, or the length of b or more. It looks at eight bytes at
// a time.
func quoteOrBackslash(b []byte, i int) int {
	for ; i+8 <= len(b); i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if found := zeroBytes(x^'\''*everyByte) | zeroBytes(x^'\\'*everyByte); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(b) && b[i] != '\'' && b[i] != '\\' {
		i++
	}
	return i
}
