package syntax

import (
	"strings"

	"crowsfoot/parse/diag"
)

// exec reads the system procedures of SQL Server that change a schema: sp_rename, sp_addextendedproperty and its kin.
// Others are ignored.
func (p *parser) exec() outcome {
	if !p.lex.BatchLines {
		return ignored
	}
	p.accept("EXEC")
	p.accept("EXECUTE")
	if p.tok.kind == tHole && p.peek(1).kind == tPunct && p.peek(1).char == '=' { // EXEC @result = …
		p.advance()
		p.advance()
	}
	if !isName(p.tok) { // EXEC ('…')
		return p.dynamic()
	}
	switch strings.ToLower(p.name("a procedure").Name) {
	case "sp_rename":
		return p.spRename(p.arguments())
	case "sp_addextendedproperty", "sp_updateextendedproperty":
		return p.extendedProperty(p.arguments())
	case "sp_dropextendedproperty":
		args := p.arguments()
		for n := '7'; n > '1'; n-- { // there is no value
			args[string(n)] = args[string(n-1)]
		}
		args["1"], args["@value"] = "", ""
		return p.extendedProperty(args)
	}
	return p.dynamic()
}

// arguments reads the strings passed to a procedure, each under the name that it was given, or under its place.
func (p *parser) arguments() map[string]string {
	args := map[string]string{}
	for n := 0; !p.done() && !p.startsStatement(); n++ {
		key := string(rune('0' + n%10))
		if p.tok.kind == tHole && p.peek(1).kind == tPunct && p.peek(1).char == '=' {
			key = strings.ToLower(p.plainText(p.tok))
			p.advance()
			p.advance()
		}
		if isName(p.tok) || p.tok.kind == tString {
			args[key] = p.plainText(p.tok)
		}
		for !p.done() && !p.isPunct(',') && !p.startsStatement() {
			p.advance()
		}
		p.acceptPunct(',')
	}
	return args
}

func argument(args map[string]string, names ...string) string {
	for _, n := range names {
		if s, ok := args[n]; ok {
			return s
		}
	}
	return ""
}

// spRename reads sp_rename 'table.column', 'new', 'COLUMN'.
// https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql
func (p *parser) spRename(args map[string]string) outcome {
	old, to := argument(args, "@objname", "0"), argument(args, "@newname", "1")
	from := splitName(old)
	switch {
	case strings.HasPrefix(old, "@") || strings.HasPrefix(to, "@"):
		p.diags.Add(diag.Warning, diag.Skipped, diag.Span{Pos: p.start},
			"this sp_rename takes a name from a variable, which cannot be known without running it: %s", unreadable)
		return skipped
	case len(from) == 0 || to == "":
		p.diags.Add(diag.Warning, diag.SyntaxError, diag.Span{Pos: p.start}, "expected the old and the new name in quotes, as sp_rename 'a', 'b'")
		return skipped
	}
	r := &Rename{To: Name{Name: to, Pos: p.start}, IfExists: p.guarded, Span: p.span(p.start)}
	last := len(from) - 1
	switch strings.ToUpper(argument(args, "@objtype", "2")) {
	case "COLUMN":
		if last < 1 {
			p.expected("the column or index as 'table.name'")
			return skipped
		}
		r.Kind, r.Column = ObjectColumn, from[last]
		last--
	case "INDEX":
		if last < 1 {
			p.expected("the column or index as 'table.name'")
			return skipped
		}
		r.Kind, r.Column = ObjectIndex, from[last]
		last--
	case "", "OBJECT":
		r.Kind = ObjectTable
	default:
		return ignored
	}
	r.From = Name{Name: from[last], Pos: p.start}
	if last > 0 {
		r.From.Namespace = from[last-1]
	}
	p.emit(r)
	return understood
}

// splitName is the parts of a name in a string: dbo.[my table].
func splitName(s string) []string {
	var parts []string
	for s != "" {
		var part string
		switch s[0] {
		case '[':
			part, s = quotedPart(s, "]")
		case '"':
			part, s = quotedPart(s, `"`)
		default:
			part, s, _ = strings.Cut(s, ".")
		}
		parts = append(parts, part)
	}
	return parts
}

// quotedPart takes a quoted name, which ends with the quote, and the dot behind it off a string. The quote is doubled inside.
func quotedPart(s, quote string) (part, rest string) {
	var b strings.Builder
	for rest = s[1:]; ; {
		text, after, _ := strings.Cut(rest, quote)
		b.WriteString(text)
		if rest = after; !strings.HasPrefix(rest, quote) {
			return b.String(), strings.TrimPrefix(rest, ".")
		}
		b.WriteString(quote)
		rest = rest[len(quote):]
	}
}

// extendedProperty reads a description.
// https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-addextendedproperty-transact-sql
func (p *parser) extendedProperty(args map[string]string) outcome {
	if !strings.EqualFold(argument(args, "@name", "0"), "MS_Description") {
		return ignored
	}
	c := &Comment{
		Kind: ObjectTable,
		Text: argument(args, "@value", "1"),
		Name: Name{Namespace: argument(args, "@level0name", "3"), Name: argument(args, "@level1name", "5"), Pos: p.start},
		Span: p.span(p.start),
	}
	switch strings.ToUpper(argument(args, "@level1type", "4")) {
	case "TABLE":
	case "VIEW":
		c.Kind = ObjectView
	default:
		return ignored
	}
	switch strings.ToUpper(argument(args, "@level2type", "6")) {
	case "":
	case "COLUMN":
		c.Kind, c.Column = ObjectColumn, argument(args, "@level2name", "7")
	default:
		return ignored
	}
	p.emit(c)
	return understood
}
