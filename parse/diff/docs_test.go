package diff_test

import (
	"os"
	"regexp"
	"testing"

	"crowsfoot/parse/diff"

	"github.com/google/go-cmp/cmp"
)

// TestDocumentation checks that docs/diff.md lists all kinds in their order.
func TestDocumentation(t *testing.T) {
	text, err := os.ReadFile("../../docs/diff.md")
	if err != nil {
		t.Fatal(err)
	}
	var documented []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllSubmatch(text, -1) {
		documented = append(documented, string(m[1]))
	}
	var want []string
	for _, k := range diff.Kinds() {
		want = append(want, string(k))
	}
	for _, k := range []diff.ConsequenceKind{diff.ParentEnd, diff.ChildEnd, diff.Related, diff.Junction, diff.Identified, diff.Dangling} {
		want = append(want, string(k))
	}
	if d := cmp.Diff(want, documented); d != "" {
		t.Errorf("docs/diff.md lists other kinds (-code +docs):\n%s", d)
	}
}
