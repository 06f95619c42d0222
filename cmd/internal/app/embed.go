package app

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"crowsfoot/render"
	"crowsfoot/render/embed"
	"crowsfoot/render/markdown"
)

// embedOptions are the settings of embed.
type embedOptions struct {
	docs         []string
	check        bool
	allowOutside bool
	strict       bool
	config       string
}

func embedCommand(std IO, rep *reporter) *cli.Command {
	return &cli.Command{
		Name:      "embed",
		Usage:     "refresh the diagrams between markers in Markdown files",
		UsageText: "crowsfoot embed [--check] DOC.md...",
		Description: `A document marks where a diagram belongs; the arguments are those of render, and paths start at the
document's folder:

  <!-- crowsfoot: schema.sql --junctions pure -->
  <!-- /crowsfoot -->

Between the markers comes Mermaid text or, with -o FILE.svg among the arguments, a line that shows
that picture, which is written too. Nothing else in the document changes.

Examples:
  crowsfoot embed README.md
  crowsfoot embed --check README.md docs/*.md    in CI: exit 1 when a diagram is stale`,
		Flags: slices.Concat([]cli.Flag{
			&cli.BoolFlag{Name: "check", Category: aboutOutput, Usage: "write nothing; print what would change, and exit 1 when something would"},
			&cli.BoolFlag{Name: "allow-outside", Category: aboutInput, Usage: "let blocks read and write outside of the repository"},
		}, runFlags()),
		Action: action(rep, func(ctx context.Context, c *cli.Context, _ []string) error {
			return runEmbed(ctx, std, rep, &embedOptions{
				docs: c.Args().Slice(), check: c.Bool("check"), allowOutside: c.Bool("allow-outside"),
				strict: c.Bool("strict"), config: c.String("config"),
			})
		}),
	}
}

func runEmbed(ctx context.Context, std IO, rep *reporter, o *embedOptions) error {
	if len(o.docs) == 0 {
		return errors.New("no document; pass Markdown files with <!-- crowsfoot: FILE --> markers")
	}
	e := &embedder{ctx: ctx, rep: rep, o: o}
	for _, doc := range o.docs {
		if err := e.document(doc); err != nil {
			return err
		}
	}
	if e.blocks == 0 {
		rep.note("no block in " + orList(o.docs) + "; <!-- crowsfoot: FILE --> and <!-- /crowsfoot --> mark one")
	}
	stale := keep(e.files, func(f outFile) bool { return !isUpToDate(f) })
	if !o.check {
		return writeFiles(stale, std.Out)
	}
	for _, f := range stale {
		is, err := os.ReadFile(f.path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("cannot read %s: %w", f.path, errors.Unwrap(err))
		}
		if _, err := std.Out.Write(embed.Diff(filepath.ToSlash(f.path), is, f.data)); err != nil {
			return fmt.Errorf("writing standard output: %w", err)
		}
	}
	if n := len(stale); n > 0 {
		return &noError{fmt.Sprintf("%d of %d files are stale; crowsfoot embed refreshes them", n, len(e.files))}
	}
	return nil
}

func isUpToDate(f outFile) bool {
	is, err := os.ReadFile(f.path)
	return err == nil && bytes.Equal(is, f.data)
}

// embedder fills the blocks of documents. It only collects what is to be written.
type embedder struct {
	ctx    context.Context // the callback of embed.Replace has no room for it
	rep    *reporter
	o      *embedOptions
	files  []outFile
	blocks int
}

func (e *embedder) document(doc string) error {
	text, err := readDocument(doc)
	if err != nil {
		return err
	}
	dir := filepath.Dir(doc)
	root, err := topFolder(dir)
	if err != nil {
		return err
	}
	blocks := 0
	filled, err := embed.Replace(filepath.ToSlash(doc), text, func(b embed.Block) ([]byte, error) {
		blocks++
		return e.block(dir, root, b)
	})
	if err != nil {
		return err
	}
	if blocks == 0 {
		e.rep.detail(doc + " holds no block")
	}
	e.blocks += blocks
	return e.add(outFile{path: doc, data: filled})
}

// readDocument reads a document, or says what to pass instead.
func readDocument(doc string) ([]byte, error) {
	text, err := os.ReadFile(doc)
	switch info, _ := os.Stat(doc); {
	case err == nil:
		return text, nil
	case info != nil && info.IsDir():
		return nil, fmt.Errorf("%s is a folder; pass its Markdown files", doc)
	case errors.Is(err, fs.ErrNotExist):
		return nil, unexpanded(doc, &missingError{path: doc})
	default:
		return nil, fmt.Errorf("cannot read %s: %w", doc, errors.Unwrap(err))
	}
}

// add plans a file; two blocks may write the same picture, but not two to one file.
func (e *embedder) add(f outFile) error {
	for _, other := range e.files {
		if filepath.Clean(other.path) != filepath.Clean(f.path) {
			continue
		}
		if !bytes.Equal(other.data, f.data) {
			return fmt.Errorf("two blocks write %s, each something else", f.path)
		}
		return nil
	}
	e.files = append(e.files, f)
	return nil
}

// topFolder is what blocks may not leave: the git repository that a folder lies in, or else that folder.
func topFolder(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	for top := abs; ; top = filepath.Dir(top) {
		if _, err := os.Stat(filepath.Join(top, ".git")); err == nil {
			return top, nil
		}
		if top == filepath.Dir(top) {
			return abs, nil
		}
	}
}

// block draws what a block asks for: a fenced block, or a line that shows a picture.
func (e *embedder) block(dir, root string, b embed.Block) ([]byte, error) {
	o, err := e.blockOptions(dir, b.Args)
	if err != nil {
		return nil, err
	}
	o.dir, o.strict = dir, o.strict || e.o.strict
	picture := o.outputs[0].path
	if !e.o.allowOutside {
		o.permit = func(file string) error { return inside(root, file) }
		if picture != "-" {
			if err := o.permit(filepath.Join(dir, picture)); err != nil {
				return nil, err
			}
		}
	}
	rep := *e.rep
	rep.place = b.Pos.String()
	files, err := renderAll(e.ctx, IO{}, &rep, o)
	if err != nil {
		return nil, err
	}
	if picture == "-" {
		return files[0].data, nil
	}
	return imageLine(o, picture), e.add(outFile{path: filepath.Join(dir, picture), data: files[0].data})
}

// inside allows what lies in the repository.
func inside(root, file string) error {
	if err := embed.Inside(root, file); err != nil {
		return fmt.Errorf("%w (--allow-outside allows it)", err)
	}
	return nil
}

// imageLine shows a picture under its title.
func imageLine(o *renderOptions, picture string) []byte {
	title := cmp.Or(o.diagram.Title, defaultTitle(o.paths), "schema")
	place := url.URL{Path: filepath.ToSlash(picture)}
	return fmt.Appendf(nil, "![%s](%s)\n", markdown.Inline(title), place.String())
}

// blockOptions reads the arguments of a block in a document of that folder. They are those of render that say what is
// drawn and how.
func (e *embedder) blockOptions(dir string, args []string) (*renderOptions, error) {
	var o *renderOptions
	cmd := &cli.Command{
		Name: "render",
		Flags: slices.Concat(resultFlags(blockFormats()), inputFlags(), shownFlags(focusDepth), looksFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "strict"},
			&cli.StringFlag{Name: "config"},
		}),
		Action: func(c *cli.Context) error {
			if c.IsSet("config") {
				return errors.New("--config is for the command line; a block cannot name a settings file")
			}
			if err := c.Set("config", e.o.config); err != nil {
				return fmt.Errorf("--config: %w", err)
			}
			if err := applyConfig(c, dir); err != nil {
				return err
			}
			var err error
			if o, err = newDrawOptions(c); err != nil {
				return err
			}
			o.outputs, err = targets(c, blockFormats())
			return err
		},
	}
	if err := runCommand(e.ctx, IO{}, []*cli.Command{cmd}, append([]string{cmd.Name}, args...)); err != nil {
		return nil, err
	}
	return o, blockOutput(o.outputs)
}

// blockOutput is an error when a block asks for anything but text between its markers, or one picture beside the document.
func blockOutput(outputs []target) error {
	switch out := outputs[0]; {
	case len(outputs) > 1:
		return errors.New("a block shows one picture; found several --output")
	case filepath.IsAbs(out.path):
		return fmt.Errorf("--output %s: a picture is named by its path from the document", out.path)
	case out.path != "-" && !strings.EqualFold(filepath.Ext(out.path), ".svg"):
		return fmt.Errorf("--output %s: a block writes pictures only; expected a name that ends in .svg", out.path)
	case out.path == "-" && out.format == render.SVG.String():
		return errors.New("--format svg needs --output FILE.svg; a document shows pictures that are files")
	}
	return nil
}

// blockFormats are what a block can hold.
func blockFormats() []formatName {
	return []formatName{{name: render.Markdown.String()}, {render.SVG.String(), render.SVG.Endings()}}
}
