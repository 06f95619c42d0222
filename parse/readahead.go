package parse

import (
	"io"
	"sync"

	"crowsfoot/parse/internal/syntax"
)

// aheadSize is how much is read at a time, ahead of what is looked at.
const aheadSize = 256 << 10

// readAhead reads from another reader in a goroutine of its own, so that the kernel copies the next piece of a dump
// while the last one is looked at. It implements syntax.Pieces.
type readAhead struct {
	pieces chan piece  // read, in order; closed after the last
	free   chan []byte // to be read into
	done   chan struct{}
	stop   sync.Once

	last piece  // the one that is looked at
	rest []byte // the part of it that was not handed out
}

// piece is a buffer with something read behind its room.
type piece struct {
	buf []byte
	n   int
	err error
}

func (p *piece) text() []byte { return p.buf[syntax.PieceRoom : syntax.PieceRoom+p.n] }

// newReadAhead starts to read what follows the head. The caller must call Close, which does not close r.
func newReadAhead(head []byte, r io.Reader) *readAhead {
	a := &readAhead{pieces: make(chan piece, 2), free: make(chan []byte, 3), done: make(chan struct{})}
	for range cap(a.free) {
		a.free <- make([]byte, syntax.PieceRoom+aheadSize)
	}
	a.last = piece{buf: make([]byte, syntax.PieceRoom+len(head)), n: len(head)}
	a.rest = a.last.text()
	copy(a.rest, head)
	go a.run(r)
	return a
}

func (a *readAhead) run(r io.Reader) {
	defer close(a.pieces)
	for {
		var p piece
		select {
		case p.buf = <-a.free:
		case <-a.done:
			return
		}
		p.n, p.err = r.Read(p.buf[syntax.PieceRoom:])
		select {
		case a.pieces <- p:
		case <-a.done:
			return
		}
		if p.err != nil {
			return
		}
	}
}

// Piece implements syntax.Pieces.
func (a *readAhead) Piece(rest []byte) ([]byte, error) {
	var used []byte
	if len(a.rest) == 0 {
		if a.last.err != nil {
			return rest, a.last.err
		}
		p, ok := <-a.pieces
		if !ok {
			return rest, io.ErrClosedPipe
		}
		used, a.last = a.last.buf, p
		a.rest = p.text()
	}
	end := syntax.PieceRoom + a.last.n
	buf := a.last.buf[end-len(a.rest)-len(rest) : end]
	copy(buf, rest)
	a.rest = nil
	if len(used) == syntax.PieceRoom+aheadSize { // not the head's
		a.free <- used
	}
	return buf, nil
}

// Read implements io.Reader.
func (a *readAhead) Read(b []byte) (int, error) {
	if len(a.rest) == 0 {
		text, err := a.Piece(nil)
		if err != nil {
			return 0, err
		}
		a.rest = text
	}
	n := copy(b, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// Close ends the goroutine, at once or when the read that it waits for comes back.
func (a *readAhead) Close() { a.stop.Do(func() { close(a.done) }) }
