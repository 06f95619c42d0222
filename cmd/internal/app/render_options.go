package app

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/render"
	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
	"crowsfoot/render/svg"
)

// renderOptions are the settings of render.
type renderOptions struct {
	sourceOptions
	outputs []target
	diagram diagram.Options
	writing render.Options
}

// sourceOptions say what is read and how; every command that reads SQL has them.
type sourceOptions struct {
	inputOptions
	paths  []string
	parse  parse.Options
	strict bool
}

// target is a place for a result, "-" for standard output, and the format that belongs there.
type target struct {
	path   string
	format string
}

func newSourceOptions(c *cli.Context) sourceOptions {
	o := sourceOptions{paths: c.Args().Slice(), strict: c.Bool("strict")}
	o.parse = parse.Options{Dialect: chosen(c, "dialect", dialect.All()...), Infer: c.Bool("infer"), DoBlocks: c.Bool("do-blocks")}
	o.dialect = o.parse.Dialect
	return o
}

func newRenderOptions(c *cli.Context) (*renderOptions, error) {
	o, err := newDrawOptions(c)
	if err != nil {
		return nil, err
	}
	o.outputs, err = targets(c, renderFormats())
	return o, err
}

// newDrawOptions are the settings that everything that draws has in common.
func newDrawOptions(c *cli.Context) (*renderOptions, error) {
	o := &renderOptions{sourceOptions: newSourceOptions(c)}
	var err error
	if o.diagram, err = newDiagramOptions(c); err != nil {
		return nil, err
	}
	if o.writing.Mermaid, err = newMermaidOptions(c); err != nil {
		return nil, err
	}
	o.writing.TableList = c.Bool("table-list")
	o.writing.Layout.Budget = c.Int("layout-budget")
	o.writing.SVG, err = newSVGOptions(c)
	return o, err
}

// formatName is a format and the endings of files that stand for it.
type formatName struct {
	name    string
	endings []string
}

func renderFormats() []formatName {
	var out []formatName
	for _, f := range render.Formats() {
		out = append(out, formatName{f.String(), f.Endings()})
	}
	return out
}

// targets finds the format of every output. One that is named by --format and by an ending must be the same.
func targets(c *cli.Context, formats []formatName) ([]target, error) {
	named := word(c, "format")
	files := c.StringSlice("output")
	if len(files) == 0 {
		return []target{{path: "-", format: named}}, nil
	}
	var out []target
	for i, file := range files {
		f := formatOf(file, formats)
		switch {
		case slices.Contains(files[:i], file):
			return nil, fmt.Errorf("output %s given twice", file)
		case file == "-", f == "" && c.IsSet("format"):
			f = named
		case f == "":
			return nil, fmt.Errorf("cannot tell the format of %q; expected a name that ends in %s, or --format", file, orList(endings(formats)))
		case c.IsSet("format") && f != named:
			return nil, fmt.Errorf("--format %s contradicts the ending of %s", named, file)
		}
		out = append(out, target{path: file, format: f})
	}
	return out, nil
}

// formatOf is the format that a file's ending stands for; "" for none.
func formatOf(file string, formats []formatName) string {
	for _, f := range formats {
		if slices.Contains(f.endings, strings.ToLower(filepath.Ext(file))) {
			return f.name
		}
	}
	return ""
}

func endings(formats []formatName) []string {
	var all []string
	for _, f := range formats {
		all = append(all, f.endings...)
	}
	return all
}

func newDiagramOptions(c *cli.Context) (diagram.Options, error) {
	o := diagram.Options{
		Title:       c.String("title"),
		Junctions:   chosen(c, "junctions", diagram.CollapsePure, diagram.CollapseAudit),
		Columns:     chosen(c, "columns", diagram.KeyColumns, diagram.NoColumns),
		Group:       chosen(c, "group", diagram.GroupNone, diagram.GroupSchema, diagram.GroupComponent, diagram.GroupPrefix),
		Include:     c.StringSlice("include"),
		Exclude:     c.StringSlice("exclude"),
		Focus:       c.StringSlice("focus"),
		Depth:       c.Int("depth"),
		Views:       c.Bool("views"),
		Identifying: c.Bool("identifying"),
	}
	if word(c, "direction") == "TB" {
		o.Direction = diagram.TopBottom
	}
	if o.Depth < 0 {
		return o, fmt.Errorf("--depth %d: expected 0 or more", o.Depth)
	}
	return o, nil
}

func newMermaidOptions(c *cli.Context) (mermaid.Options, error) {
	target, err := mermaid.ParseTarget(word(c, "mermaid-target"))
	if err != nil {
		return mermaid.Options{}, err
	}
	budget, err := mermaid.ParseBudget(c.String("budget"))
	return mermaid.Options{Target: target, Budget: budget}, err
}

func newSVGOptions(c *cli.Context) (svg.Options, error) {
	o := svg.Options{Legend: c.Bool("legend"), Heading: c.IsSet("title"), Link: c.String("link"), LinkFile: fileInRevision}
	switch word(c, "theme") {
	case "light":
		o.Theme = svg.Light
	case "dark":
		o.Theme = svg.Dark
	}
	return o, svg.CheckLink(o.Link)
}

// fileInRevision is a file without the git revision that it was read from: links have their own place for that.
func fileInRevision(name string) string {
	if _, err := os.Stat(name); err == nil {
		return name
	}
	if _, file, ok := splitRevision(name); ok {
		return path.Clean(file)
	}
	return name
}

// defaultTitle is what a picture is called when nobody named it: the file or folder that it shows.
// Several have no name in common.
func defaultTitle(paths []string) string {
	if len(paths) != 1 || paths[0] == "-" {
		return ""
	}
	name := filepath.ToSlash(filepath.Clean(fileInRevision(paths[0])))
	base := strings.TrimSuffix(path.Base(name), ".gz")
	if title := strings.TrimSuffix(base, path.Ext(base)); strings.Trim(title, "./") != "" {
		return title
	}
	return ""
}
