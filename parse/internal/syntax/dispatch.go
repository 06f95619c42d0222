package syntax

import (
	"bytes"
	"strings"

	"crowsfoot/parse/dialect"
)

// dispatch reads the statement that starts at the current token, up to what it understands of it.
func (p *parser) dispatch() outcome {
	switch p.kw() {
	case "CREATE":
		return p.create()
	case "ALTER":
		return p.alter()
	case "DROP":
		return p.drop()
	case "RENAME":
		return p.rename()
	case "COMMENT":
		return p.commentOn()
	case "SET":
		return p.set()
	case "RESET", "DISCARD":
		return p.unset()
	case "COMMIT", "ROLLBACK", "ABORT", "END", "SAVEPOINT", "SAVE", "RELEASE":
		return p.transaction()
	case "SELECT":
		return p.selectStmt()
	case "INSERT":
		return p.insert()
	case "USE":
		return p.use()
	case "COPY":
		return p.copyFrom()
	case "EXEC", "EXECUTE", "SP_RENAME":
		if p.dialect.In(dialect.Oracle) {
			return p.plusLine()
		}
		return p.exec()
	case "BEGIN", "DECLARE":
		return p.block()
	case "PRAGMA":
		return p.pragma()
	case "PREPARE":
		if p.aheadIs("TRANSACTION") {
			return p.transaction()
		}
		return p.dynamic()
	case "DO":
		return p.doBlock()
	case "SOURCE", "TEE", "NOTEE", "PAGER", "NOPAGER", "STATUS", "SYSTEM", "WARNINGS", "NOWARNING", "CHARSET", "REHASH":
		return p.clientLine()
	case "START":
		if p.dialect.In(transactional) && p.aheadIs("TRANSACTION") {
			return p.transaction()
		}
		return p.plusLine()
	}
	return p.otherCommand()
}

// otherCommand passes over what is no statement of SQL that matters: commands of shells, templates, slips of the pen.
func (p *parser) otherCommand() outcome {
	if p.isPlusCommand() || p.runsScript() {
		return p.plusLine()
	}
	if p.tok.kind == tHole && p.tok.bol {
		p.advance() // {{ config(…) }} on a line of its own
	}
	if p.tok.bol && (p.isPunct('!') || p.isPunct('$')) {
		return p.plusLine() // !ls
	}
	if p.misspelt() {
		return skipped
	}
	return ignored
}

// isPlusCommand reports whether the word is a command of SQL*Plus, some of which other shells have as well.
func (p *parser) isPlusCommand() bool {
	switch p.kw() {
	case "PROMPT", "REM", "REMARK", "SPOOL", "WHENEVER", "ACCEPT", "DEFINE", "DEF", "UNDEFINE", "UNDEF", "COLUMN", "EXIT", "QUIT", "SHOW", "CONNECT", "CONN", "STA", "RUN", "HOST", "PAUSE", "TTITLE", "BTITLE", "CLEAR", "VARIABLE",
		"BREAK", "COMPUTE", "DESC", "DESCRIBE", "DISC", "DISCONNECT", "PASSWORD", "PRINT", "REPFOOTER", "REPHEADER", "SHUTDOWN", "STARTUP", "STORE", "TIMING", "VAR":
		return true
	}
	return false
}

// runsScript reports whether a command of SQL*Plus comes that runs a script: @x, @@x, @ x, @/x, or an &x that stands for a command.
func (p *parser) runsScript() bool {
	if !p.dialect.In(dialect.Oracle) || !p.tok.bol {
		return false
	}
	return p.tok.kind == tHole || p.tok.kind == tWord && bytes.HasPrefix(p.bytes(p.tok), []byte("@"))
}

// clientLine passes over a command of the client of MySQL, which ends with its line.
func (p *parser) clientLine() outcome {
	if p.lex.DelimiterCommand && p.tok.bol {
		p.runLine("source")
	}
	return ignored
}

// plusLine passes over a command of SQL*Plus, which ends with its line.
func (p *parser) plusLine() outcome {
	if !p.dialect.In(dialect.Oracle) {
		return p.clientLine()
	}
	remark := p.isAny("PROMPT", "REM", "REMARK")
	p.runLine("@", "start", "sta")
	for !remark && p.lineGoesOn() {
		p.skipLine()
	}
	p.tok = token{kind: tEnd, off: p.offset(), end: p.offset()}
	return ignored
}

// runLine passes over the rest of a line that is a command of a shell; some of these run another file.
func (p *parser) runLine(runs ...string) {
	if p.nAhead == 0 {
		p.commandLine(p.tok.off, runs...)
		p.fresh = true
	}
	p.tok = token{kind: tEnd, off: p.offset(), end: p.offset()}
}

// set reads SET search_path; SET of anything else is ignored.
func (p *parser) set() outcome {
	p.advance()
	path := &SetPath{}
	if p.is("SESSION") || p.is("LOCAL") {
		if p.is("LOCAL") {
			path.Scope = ScopeLocal
		}
		p.advance()
	}
	switch {
	case p.accept("SEARCH_PATH"):
		if !p.accept("TO") {
			p.acceptPunct('=')
		}
	case p.dialect.In(dialect.Postgres) && p.accept("STANDARD_CONFORMING_STRINGS"):
		if !p.accept("TO") {
			p.acceptPunct('=')
		}
		p.lex.BackslashEscapes = p.is("OFF") || p.is("FALSE") || p.tok.kind == tString && p.plainText(p.tok) == "off"
		p.setClasses()
		return ignored
	case p.is("SCHEMA") && (p.peek(1).kind == tString || isName(p.peek(1))):
		p.advance()
	case p.dialect.In(dialect.Oracle):
		return p.plusLine() // SET ECHO ON
	case p.dialect.In(dialect.MySQL):
		return p.setVariables()
	default:
		return p.dynamic() // SET @sql = 'ALTER TABLE …'
	}
	for isName(p.tok) && !p.is("DEFAULT") {
		path.Path = append(path.Path, p.ident("a schema"))
		if !p.acceptPunct(',') {
			break
		}
	}
	p.emit(path)
	return understood
}

// pragma reads the pragmas of SQLite that say whether references follow when a table is renamed.
// https://www.sqlite.org/pragma.html#pragma_legacy_alter_table
func (p *parser) pragma() outcome {
	if !p.dialect.In(dialect.SQLite) {
		return ignored
	}
	p.advance()
	name := strings.ToLower(p.name("a pragma").Name)
	if name != "legacy_alter_table" && name != "foreign_keys" || !p.acceptPunct('=') && !p.acceptPunct('(') {
		return ignored
	}
	p.emit(&Pragma{Name: name, On: p.isAny("ON", "TRUE", "YES") || p.tok.kind == tNumber && string(p.bytes(p.tok)) != "0"})
	return ignored
}

// unset reads what ends the path: RESET search_path, RESET ALL and DISCARD ALL.
func (p *parser) unset() outcome {
	p.advance()
	if p.dialect.In(dialect.Postgres) && p.isAny("SEARCH_PATH", "ALL") {
		p.emit(&SetPath{})
	}
	return ignored
}

// selectStmt reads SELECT … INTO, and SELECT set_config('search_path', '…', false), as pg_dump writes it.
func (p *parser) selectStmt() outcome {
	if !p.dialect.In(dialect.Postgres | dialect.SQLServer) {
		return ignored
	}
	p.captureFrom()
	p.advance()
	if p.is("PG_CATALOG") {
		p.advance()
		p.acceptPunct('.')
	}
	if !p.accept("SET_CONFIG") || !p.acceptPunct('(') || p.tok.kind != tString || p.plainText(p.tok) != "search_path" {
		return p.selectInto()
	}
	p.advance()
	p.acceptPunct(',')
	if p.tok.kind != tString {
		return ignored
	}
	path := &SetPath{Path: splitPath(p.plainText(p.tok))}
	p.advance()
	if p.acceptPunct(','); p.is("TRUE") {
		path.Scope = ScopeLocal
	}
	p.emit(path)
	return understood
}

// use reads USE database.
func (p *parser) use() outcome {
	p.advance()
	p.accept("DATABASE")
	if isName(p.tok) && p.dialect.In(dialect.MySQL) {
		p.emit(&SetPath{Path: []string{p.ident("a database")}, Database: true})
		return understood
	}
	return ignored
}

// copyFrom passes over COPY, and over the data that follows COPY … FROM stdin.
func (p *parser) copyFrom() outcome {
	if !p.lex.MetaCommands {
		return ignored
	}
	data := false
	for !p.done() {
		data = data || p.is("FROM") && p.aheadIs("STDIN")
		p.skipOne()
	}
	if data && p.tok.kind == tEnd {
		p.skipCopyData()
	}
	return ignored
}

// block passes over BEGIN or DECLARE. In Oracle that starts a block, which ends with a line "/"; elsewhere
// a transaction.
func (p *parser) block() outcome {
	switch {
	case p.lex.SlashLines:
		return p.oracleBlock()
	case p.is("BEGIN"):
		return p.transaction()
	}
	return p.dynamic() // DECLARE @sql nvarchar(max) = N'ALTER TABLE …'
}

// prefix passes over T-SQL that stands in front of a statement: IF …, ELSE, BEGIN, END, WHILE …. What they guard is
// read, as nobody knows whether it ran.
func (p *parser) prefix() bool {
	switch p.kw() {
	case "BEGIN":
		if p.aheadIs("TRAN") || p.aheadIs("TRANSACTION") {
			return false
		}
		p.advance()
		p.accept("TRY")
		p.catching = p.accept("CATCH") || p.catching
		if p.guarded {
			p.blocks++
		}
	case "END":
		p.advance()
		p.blocks--
		p.guarded = p.guarded && p.blocks > 0
		p.accept("TRY")
		p.catching = p.catching && !p.accept("CATCH")
	case "ELSE":
		p.advance()
		p.guarded = true
	case "IF", "WHILE":
		p.failed = false
		p.advance()
		p.guarded = true
		for !p.done() && !p.startsCommand() {
			p.skipOne()
		}
	default:
		return false
	}
	return true
}

// startsCommand reports whether the word starts what an IF guards.
func (p *parser) startsCommand() bool {
	switch p.kw() {
	case "CREATE", "ALTER", "DROP", "EXEC", "EXECUTE", "INSERT", "UPDATE", "DELETE", "SELECT", "PRINT", "SET",
		"DECLARE", "BEGIN", "RETURN", "RAISERROR", "THROW", "TRUNCATE", "GRANT", "GOTO", "COMMIT", "ROLLBACK":
		return true
	}
	return false
}

// splitPath is the list of schemas in the value of search_path.
func splitPath(s string) []string {
	var path []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.Trim(strings.TrimSpace(part), `"'`); part != "" {
			path = append(path, part)
		}
	}
	return path
}
