package syntax

// chunkSize is how far one gets at once by the notes of one who read ahead.
const chunkSize = 4 << 10

// manyRows is after how many bytes of rows it is worth while to prepare for more of them.
const manyRows = 1 << 20

// skipRows passes over what most of a dump is: numbers, commas and strings. It starts outside of strings, and stops there:
// at a byte that needs a closer look, or close to the end of the window. Until much was passed over byte by byte it does
// nothing, as preparing it would take longer.
func (l *lexer) skipRows() {
	if l.pairs == nil && l.skipped < manyRows || l.delim != nil {
		return
	}
	if l.pairs == nil {
		l.pairs = newRowPairs(&l.classes)
	}
	i, in, outside := l.pos, 0, l.pos
	if i+blockSize >= len(l.buf) || l.buf[i] == '\'' { // skipString looks for a prefix before the quote
		return
	}
	var p *passage
	for escape := uint64(0); i+blockSize < len(l.buf); escape = p.escape {
		p = l.passage(i, in, escape)
		if stop := p.stop[in]; stop >= 0 {
			l.pos = i + stop
			return
		}
		if p.size == chunkSize {
			l.rows = l.pairs // the rest may be long as well
		}
		if at := p.outside[in]; at >= 0 {
			outside = i + at
		}
		in ^= p.odd
		i += p.size
	}
	closed := p.quote &^ uint64(in)
	l.pos = i - int(p.escape|closed) // what the last byte is depends on the next one
	if in == 1 || closed != 0 {
		l.quotedFrom(l.lastOpening(outside))
	}
}

// passage is the one from an index of the window to the end of the chunk or close to that of the window: as it was noted, or
// for one case only. It is good until the next call.
func (l *lexer) passage(i, in int, escape uint64) *passage {
	at := i - l.first
	chunk, begun := at/chunkSize, at&(chunkSize-1)
	if begun == 0 && escape == 0 && at > 0 && chunk < len(l.passages) {
		return &l.passages[chunk]
	}
	size := min(chunkSize-begun, (len(l.buf)-1-i)&^(blockSize-1))
	inside := -uint64(in)
	l.pairs.pass(&l.passed, l.buf[i:], size, escape, ^inside, inside)
	return &l.passed
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
