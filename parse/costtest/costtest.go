// Package costtest holds what work costs down, in tests on machines that do other things at the same time.
package costtest

import (
	"math"
	"runtime"
	"testing"
	"time"
)

const (
	tries  = 8
	enough = 6.0  // a ratio that need not be measured again
	most   = 12.0 // what is quadratic takes sixteen times as long
)

// Linear measures work of the size n and of four times that, and fails the test where the latter takes much more than
// four times as long. No limit is an amount of time, and the best of several tries counts: a busy machine makes a test
// slow, not wrong. prepare makes the input, which is not measured, and returns the work. With -short, and so under the
// race detector, the test is skipped; with -v it tells what was measured.
func Linear(t *testing.T, n int, prepare func(n int) func()) {
	t.Helper()
	if testing.Short() {
		t.Skip("measures time; left out with -short")
	}
	one, four := prepare(n), prepare(4*n)
	best, last := compare(func() time.Duration { return timed(one) }, func() time.Duration { return timed(four) })
	t.Logf("%v, %.1f times as long as a quarter", last, best)
	if best > most {
		t.Errorf("four times the input took %.1f times as long", best)
	}
}

// compare gives the smallest ratio of the times that two pieces of work take, and how long the larger took last. Less than
// a millisecond counts as one.
func compare(one, four func() time.Duration) (best float64, last time.Duration) {
	best = math.Inf(1)
	for range tries {
		first := one()
		last = four()
		best = min(best, float64(last)/float64(max(first, time.Millisecond)))
		if best < enough {
			break
		}
	}
	return best, last
}

// timed is how long work takes that finds no garbage of earlier work.
func timed(work func()) time.Duration {
	runtime.GC()
	start := time.Now()
	work()
	return time.Since(start)
}
