package syntax

import "encoding/binary"

// memoSize is a power of two; twice the words that a large schema uses often.
const memoSize = 1 << 11

// memo remembers what a function made of words, so that a word that comes again costs no allocation. What
// falls on the same slot takes its place. The zero value is ready to use.
type memo struct {
	raw, made [memoSize]string
}

// get returns what build makes of b. It depends on nothing but b.
func (m *memo) get(b []byte, build func([]byte) string) string {
	i := slot(b)
	if m.raw[i] == string(b) {
		return m.made[i]
	}
	raw := string(b)
	m.raw[i] = raw
	m.made[i] = build(b)
	if m.made[i] == raw {
		m.made[i] = raw
	}
	return m.made[i]
}

// slot mixes the length with the first and the last eight bytes.
func slot(b []byte) int {
	const prime = 0x9E3779B97F4A7C15
	var first, last uint64
	if n := len(b); n >= 8 {
		first, last = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	} else {
		for _, c := range b {
			first = first<<8 | uint64(c)
		}
	}
	h := (first*31 ^ last ^ uint64(len(b))) * prime
	return int(h >> 40 % memoSize)
}

func upperText(b []byte) string {
	up := make([]byte, len(b))
	for i, c := range b {
		up[i] = upper(c)
	}
	return string(up)
}
