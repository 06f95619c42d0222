package migrate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// order puts the taken files in the order of the tool.
func (p *planner) order() {
	switch p.tool {
	case Flyway:
		p.orderFlyway()
	case Drizzle, Sqitch:
		p.orderListed()
	case Atlas:
		p.orderAtlas()
	case Liquibase:
		if slices.ContainsFunc(p.taken, func(c candidate) bool { return c.listed > 0 }) {
			p.orderListed()
			return
		}
		p.orderBy(compareFor(p.tool))
	default:
		p.orderBy(compareFor(p.tool))
	}
}

// compareFor is the order in which a tool applies files that differ in version or name only.
func compareFor(tool Tool) func(a, b candidate) int {
	switch tool {
	case Dbmate, Rambler, Prisma, Liquibase:
		return func(a, b candidate) int { return strings.Compare(a.path, b.path) }
	case Diesel:
		return compareDiesel
	case Numbered, Plain:
		return func(a, b candidate) int { return naturalCompare(a.path, b.path) }
	default: // goose, golang-migrate, Play, pop, Postgrator, sql-migrate, sqlx, tern: the number, however many digits it has
		return func(a, b candidate) int {
			return cmp.Or(compareDigits(a.version, b.version), strings.Compare(a.path, b.path))
		}
	}
}

// orderBy sorts, and leaves out what the tool would not apply.
func (p *planner) orderBy(compare func(a, b candidate) int) {
	slices.SortStableFunc(p.taken, compare)
	for _, c := range p.taken {
		if reason := p.refuse(c); reason != "" {
			p.skip(c.path, reason)
			continue
		}
		p.files = append(p.files, File{Path: c.path, Reason: because(c)})
	}
}

// refuse says why a file is not applied; "" when it is.
func (p *planner) refuse(c candidate) string {
	switch {
	case c.kind == down:
		return "undoes a migration"
	case p.tool == Numbered || p.tool == Plain:
		return ""
	case c.tool == p.tool, c.tool == GolangMigrate && (p.tool == Pop || p.tool == Sqlx):
		return ""
	case c.tool == "" && c.version != "" && byNumber(p.tool):
		return "" // numbered like its neighbours: without the marker, but meant
	default:
		return fmt.Sprintf("not named as %s names migrations", p.tool)
	}
}

// byNumber reports whether a tool takes files for their number alone.
func byNumber(tool Tool) bool {
	switch tool {
	case Goose, SQLMigrate, Dbmate, Rambler, Sqlx, Tern, Play:
		return true
	default:
		return false
	}
}

// because is the reason for the place of a file.
func because(c candidate) string {
	if c.version == "" {
		return "by name"
	}
	return "version " + c.version
}

// compareDiesel orders by version as Diesel does: the part before the first underscore without hyphens, as text. Short
// numbers are compared as numbers: folders called 1, 2, 10 come from other tools with the same layout.
func compareDiesel(a, b candidate) int {
	x, y := dieselVersion(a.path), dieselVersion(b.path)
	const short = 8
	if max(len(x), len(y)) < short {
		if c := compareDigits(x, y); c != 0 {
			return c
		}
	}
	return cmp.Or(strings.Compare(x, y), strings.Compare(a.path, b.path))
}

// dieselVersion takes the version out of a path such as migrations/2026-07-15-181652-0000_users/up.sql.
func dieselVersion(file string) string {
	parts := strings.Split(file, "/")
	version, _, _ := strings.Cut(parts[max(0, len(parts)-2)], "_")
	return strings.ReplaceAll(version, "-", "")
}

// orderFlyway: the highest baseline, the versions after it, then the repeatable ones by description.
func (p *planner) orderFlyway() {
	base := ""
	for _, c := range p.taken {
		if c.kind == baseline && (base == "" || compareVersions(c.version, base) > 0) {
			base = c.version
		}
	}
	slices.SortStableFunc(p.taken, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(flywayRank(a), flywayRank(b)), compareVersions(a.version, b.version),
			strings.Compare(a.name, b.name), strings.Compare(a.path, b.path))
	})
	for _, c := range p.taken {
		switch {
		case c.tool != Flyway:
			p.skip(c.path, "not named as Flyway names migrations")
		case c.kind == down:
			p.skip(c.path, "undoes a migration")
		case c.kind == repeatable:
			p.files = append(p.files, File{Path: c.path, Reason: "repeatable, by description"})
		case base != "" && (compareVersions(c.version, base) < 0 || c.kind != baseline && compareVersions(c.version, base) == 0):
			p.skip(c.path, "covered by baseline "+base)
		default:
			p.files = append(p.files, File{Path: c.path, Reason: because(c)})
		}
	}
}

func flywayRank(c candidate) int {
	if c.kind == repeatable {
		return 1
	}
	return 0
}
