package parse

import (
	"io"
	"sync"
)

// aheadSize is how much is read at a time, ahead of what is looked at.
const aheadSize = 256 << 10

// readAhead reads from another reader in a goroutine of its own, so that the kernel copies the next piece of a dump
// while the last one is looked at.
type readAhead struct {
	pieces chan piece  // read, in order; closed after the last
	free   chan []byte // to be read into
	done   chan struct{}
	stop   sync.Once

	last piece // the one that Read hands out, and the part of it that is left
	rest []byte
}

type piece struct {
	buf []byte // as it came from free
	n   int
	err error
}

// newReadAhead starts to read. The caller must call Close, which does not close r.
func newReadAhead(r io.Reader) *readAhead {
	a := &readAhead{pieces: make(chan piece, 2), free: make(chan []byte, 3), done: make(chan struct{})}
	for range cap(a.free) {
		a.free <- make([]byte, aheadSize)
	}
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
		p.n, p.err = r.Read(p.buf)
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

// Read implements io.Reader.
func (a *readAhead) Read(b []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.last.err != nil {
			return 0, a.last.err
		}
		if a.last.buf != nil {
			a.free <- a.last.buf
		}
		p, ok := <-a.pieces
		if !ok {
			return 0, io.ErrClosedPipe
		}
		a.last, a.rest = p, p.buf[:p.n]
	}
	n := copy(b, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// Close ends the goroutine, at once or when the read that it waits for comes back.
func (a *readAhead) Close() { a.stop.Do(func() { close(a.done) }) }
