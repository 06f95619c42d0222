package syntax

import (
	"bytes"
	"math/bits"
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// misspelt tells of a statement whose first words are nearly those of one that matters: CREAT TABLE, CREATE TABEL.
func (p *parser) misspelt() bool {
	if p.tok.kind != tWord {
		return false
	}
	switch b := p.bytes(p.tok); {
	case bytes.Contains(b, []byte("\u00A0")):
		p.expected("SQL with plain blanks")
		return true
	case len(b) == 0 || bytes.IndexByte([]byte("cad"), b[0]|0x20) < 0: // the first letter is mostly right, and INSERT is frequent
		return false
	}
	verbs := [...]string{"CREATE", "ALTER", "DROP", "COMMENT"}
	if kw := p.kw(); !slices.ContainsFunc(verbs[:], func(v string) bool { return closeTo(kw, v) }) {
		return false // looking ahead would slow down what only passes over data
	}
	next := p.peek(1)
	if p.isTok(next, "ON") {
		return p.nearly(verbs[3])
	}
	return (p.isTok(next, "TABLE") || p.isTok(next, "VIEW") || p.isTok(next, "TYPE")) && p.nearly(verbs[:3]...)
}

// misspeltObject tells of the word behind CREATE that is nearly TABLE or VIEW.
func (p *parser) misspeltObject() bool {
	next := p.peek(2)
	return p.tok.kind == tWord && isName(p.peek(1)) && (next.kind == tPunct && (next.char == '(' || next.char == '.') || p.isTok(next, "AS")) &&
		p.nearly("TABLE", "VIEW")
}

// misspeltElement tells of a constraint whose first word is nearly right: PRIMRY KEY (id).
func (p *parser) misspeltElement() bool {
	if b := p.bytes(p.tok); len(b) == 0 || bytes.IndexByte([]byte("pfuc"), b[0]|0x20) < 0 { // looking ahead takes time
		return false
	}
	next := p.peek(1)
	switch after := p.peek(2); {
	case p.isTok(next, "KEY"):
		return after.kind == tPunct && after.char == '(' && p.nearly("PRIMARY", "FOREIGN")
	case next.kind == tPunct && next.char == '(':
		return p.nearly("UNIQUE", "CHECK")
	case p.isTok(after, "PRIMARY") || p.isTok(after, "FOREIGN") || p.isTok(after, "UNIQUE") || p.isTok(after, "CHECK"):
		return isName(next) && p.nearly("CONSTRAINT")
	}
	return false
}

// constraintWords start the constraints of a column.
func constraintWords() []string {
	return []string{"PRIMARY", "UNIQUE", "REFERENCES", "DEFAULT", "CONSTRAINT", "GENERATED", "AUTOINCREMENT"}
}

// misspeltConstraint reports whether the current word is nearly one that starts a constraint of a column.
func (p *parser) misspeltConstraint() bool {
	kw := p.kw()
	return kw != "" && slices.ContainsFunc(constraintWords(), func(w string) bool { return kw != w && closeTo(kw, w) })
}

// nearly tells, and reports, that the current word is not quite one of these.
func (p *parser) nearly(words ...string) bool {
	kw := p.kw()
	if kw == "" || slices.Contains(words, kw) {
		return false
	}
	for _, w := range words {
		if closeTo(kw, w) {
			p.expected(w)
			return true
		}
	}
	return false
}

// closeTo reports whether one letter too many, too few, wrong, or swapped with the next makes the difference; in a word of more
// than five letters, two of these.
func closeTo(word, want string) bool {
	most := 1
	if len(want) > 5 {
		most = 2
	}
	if len(word) < 2 || len(word)-len(want) > most || len(want)-len(word) > most || !shareLetters(word, want, most) {
		return false
	}
	var before, last, row [16]int // want has less
	for j := range len(want) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(word); i++ {
		row[0] = i
		for j := 1; j <= len(want); j++ {
			cost := 1
			if word[i-1] == want[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && word[i-1] == want[j-2] && word[i-2] == want[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(want)] <= most
}

// shareLetters reports whether neither word has more letters than so many that the other has not. It is quick to tell that words
// are quite different.
func shareLetters(a, b string, most int) bool {
	x, y := letters(a), letters(b)
	return bits.OnesCount32(x&^y) <= most && bits.OnesCount32(y&^x) <= most
}

// letters is the set of the letters of a word, which share its bits with what are no letters.
func letters(s string) (set uint32) {
	for i := range len(s) {
		set |= 1 << (s[i] & 31)
	}
	return set
}

// commaForgotten reports whether, within a column's definition, the next element of CREATE TABLE starts: on a line of its own
// a name with a type that every server has, or a constraint over columns in parentheses.
func (p *parser) commaForgotten() bool {
	if p.clauses || p.blocks > 0 || !isName(p.tok) {
		return false
	}
	if !p.tok.bol { // PostgreSQL has nothing else for a name with a type
		return p.dialect.In(dialect.Postgres) && p.tok.kind == tWord && !p.endsType() && !p.isAny("NATIONAL", "CHARACTER", "SETOF", "SUB_TYPE") && p.commonType(p.peek(1))
	}
	next := p.peek(1)
	switch p.kw() {
	case "PRIMARY":
		return p.isTok(next, "KEY") && p.opens(2)
	case "FOREIGN":
		return p.isTok(next, "KEY") && p.opens(2)
	case "UNIQUE":
		return p.opens(1) || p.opens(2) && !p.isTok(next, "CLUSTERED") && !p.isTok(next, "NONCLUSTERED")
	case "KEY", "INDEX":
		return p.dialect.In(dialect.MySQL) && (p.opens(1) || isName(next) && p.opens(2))
	case "CONSTRAINT":
		switch after := p.peek(2); {
		case p.isTok(after, "UNIQUE"):
			return p.opens(3)
		case p.isTok(after, "PRIMARY") || p.isTok(after, "FOREIGN"):
			return p.opens(4)
		}
		return false
	case "FOR", "AS", "SET", "ON", "TO", "OF", "IS", "WITH", "USING", "DEFAULT", "CHARACTER", "NATIONAL", "LONG", "DOUBLE", "UNSIGNED", "SIGNED", "BIG":
		return false
	}
	return next.kind == tWord && p.commonType(next) || next.kind == tIdent && next.char == '[' && p.commonType(next)
}

// opens reports whether the token n places ahead is an opening parenthesis.
func (p *parser) opens(n int) bool {
	t := p.peek(n)
	return t.kind == tPunct && t.char == '('
}

// commonType reports whether the token is one of the types that columns mostly have.
func (p *parser) commonType(t token) bool {
	switch p.words.lower(bytes.Trim(p.bytes(t), "[]")) {
	case "int", "integer", "bigint", "smallint", "tinyint", "mediumint", "varchar", "varchar2", "nvarchar", "nvarchar2", "char", "text", "number", "decimal",
		"numeric", "datetime", "datetime2", "timestamp", "date", "boolean", "bool", "float", "double", "real", "blob", "clob", "json", "jsonb", "uuid",
		"uniqueidentifier", "bit", "money", "serial", "bigserial":
		return true
	}
	return false
}

// hint is what may be wrong where the current token stands.
func (p *parser) hint() string {
	switch {
	case p.isPunct('[') && !p.lex.BracketIdent:
		return ": [names] are those of SQL Server, pass --dialect sqlserver"
	case p.isPunct('-') && p.tok.glued:
		return ": quote a name that has a hyphen"
	case p.tok.kind == tWord && bytes.Contains(p.bytes(p.tok), []byte("\u00A0")):
		return ": it holds a no-break space (U+00A0)"
	}
	return ""
}

// conflictLine passes over a line that a merge of git left behind, and tells of the first one.
func (l *lexer) conflictLine(c byte) bool {
	if !l.bol || !l.has(bytes.Repeat([]byte{c}, 7)) || l.at(7) != ' ' && (c != '=' || l.at(7) != '\n' && l.at(7) != '\r') {
		return false
	}
	if c == '<' {
		l.diags.Add(diag.Error, diag.SyntaxError, diag.Span{Pos: l.position(l.offset())},
			"expected SQL, found a conflict that a merge left behind: resolve it; both sides are read")
	}
	l.skipLine()
	return true
}
