package syntax

import "encoding/binary"

// rowClasses says of every byte what it may mean to one who passes over a statement.
type rowClasses [256]uint8

// The classes; a byte may be in several. The first four have a lane in rowPairs.
const (
	quoteClass  = 1 << iota // opens and closes strings
	escapeClass             // takes the next byte as it is
	pairClass               // outside of strings, it needs a closer look before certain others
	stopClass               // outside of strings, it needs a closer look
	aloneClass              // needs that of one who looks at single bytes
)

// stop reports whether one who looks at single bytes has to look closer.
func (c *rowClasses) stop(b byte) bool { return c[b]&^pairClass != 0 }

// setClasses lists the bytes at which skipping, and reading, has to look closer.
func (l *lexer) setClasses() {
	l.setStarts()
	l.classes = rowClasses{'\'': quoteClass}
	set := func(bytes string, class uint8, when bool) {
		for i := range len(bytes) {
			if when {
				l.classes[bytes[i]] |= class
			}
		}
	}
	set("\"`", stopClass, true)
	set("-/*", pairClass|aloneClass, true)
	set("[", stopClass, l.lex.BracketIdent)
	set("#", stopClass, true)
	set("$", stopClass, l.lex.DollarQuotes)
	set("\\", stopClass, l.lex.MetaCommands || l.lex.DelimiterCommand)
	set("\n", stopClass, l.lex.BatchLines)
	set("/", stopClass, l.lex.SlashLines)
	set("\\", escapeClass, l.lex.BackslashEscapes)
	set("eE", pairClass, l.lex.EscapeStrings)
	set("qQ", pairClass, l.lex.QuoteStrings)
	if l.delim == nil {
		set(";", stopClass, true)
	} else {
		set(string(l.delim[:1]), stopClass, true)
	}
}

// rowPairs has the classes of every two bytes, the first of which is the low one: a lane for each of the first four
// classes, and two bits in each lane. A byte followed by a zero has the classes of the byte.
type rowPairs [1 << 16]uint64

// laneSize is in bits: the classes of 16 bytes are gathered in one word.
const laneSize = 16

// The lanes, by where they start.
const (
	quoteLane = laneSize * iota
	escapeLane
	pairLane
	stopLane
)

// newRowPairs spreads the classes. That takes as long as passing over a hundred kilobytes.
func newRowPairs(c *rowClasses) *rowPairs {
	var spread [256]uint64
	for b, classes := range c {
		for lane := range 4 {
			spread[b] |= uint64(classes>>lane&1) << (lane * laneSize)
		}
	}
	pairs := new(rowPairs)
	for i := range pairs {
		pairs[i] = spread[i&0xFF] | spread[i>>8]<<1
	}
	return pairs
}

// blockSize is how many bytes are classed together.
const blockSize = 64

// blockMasks are the classes of a block, a bit for each of its bytes.
type blockMasks struct{ quotes, escapes, pairs, stops uint64 }

// masks classes the first block of b.
func (r *rowPairs) masks(b []byte) blockMasks {
	b0, b1, b2, b3 := (*[16]byte)(b), (*[16]byte)(b[16:]), (*[16]byte)(b[32:]), (*[16]byte)(b[48:])
	var m0, m1, m2, m3 uint64
	for i := 14; i >= 0; i -= 2 {
		m0 = m0<<2 + r[binary.LittleEndian.Uint16(b0[i:])]
		m1 = m1<<2 + r[binary.LittleEndian.Uint16(b1[i:])]
		m2 = m2<<2 + r[binary.LittleEndian.Uint16(b2[i:])]
		m3 = m3<<2 + r[binary.LittleEndian.Uint16(b3[i:])]
	}
	// The lanes of four words become words: first those of two change places, then the halves of two pairs.
	m0, m1 = swapLanes(m0, m1)
	m2, m3 = swapLanes(m2, m3)
	const low = 1<<32 - 1
	return blockMasks{
		quotes:  m0&low | m2<<32,
		escapes: m1&low | m3<<32,
		pairs:   m0>>32 | m2&^low,
		stops:   m1>>32 | m3&^low,
	}
}

// swapLanes lets the odd lanes of a and the even ones of b change places.
func swapLanes(a, b uint64) (even, odd uint64) {
	const evenLanes = 0x0000FFFF_0000FFFF
	change := (a>>laneSize ^ b) & evenLanes
	return a ^ change<<laneSize, b ^ change
}

// has reports whether the byte is in the class of the lane.
func (r *rowPairs) has(b byte, lane int) bool { return r[b]>>lane&1 != 0 }
