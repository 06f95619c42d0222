package syntax

import (
	"bytes"

	"crowsfoot/parse/diag"
)

// oracleBlock passes over a block of PL/SQL, which ends with a line "/"; that it runs DDL is told. What it drops is
// mostly there for a second run of the script, and does not matter.
func (p *parser) oracleBlock() outcome {
	from := p.tok.off
	p.tok = p.skipBatch(from)
	p.endless("block", from)
	body := p.text(from, p.tok.off)
	if body == nil {
		return p.tooLong("block")
	}
	if !bytes.Contains(bytes.ToUpper(body), []byte("EXECUTE IMMEDIATE")) {
		return ignored
	}
	return p.hidden("block", body, unreadable)
}

// endless tells of a routine or a block that no line "/" or GO ends before the end of the file, though a line in it looks like
// the start of a statement that matters. In PL/SQL that is a mistake; in T-SQL it may be meant.
func (p *parser) endless(what string, from int64) {
	if p.tok.kind != tEOF {
		if p.lex.BatchLines {
			p.looksEnded(what, from)
		}
		return
	}
	severity, end := diag.Warning, "a line “/”"
	if p.lex.BatchLines {
		severity, end = diag.Note, "GO"
	}
	off := from
	body := p.text(from, p.tok.off)
	if body == nil {
		p.diags.Add(severity, diag.Unterminated, diag.Span{Pos: p.start},
			"this %s goes on for more than a megabyte, up to the end of the file: expected %s behind it", what, end)
	}
	for line := range bytes.Lines(body) {
		words := bytes.Fields(bytes.ToUpper(line))
		if off > from && len(words) > 2 && string(words[0]) == "CREATE" && string(words[1]) == "TABLE" && words[2][0] != '#' {
			p.diags.Add(severity, diag.Unterminated, diag.Span{Pos: p.start},
				"this %s goes on up to the end of the file: expected %s before the CREATE TABLE of line %d", what, end, p.position(off).Line)
			return
		}
		off += int64(len(line))
	}
}

// looksEnded tells of a CREATE TABLE that starts its line behind an END that does: it is within the routine, which goes on up to
// GO, though it may not look so.
func (p *parser) looksEnded(what string, from int64) {
	body := p.text(from, p.tok.off)
	for end := 0; ; {
		i := bytes.Index(body[end:], []byte("\nEND"))
		if i < 0 {
			return
		}
		end += i + len("\nEND")
		rest := bytes.TrimLeft(body[end:], "; \t\r\n")
		if at := len(body) - len(rest); body[at-1] == '\n' && bytes.HasPrefix(rest, []byte("CREATE TABLE ")) {
			p.diags.Add(diag.Note, diag.Unterminated, diag.Span{Pos: p.start},
				"this %s goes on up to GO: expected GO before the CREATE TABLE of line %d if that is no part of it", what, p.position(from+int64(at)).Line)
			return
		}
	}
}

// dynamic passes over a statement that may hold DDL in a string: SET @sql = '…', EXEC ('…'), PREPARE s FROM '…'. That
// it does is told.
func (p *parser) dynamic() outcome {
	for !p.done() && !p.startsStatement() {
		if p.isText() {
			if result := p.hidden("string", p.bytes(p.tok), unreadable); result != ignored {
				return result
			}
		}
		p.advance()
	}
	return ignored
}

// unreadable is what to do about DDL that no option makes readable.
const unreadable = "write it as a statement of its own if it belongs in the picture"

// tooLong tells of text that may hold DDL and is too long to be kept.
func (p *parser) tooLong(what string) outcome {
	p.diags.Add(diag.Warning, diag.Skipped, diag.Span{Pos: p.start},
		"this %s has more than a megabyte, of which nothing is read: write outside of it what belongs in the picture", what)
	return skipped
}

// hidden tells of DDL in text that is not read, and what to do about it.
func (p *parser) hidden(what string, text []byte, advice string) outcome {
	if text == nil {
		return p.tooLong(what)
	}
	upper := bytes.ToUpper(text)
	for _, verb := range []string{"CREATE TABLE", "ALTER TABLE", "DROP TABLE", "CREATE UNIQUE INDEX", "CREATE TYPE"} {
		if !bytes.Contains(upper, []byte(verb)) || verb == "DROP TABLE" && p.lex.SlashLines {
			continue
		}
		p.diags.Add(diag.Warning, diag.Skipped, diag.Span{Pos: p.start},
			"this %s holds %s, which cannot be known without running it: %s", what, verb, advice)
		return skipped
	}
	return ignored
}
