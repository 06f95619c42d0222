package mermaid_test

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
)

// FuzzRender writes a diagram with any texts in any place, and checks line by line what can be told without
// Mermaid. The seeds and what was found with -fuzz are handed to the real Mermaid as well, when they run as a test:
// with -fuzz, it would be a thousand times slower than the writer.
func FuzzRender(f *testing.F) {
	for texts := range slices.Chunk(hostileTexts(), 3) {
		f.Add(texts[0], texts[len(texts)/2], texts[len(texts)-1], uint8(len(texts[0])))
	}
	var m *realMermaid
	if fuzzing := flag.Lookup("test.fuzz"); fuzzing == nil || fuzzing.Value.String() == "" {
		var err error
		if m, err = newRealMermaid(f); err != nil {
			f.Logf("not compared with the real Mermaid: %v", err)
		}
	}
	f.Fuzz(func(t *testing.T, one, two, three string, choice uint8) {
		target := targets()[int(choice)%len(targets())]
		d := everywhere(one, two, three)
		if choice >= 128 {
			d.Direction = diagram.TopBottom
		}
		text, _, err := mermaid.Render(d, mermaid.Options{Target: target, Budget: mermaid.Budget{Units: 1 << 30}})
		if err != nil {
			t.Fatal(err)
		}
		checkLines(t, d, text)
		if m != nil {
			checkUnderstood(t, m, d, target)
		}
	})
}

// checkLines tests that no text has left its line or its quotes.
func checkLines(t *testing.T, d *diagram.Diagram, text string) {
	t.Helper()
	relations := 0
	for line := range strings.Lines(text) {
		if strings.Count(line, `"`)%2 != 0 {
			t.Errorf("quotes do not pair: %q", line)
		}
		if strings.Contains(line, "%%") || strings.ContainsAny(line, "\r\v\x00\u2028\u2029") || !utf8.ValidString(line) {
			t.Errorf("line %q", line)
		}
		relations += strings.Count(line, ` : "`)
	}
	if relations != len(d.Edges) {
		t.Errorf("%d lines are relations, want %d:\n%s", relations, len(d.Edges), text)
	}
}
