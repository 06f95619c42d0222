package parse_test

import (
	"os/exec"
	"strings"
	"testing"

	"crowsfoot/parse/dialect"
)

// mariadbHelpers are what mariadbCatalogue calls.
const mariadbHelpers = `
CREATE DATABASE test_helpers; USE test_helpers;
CREATE FUNCTION own(s TEXT) RETURNS BOOL RETURN s NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys', 'test_helpers');
CREATE FUNCTION name(s TEXT, t TEXT) RETURNS TEXT RETURN IF(@databases > 1, CONCAT(s, '.', t), t);
CREATE FUNCTION act(a TEXT) RETURNS TEXT RETURN IF(a = 'RESTRICT', 'NO ACTION', a);
`

// mariadbCatalogue asks MariaDB what it made of a script, as lines that catalogueOf writes too. The name of the database
// is left out where there is only one. The lines "drop" are the databases that are there.
const mariadbCatalogue = `
USE test_helpers; SET group_concat_max_len = 1000000;
SELECT COUNT(DISTINCT TABLE_SCHEMA) FROM information_schema.TABLES WHERE own(TABLE_SCHEMA) INTO @databases;
SELECT CONCAT('table ', name(TABLE_SCHEMA, TABLE_NAME), ' (', GROUP_CONCAT(COLUMN_NAME, IF(IS_NULLABLE = 'NO', '!', ''), IF(IFNULL(GENERATION_EXPRESSION, '') <> '', ' generated', '') ORDER BY ORDINAL_POSITION SEPARATOR ', '), ')')
  FROM information_schema.COLUMNS JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
 WHERE own(TABLE_SCHEMA) AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') GROUP BY TABLE_SCHEMA, TABLE_NAME;
SELECT CONCAT(IF(INDEX_NAME = 'PRIMARY', 'pk ', 'unique '), name(TABLE_SCHEMA, TABLE_NAME), ' (', GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX SEPARATOR ', '), ')')
  FROM information_schema.STATISTICS WHERE own(TABLE_SCHEMA) AND NON_UNIQUE = 0 GROUP BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME;
SELECT CONCAT('fk ', name(k.TABLE_SCHEMA, k.TABLE_NAME), ' (', GROUP_CONCAT(k.COLUMN_NAME ORDER BY k.ORDINAL_POSITION SEPARATOR ', '), ') -> ', name(k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME),
    ' (', GROUP_CONCAT(k.REFERENCED_COLUMN_NAME ORDER BY k.ORDINAL_POSITION SEPARATOR ', '), ') ', act(r.DELETE_RULE), ' ', act(r.UPDATE_RULE))
  FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME)
 WHERE own(k.TABLE_SCHEMA) AND k.REFERENCED_TABLE_NAME IS NOT NULL GROUP BY k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME;
SELECT CONCAT('view ', name(TABLE_SCHEMA, TABLE_NAME)) FROM information_schema.VIEWS WHERE own(TABLE_SCHEMA);
SELECT CONCAT('comment ', name(TABLE_SCHEMA, TABLE_NAME), ' ', REPLACE(TABLE_COMMENT, '\n', '\\n')) FROM information_schema.TABLES WHERE own(TABLE_SCHEMA) AND TABLE_COMMENT <> '' AND TABLE_TYPE <> 'VIEW';
SELECT CONCAT('comment ', name(TABLE_SCHEMA, TABLE_NAME), '.', COLUMN_NAME, ' ', REPLACE(COLUMN_COMMENT, '\n', '\\n')) FROM information_schema.COLUMNS JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
 WHERE own(TABLE_SCHEMA) AND COLUMN_COMMENT <> '' AND TABLE_TYPE <> 'VIEW';
SELECT CONCAT('drop ', SCHEMA_NAME) FROM information_schema.SCHEMATA WHERE own(SCHEMA_NAME);
`

// TestMariaDBAgrees runs the cases of MySQL in a server of MariaDB.
func TestMariaDBAgrees(t *testing.T) {
	t.Parallel()
	mariadbServer(t).agrees(t)
}

// mariadbServer starts a server. Each load finds an empty database, which is called app.
func mariadbServer(t *testing.T) *server {
	t.Helper()
	daemonPath := program(t, "mariadbd", "/usr/sbin/mariadbd")
	install, client := program(t, "mariadb-install-db"), program(t, "mariadb")
	d := newDaemon(t, "mysql")
	d.run(t, install, "--no-defaults", "--datadir="+d.folder+"/data", "--tmpdir="+d.folder, "--auth-root-authentication-method=normal", "--skip-test-db")
	d.start(t, "socket", daemonPath, "--no-defaults", "--datadir="+d.folder+"/data", "--socket="+d.folder+"/socket", "--tmpdir="+d.folder, "--skip-networking",
		"--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite", "--character-set-server=utf8mb4", "--log-bin-trust-function-creators=1")
	query := func(t *testing.T, database, sql string) ([]string, string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), client, "--no-defaults", "-uroot", "-S", d.folder+"/socket",
			"--default-character-set=utf8mb4", "-N", "--raw", "--force", "-D", database)
		cmd.Stdin = strings.NewReader(sql)
		return output(t, cmd)
	}
	must := func(t *testing.T, sql string) []string {
		t.Helper()
		lines, errs := query(t, "mysql", sql)
		if errs != "" {
			t.Fatal(errs)
		}
		return lines
	}
	must(t, mariadbHelpers)
	s := &server{dialect: dialect.MySQL, kinds: []string{"table", "pk", "unique", "fk", "view", "comment"}}
	s.load = func(t *testing.T, files []string) ([]string, string) {
		t.Helper()
		must(t, "CREATE DATABASE app")
		_, errs := query(t, "app", strings.Join(files, ""))
		var found []string
		clean := []string{"SET foreign_key_checks = 0"}
		for _, l := range must(t, mariadbCatalogue) {
			if name, made := strings.CutPrefix(l, "drop "); made {
				clean = append(clean, "DROP DATABASE `"+name+"`")
			} else {
				found = append(found, l)
			}
		}
		must(t, strings.Join(clean, ";"))
		return found, errs
	}
	return s
}
