package syntax

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"crowsfoot/parse/dialect"
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

// TestReadAheadLooks skips rows and copied data while the goroutine looks into them, too.
func TestReadAheadLooks(t *testing.T) {
	rows := "INSERT INTO t VALUES " + strings.Repeat("(1,'it''s; -- 5',-2.5),\n", 10*aheadSize/24) + "(2,'x');\n"
	for _, d := range dialects {
		want := ends(d, rows+rows, strings.NewReader(rows+rows), nil, (*lexer).skipStatement)
		a := NewReadAhead([]byte(rows), strings.NewReader(rows))
		if got := ends(d, rows+rows, a, nil, (*lexer).skipStatement); got != want {
			t.Errorf("%s: statements end at %s, want %s", d, got, want)
		}
		a.Close()
	}
	data := strings.Repeat("1\tit's\t\\N\n", 10*aheadSize/10)
	a := NewReadAhead(nil, strings.NewReader(data+"\\.\n"))
	defer a.Close()
	l := newLexer(newSource("x", a, nil), dialect.Postgres.Lexical(), nil)
	if l.skipCopyData(); l.offset() != int64(len(data)+2) {
		t.Errorf("copied data ends at %d, want %d", l.offset(), len(data)+2)
	}
}
