package app

import (
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"crowsfoot/parse/dialect"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/mermaid"
)

// The flags, by heading. Several commands share them.

// resultFlags say where results go and in which of the formats; the first is the default.
func resultFlags(formats []formatName) []cli.Flag {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	format := choiceFlag("format", aboutOutput, "what to write", names...)
	format.Aliases = []string{"f"}
	return []cli.Flag{
		&cli.StringSliceFlag{
			Name: "output", Aliases: []string{"o"}, Category: aboutOutput,
			Usage: "write to `FILE` instead of standard output; may be given several times; the format follows the ending: " +
				strings.Join(endings(formats), " "),
		},
		format,
	}
}

func inputFlags() []cli.Flag {
	return []cli.Flag{
		choiceFlag("dialect", aboutInput, "the SQL dialect", words(append([]dialect.Dialect{dialect.Unknown}, dialect.All()...)...)...),
		&cli.BoolFlag{Name: "do-blocks", Category: aboutInput, Usage: "PostgreSQL: also read what DO blocks run in any case"},
		&cli.BoolFlag{Name: "infer", Category: aboutInput, Usage: "add the foreign keys that column names imply, marked as implied"},
	}
}

// focusDepth is the usage text of --depth where it is for --focus only.
const focusDepth = "how many lines away --focus reaches, as a `NUMBER`"

// shownFlags say what is drawn; depth is the usage text of --depth, which means more to diff.
func shownFlags(depth string) []cli.Flag {
	return []cli.Flag{
		choiceFlag("junctions", aboutShown, "draw join tables as tables, or collapse to a line those that hold nothing else (pure), "+
			"or only bookkeeping besides (audit)", words(diagram.KeepJunctions, diagram.CollapsePure, diagram.CollapseAudit)...),
		choiceFlag("columns", aboutShown, "which columns to show", words(diagram.AllColumns, diagram.KeyColumns, diagram.NoColumns)...),
		&cli.StringSliceFlag{
			Name: "include", Category: aboutShown,
			Usage: "show only tables that match `GLOB`, by name or schema.name; may be given several times",
		},
		&cli.StringSliceFlag{Name: "exclude", Category: aboutShown, Usage: "leave out tables that match `GLOB`; may be given several times"},
		&cli.StringSliceFlag{
			Name: "focus", Category: aboutShown,
			Usage: "show only `TABLE` and its neighbours; may be given several times",
		},
		&cli.IntFlag{Name: "depth", Category: aboutShown, Value: 1, Usage: depth},
		choiceFlag("group", aboutShown, "boxes around tables, of one schema, one connected component, or one name prefix; auto is by schema when there are several",
			words(diagram.GroupAuto, diagram.GroupNone, diagram.GroupSchema, diagram.GroupComponent, diagram.GroupPrefix)...),
		&cli.BoolFlag{Name: "views", Category: aboutShown, Usage: "draw views and what they read"},
	}
}

func looksFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "title", Category: aboutLooks, Usage: "the picture's `TEXT` for a title and accessible name", DefaultText: "the file's name"},
		choiceFlag("direction", aboutLooks, "where lines run to", "LR", "TB"),
		&cli.BoolFlag{Name: "identifying", Category: aboutLooks, Usage: "dash the lines of non-identifying relationships"},
		choiceFlag("theme", aboutLooks, "SVG: colours that follow the reader's settings, or one set only", "auto", "light", "dark"),
		&cli.StringFlag{
			Name: "link", Category: aboutLooks,
			Usage: "SVG: link every table to `URL`, where {schema}, {table}, {file} and {line} are filled in",
		},
		&cli.BoolFlag{Name: "legend", Category: aboutLooks, Usage: "SVG: explain the marks below the picture"},
		&cli.IntFlag{
			Name: "layout-budget", Category: aboutLooks, DefaultText: strconv.Itoa(layout.DefaultBudget),
			Usage: "SVG: the effort to spend on routing lines, as a `NUMBER`; -1 for no limit",
		},
		choiceFlag("mermaid-target", aboutLooks, "Mermaid: how modern the page that draws it is", mermaid.Targets()...),
		&cli.BoolFlag{Name: "table-list", Category: aboutLooks, Usage: "Markdown: list the tables and their comments below the diagram"},
		&cli.StringFlag{
			Name: "budget", Category: aboutLooks, Value: "step",
			Usage: "Mermaid: what to do when the text is longer than pages draw, in `WORDS` joined by commas: step (show fewer columns, then split), " +
				"error, a number of characters, gitlab-comment",
		},
	}
}

// runFlags are about the run as such; every command has them.
func runFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "strict", Category: aboutRun, Usage: "exit 1, and write nothing, when a statement that might matter was not understood"},
		choiceFlag("diagnostics", aboutRun, "how to write what was not understood to standard error", "text", "json", "github"),
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Category: aboutRun, Usage: "errors only"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Category: aboutRun, Usage: "also say what was read, and how much of it was understood"},
		&cli.DurationFlag{Name: "timeout", Category: aboutRun, Usage: "give up after a `DURATION` such as 30s", Value: time.Duration(0)},
		&cli.StringFlag{Name: "config", Category: aboutRun, Usage: "read settings from `FILE`", DefaultText: configName + ", found upward"},
		helpFlag(),
	}
}

func helpFlag() cli.Flag {
	return &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Category: aboutRun, Usage: "show this text"}
}
