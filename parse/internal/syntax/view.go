package syntax

// createView reads CREATE VIEW, at VIEW.
func (p *parser) createView(materialized, temp bool) outcome {
	if !p.accept("VIEW") {
		return ignored
	}
	p.accept("CONCURRENTLY")
	if materialized && p.is("LOG") && p.aheadIs("ON") { // Oracle
		return ignored
	}
	v := &CreateView{Materialized: materialized, IfNotExists: p.acceptIfExists()}
	v.Name = p.name("a view's name")
	if p.failed {
		return skipped
	}
	if p.isPunct('(') {
		v.Columns = p.columnList()
	}
	for !p.done() && !p.viewQueryAhead() {
		if p.accept("COMMENT") {
			p.acceptPunct('=')
			if p.isText() {
				v.Comment = p.plainText(p.tok)
			}
		}
		p.skipOne()
	}
	p.accept("AS")
	if p.lex.BatchLines {
		v.Query = p.batchText()
	} else {
		v.Query = p.queryText()
	}
	v.Span = p.span(p.start)
	v.Temp = temp
	p.emit(v)
	if temp {
		return ignored
	}
	return understood
}

func (p *parser) viewQueryAhead() bool {
	if !p.is("AS") {
		return p.is("SELECT")
	}
	next := p.peek(1)
	return next.kind == tWord || next.kind == tPunct && next.char == '('
}

// batchText keeps the text of a query up to the end of the batch, where a view must stand alone; where
// scripts put more into the batch, the next statement that starts a line ends it.
func (p *parser) batchText() string {
	p.captureFrom()
	for !p.done() && !p.batchEnds() {
		p.advance()
	}
	return p.captured()
}

func (p *parser) batchEnds() bool {
	return p.tok.bol && p.isAny("CREATE", "ALTER", "DROP", "EXEC", "EXECUTE", "GRANT")
}
