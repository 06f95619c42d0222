package syntax

import (
	"bytes"

	"crowsfoot/parse/diag"
)

// doBlock reads DO $$ … $$ of PostgreSQL. What it would change is not known without running it, and is told; but the
// statements that it runs in any case are read if that was asked for.
func (p *parser) doBlock() outcome {
	if !p.lex.DollarQuotes {
		return ignored
	}
	p.advance()
	plain := !p.accept("LANGUAGE") || p.accept("PLPGSQL")
	if !plain {
		p.advance()
	}
	if p.tok.kind != tString {
		return ignored
	}
	code, at := p.blockCode()
	p.advance()
	if p.accept("LANGUAGE") {
		plain = p.is("PLPGSQL")
	}
	switch {
	case code == nil:
		return p.tooLong("DO block")
	case !p.blocksToo:
		return p.hidden("DO block", code, "pass --do-blocks to read what it runs in any case, or write that outside of it")
	case !plain || !at.IsValid():
		return p.hidden("DO block", code, unreadable)
	}
	return p.readBlock(code, at)
}

// blockCode returns a copy of what the current string holds, nil for more than a megabyte, and where that starts; nowhere
// for a string in which something is escaped.
func (p *parser) blockCode() ([]byte, diag.Pos) {
	b := p.bytes(p.tok)
	if b == nil {
		return nil, diag.Pos{}
	}
	n := bytes.IndexByte(b, '\'') + 1
	if p.tok.prefix == '$' {
		n = bytes.IndexByte(b[1:], '$') + 2
	}
	if len(b) < 2*n {
		return nil, diag.Pos{}
	}
	code := bytes.Clone(b[n : len(b)-n])
	if p.tok.prefix != '$' && (p.tok.prefix != 0 || bytes.IndexByte(code, '\'') >= 0) {
		return code, diag.Pos{}
	}
	return code, p.position(p.tok.off + int64(n))
}

// readBlock reads the statements of a block, which starts at the place, with a parser of its own.
func (p *parser) readBlock(code []byte, at diag.Pos) outcome {
	src := newSource(p.file, bytes.NewReader(code), make([]byte, 0, len(code)+1))
	src.line, src.column = at.Line, at.Column
	var counts Counts
	in := &parser{lexer: newLexer(src, p.lex, p.diags), dialect: p.dialect, emit: p.emit, counts: &counts, words: p.words}
	handled := bytes.Contains(bytes.ToUpper(code), []byte("EXCEPTION"))
	in.advance()
	for in.tok.kind != tEOF {
		in.guarded, in.blocks = handled, 1 // what the handler is for may be there
		in.blockStatement()
	}
	switch {
	case counts.Skipped > 0 || in.broken:
		return skipped
	case counts.Understood > 0:
		return understood
	}
	return ignored
}

// blockStatement reads one statement of a block, or passes over it. A block within the block is run as well, up to its
// handler of exceptions.
func (p *parser) blockStatement() {
	switch kw := p.kw(); kw {
	case "CREATE", "ALTER", "DROP", "COMMENT":
		p.statement()
	case "BEGIN", "DECLARE":
		p.advance()
	case "EXCEPTION":
		p.passOver("handler of exceptions", 1)
	case "IF", "CASE", "LOOP", "FOR", "FOREACH", "WHILE", "EXECUTE":
		p.passOver(kw, 0)
	default:
		if p.isPunct('<') {
			p.passLabel()
			return
		}
		p.passOver("statement", 0)
	}
}

// passLabel passes over <<label>>.
func (p *parser) passLabel() {
	for !p.done() && !p.isPunct('>') {
		p.advance()
	}
	for p.isPunct('>') {
		p.advance()
	}
}

// passOver passes over a statement with all that it holds, or over what is left of as many blocks as are open, and tells
// of DDL in there. What follows a RETURN may never run, and is passed over too.
func (p *parser) passOver(what string, open int) {
	p.start = p.here()
	p.captureFrom()
	returns := false
	for first := true; p.tok.kind != tEOF && (returns || open > 0 || p.tok.kind != tEnd); {
		switch kw := p.kw(); {
		case kw == "END":
			open--
			p.advance()
			_ = p.accept("IF") || p.accept("LOOP") || p.accept("CASE")
			continue
		case kw == "IF" && first, kw == "CASE", kw == "LOOP", kw == "BEGIN":
			open++
		case kw == "RETURN" && first:
			returns = true
		}
		first = p.done() || p.isAny("THEN", "ELSE", "LOOP", "BEGIN")
		p.advance()
	}
	if p.hidden(what, []byte(p.captured()), unreadable) == skipped {
		p.counts.Skipped++
	}
	if p.tok.kind == tEnd {
		p.advance()
	}
}
