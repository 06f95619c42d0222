package syntax

import (
	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// tableConstraint reads a constraint of a table; false, and nothing is read, when the word that would start one is a
// column's name.
func (p *parser) tableConstraint(start diag.Pos) (Constraint, bool) {
	var c Constraint
	if p.is("CONSTRAINT") {
		next := p.peek(1)
		if !isName(next) {
			return c, false
		}
		p.advance()
		c.IfNotExists = p.acceptIfExists()
		if !p.constraintAhead() {
			c.Name = p.name("the constraint's name").Name
		}
	} else if !p.constraintAhead() {
		return c, false
	}
	switch p.kw() {
	case "PRIMARY":
		p.advance()
		p.accept("KEY")
		c.Kind = PrimaryKey
		p.tableKey(&c)
	case "UNIQUE":
		p.advance()
		c.Kind = UniqueKey
		p.tableKey(&c)
	case "FOREIGN":
		p.advance()
		p.accept("KEY")
		c.IfNotExists = p.acceptIfExists() || c.IfNotExists
		p.tableForeignKey(&c)
	case "DEFAULT":
		p.advance()
		p.defaultFor(&c)
	default: // CHECK, EXCLUDE, NOT NULL
		if p.done() {
			p.expected("PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK")
		}
		p.constraintEnd(&c)
	}
	c.Span = p.span(start)
	if p.failed {
		p.skipItem()
	}
	return c, true
}

// period reads PERIOD FOR name (from, to), whose columns are never NULL but in Oracle.
func (p *parser) period(start diag.Pos) Constraint {
	p.accept("PERIOD", "FOR")
	c := Constraint{Kind: Period}
	p.name("the period's name")
	if p.isPunct('(') {
		columns := p.columnList()
		if !p.dialect.In(dialect.Oracle) {
			c.Columns = columns
		}
	}
	p.constraintEnd(&c)
	c.Span = p.span(start)
	return c
}

// constraintAhead reports whether the word starts a constraint, and is not a column of that name.
func (p *parser) constraintAhead() bool {
	next := p.peek(1)
	paren := next.kind == tPunct && next.char == '('
	switch p.kw() {
	case "PRIMARY", "FOREIGN":
		return p.isTok(next, "KEY")
	case "UNIQUE":
		return paren || isName(next)
	case "CHECK":
		return paren || p.isTok(next, "NOT")
	case "EXCLUDE":
		return paren || p.isTok(next, "USING")
	case "DEFAULT":
		return true
	case "NOT":
		return p.isTok(next, "NULL")
	}
	return false
}

// tableKey reads a key of a table, after PRIMARY KEY or UNIQUE.
func (p *parser) tableKey(c *Constraint) {
	for !p.done() && !p.isPunct('(') && !p.isPunct(',') && !p.isPunct(')') {
		switch p.kw() {
		case "USING":
			p.advance()
			if p.accept("INDEX") {
				c.UsingIndex = p.ident("an index")
				p.skipItem()
				return
			}
			p.advance() // BTREE, HASH
		case "KEY", "INDEX", "CLUSTERED", "NONCLUSTERED", "NULLS", "NOT", "DISTINCT", "HASH":
			c.Traits.NullsNotDistinct = c.Traits.NullsNotDistinct || p.is("NOT")
			p.advance()
		case "IF":
			if !p.acceptIfExists() {
				p.advance()
			}
			c.IfNotExists = true
		default:
			if isName(p.tok) && (c.Name == "" || p.dialect.In(dialect.MySQL)) {
				c.Name = p.ident("the key's name") // MySQL takes it before that of CONSTRAINT
				continue
			}
			p.advance()
		}
	}
	if !p.isPunct('(') {
		p.expected("the key's columns in parentheses")
		return
	}
	if next := p.peek(1); next.kind == tPunct && next.char == ')' {
		p.advance()
		p.complain("the key's columns")
		c.Kind = OtherConstraint
		return
	}
	c.Columns, c.Expression = p.keyColumns()
	if c.Kind == PrimaryKey {
		c.Expression = false // a prefix length; rows are still told apart
	}
	p.constraintEnd(c)
}

// constraintEnd passes over what may follow a constraint: ENABLE, NOT VALID, DEFERRABLE, WHERE ….
func (p *parser) constraintEnd(c *Constraint) {
	for !p.done() && !p.isPunct(',') && !p.isPunct(')') && !p.startsNext() {
		if p.is("WHERE") {
			c.Partial = true
		}
		switch p.kw() {
		case "NOT":
			if p.aheadIs("DEFERRABLE") {
				p.advance()
			}
		case "DEFERRABLE":
			c.Traits.Deferrable = true
		case "DEFERRED":
			c.Traits.Deferrable, c.Traits.Deferred = true, true
		case "INCLUDE":
			if p.advance(); p.isPunct('(') {
				c.Include = p.columnList()
			}
			continue
		}
		p.skipOne()
	}
}

// defaultFor reads DEFAULT value FOR column of SQL Server, after DEFAULT.
func (p *parser) defaultFor(c *Constraint) {
	c.Default = p.defaultValue()
	if p.accept("FOR") {
		c.Kind = DefaultValue
		c.Columns = []string{p.ident("a column")}
	}
	p.constraintEnd(c)
}

// tableForeignKey reads a foreign key of a table, after FOREIGN KEY.
func (p *parser) tableForeignKey(c *Constraint) {
	if isName(p.tok) && !p.is("REFERENCES") && c.Name == "" { // MySQL: FOREIGN KEY name (…)
		c.Name = p.ident("the key's name")
	} else if isName(p.tok) && !p.is("REFERENCES") {
		p.advance()
	}
	if !p.isPunct('(') {
		p.expected("the foreign key's columns in parentheses")
		return
	}
	c.Columns = p.columnList()
	if !p.is("REFERENCES") {
		p.expected("REFERENCES and a table")
		return
	}
	p.references(c)
	p.constraintEnd(c)
}

// references reads REFERENCES table (columns) and the actions.
func (p *parser) references(c *Constraint) {
	c.Kind = ForeignKey
	p.advance()
	p.accept("ONLY")
	c.Ref = p.name("the referenced table")
	if p.isPunct('(') {
		c.RefColumns = p.columnList()
	}
	for {
		switch {
		case p.accept("ON", "DELETE"):
			c.OnDelete = p.action()
		case p.accept("ON", "UPDATE"):
			c.OnUpdate = p.action()
		case p.accept("MATCH"):
			p.advance()
		default:
			return
		}
	}
}

// action reads a referential action.
func (p *parser) action() Action {
	switch {
	case p.accept("CASCADE"):
		return Cascade
	case p.accept("RESTRICT"):
		return Restrict
	case p.accept("SET", "NULL"):
		p.actionColumns()
		return SetNull
	case p.accept("SET", "DEFAULT"):
		p.actionColumns()
		return SetDefault
	}
	if !p.accept("NO", "ACTION") {
		p.complain("CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION")
	}
	return NoAction
}

// actionColumns passes over the columns of SET NULL (a, b).
func (p *parser) actionColumns() {
	if p.isPunct('(') {
		p.skipParens()
	}
}
