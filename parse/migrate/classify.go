package migrate

import (
	"path"
	"regexp"
	"strings"
)

// candidate is a SQL file and what its name, or a marker in it, says.
type candidate struct {
	path    string
	tool    Tool   // empty: no tool claims it
	root    string // the folder that the tool would be pointed at
	kind    kind
	version string // digits, for Flyway with dots
	name    string // what comes after the version
	listed  int    // place in the tool's own list, from 1; 0: not in it
}

// kind is what applying a migration tool to an empty database does with a file.
type kind uint8

const (
	apply      kind = iota
	down            // undoes a migration: never applied
	repeatable      // Flyway R: after all versions
	baseline        // Flyway B: in place of all versions up to its own
	other           // the tool does not look at it
)

// shapes are the file names that tools prescribe.
type shapes struct {
	flyway, upDown, dashed, postgrator, number, numberedDir, marker, createsTable *regexp.Regexp
}

func newShapes() shapes {
	return shapes{
		flyway:      regexp.MustCompile(`^(?:([VUB])(\d+(?:[._]\d+)*)|(R))__(.*)\.(?i:sql)$`),
		upDown:      regexp.MustCompile(`(?i)^(.+)\.(up|down)\.sql$`),
		dashed:      regexp.MustCompile(`(?i)^(.+[-_])(up|down)\.sql$`),
		postgrator:  regexp.MustCompile(`(?i)^(\d+)\.(do|undo)\.(.*)$`),
		number:      regexp.MustCompile(`^[vV]?(\d+)`),
		numberedDir: regexp.MustCompile(`^[vV]?\d+([._ -].*)?$`),
		marker: regexp.MustCompile(`(?im)^\s*--\s*(?:(\+goose)\s+\w|(\+migrate)\s+(?:up|down)\b|(migrate:)(?:up|down)\b|` +
			`(rambler)\s+(?:up|down)\b|(liquibase)\s+formatted\s+sql\b|--\s*(create above / drop below)\b)|^\s*(?:#|--)[\s-]*!(ups|downs)\b`),
		createsTable: regexp.MustCompile(`(?im)^\s*create\s+(?:\w+\s+)?table\b`),
	}
}

// classifier tells what a file is.
type classifier struct {
	shapes
	tree  *tree
	pairs map[string]bool // stems that end in - or _ and are there with both up and down
}

func newClassifier(t *tree) *classifier {
	c := &classifier{shapes: newShapes(), tree: t, pairs: map[string]bool{}}
	seen := map[string]string{}
	for _, f := range t.sql {
		if m := c.dashed.FindStringSubmatch(f); m != nil {
			word := strings.ToLower(m[2])
			if seen[m[1]] != "" && seen[m[1]] != word {
				c.pairs[m[1]] = true
			}
			seen[m[1]] = word
		}
	}
	return c
}

// classify looks at the name first and into the file only when the name says nothing.
func (c *classifier) classify(file string) candidate {
	for _, by := range []func(string) (candidate, bool){c.byFlyway, c.byFolder, c.byUpDown, c.byPostgrator, c.byMarker} {
		if found, ok := by(file); ok {
			found.path = file
			return found
		}
	}
	version, name := c.splitNumber(path.Base(file))
	return candidate{path: file, root: path.Dir(file), version: version, name: name}
}

func (c *classifier) byFlyway(file string) (candidate, bool) {
	m := c.flyway.FindStringSubmatch(path.Base(file))
	if m == nil {
		return candidate{}, false
	}
	found := candidate{tool: Flyway, root: path.Dir(file), version: strings.ReplaceAll(m[2], "_", "."), name: m[4]}
	switch m[1] + m[3] {
	case "U":
		found.kind = down
	case "B":
		found.kind = baseline
	case "R":
		found.kind = repeatable
	}
	return found, true
}

// byFolder knows the tools that give each migration a folder of its own.
func (c *classifier) byFolder(file string) (candidate, bool) {
	dir, base := path.Split(file)
	dir = path.Clean(dir)
	found := candidate{root: path.Dir(dir)}
	found.version, found.name = c.splitNumber(path.Base(dir))
	switch strings.ToLower(base) {
	case "up.sql":
		found.tool = Diesel
	case "down.sql":
		found.tool, found.kind = Diesel, down
	case "migration.sql":
		if found.version == "" && !c.tree.has(path.Join(found.root, "migration_lock.toml")) {
			return candidate{}, false
		}
		found.tool = Prisma
		if c.tree.has(path.Join(dir, "snapshot.json")) {
			found.tool = Drizzle
		}
	default:
		return candidate{}, false
	}
	return found, true
}

func (c *classifier) byUpDown(file string) (candidate, bool) {
	base := path.Base(file)
	m := c.upDown.FindStringSubmatch(base)
	if m == nil {
		if d := c.dashed.FindStringSubmatch(file); d != nil && c.pairs[d[1]] {
			m = c.dashed.FindStringSubmatch(base)
		}
	}
	if m == nil {
		return candidate{}, false
	}
	found := candidate{tool: GolangMigrate, root: path.Dir(file)}
	found.version, found.name = c.splitNumber(m[1])
	if _, infix, ok := strings.Cut(found.name, "."); ok && (infix == "autocommit" || family(strings.SplitN(infix, ".", 2)[0]) != "") {
		found.tool = Pop
	}
	if strings.EqualFold(m[2], "down") {
		found.kind = down
	}
	return found, true
}

func (c *classifier) byPostgrator(file string) (candidate, bool) {
	m := c.postgrator.FindStringSubmatch(path.Base(file))
	if m == nil {
		return candidate{}, false
	}
	found := candidate{tool: Postgrator, root: path.Dir(file), version: m[1], name: m[3]}
	if strings.EqualFold(m[2], "undo") {
		found.kind = down
	}
	return found, true
}

func (c *classifier) byMarker(file string) (candidate, bool) {
	m := c.marker.FindSubmatch(c.tree.head(file))
	if m == nil {
		return candidate{}, false
	}
	found := candidate{root: path.Dir(file)}
	found.version, found.name = c.splitNumber(path.Base(file))
	for i, tool := range []Tool{Goose, SQLMigrate, Dbmate, Rambler, Liquibase, Tern, Play} {
		if len(m[i+1]) > 0 {
			found.tool = tool
		}
	}
	return found, true
}

// splitNumber cuts "001_users.sql" into "001" and "users.sql".
func (c *classifier) splitNumber(base string) (version, name string) {
	m := c.number.FindStringSubmatch(base)
	if m == nil {
		return "", base
	}
	return m[1], strings.TrimLeft(base[len(m[0]):], "_- .")
}

// numbered reports whether a file, or a folder that it is in, has a number in front.
func (c *classifier) numbered(file string) bool {
	dir, base := path.Split(file)
	if c.number.MatchString(base) {
		return true
	}
	for part := range strings.SplitSeq(dir, "/") {
		if c.numberedDir.MatchString(part) {
			return true
		}
	}
	return false
}
