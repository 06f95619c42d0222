// Package query tells what the SELECT of a view or of a CREATE TABLE … AS reads, and what its columns are called.
package query

import (
	"slices"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// Query is what was understood of a SELECT. The zero value reads nothing.
type Query struct {
	Reads   []schema.Name // tables and views, once each, in order of appearance; WITH queries are looked through
	Columns []Column      // in order
	Work    int           // how many columns were handled on the way
	Stars   []schema.Name // tables and views of which all columns are read, by * or t.*
}

// Column is a column of the result. The zero value stands for any number of columns that are not known.
type Column struct {
	Name   string
	From   schema.Name // the table that it is read from; zero when it is computed, or when that is not known
	Source string      // its name in that table; "" when it is computed

	NotNull  bool // of MySQL: it is computed, and never NULL, as literals and counts are
	Nullable bool // an outer join, or another part of a UNION, may bring NULL

	Also []Column // of MySQL: the columns in the same place of the other parts of a UNION, any of which may bring NULL
}

// Read never fails: what it does not understand it leaves out. Names are given as the dialect's catalogue would show
// them. Texts of more than a megabyte are not looked at. Known lists the columns of a table or view, false where these
// are not known; without it, no columns are listed.
func Read(text string, d *dialect.Folder, known func(schema.Name) ([]string, bool)) Query {
	const tooLong = 1 << 20
	if len(text) > tooLong {
		return Query{}
	}
	r := newReader(text, d)
	r.query(0, len(r.toks), nil)
	q := Query{Reads: r.reads}
	if r.known = known; known != nil {
		q.Columns = r.result(0, len(r.toks), nil)
		q.Work = r.work
		q.Stars = r.stars
	}
	return q
}

func newReader(text string, d *dialect.Folder) *reader {
	r := &reader{text: text, toks: withoutData(tokens(text, d.Dialect)), d: d, seen: map[schema.Name]bool{}}
	r.parse = r.tree
	r.match()
	return r
}

// withoutData leaves out WITH DATA and WITH NO DATA behind a query.
func withoutData(toks []token) []token {
	n := len(toks)
	if n < 3 || !toks[n-1].word("DATA") {
		return toks
	}
	if n--; toks[n-1].word("NO") {
		n--
	}
	if !toks[n-1].word("WITH") {
		return toks
	}
	return toks[:n-1]
}

// reader walks over the tokens of one query.
type reader struct {
	text  string
	toks  []token
	close []int // for each opening bracket the place of its closing one, for other tokens 0
	d     *dialect.Folder
	reads []schema.Name
	seen  map[schema.Name]bool
	depth int
	parse func(i, j int) ([]schema.Name, bool) // r.tree; without it the scan reads everything
	known func(schema.Name) ([]string, bool)
	stars []schema.Name
	work  int // columns that were handled
}

// maxWork bounds the columns that are handled for one query: each join may bring thousands, and handle those before it.
const maxWork = 1 << 20

// spend takes up n columns of work, and reports whether that was still to be had.
func (r *reader) spend(n int) bool {
	r.work += n
	return r.work <= maxWork
}

// scope is the WITH queries that can be seen at a place.
type scope struct {
	names []string
	outer *scope
}

func (s *scope) has(name string) bool {
	for ; s != nil; s = s.outer {
		if slices.Contains(s.names, name) {
			return true
		}
	}
	return false
}

// read notes that a table is read, unless the name is that of a WITH query, or of the table DUAL that is none.
func (r *reader) read(n schema.Name, in *scope) {
	key := r.d.Fold(n.Name)
	if n.Namespace == "" && (in.has(key) || key == "dual") || r.seen[n] {
		return
	}
	r.seen[n] = true
	r.reads = append(r.reads, n)
}

// match finds the closing bracket of each opening one; those without count as closed at the end.
func (r *reader) match() {
	r.close = make([]int, len(r.toks))
	var open []int
	for i, t := range r.toks {
		switch {
		case t.is("(") || t.is("["):
			open = append(open, i)
		case (t.is(")") || t.is("]")) && len(open) > 0:
			r.close[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	for _, i := range open {
		r.close[i] = len(r.toks)
	}
}

// maxDepth bounds the nesting of queries that is followed.
const maxDepth = 200

// query reads tokens i to j, a query with or without WITH.
func (r *reader) query(i, j int, in *scope) {
	if r.depth++; r.depth <= maxDepth {
		i, in = r.with(i, j, in)
		if i+1 < j && r.toks[i].word("TABLE") { // TABLE x is short for SELECT * FROM x
			n, _ := r.dotted(i+1, j)
			r.read(n, in)
		} else if r.flat(i, j) {
			r.scan(i, j, in, false)
		} else if names, ok := r.parse(i, j); ok {
			for _, n := range names {
				r.read(n, in)
			}
		} else {
			r.scan(i, j, in, false)
		}
	}
	r.depth--
}

// with reads the queries of a WITH clause and returns where the main query starts, and what it can see. A query sees
// those before it, and with RECURSIVE itself and all others (which dialects without the word take for granted).
func (r *reader) with(i, j int, in *scope) (int, *scope) {
	if i >= j || !r.toks[i].word("WITH") {
		return i, in
	}
	inner := &scope{outer: in}
	i++
	recursive := i < j && r.toks[i].word("RECURSIVE")
	if recursive {
		i++
	}
	if recursive || r.d.In(dialect.SQLServer|dialect.Oracle) {
		inner.names = r.withNames(i, j)
	}
	for i < j {
		name, body := r.withQuery(i, j)
		if body < 0 {
			return i, inner
		}
		r.query(body+1, min(j, r.close[body]), inner)
		inner.names = append(inner.names, name)
		i = r.close[body] + 1
		if i >= j || !r.toks[i].is(",") {
			return i, inner
		}
		i++
	}
	return min(i, j), inner
}

// withNames lists the names that a WITH clause defines.
func (r *reader) withNames(i, j int) []string {
	var names []string
	for i < j {
		name, body := r.withQuery(i, j)
		if body < 0 {
			break
		}
		names = append(names, name)
		i = r.close[body] + 1
		if i >= j || !r.toks[i].is(",") {
			break
		}
		i++
	}
	return names
}

// withQuery finds the name and the opening bracket of "name (columns) AS MATERIALIZED (…)"; -1 where there is none.
func (r *reader) withQuery(i, j int) (name string, body int) {
	if !r.toks[i].name() {
		return "", -1
	}
	name = r.d.Fold(r.toks[i].text)
	if i++; i < j && r.toks[i].is("(") {
		i = r.close[i] + 1
	}
	for i < j && (r.toks[i].word("AS") || r.toks[i].word("NOT") || r.toks[i].word("MATERIALIZED")) {
		i++
	}
	if i < j && r.toks[i].is("(") {
		return name, i
	}
	return name, -1
}
