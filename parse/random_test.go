package parse_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/dialect"
)

// randomScripts compares a server with what is read of scripts that are made up.
type randomScripts struct {
	server  *server
	dialect dialect.Dialect
	stream  uint64                    // of random numbers
	lines   func(*rand.Rand) []string // of a script, a statement each
	refused *regexp.Regexp            // finds the lines of statements that the server refuses
	partly  bool                      // such a statement may be done in part
	tidy    func([]string) []string   // is applied to both catalogues; nil for neither
	prelude int                       // how many lines are the same in all scripts
	end     string                    // what each script ends with
}

// compare leaves out the statements that the server refuses, and compares what it holds in the end.
// CROWSFOOT_RANDOM is how many scripts, CROWSFOOT_RANDOM_SEED where to start.
func (r *randomScripts) compare(t *testing.T) {
	t.Helper()
	first := number(t, "CROWSFOOT_RANDOM_SEED", 1)
	for i := range number(t, "CROWSFOOT_RANDOM", 12) {
		want, lines := r.taken(t, r.lines(rand.New(rand.NewPCG(uint64(first+i), r.stream))))
		if len(lines) < 5 {
			t.Fatalf("seed %d: %s took %d statements only", first+i, r.dialect, len(lines))
		}
		if r.difference(t, want, lines) != "" {
			diff, lines := r.shrunk(t, lines)
			t.Errorf("seed %d (-%s +crowsfoot):\n%s\n%s", first+i, r.dialect, diff, strings.Join(lines, "\n"))
		}
	}
}

// difference is what is read of the lines otherwise than the server does; "" for nothing.
func (r *randomScripts) difference(t *testing.T, want, lines []string) string {
	t.Helper()
	got := r.server.catalogueOf(parseText(t, r.dialect, strings.Join(lines, "\n")+"\n"+r.end))
	if r.tidy != nil {
		want, got = r.tidy(want), r.tidy(got)
	}
	return cmp.Diff(want, got)
}

// shrunk leaves out what is not needed for a difference.
func (r *randomScripts) shrunk(t *testing.T, lines []string) (diff string, left []string) {
	t.Helper()
	for size := len(lines) / 2; size > 0; size /= 2 {
		for at := r.prelude; at < len(lines); {
			fewer := slices.Delete(slices.Clone(lines), at, min(at+size, len(lines)))
			want, taken := r.taken(t, fewer)
			if r.difference(t, want, taken) == "" {
				at += size
				continue
			}
			lines = taken
		}
	}
	want, lines := r.taken(t, lines)
	return r.difference(t, want, lines), lines
}

// taken leaves out the lines that the server refuses; where it may have done a part of what it refuses, until it
// refuses none.
func (r *randomScripts) taken(t *testing.T, lines []string) (catalogue, left []string) {
	t.Helper()
	for {
		found, errs := r.server.load(t, []string{strings.Join(lines, "\n") + "\n" + r.end})
		refused := r.refused.FindAllStringSubmatch(errs, -1)
		if r.partly && len(refused) == 0 && errs != "" {
			t.Fatal(errs)
		}
		for _, n := range refused {
			if line, _ := strconv.Atoi(n[1]); line <= len(lines) { // the end may be refused too
				lines[line-1] = ""
			}
		}
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
		if !r.partly || len(refused) == 0 {
			return found, lines
		}
	}
}
