package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// outFile is a result on its way to a file; "-" is standard output.
type outFile struct {
	path string
	data []byte
}

// writeFiles writes results whole or not at all: every file is first written beside its place under
// another name, and they take their places only when all of that went well.
func writeFiles(files []outFile, stdout io.Writer) (err error) {
	var staged []stagedFile
	defer func() {
		for _, s := range staged {
			if err != nil {
				_ = os.Remove(s.temp)
			}
		}
	}()
	for _, f := range files {
		if f.path == "-" || !replaceable(f.path) {
			continue
		}
		s, err := stage(f)
		if err != nil {
			return err
		}
		staged = append(staged, s)
	}
	for _, f := range files {
		if err := writeThrough(f, stdout); err != nil {
			return err
		}
	}
	for _, s := range staged {
		if err := os.Rename(s.temp, s.path); err != nil {
			return fmt.Errorf("writing %s: %w", s.path, errors.Unwrap(err))
		}
	}
	return nil
}

// stagedFile is written in full as temp and belongs at path.
type stagedFile struct{ temp, path string }

// replaceable reports whether a path can be replaced by renaming: not so a device or a pipe.
func replaceable(path string) bool {
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular() || info.IsDir()
}

// writeThrough writes to standard output and to files that cannot be replaced.
func writeThrough(f outFile, stdout io.Writer) error {
	if f.path == "-" {
		if _, err := stdout.Write(f.data); err != nil {
			return fmt.Errorf("writing standard output: %w", err)
		}
		return nil
	}
	if replaceable(f.path) {
		return nil
	}
	return os.WriteFile(f.path, f.data, 0o666)
}

// stage writes the data under a name that nothing has, in the folder where it belongs. A symbolic link
// stays one: its target is replaced.
func stage(f outFile) (stagedFile, error) {
	path, mode := f.path, fs.FileMode(0o666)
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return stagedFile{}, fmt.Errorf("cannot write %s: it is a folder", f.path)
	case err == nil && info.Mode().Perm()&0o200 == 0:
		return stagedFile{}, fmt.Errorf("cannot write %s: it is read-only", f.path)
	case err == nil:
		mode = info.Mode().Perm()
	}
	temp, err := createBeside(path, mode)
	if err != nil {
		return stagedFile{}, writeError(f.path, err)
	}
	_, err = temp.Write(f.data)
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		_ = os.Remove(temp.Name())
		return stagedFile{}, writeError(f.path, err)
	}
	return stagedFile{temp: temp.Name(), path: path}, nil
}

// createBeside creates a file that did not exist, in the same folder as path. Unlike os.CreateTemp it
// respects the umask.
func createBeside(path string, mode fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	for i := 0; ; i++ {
		name := dir + "." + base + "." + strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(i)
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) || i > 100 {
			return file, err
		}
	}
}

func writeError(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("cannot write %s: folder %s does not exist", path, filepath.Dir(path))
	}
	if reason := errors.Unwrap(err); reason != nil {
		err = reason
	}
	return fmt.Errorf("cannot write %s: %w", path, err)
}
