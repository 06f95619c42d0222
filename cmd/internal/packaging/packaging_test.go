// Package packaging_test checks the manifests at the top of the repository: that they are well-formed, safe, and do
// what they say.
package packaging_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// top is the root of the repository.
const top = "../../.."

// action is what the tests need to know of action.yml.
type action struct {
	Inputs  map[string]struct{ Description, Default string }
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []step
	}
}

type step struct {
	ID, Name, If, Uses, Shell, Run string
	Env, With                      map[string]string
}

func load(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(top, file))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// TestActionIsSafe: what comes from outside reaches scripts through the environment alone.
func TestActionIsSafe(t *testing.T) {
	var a action
	load(t, "action.yml", &a)
	if a.Runs.Using != "composite" {
		t.Errorf("runs.using is %q", a.Runs.Using)
	}
	for name, in := range a.Inputs {
		if in.Description == "" {
			t.Errorf("input %s is not described", name)
		}
	}
	for _, s := range a.Runs.Steps {
		for what, code := range map[string]string{"run": s.Run, "script": s.With["script"]} {
			if strings.Contains(code, "${{") {
				t.Errorf("step %q: an expression in %s", s.Name, what)
			}
		}
		if s.Run != "" && s.Shell != "bash" {
			t.Errorf("step %q: no shell", s.Name)
		}
		if strings.Contains(s.With["script"]+s.Run, "secrets") {
			t.Errorf("step %q needs secrets", s.Name)
		}
	}
}

// TestManifestsNameWhatIsThere: each file and package that a manifest names exists.
func TestManifestsNameWhatIsThere(t *testing.T) {
	paths := regexp.MustCompile(`(?m)\./cmd/[a-z]+|\.github/action/[a-z.]+|\.ci/run|testdata/[a-z]+|(?m)^COPY (?:--\S+ )?(\S+)`)
	for _, file := range []string{"action.yml", ".goreleaser.yaml", ".github/workflows/ci.yml", "Dockerfile"} {
		data, err := os.ReadFile(filepath.Join(top, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range paths.FindAllStringSubmatch(string(data), -1) {
			name := m[0]
			if m[1] != "" {
				name = m[1]
			}
			if _, err := os.Stat(filepath.Join(top, name)); err != nil && !strings.HasPrefix(name, "/") {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

// TestReleaseMakesCompletions: hooks write a script for each shell, and archives hold them and the manual page.
func TestReleaseMakesCompletions(t *testing.T) {
	var release struct {
		Before   struct{ Hooks []string }
		Archives []struct{ Files []string }
	}
	load(t, ".goreleaser.yaml", &release)
	hook := regexp.MustCompile(`^sh -c "go run ./cmd/crowsfoot completion (\w+) >completions/\S+"$`)
	var found []string
	for _, h := range release.Before.Hooks {
		if m := hook.FindStringSubmatch(h); m != nil {
			found = append(found, m[1])
		}
	}
	if got := strings.Join(found, " "); got != "bash zsh fish" {
		t.Errorf("completions for %q are made", got)
	}
	for _, want := range []string{"LICENSE", "docs/crowsfoot.1", "completions/*"} {
		if len(release.Archives) != 1 || !slices.Contains(release.Archives[0].Files, want) {
			t.Errorf("no archive with %s", want)
		}
	}
}

func TestPreCommitHook(t *testing.T) {
	var hooks []struct {
		ID, Name, Entry, Language, Files string
		Args                             []string
		PassFilenames                    *bool `yaml:"pass_filenames"`
	}
	load(t, ".pre-commit-hooks.yaml", &hooks)
	if len(hooks) != 1 || hooks[0].ID != "crowsfoot-embed" || hooks[0].Language != "golang" || hooks[0].Entry != "crowsfoot embed" {
		t.Fatalf("got %+v", hooks)
	}
	if h := hooks[0]; h.PassFilenames == nil || *h.PassFilenames || len(h.Args) == 0 {
		t.Error("a changed SQL file would be passed as a document")
	}
	files := regexp.MustCompile(hooks[0].Files)
	for name, want := range map[string]bool{"README.md": true, "db/schema.sql": true, "main.go": false, "x.mdx": false} {
		if files.MatchString(name) != want {
			t.Errorf("%s: runs %v", name, !want)
		}
	}
}

// TestWorkflows runs actionlint, which knows what GitHub accepts. It is downloaded, so only where CI is set.
func TestWorkflows(t *testing.T) {
	if os.Getenv("CI") == "" || testing.Short() {
		t.Skip("set CI to run actionlint, which is downloaded and built")
	}
	const actionlint = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"
	cmd := exec.Command("go", "run", actionlint, "-no-color", ".github/workflows/ci.yml")
	cmd.Dir = top
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
