package parse_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"crowsfoot/parse/dialect"
)

// postgresCatalogue asks PostgreSQL what it made of a script, as lines that catalogueOf writes too.
const postgresCatalogue = `
CREATE TEMP VIEW rel AS
  SELECT c.oid, c.relkind, c.relispartition, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm');
CREATE TEMP VIEW tab AS SELECT * FROM rel WHERE relkind IN ('r', 'p');
CREATE FUNCTION pg_temp.names(t oid, nums int2[]) RETURNS text LANGUAGE sql AS
  $$ SELECT ' (' || string_agg(attname, ', ' ORDER BY o) || ')' FROM unnest(nums) WITH ORDINALITY k(n, o) JOIN pg_attribute ON attrelid = t AND attnum = n $$;
CREATE FUNCTION pg_temp.action(a "char") RETURNS text LANGUAGE sql AS
  $$ SELECT CASE a WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END $$;
SELECT 'table ' || name || ' (' || coalesce((SELECT string_agg(attname || CASE WHEN attnotnull THEN '!' ELSE '' END || CASE WHEN attgenerated <> '' THEN ' generated' ELSE '' END, ', ' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = tab.oid AND attnum > 0 AND NOT attisdropped), '') || ')' FROM tab;
SELECT 'part ' || tab.name || ' of ' || p.name FROM tab JOIN pg_inherits ON inhrelid = tab.oid JOIN rel p ON p.oid = inhparent WHERE tab.relispartition;
SELECT CASE contype WHEN 'p' THEN 'pk ' ELSE 'fk ' END || name || pg_temp.names(conrelid, conkey)
    || CASE contype WHEN 'p' THEN '' ELSE ' -> ' || (SELECT name FROM rel WHERE oid = confrelid) || pg_temp.names(confrelid, confkey) || ' ' || pg_temp.action(confdeltype) || ' ' || pg_temp.action(confupdtype) END
  FROM tab JOIN pg_constraint ON conrelid = tab.oid WHERE contype IN ('p', 'f') AND conparentid = 0 AND NOT relispartition;
SELECT 'unique ' || name || pg_temp.names(indrelid, (indkey::int2[])[0:indnkeyatts - 1]) FROM tab JOIN pg_index ON indrelid = tab.oid
 WHERE indisunique AND NOT indisprimary AND indpred IS NULL AND indexprs IS NULL AND NOT relispartition;
SELECT 'view ' || name FROM rel WHERE relkind IN ('v', 'm');
SELECT 'reads ' || v.name || ' (' || coalesce((SELECT string_agg(DISTINCT r.name, ', ' ORDER BY r.name) FROM pg_rewrite w
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid
    JOIN rel r ON r.oid = d.refobjid WHERE w.ev_class = v.oid), '') || ')' FROM rel v WHERE relkind IN ('v', 'm');
SELECT 'enum ' || CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || typname || ' (' || coalesce((SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid), '') || ')'
  FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype = 'e';
SELECT 'comment ' || name || coalesce('.' || attname, '') || ' ' || replace(description, E'\n', '\n')
  FROM rel JOIN pg_description ON objoid = rel.oid AND classoid = 'pg_class'::regclass
  LEFT JOIN pg_attribute ON attrelid = rel.oid AND attnum = objsubid AND objsubid > 0 WHERE objsubid = 0 OR relkind IN ('r', 'p');
`

// TestPostgresAgrees runs the cases of PostgreSQL in a server of PostgreSQL.
func TestPostgresAgrees(t *testing.T) {
	t.Parallel()
	postgresServer(t).agrees(t)
}

// postgresServer starts a server; each load has a database of its own.
func postgresServer(t *testing.T) *server {
	t.Helper()
	initdb := program(t, "initdb", "/usr/lib/postgresql/*/bin/initdb")
	psql := program(t, "psql")
	d := newDaemon(t, "postgres")
	d.run(t, initdb, "-D", d.folder+"/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	d.start(t, ".s.PGSQL.5432", strings.TrimSuffix(initdb, "initdb")+"postgres", "-D", d.folder+"/data", "-k", d.folder,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off")
	query := func(database string, args ...string) *exec.Cmd {
		args = append([]string{"-X", "-q", "-At", "-h", d.folder, "-U", "postgres", "-d", database}, args...)
		cmd := exec.CommandContext(t.Context(), psql, args...)
		cmd.Env = append(os.Environ(), "PGCLIENTENCODING=UTF8", "PGOPTIONS=-c client_min_messages=error")
		return cmd
	}
	s := &server{
		dialect: dialect.Postgres, namespace: "public",
		kinds: []string{"table", "part", "pk", "unique", "fk", "view", "reads", "enum", "comment"},
	}
	made := 0
	s.load = func(t *testing.T, files []string) ([]string, string) {
		t.Helper()
		made++
		database := fmt.Sprintf("d%d", made)
		if _, errs := output(t, query("postgres", "-c", "CREATE DATABASE "+database)); errs != "" {
			t.Fatal(errs)
		}
		var all strings.Builder
		for _, path := range d.write(t, files...) {
			_, errs := output(t, query(database, "-f", path))
			all.WriteString(errs)
		}
		lines, errs := output(t, query(database, "-f", d.write(t, postgresCatalogue)[0]))
		if errs != "" {
			t.Fatal(errs)
		}
		return lines, all.String()
	}
	return s
}
