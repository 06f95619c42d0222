// Package cachedir keeps the start of the program safe from the cache of go-graphviz.
//
// The init function of go-graphviz compiles its WebAssembly and keeps the machine code in the folder
// "go-graphviz" of the shared temporary folder. It runs what it finds there, whoever wrote it, and panics
// when it cannot read it, when a file is cut off, and when the disk is full; a program that only wants
// to print its help dies of that as well. So this package's init function points the temporary folder at
// a private one for as long as the init function of go-graphviz runs. Restore ends that; package layout,
// the only importer of go-graphviz, calls it as soon as that is initialised.
//
// The order is certain: of the packages whose imports are initialised, Go initialises the one whose path sorts
// first. This package imports nothing that go-graphviz does not import as well, and "crowsfoot/" sorts
// before "github.com/".
package cachedir

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Generation names the private folder after the library whose cache it holds, so that a new version
// begins with an empty one.
const Generation = "go-graphviz-v0.2.10"

// shared is the folder that go-graphviz makes in the temporary folder.
const shared = "go-graphviz"

const (
	lockName = "compiling"
	lockLife = time.Minute
	// room is more than what the machine code takes (6 MB in version 0.2.10).
	room = 16 << 20
)

// variables are the environment variables that name the temporary folder, on Unix and on Windows.
var variables = [...]string{"TMPDIR", "TMP", "TEMP"}

// saved is what Restore brings back. It is written once, before any other code of the program runs.
var saved struct {
	values [len(variables)]string
	set    [len(variables)]bool
	lock   string
}

func init() { //nolint:gochecknoinits // it has to run before the init function of go-graphviz
	for i, name := range variables {
		saved.values[i], saved.set[i] = os.LookupEnv(name)
	}
	dir, lock := prepare()
	saved.lock = lock
	if dir == "" {
		// Nothing can be made below a file, and then go-graphviz does without a cache.
		dir = filepath.Join(os.DevNull, "none")
	}
	for _, name := range variables {
		_ = os.Setenv(name, dir)
	}
}

// Restore gives the temporary folder back its name and lets other processes fill the cache.
func Restore() {
	for i, name := range variables {
		if saved.set[i] {
			_ = os.Setenv(name, saved.values[i])
		} else {
			_ = os.Unsetenv(name)
		}
	}
	if saved.lock != "" {
		_ = os.Remove(saved.lock)
	}
}

// prepare returns a folder that can be the temporary folder while go-graphviz is initialised, "" when there
// is none, and the lock that this process holds on it if the cache has to be filled.
func prepare() (dir, lock string) {
	dir = private()
	if dir == "" {
		return "", ""
	}
	files, ok := cached(filepath.Join(dir, shared))
	if !ok {
		return "", ""
	}
	for _, f := range files {
		if !stamped(f) && !stamp(f) && os.Remove(f) != nil {
			return "", ""
		}
	}
	if files, ok = cached(filepath.Join(dir, shared)); ok && len(files) > 0 {
		return dir, ""
	}
	lock = filepath.Join(dir, lockName)
	if !acquire(lock) {
		return "", ""
	}
	sweep(filepath.Join(dir, shared))
	return dir, lock
}

// private makes the private folder, below the user's folder for caches. It returns "" when the user has
// none, or when anybody else could write to it.
func private() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		return ""
	}
	if info, err := os.Stat(dir); err != nil || !mine(info) {
		return ""
	}
	for _, name := range []string{"crowsfoot", Generation} {
		dir = filepath.Join(dir, name)
		if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
			return ""
		}
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() || !mine(info) {
			return ""
		}
	}
	return dir
}

// cached lists the files with machine code below a folder. ok is false when something there is not the
// user's own.
func cached(dir string) (files []string, ok bool) {
	ok = true
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			ok = false // it has just been renamed or removed
			return fs.SkipAll
		}
		ok = ok && mine(info) && (info.IsDir() || info.Mode().IsRegular())
		if !info.IsDir() && filepath.Ext(path) == "" {
			files = append(files, path)
		}
		return nil
	})
	return files, ok && (err == nil || os.IsNotExist(err))
}

// acquire takes the lock, which one process at a time can hold, and makes sure that there is room for the
// cache by writing as much into the lock. A lock that is older than any compilation is left over.
func acquire(lock string) bool {
	if info, err := os.Lstat(lock); err == nil {
		if time.Since(info.ModTime()) < lockLife || os.Remove(lock) != nil {
			return false
		}
	}
	f, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return false
	}
	_, err = f.Write(make([]byte, room))
	if err == nil {
		err = f.Truncate(0)
	}
	if closeErr := f.Close(); err != nil || closeErr != nil {
		_ = os.Remove(lock)
		return false
	}
	return true
}

// sweep removes what processes left behind that were killed while they filled the cache.
func sweep(dir string) {
	left, err := filepath.Glob(filepath.Join(dir, "*", "*.tmp"))
	if err != nil {
		return
	}
	for _, f := range left {
		_ = os.Remove(f)
	}
}
