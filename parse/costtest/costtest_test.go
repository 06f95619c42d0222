package costtest

import (
	"testing"
	"time"
)

func TestLinear(t *testing.T) {
	Linear(t, 20, func(n int) func() {
		return func() { time.Sleep(time.Duration(n) * 100 * time.Microsecond) }
	})
}

// TestCompare: the best of several tries counts, and what takes no time is linear.
func TestCompare(t *testing.T) {
	always := func(d time.Duration) func() time.Duration { return func() time.Duration { return d } }
	tests := []struct {
		name      string
		one, four func() time.Duration
		want      float64
	}{
		{"linear", always(10 * time.Millisecond), always(40 * time.Millisecond), 4},
		{"quadratic", always(10 * time.Millisecond), always(160 * time.Millisecond), 16},
		{"busy once", always(10 * time.Millisecond), slowAtFirst(50 * time.Millisecond), 5},
		{"nothing", always(1), always(1000), 0.001},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := compare(tt.one, tt.four); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// slowAtFirst takes a second, and then as long as it says.
func slowAtFirst(d time.Duration) func() time.Duration {
	next := time.Second
	return func() time.Duration {
		now := next
		next = d
		return now
	}
}
