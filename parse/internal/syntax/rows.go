package syntax

// chunkSize is how far one gets at once by the notes of one who read ahead.
const chunkSize = 4 << 10

// skipRows passes over what most of a dump is: numbers, commas and strings. It starts outside of strings, and stops there:
// at a byte that needs a closer look, or close to the end of the window. In a text that has not outgrown its first window
// it does nothing, as preparing it would take longer.
func (l *lexer) skipRows() {
	if l.base == 0 || l.delim != nil {
		return
	}
	if l.pairs == nil {
		l.pairs = newRowPairs(&l.classes)
	}
	l.rows = l.pairs
	from := (l.pos - l.first) & (blockSize - 1) // in its block
	i := l.pos - from
	if i < 0 || i+blockSize >= len(l.buf) || l.buf[l.pos] == '\'' { // skipString looks for a prefix before the quote
		return
	}
	in, outside := 0, l.pos
	var p passage
	for ; i+blockSize < len(l.buf); i += p.size {
		p = l.passage(i, from, in, p.escape)
		if stop := p.stop[in]; stop >= 0 {
			l.pos = i + stop
			return
		}
		if at := p.outside[in]; at >= 0 {
			outside = max(outside, i+at)
		}
		in ^= p.odd
		from = 0
	}
	closed := p.quote &^ uint64(in)
	l.pos = i - int(p.escape|closed) // what the last byte is depends on the next one
	if in == 1 || closed != 0 {
		l.quotedFrom(l.lastOpening(outside))
	}
}

// passage is the one from a block of the window, without the bytes before from, to the end of the chunk or close to that of
// the window: as it was noted, or for one case only.
func (l *lexer) passage(block, from, in int, escape uint64) passage {
	at := block - l.first
	chunk, begun := at/chunkSize, at&(chunkSize-1)
	if begun+from == 0 && escape == 0 && at > 0 && chunk < len(l.passages) {
		return l.passages[chunk]
	}
	size := min(chunkSize-begun, (len(l.buf)-1-block)&^(blockSize-1))
	var ways [2]uint64
	ways[in] = ^uint64(0)
	return l.pairs.pass(l.buf[block:], size, from, escape, ways)
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
