package syntax

// rowClasses says of every byte what it may mean to one who passes over a statement, by a bit in the lane of each class.
type rowClasses [256]uint64

// The lanes have 16 bits each, so that the classes of 16 bytes are gathered in one word.
const (
	quoteLane  = 16 * iota // opens and closes strings
	escapeLane             // takes the next byte as it is
	prefixLane             // before a quote, it may change how the string is read
	stopLane               // outside of strings, it needs a closer look
)

// blockSize is how many bytes are classed together.
const blockSize = 64

// blockMasks are the classes of a block, a bit for each of its bytes.
type blockMasks struct{ quotes, escapes, prefixes, stops uint64 }

// masks classes the first block of b.
func (c *rowClasses) masks(b []byte) (m blockMasks) {
	b0, b1, b2, b3 := (*[16]byte)(b), (*[16]byte)(b[16:]), (*[16]byte)(b[32:]), (*[16]byte)(b[48:])
	var m0, m1, m2, m3 uint64
	for i := 16; i > 0; i-- {
		m0 += m0 + c[b0[i-1]]
		m1 += m1 + c[b1[i-1]]
		m2 += m2 + c[b2[i-1]]
		m3 += m3 + c[b3[i-1]]
	}
	m.quotes = lane(quoteLane, m0, m1, m2, m3)
	m.escapes = lane(escapeLane, m0, m1, m2, m3)
	m.prefixes = lane(prefixLane, m0, m1, m2, m3)
	m.stops = lane(stopLane, m0, m1, m2, m3)
	return m
}

// lane puts together what four words hold in one lane.
func lane(n int, m0, m1, m2, m3 uint64) uint64 {
	const low = 1<<16 - 1
	return m0>>n&low | m1>>n&low<<16 | m2>>n&low<<32 | m3>>n<<48
}

// stop reports whether skipping has to look at the byte.
func (c *rowClasses) stop(b byte) bool { return c[b]&^(1<<prefixLane) != 0 }

// setClasses lists the bytes at which skipping has to look closer.
func (l *lexer) setClasses() {
	l.classes = rowClasses{'\'': 1 << quoteLane}
	stop := func(bytes string, when bool) {
		for i := range len(bytes) {
			if when {
				l.classes[bytes[i]] |= 1 << stopLane
			}
		}
	}
	stop("\"/-`", true)
	stop("[", l.lex.BracketIdent)
	stop("#", l.lex.HashComments)
	stop("$", l.lex.DollarQuotes)
	stop("\\", l.lex.MetaCommands)
	stop("\n", l.lex.BatchLines || l.lex.SlashLines)
	stop("*", l.lex.VersionComments)
	if l.lex.BackslashEscapes {
		l.classes['\\'] = 1 << escapeLane
	}
	if l.lex.EscapeStrings {
		l.classes['e'], l.classes['E'] = 1<<prefixLane, 1<<prefixLane
	}
	if l.lex.QuoteStrings {
		l.classes['q'], l.classes['Q'] = 1<<prefixLane, 1<<prefixLane
	}
	first := byte(';')
	if l.delim != nil {
		first = l.delim[0]
	}
	l.classed = l.classes[first]&(1<<quoteLane|1<<escapeLane) == 0
	l.classes[first] |= 1 << stopLane
}
