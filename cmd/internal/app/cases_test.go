package app

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestCases runs testdata/cases/**.txtar. A case holds SQL files, which are read in their order (files in
// a folder as that folder), and what they become. Its first line says in words what it shows. The name of
// an expectation is its kind, followed by flags of render if it needs some, as in "relations --junctions pure".
// UPDATE=1 rewrites the expectations; read the difference.
func TestCases(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "testdata", "cases"))
	if err != nil {
		t.Fatal(err)
	}
	var seen int
	err = filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".txtar" {
			seen++
			name := strings.TrimSuffix(filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator))), ".txtar")
			t.Run(name, func(t *testing.T) { runCase(t, path) })
		}
		return err
	})
	if err != nil || seen == 0 {
		t.Fatalf("%d cases in %s, %v", seen, root, err)
	}
}

// kinds are the expectations that a case may have.
func kinds() []string {
	return []string{"mermaid", "relations", "ends", "schema", "json", "dot", "markdown", "diagnostics"}
}

func runCase(t *testing.T, file string) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Comment) == 0 || !bytes.HasSuffix(bytes.TrimSpace(bytes.SplitAfter(a.Comment, []byte("\n"))[0]), []byte(".")) {
		t.Error("the first line does not say what the case shows, in a sentence")
	}
	t.Chdir(t.TempDir())
	operands := unpack(t, a)
	if len(operands) == 0 || !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return !isSQL(f) }) {
		t.Fatal("a case needs SQL files and expectations")
	}
	update := os.Getenv("UPDATE") != ""
	for i, f := range a.Files {
		if isSQL(f) {
			continue
		}
		got := outcome(t, f.Name, operands)
		if update {
			a.Files[i].Data = []byte(got)
			continue
		}
		if diff := cmp.Diff(string(f.Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if update {
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func isSQL(f txtar.File) bool { return strings.HasSuffix(f.Name, ".sql") }

// unpack writes the SQL files into the working folder and returns what to pass to render.
func unpack(t *testing.T, a *txtar.Archive) []string {
	t.Helper()
	var operands []string
	for _, f := range a.Files {
		if !isSQL(f) {
			continue
		}
		if !fs.ValidPath(f.Name) {
			t.Fatalf("%s is not a path inside of the case", f.Name)
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(f.Name), 0o777), os.WriteFile(f.Name, f.Data, 0o666)); err != nil {
			t.Fatal(err)
		}
		operand, _, _ := strings.Cut(f.Name, "/")
		if !slices.Contains(operands, operand) {
			operands = append(operands, operand)
		}
	}
	return operands
}

// outcome is what render makes of the operands, as the kind of expectation shows it.
func outcome(t *testing.T, name string, operands []string) string {
	t.Helper()
	words := strings.Fields(name)
	if !slices.Contains(kinds(), words[0]) {
		t.Fatalf("unknown member %q: expected files that end in .sql, and %s", name, orList(kinds()))
	}
	format := map[string]string{"relations": "mermaid", "ends": "svg", "schema": "json", "diagnostics": "json"}[words[0]]
	if format == "" {
		format = words[0]
	}
	args := slices.Concat([]string{"render", "--format", format}, words[1:], operands)
	var out, errs bytes.Buffer
	status := Main(context.Background(), args, IO{In: strings.NewReader(""), Out: &out, Err: &errs})
	if words[0] == "diagnostics" {
		return errs.String()
	}
	if status != exitDone {
		t.Fatalf("crowsfoot %s: status %d\n%s", strings.Join(args, " "), status, errs.String())
	}
	switch words[0] {
	case "relations":
		return relationLines(out.String())
	case "ends":
		return drawnEnds(t, out.Bytes())
	case "schema":
		return schemaText(t, out.Bytes())
	default:
		return out.String()
	}
}

// relationLines are the lines of Mermaid that relate two entities.
func relationLines(mermaid string) string {
	var b strings.Builder
	for line := range strings.Lines(mermaid) {
		if strings.Contains(line, "--") || strings.Contains(line, "..") {
			b.WriteString(strings.TrimSpace(line) + "\n")
		}
	}
	return b.String()
}
