package layouttest

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"crowsfoot/parse"
	"crowsfoot/parse/migrate"
)

// Corpus is a schema with its name.
type Corpus struct {
	Name    string
	Sources []parse.Source
}

// Examples returns the example schemas of the project; root is the way to its folder.
func Examples(root string) ([]Corpus, error) {
	files, err := filepath.Glob(filepath.Join(root, "testdata", "schemas", "*.sql"))
	if err != nil {
		return nil, fmt.Errorf("example schemas: %w", err)
	}
	var all []Corpus
	for _, file := range files {
		all = append(all, Corpus{Name: filepath.Base(file), Sources: []parse.Source{sourceOf(file)}})
	}
	return all, nil
}

// Corpora returns the schemas that the environment variable CROWSFOOT_CORPUS names, none where it is not set: a
// folder with a folder for each schema two levels down, which holds its SQL files in the order of LOAD_ORDER.txt or
// of a migration tool.
func Corpora() ([]Corpus, error) {
	folder := os.Getenv("CROWSFOOT_CORPUS")
	if folder == "" {
		return nil, nil
	}
	found, err := filepath.Glob(filepath.Join(folder, "*", "*"))
	if err != nil {
		return nil, fmt.Errorf("CROWSFOOT_CORPUS: %w", err)
	}
	var all []Corpus
	for _, path := range found {
		c := Corpus{Name: filepath.Base(path)}
		for _, name := range filesOf(path) {
			c.Sources = append(c.Sources, sourceOf(filepath.Join(path, name)))
		}
		if len(c.Sources) > 0 {
			all = append(all, c)
		}
	}
	return all, nil
}

func sourceOf(file string) parse.Source {
	return parse.Source{Name: filepath.Base(file), Open: func() (io.ReadCloser, error) { return os.Open(file) }}
}

func filesOf(folder string) []string {
	if list, err := os.ReadFile(filepath.Join(folder, "LOAD_ORDER.txt")); err == nil {
		return strings.Split(strings.TrimSpace(string(list)), "\n")
	}
	order, err := migrate.Plan(os.DirFS(folder), ".")
	if err != nil {
		return nil
	}
	var files []string
	for _, f := range order.Files {
		files = append(files, f.Path)
	}
	return files
}
