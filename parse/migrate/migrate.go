// Package migrate finds out which SQL files of a folder make up its schema, and in which order: those that the
// migration tool would apply to an empty database. The tool is told from file names, markers and side files.
// Which half of a file counts (up, never down) is the reader's business, not decided here.
package migrate

import (
	"fmt"
	"io/fs"
	"path"
	"slices"

	"crowsfoot/parse/dialect"
)

// Tool names what wrote the migrations, as a person would say it.
type Tool string

// The tools, and two names for folders that no tool has marked.
const (
	Atlas         Tool = "Atlas"
	Dbmate        Tool = "dbmate"
	Diesel        Tool = "Diesel"
	Drizzle       Tool = "Drizzle"
	Flyway        Tool = "Flyway"
	GolangMigrate Tool = "golang-migrate"
	Goose         Tool = "goose"
	Liquibase     Tool = "Liquibase"
	Play          Tool = "Play"
	Pop           Tool = "pop"
	Postgrator    Tool = "Postgrator"
	Prisma        Tool = "Prisma"
	Rambler       Tool = "rambler"
	SQLMigrate    Tool = "sql-migrate"
	Sqitch        Tool = "Sqitch"
	Sqlx          Tool = "sqlx"
	Supabase      Tool = "Supabase"
	Tern          Tool = "tern"

	Numbered Tool = "numbered files" // 001_users.sql, v1.2/users.sql: many tools, one order
	Plain    Tool = "plain files"    // no numbers: by name
)

// File is one SQL file and why it stands where it does, or why it is left out.
type File struct {
	Path   string // slash-separated, from the root of the file system: fs.ReadFile opens it
	Reason string // a few words: "version 2.1", "undoes a migration"
}

// Order is what a folder holds.
type Order struct {
	Tool    Tool
	Files   []File   // in the order of their application; never empty
	Skipped []File   // SQL files that are not applied, by path
	Notes   []string // what a reader may want to know: whole sentences without a full stop

	// DoBlocks says that the tool puts statements of its own into DO blocks, which are to be read: Drizzle did so with
	// every foreign key and enumeration of PostgreSQL.
	DoBlocks bool
}

// Plan tells which SQL files under dir make up the schema, in the order of the tool that wrote them. Links are not
// followed. It is an error that names what to pass instead when there is no SQL, when files for several dialects
// stand side by side, and when a full schema stands beside the migrations that lead to it.
func Plan(fsys fs.FS, dir string) (*Order, error) {
	return PlanWith(fsys, dir, Options{})
}

// Options of a run. The zero value asks for nothing in particular.
type Options struct {
	Dialect dialect.Dialect // which files to take where there are some for several dialects
	Name    string          // what the user calls the folder, for errors and notes; empty: its path
}

// PlanWith is Plan with options.
func PlanWith(fsys fs.FS, dir string, opts Options) (*Order, error) {
	t, err := readTree(fsys, path.Clean(dir), opts.Name)
	if err != nil {
		return nil, err
	}
	if len(t.sql) == 0 {
		return nil, t.errNoSQL()
	}
	p := &planner{tree: t}
	if err := p.choose(opts.Dialect); err != nil {
		return nil, err
	}
	p.order()
	if len(p.files) == 0 {
		return nil, fmt.Errorf("%s: %s, but none of its %d SQL files is applied (%s: %s)",
			t.show("."), p.tool, len(t.sql), t.show(p.skipped[0].Path), p.skipped[0].Reason)
	}
	return p.result(), nil
}

// planner is one run of Plan.
type planner struct {
	tree    *tree
	tool    Tool
	root    string      // folder of the migrations, relative to the tree
	taken   []candidate // the SQL files under root that the tool would look at
	files   []File
	skipped []File
}

// skip leaves a file out.
func (p *planner) skip(file, reason string) {
	p.skipped = append(p.skipped, File{Path: file, Reason: reason})
}

// result turns paths relative to the tree into paths of the file system.
func (p *planner) result() *Order {
	for _, list := range [][]File{p.files, p.skipped} {
		for i := range list {
			list[i].Path = path.Join(p.tree.dir, list[i].Path)
		}
	}
	slices.SortStableFunc(p.skipped, func(a, b File) int { return naturalCompare(a.Path, b.Path) })
	return &Order{Tool: p.tool, Files: p.files, Skipped: p.skipped, Notes: p.tree.notes, DoBlocks: p.tool == Drizzle}
}
