package parse

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
)

// unpacked is a file that gzip made, as its text. Close closes the file.
type unpacked struct {
	*gzip.Reader
	file io.Closer
}

// unpack returns the text of a file that gzip made, nil when it is no such file. The head of the file has been read.
func unpack(head []byte, file io.ReadCloser) io.ReadCloser {
	if !bytes.HasPrefix(head, []byte{0x1F, 0x8B}) {
		return nil
	}
	r, err := gzip.NewReader(io.MultiReader(bytes.NewReader(bytes.Clone(head)), file))
	if err != nil {
		return nil
	}
	return &unpacked{r, file}
}

// Read does not return io.ErrUnexpectedEOF, which means an end that is as it should be to those who read heads.
func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the compressed file is cut off")
	}
	return n, err
}

func (u *unpacked) Close() error { return u.file.Close() }
