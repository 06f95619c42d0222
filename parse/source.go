package parse

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
)

const (
	// headSize is how much of each source is looked at to detect the dialect, headBudget how much of all.
	headSize   = 64 << 10
	headBudget = 8 << 20
)

// opened is a source of which the head may have been read.
type opened struct {
	Source
	head []byte
	rest io.ReadCloser // nil when the head is all, or when nothing was read
	read bool
	done bool // it was read to its end, or is being read

	ahead *syntax.ReadAhead // what reads from rest, once that has begun
}

// peek opens the source and reads its head.
func (o *opened) peek(scratch []byte) error {
	rc, err := o.Open()
	if err != nil {
		return err
	}
	o.read = true
	n, err := io.ReadFull(rc, scratch)
	if text := unpack(scratch[:n], rc); text != nil {
		rc = text
		n, err = io.ReadFull(rc, scratch)
	}
	o.head = bytes.Clone(scratch[:n])
	switch {
	case err == nil:
		o.rest = rc
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return rc.Close()
	}
	return errors.Join(syntax.ReadError(o.Name, err), rc.Close())
}

// reader is the source from its start, as UTF-8.
func (o *opened) reader() io.Reader {
	var r io.Reader = bytes.NewReader(o.head)
	if o.rest != nil {
		o.ahead = syntax.NewReadAhead(o.head, o.rest)
		r = o.ahead
	}
	if enc := wide(o.head); enc != nil {
		return transform.NewReader(r, enc.NewDecoder())
	}
	return r
}

func (o *opened) close() error {
	if o.ahead != nil {
		o.ahead.Close()
	}
	if o.rest == nil {
		return nil
	}
	return o.rest.Close()
}

// wide is the encoding of UTF-16 text, nil for anything else. Scripts of SQL Server's tools are often written so.
func wide(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case len(head) >= 4 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case len(head) >= 4 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// text is the head as UTF-8, for detection.
func (o *opened) text() []byte {
	enc := wide(o.head)
	if enc == nil {
		return o.head
	}
	text, _, err := transform.Bytes(enc.NewDecoder(), o.head[:len(o.head)&^1])
	if err != nil {
		return nil
	}
	return text
}

// notText says what a source that is no SQL text is, and what to do; "" for text.
func (o *opened) notText() string {
	switch head := o.head; {
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return "this is a SQLite database, not SQL text: pass the output of sqlite3 FILE .schema"
	case bytes.HasPrefix(head, []byte("PGDMP")):
		return "this is an archive of pg_dump, not SQL text: pass the output of pg_restore --schema-only --file=- FILE"
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B}):
		return "this file is compressed, but broken: pack it anew (gunzip -t FILE tells what is wrong with it)"
	case wide(head) == nil && bytes.IndexByte(head, 0) >= 0:
		return "this is a binary file, expected SQL text"
	}
	return ""
}

// openAll opens the sources whose heads are needed to detect the dialect.
func openAll(sources []Source) ([]*opened, error) {
	list := make([]*opened, len(sources))
	budget := headBudget
	scratch := make([]byte, headSize)
	for i, s := range sources {
		list[i] = &opened{Source: s}
		if budget <= 0 {
			continue
		}
		if err := list[i].peek(scratch); err != nil {
			return list, err
		}
		budget -= len(list[i].head)
	}
	return list, nil
}

// detect guesses the dialect from the heads.
func detect(list []*opened) dialect.Dialect {
	var d dialect.Detector
	for _, o := range list {
		if o.notText() == "" {
			d.Add(o.text())
			d.AddName(o.Name)
		}
	}
	return d.Dialect()
}

// fileSpan is the start of a source.
func fileSpan(name string) diag.Span {
	return diag.Span{Pos: diag.Pos{File: name, Line: 1, Column: 1}}
}
