package packaging_test

import (
	"maps"
	"os"
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

// TestActionOnAMergedPullRequest: what others did to the base since the event is not told as the pull request's.
func TestActionOnAMergedPullRequest(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	origin, checkout := t.TempDir(), filepath.Join(t.TempDir(), "work")
	git(t, origin, "init", "-q", "-b", "main")
	commit := func(file, sql string) string {
		write(t, filepath.Join(origin, file), sql, 0o600)
		git(t, origin, "add", ".")
		git(t, origin, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "x\n\nparent none")
		return strings.TrimSpace(git(t, origin, "rev-parse", "HEAD"))
	}
	if err := os.Mkdir(filepath.Join(origin, "db"), 0o700); err != nil {
		t.Fatal(err)
	}
	base := commit("db/1.sql", "CREATE TABLE users (id int PRIMARY KEY);\n")
	git(t, origin, "checkout", "-q", "-b", "topic")
	head := commit("db/2.sql", "CREATE TABLE ours (id int PRIMARY KEY);\n")
	git(t, origin, "checkout", "-q", "main")
	now := commit("db/3.sql", "CREATE TABLE theirs (id int PRIMARY KEY);\n")
	git(t, origin, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "merge", "-q", "--no-ff", "-m", "merge", "topic")
	git(t, origin, "config", "uploadpack.allowReachableSHA1InWant", "true")
	git(t, origin, "clone", "-q", "--depth=1", "file://"+filepath.ToSlash(origin), checkout)

	for _, tt := range []struct {
		name   string
		inputs map[string]string
		theirs bool
	}{
		{"by itself", nil, false},
		{"the base that was asked for", map[string]string{"inputs.base": base}, true},
		{"another pull request", map[string]string{"github.event.pull_request.head.sha": now}, true},
	} {
		inputs := pull(base, map[string]string{"inputs.path": "db", "inputs.comment": "false", "github.event.pull_request.head.sha": head})
		maps.Copy(inputs, tt.inputs)
		r := newRunner(t, checkout, inputs)
		if !r.run(t, newAPI(t).URL) || !strings.Contains(r.summary, "ours") || strings.Contains(r.summary, "theirs") != tt.theirs {
			t.Errorf("%s: log\n%s\nsummary\n%s", tt.name, r.log, r.summary)
		}
	}
}
