package dialect

import (
	"strings"
	"testing"
)

func detect(text string) Dialect {
	var d Detector
	d.Add([]byte(text))
	return d.Dialect()
}

func TestDetect(t *testing.T) {
	tests := []struct {
		want Dialect
		sql  string
	}{
		{Postgres, "CREATE TABLE a (id bigserial PRIMARY KEY, doc jsonb);"},
		{Postgres, "CREATE TABLE a (tags text[], at timestamptz DEFAULT now());"},
		{Postgres, "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT 1 $$;"},
		{Postgres, "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.a (id integer);"},
		{Postgres, "\\connect shop\nCREATE TABLE a (id integer);"},
		{Postgres, "COPY a FROM stdin;\n1\n\\.\n"},
		{Postgres, "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE a (m mood);"},
		{Postgres, "ALTER TABLE ONLY a ADD CONSTRAINT a_pkey PRIMARY KEY (id);"},
		{Postgres, "CREATE TABLE a (id integer DEFAULT 1::integer);"},
		{Postgres, "CREATE TABLE a (name character varying(20), at timestamp without time zone);"},
		{Postgres, "CREATE TABLE b (x integer) INHERITS (a);"},
		{Postgres, "CREATE TABLE a (id integer GENERATED ALWAYS AS IDENTITY, body text DEFAULT E'\\n');"},
		{MySQL, "CREATE TABLE `a` (`id` int(11) NOT NULL AUTO_INCREMENT) ENGINE=InnoDB;"},
		{MySQL, "CREATE TABLE a (id INT UNSIGNED, body MEDIUMTEXT, KEY (id));"},
		{MySQL, "/*!40101 SET NAMES utf8 */;\nCREATE TABLE a (id INT);"},
		{MySQL, "DELIMITER $$\nCREATE PROCEDURE p() BEGIN END$$\nDELIMITER ;\n"},
		{MySQL, "ALTER TABLE a DROP FOREIGN KEY fk, MODIFY b INT;"},
		{MySQL, "CREATE TABLE a (id INT COMMENT 'the number', UNIQUE KEY k (id));"},
		{MySQL, "RENAME TABLE a TO b;"},
		{MySQL, "CREATE TABLE a (id INT) WITH SYSTEM VERSIONING;"},
		{SQLite, "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);"},
		{SQLite, "PRAGMA foreign_keys = ON; CREATE TABLE a (id INTEGER);"},
		{SQLite, "CREATE TABLE a (k TEXT PRIMARY KEY) WITHOUT ROWID;"},
		{SQLite, "CREATE VIRTUAL TABLE a USING fts5 (x);"},
		{SQLite, "CREATE TABLE a (id INTEGER PRIMARY KEY, at DATETIME DEFAULT CURRENT_TIMESTAMP, b BLOB, r REAL);"},
		{SQLServer, "CREATE TABLE [dbo].[a] ([id] [int] IDENTITY(1,1) NOT NULL)\nGO\n"},
		{SQLServer, "CREATE TABLE a (name nvarchar(max), at datetime2, id uniqueidentifier);"},
		{SQLServer, "IF OBJECT_ID('dbo.a') IS NULL CREATE TABLE dbo.a (id int)\ngo\n"},
		{SQLServer, "EXEC sp_rename 'a', 'b'"},
		{SQLServer, "ALTER TABLE a WITH NOCHECK ADD CONSTRAINT pk PRIMARY KEY CLUSTERED (id)"},
		{Oracle, "CREATE TABLE a (id NUMBER(10), name VARCHAR2(20));"},
		{Oracle, "PROMPT creating\nCREATE TABLE a (at DATE DEFAULT SYSDATE)\n/\n"},
		{Oracle, "DROP TABLE a CASCADE CONSTRAINTS;"},
		{Oracle, "CREATE TABLE &owner..a (id NUMBER);"},
		{ANSI, "CREATE TABLE a (id INT, name VARCHAR(20));"},
		{ANSI, ""},
		{ANSI, "CREATE TABLE a (id INT64, name STRING(20));"},
		{ANSI, "CREATE TABLE a (id UInt64) ENGINE = MergeTree ORDER BY id;"},
	}
	for _, tt := range tests {
		if got := detect(tt.sql); got != tt.want {
			t.Errorf("%s: detected %s, want %s", tt.sql, got, tt.want)
		}
	}
}

// TestDetectIgnores leaves out what stands in strings, comments and quoted names.
func TestDetectIgnores(t *testing.T) {
	const cues = "AUTO_INCREMENT ENGINE=InnoDB BIGSERIAL JSONB VARCHAR2 NVARCHAR PRAGMA"
	for _, sql := range []string{
		"-- " + cues, "/* " + cues + " */", "'" + cues + "'", `"` + cues + `"`, "'it''s " + cues + "'", "-- `x`\n", "/* " + cues,
	} {
		if got := detect(sql); got != ANSI {
			t.Errorf("%s: detected %s", sql, got)
		}
	}
}

// TestDetectOneCueOften does not let one word decide that is there often.
func TestDetectOneCueOften(t *testing.T) {
	sql := strings.Repeat("CREATE TABLE a (x INTEGER, y REAL);\n", 1000) + "CREATE TABLE b (id BIGSERIAL, d JSONB, t TIMESTAMPTZ, u BYTEA, v CITEXT);"
	if got := detect(sql); got != Postgres {
		t.Errorf("detected %s", got)
	}
}

// TestDetectByName takes the name of a file, or of its folder, as a hint, which the text can outweigh.
func TestDetectByName(t *testing.T) {
	tests := []struct {
		file, sql string
		want      Dialect
	}{
		{"schema.mysql.sql", "CREATE TABLE a (id INT);", MySQL},
		{"db/postgres/schema.sql", "CREATE TABLE a (id INT);", Postgres},
		{`db\sqlite\schema.sql`, "CREATE TABLE a (id INT);", SQLite},
		{"create_mssql.sql", "CREATE TABLE a (id INT);", SQLServer},
		{"ORACLE.SQL", "CREATE TABLE a (id INT);", Oracle},
		{"mysql/x/schema.sql", "CREATE TABLE a (id INT);", ANSI}, // too far up
		{`mysql\x\schema.sql`, "CREATE TABLE a (id INT);", ANSI},
		{"schema.sql", "CREATE TABLE a (id INT);", ANSI},
		{"from_mysql.sql", "CREATE TABLE public.a (id bigserial, d jsonb, t timestamptz);", Postgres},
	}
	for _, tt := range tests {
		var d Detector
		d.Add([]byte(tt.sql))
		d.AddName(tt.file)
		if got := d.Dialect(); got != tt.want {
			t.Errorf("%s: detected %s, want %s", tt.file, got, tt.want)
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		d                Dialect
		name             string
		quoted           bool
		display, foldsTo string
	}{
		{Postgres, "Users", false, "users", "users"},
		{Postgres, "Users", true, "Users", "Users"},
		{Postgres, "GRÖSSE", false, "grösse", "grösse"},
		{MySQL, "Users", false, "Users", "users"},
		{MySQL, "Users", true, "Users", "users"},
		{Oracle, "USERS", false, "USERS", "users"},
		{ANSI, "größe", false, "größe", "größe"},
		{Unknown, "A", false, "A", "a"},
	}
	for _, tt := range tests {
		display := tt.d.Display(tt.name, tt.quoted)
		if display != tt.display || tt.d.Fold(display) != tt.foldsTo {
			t.Errorf("%s %q: shown as %q, known as %q; want %q, %q", tt.d, tt.name, display, tt.d.Fold(display), tt.display, tt.foldsTo)
		}
	}
}

func TestDialects(t *testing.T) {
	want := "postgres mysql sqlite sqlserver oracle ansi"
	var got []string
	for _, d := range All() {
		got = append(got, d.String())
		if !d.In(Postgres|MySQL|SQLite|SQLServer|Oracle|ANSI) || d.In(Unknown) {
			t.Errorf("%s is in the wrong sets", d)
		}
	}
	if strings.Join(got, " ") != want || Unknown.String() != "auto" {
		t.Errorf("dialects %v, %s", got, Unknown)
	}
}

// FuzzDetect reads anything: it does not panic, and says the same again.
func FuzzDetect(f *testing.F) {
	for _, seed := range []string{"CREATE TABLE `a`", "$$ x $$ $", "'\\", "/*!", "-- ", "N'x", "[a]", "GO\n/\n\\.\n", "DELIMITER $$\n$$", "COMMENT '"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var one, two Detector
		one.Add(text)
		two.Add(text)
		if one.Dialect() != two.Dialect() {
			t.Errorf("%s and %s", one.Dialect(), two.Dialect())
		}
	})
}
