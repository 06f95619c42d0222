package syntax

import (
	"strings"

	"crowsfoot/parse/dialect"
)

// alter reads ALTER ….
func (p *parser) alter() outcome {
	p.advance()
	for p.isAny("IGNORE", "ONLINE", "OFFLINE", "EDITIONABLE", "NONEDITIONABLE") {
		p.advance()
	}
	switch p.kw() {
	case "TABLE", "INDEX", "VIEW":
		return p.alterTable(strings.ToLower(p.kw()))
	case "MATERIALIZED":
		p.advance()
		return p.alterTable("view")
	case "TYPE", "DOMAIN":
		return p.alterType()
	case "SCHEMA":
		p.advance()
		return p.alterSchema()
	case "PROCEDURE", "PROC", "FUNCTION", "TRIGGER":
		if p.lex.BatchLines { // a whole new one; elsewhere a setting
			return p.routine()
		}
	}
	if isName(p.peek(1)) && p.peek(2).kind == tWord && p.nearly("TABLE") {
		return skipped
	}
	return ignored
}

// manyActions is how many actions of ALTER TABLE are worth making room for beforehand.
const manyActions = 64

// alterTable reads ALTER TABLE, and what ALTER VIEW and ALTER INDEX share with it.
func (p *parser) alterTable(kind string) outcome {
	p.advance()
	exists := p.acceptIfExists()
	only := p.accept("ONLY")
	at := &p.altered
	if cap(at.Actions) > manyActions {
		at.Actions = nil
	}
	*at = AlterTable{Name: p.name("a table's name"), Kind: kind, IfExists: exists || p.guarded, Only: only, Actions: at.Actions[:0]}
	if p.failed {
		return skipped
	}
	if p.isPunct('*') {
		p.advance()
	}
	p.wait()
	if p.lex.BatchLines && kind == "view" {
		return p.routine() // T-SQL: ALTER VIEW x AS …
	}
	p.accept("WITH", "CHECK")
	p.accept("WITH", "NOCHECK")
	p.actions(at)
	for i := range at.Actions {
		at.Actions[i].IfExists = at.Actions[i].IfExists || p.guarded
	}
	at.Span = p.span(p.start)
	if len(at.Actions) > 0 {
		p.emit(at)
		return understood
	}
	if p.failed {
		return skipped
	}
	return ignored
}

// wait passes over WAIT 5 and NOWAIT of MariaDB.
func (p *parser) wait() {
	if p.accept("NOWAIT") || !p.is("WAIT") || p.peek(1).kind != tNumber {
		return
	}
	p.advance()
	p.advance()
}

// alterSchema reads ALTER SCHEMA name RENAME TO name, and ALTER SCHEMA name TRANSFER table of SQL Server, after SCHEMA.
func (p *parser) alterSchema() outcome {
	to := p.ident("a schema")
	if p.accept("RENAME", "TO") {
		r := &Rename{Kind: ObjectSchema, From: Name{Name: to}, To: Name{Name: p.ident("the new name")}, Span: p.span(p.start)}
		if p.failed {
			return skipped
		}
		p.emit(r)
		return understood
	}
	if !p.accept("TRANSFER") || p.failed {
		return ignored
	}
	at := &AlterTable{Name: p.name("a table"), Kind: "table", IfExists: p.guarded, Span: p.span(p.start)}
	if p.failed {
		return skipped
	}
	at.Actions = []AlterAction{{Op: SetSchema, To: to, Pos: p.start}}
	p.emit(at)
	return understood
}

// actions reads actions with commas between. Where a comma is followed by no action, the one before goes
// on: ADD a int, b int.
func (p *parser) actions(at *AlterTable) {
	p.clauses = p.dialect.In(dialect.Oracle)
	defer func() { p.clauses = false }()
	verb := ""
	for !p.done() && !p.startsStatement() {
		kw := p.kw()
		switch {
		case p.isVerb(kw):
			verb = kw
		case verb == "ADD" || verb == "DROP" || verb == "MODIFY":
			p.alterAction(at, verb)
			p.actionEnd()
			continue
		case verb == "":
			p.nearly("ADD", "DROP", "ALTER", "MODIFY", "CHANGE", "RENAME")
			return
		}
		p.advance()
		p.alterAction(at, verb)
		p.actionEnd()
	}
}

// actionEnd passes over what is left of an action, and the comma.
func (p *parser) actionEnd() {
	for !p.done() && !p.isPunct(',') && !p.startsNext() {
		p.skipOne()
	}
	p.acceptPunct(',')
}

// startsNext reports whether another statement starts here, though nothing ends the one before, or another clause of ALTER
// TABLE: Oracle has no comma between them.
func (p *parser) startsNext() bool {
	return p.clauses && p.isAny("ADD", "MODIFY", "DROP", "RENAME") || p.startsStatement()
}

func (p *parser) isVerb(kw string) bool {
	switch kw {
	case "ADD", "DROP", "ALTER", "MODIFY", "CHANGE", "RENAME", "SET", "ATTACH", "DETACH", "INHERIT", "NO", "COMMENT", "OWNER", "ENABLE", "DISABLE",
		"VALIDATE", "REPLICA", "CLUSTER", "FORCE", "CONVERT", "ENGINE", "AUTO_INCREMENT", "DEFAULT", "CHARACTER", "COLLATE", "RESET", "OF", "NOT",
		"CHECK", "NOCHECK", "SWITCH", "REBUILD", "PARTITION", "TRUNCATE", "EXCHANGE", "ORDER", "ALGORITHM", "LOCK", "ROW_FORMAT", "KEY_BLOCK_SIZE", "CHARSET",
		"EXPERIMENTAL", "WITH", "COMPACT", "MOVE", "SHRINK", "ALLOCATE", "NOLOGGING", "LOGGING", "PARALLEL", "NOPARALLEL", "CACHE":
		return true
	}
	return false
}

// alterAction reads one action after its verb; what does not matter leaves no trace.
func (p *parser) alterAction(at *AlterTable, verb string) {
	switch verb {
	case "ADD":
		p.alterAdd(at)
	case "DROP":
		p.alterDrop(at)
	case "ALTER":
		p.alterColumn(at)
	case "MODIFY":
		p.modify(at)
	case "CHANGE":
		p.change(at)
	case "RENAME":
		p.alterRename(at)
	case "SET":
		switch {
		case p.accept("SCHEMA"):
			p.add(at, AlterAction{Op: SetSchema, To: p.ident("a schema")})
		case p.accept("UNUSED"): // Oracle
			p.alterDrop(at)
		}
	case "ENGINE":
		p.add(at, AlterAction{Op: SetEngine, To: p.engine()})
	case "ATTACH", "DETACH":
		p.partition(at, verb)
	case "INHERIT":
		p.add(at, AlterAction{Op: AddInherit, Table: p.name("a table")})
	case "NO":
		if p.accept("INHERIT") {
			p.add(at, AlterAction{Op: DropInherit, Table: p.name("a table")})
		}
	case "OF":
		p.add(at, AlterAction{Op: SetOfType, Table: p.name("a type")})
	case "NOT":
		if p.accept("OF") {
			p.add(at, AlterAction{Op: SetOfType})
		}
	case "COMMENT":
		p.acceptPunct('=')
		if p.isText() {
			p.add(at, AlterAction{Op: SetComment, CommentText: p.plainText(p.tok)})
			p.advance()
		}
	}
}

// alterDrop reads what follows DROP.
func (p *parser) alterDrop(at *AlterTable) {
	if p.acceptPunct('(') {
		for isName(p.tok) {
			p.add(at, AlterAction{Op: DropColumn, From: p.ident("a column")})
			p.acceptPunct(',')
		}
		p.acceptPunct(')')
		return
	}
	a := AlterAction{Op: DropColumn, Pos: p.here()}
	if p.dialect.In(dialect.SQLServer) {
		a.Op = DropConstraint // DROP a, CONSTRAINT b, c, COLUMN IF EXISTS d, e
		if n := len(at.Actions); n > 0 && at.Actions[n-1].Op == DropColumn {
			a.Op = DropColumn
			a.IfExists = at.Actions[n-1].IfExists
		}
	}
	named, idle := p.dropWhat(&a)
	if idle {
		return
	}
	if named {
		a.IfExists = p.acceptIfExists() || a.IfExists
		if p.isPunct('(') {
			p.alterDrop(at)
			return
		}
		a.Pos = p.here()
		a.From = p.ident("what to drop")
	}
	p.dropEnd(&a)
	p.add(at, a)
}

// dropWhat reads what kind of thing is dropped. Named says that its name follows, idle that it does not matter.
func (p *parser) dropWhat(a *AlterAction) (named, idle bool) {
	switch p.kw() {
	case "CONSTRAINT", "FOREIGN", "CHECK":
		p.advance()
		if p.accept("KEY") {
			a.Constraint.Kind = ForeignKey
		}
		a.Op = DropConstraint
	case "INDEX", "KEY":
		if isName(p.peek(1)) {
			p.advance()
			a.Op = DropIndex
		}
	case "PRIMARY":
		if p.accept("PRIMARY", "KEY") {
			a.Op = DropPrimaryKey
			return false, false
		}
	case "UNIQUE":
		if next := p.peek(1); next.kind == tPunct && next.char == '(' { // Oracle
			p.advance()
			a.Op, a.Constraint.Columns = DropUnique, p.columnList()
			return false, false
		}
	case "PARTITION", "PERIOD", "SUPPLEMENTAL", "SYSTEM", "UNUSED", "COLUMNS":
		return true, p.clauseAhead()
	case "COLUMN":
		p.advance()
		a.Op = DropColumn
		a.IfExists = false
	}
	return true, false
}

// dropEnd reads what may follow the name of what is dropped. Oracle's DROP INDEX is about the index of a key.
func (p *parser) dropEnd(a *AlterAction) {
	p.accept("RESTRICT")
	a.Cascade = p.accept("CASCADE")
	if p.dialect.In(dialect.Oracle) {
		_ = p.accept("KEEP", "INDEX") || p.accept("DROP", "INDEX")
	}
}

// alterRename reads what follows RENAME.
func (p *parser) alterRename(at *AlterTable) {
	a := AlterAction{Op: RenameColumn, Pos: p.here()}
	switch {
	case p.isAny("PARTITION", "SUBPARTITION") && isName(p.peek(1)) && !p.aheadIs("TO"):
		return
	case p.isAny("TO", "AS"):
		p.advance()
		p.add(at, AlterAction{Op: RenameTable, Table: p.name("the new name")})
		return
	case p.isAny("CONSTRAINT", "INDEX", "KEY") && isName(p.peek(1)) && !p.aheadIs("TO"):
		p.advance()
		a.Op = RenameConstraint
	case p.is("COLUMN") && !p.aheadIs("TO"):
		p.advance()
	case isName(p.tok) && !p.aheadIs("TO"): // MySQL: RENAME name
		p.add(at, AlterAction{Op: RenameTable, Table: p.name("the new name")})
		return
	}
	a.IfExists = p.acceptIfExists()
	a.Pos = p.here()
	a.From = p.ident("the old name")
	if !p.accept("TO") {
		p.expected("TO and the new name")
		return
	}
	a.To = p.ident("the new name")
	p.add(at, a)
}

// partition reads ATTACH PARTITION and DETACH PARTITION; for an index it does not matter.
func (p *parser) partition(at *AlterTable, verb string) {
	if !p.accept("PARTITION") || at.Kind != "table" {
		return
	}
	op := AttachPartition
	if verb == "DETACH" {
		op = DetachPartition
	}
	p.add(at, AlterAction{Op: op, Table: p.name("a partition")})
}
