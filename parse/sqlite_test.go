package parse_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// catalogue asks SQLite what it made of a script, as lines that catalogueOf writes too.
const catalogue = `
SELECT 'column ' || t.name || '.' || c.name || CASE WHEN c."notnull" AND c.pk = 0 THEN ' !' ELSE '' END || CASE WHEN c.hidden > 1 THEN ' generated' ELSE '' END
  FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%';
SELECT 'pk ' || t.name || ' ' || (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk))
  FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE pk > 0);
SELECT 'unique ' || t.name || ' ' || (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
  FROM pragma_table_list t JOIN pragma_index_list(t.name) i WHERE t.schema = 'main' AND i."unique" AND NOT i.partial AND i.origin <> 'pk'
   AND NOT EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE cid < 0);
SELECT 'fk ' || t.name || ' ' || group_concat(f."from" || '>' || lower(f."table") || '.' || lower(coalesce(f."to", (SELECT name FROM pragma_table_info(f."table") WHERE pk = f.seq + 1), '')), ',') || ' ' || f.on_delete || ' ' || f.on_update
  FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' GROUP BY t.name, f.id;
SELECT 'view ' || name FROM pragma_table_list WHERE schema = 'main' AND type = 'view';
`

// TestSQLiteAgrees runs the cases of SQLite in the shell of SQLite itself.
func TestSQLiteAgrees(t *testing.T) {
	shell := sqliteShell(t)
	for _, c := range dialectCases(t) {
		if c.dialect != dialect.SQLite || c.server != "" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			var sql strings.Builder
			for _, f := range c.archive.Files {
				if filepath.Ext(f.Name) == ".sql" {
					sql.Write(f.Data)
				}
			}
			want, errs := shell(sql.String())
			if errs != "" {
				t.Fatal(errs)
			}
			got := catalogueOf(parseAll(t, c.dialect, c.sources(t)...))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-SQLite +crowsfoot):\n%s", diff)
			}
		})
	}
}

// sqliteShell returns what runs a script in SQLite, and gives its catalogue, sorted, and what it complained of.
func sqliteShell(t *testing.T) func(sql string) (lines []string, errs string) {
	t.Helper()
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("sqlite3 is not installed, and CI must compare with it")
		}
		t.Skip("sqlite3 is not installed: install it to compare with SQLite itself")
	}
	return func(sql string) ([]string, string) {
		script := filepath.Join(t.TempDir(), "script.sql")
		if err := os.WriteFile(script, []byte(sql+catalogue), 0o600); err != nil {
			t.Fatal(err)
		}
		var errs strings.Builder
		cmd := exec.CommandContext(t.Context(), shell, "-batch", "-init", os.DevNull, ":memory:", ".read '"+script+"'")
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil && errs.Len() == 0 {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		slices.Sort(lines)
		return lines, errs.String()
	}
}

// catalogueOf writes a result as the queries of catalogue do.
func catalogueOf(res *parse.Result) []string {
	var lines []string
	for _, t := range res.Schema.Tables {
		for _, c := range t.Columns {
			line := "column " + t.Name.Name + "." + c.Name
			if pk := t.PrimaryKey(); c.NotNull && (pk == nil || !slices.Contains(pk.Columns, c.Name)) {
				line += " !"
			}
			if c.Generated {
				line += " generated"
			}
			lines = append(lines, line)
		}
		for _, k := range t.Keys {
			switch {
			case k.Kind == schema.Primary:
				lines = append(lines, "pk "+t.Name.Name+" "+strings.Join(k.Columns, ","))
			case k.Full():
				lines = append(lines, "unique "+t.Name.Name+" "+strings.Join(k.Columns, ","))
			}
		}
		for _, fk := range t.ForeignKeys {
			lines = append(lines, referenceLine(t, fk))
		}
	}
	for _, v := range res.Schema.Views {
		lines = append(lines, "view "+v.Name.Name)
	}
	slices.Sort(lines)
	return lines
}

func referenceLine(t *schema.Table, fk *schema.ForeignKey) string {
	var parts []string
	for i, c := range fk.Columns {
		to := ""
		if i < len(fk.RefColumns) {
			to = strings.ToLower(fk.RefColumns[i])
		}
		parts = append(parts, c+">"+strings.ToLower(fk.Ref.Name)+"."+to)
	}
	return "fk " + t.Name.Name + " " + strings.Join(parts, ",") + " " + fk.OnDelete.String() + " " + fk.OnUpdate.String()
}
