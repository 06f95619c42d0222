package parse_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"crowsfoot/parse/dialect"
)

var caseLink = regexp.MustCompile(`\[(\w+)\]\(\.\./testdata/dialects/(\w+/\w+)\.txtar\)`)

// TestDialectsDocumented holds docs/dialects.md to the cases: each row is backed by one at least, each link leads to a case
// of the column's dialect, and each case is linked.
func TestDialectsDocumented(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "docs", "dialects.md"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, c := range dialectCases(t) {
		known[c.name] = true
	}
	linked := map[string]bool{}
	for line := range strings.Lines(string(doc)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != len(dialect.All())+3 || strings.Contains(line, "**") || strings.Contains(line, "---") || strings.HasPrefix(line, "| construct") {
			continue
		}
		n := 0
		for i, d := range dialect.All() {
			for _, m := range caseLink.FindAllStringSubmatch(cells[i+2], -1) {
				n++
				linked[m[2]] = true
				if m[2] != d.String()+"/"+m[1] || !known[m[2]] {
					t.Errorf("%q links to %s, which is no case of %s", strings.TrimSpace(cells[1]), m[0], d)
				}
			}
		}
		if n == 0 {
			t.Errorf("%q has no case", strings.TrimSpace(cells[1]))
		}
	}
	for name := range known {
		if !linked[name] {
			t.Errorf("the case %s is not linked", name)
		}
	}
}
