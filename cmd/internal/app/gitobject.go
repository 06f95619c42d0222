package app

import (
	"context"
	"fmt"
	"path"
	"strings"
)

// object returns the id of what a path stands for in a commit, and its kind: "blob" or "tree". As for files,
// symbolic links are followed.
func (g repository) object(ctx context.Context, commit, rev, file string) (id, kind string, err error) {
	file = strings.TrimRight(file, "/")
	gone := &missingError{path: file, rev: rev}
	if strings.Contains(file, "\n") {
		return "", "", gone
	}
	answer, err := g.ask(ctx, commit+":"+file+"\n", "cat-file", "--batch-check=%(objectname) %(objecttype)", "--follow-symlinks")
	if err != nil {
		return "", "", err
	}
	id, kind, _ = strings.Cut(strings.TrimSpace(answer), " ")
	switch {
	case kind == "blob", kind == "tree":
		return id, kind, nil
	case id == "symlink":
		return "", "", fmt.Errorf("%s:%s is a symbolic link that leads out of the repository", rev, file)
	case id == "dangling", id == "loop":
		return "", "", fmt.Errorf("%s:%s is a symbolic link that leads nowhere", rev, file)
	}
	if module := g.submodule(ctx, commit, file); module != "" {
		return "", "", fmt.Errorf("%s is a submodule in %s, or was not fetched; run crowsfoot in it", module, rev)
	}
	return "", "", gone
}

// submodule returns the part of a path that is a submodule in a commit, "" for none: it has an id, but nothing of
// that id is here.
func (g repository) submodule(ctx context.Context, commit, file string) string {
	for part := file; part != "" && part != "."; part, _ = splitLast(part) {
		id, err := g.run(ctx, "rev-parse", "--verify", "--quiet", commit+":"+part)
		if err != nil {
			continue
		}
		if _, err := g.run(ctx, "cat-file", "-e", strings.TrimSpace(id)); err != nil {
			return part
		}
		return ""
	}
	return ""
}

// splitLast cuts a path at its last slash; without one, the folder is "".
func splitLast(file string) (dir, base string) {
	i := strings.LastIndexByte(file, '/')
	return file[:max(i, 0)], file[i+1:]
}

// formerName returns what git takes for the old name of a file or folder that a commit does not have, as a path from
// the top of the repository; "" when it knows of none. It looks at what is committed or staged.
func (g repository) formerName(ctx context.Context, commit, file string) string {
	if strings.HasPrefix(file, "./") || strings.HasPrefix(file, "../") {
		prefix, err := g.run(ctx, "rev-parse", "--show-prefix")
		if err != nil {
			return ""
		}
		file = path.Join(strings.TrimSuffix(prefix, "\n"), file)
	}
	out, err := g.run(ctx, "diff-index", "--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z", commit)
	if err != nil {
		return ""
	}
	found := ""
	fields := strings.Split(out, "\x00") // R and a number, the old name, the new name
	for ; len(fields) >= 3; fields = fields[3:] {
		old := formerPart(fields[1], fields[2], file)
		if old != "" && found != "" && old != found {
			return ""
		}
		found = max(found, old)
	}
	return found
}

// formerPart is what a file or folder was called when a file in it, or it itself, was renamed from old to now; ""
// when the renaming says nothing about it.
func formerPart(old, now, file string) string {
	rest, ok := strings.CutPrefix(now, file)
	if !ok || rest != "" && rest[0] != '/' {
		return ""
	}
	former, ok := strings.CutSuffix(old, rest)
	if !ok {
		return ""
	}
	return former
}
