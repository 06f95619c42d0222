package migrate

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"crowsfoot/parse/dialect"
)

// family is the database product that a word of a file name stands for, or "".
func family(word string) string {
	word = strings.ToLower(word)
	switch word {
	case "h2", "db2":
		return word
	}
	switch strings.TrimRight(word, "0123456789") {
	case "postgres", "postgresql", "postgre", "pgsql", "psql", "pg":
		return "postgres"
	case "cockroach", "cockroachdb", "crdb":
		return "cockroach"
	case "mysql":
		return "mysql"
	case "mariadb", "maria":
		return "mariadb"
	case "sqlite":
		return "sqlite"
	case "sqlserver", "mssql", "tsql":
		return "sqlserver"
	case "oracle", "ora", "plsql":
		return "oracle"
	case "redshift", "duckdb", "clickhouse", "snowflake", "bigquery", "databricks", "spanner", "vertica",
		"derby", "firebird", "hsqldb", "hsql", "sybase", "informix":
		return strings.TrimRight(word, "0123456789")
	default:
		return ""
	}
}

// families are the products of a dialect, the namesake first.
func families(d dialect.Dialect) []string {
	switch d {
	case dialect.Postgres:
		return []string{"postgres", "cockroach", "redshift", "duckdb"}
	case dialect.MySQL:
		return []string{"mysql", "mariadb"}
	case dialect.SQLite, dialect.SQLServer, dialect.Oracle:
		return []string{d.String()}
	default:
		return nil
	}
}

// familyOf tells which product a file is for, from the folders it is in and from its name. In the name of a numbered
// migration only a part of its own counts, as in 001_users.mysql.up.sql: 007_import_from_oracle.sql is about its tables.
func (c *classifier) familyOf(file string) string {
	dir, base := path.Split(file)
	for part := range strings.SplitSeq(dir, "/") {
		if c.numberedDir.MatchString(part) {
			continue
		}
		if f := firstFamily(words(part)); f != "" {
			return f
		}
	}
	if c.number.MatchString(base) {
		return firstFamily(strings.Split(base, ".")[1:])
	}
	return firstFamily(words(base))
}

func firstFamily(words []string) string {
	for _, w := range words {
		if f := family(w); f != "" {
			return f
		}
	}
	return ""
}

// words are the runs of letters and digits in a name.
func words(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// forDialect keeps the files that d's product would be given. Where the files are for several products and d does not
// choose one of them, it is an error.
func (p *planner) forDialect(c *classifier, all []candidate, d dialect.Dialect) ([]candidate, error) {
	by := map[string][]string{}
	var found []string
	for _, cand := range all {
		f := c.familyOf(cand.path)
		if f != "" && by[f] == nil {
			found = append(found, f)
		}
		by[f] = append(by[f], cand.path)
	}
	if len(found) < 2 {
		return all, nil
	}
	for _, want := range families(d) {
		if slices.Contains(found, want) {
			return p.keep(c, all, want), nil
		}
	}
	return nil, p.tree.errDialects(found, by)
}

// keep takes the files for one product and those for none, except where there is one of each.
func (p *planner) keep(c *classifier, all []candidate, want string) []candidate {
	own := map[string]bool{}
	for _, cand := range all {
		if c.familyOf(cand.path) == want {
			own[generic(cand.path)] = true
		}
	}
	var kept []candidate
	for _, cand := range all {
		switch f := c.familyOf(cand.path); {
		case f == want, f == "" && !own[cand.path]:
			kept = append(kept, cand)
		case f == "":
			p.skip(cand.path, "there is one for "+want)
		default:
			p.skip(cand.path, "for "+f)
		}
	}
	return kept
}

// generic is the name of a file without the part that names a product: 1_a.mysql.up.sql gives 1_a.up.sql.
func generic(file string) string {
	dir, base := path.Split(file)
	parts := slices.DeleteFunc(strings.Split(base, "."), func(s string) bool { return family(s) != "" })
	return dir + strings.Join(parts, ".")
}

// errDialects names what to pass in place of a folder with files for several products.
func (t *tree) errDialects(found []string, by map[string][]string) error {
	var pass, flags []string
	for _, f := range found {
		pass = append(pass, t.passFor(f, by[f]))
		for _, d := range dialect.All() {
			if slices.Contains(families(d), f) && !slices.Contains(flags, d.String()) {
				flags = append(flags, d.String())
			}
		}
	}
	advice := "pass the files of one of them: " + strings.Join(pass, ", ")
	if len(flags) > 1 {
		advice = "choose with --dialect " + strings.Join(flags, " or --dialect ") + ", or " + advice
	}
	return fmt.Errorf("%s holds SQL for several databases (%s): %s", t.show("."), strings.Join(found, ", "), advice)
}

// passFor is the folder that holds a product's files and no others, or one of the files.
func (t *tree) passFor(want string, files []string) string {
	var dir []string
	for part := range strings.SplitSeq(path.Dir(files[0]), "/") {
		dir = append(dir, part)
		if firstFamily(words(part)) == want {
			return t.show(path.Join(dir...))
		}
	}
	if len(files) == 1 {
		return t.show(files[0])
	}
	return fmt.Sprintf("%s and %d more", t.show(files[0]), len(files)-1)
}
