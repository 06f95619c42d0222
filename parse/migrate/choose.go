package migrate

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"crowsfoot/parse/dialect"
)

// choose finds the tool, the folder of its migrations, and the files in it.
func (p *planner) choose(d dialect.Dialect) error {
	c := newClassifier(p.tree)
	all := make([]candidate, 0, len(p.tree.sql))
	for _, f := range p.tree.sql {
		all = append(all, c.classify(f))
	}
	if err := p.tree.bySideFiles(all); err != nil {
		return err
	}
	strong := slices.DeleteFunc(slices.Clone(all), func(c candidate) bool { return c.tool == "" })
	if len(strong) == 0 {
		return p.choosePlain(c, all, d)
	}
	strong, err := p.forDialect(c, withoutAside(strong), d)
	if err != nil {
		return err
	}
	if err := p.chooseRoot(strong); err != nil {
		return err
	}
	return p.take(c, all)
}

// chooseRoot settles which folder the tool would be pointed at.
func (p *planner) chooseRoot(strong []candidate) error {
	var roots []string
	counts := map[string]map[Tool]int{}
	for _, cand := range strong {
		if counts[cand.root] == nil {
			counts[cand.root] = map[Tool]int{}
			roots = append(roots, cand.root)
		}
		counts[cand.root][cand.tool]++
	}
	slices.SortFunc(roots, naturalCompare)
	p.root, p.tool = roots[0], most(counts[roots[0]])
	for _, root := range roots[1:] {
		if tool := most(counts[root]); tool != p.tool || !recursive(tool) {
			return p.tree.errSeveral(roots)
		}
		p.root = commonDir(p.root, root)
	}
	if counts[p.root][Pop] > 0 && p.tool == GolangMigrate {
		p.tool = Pop // most of its files are for every dialect and look like golang-migrate's
	}
	return nil
}

// recursive reports whether a tool looks into the folders below the one it is given.
func recursive(tool Tool) bool { return tool == Flyway || tool == Liquibase }

// most is the tool with the most files; of equals the first by name.
func most(counts map[Tool]int) Tool {
	var best Tool
	for tool, n := range counts {
		if n > counts[best] || n == counts[best] && (best == "" || tool < best) {
			best = tool
		}
	}
	return best
}

// take divides the SQL files into those in the tool's folder and the rest, which is left out unless it is a full
// schema: then it is an error, because both together would be counted twice.
func (p *planner) take(c *classifier, all []candidate) error {
	done := map[string]bool{}
	for _, s := range p.skipped {
		done[s.Path] = true
	}
	for _, cand := range all {
		switch {
		case done[cand.path]:
		case p.inRoot(c, cand):
			p.taken = append(p.taken, cand)
		case fullSchema(c, cand.path) && !aside(cand.path):
			return p.tree.errBoth(cand.path, p.root, p.tool)
		default:
			p.skip(cand.path, "outside "+p.tree.show(p.root))
		}
	}
	if p.tool == GolangMigrate && slices.ContainsFunc(p.taken, func(c candidate) bool { return c.tool == "" && c.version != "" }) {
		p.tool = Sqlx // the one that takes 1_a.sql and 2_b.up.sql side by side
	}
	return nil
}

// inRoot reports whether the tool would come across the file and it is no dump of the whole schema.
func (p *planner) inRoot(c *classifier, cand candidate) bool {
	if cand.root == p.root {
		return cand.tool != "" || c.numbered(cand.path) || !fullSchemaName(path.Base(cand.path))
	}
	return recursive(p.tool) && cand.tool == p.tool && within(cand.path, p.root)
}

// choosePlain takes every SQL file, when no tool claims any.
func (p *planner) choosePlain(c *classifier, all []candidate, d dialect.Dialect) error {
	all, err := p.forDialect(c, all, d)
	if err != nil {
		return err
	}
	p.tool, p.root, p.taken = Plain, ".", all
	numbered := slices.DeleteFunc(slices.Clone(all), func(cand candidate) bool { return !c.numbered(cand.path) })
	if len(numbered) == len(all) {
		p.tool = Numbered
	}
	return p.onlyOneOfBoth(c, all)
}

// withoutAside leaves out what stands in folders for tests and examples, unless there is nothing else.
func withoutAside(all []candidate) []candidate {
	kept := slices.DeleteFunc(slices.Clone(all), func(c candidate) bool { return aside(c.root) })
	if len(kept) == 0 {
		return all
	}
	return kept
}

// aside reports whether a path leads through a folder for tests or examples.
func aside(file string) bool {
	for part := range strings.SplitSeq(path.Dir(file+"/x"), "/") {
		switch strings.ToLower(part) {
		case "test", "tests", "testdata", "fixtures", "__tests__", "spec", "example", "examples", "samples":
			return true
		}
	}
	return false
}

func (t *tree) errSeveral(roots []string) error {
	shown := make([]string, len(roots))
	for i, r := range roots {
		shown[i] = t.show(r)
	}
	const most = 5
	if len(shown) > most {
		shown = append(shown[:most], count(len(roots)-most, "other"))
	}
	return fmt.Errorf("%s holds several folders of migrations: pass one of %s", t.show("."), strings.Join(shown, ", "))
}

// within reports whether a path is dir or below it.
func within(file, dir string) bool {
	return dir == "." || file == dir || strings.HasPrefix(file, dir+"/")
}

// commonDir is the deepest folder that holds both.
func commonDir(a, b string) string {
	for !within(b, a) {
		a = path.Dir(a)
	}
	return a
}

// dirOf is the folder that holds all of the files.
func dirOf(files []candidate) string {
	dir := path.Dir(files[0].path)
	for _, f := range files[1:] {
		dir = commonDir(dir, path.Dir(f.path))
	}
	return dir
}
