package syntax

import (
	"bytes"
	"io"
	"sync"
	"sync/atomic"
)

const (
	// aheadSize is how much is read at a time, ahead of what is looked at.
	aheadSize = 256 << 10
	// pieceRoom is how many bytes a piece has to spare before what was read.
	pieceRoom = 32 << 10
	// pieces is how many there are.
	pieces = 4
)

// ReadAhead reads from another reader in a goroutine of its own, so that the kernel copies the next piece of a dump
// while the last one is looked at. What it reads is looked at where it is, which spares a copy. While one who passes over
// rows or copied data is behind, it looks at that itself.
type ReadAhead struct {
	read chan piece // in order; closed after the last
	free chan piece // to be read into
	done chan struct{}
	stop sync.Once

	rows   atomic.Pointer[rowPairs] // of one who passes over rows, else nil
	copied atomic.Bool              // somebody passes over copied data

	last piece  // the one that is looked at
	rest []byte // the part of it that was not handed out
}

// piece is a buffer with something read behind its room.
type piece struct {
	buf      []byte
	n        int
	err      error
	passages []passage // through the chunks of its text, as far as there are any
	data     int       // bytes at the start of its text that do not start copyEnd, as far as somebody looked
}

func (p *piece) text() []byte { return p.buf[pieceRoom : pieceRoom+p.n] }

// NewReadAhead starts to read what follows the head. The caller must call Close, which does not close r.
func NewReadAhead(head []byte, r io.Reader) *ReadAhead {
	a := &ReadAhead{read: make(chan piece, pieces-1), free: make(chan piece, pieces), done: make(chan struct{})}
	for range pieces {
		a.free <- piece{} // most schemas need one or two
	}
	a.last = piece{buf: make([]byte, pieceRoom+len(head)), n: len(head)}
	a.rest = a.last.text()
	copy(a.rest, head)
	go a.run(r)
	return a
}

func (a *ReadAhead) run(r io.Reader) {
	defer close(a.read)
	for {
		var p piece
		select {
		case p = <-a.free:
		case <-a.done:
			return
		}
		if p.buf == nil {
			p = piece{buf: make([]byte, pieceRoom+aheadSize), passages: make([]passage, 0, aheadSize/chunkSize)}
		}
		p.n, p.err = r.Read(p.buf[pieceRoom:])
		a.lookInto(&p)
		select {
		case a.read <- p:
		case <-a.done:
			return
		}
		if p.err != nil {
			return
		}
	}
}

// lookInto spares whoever takes the piece some of the work, for as long as they are busy with another one.
func (a *ReadAhead) lookInto(p *piece) {
	p.passages, p.data = p.passages[:0], 0
	for len(a.read) > 0 && (p.pass(a.rows.Load()) || a.copied.Load() && p.passCopied()) {
	}
}

// pass notes how one gets through the next chunk, if somebody wants to know; false where there is none. Through the first
// one it notes nothing: what the byte before it means is not known.
func (p *piece) pass(rows *rowPairs) bool {
	if rows == nil {
		return false
	}
	if len(p.passages) == 0 {
		p.passages = append(p.passages, passage{})
	}
	chunk := p.text()[min(p.n, len(p.passages)*chunkSize):]
	size := min(chunkSize, (len(chunk)-1)&^(blockSize-1))
	if size <= 0 {
		return false
	}
	p.passages = append(p.passages, passage{})
	rows.pass(&p.passages[len(p.passages)-1], chunk, size, 0, ^uint64(0), ^uint64(0))
	return true
}

// passCopied looks for the end of copied data in the next chunk; false where it is there, or where no whole chunk is.
func (p *piece) passCopied() bool {
	text := p.text()[p.data:]
	const size = chunkSize + len(copyEnd) - 1
	if len(text) < size || bytes.Contains(text[:size], []byte(copyEnd)) {
		return false
	}
	p.data += chunkSize
	return true
}

// piece reads on. It returns a copy of rest, which has at most pieceRoom bytes, and behind it what was read, with the error
// that Read would have returned. They are good until the next call, rest until the end of this one. rows is not nil
// for who passes over rows, copied true for who passes over copied data.
func (a *ReadAhead) piece(rest []byte, rows *rowPairs, copied bool) ([]byte, error) {
	var used piece
	if len(a.rest) == 0 {
		if a.last.err != nil {
			return rest, a.last.err
		}
		a.rows.Store(rows)
		a.copied.Store(copied)
		p, ok := <-a.read
		if !ok {
			return rest, io.ErrClosedPipe
		}
		used, a.last = a.last, p
		a.rest = p.text()
	}
	end := pieceRoom + a.last.n
	buf := a.last.buf[end-len(a.rest)-len(rest) : end]
	copy(buf, rest)
	a.rest = nil
	if len(used.buf) == pieceRoom+aheadSize { // not the head's
		a.free <- used
	}
	return buf, nil
}

// Read implements io.Reader.
func (a *ReadAhead) Read(b []byte) (int, error) {
	if len(a.rest) == 0 {
		text, err := a.piece(nil, nil, false)
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
func (a *ReadAhead) Close() { a.stop.Do(func() { close(a.done) }) }
