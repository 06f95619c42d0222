package syntax

import (
	"bytes"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// createTable reads CREATE TABLE, after TABLE.
func (p *parser) createTable(temp, orReplace bool) outcome {
	exists := p.acceptIfExists()
	t := &p.table
	*t = CreateTable{
		Name: p.name("a table's name"), IfNotExists: exists || p.guarded, OrReplace: orReplace,
		Columns: t.Columns[:0], Constraints: t.Constraints[:0],
	}
	if p.failed {
		return skipped
	}
	switch {
	case p.dialect.In(dialect.SQLServer) && strings.HasPrefix(t.Name.Name, "#"),
		p.dialect.In(dialect.SQLite) && strings.EqualFold(t.Name.Namespace, "temp"),
		p.dialect.In(dialect.Postgres) && t.Name.Namespace == "pg_temp":
		temp = true
	}
	if !p.tableBody(t) {
		return skipped
	}
	p.tableOptions(t)
	t.Span = p.span(p.start)
	t.Temp = temp
	p.emit(t)
	if temp {
		return ignored
	}
	return understood
}

// tableBody reads what follows the name up to the closing parenthesis; false when nothing can be made of it.
func (p *parser) tableBody(t *CreateTable) bool {
	p.optionsBeforeBody()
	_ = p.dialect.In(dialect.MySQL) && (p.accept("IGNORE") || p.accept("REPLACE"))
	switch {
	case p.accept("PARTITION", "OF"):
		t.PartitionOf = p.name("the partitioned table")
		if p.isPunct('(') {
			p.elements(t)
		}
		return !p.failed
	case p.accept("OF"):
		t.OfType = p.name("a type")
		if p.isPunct('(') {
			p.elements(t)
		}
		return !p.failed
	case p.accept("LIKE"), p.accept("CLONE"):
		t.Likes = append(t.Likes, Like{Name: p.name("a table"), Defaults: true, Indexes: true, Comments: true, Identity: true, Generated: true})
		return !p.failed
	case p.isPunct('('):
		if next := p.peek(1); p.isTok(next, "SELECT") {
			return true // CREATE TABLE x (SELECT …)
		}
		p.elements(t)
		return true
	}
	if p.isAny("AS", "SELECT", "ON", "WITH", "USING", "TABLESPACE", "ENGINE", "COMMENT", "CHARSET", "CHARACTER", "DEFAULT", "COLLATE", "ROW_FORMAT") ||
		p.isAny("PCTFREE", "PCTUSED", "INITRANS", "STORAGE", "SEGMENT", "LOGGING", "NOLOGGING", "COMPRESS", "NOCOMPRESS", "PARALLEL", "NOPARALLEL", "CACHE",
			"NOCACHE", "ORGANIZATION", "CLUSTER", "MONITORING", "PARTITION") {
		return true
	}
	p.expected("“(” and the columns")
	return false
}

// optionsBeforeBody passes over what some databases have between the name and the columns.
func (p *parser) optionsBeforeBody() {
	if p.accept("ON", "CLUSTER") { // ClickHouse
		p.advance()
	}
	if p.accept("SHARING") { // Oracle
		p.acceptPunct('=')
		p.advance()
	}
	if p.accept("CLUSTER", "BY") && p.isPunct('(') { // Snowflake
		p.skipParens()
	}
	for p.acceptPunct(',') { // Teradata: , NO FALLBACK, CHECKSUM = DEFAULT
		for !p.done() && !p.isPunct(',') && !p.isPunct('(') && !p.is("AS") {
			p.advance()
		}
	}
}

// elements reads the columns and constraints in parentheses.
func (p *parser) elements(t *CreateTable) {
	open := p.here()
	p.advance()
	for !p.done() && !p.isPunct(')') {
		p.element(t)
		if p.isPunct(',') {
			p.advance()
			continue
		}
		if p.startsStatement() {
			break // “)” is forgotten
		}
		if !p.isPunct(')') && !p.done() {
			if p.elementAhead() { // a forgotten comma
				p.expected("“,” or “)”")
				continue
			}
			p.expected("“,” or “)”")
			p.skipItem()
			p.acceptPunct(',')
		}
	}
	if !p.acceptPunct(')') {
		p.unclosed(open)
	}
}

// elementAhead reports whether the token can start a column or constraint on its own line.
func (p *parser) elementAhead() bool { return p.tok.bol && isName(p.tok) || p.commaForgotten() }

// element reads one column or constraint.
func (p *parser) element(t *CreateTable) {
	p.failed = p.failed && p.told >= maxTold
	if p.holeElement() || p.otherElement(t) {
		return
	}
	if p.misspeltElement() {
		p.skipItem()
		return
	}
	n := len(t.Columns)
	if n == cap(t.Columns) {
		t.Columns = append(t.Columns, Column{})
	}
	t.Columns = t.Columns[:n+1]
	if !p.columnDef(&t.Columns[n]) {
		t.Columns = t.Columns[:n]
		p.skipItem()
	}
}

// holeElement passes over what a template puts before a constraint, or puts as an element, of which nothing is known;
// false when an element follows.
func (p *parser) holeElement() bool {
	if p.tok.kind != tHole {
		return false
	}
	next := p.peek(1)
	alone := next.kind == tPunct && (next.char == ',' || next.char == ')')
	if alone || p.isTok(next, "CONSTRAINT") {
		p.advance()
	}
	return alone
}

// otherElement reads an element that is no column; false when it may be one, as all these words may be names of columns.
func (p *parser) otherElement(t *CreateTable) bool {
	start := p.here()
	switch kw := p.kw(); kw {
	case "CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE":
		c, ok := p.tableConstraint(start)
		if ok {
			t.Constraints = append(t.Constraints, c)
		}
		return ok
	case "KEY", "INDEX", "FULLTEXT", "SPATIAL":
		if !p.isIndexElement(kw) {
			return false
		}
		p.indexElement(t, start)
		return true
	case "LIKE":
		if !isName(p.peek(1)) {
			return false
		}
		t.Likes = append(t.Likes, p.likeElement(len(t.Columns)))
		return true
	case "PERIOD":
		if !p.aheadIs("FOR") {
			return false
		}
		t.Constraints = append(t.Constraints, p.period(start))
		return true
	case "SUPPLEMENTAL": // Oracle
		return p.idleElement(p.aheadIs("LOG"))
	case "PROJECTION", "FAMILY": // ClickHouse, CockroachDB
		return p.idleElement(p.isNamedList())
	case "INVERTED", "VECTOR": // CockroachDB
		return p.idleElement(p.aheadIs("INDEX"))
	}
	return false
}

// idleElement passes over an element that does not matter, if it is one.
func (p *parser) idleElement(idle bool) bool {
	if idle {
		p.skipItem()
	}
	return idle
}

// isNamedList reports whether parentheses follow the word, or a name behind it: FAMILY f (a, b).
func (p *parser) isNamedList() bool {
	next := p.peek(1)
	if isName(next) {
		next = p.peek(2)
		if p.peek(3).kind == tNumber { // a type: family varchar(10)
			return false
		}
	}
	return next.kind == tPunct && next.char == '('
}

// isIndexElement reports whether KEY, INDEX, FULLTEXT or SPATIAL starts an index, and not a column of that name.
func (p *parser) isIndexElement(kw string) bool {
	next := p.peek(1)
	if next.kind == tPunct && next.char == '(' {
		return true
	}
	if !isName(next) {
		return false
	}
	if kw == "FULLTEXT" || kw == "SPATIAL" {
		if p.isTok(next, "KEY") || p.isTok(next, "INDEX") {
			return true
		}
	}
	after := p.peek(2)
	if after.kind == tPunct && after.char == '(' {
		// KEY name (a): an index, unless the name is a type: key varchar(10)
		arg := p.peek(3)
		return arg.kind != tNumber && !p.isTok(arg, "MAX")
	}
	if arg := p.peek(3); isName(after) && arg.kind == tPunct && arg.char == '(' {
		return !p.isTok(after, "VARYING") && !p.isTok(after, "CHECK") // ClickHouse: INDEX name expression(column) TYPE …
	}
	return p.isTok(p.peek(3), "TYPE") || p.isTok(after, "USING") || p.isTok(after, "ON") || p.isTok(after, "NONCLUSTERED") || p.isTok(after, "CLUSTERED") || p.isTok(after, "UNIQUE") || p.isTok(after, "TYPE")
}

// indexElement reads an index, which is a key where SQL Server says INDEX name UNIQUE (…).
func (p *parser) indexElement(t *CreateTable, start diag.Pos) {
	p.advance()
	if p.lex.BatchLines && isName(p.tok) && p.aheadIs("UNIQUE") {
		c := Constraint{Kind: UniqueKey, Name: p.ident("the index's name")}
		p.advance()
		p.tableKey(&c)
		c.Span = p.span(start)
		t.Constraints = append(t.Constraints, c)
	}
	p.skipItem()
}

// likeElement reads LIKE other INCLUDING ….
func (p *parser) likeElement(at int) Like {
	p.advance()
	like := Like{Name: p.name("a table"), At: at}
	if p.dialect.In(dialect.MySQL) {
		like.Defaults, like.Indexes, like.Comments, like.Identity, like.Generated = true, true, true, true, true
	}
	for p.isAny("INCLUDING", "EXCLUDING") {
		on := p.is("INCLUDING")
		p.advance()
		switch p.kw() {
		case "ALL":
			like.Defaults, like.Indexes, like.Comments, like.Identity, like.Generated = on, on, on, on, on
		case "DEFAULTS":
			like.Defaults = on
		case "INDEXES":
			like.Indexes = on
		case "COMMENTS":
			like.Comments = on
		case "IDENTITY":
			like.Identity = on
		case "GENERATED":
			like.Generated = on
		}
		p.advance()
	}
	return like
}

// tableOptions reads what follows the columns: PRIMARY KEY, COMMENT, INHERITS, AS SELECT; the rest is passed over.
func (p *parser) tableOptions(t *CreateTable) {
	if p.is("PRIMARY") && p.aheadIs("KEY") { // Spanner
		if c, ok := p.tableConstraint(p.here()); ok {
			t.Constraints = append(t.Constraints, c)
		}
	}
	for !p.done() && !p.startsStatement() {
		switch p.kw() {
		case "COMMENT":
			p.advance()
			p.acceptPunct('=')
			p.accept("IS")
			if p.isText() {
				t.Comment = p.plainText(p.tok)
				p.advance()
			}
			continue
		case "ENGINE":
			p.advance()
			t.Engine = p.engine()
			continue
		case "INHERITS":
			if next := p.peek(1); next.kind == tPunct && next.char == '(' {
				p.advance()
				p.advance()
				t.Inherits = p.nameList("a table")
				p.acceptPunct(')')
				continue
			}
		case "PARTITION":
			if p.dialect.In(dialect.Postgres) && p.accept("PARTITION", "BY") {
				p.advance() // RANGE
				t.PartitionBy = p.namesInParens()
				continue
			}
		case "AS", "SELECT", "WITH":
			if p.query(t) {
				return
			}
		}
		if p.isPunct('(') && p.isTok(p.peek(1), "SELECT") {
			p.advance()
			p.query(t)
			return
		}
		if p.isPunct(')') {
			p.complain("the end of the statement (the columns end at a parenthesis before this one)")
			return
		}
		p.skipOne()
	}
}

// engine reads the name of a storage engine of MySQL.
func (p *parser) engine() string {
	p.acceptPunct('=')
	if !isName(p.tok) && p.tok.kind != tString {
		return ""
	}
	name := toText(bytes.Trim(p.bytes(p.tok), "'`\""))
	p.advance()
	return name
}

// query reads the query of CREATE TABLE … AS; false when none starts here.
func (p *parser) query(t *CreateTable) bool {
	if p.is("AS") {
		next := p.peek(1)
		if !p.isTok(next, "SELECT") && !p.isTok(next, "WITH") && !p.isTok(next, "TABLE") && !p.isTok(next, "VALUES") && (next.kind != tPunct || next.char != '(') {
			return false
		}
		p.advance()
	} else if p.is("WITH") && !isName(p.peek(1)) {
		return false
	}
	if p.is("WITH") && p.aheadIs("NO") {
		return false
	}
	t.Query = p.queryText()
	return true
}

// queryText keeps the text of a query up to the end of the statement.
func (p *parser) queryText() string {
	p.captureFrom()
	for !p.done() && !p.queryEnds() {
		p.advance()
	}
	return p.captured()
}

// queryEnds reports whether another statement starts here, though nothing ends the query.
func (p *parser) queryEnds() bool {
	return (p.inSchema || p.lex.FreeStatements) && p.startsStatement() && !p.isAny("SELECT", "UPDATE", "DELETE", "IF", "END", "ELSE")
}

// isText reports whether the token is a string, which MySQL may also write in double quotes.
func (p *parser) isText() bool {
	return p.tok.kind == tString || p.tok.kind == tIdent && p.tok.char == '"'
}
