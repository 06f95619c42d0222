package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/migrate"
)

// input is what the operands of a command stand for.
type input struct {
	sources []parse.Source
	names   []string        // the operands, for messages
	notes   []string        // how folders were read
	dialect dialect.Dialect // chooses among the dialects that a folder holds
}

// stdinName is what positions in standard input are called.
const stdinName = "<stdin>"

// readInput finds the sources that the operands name: files, folders, "-", and REV:PATH.
func readInput(ctx context.Context, operands []string, d dialect.Dialect, stdin io.Reader) (*input, error) {
	if len(operands) == 0 {
		return nil, errors.New(`no PATH; pass SQL files, folders, REV:PATH for a git revision, or "-" for standard input`)
	}
	in := &input{names: operands, dialect: d}
	usedStdin := false
	for _, op := range operands {
		if op == "-" {
			if usedStdin {
				return nil, errors.New(`"-" given twice; standard input can be read once`)
			}
			usedStdin = true
			in.sources = append(in.sources, stdinSource(stdin))
			continue
		}
		if err := in.add(ctx, op); err != nil {
			return nil, err
		}
	}
	return in, nil
}

func stdinSource(stdin io.Reader) parse.Source {
	return parse.Source{Name: stdinName, Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }}
}

// add finds the sources of one operand. A file that exists under that very name wins over a git revision.
func (in *input) add(ctx context.Context, op string) error {
	info, err := os.Stat(op)
	switch {
	case err == nil && info.IsDir():
		return in.addFolder(os.DirFS(op), filepath.ToSlash(op))
	case err == nil:
		in.sources = append(in.sources, parse.Source{
			Name: filepath.ToSlash(op),
			Open: func() (io.ReadCloser, error) { return os.Open(op) },
		})
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("cannot read %s: %w", op, errors.Unwrap(err))
	}
	if rev, file, ok := splitRevision(op); ok {
		return in.addRevision(ctx, rev, file)
	}
	return &missingError{path: op}
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
	in.notes = append(in.notes, fmt.Sprintf("%s: %s, %d applied, %d left out", name, order.Tool, len(order.Files), len(order.Skipped)))
	for _, f := range order.Skipped {
		in.notes = append(in.notes, fmt.Sprintf("left out %s: %s", joinName(name, f.Path), f.Reason))
	}
	in.notes = append(in.notes, order.Notes...)
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
