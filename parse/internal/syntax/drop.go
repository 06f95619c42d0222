package syntax

import "crowsfoot/parse/dialect"

// drop reads DROP ….
func (p *parser) drop() outcome {
	p.advance()
	d := &Drop{Temp: p.accept("TEMPORARY")}
	p.accept("FOREIGN")
	switch p.kw() {
	case "TABLE", "TABLES":
		d.Kind = ObjectTable
	case "VIEW":
		d.Kind = ObjectView
	case "MATERIALIZED":
		p.advance()
		d.Kind = ObjectView
	case "INDEX":
		d.Kind = ObjectIndex
	case "TYPE":
		d.Kind = ObjectType
	case "DOMAIN":
		d.Kind = ObjectDomain
	case "SCHEMA":
		d.Kind = ObjectSchema
	case "DATABASE":
		if d.Kind = ObjectSchema; !p.dialect.In(dialect.MySQL) {
			return ignored
		}
	case "PROCEDURE", "FUNCTION", "TRIGGER", "PACKAGE":
		return ignored
	default:
		return ignored
	}
	p.advance()
	p.accept("CONCURRENTLY")
	d.IfExists = p.acceptIfExists() || p.guarded
	d.Names = p.nameList("a name")
	if p.failed {
		return skipped
	}
	if d.Kind == ObjectIndex && p.accept("ON") {
		d.Table = p.name("a table")
	}
	d.Cascade = p.accept("CASCADE")
	d.Span = p.span(p.start)
	p.emit(d)
	if d.Temp {
		return ignored
	}
	return understood
}

// rename reads RENAME TABLE a TO b, c TO d of MySQL and RENAME a TO b of Oracle.
func (p *parser) rename() outcome {
	p.advance()
	if !p.accept("TABLE") && !p.accept("TABLES") && !p.aheadIs("TO") {
		return ignored
	}
	exists := p.acceptIfExists() || p.guarded
	for {
		from := p.name("the table to rename")
		p.wait()
		if !p.accept("TO") {
			p.expected("TO and the new name")
			return skipped
		}
		to := p.name("the new name")
		if p.failed {
			return skipped
		}
		p.emit(&Rename{Kind: ObjectTable, From: from, To: to, IfExists: exists, Span: p.span(p.start)})
		if !p.acceptPunct(',') {
			return understood
		}
	}
}
