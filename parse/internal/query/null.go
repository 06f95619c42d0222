package query

import "crowsfoot/parse/dialect"

// neverNull reports whether an expression is one of those that MySQL knows never to be NULL: a literal, a count, the time, or one of
// several that ends with such a one.
func (r *reader) neverNull(i, j int) bool {
	if r.d.Dialect != dialect.MySQL || i >= j {
		return false
	}
	for i+1 < j && (r.toks[i].is("-") || r.toks[i].is("+")) {
		i++
	}
	t := r.toks[i]
	call := i+1 < j && r.toks[i+1].is("(") && r.close[i+1] == j-1
	switch {
	case t.kind == number, t.word("TRUE"), t.word("FALSE"), t.word("CURRENT_TIMESTAMP"), t.word("CURRENT_DATE"):
		return i+1 == j
	case t.kind == str:
		return r.toks[j-1].kind == str && j-i < 3
	case t.word("COUNT"), t.word("NOW"), t.word("CURDATE"):
		return call
	case call && (t.word("IFNULL") || t.word("COALESCE")):
		return r.neverNull(r.lastArgument(i+1), j-1)
	}
	return false
}

// lastArgument is where the last argument starts between the brackets at i.
func (r *reader) lastArgument(i int) int {
	last, end := i+1, r.close[i]
	for k := i + 1; k < end; k = r.after(k) {
		if r.toks[k].is(",") {
			last = k + 1
		}
	}
	return last
}
