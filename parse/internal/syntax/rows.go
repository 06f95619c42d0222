package syntax

import "math/bits"

// skipRows passes over what most of a dump is: numbers, commas and strings. It works on blocks of 64 bytes and on all
// bytes of a block at once, by masks of a bit each, so that it costs the same whatever the strings hold. It starts outside
// of strings, and stops there: at a byte that needs a closer look, or close to the end of the window.
//
// As the client of MySQL does, it takes a backslash to escape what follows outside of strings as well.
func (l *lexer) skipRows() {
	if !l.classed {
		return
	}
	b, i := l.buf, l.pos
	outside := i             // a place before the block that is outside of strings
	var inString uint64      // all bits, where the block starts in a string
	var carry, closed uint64 // 1 where the block before ended with a backslash that counts, with a quote that closes
	prefixed := l.prefixBefore()
	for ; i+blockSize < len(b); i += blockSize {
		if inString == 0 {
			outside = i
		}
		m := l.classes.masks(b[i:])
		var escaped uint64
		escaped, carry = escapedBy(m.escapes, carry)
		quotes := m.quotes &^ escaped
		strings := parity(quotes) ^ inString // with the quotes that open, without those that close
		stops := m.stops&^(strings|escaped) | quotes&strings&(m.prefixes<<1|prefixed)
		for ; stops != 0; stops &= stops - 1 {
			if at := i + bits.TrailingZeros64(stops); l.needsLook(b[at], b[at+1]) {
				l.pos = at
				return
			}
		}
		inString = -(strings >> 63)
		closed = (quotes &^ strings) >> 63
		prefixed = m.prefixes >> 63
	}
	l.pos = i - int(carry|closed) // what the last byte is depends on the next one
	if inString != 0 || closed != 0 {
		l.quotedFrom(l.lastOpening(outside))
	}
}

// needsLook reports whether c, outside of strings, may be more than a part of a row. An operator is one by itself.
func (l *lexer) needsLook(c, next byte) bool {
	switch c {
	case '-':
		return next == '-' || l.isDelim(c)
	case '/':
		return next == '*' || l.lex.SlashLines || l.isDelim(c)
	case '*':
		return next == '/' || l.isDelim(c)
	}
	return true
}

func (l *lexer) isDelim(c byte) bool { return l.delim != nil && l.delim[0] == c }

// prefixBefore is 1 where the byte before the next one may be the prefix of a string.
func (l *lexer) prefixBefore() uint64 {
	if l.pos == 0 {
		return 0
	}
	return l.classes[l.buf[l.pos-1]] >> prefixLane & 1
}

// escapedBy is the mask of the bytes behind an odd number of escapes, and what to carry to the next block: 1 where its
// first byte is one of them.
func escapedBy(escapes, carry uint64) (escaped, carryOut uint64) {
	escapes &^= carry // the first byte is escaped itself
	follows := escapes<<1 | carry
	// Adding to a run of escapes that starts at an odd place carries to the byte behind it; so the runs of an odd
	// length are those whose ends lie where their starts do not.
	const even = 0x5555555555555555
	odd, overflow := bits.Add64(escapes&^even&^follows, escapes, 0)
	return (even ^ odd<<1) & follows, overflow
}

// parity has the bits set from every odd one of x, with it, to the next, without it.
func parity(x uint64) uint64 {
	x ^= x << 1
	x ^= x << 2
	x ^= x << 4
	x ^= x << 8
	x ^= x << 16
	x ^= x << 32
	return x
}

// quotedFrom passes over the rest of the string that was opened at the index, up to whose next byte all is passed.
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
		case c == '\\' && l.lex.BackslashEscapes:
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
