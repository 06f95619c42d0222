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
	case p.lex.SlashLines:
		if !p.objectType(t) {
			return ignored
		}
	default:
		return ignored
	}
	t.Span = p.span(p.start)
	p.emit(t)
	return understood
}

// objectType reads CREATE TYPE x AS OBJECT (…), or UNDER another one, up to its end; false for types of other kinds.
func (p *parser) objectType(t *CreateType) bool {
	if p.accept("UNDER") {
		t.Under = p.name("a type")
	} else if !p.accept("AS", "OBJECT") && !p.accept("IS", "OBJECT") {
		return false
	}
	if !p.isPunct('(') {
		return false
	}
	p.advance()
	for !p.done() && !p.isPunct(')') {
		var c Column
		if !p.methodAhead() && p.columnDef(&c) {
			t.Columns = append(t.Columns, c)
		}
		p.skipItem()
		p.acceptPunct(',')
	}
	for !p.done() {
		p.skipOne()
	}
	return !p.failed
}

// methodAhead reports whether a method of an object type comes next, and not an attribute.
func (p *parser) methodAhead() bool {
	switch p.kw() {
	case "MEMBER", "STATIC", "CONSTRUCTOR":
		return p.aheadIs("FUNCTION") || p.aheadIs("PROCEDURE")
	case "MAP", "ORDER":
		return p.aheadIs("MEMBER")
	case "PRAGMA", "NOT":
		return true
	case "FINAL", "INSTANTIABLE", "OVERRIDING":
		return p.isAny("FINAL", "INSTANTIABLE", "OVERRIDING") && p.peek(2).kind == tWord
	}
	return false
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
