package parse_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// program finds a program in PATH or where the patterns say. Without it the test is skipped, but not in CI.
func program(t *testing.T, name string, patterns ...string) string {
	t.Helper()
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	for _, p := range patterns {
		if found, err := filepath.Glob(p); err == nil && len(found) > 0 {
			return found[len(found)-1]
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed, and CI must compare with it", name)
	}
	t.Skipf("%s is not installed: install it to compare with what it makes of the SQL", name)
	return ""
}

// output runs a command, and gives the lines that it writes, sorted, and its complaints.
func output(t *testing.T, cmd *exec.Cmd) (lines []string, errs string) {
	t.Helper()
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil && complaints.Len() == 0 {
		t.Fatalf("%s: %v", cmd.Path, err)
	}
	text := strings.TrimSpace(string(out))
	if text == "" {
		return nil, complaints.String()
	}
	lines = strings.Split(text, "\n")
	slices.Sort(lines)
	return lines, complaints.String()
}

// daemon is a server of the test's own, in a folder of its own, that listens on a socket in there and nowhere else.
type daemon struct {
	folder string
	as     []string // what runs a command as a user that may own the folder: servers refuse to run as root
}

// newDaemon makes the folder, which the user named, or else nobody, owns if the tests run as root.
func newDaemon(t *testing.T, name string) *daemon {
	t.Helper()
	if testing.Short() {
		t.Skip("a server takes seconds to start")
	}
	folder, err := os.MkdirTemp("", name) //nolint:usetesting // sockets need a short name, and other users a way to it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	d := &daemon{folder: folder}
	if os.Geteuid() != 0 {
		return d
	}
	owner, err := user.Lookup(name)
	if err != nil {
		if owner, err = user.Lookup("nobody"); err != nil {
			t.Fatal(err)
		}
	}
	uid, _ := strconv.Atoi(owner.Uid)
	gid, _ := strconv.Atoi(owner.Gid)
	if err := os.Chown(folder, uid, gid); err != nil {
		t.Fatal(err)
	}
	d.as = []string{program(t, "setpriv"), "--reuid=" + owner.Uid, "--regid=" + owner.Gid, "--clear-groups"}
	return d
}

func (d *daemon) command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	args = append(slices.Clone(d.as), args...)
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Dir = d.folder
	return cmd
}

// run waits for a command.
func (d *daemon) run(t *testing.T, args ...string) {
	t.Helper()
	if out, err := d.command(t, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, out)
	}
}

// start starts the server, which is stopped with the test, and waits until something answers on the socket.
func (d *daemon) start(t *testing.T, socket string, args ...string) {
	t.Helper()
	cmd := d.command(t, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	var log strings.Builder
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait() // its log says more
	}()
	t.Cleanup(func() { <-ended })
	for deadline := time.Now().Add(time.Minute); ; {
		conn, err := net.Dial("unix", filepath.Join(d.folder, socket))
		if err == nil {
			_ = conn.Close()
			return
		}
		select {
		case <-ended:
			t.Fatalf("%s ended:\n%s", args[0], log.String())
		case <-time.After(50 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer: %v", args[0], err)
		}
	}
}

// write writes files of SQL, and returns their paths.
func (d *daemon) write(t *testing.T, files ...string) []string {
	t.Helper()
	folder := t.TempDir()
	var paths []string
	for i, sql := range files {
		path := filepath.Join(folder, fmt.Sprintf("%d.sql", i))
		if err := os.WriteFile(path, []byte(sql), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
