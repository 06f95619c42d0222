package syntax

import "crowsfoot/parse/dialect"

// transactional are the dialects in which ROLLBACK undoes DDL. In MySQL and Oracle each statement of DDL commits.
const transactional = dialect.Postgres | dialect.SQLite | dialect.SQLServer

// transaction reads what starts and ends transactions, and their savepoints. Of T-SQL, what an IF guards, or CATCH, says no
// more than that a transaction may end so.
func (p *parser) transaction() outcome {
	if !p.dialect.In(transactional) {
		return ignored
	}
	t := &Transaction{Op: p.transactionOp()}
	p.advance()
	_ = p.accept("WORK") || p.accept("TRANSACTION") || p.accept("TRAN")
	if p.is("PREPARED") {
		return ignored
	}
	if t.Op == Rollback && p.accept("TO") {
		t.Op = RollbackTo
	}
	p.accept("SAVEPOINT")
	named := t.Op == RollbackTo || t.Op == Save || t.Op == Release || p.dialect.In(dialect.SQLServer)
	if named && isName(p.tok) && !p.startsStatement() && (!p.tok.bol || t.Op != Begin) {
		t.Name = p.ident("a name")
	}
	t.Span = p.span(p.start)
	if t.Op == Commit || !p.guarded && !p.catching {
		p.emit(t)
	}
	if t.Op == Commit || t.Op == Rollback {
		p.emit(&SetPath{Scope: ScopeEnd})
		if p.accept("AND", "CHAIN") {
			p.emit(&Transaction{Op: Begin, Span: t.Span})
		}
	}
	return ignored
}

// transactionOp tells what the current word does.
func (p *parser) transactionOp() TransactionOp {
	switch p.kw() {
	case "COMMIT", "END", "PREPARE":
		return Commit
	case "ROLLBACK", "ABORT":
		return Rollback
	case "SAVEPOINT", "SAVE":
		return Save
	case "RELEASE":
		return Release
	default:
		return Begin
	}
}
