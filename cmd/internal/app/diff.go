package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/diff"
	"crowsfoot/render"
	"crowsfoot/render/diagram"
	"crowsfoot/render/difftext"
	"crowsfoot/render/mermaid"
)

// diffOptions are the settings of diff. Its sources are in before and after, not in paths.
type diffOptions struct {
	renderOptions
	before, after []string
	base          bool // before is what after was in a git revision
	exitCode      bool
	depthGiven    bool
}

func diffCommand(std IO, rep *reporter) *cli.Command {
	return &cli.Command{
		Name:  "diff",
		Usage: "say and draw what changed between two schemas",
		UsageText: `crowsfoot diff [flags] OLD NEW
crowsfoot diff [flags] --base REV PATH...`,
		Description: `OLD and NEW are files, folders, or REV:PATH for a git revision. One that does not exist counts as an
empty schema. Schemas are compared, not texts: order, case and layout do not count.

Examples:
  crowsfoot diff old.sql new.sql
  crowsfoot diff main:db/schema.sql db/schema.sql -o changes.svg
  crowsfoot diff --base main db/migrations -f markdown    for a pull request`,
		Flags: slices.Concat(diffFlags(), inputFlags(), shownFlags(diffDepth), []cli.Flag{
			&cli.BoolFlag{Name: "everything", Category: aboutShown, Usage: "also draw what did not change"},
		}, looksFlags(), runFlags()),
		Action: action(rep, func(ctx context.Context, c *cli.Context, flags []string) error {
			o, err := newDiffOptions(c)
			if err != nil {
				return err
			}
			rep.notes(unheeded(c, flags, o.outputs))
			return runDiff(ctx, std, rep, o)
		}),
	}
}

// diffDepth is the usage text of --depth in a comparison.
const diffDepth = "how many lines away from what changed, or from --focus, tables are drawn, as a `NUMBER`"

// diffFormats are the formats of diff and the endings of files that stand for them.
func diffFormats() []formatName {
	out := []formatName{{"text", []string{".txt"}}}
	for _, f := range []render.Format{render.Markdown, render.Mermaid, render.SVG, render.JSON} {
		out = append(out, formatName{f.String(), f.Endings()})
	}
	return out
}

func diffFlags() []cli.Flag {
	return append(resultFlags(diffFormats()),
		&cli.StringFlag{Name: "base", Category: aboutInput, Usage: "compare each PATH as it was in the git revision `REV` with the file or folder as it is now"},
		&cli.BoolFlag{Name: "exit-code", Category: aboutRun, Usage: "exit 1 when there are changes"},
	)
}

func newDiffOptions(c *cli.Context) (*diffOptions, error) {
	ro, err := newDrawOptions(c)
	if err != nil {
		return nil, err
	}
	o := &diffOptions{renderOptions: *ro, exitCode: c.Bool("exit-code"), depthGiven: c.IsSet("depth")}
	o.diagram.Everything = c.Bool("everything")
	o.allowMissing = true
	if o.outputs, err = targets(c, diffFormats()); err != nil {
		return nil, err
	}
	base := c.String("base")
	switch {
	case c.IsSet("base") && base == "":
		return nil, errors.New("--base is empty; is a variable of the shell not set?")
	case strings.Contains(base, ":"):
		return nil, fmt.Errorf("--base %s: expected a revision without a colon, such as the id that git rev-parse prints for it", base)
	case base != "" && len(o.paths) == 0:
		return nil, errors.New("no PATH; --base REV needs the files or folders to compare")
	case base != "":
		o.before, err = atRevision(base, o.paths)
		o.after, o.base = o.paths, true
		return o, err
	}
	if err := noRange(o.paths); err != nil {
		return nil, err
	}
	if n := len(o.paths); n != 2 {
		return nil, fmt.Errorf("expected two operands, OLD and NEW, found %d; --base REV takes any number", n)
	}
	if o.paths[0] == "-" && o.paths[1] == "-" {
		return nil, errStdinTwice
	}
	o.before, o.after = o.paths[:1], o.paths[1:]
	return o, nil
}

// noRange rejects what git takes for a range of revisions. It would otherwise be a file that is not there.
func noRange(paths []string) error {
	for _, p := range paths {
		from, to, ok := strings.Cut(p, "..")
		to = strings.TrimPrefix(to, ".")
		if !ok || from == "" || strings.HasSuffix(from, "/") || strings.ContainsAny(p, `:\`) {
			continue
		}
		if to == "" {
			to = "HEAD"
		}
		if _, err := os.Stat(p); err != nil {
			return fmt.Errorf("%s does not exist; for two git revisions, write %s:PATH and %s:PATH", p, from, to)
		}
	}
	return nil
}

// atRevision is what the paths are called in a git revision; they are relative to the working folder there, too.
func atRevision(rev string, paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		if p == "-" {
			return nil, errors.New(`--base compares files; "-" is in no revision`)
		}
		if filepath.IsAbs(p) {
			here, err := filepath.Abs(".")
			if err != nil {
				return nil, fmt.Errorf("the working folder: %w", err)
			}
			if p, err = filepath.Rel(here, p); err != nil {
				return nil, fmt.Errorf("--base: %w", err)
			}
		}
		p = filepath.ToSlash(p)
		if !strings.HasPrefix(p, "../") {
			p = "./" + p
		}
		out = append(out, rev+":"+p)
	}
	return out, nil
}

func runDiff(ctx context.Context, std IO, rep *reporter, o *diffOptions) error {
	before, after, notes, err := readSides(ctx, std, rep, o)
	if err != nil {
		return err
	}
	said := rep.news(notes, nil)
	res, err := within(ctx, func() (*diff.Result, error) { return diff.Compare(before.Schema, after.Schema), nil })
	if err != nil {
		return err
	}
	if err := diagram.CheckDiffPatterns(res, o.diagram); err != nil {
		return err
	}
	res = diagram.Narrow(res, o.diagram)
	var files []outFile
	for _, t := range o.outputs {
		out, err := within(ctx, func() (render.Output, error) { return renderDiff(ctx, o, res, t.format, notes) })
		if err != nil {
			return err
		}
		said = rep.news(out.Notes, said)
		if out.Text != nil {
			files = append(files, outFile{path: t.path, data: out.Text})
		}
	}
	if err := writeFiles(files, std.Out); err != nil {
		return err
	}
	if o.exitCode && !res.Empty() {
		return &noError{}
	}
	return nil
}

// readSides parses both sides; notes say what the reader of a comparison has to know about them. --strict is about the new one.
func readSides(ctx context.Context, std IO, rep *reporter, o *diffOptions) (before, after *parse.Result, notes []string, err error) {
	old, now := o.sourceOptions, o.sourceOptions
	old.paths, now.paths = o.before, o.after
	// What is wrong in the old text is no news, and cannot be mended.
	old.followRenames, old.strict = o.base, false
	quietly := *rep
	if quietly.level == normal {
		quietly.level = quiet
	}
	inOld, before, err := read(ctx, std, &quietly, &old)
	if err != nil {
		return nil, nil, nil, err
	}
	inNow, after, err := read(ctx, std, rep, &now)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, in := range []*input{inOld, inNow} {
		if err := in.spare(o.outputs); err != nil {
			return nil, nil, nil, err
		}
	}
	if len(inOld.missing) == len(o.before) && len(inNow.missing) == len(o.after) {
		return nil, nil, nil, nothingToCompare(ctx, o, inOld.missing[0], inNow.missing[0])
	}
	if before, after, err = sameDialect(ctx, o, inOld, inNow, before, after); err != nil {
		return nil, nil, nil, err
	}
	return before, after, aboutSides(inOld, inNow, before, after), nil
}

// aboutSides says what the reader of a comparison has to know about its sides.
func aboutSides(inOld, inNow *input, before, after *parse.Result) []string {
	notes := inOld.moved
	for _, m := range slices.Concat(inOld.missing, inNow.missing) {
		notes = append(notes, m.Error()+": compared with an empty schema")
	}
	if n := before.Statements.Skipped - after.Statements.Skipped; n > 0 {
		notes = append(notes, fmt.Sprintf("more of the old schema than of the new was not understood (%s), so what looks new may have been there (-v tells more)",
			counted(n, "statement")))
	}
	if b, a := before.Dialect, after.Dialect; b != a && len(before.Schema.Tables) > 0 && len(after.Schema.Tables) > 0 {
		notes = append(notes, fmt.Sprintf("the old schema is read as %s, the new one as %s; --dialect tells which it is", b, a))
	}
	return notes
}

// nothingToCompare is the error when neither side is there. Two revisions without a path are a slip that has a remedy.
func nothingToCompare(ctx context.Context, o *diffOptions, old, now error) error {
	err := fmt.Errorf("nothing to compare: %w, and %w", old, now)
	for _, p := range []string{o.before[0], o.after[0]} {
		if _, unknown := (repository{}).commit(ctx, p); unknown != nil {
			return err
		}
	}
	return fmt.Errorf("%w; for two git revisions, write %s:PATH and %s:PATH", err, o.before[0], o.after[0])
}

// sameDialect reads a side again that gave no hint of its dialect, as the other side is written.
func sameDialect(ctx context.Context, o *diffOptions, inOld, inNow *input, before, after *parse.Result) (b, a *parse.Result, err error) {
	again := func(in *input, d dialect.Dialect) (*parse.Result, error) {
		opts := o.parse
		opts.Dialect = d
		return in.parse(ctx, opts)
	}
	isStdin := func(s parse.Source) bool { return s.Name == stdinName }
	switch {
	case o.parse.Dialect != dialect.Unknown, before.Dialect == after.Dialect:
	case before.Dialect == dialect.ANSI && !slices.ContainsFunc(inOld.sources, isStdin):
		before, err = again(inOld, after.Dialect)
	case after.Dialect == dialect.ANSI && !slices.ContainsFunc(inNow.sources, isStdin):
		after, err = again(inNow, before.Dialect)
	}
	return before, after, err
}

// renderDiff writes a comparison in a format. The text is nil when there is nothing to draw.
func renderDiff(ctx context.Context, o *diffOptions, res *diff.Result, format string, notes []string) (render.Output, error) {
	switch format {
	case "text":
		return render.Output{Text: []byte(difftext.Text(res))}, nil
	case render.JSON.String():
		text, err := difftext.JSON(res)
		return render.Output{Text: text}, err
	}
	f, _ := render.FormatNamed(format)
	d, left := diffDiagram(o, res, f)
	if f == render.SVG && d.Title == "" {
		d.Title = "Schema changes"
	}
	var out render.Output
	var err error
	switch {
	case f == render.Markdown:
		out, err = diffMarkdown(o, res, d, slices.Concat(notes, left))
	case len(d.Entities) == 0:
		out.Notes = []string{"no changes; nothing is drawn"}
	default:
		out, err = render.Render(ctx, f, render.Input{Diagram: d}, o.writing)
	}
	out.Notes = slices.Concat(left, out.Notes)
	return out, err
}

// diffDiagram draws what changed and its neighbours. Where that makes more tables than read well on a page, Mermaid
// does without the neighbours, unless the user said how many there should be; left says so.
func diffDiagram(o *diffOptions, res *diff.Result, f render.Format) (d *diagram.Diagram, left []string) {
	d = diagram.FromDiff(res, o.diagram)
	n := len(d.Entities)
	if f == render.SVG || n <= mermaid.Readable || o.depthGiven || len(o.diagram.Focus) > 0 || o.diagram.Everything {
		return d, nil
	}
	alone := o.diagram
	alone.Depth = 0
	small := diagram.FromDiff(res, alone)
	if len(small.Entities) == n {
		return d, nil
	}
	return small, []string{fmt.Sprintf("only what changed is drawn: with its neighbours it would be %d tables (--depth 1 draws them)", n)}
}

// diffMarkdown is the comparison for a review. A diagram that cannot be drawn is left out, which is told.
func diffMarkdown(o *diffOptions, res *diff.Result, d *diagram.Diagram, notes []string) (render.Output, error) {
	m := difftext.MarkdownOptions{Title: o.diagram.Title, Notes: notes}
	var told []string
	if len(d.Entities) > 0 {
		text, more, err := mermaid.Render(d, o.writing.Mermaid)
		tooLong := new(mermaid.BudgetError)
		if errors.As(err, &tooLong) {
			more = []string{"the diagram is left out: " + err.Error()}
		} else if err != nil {
			return render.Output{}, err
		}
		m.Mermaid, m.Notes = text, slices.Concat(notes, more)
		told = append(more, mermaid.Advice(d)...)
	}
	return render.Output{Text: []byte(difftext.Markdown(res, m)), Notes: told}, nil
}
