package syntax

// commentOn reads COMMENT ON TABLE, VIEW and COLUMN; comments on other things are ignored.
func (p *parser) commentOn() outcome {
	p.advance()
	if !p.accept("ON") {
		return ignored
	}
	c := &Comment{}
	switch p.kw() {
	case "TABLE":
		c.Kind = ObjectTable
	case "VIEW":
		c.Kind = ObjectView
	case "MATERIALIZED":
		p.advance()
		c.Kind = ObjectView
	case "COLUMN":
		c.Kind = ObjectColumn
	default:
		return ignored
	}
	p.advance()
	if c.Kind == ObjectColumn {
		c.Name, c.Column = p.columnName()
	} else {
		c.Name = p.name("a name")
	}
	if p.failed || !p.accept("IS") {
		p.expected("IS and a string")
		return skipped
	}
	switch {
	case p.is("NULL"):
	case p.tok.kind == tHole:
		c.Text, _ = p.variable(p.bytes(p.tok))
	case p.isText():
		prefix := p.tok.prefix
		c.Text = p.uescape(p.plainText(p.tok))
		for p.tok.kind == tString { // 'a' on one line, 'b' on the next
			p.tok.prefix = prefix
			c.Text += p.plainText(p.tok)
			p.advance()
		}
	default:
		p.expected("a string or NULL")
		return skipped
	}
	c.Span = p.span(p.start)
	p.emit(c)
	return understood
}

// columnName reads table.column or schema.table.column; a database may stand before.
func (p *parser) columnName() (Name, string) {
	n := Name{Pos: p.here()}
	column := p.ident("a column, as table.column")
	for p.acceptPunct('.') {
		n.Namespace, n.Name = n.Name, column
		column = p.ident("a column")
	}
	if isHole(n.Namespace) {
		n.Namespace = ""
	}
	return n, column
}
