package migrate

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// changelogs reads the changelogs of Liquibase, as far as they say which SQL files are applied in which order.
// https://docs.liquibase.com/concepts/changelogs/home.html
type changelogs struct {
	tree    *tree
	aside   *regexp.Regexp      // comments, and what is run to undo a change
	ref     *regexp.Regexp      // file="x.sql", "path": "x", file: x.sql
	changes *regexp.Regexp      // changes that are not SQL
	byBase  map[string][]string // all files by the last part of their name
	place   map[string]int      // of a SQL file in the order of application, from 1
	open    map[string]bool
	held    []string // changelogs with changes of their own
}

// claimLiquibase gives the SQL files that changelogs name to Liquibase.
func (t *tree) claimLiquibase(all []candidate) {
	l := &changelogs{
		tree:    t,
		aside:   regexp.MustCompile(`(?s)<!--.*?-->|<rollback>.*?</rollback>|(?m:^\s*#.*$)`),
		ref:     regexp.MustCompile(`\b(?:file|path)["']?\s*[:=]\s*["']?([^"'\s,}>]+)`),
		changes: regexp.MustCompile(`\b(?:createTable|addColumn|addForeignKeyConstraint)\b`),
		byBase:  map[string][]string{},
		place:   map[string]int{},
		open:    map[string]bool{},
	}
	for _, f := range slices.Concat(t.sql, t.other) {
		l.byBase[path.Base(f)] = append(l.byBase[path.Base(f)], f)
	}
	for _, f := range t.other {
		if isChangelog(f) && strings.Contains(strings.ToLower(path.Base(f)), "changelog") {
			l.read(f)
		}
	}
	for i, c := range all {
		if n := l.place[c.path]; n > 0 {
			all[i].tool, all[i].kind, all[i].listed = Liquibase, apply, n
		}
	}
	for _, f := range l.held {
		t.note("%s holds changes that are not SQL and are not read", t.show(f))
	}
}

// isChangelog reports whether a file can be a changelog by its ending.
func isChangelog(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".xml", ".yaml", ".yml", ".json":
		return true
	default:
		return false
	}
}

// read follows one changelog, once: a changelog that others include was read in its place there.
func (l *changelogs) read(file string) {
	if l.open[file] {
		return
	}
	l.open[file] = true
	data, err := l.tree.read(file, sideSize)
	if err != nil || !strings.Contains(string(data), "databaseChangeLog") {
		return
	}
	data = l.aside.ReplaceAll(data, nil)
	if l.changes.Match(data) {
		l.held = append(l.held, file)
	}
	for _, m := range l.ref.FindAllSubmatch(data, -1) {
		l.follow(file, strings.TrimPrefix(string(m[1]), "classpath:"))
	}
}

// follow takes what a changelog names: a SQL file, another changelog, or a folder of both.
func (l *changelogs) follow(from, ref string) {
	switch {
	case strings.EqualFold(path.Ext(ref), ".sql"):
		l.add(l.find(from, ref))
	case isChangelog(ref):
		if f := l.find(from, ref); f != "" {
			l.read(f)
		}
	default:
		for _, dir := range []string{path.Join(path.Dir(from), ref), strings.Trim(path.Clean(ref), "/")} {
			inside := slices.DeleteFunc(slices.Concat(l.tree.sql, l.tree.other), func(f string) bool { return !within(f, dir) || dir == "." })
			slices.Sort(inside)
			for _, f := range inside {
				if isChangelog(f) {
					l.read(f)
				} else if strings.EqualFold(path.Ext(f), ".sql") {
					l.add(f)
				}
			}
		}
	}
}

func (l *changelogs) add(file string) {
	if _, ok := l.place[file]; !ok && file != "" {
		l.place[file] = len(l.place) + 1
	}
}

// find looks a name up beside the changelog, and otherwise anywhere: names often start at a folder that only the
// build knows. It returns "" when there is none.
func (l *changelogs) find(from, ref string) string {
	same := l.byBase[path.Base(ref)]
	beside := path.Join(path.Dir(from), ref)
	if slices.Contains(same, beside) {
		return beside
	}
	tail := path.Clean("/" + ref)
	at := slices.IndexFunc(same, func(f string) bool { return strings.HasSuffix("/"+f, tail) })
	if at < 0 {
		return ""
	}
	return same[at]
}
