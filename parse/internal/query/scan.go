package query

import "crowsfoot/parse/schema"

// The scan finds tables where they can only stand: after FROM, JOIN and the commas between. It is quick, and all that is needed
// for queries without others in them; it is what is left for those that the parser does not accept; and it does not mind what
// the expressions look like.

// flat reports whether tokens i to j have no brackets around queries or tables.
func (r *reader) flat(i, j int) bool {
	for k := i; k < j; k++ {
		if r.toks[k].is("(") && (k == i || beforeTable(r.toks[k-1]) || r.startsQuery(k)) {
			return false
		}
	}
	return true
}

// beforeTable reports whether a table, or brackets around tables, may follow the token.
func beforeTable(t token) bool {
	if t.kind == punct {
		return t.text == "," || t.text == "("
	}
	switch t.up {
	case "FROM", "JOIN", "APPLY", "STRAIGHT_JOIN", "ONLY", "LATERAL":
		return true
	default:
		return false
	}
}

// scan reads tokens i to j at one level of brackets. items says that a list of tables starts right away, as inside
// FROM (a JOIN b).
func (r *reader) scan(i, j int, in *scope, items bool) {
	from, expect := items, items
	for i < j {
		t := r.toks[i]
		switch {
		case t.is("("):
			r.brackets(i, min(r.close[i], j), in, expect)
			expect = false
			i = r.close[i]
		case t.is(",") && from:
			expect = true
		case expect && r.rowsFrom(i):
			expect = false
			i++
		case t.word("FROM") && !r.distinctFrom(i):
			from, expect = true, true
		case t.word("JOIN") || t.word("APPLY") || t.word("STRAIGHT_JOIN"):
			expect = true
		case t.kind == word && endsFrom(t.up):
			from, expect = false, false
		case expect && (t.word("ONLY") || t.word("LATERAL") || t.word("TABLE")):
		case expect && t.name():
			n, next := r.dotted(i, j)
			if next >= j || !r.toks[next].is("(") || r.hint(next) {
				r.read(n, in)
			}
			expect = false
			i = next
			continue
		default:
			expect = false
		}
		i++
	}
}

// brackets goes into what stands between ( at i and ) at j: a query, a part of a list of tables, or an expression,
// in which FROM means something else (EXTRACT(year FROM day)).
func (r *reader) brackets(i, j int, in *scope, expect bool) {
	i++
	if i >= j {
		return
	}
	switch t := r.toks[i]; {
	case t.word("SELECT") || t.word("WITH"):
		r.query(i, j, in)
	case r.depth >= maxDepth:
	case expect || t.is("(") && r.startsQuery(i):
		r.depth++
		r.scan(i, j, in, expect)
		r.depth--
	default:
		r.depth++
		r.expression(i, j, in)
		r.depth--
	}
}

// startsQuery reports whether the brackets that open at i are those of (SELECT …) UNION ….
func (r *reader) startsQuery(i int) bool {
	for i < len(r.toks) && r.toks[i].is("(") {
		i++
	}
	return i < len(r.toks) && (r.toks[i].word("SELECT") || r.toks[i].word("WITH"))
}

// rowsFrom reports whether ROWS FROM (function, …) starts at i.
func (r *reader) rowsFrom(i int) bool {
	return i+2 < len(r.toks) && r.toks[i].word("ROWS") && r.toks[i+1].word("FROM") && r.toks[i+2].is("(")
}

// expression looks for queries in brackets only.
func (r *reader) expression(i, j int, in *scope) {
	for ; i < j; i++ {
		if r.toks[i].is("(") {
			r.brackets(i, min(r.close[i], j), in, false)
			i = r.close[i]
		}
	}
}

// distinctFrom reports whether the FROM at i is that of IS DISTINCT FROM.
func (r *reader) distinctFrom(i int) bool {
	return i >= 2 && r.toks[i-1].word("DISTINCT") && (r.toks[i-2].word("IS") || r.toks[i-2].word("NOT"))
}

// hint reports whether the brackets after a table are SQL Server's old form of hints, as in users (NOLOCK).
func (r *reader) hint(i int) bool {
	return i+1 < len(r.toks) && (r.toks[i+1].word("NOLOCK") || r.toks[i+1].word("READUNCOMMITTED"))
}

// dotted reads a.b.c, of which the last two parts count, and returns where it ends. Of SQL Server's a..c it is c. Where
// nothing is left, as in a query that was cut off, it is the zero name.
func (r *reader) dotted(i, j int) (schema.Name, int) {
	if i >= j {
		return schema.Name{}, i
	}
	n := schema.Name{Name: r.toks[i].text}
	for i++; i < j && r.toks[i].is("."); i++ {
		n.Namespace = ""
		if i+1 < j && (r.toks[i+1].kind == word || r.toks[i+1].kind == quoted) {
			n.Namespace, n.Name = n.Name, r.toks[i+1].text
			if r.toks[i-1].is(".") {
				n.Namespace = ""
			}
			i++
		}
	}
	return n, i
}

// endsFrom reports whether a word ends the list of tables.
func endsFrom(w string) bool {
	switch w {
	case "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FETCH", "UNION", "EXCEPT", "INTERSECT", "MINUS", "WINDOW",
		"SELECT", "FOR", "CONNECT", "START", "QUALIFY", "SET", "RETURNING", "VALUES":
		return true
	default:
		return false
	}
}
