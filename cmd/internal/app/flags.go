package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// Headings of the help text, in its order.
const (
	aboutInput  = "Input"
	aboutShown  = "What is shown"
	aboutLooks  = "How it looks"
	aboutOutput = "Output"
	aboutRun    = "The run"
)

func headings() []string {
	return []string{aboutOutput, aboutInput, aboutShown, aboutLooks, aboutRun}
}

// choice is the value of a flag that takes one of a few words.
type choice struct {
	value   string
	allowed []string
}

// newChoice is a choice whose default is value.
func newChoice(value string, allowed ...string) *choice {
	return &choice{value: value, allowed: allowed}
}

// Set implements flag.Value.
func (c *choice) Set(value string) error {
	if !slices.Contains(c.allowed, value) {
		if near := nearest(value, c.allowed); near != "" {
			return fmt.Errorf("did you mean %s? (%s)", near, strings.Join(c.allowed, ", "))
		}
		return fmt.Errorf("expected %s", orList(c.allowed))
	}
	c.value = value
	return nil
}

// String implements flag.Value.
func (c *choice) String() string { return c.value }

// choiceFlag is a flag that takes one of a few words; the first is the default. The usage text gets
// the words appended.
func choiceFlag(name, about, usage string, words ...string) *cli.GenericFlag {
	return &cli.GenericFlag{
		Name:     name,
		Category: about,
		Usage:    usage + ": " + orList(words),
		Value:    newChoice(words[0], words...),
	}
}

// word returns the value of a choice flag.
func word(c *cli.Context, name string) string {
	v, _ := c.Generic(name).(*choice)
	if v == nil {
		return ""
	}
	return v.value
}

// words are the names of values, for a choice between them.
func words[T fmt.Stringer](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.String()
	}
	return out
}

// chosen returns the one of the values that a choice flag names; the zero value when the flag is not there.
func chosen[T fmt.Stringer](c *cli.Context, name string, values ...T) T {
	for _, v := range values {
		if v.String() == word(c, name) {
			return v
		}
	}
	var zero T
	return zero
}
