package app

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"

	"crowsfoot/parse"
)

// splitRevision splits REV:PATH as git does, at the first colon. The path may be empty: the root. C:\x.sql and C:/x.sql
// are paths of Windows.
func splitRevision(op string) (rev, path string, ok bool) {
	rev, path, ok = strings.Cut(op, ":")
	drive := len(rev) == 1 && path != "" && (path[0] == '/' || path[0] == '\\')
	return rev, path, ok && rev != "" && !drive
}

// addRevision adds what a path holds in a git revision. As with git itself, the path starts at the top
// of the repository unless it starts with "./" or "../".
func (in *input) addRevision(ctx context.Context, rev, path string) error {
	g := repository{dir: in.dir}
	commit, err := g.commit(ctx, rev)
	if errors.Is(err, errNoRepository) {
		return fmt.Errorf("no file called %s:%s, and no git repository here that could have the revision %s", rev, path, rev)
	}
	if err != nil {
		return err
	}
	id, kind, err := g.object(ctx, commit, rev, path)
	if gone := new(missingError); in.followRenames && errors.As(err, &gone) {
		if old := g.formerName(ctx, commit, path); old != "" {
			in.moved = append(in.moved, fmt.Sprintf("%s is called %s in %s", strings.TrimPrefix(path, "./"), old, rev))
			path = old
			id, kind, err = g.object(ctx, commit, rev, path)
		}
	}
	if err != nil {
		return err
	}
	full := rev + ":" + path
	reader := &blobReader{ctx: ctx, repository: g}
	if kind == "blob" {
		in.sources = append(in.sources, parse.Source{Name: full, Open: func() (io.ReadCloser, error) {
			data, err := reader.read(id)
			return io.NopCloser(bytes.NewReader(data)), err
		}})
		return nil
	}
	tree, err := g.tree(ctx, id, reader)
	if err != nil {
		return err
	}
	return in.addFolder(tree, full)
}

// repository is the git repository that a folder lies in; the zero value, that of the working folder.
type repository struct{ dir string }

// commit returns the id of the commit that rev names. After this no text of the user's
// stands where git could take it for an option.
func (g repository) commit(ctx context.Context, rev string) (string, error) {
	if strings.HasPrefix(rev, "-") {
		return "", fmt.Errorf("%s is not a git revision; a revision does not start with a dash", rev)
	}
	id, err := g.run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	switch {
	case err == nil:
		return strings.TrimSpace(id), nil
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, errNoRepository), ctx.Err() != nil, strings.HasPrefix(err.Error(), gitSays):
		return "", fmt.Errorf("reading revision %s: %w", rev, err)
	case strings.Contains(rev, ".."):
		return "", fmt.Errorf("%s is a range; expected one git revision", rev)
	default:
		return "", fmt.Errorf("no file and no git revision called %s; a shallow clone may have to fetch it first", rev)
	}
}

// gitSays begins an error in git's own words, such as that the repository belongs to somebody else.
const gitSays = "git says: "

// errNoRepository says that the working folder is in no git repository.
var errNoRepository = errors.New("not in a git repository")

// run runs a plumbing command, which no configuration of the repository can make run programs.
func (g repository) run(ctx context.Context, args ...string) (string, error) {
	return g.ask(ctx, "", args...)
}

// ask runs a plumbing command that reads a text.
func (g repository) ask(ctx context.Context, text string, args ...string) (string, error) {
	var out, errs bytes.Buffer
	cmd := g.command(ctx, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), &out, &errs
	if err := cmd.Run(); err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n")
		switch {
		case ctx.Err() != nil:
			return "", context.Cause(ctx)
		case errors.Is(err, exec.ErrNotFound):
			return "", fmt.Errorf("git is not installed: %w", exec.ErrNotFound)
		case strings.Contains(first, "not a git repository"):
			return "", errNoRepository
		case strings.Contains(first, "dubious ownership"):
			return "", fmt.Errorf(gitSays+"%s; git config --global --add safe.directory FOLDER trusts it", strings.TrimPrefix(first, "fatal: "))
		case first != "":
			return "", fmt.Errorf(gitSays+"%s", strings.TrimPrefix(first, "fatal: "))
		}
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return out.String(), nil
}

func (g repository) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1")
	return cmd
}

// blobReader reads blobs through one running "git cat-file --batch". With its context and repository it is
// ready; git ends with the context or the program.
type blobReader struct {
	repository
	ctx context.Context // fs.FS has no room for one
	mu  sync.Mutex
	in  io.Writer
	out *bufio.Reader
}

func (b *blobReader) start() error {
	if b.out != nil {
		return nil
	}
	cmd := b.command(b.ctx, "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("starting git: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("starting git: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting git: %w", err)
	}
	b.in, b.out = in, bufio.NewReader(out)
	return nil
}

// read returns the content of a blob.
func (b *blobReader) read(id string) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.start(); err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintln(b.in, id); err != nil {
		return nil, fmt.Errorf("asking git for %s: %w", id, err)
	}
	header, err := b.out.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("reading %s from git: %w", id, err)
	}
	fields := strings.Fields(header) // id, type, size
	if len(fields) != 3 {
		return nil, fmt.Errorf("reading %s from git: %s", id, strings.TrimSpace(header))
	}
	size, err := strconv.Atoi(fields[2])
	if err != nil {
		return nil, fmt.Errorf("reading %s from git: %w", id, err)
	}
	data := make([]byte, size+1) // a line feed follows
	if _, err := io.ReadFull(b.out, data); err != nil {
		return nil, fmt.Errorf("reading %s from git: %w", id, err)
	}
	return data[:size], nil
}
