package app

import (
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"crowsfoot/render"
)

// heeding are the formats of a command that a flag makes a difference to; nil for all. Programs are given what was
// read and compared, whatever of it a diagram would show.
func heeding(command, flag string) []string {
	switch flag {
	case "theme", "link", "legend", "layout-budget":
		return []string{render.SVG.String()}
	case "mermaid-target", "budget":
		return []string{render.Mermaid.String(), render.Markdown.String()}
	case "table-list":
		return []string{render.Markdown.String()}
	case "columns", "group", "direction", "identifying", "title":
		return diagramFormats(command)
	case "junctions", "focus", "depth", "views", "everything":
		if command == "diff" {
			return diagramFormats(command)
		}
	}
	return nil
}

// diagramFormats are the formats of a command that hold a diagram.
func diagramFormats(command string) []string {
	formats := renderFormats()
	if command == "diff" {
		formats = diffFormats()
	}
	var names []string
	for _, f := range formats {
		if f.name != render.JSON.String() && f.name != "text" {
			names = append(names, f.name)
		}
	}
	return names
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
		formats := heeding(c.Command.Name, name)
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
