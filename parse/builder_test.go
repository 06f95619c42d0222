package parse_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/dialect"
)

// TestBuilder folds statements into tables. What one statement may say stands in testdata/dialects; here is what follows
// from several. The facts are those of facts(), without the last line.
func TestBuilder(t *testing.T) {
	tests := []struct {
		name string
		d    dialect.Dialect
		sql  string
		want string
	}{
		{
			"foreign keys follow the renaming of their table, whichever was there first", dialect.Postgres,
			`CREATE TABLE c (x int REFERENCES later (id), y int REFERENCES a (id));
			CREATE TABLE a (id int PRIMARY KEY);
			CREATE TABLE later (id int PRIMARY KEY);
			ALTER TABLE a RENAME TO b; ALTER TABLE later RENAME TO now;`,
			`table c
			  x int
			  y int
			  fk (x) -> now (id)
			  fk (y) -> b (id)
			table b was a
			  id int!
			  pk (id)
			table now was later
			  id int!
			  pk (id)`,
		},
		{
			"a table of a name that is free again is another one", dialect.MySQL,
			`CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE c (x INT, FOREIGN KEY (x) REFERENCES a (id));
			RENAME TABLE a TO old; CREATE TABLE a (id INT PRIMARY KEY, n INT); ALTER TABLE c ADD y INT, ADD FOREIGN KEY (y) REFERENCES a (id);`,
			`table old was a
			  id int!
			  pk (id)
			table c
			  x int
			  y int
			  fk (x) -> old (id)
			  fk (y) -> a (id)
			table a
			  id int!
			  n int
			  pk (id)`,
		},
		{
			"two tables change names", dialect.MySQL,
			`CREATE TABLE a (x INT); CREATE TABLE b (y INT); RENAME TABLE a TO t, b TO a, t TO b;`,
			`table b was a was t
			  x int
			table a was b
			  y int`,
		},
		{
			"keys and references follow a column through several names", dialect.Postgres,
			`CREATE TABLE a (id int, CONSTRAINT pk PRIMARY KEY (id)); CREATE TABLE c (a_id int REFERENCES a (id), UNIQUE (a_id));
			ALTER TABLE a RENAME id TO no; ALTER TABLE a RENAME no TO number; ALTER TABLE c RENAME a_id TO a_number;`,
			`table a
			  number int! was id was no
			  pk pk (number)
			table c
			  a_number int was a_id
			  unique (a_number)
			  fk (a_number) -> a (number)`,
		},
		{
			"a dropped column comes back without its keys", dialect.Postgres,
			`CREATE TABLE a (id int PRIMARY KEY, n int NOT NULL UNIQUE); ALTER TABLE a DROP n; ALTER TABLE a ADD n text;`,
			`table a
			  id int!
			  n text
			  pk (id)`,
		},
		{
			"a dropped table comes back, and what meant it means it again", dialect.SQLite,
			`CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE c (a_id INTEGER REFERENCES a); DROP TABLE a; CREATE TABLE A (id TEXT PRIMARY KEY);`,
			`table c
			  a_id integer
			  fk (a_id) -> A (id)
			table A
			  id text!
			  pk (id)`,
		},
		{
			"foreign keys without columns mean the primary key, even one that is made later", dialect.Postgres,
			`CREATE TABLE a (x int, y int); CREATE TABLE c (p int, q int, FOREIGN KEY (p, q) REFERENCES a); ALTER TABLE a ADD PRIMARY KEY (y, x);`,
			`table a
			  x int!
			  y int!
			  pk (y, x)
			table c
			  p int
			  q int
			  fk (p, q) -> a (y, x)`,
		},
		{
			"names in other spellings are the declared ones", dialect.SQLServer,
			`CREATE TABLE Users (Id int, Mail varchar(9), UNIQUE (MAIL))
			ALTER TABLE USERS ADD CONSTRAINT pk PRIMARY KEY (ID)
			CREATE TABLE C (UserID int REFERENCES users (ID), FOREIGN KEY (USERID) REFERENCES dbo.USERS (Id))`,
			`table Users
			  Id int!
			  Mail varchar(9)
			  unique (Mail)
			  pk pk (Id)
			table C
			  UserID int
			  fk (UserID) -> Users (Id)
			  fk (UserID) -> Users (Id)`,
		},
		{
			"quoted names that differ in case differ in PostgreSQL", dialect.Postgres,
			`CREATE TABLE "A" ("Id" int, id int); CREATE TABLE a (id int PRIMARY KEY); ALTER TABLE "A" ADD FOREIGN KEY ("Id") REFERENCES A (ID);`,
			`table A
			  Id int
			  id int
			  fk (Id) -> a (id)
			table a
			  id int!
			  pk (id)`,
		},
		{
			"a name without a schema means the one table of that name", dialect.Postgres,
			`CREATE TABLE s.a (id int PRIMARY KEY); CREATE TABLE c (a_id int REFERENCES a); ALTER TABLE a ADD n int;`,
			`table s.a
			  id int!
			  n int
			  pk (id)
			table c
			  a_id int
			  fk (a_id) -> s.a (id)`,
		},
		{
			"of two in other schemas none is guessed", dialect.Postgres,
			`CREATE TABLE s.a (id int PRIMARY KEY); CREATE TABLE t.a (id int PRIMARY KEY); CREATE TABLE c (a_id int REFERENCES a);`,
			`table s.a
			  id int!
			  pk (id)
			table t.a
			  id int!
			  pk (id)
			table c
			  a_id int
			  fk (a_id) -> a ()
			t.sql:1:104: warning: foreign key to a, which is not in the input: pass the file that creates it as well [unknown-table]`,
		},
		{
			"public, dbo and main are where names without a schema are", dialect.Postgres,
			`CREATE TABLE public.a (id int PRIMARY KEY); CREATE TABLE c (a_id int REFERENCES a); DROP TABLE a;`,
			`table c
			  a_id int`,
		},
		{
			"the names that the server gives: MySQL counts up", dialect.MySQL,
			`CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE a (x INT UNIQUE, y INT, UNIQUE (x), FOREIGN KEY (x) REFERENCES p (id), FOREIGN KEY (y) REFERENCES p (id));
			ALTER TABLE a DROP INDEX x_2; ALTER TABLE a DROP FOREIGN KEY a_ibfk_2;`,
			`table p
			  id int!
			  pk (id)
			table a
			  x int
			  y int
			  unique (x)
			  fk (x) -> p (id)`,
		},
		{
			"children that inherit from two parents keep what one of them still has", dialect.Postgres,
			`CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE TABLE c (y int) INHERITS (a, b);
			ALTER TABLE a DROP x; ALTER TABLE b ALTER x SET NOT NULL;`,
			`table a
			table b
			  x int!
			table c
			  x int!
			  y int`,
		},
		{
			"tables cannot inherit in a circle", dialect.Postgres,
			`CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a); ALTER TABLE a INHERIT b; ALTER TABLE a INHERIT a;
			ALTER TABLE a ATTACH PARTITION a DEFAULT; ALTER TABLE b ATTACH PARTITION a DEFAULT; ALTER TABLE a ADD y int; ALTER TABLE a ALTER x SET NOT NULL; DROP TABLE b;`,
			`table a
			  x int!
			  y int`,
		},
		{
			"FIRST and AFTER, in turn", dialect.MySQL,
			`CREATE TABLE a (x INT, y INT); ALTER TABLE a ADD b INT AFTER x, ADD c INT AFTER b, ADD d INT FIRST, MODIFY y INT FIRST, ADD e INT AFTER nowhere;`,
			`table a
			  y int
			  d int
			  x int
			  b int
			  c int
			  e int`,
		},
		{
			"a new definition forgets what the old one said", dialect.MySQL,
			`CREATE TABLE a (x INT NOT NULL DEFAULT 1 COMMENT 'c', y INT AUTO_INCREMENT PRIMARY KEY); ALTER TABLE a MODIFY x BIGINT, CHANGE y z BIGINT;`,
			`table a
			  x bigint
			  z bigint! was y
			  pk (z)`,
		},
		{
			"what ALTER COLUMN of SQL Server does not say allows NULL, but for primary keys", dialect.SQLServer,
			`CREATE TABLE a (x int NOT NULL, y int NOT NULL PRIMARY KEY); ALTER TABLE a ALTER COLUMN x bigint; ALTER TABLE a ALTER COLUMN y bigint;`,
			`table a
			  x bigint
			  y bigint!
			  pk (y)`,
		},
		{
			"what MODIFY of Oracle does not say stays", dialect.Oracle,
			`CREATE TABLE a (x NUMBER DEFAULT 1 NOT NULL); ALTER TABLE a MODIFY x NUMBER(5); ALTER TABLE a MODIFY x DEFAULT 2;`,
			`table a
			  x number(5)! =2`,
		},
		{
			"OR REPLACE takes the place of a table, or of a view", dialect.MySQL,
			`CREATE TABLE a (x INT); CREATE OR REPLACE TABLE a (y INT); CREATE VIEW v AS SELECT x FROM a; CREATE OR REPLACE VIEW v AS SELECT 1;`,
			`table a
			  y int
			view v`,
		},
		{
			"a table whose columns are not all known is not blamed for missing ones", dialect.Postgres,
			`CREATE TABLE a AS SELECT * FROM elsewhere; ALTER TABLE a ADD PRIMARY KEY (id); CREATE TABLE c (a_id int REFERENCES a (id));`,
			`table a
			  pk (id)
			table c
			  a_id int
			  fk (a_id) -> a (id)`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := facts(parseText(t, tt.d, tt.sql))
			got = got[:strings.LastIndexByte(strings.TrimSuffix(got, "\n"), '\n')+1]
			want := strings.ReplaceAll(tt.want, "\n\t\t\t", "\n") + "\n"
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n(-want +got):\n%s", tt.sql, diff)
			}
		})
	}
}

// TestSeveralSources keeps what a session remembers within its file, and names across files.
func TestSeveralSources(t *testing.T) {
	res := parseAll(t, dialect.Postgres,
		text("1.sql", "SET search_path = s; CREATE TABLE a (id int PRIMARY KEY)"),
		text("2.sql", "CREATE TABLE b (a_id int REFERENCES s.a);"),
		text("3.sql", "ALTER TABLE b ADD n int; DROP TABLE nowhere;"),
	)
	want := `table s.a
  id int!
  pk (id)
table b
  a_id int
  n int
  fk (a_id) -> s.a (id)
3.sql:1:26: note: there is no table nowhere to drop: pass the file that creates it, or write DROP TABLE IF EXISTS [unknown-table]
5 statements: 5 understood
`
	if diff := cmp.Diff(want, facts(res)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
