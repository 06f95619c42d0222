//go:build unix

package cachedir

import (
	"io/fs"
	"os"
	"syscall"
)

// mine reports whether only this user can write to a file or folder.
func mine(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid() && info.Mode().Perm()&0o022 == 0
}
