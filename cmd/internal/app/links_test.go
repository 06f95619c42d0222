package app

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestLinks follows the links between documents to the files that they lead to, and from the README to every
// document.
func TestLinks(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	docs, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil || len(docs) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	link := regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	var fromReadme []string
	for _, doc := range append([]string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}, docs...) {
		if filepath.Dir(doc) == "." {
			doc = filepath.Join(root, doc)
		}
		text, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(withoutCode(string(text)), -1) {
			if strings.Contains(m[1], ":") {
				continue
			}
			target := filepath.Join(filepath.Dir(doc), filepath.FromSlash(m[1]))
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", filepath.Base(doc), m[1])
			}
			if filepath.Base(doc) == "README.md" {
				fromReadme = append(fromReadme, target)
			}
		}
	}
	for _, doc := range docs {
		if !slices.Contains(fromReadme, doc) {
			t.Errorf("README.md does not link to docs/%s", filepath.Base(doc))
		}
	}
}

// withoutCode drops fenced blocks and code spans.
func withoutCode(text string) string {
	text = regexp.MustCompile("(?ms)^```.*?^```").ReplaceAllString(text, "")
	return regexp.MustCompile("`[^`\n]*`").ReplaceAllString(text, "")
}
