package syntax

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// memoSize is a power of two; twice the words that a large schema uses often.
	memoSize = 1 << 11
	// longestWord is the length of what is worth remembering: what is longer seldom comes again.
	longestWord = 64
)

// words remembers texts made of words, so that a word that comes again costs no allocation. What falls on the same two
// slots takes the place of what was there longer. The zero value is ready to use.
type words struct {
	slots [memoSize]word
	slab  slab
	names []string // lists, side by side
}

// word is a word with what was made of it.
type word struct {
	raw   string // as the input has it
	text  string // as text
	lower string // that in lower case; "" where nobody asked
	upper string // raw with its letters of ASCII in upper case; "" where nobody asked
}

// text is bytes of the input as text.
func (w *words) text(b []byte) string {
	if len(b) > longestWord {
		return toText(b)
	}
	return w.find(b).text
}

// lower is the text in lower case.
func (w *words) lower(b []byte) string {
	if len(b) > longestWord {
		return strings.ToLower(toText(b))
	}
	x := w.find(b)
	if x.lower == "" {
		if isASCII(b) {
			x.lower = w.mapped(x.raw, b, lower)
		} else {
			x.lower = strings.ToLower(x.text)
		}
	}
	return x.lower
}

// upper is the bytes with the letters of ASCII in upper case.
func (w *words) upper(b []byte) string {
	if len(b) > longestWord {
		return w.mapped(string(b), b, upper)
	}
	x := w.find(b)
	if x.upper == "" {
		x.upper = w.mapped(x.raw, b, upper)
	}
	return x.upper
}

// list is a copy of the names, nil for none. A list keeps those beside it in memory.
func (w *words) list(names []string) []string {
	const room = 128
	switch {
	case len(names) == 0:
		return nil
	case len(names) > room/8:
		return slices.Clone(names)
	case len(w.names)+len(names) > cap(w.names):
		w.names = make([]string, 0, room)
	}
	from := len(w.names)
	w.names = append(w.names, names...)
	return slices.Clip(w.names[from:])
}

// find returns the word, which is good until the next call.
func (w *words) find(b []byte) *word {
	i := slot(b)
	first, second := &w.slots[i], &w.slots[i^1]
	if first.raw == string(b) {
		return first
	}
	if second.raw == string(b) {
		return second
	}
	*second = *first
	raw := w.slab.text(b)
	*first = word{raw: raw, text: raw}
	if !utf8.Valid(b) {
		first.text = toText(b)
	}
	return first
}

// mapped is s, whose bytes are b, with each byte replaced.
func (w *words) mapped(s string, b []byte, f func(byte) byte) string {
	for i, c := range b {
		if f(c) == c {
			continue
		}
		var room [longestWord]byte
		made := append(room[:0], b...)
		for j := i; j < len(made); j++ {
			made[j] = f(made[j])
		}
		return w.slab.text(made)
	}
	return s
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

// slabSize is how many bytes of text are allocated at once.
const slabSize = 2 << 10

// slab holds short texts side by side, as so many allocations would take longer. A text keeps those beside it in memory.
type slab struct{ room strings.Builder }

// text is the bytes as a string.
func (s *slab) text(b []byte) string {
	if len(b) > slabSize/8 {
		return string(b)
	}
	if s.room.Len()+len(b) > s.room.Cap() {
		s.room = strings.Builder{} // the old one stays with its texts
		s.room.Grow(slabSize)
	}
	from := s.room.Len()
	s.room.Write(b)
	return s.room.String()[from:]
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c - 'A' + 'a'
	}
	return c
}
