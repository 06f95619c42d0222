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
			here.columns = nullable(here.columns)
			for n := range all.sources[first:] {
				all.sources[first+n].columns = nullable(all.sources[first+n].columns)
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
				part = part.nullable()
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

// nullable is the list with columns that may hold NULL.
func (f fromList) nullable() fromList {
	f.columns, f.sources = nullable(f.columns), slices.Clone(f.sources)
	for i := range f.sources {
		f.sources[i].columns = nullable(f.sources[i].columns)
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
	if natural {
		for _, c := range left {
			if c.Name != "" && r.has(right, c.Name) {
				using = append(using, c.Name)
			}
		}
	}
	if len(using) == 0 {
		return slices.Concat(left, right)
	}
	merged := make(map[string]bool, len(using))
	for _, n := range using {
		merged[r.d.Fold(n)] = true
	}
	var out []Column
	if r.d != dialect.SQLite {
		for _, n := range using {
			at := slices.IndexFunc(left, func(c Column) bool { return c.Name != "" && r.d.Fold(c.Name) == r.d.Fold(n) })
			if at < 0 {
				out = append(out, Column{Name: n})
				continue
			}
			out = append(out, left[at])
		}
	}
	for _, c := range left {
		if r.d == dialect.SQLite || !merged[r.d.Fold(c.Name)] {
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

func (r *reader) has(columns []Column, name string) bool {
	return slices.ContainsFunc(columns, func(c Column) bool { return c.Name != "" && r.d.Fold(c.Name) == r.d.Fold(name) })
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
