package app

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// gitTree is a folder of a git revision as a file system. Symbolic links and submodules are left out.
type gitTree struct {
	entries map[string]*gitEntry // by path; "." is the root
	blobs   *blobReader
}

// gitEntry is a file or folder; it is its own fs.FileInfo and fs.DirEntry.
type gitEntry struct {
	name     string
	id       string
	size     int64
	children []*gitEntry // sorted by name; nil for files
	dir      bool
}

func (e *gitEntry) Name() string               { return e.name }
func (e *gitEntry) Size() int64                { return e.size }
func (e *gitEntry) IsDir() bool                { return e.dir }
func (e *gitEntry) ModTime() time.Time         { return time.Time{} }
func (e *gitEntry) Sys() any                   { return nil }
func (e *gitEntry) Type() fs.FileMode          { return e.Mode().Type() }
func (e *gitEntry) Info() (fs.FileInfo, error) { return e, nil }

func (e *gitEntry) Mode() fs.FileMode {
	if e.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// tree lists everything below a tree object.
func (g repository) tree(ctx context.Context, id string, blobs *blobReader) (*gitTree, error) {
	out, err := g.run(ctx, "ls-tree", "-r", "-l", "-z", "--full-tree", id)
	if err != nil {
		return nil, err
	}
	t := &gitTree{entries: map[string]*gitEntry{".": {name: ".", dir: true}}, blobs: blobs}
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
		// mode SP type SP id SP* size TAB path
		meta, file, ok := strings.Cut(line, "\t")
		fields := strings.Fields(meta)
		if !ok || len(fields) != 4 || !strings.HasPrefix(fields[0], "100") || !fs.ValidPath(file) {
			continue
		}
		size, err := strconv.ParseInt(fields[3], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("reading git ls-tree: %w", err)
		}
		t.insert(file, &gitEntry{name: path.Base(file), id: fields[2], size: size})
	}
	for _, e := range t.entries {
		slices.SortFunc(e.children, func(a, b *gitEntry) int { return strings.Compare(a.name, b.name) })
	}
	return t, nil
}

// insert adds an entry and the folders above it.
func (t *gitTree) insert(p string, e *gitEntry) {
	t.entries[p] = e
	dir := path.Dir(p)
	parent := t.entries[dir]
	if parent == nil {
		parent = &gitEntry{name: path.Base(dir), dir: true}
		t.insert(dir, parent)
	}
	parent.children = append(parent.children, e)
}

// Open implements fs.FS.
func (t *gitTree) Open(name string) (fs.File, error) {
	e := t.entries[name]
	switch {
	case e == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case e.dir:
		return &gitDir{entry: e}, nil
	}
	data, err := t.blobs.read(e.id)
	if err != nil {
		return nil, err
	}
	return &gitFile{Reader: bytes.NewReader(data), entry: e}, nil
}

type gitFile struct {
	*bytes.Reader
	entry *gitEntry
}

func (f *gitFile) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *gitFile) Close() error               { return nil }

type gitDir struct {
	entry *gitEntry
	read  int
}

func (d *gitDir) Stat() (fs.FileInfo, error) { return d.entry, nil }
func (d *gitDir) Close() error               { return nil }

func (d *gitDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.entry.name, Err: fs.ErrInvalid}
}

// ReadDir implements fs.ReadDirFile.
func (d *gitDir) ReadDir(n int) ([]fs.DirEntry, error) {
	left := d.entry.children[d.read:]
	if n > 0 && len(left) == 0 {
		return nil, io.EOF
	}
	if n > 0 && n < len(left) {
		left = left[:n]
	}
	d.read += len(left)
	out := make([]fs.DirEntry, len(left))
	for i, e := range left {
		out[i] = e
	}
	return out, nil
}
