package app

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestGraphvizDrawsDOT hands the DOT of every example schema to Graphviz' own program, and counts what it drew.
func TestGraphvizDrawsDOT(t *testing.T) {
	program, err := exec.LookPath("dot")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the dot program of Graphviz is missing")
		}
		t.Skip("the dot program of Graphviz is not installed")
	}
	schemas, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "schemas", "*.sql"))
	if err != nil || len(schemas) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	for _, file := range schemas {
		t.Run(filepath.Base(file), func(t *testing.T) {
			var doc struct{ Tables, Relationships []any }
			if err := json.Unmarshal(rendered(t, file, "json"), &doc); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(program, "-Tplain")
			cmd.Stdin = bytes.NewReader(rendered(t, file, "dot"))
			var errs bytes.Buffer
			cmd.Stderr = &errs
			plain, err := cmd.Output()
			if err != nil || errs.Len() > 0 {
				t.Fatalf("dot: %v, %s", err, errs.String())
			}
			nodes, edges := bytes.Count(plain, []byte("\nnode ")), bytes.Count(plain, []byte("\nedge "))
			if nodes != len(doc.Tables) || edges != len(doc.Relationships) {
				t.Errorf("drew %d tables of %d, %d lines of %d", nodes, len(doc.Tables), edges, len(doc.Relationships))
			}
		})
	}
}

// rendered is what render writes for a file in a format.
func rendered(t *testing.T, file, format string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if status := Main(t.Context(), []string{"render", "-f", format, file}, IO{Out: &out, Err: &errs}); status != exitDone {
		t.Fatalf("%s as %s: status %d, %s", file, format, status, errs.String())
	}
	return out.Bytes()
}
