package cachedir

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strconv"
)

// stampEnding is that of a file which tells that another one was found whole.
const stampEnding = ".whole"

// stamped reports whether a file is as it was when it was found whole, which saves reading it.
func stamped(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	mark, err := os.ReadFile(path + stampEnding)
	return err == nil && string(mark) == describe(info)
}

func describe(info fs.FileInfo) string {
	return strconv.FormatInt(info.Size(), 10) + " " + strconv.FormatInt(info.ModTime().UnixNano(), 10)
}

// stamp reads a file and reports whether it is whole. If so, it leaves a note of that.
func stamp(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !whole(path) {
		return false
	}
	_ = os.WriteFile(path+stampEnding, []byte(describe(info)), 0o600) // without it, the next start reads again
	return true
}

// whole reports whether a file of machine code has everything that wazero will read of it, and that its
// checksum is right. The format is that of wazero's serializeCompiledModule: "WAZEVO", the length of the
// version and the version, the number of functions and an offset for each, the length of the code, the code,
// its CRC-32C, and a source map or none.
func whole(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return false
	}
	r := reader{r: f, left: uint64(info.Size())}
	var magic [6]byte
	r.read(magic[:])
	r.sum(r.uint(1), 1)
	r.sum(r.uint(4), 8)
	code := r.sum(r.uint(8), 1)
	right := r.uint(4) == uint64(code)
	if r.uint(1) == 1 {
		r.sum(r.uint(8), 16)
	}
	return right && !r.short && string(magic[:]) == "WAZEVO"
}

// reader reads a file of which so much is left. short is set as soon as there is too little.
type reader struct {
	r     io.Reader
	left  uint64
	short bool
	buf   [64 << 10]byte
}

func (r *reader) read(b []byte) {
	if r.short || uint64(len(b)) > r.left {
		r.short = true
		return
	}
	r.left -= uint64(len(b))
	_, err := io.ReadFull(r.r, b)
	r.short = err != nil
}

// uint reads an unsigned number of n bytes, the lowest first.
func (r *reader) uint(n int) uint64 {
	var b [8]byte
	r.read(b[:n])
	return binary.LittleEndian.Uint64(b[:])
}

// sum reads n pieces of a size and returns the CRC-32C of them.
func (r *reader) sum(n, size uint64) uint32 {
	if n > r.left {
		r.short = true
	}
	var crc uint32
	table := crc32.MakeTable(crc32.Castagnoli)
	for n *= size; n > 0 && !r.short; {
		part := r.buf[:min(n, uint64(len(r.buf)))]
		r.read(part)
		crc = crc32.Update(crc, table, part)
		n -= uint64(len(part))
	}
	return crc
}
