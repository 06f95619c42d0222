package heap_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"testing"

	"crowsfoot/cmd/internal/heap"
)

// asProgram makes the test binary print its pace and end.
const asProgram = "HEAP_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	start := percent()
	heap.Settle()
	fmt.Print(start, percent())
	os.Exit(0)
}

// percent is what the garbage collector is set to.
func percent() int {
	p := debug.SetGCPercent(100)
	debug.SetGCPercent(p)
	return p
}

func TestPace(t *testing.T) {
	for gogc, want := range map[string]string{"": "400 100", "50": "50 50", "off": "-1 -1"} {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), asProgram+"=1", "GOGC="+gogc)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := string(out); got != want {
			t.Errorf("with GOGC=%q, the pace is %s at the start and after Settle; want %s", gogc, got, want)
		}
	}
}
