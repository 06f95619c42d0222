package migrate

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
)

// fullSchema reports whether a file looks like the dump of a whole schema that tools keep beside their migrations.
func fullSchema(c *classifier, file string) bool {
	return !c.update(file) && (fullSchemaName(path.Base(file)) || fullSchemaName(path.Base(path.Dir(file))))
}

func fullSchemaName(base string) bool {
	for _, w := range words(strings.ToLower(base)) {
		switch w {
		case "schema", "schemas", "structure", "dump":
			return true
		}
	}
	return false
}

// firstSchema reports whether a file looks like what a new installation starts with, though it may as well be a part.
func firstSchema(base string) bool {
	for _, w := range words(strings.ToLower(base)) {
		switch w {
		case "initial", "init", "install", "create", "full":
			return true
		}
	}
	return false
}

// update reports whether a file changes what an older version made: 002_users.sql, upgrade-1.2.sql, 1.1_to_1.2.sql.
func (c *classifier) update(file string) bool {
	if c.numbered(file) || inUpdates(file) {
		return true
	}
	base := strings.ToLower(path.Base(file))
	return strings.ContainsFunc(base, unicode.IsDigit) && slices.ContainsFunc(words(base), func(w string) bool {
		return w == "to" || updateWord(w)
	})
}

// inUpdates reports whether a folder that a file is in is one for updates.
func inUpdates(file string) bool {
	return slices.ContainsFunc(strings.Split(path.Dir(file), "/"), func(part string) bool {
		return slices.ContainsFunc(words(strings.ToLower(part)), updateWord)
	})
}

func updateWord(w string) bool {
	switch strings.TrimSuffix(strings.TrimRight(w, "0123456789"), "s") {
	case "update", "upgrade", "patch", "patche", "migration", "migrate", "delta", "change":
		return true
	}
	return false
}

// onlyOneOfBoth is an error when plain files are a full schema and updates that lead to the same. What the updates are
// called decides how little the name of the schema has to tell.
func (p *planner) onlyOneOfBoth(c *classifier, all []candidate) error {
	updates := slices.DeleteFunc(slices.Clone(all), func(cand candidate) bool { return !c.update(cand.path) })
	unnumbered := slices.ContainsFunc(updates, func(cand candidate) bool { return !c.numbered(cand.path) })
	named := unnumbered || slices.ContainsFunc(updates, func(cand candidate) bool { return inUpdates(cand.path) })
	if len(updates) < 2 && !named {
		return nil
	}
	kind := Numbered
	if unnumbered {
		kind = Plain
	}
	if full := p.mostWhole(c, all, named); full != "" {
		return p.tree.errBoth(full, dirOf(updates), kind)
	}
	return nil
}

// mostWhole is the file that is a whole schema by its name, or else, of those that a new installation might start with,
// the one that makes the most tables; "" when there is none. With loose any file that is no update might be that.
func (p *planner) mostWhole(c *classifier, all []candidate, loose bool) string {
	found, most := "", 0
	for _, cand := range all {
		switch {
		case c.update(cand.path):
		case fullSchema(c, cand.path):
			return cand.path
		case loose, firstSchema(path.Base(cand.path)):
			if n := len(c.createsTable.FindAll(p.tree.head(cand.path), -1)); n > most {
				found, most = cand.path, n
			}
		}
	}
	return found
}

// errBoth names the two things to choose from.
func (t *tree) errBoth(full, root string, tool Tool) error {
	return fmt.Errorf("%s holds a full schema (%s) and migrations (%s, %s), which would count every table twice: "+
		"pass %s or %s", t.show("."), t.show(full), t.show(root), tool, t.show(full), t.pass(root, full))
}

// pass is what stands for a folder in advice: its files where the folder itself holds the other choice too.
func (t *tree) pass(root, full string) string {
	if within(full, root) {
		return "the files of " + t.show(root) + " without it"
	}
	return t.show(root)
}
