package app

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

// informs answers what needs no command to run: help and the version. done says that it did.
func informs(w io.Writer, cmds []*cli.Command, args []string) (done bool, err error) {
	if len(args) == 0 {
		return true, writeHelp(w, cmds)
	}
	switch args[0] {
	case "--version", "-version", "version":
		_, err := fmt.Fprintln(w, "crowsfoot "+version())
		return true, err
	case "help":
		if len(args) == 1 {
			return true, writeHelp(w, cmds)
		}
		args = args[1:]
	default:
		if !asksHelp(args) {
			return false, nil
		}
	}
	if isFlag(args[0]) {
		return true, writeHelp(w, cmds)
	}
	cmd, err := findCommand(cmds, args[0])
	if err != nil {
		return true, err
	}
	return true, writeCommandHelp(w, cmd)
}

// asksHelp reports whether --help stands among the flags.
func asksHelp(args []string) bool {
	for _, a := range args {
		switch a {
		case "--":
			return false
		case "--help", "-help", "-h":
			return true
		}
	}
	return false
}

// version is the version of the module that was built.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown version)"
	}
	return info.Main.Version
}

func writeHelp(w io.Writer, cmds []*cli.Command) error {
	var b strings.Builder
	b.WriteString(`crowsfoot draws SQL schemas as crow's-foot diagrams. It reads the CREATE TABLE statements in
.sql files, dumps and migration folders; it needs no database and runs no SQL.

  crowsfoot render schema.sql -o schema.svg    a picture, for light and dark pages
  crowsfoot render schema.sql                  Mermaid text, to paste into a README

Commands:
`)
	for _, c := range cmds {
		fmt.Fprintf(&b, "  %-12s %s\n", c.Name, c.Usage)
	}
	b.WriteString("\ncrowsfoot COMMAND --help explains a command and its flags.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// writeCommandHelp writes what a command does, how it is called, examples, and its flags by subject.
func writeCommandHelp(w io.Writer, c *cli.Command) error {
	var b strings.Builder
	fmt.Fprintf(&b, "crowsfoot %s: %s\n\nUsage:\n", c.Name, c.Usage)
	for line := range strings.Lines(c.UsageText) {
		b.WriteString("  " + line)
	}
	b.WriteString("\n")
	if c.Description != "" {
		b.WriteString("\n" + c.Description + "\n")
	}
	for _, about := range headings() {
		flags := flagsAbout(c, about)
		if len(flags) == 0 {
			continue
		}
		b.WriteString("\n" + about + ":\n")
		for _, f := range flags {
			b.WriteString(flagHelp(f))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func flagsAbout(c *cli.Command, about string) []cli.Flag {
	var out []cli.Flag
	for _, f := range c.Flags {
		if g, ok := f.(cli.CategorizableFlag); ok && g.GetCategory() == about {
			out = append(out, f)
		}
	}
	return out
}

// flagHelp is a flag and what it does, the words in a column of their own.
func flagHelp(f cli.Flag) string {
	const indent, width = 26, 98
	head := "  " + flagSyntax(f)
	var b strings.Builder
	b.WriteString(head)
	if len(head) >= indent {
		b.WriteString("\n" + strings.Repeat(" ", indent))
	} else {
		b.WriteString(strings.Repeat(" ", indent-len(head)))
	}
	column := indent
	for i, wd := range strings.Fields(flagText(f)) {
		if i > 0 && column+1+len(wd) > width {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			column = indent
		} else if i > 0 {
			b.WriteString(" ")
			column++
		}
		b.WriteString(wd)
		column += len(wd)
	}
	b.WriteString("\n")
	return b.String()
}

// flagSyntax is "-o, --output FILE".
func flagSyntax(f cli.Flag) string {
	long, short := f.Names()[0], "    "
	if len(f.Names()) > 1 {
		short = "-" + f.Names()[1] + ", "
	}
	value := flagValueName(f)
	if value != "" {
		value = " " + value
	}
	return short + "--" + long + value
}

// flagValueName is what a flag's value is called: the word between backquotes in its usage text.
func flagValueName(f cli.Flag) string {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok || !d.TakesValue() {
		return ""
	}
	if parts := strings.Split(d.GetUsage(), "`"); len(parts) == 3 {
		return parts[1]
	}
	if len(allowedValues(f)) > 0 {
		return "WORD"
	}
	return "VALUE"
}

// flagText is what a flag does, with its default.
func flagText(f cli.Flag) string {
	d := f.(cli.DocGenerationFlag)
	text := strings.ReplaceAll(d.GetUsage(), "`", "")
	if def := flagDefault(f); def != "" {
		text += " (default " + def + ")"
	}
	return text
}

// flagDefault is the default of a flag as text; "" for none.
func flagDefault(f cli.Flag) string {
	d := f.(cli.DocGenerationFlag)
	if !d.TakesValue() {
		return ""
	}
	switch def := strings.Trim(d.GetDefaultText(), `"`); def {
	case "0", "0s", "[]":
		return ""
	default:
		return def
	}
}

// allowedValues lists the words that a flag takes; nil when it takes any text.
func allowedValues(f cli.Flag) []string {
	g, ok := f.(*cli.GenericFlag)
	if !ok {
		return nil
	}
	if c, ok := g.Value.(*choice); ok {
		return c.allowed
	}
	return nil
}
