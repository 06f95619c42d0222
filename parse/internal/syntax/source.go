package syntax

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"

	"crowsfoot/parse/diag"
)

const (
	windowSize = 256 << 10
	// maxKept bounds what is kept of one token or one stretch of raw text.
	maxKept = 1 << 20
)

// source is a sliding window over a reader. Offsets are absolute; the bytes from keep on stay in the
// window, whatever is read.
type source struct {
	file string
	r    io.Reader
	buf  []byte // the window: own, or a piece that the reader lent
	own  []byte // empty; nil until something is read into it
	base int64  // offset of buf[0]
	pos  int    // index in buf of the next byte
	keep int64  // offset of the first byte that must stay
	eof  bool
	err  error // of the reader, other than io.EOF

	rows     *rowPairs // while rows are passed over: what one who reads ahead may help with
	copied   bool      // while copied data is
	first    int       // index in buf of what was read last, or would be
	passages []passage // through the chunks of that, with the rows of this source
	data     int       // bytes from first on that do not start copyEnd, as far as somebody looked

	// The place of offset mark; places are asked for in rising order, so each is counted from the last.
	mark         int64
	line, column int
	lineBytes    int // from the start of the line to mark
}

// newSource returns a source that reads into the window, which nobody else may use, or into one of its own for nil.
func newSource(file string, r io.Reader, window []byte) source {
	return source{file: file, r: r, own: window[:0], line: 1, column: 1}
}

// window is what another source may read into when this one is at its end; nil for none that is worth keeping.
func (s *source) window() []byte {
	if cap(s.own) > windowSize {
		return nil
	}
	return s.own
}

// offset is the offset of the next byte.
func (s *source) offset() int64 { return s.base + int64(s.pos) }

// at returns the byte n places ahead, 0 past the end.
func (s *source) at(n int) byte {
	if s.pos+n < len(s.buf) {
		return s.buf[s.pos+n]
	}
	return s.slowAt(n)
}

// slowAt is at where that is not in the window.
//
//go:noinline
func (s *source) slowAt(n int) byte {
	for s.pos+n >= len(s.buf) {
		if !s.fill() {
			return 0
		}
	}
	return s.buf[s.pos+n]
}

// more makes sure that a byte is left, reading if there is none.
func (s *source) more() bool { return s.pos < len(s.buf) || s.fill() }

// fill reads on, sliding the window over what nobody needs; false at the end of the input.
func (s *source) fill() bool {
	if s.eof {
		return false
	}
	s.slide()
	for range 100 {
		had := len(s.buf)
		err := s.read()
		if err != nil {
			s.eof = true
			if !errors.Is(err, io.EOF) {
				s.err = ReadError(s.file, err)
			}
		}
		if len(s.buf) > had || err != nil {
			return len(s.buf) > had
		}
	}
	s.eof, s.err = true, ReadError(s.file, io.ErrNoProgress)
	return false
}

// ReadError says of which file the reader's error is, once: that of a file of the system names one itself.
func ReadError(file string, err error) error {
	if own := new(fs.PathError); errors.As(err, &own) {
		err = own.Err
	}
	return fmt.Errorf("read %s: %w", file, err)
}

// read makes what is read follow what is left in the window.
func (s *source) read() error {
	rest := s.buf
	if a, ok := s.r.(*ReadAhead); ok && len(rest) <= pieceRoom {
		text, err := a.piece(rest, s.rows, s.copied)
		s.buf = text
		s.first, s.passages, s.data = len(text)-a.last.n, a.last.passages, a.last.data
		return err
	}
	s.first, s.passages, s.data = 0, nil, 0
	if s.own == nil {
		s.own = make([]byte, 0, max(windowSize, 2*len(rest)))
	} else if len(rest) >= cap(s.own) {
		s.own = make([]byte, 0, 2*len(rest))
	}
	n := copy(s.own[:cap(s.own)], rest)
	read, err := s.r.Read(s.own[n:cap(s.own)])
	s.buf = s.own[:n+read]
	return err
}

// behind is how many bytes before those that are needed stay in the window, so that one can look back at them: at the
// prefix of a string, and at what a line is indented by.
const behind = 128

// slide drops the bytes before keep, or before the next byte where more than maxKept would stay.
func (s *source) slide() {
	from := min(s.keep, s.offset())
	if s.offset()-from > maxKept {
		from = s.offset()
	}
	from -= behind
	n := int(from - s.base)
	if n <= 0 {
		return
	}
	if s.mark < from {
		s.advance(from)
	}
	s.buf = s.buf[n:]
	s.base = from
	s.pos -= n
}

// text returns the bytes of a stretch that was kept; nil for more than maxKept, even where the window holds it, as that
// depends on how the reader was read. They are valid until the next fill.
func (s *source) text(from, to int64) []byte {
	if to-from > maxKept {
		return nil
	}
	return s.stretch(from, to)
}

// stretch returns the bytes of a stretch that lies in the window, else nil.
func (s *source) stretch(from, to int64) []byte {
	a, b := from-s.base, to-s.base
	if a < 0 || b < a || b > int64(len(s.buf)) {
		return nil
	}
	return s.buf[a:b]
}

// advance moves mark to the offset, counting lines and characters.
func (s *source) advance(to int64) {
	if s.step(to) {
		return
	}
	b := s.stretch(s.mark, to)
	s.mark = to
	if n := bytes.Count(b, []byte{'\n'}); n > 0 {
		s.line += n
		s.column, s.lineBytes = 1, 0
		b = b[bytes.LastIndexByte(b, '\n')+1:]
	}
	s.count(b)
}

// shortStretch is the length of what is counted in words of eight bytes, as most stretches are short.
const shortStretch = 32

// step moves mark to the offset, which is near, in a line that is not long; false, and nothing is done, where the window ends
// too soon to read whole words.
func (s *source) step(to int64) bool {
	from, n := int(s.mark-s.base), int(to-s.mark)
	if uint(n) > shortStretch || from < 0 || from+n+8 > len(s.buf) || s.lineBytes > longLine-shortStretch {
		return false
	}
	for s.mark = to; n > 0; n -= 8 {
		s.stepWord(binary.LittleEndian.Uint64(s.buf[from:]), min(n, 8))
		from += 8
	}
	return true
}

// stepWord moves the place over the first n bytes of a word.
func (s *source) stepWord(x uint64, n int) {
	const newlines, low7 = 0x0A0A0A0A0A0A0A0A, 0x7F7F7F7F7F7F7F7F
	x <<= 8 * (8 - n) // the bytes are the last ones now, and zeros before them
	y := x ^ newlines
	if ends := ^((y&low7 + low7) | y | low7); ends != 0 { // the top bits of the bytes that are newlines
		s.line += bits.OnesCount64(ends)
		s.column, s.lineBytes = 1, 0
		n = bits.LeadingZeros64(ends) / 8
		x &^= ^uint64(0) >> (8 * n)
	}
	s.lineBytes += n
	s.column += n - bits.OnesCount64(continuations(x))
}

// continuations are the top bits of the bytes 10xxxxxx, which go on with a character: that bit is set and the next one is not.
func continuations(x uint64) uint64 { return x &^ (x << 1) & 0x8080808080808080 }

// longLine is where a line is so long that nobody counts its characters: what is beyond counts by the byte.
const longLine = 64 << 10

// count moves the column over a stretch of the line.
func (s *source) count(b []byte) {
	near := min(len(b), max(0, longLine-s.lineBytes))
	s.column += characters(b[:near]) + len(b) - near
	s.lineBytes += len(b)
}

// characters counts the bytes that start a character, eight at a time: dumps have lines of megabytes.
func characters(b []byte) int {
	n := len(b)
	for ; len(b) >= 8; b = b[8:] {
		if x := continuations(binary.LittleEndian.Uint64(b)); x != 0 {
			n -= bits.OnesCount64(x)
		}
	}
	for _, c := range b {
		if c&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// position is the place of an offset. An offset before the last one asked for gets that one's place:
// callers ask in rising order.
func (s *source) position(off int64) diag.Pos {
	if off > s.mark {
		s.advance(off)
	}
	return diag.Pos{File: s.file, Line: s.line, Column: s.column}
}
