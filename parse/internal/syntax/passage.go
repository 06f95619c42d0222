package syntax

import "math/bits"

// passage is how one gets through a stretch of rows, told for both who start it outside of strings (0) and in a string (1).
// Numbers count bytes from where it starts.
type passage struct {
	size    int    // of the stretch; 0 where nobody looked
	stop    [2]int // the first byte that needs a closer look; -1 for none
	outside [2]int // a place that is outside of strings, rather late; -1 for none
	odd     int    // 1 for an odd number of quotes: who starts outside of strings ends in one, and the other way round
	escape  uint64 // 1 where the last byte is an escape
	quote   uint64 // 1 where it is a quote
}

// pass goes over a stretch at the start of b, which has at least one byte more than the blocks that it lies in. It works on
// all bytes of a block at once, by masks of a bit each, so that it costs the same whatever strings hold. escape is 1 where the
// first byte is escaped. outside and inside have all bits where the case of who starts there is asked for; pass ends when
// those that are have stopped.
//
// As the client of MySQL does, it takes an escape to count outside of strings as well.
func (r *rowPairs) pass(p *passage, b []byte, size int, escape, outside, inside uint64) {
	*p = passage{size: size, stop: [2]int{-1, -1}, outside: [2]int{-1, -1}}
	var open uint64 // all bits, where the block starts in a string for who started outside
	for i := 0; i < size; i += blockSize {
		m := r.masks(b[i:])
		if (m.quotes|escape)&1 == 0 { // a quote there may be the second one of two, in a string
			p.outside[open&1] = i
		}
		length := min(blockSize, size-i)
		within := ^uint64(0) >> (blockSize - length)
		escaped, carry := escapedBy(m.escapes&within, escape)
		quotes := m.quotes & within &^ escaped
		strings := parity(quotes) ^ open // with the quotes that open, without those that close
		next := r[b[i+blockSize]]
		seconds := (m.pairs|m.quotes)>>1 | (next>>pairLane|next>>quoteLane)<<(blockSize-1)
		stops := (m.stops | m.pairs&seconds) & within &^ escaped
		if stops&^strings&outside|stops&strings&inside != 0 {
			outside &= r.look(b, i, stops&^strings&outside, &p.stop[0])
			inside &= r.look(b, i, stops&strings&inside, &p.stop[1])
			if outside|inside == 0 {
				return
			}
		}
		open = -(strings >> (blockSize - 1))
		escape = carry | escaped>>length
		p.quote = quotes >> (length - 1)
	}
	p.odd, p.escape = int(open&1), escape
}

// look looks closer at bytes of the block at i. It notes the first one that is more than a part of a row and returns 0, or
// all bits if there is none.
func (r *rowPairs) look(b []byte, i int, stops uint64, stop *int) uint64 {
	for ; stops != 0; stops &= stops - 1 {
		at := i + bits.TrailingZeros64(stops)
		c, next := b[at], b[at+1]
		switch {
		case c == '\n' && !mayEnd(next):
		case r.has(c, stopLane), c == '-' && next == '-', c == '/' && next == '*', c == '*' && next == '/':
			*stop = at
			return 0
		case next == '\'' && wordByte[c]: // the prefix of a string
			*stop = at + 1
			return 0
		}
	}
	return ^uint64(0)
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
