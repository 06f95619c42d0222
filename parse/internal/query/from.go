package query

import (
	"slices"

	"crowsfoot/parse/dialect"
)

// fromList is what the FROM of a query offers.
type fromList struct {
	sources []source
	columns []Column // of all of them, as * lists them
}

// source is a table, a view, a function or a query in the FROM list.
type source struct {
	alias   string // folded
	columns []Column
	places  map[string]int // of the columns, by folded name; made when a column is looked for
}

// find looks for a column of a source.
func (r *reader) find(s *source, name string) (at int, ok bool) {
	if s.places == nil {
		s.places = r.places(s.columns)
	}
	at, ok = s.places[r.d.Fold(name)]
	return at, ok
}

// places tells where columns are, by folded name; the first where several have one name.
func (r *reader) places(columns []Column) map[string]int {
	columns = r.whole(columns)
	at := make(map[string]int, len(columns))
	for i, c := range columns {
		key := r.d.Fold(c.Name)
		if _, twice := at[key]; !twice && key != "" {
			at[key] = i
		}
	}
	return at
}

// from reads the FROM list of the query in tokens i to j.
func (r *reader) from(i, j int, in *with) fromList {
	for ; i < j; i = r.after(i) {
		if t := r.toks[i]; t.word("FROM") && !r.distinctFrom(i) {
			return r.joins(i+1, j, in)
		}
	}
	return fromList{}
}

// joins reads tables with JOIN and commas between. A comma starts anew: what stood before it no later join merges with.
func (r *reader) joins(i, j int, in *with) fromList {
	var all, here fromList
	natural, outer := false, false
	expect := true
	first := 0 // of the sources since the last comma
	for i < j && len(all.columns)+len(here.columns) < maxColumns {
		switch t := r.toks[i]; {
		case t.is(","):
			all.columns = append(all.columns, here.columns...)
			here.columns, expect, first = nil, true, len(all.sources)
		case r.outerJoin(i, j):
			outer = !t.word("RIGHT")
			if t.word("LEFT") || t.word("OUTER") {
				break
			}
			here.columns = r.nullable(here.columns)
			for n := range all.sources[first:] {
				all.sources[first+n].columns = r.nullable(all.sources[first+n].columns)
			}
		case t.word("NATURAL"):
			natural = true
		case t.word("JOIN"), t.word("APPLY"), t.word("STRAIGHT_JOIN"):
			expect = true
		case t.kind == word && endsFrom(t.up):
			i = j
			continue
		case expect && (t.word("ONLY") || t.word("LATERAL")):
		case expect && (t.name() || t.is("(")):
			expect = false
			part, next := r.source(i, j, in)
			if outer {
				part = r.allNullable(part)
			}
			outer = false
			using, end := r.using(next, j)
			all.sources = append(all.sources, part.sources...)
			here.columns = r.join(here.columns, part.columns, using, natural)
			natural = false
			i = end
			continue
		}
		i = r.after(i)
	}
	all.columns = append(all.columns, here.columns...)
	return all
}

// outerJoin reports whether LEFT, RIGHT or FULL JOIN starts at i, or OUTER APPLY.
func (r *reader) outerJoin(i, j int) bool {
	if i+1 >= j {
		return false
	}
	switch t, next := r.toks[i], r.toks[i+1]; {
	case t.word("LEFT"), t.word("RIGHT"), t.word("FULL"):
		return next.word("JOIN") || next.word("OUTER")
	default:
		return t.word("OUTER") && next.word("APPLY")
	}
}

// allNullable is the list with columns that may hold NULL.
func (r *reader) allNullable(f fromList) fromList {
	f.columns, f.sources = r.nullable(f.columns), slices.Clone(f.sources)
	for i := range f.sources {
		f.sources[i].columns = r.nullable(f.sources[i].columns)
	}
	return f
}

// using reads USING (…), which may stand behind what else belongs to a table, and returns where it goes on.
func (r *reader) using(i, j int) ([]string, int) {
	for i < j {
		switch t := r.toks[i]; {
		case t.word("USING") && i+1 < j && r.toks[i+1].is("("):
			return r.names(i+1, j), r.after(i + 1)
		case t.is(","), t.word("ON"), t.word("OUTER"), r.outerJoin(i, j), t.word("JOIN"), t.word("APPLY"), t.word("STRAIGHT_JOIN"), t.word("NATURAL"), t.kind == word && endsFrom(t.up):
			return nil, i
		}
		i = r.after(i)
	}
	return nil, j
}

// join puts the columns of two sides side by side. Those that both have, and that USING or NATURAL names, are one: they
// come first, but in SQLite, where they stay where the left side has them.
func (r *reader) join(left, right []Column, using []string, natural bool) []Column {
	if !r.spend(len(left) + len(right)) {
		return []Column{{}}
	}
	if natural {
		using = append(using, r.common(left, right)...)
	}
	if len(using) == 0 {
		return slices.Concat(left, right)
	}
	merged := make(map[string]bool, len(using))
	for _, n := range using {
		merged[r.d.Fold(n)] = true
	}
	var out []Column
	if r.d.Dialect != dialect.SQLite {
		out = r.merge(left, using)
	}
	for _, c := range left {
		if r.d.Dialect == dialect.SQLite || !merged[r.d.Fold(c.Name)] {
			out = append(out, c)
		}
	}
	for _, c := range right {
		if !merged[r.d.Fold(c.Name)] {
			out = append(out, c)
		}
	}
	return out
}

// common lists the names that both sides of a NATURAL JOIN have.
func (r *reader) common(left, right []Column) []string {
	var names []string
	places := r.places(right)
	for _, c := range left {
		if _, both := places[r.d.Fold(c.Name)]; both {
			names = append(names, c.Name)
		}
	}
	return names
}

// merge lists the columns that a join merges, as the left side has them.
func (r *reader) merge(left []Column, using []string) []Column {
	places := r.places(left)
	out := make([]Column, len(using))
	for i, n := range using {
		out[i] = Column{Name: n}
		if at, ok := places[r.d.Fold(n)]; ok {
			out[i] = left[at]
		}
	}
	return out
}

// source reads a table, a function, a query or a join in brackets, with its alias.
func (r *reader) source(i, j int, in *with) (fromList, int) {
	var list fromList
	var s source
	next := r.after(i)
	function := false
	switch {
	case r.toks[i].is("(") && r.holdsQuery(i):
		s.columns = r.result(i+1, min(j, r.close[i]), in)
	case r.toks[i].is("("):
		if r.depth++; r.depth <= maxDepth {
			list = r.joins(i+1, min(j, r.close[i]), in)
		}
		r.depth--
		s.columns = list.columns
	case r.rowsFrom(i):
		function = true
		s.columns, next = []Column{{}}, r.after(i+2)
	default:
		n, after := r.dotted(i, j)
		next = after
		s.alias = r.d.Fold(n.Name)
		if next < j && r.toks[next].is("(") && !r.hint(next) {
			function = true
			s.columns, next = []Column{{}}, r.after(next)
			break
		}
		s.columns = r.columnsOf(n, in)
	}
	if next < j && r.toks[next].word("AS") {
		next++
	}
	if next < j && r.toks[next].name() {
		s.alias = r.d.Fold(r.toks[next].text)
		list.sources = nil // what the brackets hold is not seen from outside
		next++
	}
	if next < j && r.toks[next].is("(") && !r.hint(next) && (s.alias != "" || function) {
		s.columns = rename(s.columns, r.names(next, j))
		next = r.after(next)
	}
	list.columns = s.columns
	if s.alias != "" || list.sources == nil {
		list.sources = []source{s}
	}
	return list, min(next, j)
}

// holdsQuery reports whether the brackets at i are around a query, and not around a join.
func (r *reader) holdsQuery(i int) bool {
	for end := r.close[i]; i+1 < len(r.toks); end = r.close[i] {
		i++
		t := r.toks[i]
		if !t.is("(") {
			return t.word("SELECT") || t.word("WITH") || t.word("VALUES") || t.word("TABLE")
		}
		if next := r.after(i); next < end && (r.toks[next].kind != word || !endsFrom(r.toks[next].up)) {
			return false
		}
	}
	return false
}
