package query

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// maxColumns bounds the columns of a result: servers take no more, and views of views could double them each time.
const maxColumns = 4096

// with is a query of a WITH clause, and those that can be seen with it.
type with struct {
	name    string
	columns []Column
	outer   *with
}

// result lists the columns of the query in tokens i to j. One without a name stands for those that are not known.
func (r *reader) result(i, j int, in *with) []Column {
	if r.depth++; r.depth > maxDepth {
		r.depth--
		return []Column{{}}
	}
	for i < j && r.toks[i].is("(") && r.close[i] == j-1 {
		i, j = i+1, j-1
	}
	columns := r.selected(i, j, in)
	if r.unites(i, j) {
		columns = r.united(i, j, columns, in)
	}
	r.depth--
	return columns[:min(len(columns), maxColumns)]
}

// unites reports whether tokens i to j are a UNION.
func (r *reader) unites(i, j int) bool {
	for ; i < j; i = r.after(i) {
		if r.toks[i].word("UNION") {
			return true
		}
	}
	return false
}

// united returns the columns of the first part of a UNION with those of the other parts; as ones that may hold NULL where
// nobody asks for these, or where they are not known.
func (r *reader) united(i, j int, columns []Column, in *with) []Column {
	const most = 64 // parts
	if r.d.Dialect != dialect.MySQL || r.toks[i].word("WITH") {
		return r.nullable(columns)
	}
	out := slices.Clone(columns)
	parts := 0
	for k := i; k < j; k = r.after(k) {
		if !r.toks[k].word("UNION") {
			continue
		}
		from := k + 1
		if from < j && (r.toks[from].word("ALL") || r.toks[from].word("DISTINCT")) {
			from++
		}
		others := r.selected(from, j, in)
		if parts++; len(others) != len(out) || !r.spend(len(others)) || parts > most {
			return r.nullable(columns)
		}
		for n := range out {
			out[n].Also = append(slices.Clip(out[n].Also), others[n])
		}
	}
	return out
}

// nullable returns the columns as ones that may hold NULL.
func (r *reader) nullable(columns []Column) []Column {
	columns = slices.Clone(r.whole(columns))
	for i := range columns {
		columns[i].Nullable, columns[i].NotNull = true, false
	}
	return columns
}

func (r *reader) selected(i, j int, in *with) []Column {
	for i < j && r.toks[i].is("(") {
		i, j = i+1, min(j, r.close[i])
	}
	if i < j && r.toks[i].word("WITH") {
		i, in = r.withColumns(i, j, in)
		for i < j && r.toks[i].is("(") {
			i, j = i+1, min(j, r.close[i])
		}
	}
	switch {
	case i >= j:
	case r.toks[i].word("TABLE"):
		n, _ := r.dotted(i+1, j)
		return r.starred(r.columnsOf(n, in))
	case r.toks[i].word("VALUES"):
		return r.values(i+1, j)
	case r.toks[i].word("SELECT"):
		i, j = r.branch(i, j)
		from := r.from(i, j, in)
		var out []Column
		for _, item := range r.list(i, j) {
			out = append(out, r.item(item[0], item[1], from, in)...)
			if len(out) > maxColumns {
				break
			}
		}
		return r.distinctNames(out)
	}
	return []Column{{}}
}

// withColumns reads the queries of a WITH clause, and returns where the main query starts.
func (r *reader) withColumns(i, j int, in *with) (int, *with) {
	if i++; i < j && r.toks[i].word("RECURSIVE") {
		i++
	}
	for i < j {
		name, body := r.withQuery(i, j)
		if body < 0 {
			return i, in
		}
		columns := r.result(body+1, min(j, r.close[body]), in)
		if r.toks[i+1].is("(") && i+1 < body {
			columns = rename(columns, r.names(i+1, j))
		}
		in = &with{name, columns, in}
		if i = r.close[body] + 1; i >= j || !r.toks[i].is(",") {
			return min(i, j), in
		}
		i++
	}
	return i, in
}

// names lists the first word of each item between the brackets at i.
func (r *reader) names(i, j int) []string {
	var list []string
	expect := true
	end := min(j, r.close[i])
	for i++; i < end; i = r.after(i) {
		if expect && r.toks[i].kind != punct {
			list = append(list, r.toks[i].text)
		}
		expect = r.toks[i].is(",")
	}
	return list
}

// rename gives the first columns other names.
func rename(columns []Column, names []string) []Column {
	columns = slices.Clone(columns)
	for i, n := range names {
		if i >= len(columns) || columns[i].Name == "" { // as many as are named
			columns = append(columns[:i], Column{Name: n})
			continue
		}
		columns[i].Name = n
	}
	return columns
}

// values lists the columns of VALUES (…), ….
func (r *reader) values(i, j int) []Column {
	if i >= j || !r.toks[i].is("(") {
		return []Column{{}}
	}
	prefix, first := "column", 1
	if r.d.Dialect == dialect.MySQL {
		prefix, first = "column_", 0
	}
	var out []Column
	add := func() { out = append(out, Column{Name: prefix + strconv.Itoa(first+len(out))}) }
	add()
	for k := i + 1; k < min(j, r.close[i]) && len(out) < maxColumns; k = r.after(k) {
		if r.toks[k].is(",") {
			add()
		}
	}
	return out
}

// columnsOf lists the columns of a table, a view, or a query of WITH.
func (r *reader) columnsOf(n schema.Name, in *with) []Column {
	if n.Namespace == "" {
		for w := in; w != nil; w = w.outer {
			if w.name == r.d.Fold(n.Name) {
				return w.columns
			}
		}
	}
	names, ok := r.known(n)
	if !ok {
		return []Column{{From: n}}
	}
	if !r.spend(len(names)) {
		return []Column{{From: n}}
	}
	columns := make([]Column, len(names))
	for i, name := range names {
		columns[i] = Column{Name: name, From: n, Source: name}
	}
	return columns
}

// branch finds what follows SELECT at i, and where that query ends.
func (r *reader) branch(i, j int) (int, int) {
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

// item is what tokens i to j of the list give: one column, or all that a star stands for.
func (r *reader) item(i, j int, from fromList, in *with) []Column {
	if i >= j {
		return []Column{{}}
	}
	last := r.toks[j-1]
	if last.is("*") && (j-1 == i || r.toks[j-2].is(".")) {
		return r.star(i, j, from)
	}
	name, end := r.alias(i, j)
	c, plain := r.plain(i, end, from)
	switch {
	case name != "":
		c.Name = name
	case !plain:
		c.Name = r.expressionName(i, end, in)
	}
	c.NotNull = c.NotNull || !plain && r.neverNull(i, end)
	return []Column{c}
}

// star is * or t.*.
func (r *reader) star(i, j int, from fromList) []Column {
	if j-3 < i {
		if len(from.columns) == 0 {
			return []Column{{}}
		}
		return r.starred(from.columns)
	}
	for _, s := range from.sources {
		if s.alias == r.d.Fold(r.toks[j-3].text) {
			return r.starred(s.columns)
		}
	}
	return []Column{{}}
}

// whole is the columns, as long as there is work left for them.
func (r *reader) whole(columns []Column) []Column {
	if !r.spend(len(columns)) {
		return []Column{{}}
	}
	return columns
}

// starred is the columns that a star stands for.
func (r *reader) starred(columns []Column) []Column {
	columns = r.whole(columns)
	for _, c := range columns {
		if n := len(r.stars); c.From.Name != "" && (n == 0 || r.stars[n-1] != c.From) {
			r.stars = append(r.stars, c.From)
		}
	}
	return columns
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
	case before.kind == word && reserved(before.up) && !before.word("END") && !before.word("NULL") || before.word("COLLATE") || before.word("OVER"):
		return "", j
	default:
		return last.text, j - 1
	}
}

// plain tells whether an item is a column as it is, and which.
func (r *reader) plain(i, j int, from fromList) (Column, bool) {
	if t := r.toks[i]; !t.name() || t.word("TRUE") || t.word("FALSE") {
		return Column{}, false
	}
	n, next := r.dotted(i, j)
	if next != j {
		return Column{}, false
	}
	sources := from.sources
	if n.Namespace != "" {
		at := slices.IndexFunc(sources, func(s source) bool { return s.alias == r.d.Fold(n.Namespace) })
		if at < 0 {
			return Column{Name: n.Name}, true
		}
		sources = sources[at : at+1]
	}
	for k := range sources {
		if at, ok := r.find(&sources[k], n.Name); ok {
			c := sources[k].columns[at]
			if r.d.Dialect != dialect.SQLite && r.d.Dialect != dialect.SQLServer { // these spell it as the table does
				c.Name = n.Name
			}
			return c, true
		}
	}
	c := Column{Name: n.Name}
	if len(sources) == 1 && len(sources[0].columns) == 1 && sources[0].columns[0].Name == "" {
		c.From, c.Source = sources[0].columns[0].From, n.Name
	}
	return c, true
}

// distinctNames numbers the names that come twice, as SQLite does.
func (r *reader) distinctNames(columns []Column) []Column {
	if r.d.Dialect != dialect.SQLite {
		return columns
	}
	seen := map[string]bool{}
	columns = slices.Clone(columns)
	for i := range columns {
		name := columns[i].Name
		for n := 1; name != "" && seen[r.d.Fold(columns[i].Name)]; n++ {
			columns[i].Name = name + ":" + strconv.Itoa(n)
		}
		seen[r.d.Fold(columns[i].Name)] = true
	}
	return columns
}
