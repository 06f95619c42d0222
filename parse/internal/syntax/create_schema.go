package syntax

// createSchema reads CREATE SCHEMA, at SCHEMA, with the tables and views that the same statement may make in it.
// https://www.postgresql.org/docs/current/sql-createschema.html
func (p *parser) createSchema() outcome {
	p.advance()
	p.acceptIfExists()
	var schema string
	if !p.is("AUTHORIZATION") {
		schema = p.name("a schema").Name
	}
	if p.accept("AUTHORIZATION") {
		if role := p.ident("a role"); schema == "" {
			schema = role
		}
	}
	if p.failed {
		return ignored
	}
	p.emit(&CreateSchema{Name: schema})
	if !p.is("CREATE") {
		return ignored
	}
	p.emit(&SetPath{Path: []string{schema}, Scope: ScopeOpen})
	p.inSchema = true
	for !p.done() {
		p.start = p.here()
		if !p.is("CREATE") || p.create() == ignored {
			p.advance()
		}
		for !p.done() && !p.is("CREATE") {
			p.skipOne()
		}
	}
	p.inSchema = false
	p.emit(&SetPath{Scope: ScopeClose})
	return understood
}

// selectInto reads SELECT … INTO table FROM …, which makes a table as CREATE TABLE … AS does; the text is captured from
// SELECT on.
// https://www.postgresql.org/docs/current/sql-selectinto.html
func (p *parser) selectInto() outcome {
	for !p.done() && !p.isAny("INTO", "FROM") && !p.startsStatement() {
		p.skipOne()
	}
	if !p.is("INTO") {
		return ignored
	}
	head := p.captured()
	p.advance()
	temp := p.temporary()
	p.accept("UNLOGGED")
	p.accept("TABLE")
	t := &CreateTable{Name: p.name("a table"), IfNotExists: p.guarded}
	t.Query = head + " " + p.queryText()
	if p.failed || t.Name.Name == "" {
		return ignored
	}
	t.Temp = temp || t.Name.Name[0] == '#'
	t.Span = p.span(p.start)
	p.emit(t)
	if t.Temp {
		return ignored
	}
	return understood
}
