package costtest

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// steps takes a time that is in proportion to n.
func steps(n int) { time.Sleep(time.Duration(n) * 100 * time.Microsecond) }

func TestLinear(t *testing.T) {
	Linear(t, 20, func(n int) func() { return func() { steps(n) } })
}

// TestQuadraticFails runs this test again, as a program of its own, with work that is too slow.
func TestQuadraticFails(t *testing.T) {
	const variable = "COSTTEST_QUADRATIC"
	if os.Getenv(variable) != "" {
		Linear(t, 10, func(n int) func() { return func() { steps(n * n) } })
		return
	}
	if testing.Short() {
		t.Skip("measures time; left out with -short")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestQuadraticFails$")
	cmd.Env = append(os.Environ(), variable+"=1")
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "four times the input took") {
		t.Errorf("%v\n%s", err, out)
	}
}
