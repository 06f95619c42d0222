package syntax

import (
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
)

// kindNames are the kinds of tokens as the tests write them.
var kindNames = map[kind]string{
	tEnd: "end", tWord: "word", tIdent: "name", tString: "string", tNumber: "number", tPunct: "sign", tHole: "hole",
}

// tokens cuts SQL and writes a token to a line: its kind, its text, its place.
func tokens(d dialect.Dialect, sql string) (list []string, diags diag.List) {
	r := strings.NewReader(sql)
	l := newLexer(newSource("t.sql", iotest.OneByteReader(r), make([]byte, 0, 64)), d.Lexical(), &diags)
	for {
		l.keep = l.offset()
		t := l.next()
		if t.kind == tEOF {
			return list, diags
		}
		pos := l.position(t.off)
		list = append(list, fmt.Sprintf("%s %s %d:%d", kindNames[t.kind], l.text(t.off, t.end), pos.Line, pos.Column))
	}
}

func TestTokens(t *testing.T) {
	tests := []struct {
		name string
		d    dialect.Dialect
		sql  string
		want []string
	}{
		{"words, numbers and signs", dialect.ANSI, "a_1 >= -2.5e3, (.5);", []string{
			"word a_1 1:1", "sign > 1:5", "sign = 1:6", "sign - 1:8", "number 2.5e3 1:9", "sign , 1:14", "sign ( 1:16", "number .5 1:17", "sign ) 1:19", "end ; 1:20",
		}},
		{"columns count characters", dialect.ANSI, "größe 'ä€😀' x\n\té", []string{"word größe 1:1", "string 'ä€😀' 1:7", "word x 1:13", "word é 2:2"}},
		{"carriage returns end no line", dialect.ANSI, "a\r\nb", []string{"word a 1:1", "word b 2:1"}},
		{"a mark at the start takes no column", dialect.ANSI, "\ufeffa", []string{"word a 1:1"}},
		{"doubled quotes", dialect.ANSI, `'it''s' "a""b" ''`, []string{"string 'it''s' 1:1", `name "a""b" 1:9`, "string '' 1:16"}},
		{"no backslashes", dialect.ANSI, `'a\' b`, []string{`string 'a\' 1:1`, "word b 1:6"}},
		{"backslashes", dialect.MySQL, `'a\'b' "c\"d" ` + "`e\\`", []string{`string 'a\'b' 1:1`, `name "c\"d" 1:8`, "name `e\\` 1:15"}},
		{"comments", dialect.ANSI, "a -- b ' \nc /* d\n ' */ e", []string{"word a 1:1", "word c 2:1", "word e 3:7"}},
		{"comments do not nest", dialect.MySQL, "/* /* */ a */", []string{"word a 1:10", "sign * 1:12", "sign / 1:13"}},
		{"comments nest", dialect.Postgres, "/* /* */ a */ b", []string{"word b 1:15"}},
		{"hash comments", dialect.MySQL, "a # b\n#c\nd", []string{"word a 1:1", "word d 3:1"}},
		{"dashes before no blank", dialect.MySQL, "5--1 -- x\n--", []string{"number 5 1:1", "sign - 1:2", "sign - 1:3", "number 1 1:4"}},
		{"version comments", dialect.MySQL, "/*!50001 a */ b /*! c*//*M!100100 d */", []string{"word a 1:10", "word b 1:15", "word c 1:21", "word d 1:35"}},
		{"dollar quotes", dialect.Postgres, "$$a ' b$$ $x$ $$ $x$ $1", []string{"string $$a ' b$$ 1:1", "string $x$ $$ $x$ 1:11", "sign $ 1:22", "number 1 1:23"}},
		{"prefixed strings", dialect.Postgres, `E'a\'' N'b' U&'c' B'0' U&"d" e`, []string{
			`string E'a\'' 1:1`, "string N'b' 1:8", "string U&'c' 1:13", "string B'0' 1:19", `name U&"d" 1:24`, "word e 1:30",
		}},
		{"quote strings", dialect.Oracle, "q'[a'b]' Q'!c'd!' nq'{e}'", []string{"string q'[a'b]' 1:1", "string Q'!c'd!' 1:10", "string nq'{e}' 1:19"}},
		{"brackets", dialect.SQLServer, "[a]]b].[c;d] x[", []string{"name [a]]b] 1:1", "sign . 1:7", "name [c;d] 1:8", "word x 1:14"}},
		{"brackets of arrays", dialect.Postgres, "a[1]", []string{"word a 1:1", "sign [ 1:2", "number 1 1:3", "sign ] 1:4"}},
		{"signs within words", dialect.SQLServer, "#t a$b c#d ##e @v", []string{"word #t 1:1", "word a$b 1:4", "word c#d 1:8", "word ##e 1:12", "hole @v 1:16"}},
		{"placeholders", dialect.ANSI, "{{ a }} ${b} $(c) $%D%$ @e@ %f% {g}h", []string{
			"hole {{ a }} 1:1", "hole ${b} 1:9", "hole $(c) 1:14", "hole $%D%$ 1:19", "hole @e@ 1:25", "hole %f% 1:29", "hole {g} 1:33", "word h 1:36",
		}},
		{"substitution", dialect.Oracle, "&a..b &&c. :d", []string{"hole &a. 1:1", "sign . 1:4", "word b 1:5", "hole &&c. 1:7", "sign : 1:12", "word d 1:13"}},
		{"variables of psql", dialect.Postgres, ":a b::int", []string{"hole :a 1:1", "word b 1:4", "sign : 1:5", "sign : 1:6", "word int 1:7"}},
		{"lines of templates", dialect.ANSI, "{% if x %}a{# ' #}\n{{ end }}b", []string{"word a 1:11", "word b 2:10"}},
		{"GO", dialect.SQLServer, "a\nGO\n go 5 \nGOb\ngo -- x\n[GO]", []string{
			"word a 1:1", "end GO 2:1", "end go 5  3:2", "word GOb 4:1", "end go  5:1", "name [GO] 6:1",
		}},
		{"a line with a slash", dialect.Oracle, "a / b\n/\n /  \n/ c", []string{"word a 1:1", "sign / 1:3", "word b 1:5", "end / 2:1", "end / 3:2", "sign / 4:1", "word c 4:3"}},
		{"DELIMITER", dialect.MySQL, "a;\nDELIMITER $$\nb; c$$ d\ndelimiter ;\ne;", []string{
			"word a 1:1", "end ; 1:2", "word b 3:1", "sign ; 3:2", "word c 3:4", "end $$ 3:5", "word d 3:8", "word e 5:1", "end ; 5:2",
		}},
		{"commands of psql", dialect.Postgres, "\\set x 'a\na \\gexec b\nc", []string{"word a 2:1", "end  2:11", "word c 3:1"}},
		{"commands of sqlite3", dialect.SQLite, ".mode 'x\na .5\n.6;\n.quit", []string{"word a 2:1", "number .5 2:3", "number .6 3:1", "end ; 3:3"}},
		{"commands of sqlcmd", dialect.SQLServer, ":setvar a \"b\n:r x\nc", []string{"word c 3:1"}},
		{"the half of a migration that goes down", dialect.ANSI, "a;\n-- +goose Down\nb 'c;\n-- +goose Up\nd", []string{"word a 1:1", "end ; 1:2", "end  4:13", "word d 5:1"}},
		{"a zero byte is white space", dialect.ANSI, "a\x00b", []string{"word a 1:1", "word b 1:3"}},
		{"bytes that are no UTF-8", dialect.ANSI, "a\xe9b c", []string{"word a\xe9b 1:1", "word c 1:5"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, diags := tokens(tt.d, tt.sql)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.sql, diff)
			}
			if len(diags) > 0 && !strings.Contains(tt.sql, "x[") {
				t.Errorf("%q: %v", tt.sql, diags)
			}
		})
	}
}

// TestUnterminated gives each stretch that is never closed one message, at its start, and no token.
func TestUnterminated(t *testing.T) {
	tests := []struct {
		d       dialect.Dialect
		sql     string
		message string
	}{
		{dialect.ANSI, "a\n 'b;\nc", "t.sql:2:2: error: this string is never closed: expected ' before the end of the file [unterminated]"},
		{dialect.ANSI, `a "b`, `t.sql:1:3: error: this quoted name is never closed: expected " before the end of the file [unterminated]`},
		{dialect.MySQL, "a `b", "t.sql:1:3: error: this quoted name is never closed: expected ` before the end of the file [unterminated]"},
		{dialect.MySQL, `a 'b\'`, "t.sql:1:3: error: this string is never closed: expected ' before the end of the file [unterminated]"},
		{dialect.MySQL, `a 'b\`, "t.sql:1:3: error: this string is never closed: expected ' before the end of the file [unterminated]"},
		{dialect.SQLServer, "a [b]]", "t.sql:1:3: error: this name in brackets is never closed: expected ] before the end of the file [unterminated]"},
		{dialect.Postgres, "é /* b /* c */", "t.sql:1:3: error: this comment is never closed: expected */ before the end of the file [unterminated]"},
		{dialect.Postgres, "a $x$ b $$", "t.sql:1:3: error: this dollar-quoted string is never closed: expected its closing tag before the end of the file [unterminated]"},
		{dialect.Oracle, "a q'[b'", "t.sql:1:3: error: this string is never closed: expected ]' before the end of the file [unterminated]"},
		{dialect.Oracle, "a q'", "t.sql:1:3: error: this string is never closed: expected ' before the end of the file [unterminated]"},
	}
	for _, tt := range tests {
		got, diags := tokens(tt.d, tt.sql)
		if len(got) != 1 {
			t.Errorf("%q: tokens %v, want the first only", tt.sql, got)
		}
		if len(diags) != 1 || diags[0].String() != tt.message {
			t.Errorf("%q:\n%v, want\n%s", tt.sql, diags, tt.message)
		}
	}
}
