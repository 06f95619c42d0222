package mermaid_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"crowsfoot/render/mermaid"
)

// realMermaid is a Node process that tells what the real Mermaid understands of a text, in every
// version that testdata/mermaid names.
type realMermaid struct {
	in  io.WriteCloser
	out *bufio.Reader
}

// understood is what one version of Mermaid makes of a text.
type understood struct {
	Error       string
	Entities    []understoodEntity
	Relations   []understoodRelation
	Groups      []understoodGroup
	Direction   string
	Title       string
	Description string
}

type understoodEntity struct {
	Name    string
	Columns []understoodColumn
	Classes []string
}

type understoodColumn struct {
	Type, Name string
	Keys       []string
	Comment    string
}

type understoodRelation struct {
	Left, Right                       int
	Label                             string
	LeftCardinality, RightCardinality string
	Dashed                            bool
}

type understoodGroup struct {
	Title    string
	Entities []int
}

// versionsOf names the versions of Mermaid that a target promises to work with.
func versionsOf(t mermaid.Target) []string {
	switch t {
	case mermaid.GitHub:
		return []string{"11.12", "11.13", "11.17", "12.0", "12.3"}
	case mermaid.Latest:
		return []string{"11.17", "12.0", "12.3"}
	default:
		return []string{"10.7", "11.4", "11.12", "11.13", "11.17", "12.0", "12.3"}
	}
}

func targets() []mermaid.Target {
	return []mermaid.Target{mermaid.Portable, mermaid.GitHub, mermaid.Latest}
}

// startMermaid starts the real Mermaid, or skips the test where it is not installed. On a CI server
// it has to be installed.
func startMermaid(tb testing.TB) *realMermaid {
	tb.Helper()
	m, err := newRealMermaid(tb)
	switch {
	case err == nil:
		return m
	case os.Getenv("CI") != "":
		tb.Fatalf("CI is set, and %v", err)
	default:
		tb.Skipf("not compared with the real Mermaid: %v", err)
	}
	return nil
}

// newRealMermaid starts the process; it ends with the test.
func newRealMermaid(tb testing.TB) (*realMermaid, error) {
	tb.Helper()
	folder := filepath.Join("..", "..", "testdata", "mermaid")
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		return nil, fmt.Errorf("mermaid is not installed: run npm ci --ignore-scripts in testdata/mermaid (%w)", err)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, fmt.Errorf("node.js is not installed: %w", err)
	}
	cmd := exec.Command(node, filepath.Join(folder, "understand.mjs"))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	tb.Cleanup(func() {
		if err := in.Close(); err != nil {
			tb.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			tb.Errorf("understand.mjs ended badly: %v", err)
		}
	})
	m := &realMermaid{in: in, out: bufio.NewReader(out)}
	if _, err := m.out.ReadBytes('\n'); err != nil { // what is installed
		return nil, fmt.Errorf("no answer from understand.mjs: %w", err)
	}
	return m, nil
}

// ask returns what each of the versions understands of a text.
func (m *realMermaid) ask(tb testing.TB, text string, versions []string) map[string]understood {
	tb.Helper()
	request, err := json.Marshal(map[string]any{"text": text, "versions": versions})
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := m.in.Write(append(request, '\n')); err != nil {
		tb.Fatal(err)
	}
	line, err := m.out.ReadBytes('\n')
	if err != nil {
		tb.Fatalf("no answer from understand.mjs: %v", err)
	}
	for _, sentinel := range [][2]string{{"ﬂ", "°"}, {"¶", "ß"}} { // drawn with a blank without width in between
		line = bytes.ReplaceAll(line, []byte(sentinel[0]+"\u200b"+sentinel[1]), []byte(sentinel[0]+sentinel[1]))
	}
	var answers map[string]understood
	if err := json.Unmarshal(line, &answers); err != nil {
		tb.Fatalf("answer %s: %v", line, err)
	}
	return answers
}
