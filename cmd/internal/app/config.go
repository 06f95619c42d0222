package app

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/urfave/cli/v2"
)

// configName is the settings file that is looked for from the working folder upward.
const configName = ".crowsfoot.yaml"

// configKeys are the flags that may stand in the settings file: those that say how things are drawn,
// not what one run reads and writes.
func configKeys() []string {
	return []string{
		"dialect", "include", "exclude", "focus", "depth", "junctions", "columns", "group", "views", "infer", "do-blocks",
		"direction", "identifying", "theme", "title", "link", "legend",
		"mermaid-target", "budget", "table-list", "layout-budget", "strict",
	}
}

// applyConfig gives the flags that were not set the values that the settings file has for them, which is looked for
// from a folder upward unless --config names it. A key that belongs to another command's flag is none of this
// command's business.
func applyConfig(c *cli.Context, folder string) error {
	path := c.String("config")
	if path == "" {
		if path = findConfig(folder); path == "" {
			return nil
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", path, errors.Unwrap(err))
	}
	settings, err := readConfig(path, text)
	if err != nil {
		return err
	}
	for _, s := range settings {
		f := lookupFlag(c.Command, s.key)
		if f == nil || c.IsSet(s.key) {
			continue
		}
		if err := s.apply(c, f); err != nil {
			return err
		}
	}
	return nil
}

// findConfig looks for the settings file in a folder and those above; "" when there is none.
// It stops at the top of a git repository, so that nothing outside a checkout changes its pictures.
func findConfig(folder string) string {
	dir, err := filepath.Abs(folder)
	if err != nil {
		return ""
	}
	for ; ; folder = filepath.Join(folder, "..") {
		if _, err := os.Stat(filepath.Join(dir, configName)); err == nil {
			return filepath.Join(folder, configName)
		}
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil || dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// setting is one key of the settings file with its values, as text.
type setting struct {
	place  string // file:line:column
	key    string
	values []string
	isList bool
}

// readConfig reads a settings file: one mapping from flag names to words or lists of words.
func readConfig(path string, text []byte) ([]setting, error) {
	file, err := parser.ParseBytes(bytes.TrimPrefix(text, []byte("\ufeff")), 0)
	if err != nil {
		return nil, fmt.Errorf("%s: not YAML: %s", path, firstLine(err))
	}
	var settings []setting
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		m, ok := doc.Body.(ast.MapNode)
		if !ok {
			return nil, fmt.Errorf(`%s: expected lines such as "junctions: pure"`, path)
		}
		for it := m.MapRange(); it.Next(); {
			s, err := readSetting(path, it.KeyValue())
			if err != nil {
				return nil, err
			}
			settings = append(settings, s)
		}
	}
	return settings, nil
}

func readSetting(path string, kv *ast.MappingValueNode) (setting, error) {
	pos := kv.Key.GetToken().Position
	s := setting{
		place: fmt.Sprintf("%s:%d:%d", filepath.ToSlash(path), pos.Line, pos.Column),
		key:   kv.Key.GetToken().Value,
	}
	if !slices.Contains(configKeys(), s.key) {
		if near := nearest(s.key, configKeys()); near != "" {
			return s, fmt.Errorf("%s: unknown key %s; did you mean %s?", s.place, s.key, near)
		}
		return s, fmt.Errorf("%s: unknown key %s; expected %s", s.place, s.key, orList(configKeys()))
	}
	list, ok := kv.Value.(*ast.SequenceNode)
	if !ok {
		word, err := scalar(kv.Value)
		s.values = []string{word}
		return s, wrapPlace(s.place, err)
	}
	s.isList = true
	for _, v := range list.Values {
		word, err := scalar(v)
		if err != nil {
			return s, wrapPlace(s.place, err)
		}
		s.values = append(s.values, word)
	}
	return s, nil
}

// scalar is the text of a YAML scalar as it stands in the file.
func scalar(n ast.Node) (string, error) {
	switch v := n.(type) {
	case *ast.NullNode:
		return "", errors.New("expected a value")
	case ast.ScalarNode:
		return v.GetToken().Value, nil
	default:
		return "", errors.New("expected a word or a list of words")
	}
}

// apply sets the flag, which checks the value as it does on the command line.
func (s setting) apply(c *cli.Context, f cli.Flag) error {
	if _, many := f.(*cli.StringSliceFlag); s.isList && !many {
		return fmt.Errorf("%s: %s takes one value, not a list", s.place, s.key)
	}
	for _, v := range s.values {
		if err := c.Set(s.key, v); err != nil {
			return fmt.Errorf("%s: %s: invalid value %q%s", s.place, s.key, v, s.reason(f, err))
		}
	}
	return nil
}

// reason says what a flag would have taken.
func (s setting) reason(f cli.Flag, err error) string {
	if allowedValues(f) != nil {
		return ": " + firstLine(err)
	}
	return flagHint(&cli.Command{Flags: []cli.Flag{f}}, "-"+s.key+":")
}

func wrapPlace(place string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", place, err)
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
