package migrate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// bySideFiles claims SQL files for the tools that say in a file of their own what is to be applied.
func (t *tree) bySideFiles(all []candidate) error {
	for _, f := range t.named("_journal.json") {
		if path.Base(path.Dir(f)) != "meta" {
			continue
		}
		if err := t.claimDrizzle(all, f); err != nil {
			return err
		}
	}
	for _, f := range t.named("sqitch.plan") {
		if err := t.claimSqitch(all, f); err != nil {
			return err
		}
	}
	t.claimLiquibase(all)
	for _, f := range t.named("atlas.sum") {
		claim(all, path.Dir(f), Atlas)
	}
	for _, f := range t.named("tern.conf") {
		claim(all, path.Dir(f), Tern)
	}
	for _, f := range t.named("config.toml") {
		if path.Base(path.Join(t.dir, path.Dir(f))) == "supabase" {
			claim(all, path.Join(path.Dir(f), "migrations"), Supabase)
		}
	}
	return nil
}

// claim gives the files of one folder to a tool, unless their names or markers belong to another.
func claim(all []candidate, root string, tool Tool) {
	if slices.ContainsFunc(all, func(c candidate) bool { return c.root == root && c.tool != "" }) {
		return
	}
	for i, c := range all {
		if c.root == root {
			all[i].tool = tool
		}
	}
}

// claimDrizzle reads meta/_journal.json, which lists the migrations by name without the ending.
func (t *tree) claimDrizzle(all []candidate, file string) error {
	data, err := t.side(file)
	if err != nil {
		return err
	}
	var journal struct {
		Entries []struct {
			Tag string `json:"tag"`
		} `json:"entries"`
	}
	if err := json.Unmarshal(data, &journal); err != nil {
		return fmt.Errorf("%s: expected the journal of Drizzle migrations: %w", t.show(file), err)
	}
	root := path.Dir(path.Dir(file))
	place := map[string]int{}
	for i, e := range journal.Entries {
		place[path.Join(root, e.Tag+".sql")] = i + 1
	}
	for i, c := range all {
		if n := place[c.path]; n > 0 {
			all[i].tool, all[i].root, all[i].listed = Drizzle, root, n
		}
	}
	return nil
}

// claimSqitch reads sqitch.plan: one change on a line, tags on lines with @. A change that is planned again later has
// its earlier script under the name of the tag that came after it.
func (t *tree) claimSqitch(all []candidate, file string) error {
	data, err := t.side(file)
	if err != nil {
		return err
	}
	root := path.Dir(file)
	place := map[string]int{}
	for i, script := range sqitchScripts(data) {
		place[path.Join(root, "deploy", script+".sql")] = i + 1
	}
	for i, c := range all {
		switch n := place[c.path]; {
		case n > 0:
			all[i].tool, all[i].root, all[i].kind, all[i].listed = Sqitch, root, apply, n
		case within(c.path, path.Join(root, "revert")):
			all[i].tool, all[i].root, all[i].kind = Sqitch, root, down
		case within(c.path, path.Join(root, "verify")), within(c.path, path.Join(root, "deploy")):
			all[i].tool, all[i].root, all[i].kind = Sqitch, root, other
		}
	}
	return nil
}

// sqitchScripts are the names of the deploy scripts in order, without the ending.
func sqitchScripts(plan []byte) []string {
	type change struct{ name, tag string }
	var changes []change
	last, tagged := map[string]int{}, 0
	for line := range bytes.Lines(plan) {
		fields := strings.Fields(string(line))
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "%") || strings.HasPrefix(fields[0], "#"):
		case strings.HasPrefix(fields[0], "@"):
			for ; tagged < len(changes); tagged++ {
				changes[tagged].tag = fields[0]
			}
		default:
			last[fields[0]] = len(changes)
			changes = append(changes, change{name: fields[0]})
		}
	}
	var scripts []string
	for i, c := range changes {
		if i < last[c.name] {
			c.name += c.tag
		}
		scripts = append(scripts, c.name)
	}
	return scripts
}

// orderListed follows the list of the tool; what is not on it is left out.
func (p *planner) orderListed() {
	slices.SortStableFunc(p.taken, func(a, b candidate) int {
		if a.listed != b.listed {
			return a.listed - b.listed
		}
		return strings.Compare(a.path, b.path)
	})
	for _, c := range p.taken {
		switch {
		case c.kind == down:
			p.skip(c.path, "undoes a migration")
		case c.listed > 0:
			p.files = append(p.files, File{Path: c.path, Reason: fmt.Sprintf("number %d in the list of %s", c.listed, p.tool)})
		case c.tool == Drizzle:
			p.files = append(p.files, File{Path: c.path, Reason: because(c)})
		default:
			p.skip(c.path, fmt.Sprintf("not in the list of %s", p.tool))
		}
	}
}

// orderAtlas goes by name. An empty database starts at the last checkpoint.
func (p *planner) orderAtlas() {
	slices.SortStableFunc(p.taken, func(a, b candidate) int { return strings.Compare(a.path, b.path) })
	checkpoint := regexp.MustCompile(`(?m)^--\s*atlas:checkpoint\b`)
	start := 0
	for i, c := range p.taken {
		if checkpoint.Match(p.tree.head(c.path)) {
			start = i
		}
	}
	for i, c := range p.taken {
		if i < start {
			p.skip(c.path, "covered by checkpoint "+path.Base(p.taken[start].path))
			continue
		}
		p.files = append(p.files, File{Path: c.path, Reason: because(c)})
	}
}
