package syntax

import "crowsfoot/parse/dialect"

// add appends an action; one that was not understood is left out.
func (p *parser) add(at *AlterTable, a AlterAction) {
	if p.failed {
		return
	}
	if !a.Pos.IsValid() {
		a.Pos = p.here()
	}
	at.Actions = append(at.Actions, a)
}

// alterAdd reads what follows ADD.
func (p *parser) alterAdd(at *AlterTable) {
	if p.isPunct('(') {
		p.addList(at)
		return
	}
	p.addElement(at)
	if p.isPunct('(') { // MySQL: ADD COLUMN (a int, b int)
		p.addList(at)
	}
}

// addList reads columns and constraints in parentheses.
func (p *parser) addList(at *AlterTable) {
	p.advance()
	for !p.done() && !p.isPunct(')') {
		p.addElement(at)
		p.skipItem()
		p.acceptPunct(',')
	}
	p.acceptPunct(')')
}

// addElement reads one column or constraint of ADD; it stops at an opening parenthesis.
func (p *parser) addElement(at *AlterTable) {
	start := p.here()
	p.accept("WITH", "CHECK")
	switch kw := p.kw(); kw {
	case "CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE", "DEFAULT":
		if c, ok := p.tableConstraint(start); ok {
			if c.Kind == OtherConstraint && c.Name == "" {
				return
			}
			p.add(at, AlterAction{Op: AddConstraint, Constraint: c, Pos: start})
			return
		}
	case "KEY", "INDEX", "FULLTEXT", "SPATIAL":
		if p.isIndexElement(kw) {
			return
		}
	case "PARTITION", "PERIOD", "SUPPLEMENTAL", "SYSTEM":
		if p.clauseAhead() {
			if kw == "PERIOD" {
				p.add(at, AlterAction{Op: AddConstraint, Constraint: p.period(start), Pos: start})
			}
			return
		}
	}
	p.accept("COLUMN")
	exists := p.acceptIfExists()
	var c Column
	if p.isPunct('(') {
		return
	}
	if p.columnDef(&c) {
		p.add(at, AlterAction{Op: AddColumn, Column: c, IfExists: exists, Pos: start})
	}
}

// clauseAhead reports whether the word after ADD or DROP, which may name a column, starts a clause that does not matter.
func (p *parser) clauseAhead() bool {
	switch p.kw() {
	case "PERIOD":
		return p.aheadIs("FOR")
	case "SUPPLEMENTAL":
		return p.aheadIs("LOG")
	case "SYSTEM":
		return p.aheadIs("VERSIONING")
	case "UNUSED":
		return p.aheadIs("COLUMNS") || p.aheadIs("COLUMN")
	case "COLUMNS":
		return p.aheadIs("CONTINUE")
	case "PARTITION":
		next := p.peek(1)
		return !p.dialect.In(dialect.Postgres) && (next.kind == tWord || next.kind == tPunct && next.char == '(')
	}
	return false
}
