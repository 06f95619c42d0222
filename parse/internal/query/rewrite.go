package query

import (
	"strconv"
	"strings"

	"crowsfoot/parse/schema"
)

// rewriter turns a query into one that the MySQL grammar of the parser accepts and that reads the same tables: every
// name becomes `n0`, `n1`, …, and what only other dialects know is dropped or replaced by something of the same shape.
type rewriter struct {
	*reader
	out   strings.Builder
	names []schema.Name
}

// rewrite returns the text for tokens i to j, and the names that its placeholders stand for.
func (r *reader) rewrite(i, j int) (string, []schema.Name) {
	w := &rewriter{reader: r}
	w.span(i, j)
	return w.out.String(), w.names
}

func (w *rewriter) put(s string) {
	w.out.WriteString(s)
	w.out.WriteByte(' ')
}

func (w *rewriter) span(i, j int) {
	for i < j {
		i = w.one(i, j)
	}
}

// one writes what the tokens at i stand for and returns where it goes on.
func (w *rewriter) one(i, j int) int {
	switch t := w.toks[i]; {
	case t.is("["):
		return min(w.close[i]+1, j)
	case t.is("::"):
		return w.afterType(i+1, j)
	case t.kind == punct:
		w.put(operatorFor(t.text))
		return i + 1
	case t.kind == str:
		w.put("'x'")
		return i + 1
	case t.kind == number:
		w.put("1")
		return i + 1
	case t.kind == quoted:
		return w.named(i, j)
	default:
		return w.keyword(i, j)
	}
}

// operatorFor is an operator of the same rank for one that only some dialects know.
func operatorFor(op string) string {
	switch op {
	case "(", ")", ",", ".", "+", "-", "*", "/", "%", "=", "<", ">", "<=", ">=", "<>", "!=":
		return op
	case ";":
		return ""
	default:
		return "+"
	}
}

// keyword writes a word: one of the parser's grammar, one to be replaced, or a name.
func (w *rewriter) keyword(i, j int) int {
	t := w.toks[i]
	next := func(words ...string) bool {
		for k, want := range words {
			if i+1+k >= j || !w.toks[i+1+k].word(want) {
				return false
			}
		}
		return true
	}
	switch t.up {
	case "SELECT", "FROM", "WHERE", "JOIN", "LEFT", "RIGHT", "INNER", "OUTER", "CROSS", "NATURAL", "ON", "USING", "GROUP", "BY",
		"HAVING", "ORDER", "ASC", "DESC", "LIMIT", "ALL", "AS", "AND", "OR", "NOT", "IN", "NULL", "TRUE", "FALSE", "BETWEEN",
		"LIKE", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "END", "STRAIGHT_JOIN", "UNION":
		w.put(t.up)
	case "EXCEPT", "INTERSECT", "MINUS":
		w.put("UNION")
	case "ILIKE", "RLIKE", "REGEXP", "GLOB":
		w.put("LIKE")
	case "FULL":
		w.put("LEFT")
	case "APPLY":
		w.put("JOIN")
	case "LATERAL", "ONLY":
	case "IS":
		return w.is(i, j)
	case "DISTINCT":
		w.put("DISTINCT")
		if next("ON") && i+2 < j && w.toks[i+2].is("(") {
			return min(w.close[i+2]+1, j)
		}
	case "OVER", "FILTER", "WITHIN":
		return w.aside(i, j)
	case "NULLS":
		if next("FIRST") || next("LAST") {
			return i + 2
		}
		return w.named(i, j)
	case "AT":
		if next("TIME", "ZONE") {
			w.put("+")
			return i + 3
		}
		return w.named(i, j)
	case "FETCH", "OFFSET", "FOR", "WINDOW":
		return j
	default:
		return w.named(i, j)
	}
	return i + 1
}

// is writes IS, for which the parser knows NULL, TRUE and FALSE only.
func (w *rewriter) is(i, j int) int {
	k := i + 1
	if k < j && w.toks[k].word("NOT") {
		k++
	}
	if k+1 < j && w.toks[k].word("DISTINCT") && w.toks[k+1].word("FROM") {
		w.put("=")
		return k + 2
	}
	w.put("IS")
	return i + 1
}

// aside leaves out OVER (…), OVER w, FILTER (…) and WITHIN GROUP (…).
func (w *rewriter) aside(i, j int) int {
	k := i + 1
	if k < j && w.toks[k].word("GROUP") {
		k++
	}
	switch {
	case k < j && w.toks[k].is("("):
		return min(w.close[k]+1, j)
	case k < j && w.toks[i].word("OVER"):
		return k + 1
	default:
		return w.named(i, j)
	}
}

// named writes a dotted name, a function with its arguments, or a literal with its type in front.
func (w *rewriter) named(i, j int) int {
	n, next := w.dotted(i, j)
	if next < j && w.toks[next].kind == str {
		return next // DATE '2020-01-01'
	}
	if next < j && w.toks[next].is("(") {
		return w.call(i, next, j, n)
	}
	w.placeholder(n)
	if next < j && next > i+1 && w.toks[next-1].is(".") { // t.*
		w.put(".")
	}
	return next
}

func (w *rewriter) placeholder(n schema.Name) {
	w.put("`n" + strconv.Itoa(len(w.names)) + "`")
	w.names = append(w.names, n)
}

// call writes a function. Words between its arguments (EXTRACT(year FROM day), CAST(x AS int)) become commas.
func (w *rewriter) call(i, open, j int, n schema.Name) int {
	end := min(w.close[open], j)
	inner := open + 1
	query := inner < end && (w.toks[inner].word("SELECT") || w.toks[inner].word("WITH"))
	switch w.toks[i].up {
	case "VALUES", "ANY", "SOME", "ARRAY":
		if query {
			break
		}
		w.placeholder(n)
	default:
		if !query {
			w.placeholder(n)
		}
	}
	w.put("(")
	if query {
		w.span(inner, end)
	} else {
		w.arguments(inner, end)
	}
	w.put(")")
	return min(end+1, j)
}

// arguments writes the arguments of a function.
func (w *rewriter) arguments(i, j int) {
	for i < j {
		switch t := w.toks[i]; {
		case t.word("FROM"), t.word("FOR"), t.word("SEPARATOR"), t.word("IN"):
			w.put(",")
			i++
		case t.word("AS"):
			return // the type of a CAST
		case t.word("ORDER"):
			return // of an aggregate
		case t.word("BOTH"), t.word("LEADING"), t.word("TRAILING"):
			w.put("1")
			i++
		default:
			i = w.one(i, j)
		}
	}
}

// afterType is where the type after :: ends: a name, more words of it, arguments, brackets.
func (w *rewriter) afterType(i, j int) int {
	if i < j && (w.toks[i].kind == word || w.toks[i].kind == quoted) {
		_, i = w.dotted(i, j)
	}
	for i < j {
		t := w.toks[i]
		switch {
		case t.is("("), t.is("["):
			i = w.close[i] + 1
		case t.word("PRECISION"), t.word("VARYING"), t.word("WITHOUT"), t.word("TIME"), t.word("ZONE"),
			t.word("WITH") && i+1 < j && w.toks[i+1].word("TIME"):
			i++
		default:
			return i
		}
	}
	return min(i, j)
}
