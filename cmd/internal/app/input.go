package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"crowsfoot/cmd/internal/heap"
	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/migrate"
)

// input is what the operands of a command stand for.
type input struct {
	inputOptions
	sources []parse.Source
	files   []string // where sources lie that are files of this machine
	names   []string // the operands, for messages
	details []string // how folders were read
	notes   []string // what of folders could not be read
	missing []error  // with allowMissing: why operands hold nothing
	moved   []string // with followRenames: what operands are called in their revision
	blocks  bool     // DO blocks are read: a folder's tool puts statements into them
}

// inputOptions say where operands are looked for. The zero value is the working folder, without limits.
type inputOptions struct {
	dir          string                         // what relative paths start at; "" for the working folder
	dialect      dialect.Dialect                // chooses among the dialects that a folder holds
	allowMissing bool                           // what is not there is an empty schema
	permit       func(machinePath string) error // whether a path may be read; nil for all

	followRenames bool // what a revision does not have is looked for under the name that it had there
}

// called lists the operands for a message, the first of them where there are many.
func (in *input) called() string {
	const many = 5
	if n := len(in.names); n > many {
		return fmt.Sprintf("%s or %d more", strings.Join(in.names[:many], ", "), n-many)
	}
	return orList(in.names)
}

// operandName is what a message calls an operand.
func operandName(op string) string {
	if op == "-" {
		return "standard input"
	}
	return op
}

// spare is an error when a result would replace a file that was read: that is always a slip.
func (in *input) spare(outputs []target) error {
	for _, t := range outputs {
		info, err := os.Stat(in.at(t.path))
		if t.path == "-" || err != nil || !info.Mode().IsRegular() {
			continue
		}
		for _, file := range in.files {
			if read, err := os.Stat(file); err == nil && os.SameFile(info, read) {
				return fmt.Errorf("--output %s would overwrite the SQL that is read; choose another name", t.path)
			}
		}
	}
	return nil
}

// stdinName is what positions in standard input are called.
const stdinName = "<stdin>"

var errStdinTwice = errors.New(`"-" given twice; standard input can be read once`)

// readInput finds the sources that the operands name: files, folders, "-", and REV:PATH. stdin is nil where
// standard input cannot be meant.
func readInput(ctx context.Context, operands []string, o inputOptions, stdin io.Reader) (*input, error) {
	if len(operands) == 0 {
		return nil, errors.New(`no PATH; pass SQL files, folders, REV:PATH for a git revision, or "-" for standard input`)
	}
	in := &input{inputOptions: o}
	for _, op := range operands {
		in.names = append(in.names, operandName(op))
		var err error
		switch op {
		case "":
			err = errors.New("an empty PATH; is a variable of the shell not set?")
		case "-":
			err = in.addStdin(stdin)
		default:
			err = in.add(ctx, op)
		}
		if err != nil {
			return nil, err
		}
	}
	return in, nil
}

func (in *input) addStdin(stdin io.Reader) error {
	if stdin == nil {
		return errors.New("standard input cannot be read here; name a file")
	}
	if slices.ContainsFunc(in.sources, func(s parse.Source) bool { return s.Name == stdinName }) {
		return errStdinTwice
	}
	in.sources = append(in.sources, parse.Source{
		Name: stdinName,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil },
	})
	return nil
}

// add finds the sources of one operand. A file that exists under that very name wins over a git revision.
func (in *input) add(ctx context.Context, op string) error {
	file := in.at(op)
	info, err := os.Stat(file)
	switch {
	case err == nil:
		return in.addFile(op, file, info.IsDir())
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("cannot read %s: %w", op, errors.Unwrap(err))
	}
	gone := &missingError{path: op}
	if file, staged := strings.CutPrefix(op, ":"); staged {
		return fmt.Errorf("%w; git's index is not read, only files and revisions such as HEAD:%s", gone, file)
	}
	if rev, file, ok := splitRevision(op); ok {
		if err := in.addRevision(ctx, rev, file); !errors.As(err, &gone) {
			return err
		}
	}
	if in.allowMissing {
		in.missing = append(in.missing, gone)
		return nil
	}
	return unexpanded(op, gone)
}

// addFile adds a file or a folder of this machine, which the user calls op.
func (in *input) addFile(op, file string, isFolder bool) error {
	if in.permit != nil {
		if err := in.permit(file); err != nil {
			return err
		}
	}
	if !isFolder {
		in.files = append(in.files, file)
		in.sources = append(in.sources, parse.Source{
			Name: filepath.ToSlash(op),
			Open: func() (io.ReadCloser, error) { return open(op, file) },
		})
		return nil
	}
	known := len(in.sources)
	if err := in.addFolder(os.DirFS(file), filepath.ToSlash(op)); err != nil {
		return err
	}
	for _, s := range in.sources[known:] {
		in.files = append(in.files, in.at(s.Name))
	}
	return nil
}

// unexpanded adds advice to the error for a file that is not there and that is called like a pattern.
func unexpanded(op string, gone error) error {
	if strings.ContainsAny(op, "*?") {
		return fmt.Errorf("%w; a pattern is for the shell to expand, so do not quote it, or name what it stands for", gone)
	}
	return gone
}

// open opens a file that the user calls name.
func open(name, file string) (io.ReadCloser, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, errors.Unwrap(err))
	}
	return f, nil
}

// at is where an operand lies on this machine.
func (in *input) at(op string) string {
	if in.dir == "" || filepath.IsAbs(op) {
		return op
	}
	return filepath.Join(in.dir, op)
}

// missingError says that an operand is not there.
type missingError struct {
	path string
	rev  string // the revision that does not hold it, "" for the file system
}

func (e *missingError) Error() string {
	if e.rev != "" {
		return fmt.Sprintf("%s does not exist in %s", e.path, e.rev)
	}
	return e.path + " does not exist"
}

// addFolder adds the SQL files of a folder, in the order of the tool that wrote them. name is how the
// user called it.
func (in *input) addFolder(fsys fs.FS, name string) error {
	order, err := migrate.PlanWith(fsys, ".", migrate.Options{Dialect: in.dialect, Name: name})
	switch noSQL := new(migrate.NoSQLError); {
	case !errors.As(err, &noSQL):
	case in.allowMissing:
		in.missing = append(in.missing, fmt.Errorf("folder %w", err))
		return nil
	default:
		return fmt.Errorf("folder %w%s", err, whereSQLIs(noSQL.Endings))
	}
	if fault := new(fs.PathError); errors.As(err, &fault) {
		return fmt.Errorf("cannot read %s: %w", strings.TrimSuffix(joinName(name, fault.Path), "/."), fault.Err)
	}
	if err != nil {
		return fmt.Errorf("folder %w", err)
	}
	for _, f := range order.Files {
		in.sources = append(in.sources, parse.Source{
			Name: joinName(name, f.Path),
			Open: func() (io.ReadCloser, error) { return fsys.Open(f.Path) },
		})
	}
	in.tell(name, order)
	return nil
}

// tell keeps how a folder was read, for those who ask.
func (in *input) tell(name string, order *migrate.Order) {
	in.details = append(in.details, fmt.Sprintf("%s: %s, %d applied, %d left out", name, order.Tool, len(order.Files), len(order.Skipped)))
	for _, f := range order.Skipped {
		in.details = append(in.details, fmt.Sprintf("left out %s: %s", joinName(name, f.Path), f.Reason))
	}
	if order.DoBlocks {
		in.blocks = true
		in.details = append(in.details, fmt.Sprintf("%s: DO blocks are read, as with --do-blocks, since %s puts statements into them", name, order.Tool))
	}
	in.notes = append(in.notes, order.Notes...)
}

// manyTables is the number of tables above which memory is worth more than the time of collecting it.
const manyTables = 300

// parse reads the sources into a schema.
func (in *input) parse(ctx context.Context, opts parse.Options) (*parse.Result, error) {
	opts.DoBlocks = opts.DoBlocks || in.blocks
	res, err := within(ctx, func() (*parse.Result, error) { return parse.Sources(ctx, in.sources, opts) })
	if err == nil && len(res.Schema.Tables) > manyTables {
		heap.Settle()
	}
	return res, err
}

// joinName is a file's name as the user would write it; "main:" and "./" stay as they are.
func joinName(prefix, file string) string {
	switch {
	case prefix == ".":
		return file
	case strings.HasSuffix(prefix, "/"), strings.HasSuffix(prefix, ":"):
		return prefix + file
	default:
		return prefix + "/" + file
	}
}
