package syntax

import "bytes"

// calmBlock is how many bytes are looked at together.
const calmBlock = 1 << 11

// skipCalm passes quickly over text in which nothing but strings matters, block by block: where a block has no
// sign of a comment, another quote or a statement's end, counting its quotes tells whether its end lies in a string.
// It starts and ends outside of strings, at a place from which skipStatement goes on.
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
		quotes, n, ok := l.calmQuotes(b)
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
	l.calmFrom = l.offset() + calmBlock
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
func (l *lexer) calmQuotes(b []byte) (quotes, n int, ok bool) {
	for _, c := range l.uncalm {
		if bytes.IndexByte(b, c) >= 0 {
			return 0, 0, false
		}
	}
	if bytes.Contains(b, []byte("--")) || bytes.Contains(b, []byte("/*")) {
		return 0, 0, false
	}
	quotes = bytes.Count(b, []byte{'\''})
	if !l.lex.BackslashEscapes {
		return quotes, len(b), true
	}
	double := bytes.Count(b, []byte{'"'})
	for i := 0; ; i += 2 {
		j := bytes.IndexByte(b[i:], '\\')
		if j < 0 {
			break
		}
		if i += j; i+1 == len(b) {
			return quotes, i, double == 0
		}
		switch b[i+1] {
		case '\'':
			quotes--
		case '"':
			double--
		}
		if i+2 >= len(b) {
			break
		}
	}
	return quotes, len(b), double == 0
}

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
