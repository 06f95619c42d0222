package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"crowsfoot/parse"
	"crowsfoot/render"
	"crowsfoot/render/diagram"
)

func renderCommand(std IO, rep *reporter) *cli.Command {
	return &cli.Command{
		Name:      "render",
		Usage:     "draw a schema",
		UsageText: "crowsfoot render [flags] PATH...",
		Description: `PATH is an SQL file, compressed with gzip or not, a folder (its migrations, in the order of the tool
that wrote them), "-" for standard input, or REV:PATH for a git revision.

Examples:
  crowsfoot render schema.sql                     Mermaid text on standard output
  crowsfoot render schema.sql -o schema.svg       a picture
  crowsfoot render db/migrations -o docs/db.md    a folder of migrations, as a Markdown block
  pg_dump -s shop | crowsfoot render - -o shop.svg
  crowsfoot render main:db/schema.sql --focus orders --depth 2`,
		Flags: slices.Concat(resultFlags(renderFormats()), inputFlags(), shownFlags(focusDepth), looksFlags(), runFlags()),
		Action: action(rep, func(ctx context.Context, c *cli.Context, flags []string) error {
			o, err := newRenderOptions(c)
			if err != nil {
				return err
			}
			rep.notes(unheeded(c, flags, o.outputs))
			return runRender(ctx, std, rep, o)
		}),
	}
}

// action is what every command does around its work: settings, verbosity, the time limit. The work is told which flags
// stand on the command line; the context's own also come from the settings.
func action(rep *reporter, work func(ctx context.Context, c *cli.Context, flags []string) error) cli.ActionFunc {
	return func(c *cli.Context) error {
		if format := word(c, "diagnostics"); format != "text" {
			rep.format = format
		}
		switch {
		case c.Bool("quiet"):
			rep.level = quiet
		case c.Bool("verbose"):
			rep.level = verbose
		}
		flags := given(c)
		if err := applyConfig(c, "."); err != nil {
			return err
		}
		ctx := c.Context
		limit := c.Duration("timeout")
		switch {
		case limit < 0:
			return fmt.Errorf("--timeout %s: expected a duration above 0", limit)
		case limit > 0:
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeoutCause(ctx, limit, fmt.Errorf("gave up after %s (--timeout)", limit))
			defer cancel()
		}
		return work(ctx, c, flags)
	}
}

// runRender reads, draws in memory, and only then writes.
func runRender(ctx context.Context, std IO, rep *reporter, o *renderOptions) error {
	files, err := renderAll(ctx, std, rep, o)
	if err != nil {
		return err
	}
	return writeFiles(files, std.Out)
}

// renderAll reads the sources and draws every output in memory.
func renderAll(ctx context.Context, std IO, rep *reporter, o *renderOptions) ([]outFile, error) {
	in, res, err := read(ctx, std, rep, &o.sourceOptions)
	if err != nil {
		return nil, err
	}
	if err := anythingToDraw(in, res, o.diagram.Views); err != nil {
		return nil, err
	}
	if err := in.spare(o.outputs); err != nil {
		return nil, err
	}
	return draw(ctx, rep, o, res)
}

// read parses the sources and prints what there is to say about them.
func read(ctx context.Context, std IO, rep *reporter, o *sourceOptions) (*input, *parse.Result, error) {
	in, err := readInput(ctx, o.paths, o.inputOptions, std.In)
	if err != nil {
		return nil, nil, err
	}
	for _, n := range in.details {
		rep.detail(n)
	}
	rep.notes(in.notes)
	res, err := in.parse(ctx, o.parse)
	if err != nil {
		return nil, nil, err
	}
	rep.result(res, o.dir)
	return in, res, o.satisfied(res)
}

// satisfied is the answer no, when --strict was given and something that might matter was not understood.
func (o *sourceOptions) satisfied(res *parse.Result) error {
	if n := res.Statements.Skipped; o.strict && n > 0 {
		return &noError{fmt.Sprintf("%d of %d statements not understood (--strict); nothing was written", n, res.Statements.Total)}
	}
	return nil
}

// anythingToDraw is an error when the sources hold nothing that a diagram shows; it says what they do hold.
func anythingToDraw(in *input, res *parse.Result, views bool) error {
	s := res.Schema
	switch {
	case len(s.Tables) > 0, views && len(s.Views) > 0:
		return nil
	case len(s.Views) > 0:
		return fmt.Errorf("nothing to draw: no CREATE TABLE in %s, only views (--views draws them)", in.called())
	default:
		return fmt.Errorf("nothing to draw: no CREATE TABLE in %s (%s)%s", in.called(), summary(res.Statements), whereSQLIs(endingsOf(in.names)))
	}
}

// draw writes every output in memory.
func draw(ctx context.Context, rep *reporter, o *renderOptions, res *parse.Result) ([]outFile, error) {
	if err := diagram.CheckPatterns(res.Schema, o.diagram); err != nil {
		return nil, err
	}
	d := diagram.FromSchema(res.Schema, o.diagram)
	if len(d.Entities) == 0 {
		return nil, errors.New("nothing to draw: --include and --exclude leave no table")
	}
	if report := d.CollapseReport(); report != "" && o.diagram.Junctions != diagram.KeepJunctions {
		rep.note(report)
	}
	var files []outFile
	var said []string // several outputs may have the same to tell
	for _, t := range o.outputs {
		f, _ := render.FormatNamed(t.format)
		in := render.Input{Diagram: titled(d, o, f)}
		if f == render.JSON {
			in.Data = document(res, d, o.diagram)
		}
		out, err := within(ctx, func() (render.Output, error) { return render.Render(ctx, f, in, o.writing) })
		if err != nil {
			return nil, err
		}
		said = rep.news(out.Notes, said)
		files = append(files, outFile{path: t.path, data: out.Text})
	}
	return files, nil
}

// titled gives a picture the name of its file where the user gave none. Mermaid text stands in a page that
// says what it shows, so it is named on request only.
func titled(d *diagram.Diagram, o *renderOptions, f render.Format) *diagram.Diagram {
	if d.Title != "" || f == render.Mermaid || f == render.Markdown {
		return d
	}
	named := *d
	named.Title = defaultTitle(o.paths)
	return &named
}
