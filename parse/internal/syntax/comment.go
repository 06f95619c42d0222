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
	case p.is("NULL"), p.tok.kind == tHole:
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

// columnName reads table.column or schema.table.column.
func (p *parser) columnName() (Name, string) {
	n := p.name("a column, as table.column")
	if p.acceptPunct('.') {
		return n, p.ident("a column")
	}
	// The parser of names took the column for the table.
	return Name{Name: n.Namespace, Pos: n.Pos}, n.Name
}
