package syntax

// createType reads CREATE TYPE, after TYPE.
func (p *parser) createType() outcome {
	if p.is("BODY") {
		return p.routine()
	}
	p.acceptIfExists()
	t := &CreateType{Name: p.name("a type's name")}
	if p.failed {
		return skipped
	}
	switch {
	case p.accept("FROM"):
		c := Column{}
		p.columnType(&c)
		t.Base = c.TypeName
		p.columnRest(&c)
		t.NotNull = c.Null == NullForbidden
	case p.accept("AS", "ENUM"):
		t.Enum = true
		t.Values = p.strings()
	case p.is("AS") && p.peek(1).kind == tPunct && p.peek(1).char == '(':
		p.advance()
		body := &CreateTable{}
		p.elements(body)
		t.Columns = body.Columns
	case p.is("AS") && p.lex.SlashLines, p.is("IS") && p.lex.SlashLines, p.is("UNDER"):
		return p.oracleType()
	default:
		return ignored
	}
	t.Span = p.span(p.start)
	p.emit(t)
	return understood
}

// oracleType passes over CREATE TYPE x AS OBJECT (…), which ends with ";" or a line "/".
func (p *parser) oracleType() outcome {
	for !p.done() {
		p.skipOne()
	}
	return ignored
}

// strings reads strings in parentheses.
func (p *parser) strings() []string {
	var list []string
	if !p.acceptPunct('(') {
		p.expected("“(” and the values")
		return nil
	}
	for !p.done() && !p.isPunct(')') {
		if p.isText() {
			list = append(list, p.plainText(p.tok))
		}
		p.advance()
	}
	p.acceptPunct(')')
	return list
}

// createDomain reads CREATE DOMAIN, after DOMAIN.
func (p *parser) createDomain() outcome {
	t := &CreateType{Name: p.name("a domain's name")}
	if p.failed {
		return skipped
	}
	p.accept("AS")
	c := Column{}
	p.columnType(&c)
	p.columnRest(&c)
	t.Base = c.TypeName
	t.NotNull = c.Null == NullForbidden
	t.Span = p.span(p.start)
	p.emit(t)
	return understood
}

// alterType reads ALTER TYPE and ALTER DOMAIN.
func (p *parser) alterType() outcome {
	p.advance()
	t := &AlterType{Name: p.name("a type's name")}
	switch {
	case p.accept("ADD", "VALUE"):
		p.acceptIfExists()
		t.AddValue = p.ident("a value")
		if p.accept("BEFORE") {
			t.Before = p.ident("a value")
		} else if p.accept("AFTER") {
			t.After = p.ident("a value")
		}
	case p.accept("RENAME", "VALUE"):
		t.OldValue = p.ident("a value")
		p.accept("TO")
		t.NewValue = p.ident("a value")
	case p.accept("RENAME", "TO"):
		t.RenameTo = p.ident("a name")
	case p.accept("SET", "SCHEMA"):
		t.Schema = p.ident("a schema")
	case p.accept("SET", "NOT", "NULL"):
		t.NotNull = NullForbidden
	case p.accept("DROP", "NOT", "NULL"):
		t.NotNull = NullAllowed
	default:
		if t.Actions = p.attributeActions(); len(t.Actions) == 0 && !p.failed {
			return ignored
		}
	}
	if p.failed {
		return skipped
	}
	t.Span = p.span(p.start)
	p.emit(t)
	return understood
}

// attributeActions reads what ALTER TYPE does to the attributes of a composite type.
func (p *parser) attributeActions() []AlterAction {
	at := &AlterTable{Kind: "type"}
	for !p.done() && !p.failed {
		verb := p.kw()
		if p.advance(); !p.accept("ATTRIBUTE") {
			break
		}
		switch verb {
		case "ADD":
			p.addElement(at)
		case "DROP":
			p.alterDrop(at)
		case "ALTER":
			p.alterColumn(at)
		case "RENAME":
			p.alterRename(at)
		}
		p.actionEnd()
	}
	return at.Actions
}
