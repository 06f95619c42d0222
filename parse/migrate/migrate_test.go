package migrate

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/dialect"
)

// folder makes a file system from lines "path" or "path: content".
func folder(lines ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, l := range lines {
		name, content, _ := strings.Cut(l, ": ")
		m[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return m
}

func paths(files []File) []string {
	var list []string
	for _, f := range files {
		list = append(list, f.Path)
	}
	return list
}

func TestPlan(t *testing.T) {
	tests := []struct {
		name    string
		files   []string
		tool    Tool
		want    []string
		skipped []string
	}{
		{
			name: "flyway orders versions as numbers and repeatables last by description",
			files: []string{
				"V1__init.sql", "V10__ten.sql", "V2__two.sql", "V2.1__more.sql", "V2_0_5__between.sql", "U2__two.sql",
				"R__b_view.sql", "R__a_view.sql", "afterMigrate.sql", "flyway.conf",
			},
			tool: Flyway,
			want: []string{
				"V1__init.sql", "V2__two.sql", "V2_0_5__between.sql", "V2.1__more.sql", "V10__ten.sql",
				"R__a_view.sql", "R__b_view.sql",
			},
			skipped: []string{"afterMigrate.sql", "U2__two.sql"},
		},
		{
			name:    "flyway starts at the highest baseline",
			files:   []string{"V1__a.sql", "V2__b.sql", "B2__all.sql", "B1__old.sql", "V3__c.sql", "R__v.sql"},
			tool:    Flyway,
			want:    []string{"B2__all.sql", "V3__c.sql", "R__v.sql"},
			skipped: []string{"B1__old.sql", "V1__a.sql", "V2__b.sql"},
		},
		{
			name:  "flyway looks into the folders below",
			files: []string{"db/migration/v1/V1__a.sql", "db/migration/v2/V2__b.sql", "db/migration/views/R__v.sql"},
			tool:  Flyway,
			want:  []string{"db/migration/v1/V1__a.sql", "db/migration/v2/V2__b.sql", "db/migration/views/R__v.sql"},
		},
		{
			name:    "golang-migrate goes by number, however many digits",
			files:   []string{"10_c.up.sql", "10_c.down.sql", "2_b.up.sql", "2_b.down.sql", "20191100000001000000_d.up.sql", "01_a.up.sql"},
			tool:    GolangMigrate,
			want:    []string{"01_a.up.sql", "2_b.up.sql", "10_c.up.sql", "20191100000001000000_d.up.sql"},
			skipped: []string{"2_b.down.sql", "10_c.down.sql"},
		},
		{
			name:  "golang-migrate finds its folder below the project",
			files: []string{"db/migrations/1_a.up.sql", "db/query/users.sql", "seed.sql", "go.mod"},
			tool:  GolangMigrate, want: []string{"db/migrations/1_a.up.sql"}, skipped: []string{"db/query/users.sql", "seed.sql"},
		},
		{
			name:    "sqlx takes simple and reversible migrations side by side",
			files:   []string{"1_a.sql", "3_c.up.sql", "3_c.down.sql", "2_b.up.sql", "2_b.down.sql"},
			tool:    Sqlx,
			want:    []string{"1_a.sql", "2_b.up.sql", "3_c.up.sql"},
			skipped: []string{"2_b.down.sql", "3_c.down.sql"},
		},
		{
			name:    "pop with one dialect only",
			files:   []string{"1_a_schema.up.sql", "2_b.mysql.up.sql", "2_b.mysql.down.sql", "3_c.autocommit.up.sql"},
			tool:    Pop,
			want:    []string{"1_a_schema.up.sql", "2_b.mysql.up.sql", "3_c.autocommit.up.sql"},
			skipped: []string{"2_b.mysql.down.sql"},
		},
		{
			name:    "up and down set off by a hyphen, where both are there",
			files:   []string{"1-a-up.sql", "1-a-down.sql", "2-close_down-up.sql", "2-close_down-down.sql"},
			tool:    GolangMigrate,
			want:    []string{"1-a-up.sql", "2-close_down-up.sql"},
			skipped: []string{"1-a-down.sql", "2-close_down-down.sql"},
		},
		{
			name:  "a name that ends in down is none of two halves",
			files: []string{"1_create.sql", "2_shut_down.sql"},
			tool:  Numbered, want: []string{"1_create.sql", "2_shut_down.sql"},
		},
		{
			name:    "postgrator",
			files:   []string{"002.do.b.sql", "002.undo.b.sql", "001.do.a.sql"},
			tool:    Postgrator,
			want:    []string{"001.do.a.sql", "002.do.b.sql"},
			skipped: []string{"002.undo.b.sql"},
		},
		{
			name: "goose goes by number and takes unmarked neighbours with one",
			files: []string{
				"00010_c.sql: -- +goose Up", "2_b.sql: -- a licence\n\n-- +goose Up\nCREATE TABLE b();", "3_plain.sql", "seed.sql",
				"00001_go.go",
			},
			tool: Goose, want: []string{"2_b.sql", "3_plain.sql", "00010_c.sql"}, skipped: []string{"seed.sql"},
		},
		{
			name:  "sql-migrate goes by number",
			files: []string{"10-b.sql: -- +migrate Up", "2-a.sql: -- +migrate Up notransaction"},
			tool:  SQLMigrate, want: []string{"2-a.sql", "10-b.sql"},
		},
		{
			name:  "dbmate goes by name",
			files: []string{"db/migrations/20240102_b.sql: -- migrate:up", "db/migrations/20240101_a.sql: -- migrate:up transaction:false"},
			tool:  Dbmate, want: []string{"db/migrations/20240101_a.sql", "db/migrations/20240102_b.sql"},
		},
		{
			name:  "marks behind a byte order mark, with line ends of Windows",
			files: []string{"2_b.sql: \ufeff-- +goose Up\r\n-- +goose StatementBegin\r\n", "10_c.sql: \ufeff--+goose Up\r\n"},
			tool:  Goose, want: []string{"2_b.sql", "10_c.sql"},
		},
		{
			name:  "play goes by number",
			files: []string{"conf/evolutions/default/10.sql: # --- !Ups", "conf/evolutions/default/2.sql: # Users\n\n--- !Ups", "conf/evolutions/default/1.sql: -- !Ups", "test.sql"},
			tool:  Play, want: []string{"conf/evolutions/default/1.sql", "conf/evolutions/default/2.sql", "conf/evolutions/default/10.sql"}, skipped: []string{"test.sql"},
		},
		{
			name:  "tern takes the numbered files of its folder",
			files: []string{"010_c.sql", "2_b.sql: create table b (id int);\n---- create above / drop below ----\n", "shared/v1_0.sql"},
			tool:  Tern, want: []string{"2_b.sql", "010_c.sql"}, skipped: []string{"shared/v1_0.sql"},
		},
		{
			name:  "tern without a mark is told by its settings",
			files: []string{"tern.conf", "001_a.sql", "code/view.sql"},
			tool:  Tern, want: []string{"001_a.sql"}, skipped: []string{"code/view.sql"},
		},
		{
			name:  "rambler",
			files: []string{"2_b.sql: -- rambler up", "1_a.sql: -- rambler up"},
			tool:  Rambler, want: []string{"1_a.sql", "2_b.sql"},
		},
		{
			name: "diesel orders the folders by version without hyphens",
			files: []string{
				"migrations/2020-01-02-000000_b/up.sql", "migrations/2020-01-02-000000_b/down.sql",
				"migrations/20190101000000_a/up.sql", "migrations/00000000000000_diesel_initial_setup/up.sql", "diesel.toml",
			},
			tool: Diesel,
			want: []string{
				"migrations/00000000000000_diesel_initial_setup/up.sql",
				"migrations/20190101000000_a/up.sql", "migrations/2020-01-02-000000_b/up.sql",
			},
			skipped: []string{"migrations/2020-01-02-000000_b/down.sql"},
		},
		{
			name:  "short numbers of folders are numbers",
			files: []string{"10_c/up.sql", "2_b/up.sql", "1_a/up.sql"},
			tool:  Diesel, want: []string{"1_a/up.sql", "2_b/up.sql", "10_c/up.sql"},
		},
		{
			name:  "one migration of diesel alone",
			files: []string{"up.sql", "down.sql"},
			tool:  Diesel, want: []string{"up.sql"}, skipped: []string{"down.sql"},
		},
		{
			name:  "prisma",
			files: []string{"prisma/schema.prisma", "prisma/migrations/20240102_b/migration.sql", "prisma/migrations/0_init/migration.sql", "prisma/migrations/migration_lock.toml"},
			tool:  Prisma, want: []string{"prisma/migrations/0_init/migration.sql", "prisma/migrations/20240102_b/migration.sql"},
		},
		{
			name: "drizzle goes by its journal",
			files: []string{
				"0000_x.sql", "0001_a.sql", "0001_b.sql", "9999_stray.sql",
				`meta/_journal.json: {"version":"7","entries":[{"idx":0,"tag":"0000_x"},{"idx":1,"tag":"0001_b"},{"idx":2,"tag":"0001_a"}]}`,
			},
			tool: Drizzle, want: []string{"0000_x.sql", "0001_b.sql", "0001_a.sql"}, skipped: []string{"9999_stray.sql"},
		},
		{
			name:  "drizzle with a folder for each migration",
			files: []string{"20240102000000_b/migration.sql", "20240102000000_b/snapshot.json", "20240101000000_a/migration.sql", "20240101000000_a/snapshot.json"},
			tool:  Drizzle, want: []string{"20240101000000_a/migration.sql", "20240102000000_b/migration.sql"},
		},
		{
			name:  "atlas goes by name",
			files: []string{"20240102_b.sql", "20240101_a.sql", "atlas.sum: h1:x"},
			tool:  Atlas, want: []string{"20240101_a.sql", "20240102_b.sql"},
		},
		{
			name:  "atlas starts at the last checkpoint",
			files: []string{"1_a.sql", "2_b.sql: -- atlas:checkpoint\n", "3_c.sql", "atlas.sum"},
			tool:  Atlas, want: []string{"2_b.sql", "3_c.sql"}, skipped: []string{"1_a.sql"},
		},
		{
			name:  "atlas in the format of golang-migrate",
			files: []string{"1_a.up.sql", "1_a.down.sql", "atlas.sum"},
			tool:  GolangMigrate, want: []string{"1_a.up.sql"}, skipped: []string{"1_a.down.sql"},
		},
		{
			name:  "liquibase goes by path, folders included",
			files: []string{"changelog/2.0/b.sql: --liquibase formatted sql", "changelog/1.0/a.sql: -- liquibase formatted sql", "other.sql"},
			tool:  Liquibase, want: []string{"changelog/1.0/a.sql", "changelog/2.0/b.sql"}, skipped: []string{"other.sql"},
		},
		{
			name: "liquibase goes by its changelogs",
			files: []string{
				"db/changelog-master.xml: <databaseChangeLog><include file='b/changelog.yaml'/><include file=\"classpath:db/a.sql\"/><!-- <include file='c.sql'/> --></databaseChangeLog>",
				"db/b/changelog.yaml: databaseChangeLog:\n  - includeAll:\n      path: parts/\n  # - include: {file: ../c.sql}",
				"db/a.sql: --liquibase formatted sql", "db/b/parts/2.sql", "db/b/parts/1.sql", "db/c.sql: --liquibase formatted sql",
			},
			tool: Liquibase, want: []string{"db/b/parts/1.sql", "db/b/parts/2.sql", "db/a.sql"}, skipped: []string{"db/c.sql"},
		},
		{
			name: "sqitch goes by its plan, reworked changes under their tag",
			files: []string{
				"sqitch.plan: %project=x\n\nusers 2020-01-01T00:00:00Z a <a@b> # one\nfns 2020-01-02T00:00:00Z a <a@b>\n@v1 2020 a <a@b>\n\nfns [fns@v1] 2020-02 a <a@b>\n",
				"deploy/fns.sql", "deploy/fns@v1.sql", "deploy/users.sql", "deploy/later.sql", "revert/users.sql", "verify/users.sql",
			},
			tool:    Sqitch,
			want:    []string{"deploy/users.sql", "deploy/fns@v1.sql", "deploy/fns.sql"},
			skipped: []string{"deploy/later.sql", "revert/users.sql", "verify/users.sql"},
		},
		{
			name:    "supabase",
			files:   []string{"supabase/config.toml", "supabase/migrations/20240102_b.sql", "supabase/migrations/20240101_a.sql", "supabase/seed.sql"},
			tool:    Supabase,
			want:    []string{"supabase/migrations/20240101_a.sql", "supabase/migrations/20240102_b.sql"},
			skipped: []string{"supabase/seed.sql"},
		},
		{
			name:  "numbered files",
			files: []string{"10 - c.sql", "2 - b.sql", "001 - a.sql", "010 - b.sql", "LOAD.txt"},
			tool:  Numbered, want: []string{"001 - a.sql", "2 - b.sql", "010 - b.sql", "10 - c.sql"},
		},
		{
			name:  "numbered folders",
			files: []string{"v1.10/a.sql", "v1.2/b.sql", "v1.2/a.sql", "v1.0/schema.sql", "v1.2/manifest.json"},
			tool:  Numbered, want: []string{"v1.0/schema.sql", "v1.2/a.sql", "v1.2/b.sql", "v1.10/a.sql"},
		},
		{
			name:  "plain files by name, hidden and installed folders left out",
			files: []string{"b.SQL", "a.sql", "tables/t10.sql", "tables/t9.sql", ".git/x.sql", "node_modules/y.sql"},
			tool:  Plain, want: []string{"a.sql", "b.SQL", "tables/t9.sql", "tables/t10.sql"},
		},
		{
			name:  "a full schema alone is a plain file, with its seed",
			files: []string{"schema.sql", "data.sql"},
			tool:  Plain, want: []string{"data.sql", "schema.sql"},
		},
		{
			name:  "changes of data are no updates of a schema",
			files: []string{"create_tables.sql: CREATE TABLE a (b int);", "update_prices.sql", "grants.sql"},
			tool:  Plain, want: []string{"create_tables.sql", "grants.sql", "update_prices.sql"},
		},
		{
			name:  "what makes no tables may stand beside numbered files",
			files: []string{"init.sql: CREATE ROLE a;", "1_a.sql", "2_b.sql"},
			tool:  Plain, want: []string{"1_a.sql", "2_b.sql", "init.sql"},
		},
		{
			name:  "migrations of the tests do not count beside the real ones",
			files: []string{"migrations/1_a.up.sql", "testdata/broken/1_a.up.sql", "testdata/schema.sql"},
			tool:  GolangMigrate, want: []string{"migrations/1_a.up.sql"},
			skipped: []string{"testdata/broken/1_a.up.sql", "testdata/schema.sql"},
		},
		{
			name:  "a product in the name of one migration is what it is about",
			files: []string{"001_init.sql", "002_drop_mysql.sql", "003_add_oracle.sql"},
			tool:  Numbered, want: []string{"001_init.sql", "002_drop_mysql.sql", "003_add_oracle.sql"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Plan(folder(tt.files...), ".")
			if err != nil {
				t.Fatal(err)
			}
			if got.Tool != tt.tool {
				t.Errorf("tool: got %s, want %s", got.Tool, tt.tool)
			}
			if d := cmp.Diff(tt.want, paths(got.Files)); d != "" {
				t.Errorf("files (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.skipped, paths(got.Skipped)); d != "" {
				t.Errorf("skipped (-want +got):\n%s", d)
			}
			for _, f := range append(got.Files, got.Skipped...) {
				if f.Reason == "" {
					t.Errorf("%s: no reason", f.Path)
				}
			}
		})
	}
}

func TestPlanErrors(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"empty", nil, "db: no .sql files: the folder is empty"},
		{
			"no SQL",
			[]string{"db/a.go", "db/b/c.go", "db/README"},
			"db: no .sql files in 2 folders; found 2 .go, 1 without an ending",
		},
		{
			"dialects by infix",
			[]string{"db/1_a.mysql.up.sql", "db/1_a.sqlite3.up.sql", "db/2_b.sqlite3.up.sql"},
			"db holds SQL for several databases (mysql, sqlite): choose with --dialect mysql or --dialect sqlite, " +
				"or pass the files of one of them: db/1_a.mysql.up.sql, db/1_a.sqlite3.up.sql and 1 more",
		},
		{
			"dialects by folder",
			[]string{"db/postgres/1.sql", "db/h2/1.sql"},
			"db holds SQL for several databases (h2, postgres): pass the files of one of them: db/h2, db/postgres",
		},
		{
			"dialects by name",
			[]string{"db/tables_mysql_innodb.sql", "db/tables_oracle.sql"},
			"db holds SQL for several databases (mysql, oracle): choose with --dialect mysql or --dialect oracle, " +
				"or pass the files of one of them: db/tables_mysql_innodb.sql, db/tables_oracle.sql",
		},
		{
			"dump beside migrations",
			[]string{"db/schema.sql", "db/migrations/1_a.sql: -- migrate:up"},
			"db holds a full schema (db/schema.sql) and migrations (db/migrations, dbmate), which would count every table twice: " +
				"pass db/schema.sql or db/migrations",
		},
		{
			"dump among numbered files",
			[]string{"db/structure.sql", "db/001_a.sql", "db/002_b.sql"},
			"db holds a full schema (db/structure.sql) and migrations (db, numbered files), which would count every table twice: " +
				"pass db/structure.sql or the files of db without it",
		},
		{
			"schema beside updates",
			[]string{"db/more.sql: CREATE TABLE a (b int);", "db/app.sql: CREATE TABLE a (b int);\ncreate unlogged table c (d int);", "db/app_update-1.2.sql", "db/grants.sql"},
			"db holds a full schema (db/app.sql) and migrations (db, plain files), which would count every table twice: " +
				"pass db/app.sql or the files of db without it",
		},
		{
			"schema beside a folder of updates",
			[]string{"db/tables.sql: CREATE TABLE a (b int);", "db/patches/add.sql"},
			"db holds a full schema (db/tables.sql) and migrations (db/patches, plain files), which would count every table twice: " +
				"pass db/tables.sql or db/patches",
		},
		{
			"schema by name beside one that is called after an update",
			[]string{"db/1.x_to_2.0_schema.sql", "db/3.x-to-4.0-schema.sql", "db/schema.sql"},
			"db holds a full schema (db/schema.sql) and migrations (db, numbered files), which would count every table twice: " +
				"pass db/schema.sql or the files of db without it",
		},
		{
			"initial schema beside numbered files",
			[]string{"db/mysql.initial.sql: CREATE TABLE a (b int);", "db/mysql/20240101.sql", "db/mysql/20240201.sql"},
			"db holds a full schema (db/mysql.initial.sql) and migrations (db/mysql, numbered files), which would count every table twice: " +
				"pass db/mysql.initial.sql or db/mysql",
		},
		{
			"two folders of migrations",
			[]string{"db/a/1_x.up.sql", "db/b/1_x.up.sql"},
			"db holds several folders of migrations: pass one of db/a, db/b",
		},
		{"nothing applied", []string{"db/1_a.down.sql"}, "db: golang-migrate, but none of its 1 SQL files is applied (db/1_a.down.sql: undoes a migration)"},
		{
			"journal that is none",
			[]string{"db/0000_a.sql", "db/meta/_journal.json: []"},
			"db/meta/_journal.json: expected the journal of Drizzle migrations: json: cannot unmarshal array",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := folder(tt.files...)
			m["db/.keep"] = &fstest.MapFile{}
			if tt.files == nil {
				delete(m, "db/.keep")
				m["db/.git/x"] = &fstest.MapFile{}
			}
			got, err := Plan(m, "db")
			if err == nil {
				t.Fatalf("no error, but %s %v", got.Tool, paths(got.Files))
			}
			if !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
		})
	}
}

func TestPlanWithDialect(t *testing.T) {
	m := folder("db/1_a.up.sql", "db/1_a.mysql.up.sql", "db/2_b.up.sql", "db/3_c.sqlite3.up.sql", "db/3_c.mysql.up.sql")
	got, err := PlanWith(m, "db", Options{Dialect: dialect.MySQL})
	if err != nil {
		t.Fatal(err)
	}
	want := &Order{
		Tool: Pop,
		Files: []File{
			{"db/1_a.mysql.up.sql", "version 1"},
			{"db/2_b.up.sql", "version 2"},
			{"db/3_c.mysql.up.sql", "version 3"},
		},
		Skipped: []File{{"db/1_a.up.sql", "there is one for mysql"}, {"db/3_c.sqlite3.up.sql", "for sqlite"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
