package query

import (
	"strconv"
	"strings"

	"crowsfoot/parse/schema"

	"github.com/xwb1989/sqlparser"
)

// tree parses tokens i to j and reads the tables off the tree. It reports whether the parser took the query.
func (r *reader) tree(i, j int) (names []schema.Name, ok bool) {
	const tooMany = 20_000
	if i >= j || j-i > tooMany || r.nesting(i, j) > maxDepth {
		return nil, false
	}
	text, held := r.rewrite(i, j)
	stmt, ok := parse(text)
	if !ok {
		return nil, false
	}
	err := sqlparser.Walk(func(node sqlparser.SQLNode) (bool, error) {
		t, isTable := node.(*sqlparser.AliasedTableExpr)
		if !isTable {
			return true, nil
		}
		if name, isName := t.Expr.(sqlparser.TableName); isName {
			if n, err := strconv.Atoi(strings.TrimPrefix(name.Name.String(), "n")); err == nil && n < len(held) {
				names = append(names, held[n])
			}
		}
		return true, nil
	}, stmt)
	return names, err == nil
}

// nesting is the depth of brackets.
func (r *reader) nesting(i, j int) int {
	depth, most := 0, 0
	for _, t := range r.toks[i:j] {
		switch {
		case t.is("("):
			depth++
		case t.is(")"):
			depth--
		}
		most = max(most, depth)
	}
	return most
}

// parse calls the parser, which can panic.
func parse(text string) (stmt sqlparser.SelectStatement, ok bool) {
	defer func() {
		if recover() != nil {
			stmt, ok = nil, false
		}
	}()
	s, err := sqlparser.ParseStrictDDL(text)
	if err != nil {
		return nil, false
	}
	stmt, ok = s.(sqlparser.SelectStatement)
	return stmt, ok
}
