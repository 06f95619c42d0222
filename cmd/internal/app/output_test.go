package app

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func read1(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWriteFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("old", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout bytes.Buffer
	files := []outFile{{"new", []byte("1")}, {"-", []byte("2")}, {"old", []byte("3")}}
	if err := writeFiles(files, &stdout); err != nil {
		t.Fatal(err)
	}
	if got := read1(t, "new") + stdout.String() + read1(t, "old"); got != "123" {
		t.Errorf("wrote %q", got)
	}
	if info, err := os.Stat("old"); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the mode of a file that was there became %v", info.Mode())
	}
	if left, _ := filepath.Glob(".*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// failing is a standard output that is full.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteFilesWritesAllOrNone(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("old", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, files := range [][]outFile{
		{{"old", []byte("x")}, {filepath.Join("nowhere", "new"), nil}},
		{{"old", []byte("x")}, {"new", []byte("x")}, {"-", []byte("x")}},
		{{"old", []byte("x")}, {".", nil}},
	} {
		if err := writeFiles(files, failing{}); err == nil {
			t.Errorf("%v: no error", files)
		}
		entries, err := os.ReadDir(".")
		if err != nil || len(entries) != 1 || read1(t, "old") != "old" {
			t.Errorf("%v: the folder holds %v, old is %q", files, entries, read1(t, "old"))
		}
	}
}

func TestWriteFilesToADevice(t *testing.T) {
	if _, err := os.Stat(os.DevNull); err != nil || runtime.GOOS == "windows" {
		t.Skip("no device to write to")
	}
	if err := writeFiles([]outFile{{os.DevNull, []byte("x")}}, nil); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device was replaced: %v", info.Mode())
	}
}
