package app

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

func TestSplitRevision(t *testing.T) {
	tests := []struct {
		op, rev, path string
		ok            bool
	}{
		{"main:db/schema.sql", "main", "db/schema.sql", true},
		{"HEAD~3:migrations", "HEAD~3", "migrations", true},
		{"v1:", "v1", "", true},
		{"v1:a:b.sql", "v1", "a:b.sql", true},
		{":a.sql", "", "a.sql", false},
		{`C:\db\a.sql`, "C", `\db\a.sql`, false},
		{"c:/db/a.sql", "c", "/db/a.sql", false},
		{"c:db/a.sql", "c", "db/a.sql", true},
		{"schema.sql", "schema.sql", "", false},
	}
	for _, tt := range tests {
		rev, path, ok := splitRevision(tt.op)
		if rev != tt.rev || path != tt.path || ok != tt.ok {
			t.Errorf("splitRevision(%q) = %q, %q, %v", tt.op, rev, path, ok)
		}
	}
}

// TestGitTree holds the tree of a revision to the rules of file systems, and to what was committed.
func TestGitTree(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, data := range map[string]string{
		"a.sql": "A", "deep/er/b.sql": "B\n", "deep/c d.sql": "", "ümläut.sql": "\x00\xff",
	} {
		dir := ""
		for i, r := range name {
			if r == '/' {
				dir = name[:i]
			}
		}
		if dir != "" {
			if err := os.MkdirAll(dir, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("a.sql", "link.sql"); err != nil {
		t.Logf("without a link: %v", err)
	}
	commit(t)
	g, blobs := repository{}, &blobReader{ctx: t.Context()}
	tree, err := g.tree(t.Context(), "HEAD", blobs)
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(tree, "a.sql", "deep/er/b.sql", "deep/c d.sql", "ümläut.sql"); err != nil {
		t.Error(err)
	}
	if _, err := tree.Open("link.sql"); err == nil {
		t.Error("a link is followed")
	}
}

func TestGitStopsWithItsContext(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (repository{}).run(ctx, "version"); err != context.Canceled { //nolint:errorlint // it is passed on as it is
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestFormerPart(t *testing.T) {
	tests := []struct{ old, now, file, want string }{
		{"db/schema.sql", "db/structure.sql", "db/structure.sql", "db/schema.sql"},
		{"db/migrate/1.sql", "db/migrations/1.sql", "db/migrations", "db/migrate"},
		{"db/migrate/1.sql", "db/migrations/2.sql", "db/migrations", ""},
		{"a.sql", "b.sql.txt", "b.sql", ""},
		{"a.sql", "b.sql", "c.sql", ""},
	}
	for _, tt := range tests {
		if got := formerPart(tt.old, tt.now, tt.file); got != tt.want {
			t.Errorf("formerPart(%q, %q, %q) = %q, want %q", tt.old, tt.now, tt.file, got, tt.want)
		}
	}
}

func TestGitIsMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := repository{}.commit(t.Context(), "main")
	if want := "reading revision main: git is not installed: executable file not found"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v, want %s…", err, want)
	}
}

// TestGitSays: what git itself has against a repository is passed on, with advice where there is some.
func TestGitSays(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in for git is a script")
	}
	for said, want := range map[string]string{
		"fatal: detected dubious ownership in repository at '/x'": "reading revision main: git says: detected dubious ownership in repository at '/x'; " +
			"git config --global --add safe.directory FOLDER trusts it",
		"fatal: bad object main": "reading revision main: git says: bad object main",
		"fatal: not a git repository (or any of the parent directories): .git": "reading revision main: not in a git repository",
	} {
		dir := t.TempDir()
		script := "#!/bin/sh\necho \"" + said + "\" >&2\nexit 128\n"
		if err := os.WriteFile(filepath.Join(dir, "git"), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
		if _, err := (repository{}).commit(t.Context(), "main"); err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", said, err, want)
		}
	}
}
