//go:build unix

package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPictures prints how long crowsfoot takes for an SVG, and how large that is, against native Graphviz on
// crowsfoot's own DOT of the same diagram.
func TestPictures(t *testing.T) {
	if os.Getenv("CROWSFOOT_BENCH_MB") == "" {
		t.Skip("a measurement, not a test: set CROWSFOOT_BENCH_MB, or run make bench")
	}
	if _, err := exec.LookPath("dot"); err != nil {
		t.Skip("no dot of Graphviz to compare with")
	}
	dir := t.TempDir()
	binary := build(t, dir)
	fmt.Printf("%-8s %6s %10s %12s %7s %8s %8s %6s %9s\n", "tables", "keys", "dot -Tsvg", "crowsfoot", "ratio", "dot kB", "our kB", "size", "memory")
	for _, tables := range []int{16, 100, 500, 2000} {
		in, dot, svg, theirs := filepath.Join(dir, "in.sql"), filepath.Join(dir, "in.dot"), filepath.Join(dir, "out.svg"), filepath.Join(dir, "dot.svg")
		text, keys := synthetic(tables)
		if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		median(t, binary, "render", "--quiet", in, "-o", dot)
		ours, memory := median(t, binary, "render", "--quiet", in, "-o", svg)
		native, ok := graphviz(t, tables, dot, theirs)
		if !ok {
			fmt.Printf("%-8d %6d %10s %12s %24d kB %12d MB\n", tables, keys, "> "+patience.String(), round(ours), size(t, svg)>>10, memory>>20)
			continue
		}
		a, b := size(t, theirs), size(t, svg)
		fmt.Printf("%-8d %6d %10s %12s %6.2fx %8d %8d %5.1f%% %5d MB\n",
			tables, keys, round(native), round(ours), ours.Seconds()/native.Seconds(), a>>10, b>>10, 100*float64(b)/float64(a), memory>>20)
	}
}

// patience is how long Graphviz may take for a large diagram.
const patience = 10 * time.Minute

// graphviz times native Graphviz, large diagrams once only. ok is false when it took too long.
func graphviz(t *testing.T, tables int, in, out string) (_ time.Duration, ok bool) {
	t.Helper()
	if tables <= 500 {
		d, _ := median(t, "dot", "-Tsvg", "-o", out, in)
		return d, true
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	start := time.Now()
	err := exec.CommandContext(ctx, "dot", "-Tsvg", "-o", out, in).Run()
	if err != nil && ctx.Err() == nil {
		t.Fatalf("dot: %v", err)
	}
	return time.Since(start), err == nil
}

func build(t *testing.T, dir string) string {
	t.Helper()
	binary := filepath.Join(dir, "crowsfoot")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "crowsfoot/cmd/crowsfoot").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

func size(t *testing.T, file string) int64 {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// synthetic makes a schema of n tables and about 1.4 foreign keys a table, most of them to tables that are near, as
// in schemas that people have.
func synthetic(n int) (sql string, keys int) {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	types := [...]string{"integer", "varchar(255)", "text", "timestamptz", "numeric(10,2)", "boolean", "jsonb"}
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "CREATE TABLE entity_%d (\n  id bigint PRIMARY KEY", i)
		for c := range 3 + r.IntN(8) {
			fmt.Fprintf(&b, ",\n  attribute_%d %s", c, types[r.IntN(len(types))])
		}
		for k := range min(i, r.IntN(4)) {
			parent := max(0, i-1-r.IntN(12))
			if r.IntN(10) == 0 {
				parent = r.IntN(i)
			}
			fmt.Fprintf(&b, ",\n  entity_%d_id_%d bigint REFERENCES entity_%d (id)", parent, k, parent)
			keys++
		}
		b.WriteString("\n);\n")
	}
	return b.String(), keys
}
