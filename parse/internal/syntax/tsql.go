package syntax

import (
	"slices"
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
		return p.extendedProperty(p.arguments().withoutValue())
	}
	return p.dynamic()
}

// arguments are what is passed to a procedure, in order.
type arguments []namedArgument

// namedArgument is one of them, under the name that it was given, or under its place: 0 for the first.
type namedArgument struct{ name, text string }

// arguments reads the strings passed to a procedure. They are good until the next call.
func (p *parser) arguments() arguments {
	const places = "0123456789"
	args := p.args[:0]
	for n := 0; !p.done() && !p.startsStatement(); n++ {
		name := places[n%10 : n%10+1]
		if p.tok.kind == tHole && p.peek(1).kind == tPunct && p.peek(1).char == '=' {
			name = strings.ToLower(p.plainText(p.tok))
			p.advance()
			p.advance()
		}
		if isName(p.tok) || p.tok.kind == tString {
			args = append(args, namedArgument{name, p.plainText(p.tok)})
		}
		for !p.done() && !p.isPunct(',') && !p.startsStatement() {
			p.advance()
		}
		p.acceptPunct(',')
	}
	p.args = args
	return args
}

// text is the argument of the first of the names that is there, as it was given last.
func (args arguments) text(names ...string) string {
	for _, n := range names {
		for _, a := range slices.Backward(args) {
			if a.name == n {
				return a.text
			}
		}
	}
	return ""
}

// withoutValue are the arguments of sp_dropextendedproperty at the places that sp_addextendedproperty has them.
func (args arguments) withoutValue() arguments {
	for i, a := range args {
		switch {
		case a.name == "@value" || a.name == "7":
			args[i].name = ""
		case "1" <= a.name && a.name < "7":
			args[i].name = string(a.name[0] + 1)
		}
	}
	return args
}

// spRename reads sp_rename 'table.column', 'new', 'COLUMN'.
// https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql
func (p *parser) spRename(args arguments) outcome {
	old, to := args.text("@objname", "0"), args.text("@newname", "1")
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
	switch strings.ToUpper(args.text("@objtype", "2")) {
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
func (p *parser) extendedProperty(args arguments) outcome {
	if !strings.EqualFold(args.text("@name", "0"), "MS_Description") {
		return ignored
	}
	c := &Comment{
		Kind: ObjectTable,
		Text: args.text("@value", "1"),
		Name: Name{Namespace: args.text("@level0name", "3"), Name: args.text("@level1name", "5"), Pos: p.start},
		Span: p.span(p.start),
	}
	switch strings.ToUpper(args.text("@level1type", "4")) {
	case "TABLE":
	case "VIEW":
		c.Kind = ObjectView
	default:
		return ignored
	}
	switch strings.ToUpper(args.text("@level2type", "6")) {
	case "":
	case "COLUMN":
		c.Kind, c.Column = ObjectColumn, args.text("@level2name", "7")
	default:
		return ignored
	}
	p.emit(c)
	return understood
}
