package parse_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/parse/dialect"
)

// sqliteCatalogue asks SQLite what it made of a script, as lines that catalogueOf writes too.
const sqliteCatalogue = `
SELECT 'table ' || t.name || ' (' || (SELECT group_concat(name || CASE WHEN "notnull" AND pk = 0 THEN '!' ELSE '' END || CASE WHEN hidden > 1 THEN ' generated' ELSE '' END, ', ')
                                        FROM (SELECT * FROM pragma_table_xinfo(t.name) WHERE hidden <> 1 ORDER BY cid)) || ')'
  FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%';
SELECT 'pk ' || t.name || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)) || ')'
  FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE pk > 0);
SELECT 'unique ' || t.name || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')'
  FROM pragma_table_list t JOIN pragma_index_list(t.name) i WHERE t.schema = 'main' AND i."unique" AND NOT i.partial AND i.origin <> 'pk'
   AND NOT EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE cid < 0);
SELECT 'fk ' || t.name || ' (' || group_concat(f."from", ', ') || ') -> ' || lower(f."table") || ' ('
    || group_concat(lower(coalesce(f."to", (SELECT name FROM pragma_table_info(f."table") WHERE pk = f.seq + 1), '')), ', ') || ') ' || f.on_delete || ' ' || f.on_update
  FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' GROUP BY t.name, f.id;
SELECT 'view ' || name FROM pragma_table_list WHERE schema = 'main' AND type = 'view';
`

// TestSQLiteAgrees runs the cases of SQLite in the shell of SQLite itself.
func TestSQLiteAgrees(t *testing.T) { sqliteServer(t).agrees(t) }

// sqliteServer is the shell of SQLite, with a database in memory.
func sqliteServer(t *testing.T) *server {
	t.Helper()
	shell := program(t, "sqlite3")
	s := &server{dialect: dialect.SQLite, namespace: "main", kinds: []string{"table", "pk", "unique", "fk", "view"}}
	s.load = func(t *testing.T, files []string) ([]string, string) {
		t.Helper()
		script := filepath.Join(t.TempDir(), "script.sql")
		if err := os.WriteFile(script, []byte(strings.Join(files, "")+sqliteCatalogue), 0o600); err != nil {
			t.Fatal(err)
		}
		return output(t, exec.CommandContext(t.Context(), shell, "-batch", "-init", os.DevNull, ":memory:", ".read '"+script+"'"))
	}
	return s
}
