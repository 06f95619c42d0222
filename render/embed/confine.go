package embed

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Inside tells whether a file, which need not exist, lies in the folder root or below it once all symbolic links are
// followed. Both are paths of the machine; file has to be opened by its cleaned name (filepath.Join, filepath.Clean). The error is nil when it does; otherwise it says where the file leads. What
// stands in a document of a pull request must not make a program read or write anywhere else.
func Inside(root, file string) error {
	realRoot, err := resolve(root)
	if err != nil {
		return err
	}
	realFile, err := resolve(file)
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(realRoot, realFile)
	if err == nil && filepath.IsLocal(rel) {
		return nil
	}
	if realFile != filepath.Clean(file) {
		return fmt.Errorf("%s leads to %s, which is outside %s", file, realFile, root)
	}
	return fmt.Errorf("%s is outside %s", file, root)
}

// resolve follows the links of a path as far as it exists, and makes it absolute. A link that leads nowhere is
// followed too: writing to it would make a file there.
func resolve(file string) (string, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	const tooMany = 255
	rest := ""
	for range tooMany {
		found, err := filepath.EvalSymlinks(abs)
		if err == nil {
			return filepath.Join(found, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("%s: %w", file, err)
		}
		if to, err := os.Readlink(abs); err == nil {
			if abs, err = target(abs, to); err != nil {
				return "", fmt.Errorf("%s: %w", file, err)
			}
			continue
		}
		parent := filepath.Dir(abs)
		if parent == abs {
			return filepath.Join(abs, rest), nil
		}
		rest = filepath.Join(filepath.Base(abs), rest)
		abs = parent
	}
	return "", fmt.Errorf("%s: too many links", file)
}

// target is where a link leads.
func target(link, to string) (string, error) {
	if filepath.IsAbs(to) {
		return filepath.Clean(to), nil
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(link))
	if err != nil {
		return "", err //nolint:wrapcheck // the caller does
	}
	return filepath.Join(dir, to), nil
}
