package query

import (
	"strings"

	"crowsfoot/parse/dialect"
)

// expressionName is what the server calls a column without an alias: its text in SQLite and MySQL, in PostgreSQL a word
// of it. Elsewhere such a column has none that could be referred to.
func (r *reader) expressionName(i, j int, in *with) string {
	if t := r.toks[i]; r.d.Dialect == dialect.MySQL && t.kind == str && j-i == 1 {
		return strings.Trim(t.text, "'")
	}
	if r.d.In(dialect.SQLite | dialect.MySQL) {
		return r.text[r.toks[i].from:r.toks[j-1].to]
	}
	name, _ := r.figure(i, j, in)
	if name == "" && r.d.Dialect == dialect.Postgres {
		name = "?column?"
	}
	return name
}

// figure is the word of an expression by which PostgreSQL calls it, "" for none; weak says that a better one may replace
// it. See FigureColname in src/backend/parser/parse_target.c.
func (r *reader) figure(i, j int, in *with) (name string, weak bool) {
	if i >= j {
		return "", true
	}
	if r.depth++; r.depth > maxDepth {
		r.depth--
		return "", true
	}
	defer func() { r.depth-- }()
	name, next, weak := r.operand(i, j, in)
	for next < j {
		switch t := r.toks[next]; {
		case t.is("::"):
			typed := r.typeName(next + 1)
			next = (&rewriter{reader: r}).afterType(next+1, j)
			if weak {
				name = typed
			}
		case t.is("["):
			next = r.after(next)
		case t.is(".") && next+1 < j:
			name, weak = r.toks[next+1].text, false
			next += 2
		case t.word("COLLATE") && next+1 < j:
			_, next = r.dotted(next+1, j)
		case t.word("OVER"), t.word("FILTER"), t.word("WITHIN"):
			if next++; next < j && r.toks[next].word("GROUP") {
				next++
			}
			if next < j {
				next = r.after(next)
			}
		default:
			return "", true
		}
	}
	return name, weak
}

// operand names the first operand of an expression, and tells where that ends.
func (r *reader) operand(i, j int, in *with) (name string, next int, weak bool) {
	t := r.toks[i]
	next = r.after(i)
	bracket := next < j && r.toks[next].is("(")
	switch {
	case t.is("("):
		end := min(j, r.close[i])
		if r.holdsQuery(i) {
			if c := r.result(i+1, end, in); len(c) > 0 {
				name = c[0].Name
			}
			return name, next, false
		}
		name, weak = r.figure(i+1, end, in)
		return name, next, weak
	case t.word("CASE"):
		return r.caseName(i, j, in)
	case t.word("EXISTS") && bracket, t.word("ARRAY"):
		return strings.ToLower(t.up), r.after(next), false
	case t.word("CAST") && bracket:
		name, weak = r.castName(next, j, in)
		return name, r.after(next), weak
	case t.word("TRUE"), t.word("FALSE"):
		return "bool", next, true
	case !t.name():
		return "", next, true
	}
	n, next := r.dotted(i, j)
	switch {
	case next < j && r.toks[next].kind == str: // DATE '2020-01-01'
		return r.typeName(i), next + 1, true
	case next < j && r.toks[next].is("("):
		next = r.after(next)
	}
	return n.Name, next, false
}

// caseName names CASE … END by what stands behind its ELSE, if that is a column or a function.
func (r *reader) caseName(i, j int, in *with) (name string, next int, weak bool) {
	depth, otherwise := 0, 0
	for k := i; k < j; k = r.after(k) {
		switch t := r.toks[k]; {
		case t.word("CASE"):
			depth++
		case t.word("ELSE") && depth == 1:
			otherwise = k + 1
		case t.word("END"):
			if depth--; depth > 0 {
				continue
			}
			if otherwise > 0 {
				if name, weak = r.figure(otherwise, k, in); !weak {
					return name, k + 1, false
				}
			}
			return "case", k + 1, true
		}
	}
	return "case", j, true
}

// castName names CAST (expression AS type).
func (r *reader) castName(i, j int, in *with) (name string, weak bool) {
	end := min(j, r.close[i])
	for k := i + 1; k < end; k = r.after(k) {
		if r.toks[k].word("AS") {
			if name, weak = r.figure(i+1, k, in); weak {
				name = r.typeName(k + 1)
			}
			return name, weak
		}
	}
	return "", true
}

// typeName is the name that PostgreSQL itself has for the type at i.
func (r *reader) typeName(i int) string {
	if i >= len(r.toks) || r.toks[i].kind == punct {
		return ""
	}
	n, _ := r.dotted(i, len(r.toks))
	switch n.Name {
	case "int", "integer":
		return "int4"
	case "bigint":
		return "int8"
	case "smallint":
		return "int2"
	case "boolean":
		return "bool"
	case "decimal", "dec":
		return "numeric"
	case "real":
		return "float4"
	case "double", "float":
		return "float8"
	case "character", "char":
		if i+1 < len(r.toks) && r.toks[i+1].word("VARYING") {
			return "varchar"
		}
		return "bpchar"
	}
	return n.Name
}
