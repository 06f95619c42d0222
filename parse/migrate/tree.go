package migrate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Bounds on what is looked at, far above any real folder of migrations.
const (
	maxEntries = 200_000
	maxDepth   = 24
	headSize   = 16 << 10 // of each file, for markers
	sideSize   = 8 << 20  // of a journal or plan
)

// tree is the listing of a folder. All paths are relative to dir.
type tree struct {
	fsys  fs.FS
	dir   string
	name  string   // what the user calls dir
	sql   []string // regular files that end in .sql
	other []string // other regular files
	dirs  int
	notes []string
}

// readTree lists dir. Hidden folders, node_modules and vendor are left out, and so are links: a link could lead
// anywhere, round in a circle or to what is nobody's business.
func readTree(fsys fs.FS, dir, name string) (*tree, error) {
	info, err := fs.Stat(fsys, dir)
	if err != nil {
		return nil, err //nolint:wrapcheck // a PathError, which says it all
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: expected a folder", orElse(name, dir))
	}
	t := &tree{fsys: fsys, dir: dir, name: orElse(name, dir)}
	links, entries := 0, 0
	err = fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			if name == dir {
				return err
			}
			t.note("%s cannot be read and is left out", t.show(t.rel(name)))
			return fs.SkipDir
		}
		if entries++; entries > maxEntries {
			return fmt.Errorf("%s holds more than %d files: pass the folder of the migrations", t.name, maxEntries)
		}
		rel := t.rel(name)
		switch {
		case e.IsDir():
			if rel != "." && (skippedDir(e.Name()) || strings.Count(rel, "/") >= maxDepth) {
				return fs.SkipDir
			}
			t.dirs++
		case e.Type()&fs.ModeSymlink != 0:
			if ext := path.Ext(rel); ext == "" || strings.EqualFold(ext, ".sql") {
				links++
			}
		case e.Type().IsRegular():
			t.add(rel)
		}
		return nil
	})
	if links > 0 {
		t.note("%s left out: links are not followed", count(links, "symbolic link"))
	}
	return t, err //nolint:wrapcheck // already says where
}

func (t *tree) add(rel string) {
	if strings.EqualFold(path.Ext(rel), ".sql") {
		t.sql = append(t.sql, rel)
		return
	}
	t.other = append(t.other, rel)
}

func (t *tree) note(format string, args ...any) {
	t.notes = append(t.notes, fmt.Sprintf(format, args...))
}

// skippedDir reports whether a folder cannot hold the schema of the project it is in.
func skippedDir(name string) bool {
	return strings.HasPrefix(name, ".") || name == "node_modules" || name == "vendor"
}

// rel makes a path of the file system relative to the tree.
func (t *tree) rel(name string) string {
	switch {
	case name == t.dir:
		return "."
	case t.dir == ".":
		return name
	default:
		return strings.TrimPrefix(name, t.dir+"/")
	}
}

// show is a path as the user would write it.
func (t *tree) show(rel string) string {
	switch {
	case rel == ".":
		return t.name
	case t.name == ".":
		return rel
	case strings.HasSuffix(t.name, "/") || strings.HasSuffix(t.name, ":"): // "main:" is the root of a git revision
		return t.name + rel
	default:
		return t.name + "/" + rel
	}
}

// has reports whether a file that is not SQL is there.
func (t *tree) has(rel string) bool { return slices.Contains(t.other, rel) }

// named lists the files with that base name that are not SQL.
func (t *tree) named(base string) []string {
	var found []string
	for _, f := range t.other {
		if path.Base(f) == base {
			found = append(found, f)
		}
	}
	return found
}

// head reads the beginning of a file; nothing where it cannot be read, which the reader of the file will tell.
func (t *tree) head(rel string) []byte {
	data, err := t.read(rel, headSize)
	if err != nil {
		return nil
	}
	return bytes.TrimPrefix(data, []byte("\ufeff"))
}

// side reads a side file whole.
func (t *tree) side(rel string) ([]byte, error) {
	data, err := t.read(rel, sideSize)
	if err == nil && len(data) == sideSize {
		err = errors.New("too big for a list of migrations")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.show(rel), err)
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil
}

func (t *tree) read(rel string, limit int64) (data []byte, err error) {
	f, err := t.fsys.Open(path.Join(t.dir, rel))
	if err != nil {
		return nil, err //nolint:wrapcheck // a PathError
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, limit)) //nolint:wrapcheck // a PathError
}

// NoSQLError says that a folder holds no SQL files.
type NoSQLError struct {
	Folder string // as the user calls it
	Found  string // what was looked at and what is there

	Endings []string // of the files that are there, in alphabetical order: ".rb"
}

// Error is "FOLDER: no .sql files" and what was found instead.
func (e *NoSQLError) Error() string { return e.Folder + ": no .sql files" + e.Found }

// errNoSQL says what was looked for and what was found.
func (t *tree) errNoSQL() error {
	if len(t.other) == 0 {
		return &NoSQLError{Folder: t.show("."), Found: ": the folder is empty"}
	}
	kinds := map[string]int{}
	for _, f := range t.other {
		kinds[path.Ext(f)]++
	}
	var found []string
	for ext, n := range kinds {
		found = append(found, fmt.Sprintf("%d %s", n, orElse(ext, "without an ending")))
	}
	slices.SortFunc(found, naturalCompare)
	slices.Reverse(found)
	if len(found) > 5 {
		found = append(found[:5], "others")
	}
	return &NoSQLError{
		Folder: t.show("."),
		Found:  fmt.Sprintf(" in %s; found %s", count(t.dirs, "folder"), strings.Join(found, ", ")),

		Endings: slices.Sorted(maps.Keys(kinds)),
	}
}

// count is "1 file", "2 files".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
