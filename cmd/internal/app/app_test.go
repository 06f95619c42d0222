package app

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// never is an input that gives nothing and does not end.
type never struct{ closed chan struct{} }

func (n never) Read([]byte) (int, error) {
	<-n.closed
	return 0, io.EOF
}

// TestStopsAtOnce shows that neither a time limit nor an interrupt waits for input or leaves a file.
func TestStopsAtOnce(t *testing.T) {
	interrupted, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	tests := []struct {
		name   string
		ctx    context.Context
		flags  []string
		status int
		says   string
	}{
		{"timeout", t.Context(), []string{"--timeout", "50ms"}, exitTrouble, "gave up after 50ms (--timeout)"},
		{"interrupt", interrupted, nil, exitInterrupted, "interrupted; nothing was written"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out.svg")
			in := never{make(chan struct{})}
			defer close(in.closed)
			var errs bytes.Buffer
			start := time.Now()
			status := Main(tt.ctx, append([]string{"render", "-", "-o", out}, tt.flags...), IO{In: in, Out: io.Discard, Err: &errs})
			if status != tt.status || !strings.Contains(errs.String(), tt.says) {
				t.Errorf("status %d, says %q", status, errs.String())
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a file was left")
			}
		})
	}
}

// TestSameBytes draws every example schema twice in every format.
func TestSameBytes(t *testing.T) {
	schemas, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "schemas", "*.sql"))
	if err != nil || len(schemas) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	for _, schema := range schemas {
		for _, f := range renderFormats() {
			if !bytes.Equal(rendered(t, schema, f.name), rendered(t, schema, f.name)) {
				t.Errorf("%s as %s differs the second time", schema, f.name)
			}
		}
	}
}
