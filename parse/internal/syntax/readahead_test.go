package syntax

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

// TestReadAhead takes pieces and reads in turn, with some of the last piece kept, and puts together what there was.
func TestReadAhead(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	text := make([]byte, 3*aheadSize+12345)
	for i := range text {
		text[i] = byte(r.Uint32())
	}
	failed := errors.New("the disk is gone")
	for name, wrap := range map[string]func(io.Reader) io.Reader{
		"whole":      func(r io.Reader) io.Reader { return r },
		"halves":     iotest.HalfReader,
		"error last": iotest.DataErrReader,
		"fails":      func(r io.Reader) io.Reader { return io.MultiReader(r, iotest.ErrReader(failed)) },
	} {
		for _, head := range []int{0, 1, 64 << 10} {
			want := io.EOF
			if name == "fails" {
				want = failed
			}
			a := NewReadAhead(text[:head], wrap(bytes.NewReader(text[head:])))
			got, err := drain(a, r)
			a.Close()
			if !bytes.Equal(got, text) || !errors.Is(err, want) {
				t.Errorf("%s, head of %d: %d bytes of %d, error %v", name, head, len(got), len(text), err)
			}
		}
	}
}

// drain reads all, one way or the other. What it keeps of a piece must come back before the next.
func drain(a *ReadAhead, r *rand.Rand) (all []byte, err error) {
	var rest []byte
	for {
		if r.IntN(4) == 0 && len(rest) == 0 {
			b := make([]byte, 1+r.IntN(2*aheadSize))
			n, err := a.Read(b)
			all = append(all, b[:n]...)
			if err != nil {
				return all, err
			}
			continue
		}
		b, err := a.piece(rest, nil, false)
		if err != nil {
			return append(all, b...), err
		}
		keep := r.IntN(min(len(b), pieceRoom) + 1)
		all = append(all, b[:len(b)-keep]...)
		rest = b[len(b)-keep:]
	}
}
