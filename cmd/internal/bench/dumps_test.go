//go:build unix

package bench

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// runs is how often each command is timed; the median counts.
const runs = 5

// TestDumps prints how long crowsfoot takes for dumps, as multiples of wc -l on the same file, and the memory
// that it holds. CROWSFOOT_BENCH_MB is the size of the largest dump.
func TestDumps(t *testing.T) {
	largest, err := strconv.Atoi(os.Getenv("CROWSFOOT_BENCH_MB"))
	if err != nil {
		t.Skip("a measurement, not a test: set CROWSFOOT_BENCH_MB, or run make bench")
	}
	dir := t.TempDir()
	binary := build(t, dir)
	fmt.Printf("%-10s %8s %10s %12s %7s %10s\n", "dump", "MB", "wc -l", "crowsfoot", "ratio", "memory")
	for _, kind := range []string{"mysqldump", "pg_dump"} {
		for _, mb := range sizes(largest) {
			file := filepath.Join(dir, "dump.sql")
			writeDump(t, file, kind, mb<<20)
			wc, _ := median(t, "wc", "-l", file)
			ours, memory := median(t, binary, "render", "--quiet", file)
			fmt.Printf("%-10s %8d %10s %12s %6.1fx %7d MB\n", kind, mb, round(wc), round(ours), ours.Seconds()/wc.Seconds(), memory>>20)
		}
	}
}

// sizes are 1, 10, 100, … and the largest, in MB.
func sizes(largest int) []int {
	var list []int
	for n := 1; n <= largest/2; n *= 10 {
		list = append(list, n)
	}
	return append(list, largest)
}

func round(d time.Duration) string { return d.Round(time.Millisecond / 10).String() }

// median runs a command several times; memory is the most that it held, in bytes.
func median(t *testing.T, name string, args ...string) (_ time.Duration, memory int64) {
	t.Helper()
	var times []time.Duration
	for range runs {
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Stdout = io.Discard
		start := time.Now()
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		times = append(times, time.Since(start))
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			memory = max(memory, usage.Maxrss<<10)
		}
	}
	slices.Sort(times)
	return times[runs/2], memory
}

// writeDump writes a synthetic dump of about size bytes, the same one each time.
func writeDump(t *testing.T, file, kind string, size int) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	r := rand.New(rand.NewPCG(1, 2))
	if kind == "mysqldump" {
		mysqldump(w, r, size)
	} else {
		pgdump(w, r, size)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Sync(); err != nil { // writing it to the disk would take time from those who read it
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func mysqldump(w *bufio.Writer, r *rand.Rand, size int) {
	n := 0
	for t := 1; n < size; t++ {
		n += put(w, "DROP TABLE IF EXISTS `t%d`;\nCREATE TABLE `t%d` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  `name` varchar(255) DEFAULT NULL,\n"+
			"  `amount` decimal(10,2) NOT NULL,\n  `parent_id` int DEFAULT NULL,\n  PRIMARY KEY (`id`),\n  KEY `parent_id` (`parent_id`),\n"+
			"  CONSTRAINT `fk_%d` FOREIGN KEY (`parent_id`) REFERENCES `t%d` (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\nLOCK TABLES `t%d` WRITE;\n", t, t, t, max(1, t-1), t)
		for range 20 {
			n += put(w, "INSERT INTO `t%d` VALUES ", t)
			for i := range 9000 {
				n += put(w, "(%d,'%s',%.2f,NULL),", i, phrase(r, `\'quoted\'`, `line\nbreak`), r.Float64()*1000)
			}
			n += put(w, "(9001,'',0.00,NULL);\n")
			if n >= size {
				break
			}
		}
		n += put(w, "UNLOCK TABLES;\n")
	}
}

func pgdump(w *bufio.Writer, r *rand.Rand, size int) {
	n := put(w, "SELECT pg_catalog.set_config('search_path', '', false);\n")
	tables := 0
	for n < size {
		tables++
		n += put(w, "CREATE TABLE public.t%d (\n    id integer NOT NULL,\n    name character varying(255),\n    amount numeric(10,2) NOT NULL,\n    parent_id integer\n);\n"+
			"COPY public.t%d (id, name, amount, parent_id) FROM stdin;\n", tables, tables)
		for i := 0; i < 180_000 && n < size; i++ {
			n += put(w, "%d\t%s\t%.2f\t\\N\n", i, phrase(r, "'quoted'", `line\nbreak`), r.Float64()*1000)
		}
		n += put(w, "\\.\n\n")
	}
	for t := 1; t <= tables; t++ {
		put(w, "ALTER TABLE ONLY public.t%d\n    ADD CONSTRAINT t%d_pkey PRIMARY KEY (id);\n", t, t)
		put(w, "ALTER TABLE ONLY public.t%d\n    ADD CONSTRAINT t%d_parent_fkey FOREIGN KEY (parent_id) REFERENCES public.t%d(id);\n", t, t, max(1, t-1))
	}
}

// phrase is a value such as people's tables hold.
func phrase(r *rand.Rand, more ...string) string {
	words := append([]string{"quick", "brown", "fox", "over", "lazy", "customer", "invoice", "shipped", "café", "100%", "a-b", "Hauptstraße", "2024-05-17", "and"}, more...)
	var s []byte
	for range 2 + r.IntN(10) {
		s = append(s, words[r.IntN(len(words))]...)
		s = append(s, ' ')
	}
	return string(s)
}

// put returns how many bytes it wrote; the writer keeps the error until it is flushed.
func put(w *bufio.Writer, format string, args ...any) int {
	n, _ := fmt.Fprintf(w, format, args...)
	return n
}
