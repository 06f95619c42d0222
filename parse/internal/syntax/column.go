package syntax

import (
	"slices"
	"strings"

	"crowsfoot/parse/dialect"
)

// columnDef reads a column definition over what c held; false when no name stands here.
func (p *parser) columnDef(c *Column) bool {
	start := p.here()
	*c = Column{Name: p.ident("a column or a constraint"), Constraints: c.Constraints[:0]}
	if c.Name == "" {
		return false
	}
	if p.tok.kind == tPunct && !p.isPunct(',') && !p.isPunct(')') && !p.isPunct('(') {
		p.expected("a type")
	}
	if p.typeAhead() {
		p.columnType(c)
	}
	p.columnRest(c)
	c.Span = p.span(start)
	return true
}

// typeAhead reports whether a type comes next: SQLite and computed columns do without.
func (p *parser) typeAhead() bool {
	if !isName(p.tok) || p.tok.kind == tString {
		return false
	}
	return p.tok.kind != tWord || !p.endsType()
}

// columnRest reads what follows a column's type, up to the comma or parenthesis that ends the definition.
func (p *parser) columnRest(c *Column) {
	name := ""
	for !p.done() && !p.isPunct(',') && !p.isPunct(')') && !p.startsNext() && !p.commaForgotten() {
		if p.accept("CONSTRAINT") {
			if !p.columnConstraintAhead() && isName(p.tok) {
				name = p.ident("the constraint's name")
			}
			continue
		}
		if !p.columnAttribute(c) && !p.columnConstraint(c, name) {
			if p.misspeltConstraint() {
				p.nearly(constraintWords()...)
			}
			p.skipOne()
		}
		name = ""
	}
}

// columnConstraintAhead reports whether CONSTRAINT goes without a name.
func (p *parser) columnConstraintAhead() bool {
	return p.isAny("CHECK", "UNIQUE", "REFERENCES", "DEFAULT") || p.is("NOT") && p.aheadIs("NULL") || p.is("PRIMARY") && p.aheadIs("KEY")
}

// columnConstraint reads one constraint of a column.
func (p *parser) columnConstraint(c *Column, name string) bool {
	start := p.here()
	key := Constraint{Name: name}
	switch p.kw() {
	case "NOT":
		return p.notNull(c)
	case "NULL":
		p.advance()
		c.Null, c.NullPos = NullAllowed, start
		return true
	case "PRIMARY":
		p.advance()
		p.accept("KEY")
		p.keyOptions()
		key.Kind = PrimaryKey
	case "UNIQUE":
		p.advance()
		p.accept("KEY")
		p.keyOptions()
		key.Kind = UniqueKey
	case "KEY":
		if !p.dialect.In(dialect.MySQL) {
			return false
		}
		p.advance() // MySQL: KEY alone is PRIMARY KEY
		key.Kind = PrimaryKey
	case "REFERENCES":
		p.references(&key)
		if p.failed {
			return true
		}
	case "FOREIGN":
		if !p.accept("FOREIGN", "KEY") {
			return false
		}
		if !p.is("REFERENCES") {
			return true
		}
		p.references(&key)
	case "CHECK":
		p.advance()
		if p.isPunct('(') {
			p.skipParens()
		}
		key.Kind = OtherConstraint
	default:
		return false
	}
	if p.dialect.In(dialect.MySQL) && key.Kind == UniqueKey && slices.ContainsFunc(c.Constraints, func(x Constraint) bool { return x.Kind == UniqueKey }) {
		return true // said twice
	}
	p.nameRoom = append(p.nameRoom[:0], c.Name)
	key.Columns, key.Span = p.words.list(p.nameRoom), p.span(start)
	c.Constraints = append(c.Constraints, key)
	return true
}

// notNull reads NOT NULL; NOT of anything else is passed over.
func (p *parser) notNull(c *Column) bool {
	start := p.here()
	p.advance()
	if p.accept("NULL") {
		c.Null, c.NullPos = NullForbidden, start
		if p.is("DISABLE") { // Oracle
			c.Null = NullUnsaid
		}
		return true
	}
	p.nearly("NULL")
	if !p.done() && !p.isPunct(',') && !p.isPunct(')') {
		p.advance() // NOT DEFERRABLE, NOT FOR REPLICATION, NOT VALID
	}
	return true
}

// keyOptions passes over what may follow PRIMARY KEY or UNIQUE.
func (p *parser) keyOptions() {
	for {
		switch p.kw() {
		case "CLUSTERED", "NONCLUSTERED", "ASC", "DESC":
			p.advance()
		case "NULLS":
			p.advance()
			p.accept("NOT")
			p.accept("DISTINCT")
		case "INCLUDE", "WITH":
			p.advance()
			if p.isPunct('(') {
				p.skipParens()
			} else {
				p.advance()
			}
		default:
			return
		}
	}
}

// columnAttribute reads what else may follow a column's type.
func (p *parser) columnAttribute(c *Column) bool {
	switch p.kw() {
	case "DEFAULT":
		p.advance()
		if p.accept("ON", "NULL") { // Oracle
			c.NeverNull = true
		}
		c.Default, c.HasDefault = p.defaultValue(), true
	case "COMMENT":
		p.advance()
		if !p.isText() {
			return true
		}
		c.Comment, c.HasComment = p.plainText(p.tok), true
		p.advance()
	case "AUTO_INCREMENT", "AUTOINCREMENT", "IDENTITY":
		p.advance()
		if p.isPunct('(') {
			p.skipParens()
		}
		c.Identity = true
		c.NeverNull = c.NeverNull || !p.dialect.In(dialect.SQLite)
	case "GENERATED":
		p.generated(c)
	case "AS", "COMPUTED": // Firebird: COMPUTED BY (…)
		p.advance()
		p.accept("BY")
		if p.rowTime(c) {
			return true
		}
		c.Generated = p.isPunct('(') || p.dialect.In(dialect.SQLServer)
		if p.isPunct('(') {
			p.skipParens()
		}
	case "COLLATE", "ENCODE", "STORAGE", "COMPRESSION":
		p.advance()
		p.name("a name")
	case "CHARACTER", "CHARSET":
		p.advance()
		p.accept("SET")
		p.acceptPunct('=')
		p.advance()
	case "ON":
		p.onUpdate()
	case "FIRST":
		p.advance()
		c.First = true
	case "AFTER":
		p.advance()
		c.After = p.ident("a column")
	default:
		return false
	}
	return true
}

// generated reads GENERATED ALWAYS AS (…) and GENERATED … AS IDENTITY.
func (p *parser) generated(c *Column) {
	p.advance()
	_ = p.accept("ALWAYS") || p.accept("BY", "DEFAULT") && (p.accept("ON", "NULL") || true)
	if !p.accept("AS") {
		return
	}
	switch {
	case p.accept("IDENTITY"):
		c.Identity, c.NeverNull = true, true
		if p.isPunct('(') {
			p.skipParens()
		}
	case p.rowTime(c):
	default:
		c.Generated = true
		switch {
		case !p.isPunct('('):
		case p.dialect.In(dialect.Postgres):
			c.Uses = p.namesInParens()
		default:
			p.skipParens()
		}
	}
}

// rowTime reads ROW START and ROW END, of the tables that keep their history.
func (p *parser) rowTime(c *Column) bool {
	if !p.accept("ROW", "START") && !p.accept("ROW", "END") {
		return false
	}
	c.Generated, c.NeverNull = true, true
	return true
}

// onUpdate passes over ON UPDATE CURRENT_TIMESTAMP of MySQL and ON CONFLICT of SQLite.
func (p *parser) onUpdate() {
	p.advance()
	if p.accept("UPDATE") {
		p.advance()
		if p.isPunct('(') {
			p.skipParens()
		}
		return
	}
	if p.accept("CONFLICT") {
		p.advance()
	}
}

// defaultValue reads the expression of DEFAULT, which ends where another constraint starts.
func (p *parser) defaultValue() string {
	p.captureFrom()
	p.skipOne()
	for !p.done() && !p.isPunct(',') && !p.isPunct(')') && !p.endsDefault() && !p.startsNext() && !p.commaForgotten() {
		p.skipOne()
	}
	return foldSpace(p.captured())
}

// foldSpace makes one blank of each stretch of white space.
func foldSpace(s string) string {
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

func (p *parser) endsDefault() bool {
	switch p.kw() {
	case "NOT", "NULL", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT", "GENERATED", "COLLATE", "COMMENT", "AUTO_INCREMENT",
		"IDENTITY", "ON", "KEY", "FIRST", "AFTER", "ENABLE", "DISABLE", "DEFERRABLE", "INITIALLY", "FOR", "WITH", "ENCODE", "VISIBLE", "INVISIBLE",
		"ROWGUIDCOL", "SPARSE", "AS", "STORED", "VIRTUAL", "PERSISTED", "FOREIGN":
		return true
	}
	return false
}
