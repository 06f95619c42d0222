package dialect

import "strings"

// Detector guesses the dialect of text from the words and signs that only some dialects have. The zero value
// has seen nothing.
type Detector struct {
	seen   map[string]int
	scores [len(order)]int
	names  [len(order)]int
}

// order is the order of All without ANSI: where two score alike, the first wins.
var order = [...]Dialect{Postgres, MySQL, SQLite, SQLServer, Oracle}

// maxHits bounds how often one cue counts, so that a long file of one kind of statement does not decide alone.
const maxHits = 3

// enough is the score from which a dialect counts as recognised.
const enough = 3

// cue is a word or sign, with what it says for each dialect of order.
type cue [len(order)]int8

// cues returns the words, in upper case, and signs that tell dialects apart.
func cues() map[string]cue {
	return map[string]cue{
		// PostgreSQL and its relatives.
		"$$": {6}, "::": {6}, `\.`: {9}, `\c`: {12}, "BIGSERIAL": {6}, "SERIAL": {4, 1}, "SMALLSERIAL": {6}, "JSONB": {6, 0, 2}, "TIMESTAMPTZ": {6},
		"BYTEA": {6}, "REGCLASS": {6}, "PLPGSQL": {9}, "NEXTVAL": {3, 0, 0, 0, 2}, "EXTENSION": {5}, "OWNER": {5}, "SEARCH_PATH": {8},
		"TSVECTOR": {6}, "INET": {4}, "CITEXT": {5}, "CONCURRENTLY": {6}, "GIN": {5}, "GIST": {5}, "DOMAIN": {3}, "PG_CATALOG": {8},
		"VARYING": {3, 0, 0, 0, 1}, "INT4": {4}, "INT8": {4}, "INT2": {4}, "FLOAT8": {4}, "BOOL": {1, 1}, "BOOLEAN": {1, 0, 1}, "UUID": {1}, "BPCHAR": {4},
		"RETURNING": {1, 0, 1}, "ILIKE": {4}, "HSTORE": {5}, "INHERITS": {12}, "[]": {4}, "DEFERRABLE": {2, 0, 0, 0, 1}, "AS ENUM": {6}, "PUBLIC": {3},
		"WITHOUT TIME": {5}, "WITH TIME": {4, 0, 0, 0, 3}, "STDIN": {5}, "DOUBLE PRECISION": {2, 0, 0, 0, 1}, "UNLOGGED": {5}, "TEXT": {1, 0, 2}, "GEN_RANDOM_UUID": {5},
		"INTERVAL": {1}, "ADD VALUE": {5}, "ATTACH": {4}, "TABLE ONLY": {6}, "SET NOT": {3}, "AS IDENTITY": {4, 0, -6, 0, 3}, "E'": {4}, "U&": {6},
		"DISTKEY": {6}, "SORTKEY": {6}, "DISTSTYLE": {6}, "MATERIALIZED VIEW": {4, 0, -4, 0, 2},
		// What SQLite cannot do.
		"ADD CONSTRAINT": {1, 1, -6, 1, 1}, "DROP CONSTRAINT": {2, 0, -6, 1, 1}, "ALTER COLUMN": {2, 0, -6, 2}, "CREATE SCHEMA": {2, 1, -6, 1, 1},
		"CREATE TYPE": {3, 0, -6, 1, 2}, "COMMENT ON": {3, 0, -6, 0, 3}, "CREATE SEQUENCE": {2, 0, -6, 1, 2},
		"RENAME CONSTRAINT": {3, 0, -6, 0, 3},
		// MySQL and MariaDB.
		"`": {0, 4, 0, -6}, "AUTO_INCREMENT": {0, 9}, "ENGINE": {0, 6}, "INNODB": {0, 8}, "UNSIGNED": {0, 6, 1}, "TINYINT": {0, 2, 1, 2}, "MEDIUMTEXT": {0, 3},
		"LONGTEXT": {0, 3}, "MEDIUMINT": {0, 6}, "LONGBLOB": {0, 3}, "MEDIUMBLOB": {0, 3}, "TINYTEXT": {0, 5}, "CHARSET": {0, 5}, "UTF8MB4": {0, 8},
		"UTF8": {0, 2}, "DELIMITER": {0, 6}, "/*!": {0, 9}, "FULLTEXT": {0, 3, 0, 1}, "ZEROFILL": {0, 5}, "DATETIME": {-6, 2, 2, 1, -4}, "MODIFY": {0, 3, 0, 0, 2},
		"CHANGE": {0, 2}, "FOREIGN_KEY_CHECKS": {0, 9}, "LAST_INSERT_ID": {0, 5}, "BINARY": {0, 2}, "LOCK TABLES": {0, 6}, "COLLATE": {0, 1},
		"COMMENT '": {0, 3}, "UNIQUE KEY": {0, 5}, "SYSTEM VERSIONING": {0, 6},
		"ENUM(": {0, 3}, "BLOB": {0, 1, 2, 0, 1}, "IGNORE": {0, 1, 1}, "#": {0, 1}, "LONGVARCHAR": {0, 1}, "USE": {0, 1, 0, 1}, "RENAME TABLE": {0, 4}, "INT(": {0, 4, 1}, "BIGINT(": {0, 5},
		"DROP FOREIGN": {0, 6}, "MYISAM": {0, 8},
		// SQLite.
		"AUTOINCREMENT": {0, 0, 9}, "PRAGMA": {0, 0, 8}, "WITHOUT ROWID": {0, 0, 9}, "STRICT": {0, 0, 4}, "VIRTUAL TABLE": {0, 0, 15}, "STRFTIME": {0, 0, 10}, "SQLITE_SEQUENCE": {0, 0, 9},
		"JULIANDAY": {0, 0, 5}, "UNIXEPOCH": {0, 0, 5}, "BEGIN IMMEDIATE": {0, 0, 4}, "INTEGER PRIMARY": {1, 0, 4}, "TEXT PRIMARY": {2, -6, 4}, "DATETIME('": {0, 0, 8}, "ROWID": {0, 0, 4, 0, 2}, "INTEGER": {0, 0, 2}, `TABLE "`: {2, -4, 2, 0, 2}, "VARCHAR": {0, 0, -1, 0, -1}, "BIGINT": {0, 0, -1, 0, -1}, "FTS5": {0, 0, 15}, "FTS4": {0, 0, 15}, "OR IGNORE": {0, 0, 5},
		"OR REPLACE INTO": {0, 0, 4}, "CURRENT_TIMESTAMP": {1, 1, 1}, "HEX": {0, 1, 2}, "RANDOMBLOB": {0, 0, 6}, "REAL": {1, 0, 2}, "RAISE(": {0, 0, 4},
		// SQL Server.
		"GO": {0, 0, 0, 8}, "[": {-3, -4, 3, 3, -4}, "NVARCHAR": {0, 0, 1, 3}, "IDENTITY(": {0, 0, 0, 7}, "DBO": {0, 0, 0, 7}, "NTEXT": {0, 0, 1, 5}, "UNIQUEIDENTIFIER": {0, 0, 0, 7},
		"DATETIME2": {0, 0, 0, 7}, "CLUSTERED": {0, 0, 0, 7}, "NONCLUSTERED": {0, 0, 0, 7}, "SP_RENAME": {0, 0, 0, 8}, "SP_ADDEXTENDEDPROPERTY": {0, 0, 0, 9}, "OBJECT_ID(": {0, 0, 0, 7},
		"N'": {1, 1, 0, 3, 1}, "NOCHECK": {0, 0, 0, 7}, "MONEY": {1, 0, 0, 3}, "BIT": {0, 1, 0, 2}, "GETDATE": {0, 0, 0, 5}, "MAX)": {0, 0, 0, 6}, "ROWVERSION": {0, 0, 0, 6}, "NEWID": {0, 0, 0, 5},
		"SYSOBJECTS": {0, 0, 0, 8}, "SYS.": {0, 0, 0, 3}, "PRINT": {0, 0, 0, 4}, "NCHAR": {0, 0, 1, 2, 1}, "EXEC": {0, 0, 0, 3}, "QUOTED_IDENTIFIER": {0, 0, 0, 8}, "ANSI_NULLS": {0, 0, 0, 8}, "IMAGE": {0, 0, 0, 4},
		"SMALLDATETIME": {0, 0, 0, 6}, "DATETIMEOFFSET": {0, 0, 0, 6}, "VARBINARY": {0, 1, 0, 1},
		// Oracle.
		"VARCHAR2": {0, 0, 0, 0, 9}, "NVARCHAR2": {0, 0, 0, 0, 9}, "NUMBER": {0, 0, 0, 0, 4}, "NUMBER(": {0, 0, 0, 0, 4}, "CLOB": {0, 0, 0, 0, 4}, "SYSDATE": {0, 0, 0, 0, 6}, "PROMPT": {0, 0, 0, 0, 5},
		"REM": {0, 0, 0, 0, 4}, "/": {0, 0, 0, 0, 5}, "DUAL": {0, 0, 0, 0, 5}, "SPOOL": {0, 0, 0, 0, 5}, "WHENEVER": {0, 0, 0, 0, 5}, "SYSTIMESTAMP": {0, 0, 0, 0, 6}, "USER_TABLES": {0, 0, 0, 0, 6},
		"ENABLE": {0, 0, 0, 0, 2}, "CASCADE CONSTRAINTS": {0, 0, 0, 0, 8}, "PLS_INTEGER": {0, 0, 0, 0, 7}, "EXECUTE IMMEDIATE": {0, 0, 0, 0, 5}, "SEQUENCE": {1, 0, 0, 0, 1}, "TABLESPACE": {1, 0, 0, 0, 2}, "RAW(": {0, 0, 0, 0, 4},
		"&": {0, 0, 0, 0, 4}, "EDITIONABLE": {0, 0, 0, 0, 6}, "READ ONLY": {0, 0, 0, 0, 3},
		"NULLS NOT": {3},
		// Systems that are none of these: what they write counts against all.
		"INT64": {-9, -9, -9, -9, -9}, "STRING": {-3, -3, -3, -3, -3}, "MERGETREE": {-20, -20, -20, -20, -20}, "VARIANT": {-9, -9, -9, -9, -9}, "NULLABLE(": {-9, -9, -9, -9, -9},
		"REPLACE TABLE": {-6, -2, -6, -6, -9}, "BYTEINT": {-6, -6, -6, -6, -6}, "TIMESTAMP_NTZ": {-9, -9, -9, -9, -9},
		"SET TERM": {-20, -20, -20, -20, -20}, "COMPUTED BY": {-9, -9, -9, -9, -9}, "MULTISET TABLE": {-9, -9, -9, -9, -9},
		"CACHED TABLE": {-9, -9, -9, -9, -9}, "MEMORY TABLE": {-9, -9, -9, -9, -9}, "INTERLEAVE IN": {-9, -9, -9, -9, -9},
	}
}

// Add looks at text, which may be a part of a file.
func (d *Detector) Add(text []byte) {
	if d.seen == nil {
		d.seen = map[string]int{}
	}
	s := cueScanner{text: text, cues: cues(), hit: d.hit}
	s.scan()
}

// nameScore is what a name says: less than a few plain cues in the text.
const nameScore = 12

// AddName looks at the name of a file and of its folder: two_things.mysql.sql, sqlite/schema.sql.
func (d *Detector) AddName(file string) {
	file = strings.ToLower(strings.ReplaceAll(file, `\`, "/"))
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		if j := strings.LastIndexByte(file[:i], '/'); j >= 0 {
			file = file[j+1:]
		}
	}
	names := [...][]string{{"postgres", "pgsql", "cockroach"}, {"mysql", "maria"}, {"sqlite"}, {"sqlserver", "mssql", "tsql"}, {"oracle"}}
	for i, list := range names {
		for _, n := range list {
			if strings.Contains(file, n) {
				d.names[i] = nameScore
			}
		}
	}
}

func (d *Detector) hit(name string, c cue) {
	if d.seen[name]++; d.seen[name] > maxHits {
		return
	}
	for i, n := range c {
		d.scores[i] += int(n)
	}
}

// Dialect is the best guess so far; ANSI where nothing tells.
func (d *Detector) Dialect() Dialect {
	best := 0
	total := d.scores
	for i, n := range d.names {
		total[i] += n
		if total[i] > total[best] {
			best = i
		}
	}
	if total[best] < enough {
		return ANSI
	}
	return order[best]
}
