package parse

import (
	"slices"
	"strconv"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
)

// transaction holds back statements for as long as a ROLLBACK may undo them.
type transaction struct {
	begun  diag.Pos
	held   []syntax.Stmt
	weight int  // of what is held
	full   bool // nothing is held back any more, as it was too much
	saves  []savepoint
	saving bool // a savepoint of SQLite has started it
	nested int  // how many of T-SQL are open in it
}

// savepoint is a place in a transaction.
type savepoint struct {
	name string
	at   int // how many of the statements that are held back stand before it
	pos  diag.Pos
}

// maxHeld bounds what a transaction holds back: about so many columns.
const maxHeld = 1 << 14

// transact folds what starts and ends transactions, and savepoints.
// https://www.postgresql.org/docs/current/tutorial-transactions.html
// https://www.sqlite.org/lang_savepoint.html
// https://learn.microsoft.com/sql/t-sql/language-elements/rollback-transaction-transact-sql
func (b *builder) transact(s *syntax.Transaction) {
	tx := b.tx
	if tx == nil {
		saving := s.Op == syntax.Save && b.dialect == dialect.SQLite
		if saving || s.Op == syntax.Begin {
			b.tx = &transaction{begun: s.Span.Pos, saving: saving}
			b.tx.save(s)
		}
		return
	}
	at := b.savepoint(s.Name)
	switch {
	case s.Op == syntax.Begin && b.dialect == dialect.SQLServer:
		tx.nested++
	case s.Op == syntax.Save:
		tx.save(s)
	case s.Op == syntax.Commit && tx.nested > 0:
		tx.nested--
	case s.Op == syntax.Commit, s.Op == syntax.Release && tx.saving && at == 0:
		b.commit()
	case s.Op == syntax.Release && at > 0:
		tx.saves = tx.saves[:at]
	case s.Op == syntax.Rollback && (s.Name == "" || at <= 0):
		b.undo(s, 0)
		b.commit() // what no ROLLBACK undoes
	case at >= 0 && (s.Op == syntax.RollbackTo || s.Op == syntax.Rollback):
		b.undo(s, at)
	}
}

// save remembers a place to go back to; the first one is where the transaction starts.
func (tx *transaction) save(s *syntax.Transaction) {
	tx.saves = append(tx.saves, savepoint{s.Name, len(tx.held), s.Span.Pos})
}

// savepoint is the index of the last savepoint of a name, -1 for none.
func (b *builder) savepoint(name string) int {
	for i, s := range slices.Backward(b.tx.saves) {
		if b.folded(s.name) == b.folded(name) {
			return i
		}
	}
	return -1
}

// undo forgets the statements behind a savepoint, which it tells; later savepoints go with them.
func (b *builder) undo(s *syntax.Transaction, at int) {
	tx := b.tx
	save := tx.saves[at]
	if tx.full {
		b.warn(diag.RolledBack, s.Span, "this undoes what was done from %s on, which is too much to be followed: leave that out of the input", save.pos)
		return
	}
	if n := tx.changes(save.at); n > 0 {
		b.warn(diag.RolledBack, s.Span, "this undoes %s that may change tables, from %s on: they are left out", countedStatements(n), save.pos)
	}
	tx.held = append(tx.held[:save.at], slices.DeleteFunc(tx.held[save.at:], func(s syntax.Stmt) bool {
		_, stays := s.(*syntax.Pragma)
		return !stays
	})...)
	tx.saves = tx.saves[:at+1]
}

// changes counts the statements that are held back from a number on and may change tables.
func (tx *transaction) changes(from int) int {
	n := 0
	for _, held := range tx.held[from:] {
		switch held.(type) {
		case *syntax.SetPath, *syntax.Pragma:
		default:
			n++
		}
	}
	return n
}

// endSource commits what the source did not.
func (b *builder) endSource() {
	if b.tx != nil {
		if n := b.tx.changes(0); n > 0 {
			b.diags.Add(diag.Note, diag.RolledBack, diag.Span{Pos: b.tx.begun},
				"this transaction is never committed, and a server would undo %s in it, read here all the same: write COMMIT at its end", countedStatements(n))
		}
	}
	b.commit()
}

func countedStatements(n int) string {
	if n == 1 {
		return "1 statement"
	}
	return strconv.Itoa(n) + " statements"
}

// commit folds what was held back, and ends the transaction.
func (b *builder) commit() {
	if b.tx == nil {
		return
	}
	for _, s := range b.tx.held {
		b.fold(s)
	}
	b.tx = nil
}

// hold holds a statement back.
func (b *builder) hold(s syntax.Stmt) {
	tx := b.tx
	tx.held = append(tx.held, kept(s))
	if tx.weight += weight(s); tx.weight > maxHeld {
		for _, s := range tx.held {
			b.fold(s)
		}
		tx.held, tx.full = nil, true
	}
}

// kept is a statement that the reader does not use again.
func kept(s syntax.Stmt) syntax.Stmt {
	switch s := s.(type) {
	case *syntax.CreateTable:
		own := *s
		own.Columns, own.Constraints = slices.Clone(s.Columns), slices.Clone(s.Constraints)
		for i := range own.Columns {
			own.Columns[i].Constraints = slices.Clone(own.Columns[i].Constraints)
		}
		return &own
	case *syntax.AlterTable:
		own := *s
		own.Actions = slices.Clone(s.Actions)
		return &own
	default:
		return s
	}
}

// weight is what a statement takes, in columns.
func weight(s syntax.Stmt) int {
	const text = 1 << 8
	switch s := s.(type) {
	case *syntax.CreateTable:
		return 1 + len(s.Columns) + len(s.Constraints) + len(s.Query)/text
	case *syntax.AlterTable:
		return 1 + len(s.Actions)
	case *syntax.CreateView:
		return 1 + len(s.Columns) + len(s.Query)/text
	case *syntax.CreateType:
		return 1 + len(s.Columns) + len(s.Values)
	case *syntax.Comment:
		return 1 + len(s.Text)/text
	default:
		return 1
	}
}
