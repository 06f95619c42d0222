// Package bench measures the whole program, in the same run, against what users would measure it with. It has
// tests only; make bench runs them.
package bench
