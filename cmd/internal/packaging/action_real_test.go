package packaging_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestActionOnAPullRequest builds the real program and compares two real commits.
func TestActionOnAPullRequest(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	const before = "CREATE TABLE users (id int PRIMARY KEY);\n"
	checkout, base := repository(t, before, before+"CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users);\n")
	r := newRunner(t, checkout, pull(base, nil))
	server := newAPI(t)

	if !r.run(t, server.URL) {
		t.Fatalf("a step did not succeed:\n%s", r.log)
	}
	if r.outputs["changed"] != "true" || !strings.Contains(r.summary, "orders") || !strings.Contains(r.summary, "```mermaid") {
		t.Errorf("outputs %v, summary\n%s", r.outputs, r.summary)
	}
	if want := []string{"POST /repos/o/r/issues/5/comments"}; !slices.Equal(server.writes(), want) {
		t.Errorf("first run: not %v", want)
	}
	if body := server.comments[0].Body; body != "<!-- crowsfoot-diff: default -->\n"+r.summary {
		t.Errorf("comment:\n%s", body)
	}

	if !r.run(t, server.URL) || len(server.writes()) > 0 {
		t.Errorf("the same again is written again:\n%s", r.log)
	}

	write(t, filepath.Join(checkout, "schema.sql"), before, 0o600)
	if !r.run(t, server.URL) || r.outputs["changed"] != "false" {
		t.Errorf("taken back: outputs %v\n%s", r.outputs, r.log)
	}
	if want := []string{"PATCH /repos/o/r/issues/comments/1"}; !slices.Equal(server.writes(), want) {
		t.Errorf("taken back: not %v", want)
	}
}
