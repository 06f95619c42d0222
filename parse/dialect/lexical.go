package dialect

// Lexical says how a dialect's text is cut into tokens. The zero value is the common core: 'strings' with doubled
// quotes, "identifiers" and `identifiers`, -- and /* */ comments, statements that end at ";".
type Lexical struct {
	// BackslashEscapes: a backslash in a string takes the next character as it is.
	// https://dev.mysql.com/doc/refman/8.4/en/string-literals.html
	BackslashEscapes bool
	// DoubleQuotedStrings: "x" is a string, not an identifier. As it may be either (ANSI_QUOTES),
	// the parser takes it as a name where only a name can stand.
	DoubleQuotedStrings bool
	// BracketIdent: [x] is an identifier, ]] a bracket in it.
	// https://learn.microsoft.com/sql/relational-databases/databases/database-identifiers
	BracketIdent bool
	// HashComments: # starts a comment that ends with the line.
	// https://dev.mysql.com/doc/refman/8.4/en/comments.html
	HashComments bool
	// DashNeedsSpace: -- starts a comment only before white space.
	DashNeedsSpace bool
	// NestedComments: /* /* */ */ is one comment.
	// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-COMMENTS
	NestedComments bool
	// VersionComments: the text of /*!50705 … */ is code.
	// https://dev.mysql.com/doc/refman/8.4/en/comments.html
	VersionComments bool
	// DollarQuotes: $tag$ … $tag$ is a string.
	// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-DOLLAR-QUOTING
	DollarQuotes bool
	// EscapeStrings: E'…' takes backslash escapes, U&"…" is an identifier with \XXXX escapes.
	EscapeStrings bool
	// QuoteStrings: q'[…]' is a string up to ]'.
	// https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Literals.html
	QuoteStrings bool
	// MetaCommands: a backslash at the start of a line is a command of psql, and
	// COPY … FROM stdin is followed by lines of data up to "\.".
	// https://www.postgresql.org/docs/current/app-psql.html
	MetaCommands bool
	// DelimiterCommand: a line DELIMITER x makes x the end of statements.
	// https://dev.mysql.com/doc/refman/8.4/en/stored-programs-defining.html
	DelimiterCommand bool
	// TermCommand: a line SET TERM x makes x the end of statements, as in Firebird's isql.
	// https://firebirdsql.org/file/documentation/html/en/firebirddocs/isql/firebird-isql.html#isql-set-term
	TermCommand bool
	// DotCommands: a line that starts with a dot between statements is a command of the sqlite3 shell.
	// https://www.sqlite.org/cli.html
	DotCommands bool
	// BatchLines: a line GO ends a batch, and a line that starts with a colon is a command of sqlcmd.
	// https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-go
	BatchLines bool
	// SlashLines: a line "/" ends a statement.
	// https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/slash.html
	SlashLines bool
	// FreeStatements: a statement may start without the one before being closed.
	FreeStatements bool
}

// Lexical returns the lexical rules of the dialect. ANSI and Unknown take dollar quotes as well, which mean nothing else
// anywhere.
func (d Dialect) Lexical() Lexical {
	switch d {
	case Postgres:
		return Lexical{NestedComments: true, DollarQuotes: true, EscapeStrings: true, MetaCommands: true}
	case MySQL:
		return Lexical{
			BackslashEscapes: true, DoubleQuotedStrings: true, HashComments: true,
			DashNeedsSpace: true, VersionComments: true, DelimiterCommand: true,
		}
	case SQLite:
		return Lexical{BracketIdent: true, DotCommands: true}
	case SQLServer:
		return Lexical{BracketIdent: true, NestedComments: true, BatchLines: true, FreeStatements: true}
	case Oracle:
		return Lexical{QuoteStrings: true, SlashLines: true}
	default:
		return Lexical{DollarQuotes: true, TermCommand: true}
	}
}
