package query

import (
	"slices"
	"strings"

	"crowsfoot/parse/schema"
)

// columns cuts up the list after the first SELECT.
func (r *reader) columns() []Column {
	if len(r.toks) > 1 && r.toks[0].word("TABLE") {
		n, _ := r.dotted(1, len(r.toks))
		return []Column{{Star: true, From: n}}
	}
	i, j := r.mainSelect()
	if i >= j {
		return nil
	}
	list, from := r.list(i, j), r.sources(i, j)
	var out []Column
	for _, item := range list {
		out = append(out, r.item(item[0], item[1], from)...)
	}
	return out
}

// mainSelect finds what follows the first SELECT outside WITH, and where that query ends.
func (r *reader) mainSelect() (int, int) {
	i, j := 0, len(r.toks)
	for i < j && r.toks[i].is("(") {
		i, j = i+1, min(j, r.close[i])
	}
	if i < j && r.toks[i].word("WITH") {
		for i < j && !r.toks[i].word("SELECT") {
			i = r.after(i)
		}
	}
	if i >= j || !r.toks[i].word("SELECT") {
		return 0, 0
	}
	i = r.quantifier(i+1, j)
	for k := i; k < j; k = r.after(k) {
		if t := r.toks[k]; t.word("UNION") || t.word("EXCEPT") || t.word("INTERSECT") || t.word("MINUS") {
			return i, k
		}
	}
	return i, j
}

// after is the place after the token at i, and after all that it brackets.
func (r *reader) after(i int) int { return max(i, r.close[i]) + 1 }

// quantifier skips ALL, DISTINCT, DISTINCT ON (…) and TOP n.
func (r *reader) quantifier(i, j int) int {
	if i < j && (r.toks[i].word("ALL") || r.toks[i].word("DISTINCT")) {
		i++
		if i+1 < j && r.toks[i].word("ON") {
			i = r.after(i + 1)
		}
	}
	if i+1 < j && r.toks[i].word("TOP") && (r.toks[i+1].kind == number || r.toks[i+1].is("(")) {
		i = r.after(i + 1)
	}
	return i
}

// list is the items of a SELECT list, from and to.
func (r *reader) list(i, j int) [][2]int {
	var items [][2]int
	start := i
	for ; i < j; i = r.after(i) {
		t := r.toks[i]
		if t.word("INTO") || t.kind == word && t.up != "SELECT" && t.up != "FOR" && endsFrom(t.up) ||
			t.word("FROM") && !r.distinctFrom(i) {
			break
		}
		if t.is(",") {
			items = append(items, [2]int{start, i})
			start = i + 1
		}
	}
	return append(items, [2]int{start, min(i, j)})
}

// source is a table of the FROM list and what it is called there.
type source struct {
	name  schema.Name
	alias string // folded
}

// sources lists the FROM list. A query in brackets is a source without a name.
func (r *reader) sources(i, j int) []source {
	var all []source
	expect := false
	for i < j {
		t := r.toks[i]
		switch {
		case t.word("FROM") && !r.distinctFrom(i), t.word("JOIN"), t.is(",") && len(all) > 0:
			expect = true
		case t.word("ONLY") || t.word("LATERAL"):
		case t.kind == word && endsFrom(t.up) && len(all) > 0:
			return all
		case expect:
			expect = false
			s, next := r.source(i, j)
			all = append(all, s)
			i = next
			continue
		}
		i = r.after(i)
	}
	return all
}

// source reads a table or a bracket with its alias.
func (r *reader) source(i, j int) (source, int) {
	var s source
	next := r.after(i)
	if r.toks[i].name() {
		s.name, next = r.dotted(i, j)
		s.alias = r.d.Fold(s.name.Name)
		if next < j && r.toks[next].is("(") && !r.hint(next) {
			s, next = source{}, r.after(next)
		}
	}
	if next < j && r.toks[next].word("AS") {
		next++
	}
	if next < j && r.toks[next].name() {
		s.alias = r.d.Fold(r.toks[next].text)
		next++
	}
	return s, min(next, j)
}

// item is what tokens i to j of the list give: one column, or for a star one for each source.
func (r *reader) item(i, j int, from []source) []Column {
	if i >= j {
		return []Column{{}}
	}
	last := r.toks[j-1]
	if last.is("*") && (j-1 == i || r.toks[j-2].is(".")) {
		return r.star(i, j, from)
	}
	name, end := r.alias(i, j)
	table, column, plain := r.plain(i, end, from)
	switch {
	case plain && name == "":
		name = column
	case name == "":
		name = r.impliedName(i, end)
	}
	return []Column{{Name: name, From: table, Source: column}}
}

// star is * or t.*.
func (r *reader) star(i, j int, from []source) []Column {
	var out []Column
	for _, s := range from {
		if j-3 >= i && s.alias != r.d.Fold(r.toks[j-3].text) {
			continue
		}
		out = append(out, Column{Star: true, From: s.name})
	}
	if out == nil {
		return []Column{{Star: true}}
	}
	return out
}

// alias takes "AS name", or a name after the end of an expression, off an item.
func (r *reader) alias(i, j int) (string, int) {
	last := r.toks[j-1]
	if j-i < 2 || last.kind != quoted && last.kind != word && last.kind != str {
		return "", j
	}
	before := r.toks[j-2]
	switch {
	case before.word("AS"):
		if last.kind == str {
			return strings.Trim(last.text, "'"), j - 2
		}
		return last.text, j - 2
	case last.kind == str || !last.name() || before.kind == punct && !before.is(")") && !before.is("]"):
		return "", j
	case before.kind == word && reserved(before.up) && !before.word("END") && !before.word("NULL"):
		return "", j
	default:
		return last.text, j - 1
	}
}

// plain tells whether an item is a column as it is, and which.
func (r *reader) plain(i, j int, from []source) (table schema.Name, column string, ok bool) {
	if !r.toks[i].name() {
		return table, "", false
	}
	n, next := r.dotted(i, j)
	if next != j {
		return table, "", false
	}
	if n.Namespace == "" && j-i == 1 {
		if len(from) == 1 {
			table = from[0].name
		}
		return table, n.Name, true
	}
	at := slices.IndexFunc(from, func(s source) bool { return s.alias == r.d.Fold(n.Namespace) })
	if at >= 0 {
		table = from[at].name
	}
	return table, n.Name, true
}

// impliedName is what PostgreSQL calls a column without an alias: the function, the column that is cast, "case".
// Other dialects use the text of the expression, which nobody refers to.
func (r *reader) impliedName(i, j int) string {
	if r.toks[i].word("CASE") {
		return "case"
	}
	if r.toks[i].kind != word && r.toks[i].kind != quoted {
		return ""
	}
	n, next := r.dotted(i, j)
	if next < j && (r.toks[next].is("::") || r.toks[next].is("(") && r.after(next) >= j) {
		return n.Name
	}
	return ""
}
