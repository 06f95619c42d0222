//go:build !unix

package cachedir

import "io/fs"

// mine is always true: the folder for caches lies in the user's profile, which others cannot write to.
func mine(fs.FileInfo) bool { return true }
