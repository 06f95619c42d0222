package app

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme runs every command of the README as it stands there, in a repository of its own with the files
// that they name.
func TestReadme(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, part := range []string{filepath.Join("testdata", "schemas"), filepath.Join("docs", "pictures")} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "README.md"), readme, 0o666); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	commit(t)
	var ran int
	for line := range strings.Lines(string(readme)) {
		args, ok := strings.CutPrefix(strings.TrimSpace(line), "./crowsfoot ")
		if !ok || strings.Contains(args, "--check") { // the pictures are held against the writer by CI
			continue
		}
		ran++
		var out, errs bytes.Buffer
		if status := Main(context.Background(), strings.Fields(args), IO{Out: &out, Err: &errs}); status != exitDone {
			t.Errorf("crowsfoot %s: status %d\n%s", args, status, errs.String())
		}
		if strings.Contains(errs.String(), "warning") {
			t.Errorf("crowsfoot %s warns:\n%s", args, errs.String())
		}
	}
	if ran < 6 {
		t.Errorf("found %d commands in the README", ran)
	}
}

// commit makes the working folder a git repository with one commit.
func commit(t *testing.T) {
	t.Helper()
	for _, args := range [][]string{
		{"init", "-q"},
		{"add", "."},
		{"-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "first"},
	} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Skipf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}
