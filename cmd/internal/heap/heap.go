// Package heap lets the garbage collector wait at first. Most runs are over before 16 MB are allocated, and collecting
// what loading Graphviz leaves behind would take an eighth of their time. A run that holds much returns to Go's own
// pace with Settle. Whoever set GOGC is obeyed in either case.
//
// Go initialises packages in the order of their paths as soon as what they import is ready, so this one, which imports
// next to nothing, comes before go-graphviz.
package heap

import (
	"os"
	"runtime/debug"
)

const (
	atStart = 400 // percent, of the 4 MB that Go begins with
	usual   = 100
)

func init() { //nolint:gochecknoinits // packages whose initialisation allocates come before main
	set(atStart)
}

// Settle returns to the pace at which Go collects when nothing is set.
func Settle() { set(usual) }

func set(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
