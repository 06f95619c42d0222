package cachedir_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/internal/cachedir"
)

// The test binary imports go-graphviz, so it is itself a program whose start is to be tested: run with
// this variable it lays out two tables and prints the name of the temporary folder.
const asProgram = "CACHEDIR_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	d := &diagram.Diagram{
		Entities: []diagram.Entity{{Label: "a", Group: -1}, {Label: "b", Group: -1}},
		Edges:    []diagram.Edge{{Parent: diagram.End{Entity: 0}, Child: diagram.End{Entity: 1}}},
	}
	if _, err := layout.Compute(context.Background(), d, layout.Options{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(os.TempDir())
	os.Exit(0)
}

// home is a place for one simulated user: a temporary folder and a folder for caches.
type home struct{ tmp, cache string }

func newHome(t *testing.T) home {
	t.Helper()
	dir := t.TempDir()
	h := home{filepath.Join(dir, "tmp"), filepath.Join(dir, "cache")}
	for _, d := range []string{h.tmp, h.cache} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func (h home) command() *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asProgram+"=1", "TMPDIR="+h.tmp, "TMP="+h.tmp, "TEMP="+h.tmp,
		"XDG_CACHE_HOME="+h.cache, "HOME="+h.cache, "LocalAppData="+h.cache)
	return cmd
}

// run starts the program. It has to succeed, to know its temporary folder, and to leave nothing there.
func (h home) run(t *testing.T) {
	t.Helper()
	h.check(t, h.command())
}

func (h home) check(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != h.tmp {
		t.Errorf("the program printed %q (%v), want %q", first(string(out), 300), err, h.tmp)
	}
	if left, err := os.ReadDir(h.tmp); err != nil || len(left) > 0 {
		t.Errorf("left in the temporary folder: %v (%v)", left, err)
	}
}

func first(s string, n int) string { return s[:min(n, len(s))] }

func (h home) dir() string { return filepath.Join(h.cache, "crowsfoot", cachedir.Generation) }

// files are the files of machine code.
func (h home) files(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(h.dir(), "go-graphviz", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, ".whole") })
}

func TestColdThenWarm(t *testing.T) {
	h := newHome(t)
	if runtime.GOOS == "darwin" {
		t.Skip("the folder for caches does not follow a variable on this system")
	}
	h.run(t)
	files := h.files(t)
	if len(files) != 1 {
		t.Fatalf("after a cold start there are %q, want one file of machine code", files)
	}
	if _, err := os.Stat(filepath.Join(h.dir(), "compiling")); err == nil {
		t.Error("the lock was not given back")
	}
	before, err := os.Stat(files[0])
	if err != nil {
		t.Fatal(err)
	}
	h.run(t)
	after, err := os.Stat(files[0])
	if err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("a warm start compiled again (%v)", err)
	}
}

// warm is a home with a filled cache, and the file in it.
func warm(t *testing.T) (home, string) {
	t.Helper()
	h := newHome(t)
	h.run(t)
	files := h.files(t)
	if len(files) != 1 {
		t.Skip("no cache on this system")
	}
	return h, files[0]
}

func TestDamagedFile(t *testing.T) {
	h, file := warm(t)
	h.run(t) // notes that the file is whole
	if _, err := os.Stat(file + ".whole"); err != nil {
		t.Error(err)
	}
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := slices.Clone(good)
	flipped[len(flipped)/2] ^= 1
	for name, data := range map[string][]byte{
		"empty": {}, "header": good[:20], "half": good[:len(good)/2], "end": good[:len(good)-1],
		"flipped": flipped, "zeros": make([]byte, len(good)),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			h.run(t)
			if now, err := os.ReadFile(file); err != nil || len(now) != len(good) {
				t.Errorf("the file was not mended: %d bytes (%v), want %d", len(now), err, len(good))
			}
		})
	}
}

func TestLeftoverOfKilledProcess(t *testing.T) {
	h, file := warm(t)
	lock, part := filepath.Join(h.dir(), "compiling"), file+".123.tmp"
	if err := os.Rename(file, part); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(lock, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	h.run(t)
	if got := h.files(t); !slices.Equal(got, []string{part}) {
		t.Errorf("while another process compiles, the cache became %q", got)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(lock, old, old); err != nil {
		t.Fatal(err)
	}
	h.run(t)
	if got := h.files(t); !slices.Equal(got, []string{file}) {
		t.Errorf("after an old lock, the cache became %q, want %q", got, file)
	}
}

func TestFoldersOfOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("folders have no mode on this system")
	}
	t.Run("writable by all", func(t *testing.T) {
		h, file := warm(t)
		for _, path := range []string{file, filepath.Dir(file), h.dir(), filepath.Dir(h.dir()), h.cache} {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(file, 100); err != nil {
				t.Fatal(err)
			}
			h.run(t)
			if now, err := os.Stat(file); err != nil || now.Size() != 100 {
				t.Errorf("the cache was used although all can write to %s", path)
			}
			if err := os.Chmod(path, info.Mode().Perm()); err != nil {
				t.Fatal(err)
			}
		}
	})
	t.Run("foreign owner", func(t *testing.T) {
		h, file := warm(t)
		if os.Geteuid() != 0 {
			h.cache = "/"
			h.run(t)
			return
		}
		if err := os.Chown(h.dir(), 12345, 12345); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(file, 100); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		if now, err := os.Stat(file); err != nil || now.Size() != 100 {
			t.Error("the cache was used although it is another user's")
		}
	})
	t.Run("link", func(t *testing.T) {
		h, other := newHome(t), newHome(t)
		if err := os.Symlink(other.cache, filepath.Join(h.cache, "crowsfoot")); err != nil {
			t.Fatal(err)
		}
		h.run(t)
		if left, err := os.ReadDir(other.cache); err != nil || len(left) > 0 {
			t.Errorf("something was written through a link: %v (%v)", left, err)
		}
	})
}

func TestNoPlaceForACache(t *testing.T) {
	for name, change := range map[string]func(*testing.T, *home){
		"read-only": func(t *testing.T, h *home) {
			t.Helper()
			if err := os.Chmod(h.cache, 0o500); err != nil {
				t.Fatal(err)
			}
		},
		"missing":    func(_ *testing.T, h *home) { h.cache = filepath.Join(h.cache, "not", "there") },
		"no home":    func(_ *testing.T, h *home) { h.cache = "" },
		"relative":   func(_ *testing.T, h *home) { h.cache = "cache" },
		"a file":     func(t *testing.T, h *home) { t.Helper(); h.cache = file(t, h.cache) },
		"no process": func(_ *testing.T, h *home) { h.cache = "/proc/self" },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHome(t)
			change(t, &h)
			h.run(t)
		})
	}
}

func file(t *testing.T, dir string) string {
	t.Helper()
	name := filepath.Join(dir, "file")
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestNoRoom runs the program where files cannot grow to the size of the cache, as on a full disk.
func TestNoRoom(t *testing.T) {
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash")
	}
	h := newHome(t)
	cmd := h.command()
	cmd.Path, cmd.Args = shell, []string{shell, "-c", `trap "" XFSZ; ulimit -f 64; exec "$0"`, cmd.Path}
	h.check(t, cmd)
	if got := h.files(t); len(got) > 0 {
		t.Errorf("the cache became %q", got)
	}
}

func TestColdStartsAtOnce(t *testing.T) {
	h := newHome(t)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() { h.run(t) })
	}
	all.Wait()
	if got := h.files(t); len(got) > 1 {
		t.Errorf("the cache became %q", got)
	}
	h.run(t)
}

// TestImports holds the condition on which the order of initialisation rests, for all systems.
func TestImports(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		theirs := imports(t, system, "github.com/goccy/go-graphviz/internal/wasm")
		for _, p := range imports(t, system, "crowsfoot/render/layout/internal/cachedir") {
			if strings.HasPrefix(p, "crowsfoot/") {
				continue
			}
			if _, found := slices.BinarySearch(theirs, p); !found {
				t.Errorf("%s: package %s is imported here but not by go-graphviz", system, p)
			}
		}
	}
}

func imports(t *testing.T, system, pkg string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", pkg)
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("needs the go command: %v", err)
	}
	deps := strings.Fields(string(out))
	slices.Sort(deps)
	return deps
}

func TestGeneration(t *testing.T) {
	mod, err := os.ReadFile("../../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(cachedir.Generation, "-v", " v", 1)
	if !strings.Contains(string(mod), "github.com/goccy/"+want) {
		t.Errorf("Generation is %s, which is not the version in go.mod", cachedir.Generation)
	}
}
