package syntax

import (
	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// create reads CREATE ….
func (p *parser) create() outcome {
	p.advance()
	orReplace := p.accept("OR", "REPLACE") || p.accept("OR", "ALTER")
	p.createNoise()
	temp := p.temporary()
	switch p.kw() {
	case "TABLE":
		p.advance()
		return p.createTable(temp, orReplace)
	case "FOREIGN", "EXTERNAL":
		if p.aheadIs("TABLE") {
			p.advance()
			p.advance()
			return p.foreignTable()
		}
	case "SCHEMA":
		return p.createSchema()
	case "DATABASE":
		if p.dialect.In(dialect.MySQL) { // where both words mean the same
			return p.createSchema()
		}
	case "VIRTUAL":
		p.advance()
		return p.createVirtual()
	case "VIEW":
		return p.createView(false, temp)
	case "MATERIALIZED":
		p.advance()
		return p.createView(true, temp)
	case "UNIQUE":
		p.advance()
		for p.isAny("CLUSTERED", "NONCLUSTERED", "BITMAP") {
			p.advance()
		}
		if p.accept("INDEX") {
			return p.createIndex(orReplace)
		}
	case "TYPE":
		p.advance()
		return p.createType()
	case "DOMAIN":
		p.advance()
		return p.createDomain()
	case "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "PACKAGE", "EVENT", "AGGREGATE", "CONSTRAINT", "LIBRARY", "JAVA":
		return p.routine()
	}
	if p.misspeltObject() {
		return skipped
	}
	return ignored
}

// createNoise passes over what may stand between CREATE and the object: DEFINER = …, ALGORITHM = …, FORCE.
func (p *parser) createNoise() {
	for !p.done() {
		switch p.kw() {
		case "DEFINER", "ALGORITHM":
			p.advance()
			p.acceptPunct('=')
			for !p.done() && !p.isAny("VIEW", "SQL", "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "DEFINER", "AGGREGATE") {
				p.skipOne()
			}
		case "SQL":
			p.advance()
			p.accept("SECURITY")
			p.advance()
		case "FORCE", "NO", "NOFORCE", "EDITIONABLE", "NONEDITIONABLE", "EDITIONING", "RECURSIVE", "UNLOGGED", "SECURE",
			"TRANSIENT", "HYBRID", "COLUMN", "ROW", "SHARDED", "DUPLICATED", "IMMUTABLE", "BLOCKCHAIN", "DYNAMIC", "ICEBERG", "DUPLICATE",
			"CACHED", "MEMORY", "MULTISET", "SET": // H2, Teradata
			p.advance()
		default:
			return
		}
	}
}

// temporary passes over TEMPORARY and its variants; true when such a table is gone with the session. Oracle's GLOBAL
// TEMPORARY tables stay.
func (p *parser) temporary() bool {
	global := p.accept("GLOBAL")
	p.accept("LOCAL")
	p.accept("PRIVATE")
	return (p.accept("TEMPORARY") || p.accept("TEMP")) && (!global || !p.dialect.In(dialect.Oracle))
}

// acceptIfExists passes over IF EXISTS or IF NOT EXISTS.
func (p *parser) acceptIfExists() bool {
	return p.accept("IF", "EXISTS") || p.accept("IF", "NOT", "EXISTS")
}

// routine passes over a function, procedure, trigger or package with its body.
func (p *parser) routine() outcome {
	switch {
	case p.lex.BatchLines, p.lex.SlashLines:
		from := p.offset()
		p.tok = p.skipBatch(from)
		p.endless("routine", from)
		return ignored
	case p.delim != nil:
		return ignored
	}
	depth := 0
	for p.tok.kind != tEOF {
		switch p.kw() {
		case "BEGIN", "CASE":
			depth++
		case "IF", "LOOP", "REPEAT", "WHILE":
			if depth > 0 && p.opensBlock() {
				depth++
			}
		case "END":
			depth--
			p.advance()
			if p.isAny("IF", "LOOP", "REPEAT", "WHILE", "CASE") {
				p.advance()
			}
			continue
		}
		if p.tok.kind == tEnd && depth <= 0 {
			return ignored
		}
		p.advance()
	}
	if depth > 0 && !p.broken {
		p.diags.Add(diag.Warning, diag.Unterminated, diag.Span{Pos: p.start},
			"this routine is never closed: expected END before the end of the file; nothing behind it is read")
		return skipped
	}
	return ignored
}

// opensBlock reports whether IF, LOOP, REPEAT or WHILE starts a block here: IF NOT EXISTS and
// the function IF(…) do not.
func (p *parser) opensBlock() bool {
	next := p.peek(1)
	switch {
	case p.is("IF"):
		return !p.isTok(next, "EXISTS") && !p.aheadIs("NOT", "EXISTS") && (next.kind != tPunct || next.char != '(' || p.tok.bol)
	case p.is("REPEAT"):
		return next.kind != tPunct
	case p.is("LOOP"):
		return !p.tok.glued
	}
	return p.is("WHILE")
}

// createIndex reads CREATE UNIQUE INDEX, after INDEX.
func (p *parser) createIndex(orReplace bool) outcome {
	p.accept("CONCURRENTLY")
	p.accept("CONCURRENT")
	exists := p.acceptIfExists() || p.guarded
	c := Constraint{Kind: UniqueKey}
	if !p.is("ON") {
		c.Name = p.name("the index's name").Name
	}
	if p.accept("USING") { // MySQL: CREATE INDEX x USING BTREE ON t
		p.advance()
	}
	if !p.accept("ON") {
		p.expected("ON and a table")
		return skipped
	}
	p.accept("ONLY")
	table := p.name("a table")
	if p.accept("USING") {
		p.advance()
	}
	if p.failed || !p.isPunct('(') {
		p.expected("the index's columns in parentheses")
		return skipped
	}
	c.Columns, c.Expression = p.keyColumns()
	for !p.done() && !p.startsStatement() {
		if p.is("WHERE") {
			c.Partial = true
			break
		}
		if p.accept("INCLUDE") && p.isPunct('(') {
			c.Include = p.columnList()
			continue
		}
		p.skipOne()
	}
	c.Span = p.span(p.start)
	p.emit(&CreateIndex{Table: table, Constraint: c, IfNotExists: exists, OrReplace: orReplace, Span: c.Span})
	return understood
}

// keyColumns reads the columns of a key or index in parentheses. expression says that a part is an expression.
func (p *parser) keyColumns() (columns []string, expression bool) {
	p.advance() // (
	columns = p.nameRoom[:0]
	for !p.done() && !p.isPunct(')') {
		next := p.peek(1)
		plain := isName(p.tok) && !p.is("CASE") && (next.kind != tPunct || next.char == ',' || next.char == ')')
		switch {
		case plain:
			columns = append(columns, p.nameText(p.tok))
			p.advance()
			p.skipItem() // ASC, COLLATE x, an operator class
		case isName(p.tok) && next.kind == tPunct && next.char == '(' && p.prefixKey():
			columns = append(columns, p.plainText(p.tok)) // what differs in the prefix differs in the whole
			p.skipItem()
		default:
			expression = true
			p.skipItem()
		}
		p.acceptPunct(',')
	}
	p.acceptPunct(')')
	p.nameRoom = columns
	return p.words.list(columns), expression
}

// prefixKey reports whether name(10) is a prefix of a column.
func (p *parser) prefixKey() bool {
	return p.dialect.In(dialect.MySQL) && p.peek(2).kind == tNumber
}

// columnList reads names in parentheses.
func (p *parser) columnList() []string {
	columns, _ := p.keyColumns()
	return columns
}

// foreignTable passes over a table whose rows are elsewhere: it has no keys, and catalogues keep it apart.
func (p *parser) foreignTable() outcome {
	if p.dialect.In(dialect.Postgres) {
		return ignored
	}
	return p.createTable(false, false)
}
