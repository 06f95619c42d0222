package packaging_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// runner stands in for GitHub's: it runs the steps of action.yml in a checkout, with the environment that they ask
// for. What a step gets from other actions (Go, Node) is on the machine.
type runner struct {
	action   action
	checkout string            // the working folder
	temp     string            // RUNNER_TEMP
	context  map[string]string // what expressions are replaced by
	program  string            // stands in for crowsfoot; "" builds the real one
	log      string            // what the steps printed
	outputs  map[string]string // of the step diff
	summary  string
}

func newRunner(t *testing.T, checkout string, inputs map[string]string) *runner {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in for the program is a script")
	}
	for _, program := range []string{"bash", "git", "node"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
	}
	r := &runner{checkout: checkout, temp: t.TempDir(), context: map[string]string{}}
	load(t, "action.yml", &r.action)
	abs, err := filepath.Abs(top)
	if err != nil {
		t.Fatal(err)
	}
	r.context["github.action_path"] = abs
	for name, in := range r.action.Inputs {
		r.context["inputs."+name] = in.Default
	}
	maps.Copy(r.context, inputs)
	return r
}

// run runs all steps and reports whether they all succeeded.
func (r *runner) run(t *testing.T, api string) bool {
	t.Helper()
	r.log, r.summary, r.outputs = "", "", nil
	for _, s := range r.action.Runs.Steps {
		if s.If != "" && !r.holds(t, s.If) {
			continue
		}
		if !r.step(t, s, api) {
			return false
		}
	}
	return true
}

func (r *runner) step(t *testing.T, s step, api string) bool {
	t.Helper()
	var cmd *exec.Cmd
	switch {
	case strings.HasPrefix(s.Run, "go build") && r.program != "":
		bin := filepath.Join(r.temp, "crowsfoot-bin")
		if err := os.MkdirAll(bin, 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(bin, "crowsfoot"), r.program, 0o700)
		return true
	case s.Run != "":
		cmd = exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
	case strings.HasPrefix(s.Uses, "actions/github-script@"):
		const require = "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url + '/x');\n"
		cmd = exec.Command("node", "--input-type=module", "--eval", require+s.With["script"])
	default:
		return true
	}
	output, summary := filepath.Join(r.temp, "output"), filepath.Join(r.temp, "summary")
	write(t, output, "", 0o600)
	write(t, summary, "", 0o600)
	cmd.Dir = r.checkout
	cmd.Env = append(os.Environ(), "RUNNER_TEMP="+r.temp, "GITHUB_OUTPUT="+output, "GITHUB_STEP_SUMMARY="+summary,
		"GITHUB_API_URL="+api, "GITHUB_SERVER_URL=https://github.invalid", "GITHUB_REPOSITORY=o/r", "GITHUB_RUN_ID=7")
	for name, value := range s.Env {
		cmd.Env = append(cmd.Env, name+"="+r.expand(t, value))
	}
	out, err := cmd.CombinedOutput()
	r.log += string(out)
	r.summary += read(t, summary)
	r.keep(read(t, output), s.ID)
	return err == nil
}

// keep takes over the outputs of a step.
func (r *runner) keep(output, id string) {
	if id == "" {
		return
	}
	r.outputs = map[string]string{}
	for line := range strings.Lines(output) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		r.outputs[name] = value
		r.context["steps."+id+".outputs."+name] = value
	}
}

// expand replaces ${{ a || b }}, which is all that action.yml uses under env.
func (r *runner) expand(t *testing.T, text string) string {
	t.Helper()
	return regexp.MustCompile(`\$\{\{ (.*?) \}\}`).ReplaceAllStringFunc(text, func(e string) string {
		for term := range strings.SplitSeq(e[4:len(e)-3], " || ") {
			if !regexp.MustCompile(`^[a-z_.]+$`).MatchString(term) {
				t.Fatalf("unknown expression %s", term)
			}
			if v := r.context[term]; v != "" {
				return v
			}
		}
		return ""
	})
}

// holds evaluates a && b, with terms that are a name or compare one with a string.
func (r *runner) holds(t *testing.T, condition string) bool {
	t.Helper()
	for term := range strings.SplitSeq(condition, " && ") {
		name, want, compared := strings.Cut(term, " == ")
		got := r.context[name]
		if compared && got != strings.Trim(want, "'") || got == "" {
			return false
		}
	}
	return true
}

// api is as much of GitHub's as the comment needs.
type api struct {
	*httptest.Server
	mu       sync.Mutex
	comments []comment
	calls    []string
	readOnly bool
}

type comment struct {
	ID   int               `json:"id"`
	Body string            `json:"body"`
	User map[string]string `json:"user"`
}

func newAPI(t *testing.T, comments ...comment) *api {
	t.Helper()
	a := &api{comments: comments}
	a.Server = httptest.NewServer(a)
	t.Cleanup(a.Close)
	return a
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls = append(a.calls, r.Method+" "+r.URL.RequestURI())
	var in comment
	if r.Header.Get("Authorization") != "Bearer t0ken" || json.NewDecoder(r.Body).Decode(&in) != nil && r.Method != http.MethodGet {
		http.Error(w, "{}", http.StatusUnauthorized)
		return
	}
	var id int
	switch {
	case r.URL.Path == "/user", a.readOnly && r.Method != http.MethodGet:
		http.Error(w, `{"message":"Resource not accessible by integration"}`, http.StatusForbidden)
	case r.Method == http.MethodGet && r.URL.Path == "/repos/o/r/issues/5/comments":
		page := 1
		_, _ = fmt.Sscanf(r.URL.Query().Get("page"), "%d", &page)
		from := min((page-1)*100, len(a.comments))
		reply(w, append([]comment{}, a.comments[from:min(from+100, len(a.comments))]...))
	case r.Method == http.MethodPost && r.URL.Path == "/repos/o/r/issues/5/comments":
		in.ID, in.User = len(a.comments)+1, map[string]string{"login": "github-actions[bot]"}
		a.comments = append(a.comments, in)
		reply(w, in)
	case r.Method == http.MethodPatch && scan(r.URL.Path, "/repos/o/r/issues/comments/%d", &id):
		a.comments[id-1].Body = in.Body
		reply(w, a.comments[id-1])
	default:
		http.NotFound(w, r)
	}
}

func reply(w http.ResponseWriter, value any) {
	_ = json.NewEncoder(w).Encode(value)
}

func scan(text, format string, into *int) bool {
	n, _ := fmt.Sscanf(text, format, into)
	return n == 1
}

// writes are the calls that change something, since the last time.
func (a *api) writes() []string {
	calls := slices.DeleteFunc(a.calls, func(c string) bool { return strings.HasPrefix(c, "GET ") })
	a.calls = nil
	return calls
}

// repository makes an origin with a base and a changed commit, and a checkout of the latter of depth 1, as
// actions/checkout does. It returns the checkout and the base.
func repository(t *testing.T, before, after string) (checkout, base string) {
	t.Helper()
	origin, checkout := t.TempDir(), filepath.Join(t.TempDir(), "work")
	git(t, origin, "init", "-q", "-b", "main")
	commit := func(sql string) string {
		write(t, filepath.Join(origin, "schema.sql"), sql, 0o600)
		git(t, origin, "add", ".")
		git(t, origin, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "--allow-empty", "-m", "x")
		return strings.TrimSpace(git(t, origin, "rev-parse", "HEAD"))
	}
	base = commit(before)
	commit(after)
	git(t, origin, "clone", "-q", "--depth=1", "file://"+filepath.ToSlash(origin), checkout)
	return checkout, base
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

func write(t *testing.T, file, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// pull is what the runner knows of a pull request.
func pull(base string, more map[string]string) map[string]string {
	m := map[string]string{
		"github.event.pull_request.base.sha": base, "github.event.pull_request.number": "5",
		"inputs.path": "schema.sql", "inputs.token": "t0ken",
	}
	maps.Copy(m, more)
	return m
}

// saying makes a program that stands in for crowsfoot: it prints a text, writes Markdown, and ends with a status.
func saying(text, markdown string, status int) string {
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
	return fmt.Sprintf("#!/usr/bin/env bash\nfor a in \"$@\"; do case $a in --output=*) printf %%s %s >\"${a#*=}\";; esac; done\n"+
		"printf '%%s\\n' \"$@\" >>\"$RUNNER_TEMP/arguments\"\nprintf %%s %s >&2\nexit %d\n", quote(markdown), quote(text), status)
}

func TestActionComment(t *testing.T) {
	const marker = "<!-- crowsfoot-diff: default -->\n"
	bot, mallory := map[string]string{"login": "github-actions[bot]"}, map[string]string{"login": "mallory"}
	var many []comment
	for i := range 250 {
		many = append(many, comment{ID: i + 1, Body: "hello", User: mallory})
	}
	many[230] = comment{ID: 231, Body: marker + "old", User: bot}
	tests := []struct {
		name     string
		status   int
		markdown string
		inputs   map[string]string
		comments []comment
		readOnly bool
		want     []string
		body     string
	}{
		{name: "created", status: 1, markdown: "new\n", want: []string{"POST /repos/o/r/issues/5/comments"}, body: marker + "new\n"},
		{name: "not for nothing", status: 0, markdown: "no changes\n"},
		{name: "updated on a later page", status: 1, markdown: "new\n", comments: many, want: []string{"PATCH /repos/o/r/issues/comments/231"}},
		{
			name: "somebody else's marker", status: 1, markdown: "new\n", comments: []comment{{ID: 1, Body: marker + "x", User: mallory}},
			want: []string{"POST /repos/o/r/issues/5/comments"}, body: marker + "new\n",
		},
		{
			name: "a comment for each key", status: 1, markdown: "new\n", comments: []comment{{ID: 1, Body: marker + "x", User: bot}},
			inputs: map[string]string{"inputs.key": "b --> <b>"},
			want:   []string{"POST /repos/o/r/issues/5/comments"}, body: "<!-- crowsfoot-diff: b-b- -->\nnew\n",
		},
		{name: "switched off", status: 1, markdown: "new\n", inputs: map[string]string{"inputs.comment": "false"}},
		{name: "no pull request", status: 1, markdown: "new\n", inputs: map[string]string{"github.event.pull_request.number": ""}},
		{name: "a fork may not", status: 1, markdown: "new\n", readOnly: true, want: []string{"POST /repos/o/r/issues/5/comments"}},
		{
			name: "too long", status: 1, markdown: strings.Repeat("x", 70_000), want: []string{"POST /repos/o/r/issues/5/comments"},
			body: marker + "The changes of the schema are too many for a comment: see the [summary of the job](https://github.invalid/o/r/actions/runs/7).\n",
		},
	}
	checkout, base := repository(t, "", "")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRunner(t, checkout, pull(base, tt.inputs))
			r.program = saying("", tt.markdown, tt.status)
			server := newAPI(t, slices.Clone(tt.comments)...)
			server.readOnly = tt.readOnly
			if !r.run(t, server.URL) {
				t.Fatalf("a step did not succeed:\n%s", r.log)
			}
			if got := server.writes(); !slices.Equal(got, tt.want) {
				t.Errorf("calls: got %v, want %v", got, tt.want)
			}
			if tt.body != "" && server.comments[len(server.comments)-1].Body != tt.body {
				t.Errorf("comment: got %q", server.comments[len(server.comments)-1].Body)
			}
			if tt.readOnly != strings.Contains(r.log, "::notice title=crowsfoot::The comment may not be written") {
				t.Errorf("log:\n%s", r.log)
			}
		})
	}
}

// TestActionKeepsCommandsOut: no line that the program prints is a command to the runner.
func TestActionKeepsCommandsOut(t *testing.T) {
	checkout, base := repository(t, "", "")
	r := newRunner(t, checkout, pull(base, map[string]string{"inputs.path": " a b.sql\n\n$(touch pwned);`id`\n--strict\r\n"}))
	r.program = saying("x.sql:1: found \"\n::set-env name=PATH::/evil\n::add-mask::x\n", "m", 1)
	if !r.run(t, newAPI(t).URL) {
		t.Fatalf("a step did not succeed:\n%s", r.log)
	}
	m := regexp.MustCompile(`(?s)^::stop-commands::([0-9a-f]{32})\n(.*)::([0-9a-f]{32})::\n$`).FindStringSubmatch(r.log)
	if m == nil || m[1] != m[3] || !strings.Contains(m[2], "::set-env") {
		t.Errorf("log:\n%s", r.log)
	}
	arguments := strings.Split(read(t, filepath.Join(r.temp, "arguments")), "\n")
	if got, want := arguments[7:10], []string{" a b.sql", "$(touch pwned);`id`", "--strict"}; !slices.Equal(got, want) || arguments[6] != "--" {
		t.Errorf("operands: got %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(checkout, "pwned")); err == nil {
		t.Error("an input was run as code")
	}
}

func TestActionErrors(t *testing.T) {
	checkout, base := repository(t, "", "")
	tests := []struct {
		name   string
		inputs map[string]string
		status int
		want   string
	}{
		{"no path", map[string]string{"inputs.path": "\n "}, 0, "the input path is empty"},
		{"nothing to compare with", map[string]string{"github.event.pull_request.base.sha": ""}, 0, "there is nothing to compare with"},
		{"a new branch", map[string]string{"github.event.pull_request.base.sha": "", "github.event.before": strings.Repeat("0", 40)}, 0, "there is nothing to compare with"},
		{"a flag for git", map[string]string{"inputs.base": "--upload-pack=touch pwned"}, 0, "no git revision"},
		{"a revision that is not there", map[string]string{"inputs.base": "nowhere"}, 0, "the base cannot be fetched"},
		{"trouble", nil, 2, "the schemas could not be compared"},
		{"no answer", nil, 0, "the comparison wrote nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRunner(t, checkout, pull(base, tt.inputs))
			r.program = saying("", "", tt.status)
			if r.run(t, newAPI(t).URL) || !strings.Contains(r.log, "::error title=crowsfoot::"+tt.want) && !strings.Contains(r.log, tt.want) {
				t.Errorf("log:\n%s", r.log)
			}
		})
	}
}
