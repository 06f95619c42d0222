package syntax

import "crowsfoot/parse/dialect"

// alterColumn reads ALTER [COLUMN] name ….
func (p *parser) alterColumn(at *AlterTable) {
	if p.isAny("INDEX", "CONSTRAINT", "CHECK") && isName(p.peek(1)) {
		return
	}
	p.accept("COLUMN")
	exists := p.acceptIfExists()
	a := AlterAction{Pos: p.here(), IfExists: exists}
	a.Column.Name = p.ident("a column")
	switch {
	case p.accept("SET", "NOT", "NULL"):
		a.Op = SetNotNull
	case p.accept("DROP", "NOT", "NULL"):
		a.Op = DropNotNull
	case p.accept("SET", "DEFAULT"):
		a.Op = SetDefaultValue
		a.Column.Default, a.Column.HasDefault = p.defaultValue(), true
	case p.accept("DROP", "DEFAULT"):
		a.Op = DropDefaultValue
	case p.accept("DROP", "IDENTITY"):
		a.Op = DropIdentity
	case p.accept("DROP", "EXPRESSION"):
		a.Op = DropExpression
	case p.accept("ADD", "GENERATED"):
		a.Op = AddIdentity
	case p.accept("SET", "DATA", "TYPE"), p.accept("TYPE"):
		a.Op = SetType
		p.columnType(&a.Column)
	case p.is("SET"), p.is("RESET"), p.is("ADD"), p.is("DROP"), p.is("RESTART"):
		return
	default:
		a.Op = ModifyColumn
		if !p.typeAhead() {
			return
		}
		p.columnType(&a.Column)
		p.columnRest(&a.Column)
	}
	p.add(at, a)
}

// modify reads MODIFY: a whole definition in MySQL, what changes in Oracle, where parentheses may stand around.
func (p *parser) modify(at *AlterTable) {
	if p.modifiesOther() {
		return
	}
	parens := p.acceptPunct('(')
	for !p.done() {
		op := ModifyColumn
		if p.dialect.In(dialect.MySQL) {
			op = ChangeColumn
		}
		p.accept("COLUMN")
		exists := p.acceptIfExists()
		var c Column
		if p.columnDef(&c) {
			p.add(at, AlterAction{Op: op, From: c.Name, Column: c, IfExists: exists, Pos: c.Span.Pos})
		}
		if !parens || !p.acceptPunct(',') {
			break
		}
	}
	if parens {
		p.acceptPunct(')')
	}
}

// modifiesOther reports whether MODIFY is about something else than columns.
func (p *parser) modifiesOther() bool {
	next := p.peek(1)
	switch p.kw() {
	case "CONSTRAINT", "PARTITION", "SUBPARTITION":
		return true
	case "PRIMARY":
		return p.isTok(next, "KEY")
	case "NESTED":
		return p.isTok(next, "TABLE")
	case "DEFAULT":
		return p.isTok(next, "ATTRIBUTES")
	case "UNIQUE", "LOB":
		return next.kind == tPunct && next.char == '('
	}
	return false
}

// change reads CHANGE old new definition of MySQL.
func (p *parser) change(at *AlterTable) {
	p.accept("COLUMN")
	exists := p.acceptIfExists()
	start := p.here()
	from := p.ident("a column")
	var c Column
	if p.columnDef(&c) {
		p.add(at, AlterAction{Op: ChangeColumn, From: from, Column: c, IfExists: exists, Pos: start})
	}
}
