package syntax

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// calmBlock is how many bytes are looked at together.
const calmBlock = 1 << 11

// skipCalm passes over text in which nothing but strings matters, block by block: where a block has no sign of a
// comment, another quote or a statement's end, counting its quotes tells whether its end lies in a string. That is
// about twice as fast as to look for each string, as the library counts many bytes in one step. It starts and ends
// outside of strings.
func (l *lexer) skipCalm() {
	if l.stops['\n'] || l.delim != nil || l.code {
		return
	}
	opened := -1 // where the block starts in which a string was opened
	for len(l.buf)-l.pos >= calmBlock {
		b := l.buf[l.pos : l.pos+calmBlock]
		end := bytes.IndexByte(b, ';')
		if end >= 0 {
			b = b[:end]
		}
		quotes, n, ok := l.calmQuotes(b, opened >= 0)
		for n > 0 && n != end && (b[n-1] == '-' || b[n-1] == '/') {
			n-- // may start a comment with what follows
		}
		if !ok || n == 0 && end != 0 {
			break
		}
		switch {
		case quotes%2 == 0:
		case opened < 0:
			opened = l.pos
		default:
			opened = -1
		}
		l.pos += n
		if n == end {
			if opened < 0 {
				return
			}
			l.pos++
		}
	}
	if opened >= 0 {
		l.quotedFrom(l.lastOpening(opened))
	}
}

// quotedFrom passes over the rest of the string that was opened at the index, all of whose quotes so far are passed.
func (l *lexer) quotedFrom(opening int) {
	start := l.base + int64(opening)
	l.pos-- // stands for the opening quote
	l.quoted(start, '\'', l.lex.BackslashEscapes)
}

// lastOpening is the index of the quote that opens the string in which the next byte lies. At the index from no string
// is open.
func (l *lexer) lastOpening(from int) int {
	opening, open := from, false
	for i := from; i < l.pos; i++ {
		switch c := l.buf[i]; {
		case c == '\\' && open && l.lex.BackslashEscapes:
			i++
		case c == '\'' && open && i+1 < l.pos && l.buf[i+1] == '\'':
			i++ // a doubled quote
		case c == '\'':
			if open = !open; open {
				opening = i
			}
		}
	}
	return opening
}

// calmQuotes counts the quotes of a block that open or close strings. n is how much of the block that covers: a
// backslash at its end belongs to the next one. ok is false where the block needs a closer look.
func (l *lexer) calmQuotes(b []byte, inString bool) (quotes, n int, ok bool) {
	for _, c := range l.uncalm {
		if bytes.IndexByte(b, c) >= 0 {
			return 0, 0, false
		}
	}
	switch {
	case bytes.Contains(b, []byte("/*")):
		return 0, 0, false
	case l.lex.BackslashEscapes:
		return escapedQuotes(b, inString)
	}
	return bytes.Count(b, []byte{'\''}), len(b), !bytes.Contains(b, []byte("--"))
}

// escapedQuotes is calmQuotes where a backslash in a string takes the next byte as it is. Outside of strings it does
// not, so an escaped quote there needs a closer look, as does any double quote that is not escaped, and "--".
func escapedQuotes(b []byte, inString bool) (quotes, n int, ok bool) {
	counted, double, i, dash := 0, bytes.Count(b, []byte{'"'}), 0, uint64(0)
	for i+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[i:])
		dashes := zeroBytes(x ^ '-'*everyByte)
		if dashes&(dashes<<8|dash) != 0 {
			return 0, 0, false
		}
		dash = dashes >> 56
		escapes := zeroBytes(x ^ '\\'*everyByte)
		if escapes == 0 {
			i += 8
			continue
		}
		if i += bits.TrailingZeros64(escapes) / 8; i+1 == len(b) {
			break
		}
		if c := b[i+1]; c == '\'' || c == '"' {
			quotes += bytes.Count(b[counted:i], []byte{'\''})
			if inString == (quotes%2 == 1) {
				return 0, 0, false
			}
			counted = i + 2
			if c == '"' {
				double--
			}
		}
		i += 2
		dash = 0
		if b[i-1] == '-' {
			dash = 0x80
		}
	}
	// What is left is too short for this; it belongs to the next block.
	i = min(i, len(b))
	double -= bytes.Count(b[i:], []byte{'"'})
	return quotes + bytes.Count(b[counted:max(counted, i)], []byte{'\''}), max(counted, i), double == 0
}

const everyByte = 0x0101010101010101

// zeroBytes has the top bit set of the first byte of x that is 0. Bytes behind that one may be taken for 0 by mistake.
func zeroBytes(x uint64) uint64 { return (x - everyByte) &^ x & (everyByte << 7) }

// setUncalm lists the bytes, but for quotes, that need a closer look wherever they stand.
func (l *lexer) setUncalm() {
	l.uncalm = l.uncalm[:0]
	for c, stop := range l.stops {
		switch c {
		case '\'', '-', '/', ';':
			continue
		case '"':
			stop = stop && !l.lex.BackslashEscapes
		case '*':
			continue // only the end of /*! …, which the block that opened it led to a closer look
		}
		if stop {
			l.uncalm = append(l.uncalm, byte(c))
		}
	}
}
