package syntax

import (
	"strings"

	"crowsfoot/parse/dialect"
)

// createVirtual reads CREATE VIRTUAL TABLE … USING module of SQLite, after VIRTUAL.
func (p *parser) createVirtual() outcome {
	if !p.accept("TABLE") || !p.dialect.In(dialect.SQLite) {
		return ignored
	}
	exists := p.acceptIfExists()
	t := &CreateTable{Name: p.name("a table's name"), IfNotExists: exists}
	if p.failed {
		return skipped
	}
	if p.accept("USING") {
		t.Module = p.ident("a module's name")
		t.Span = p.span(p.start)
		p.emit(t)
	}
	return ignored
}

// insert reads INSERT INTO sqlite_schema, which SQLite's .dump writes instead of CREATE VIRTUAL TABLE.
func (p *parser) insert() outcome {
	if !p.dialect.In(dialect.SQLite) || !p.aheadIs("INTO") ||
		!p.isTok(p.peek(2), "SQLITE_SCHEMA") && !p.isTok(p.peek(2), "SQLITE_MASTER") {
		return ignored
	}
	var values []string // type, name, tbl_name, sql
	for ; !p.done() && len(values) < 4; p.advance() {
		if p.tok.kind == tString && p.tok.end-p.tok.off <= maxKept {
			values = append(values, p.plainText(p.tok))
		}
	}
	if len(values) < 4 {
		return ignored
	}
	words := strings.Fields(values[3])
	if len(words) < 3 || !strings.EqualFold(strings.Join(words[:3], " "), "CREATE VIRTUAL TABLE") {
		return ignored
	}
	for i, w := range words[:len(words)-1] {
		if strings.EqualFold(w, "USING") {
			module, _, _ := strings.Cut(words[i+1], "(")
			p.emit(&CreateTable{Name: Name{Name: values[1]}, Module: module, Span: p.span(p.start)})
			break
		}
	}
	return ignored
}
