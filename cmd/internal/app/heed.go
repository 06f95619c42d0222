package app

import (
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"crowsfoot/render"
)

// heeding are the formats that a flag makes a difference to; nil for all.
func heeding(flag string) []string {
	switch flag {
	case "theme", "link", "legend", "layout-budget":
		return []string{render.SVG.String()}
	case "mermaid-target", "budget":
		return []string{render.Mermaid.String(), render.Markdown.String()}
	case "table-list":
		return []string{render.Markdown.String()}
	default:
		return nil
	}
}

// given are the names of the flags that stand on the command line, in the order of the help text.
func given(c *cli.Context) []string {
	var names []string
	for _, f := range c.Command.Flags {
		if name := f.Names()[0]; c.IsSet(name) {
			names = append(names, name)
		}
	}
	return names
}

// unheeded tells of flags of the command line that change nothing in what the run writes. Those of a settings
// file are for many runs and may well be idle in one.
func unheeded(c *cli.Context, flags []string, outputs []target) []string {
	var notes []string
	for _, name := range flags {
		formats := heeding(name)
		heeds := func(t target) bool { return slices.Contains(formats, t.format) }
		switch {
		case name == "depth" && len(c.StringSlice("focus")) == 0 && c.Command.Name != "diff":
			notes = append(notes, "--depth changes nothing here: it is how far --focus reaches; name a table with --focus")
		case formats != nil && !slices.ContainsFunc(outputs, heeds):
			notes = append(notes, fmt.Sprintf("--%s changes nothing here: it is for %s", name, orList(formats)))
		}
	}
	return notes
}
