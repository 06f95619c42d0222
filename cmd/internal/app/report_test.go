package app

import (
	"bytes"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/diag"
)

func warning(message string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Warning, Code: diag.SyntaxError, Message: message,
		Span: diag.Span{Pos: diag.Pos{File: "a,b:%.sql", Line: 3, Column: 7}, EndLine: 3, EndColumn: 9},
	}
}

func TestReporterFormats(t *testing.T) {
	tests := []struct{ format, want string }{
		{"", "a,b:%.sql:3:7: warning: expected a name, found \"\\u001b[31m\\n\\u202e\\u009b\" [syntax-error]\n"},
		{"json", `{"severity":"warning","code":"syntax-error","file":"a,b:%.sql","line":3,"column":7,"message":"expected a name, found \"\u001b[31m\n\u202e\u009b\""}` + "\n"},
		{"github", `::warning file=a%2Cb%3A%25.sql,line=3,col=7,endLine=3,title=syntax-error::expected a name, found "\u001b[31m\n\u202e\u009b"` + "\n"},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		r := &reporter{w: &b, format: tt.format}
		r.diagnostics(diag.List{warning("expected a name, found \"\x1b[31m\n\u202e\u009b\"")})
		if b.String() != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.format, b.String(), tt.want)
		}
	}
}

// TestReporterOfTheRun: what is about no place in the SQL has the format, too.
func TestReporterOfTheRun(t *testing.T) {
	for format, want := range map[string]string{
		"":       "crowsfoot: a\\nnote\ncrowsfoot: \"x\" does not exist\n",
		"github": "::notice::a\\nnote\n::error::\"x\" does not exist\n",
		"json": `{"severity":"note","code":"","file":"","line":0,"column":0,"message":"a\nnote"}` + "\n" +
			`{"severity":"error","code":"","file":"","line":0,"column":0,"message":"\"x\" does not exist"}` + "\n",
	} {
		var b bytes.Buffer
		r := &reporter{w: &b, format: format}
		r.note("a\nnote")
		r.fail(`"x" does not exist`)
		if b.String() != want {
			t.Errorf("%q:\n got %s\nwant %s", format, b.String(), want)
		}
	}
}

func TestReporterLevels(t *testing.T) {
	list := diag.List{warning("w"), {Severity: diag.Error, Message: "e"}, {Severity: diag.Note, Message: "n"}}
	for level, want := range map[verbosity]int{quiet: 1, normal: 2, verbose: 3} {
		var b bytes.Buffer
		(&reporter{w: &b, level: level}).diagnostics(list)
		if got := strings.Count(b.String(), "\n"); got != want {
			t.Errorf("level %d: %d lines, want %d", level, got, want)
		}
	}
}

func TestReporterLimitsWhatItShows(t *testing.T) {
	var list diag.List
	for range maxShown + 7 {
		list = append(list, warning("w"))
	}
	var b bytes.Buffer
	(&reporter{w: &b}).diagnostics(list)
	if !strings.HasSuffix(b.String(), "crowsfoot: 7 more diagnostics; -v shows all\n") {
		t.Errorf("the end is %q", b.String()[b.Len()-80:])
	}
}

func TestSummary(t *testing.T) {
	tests := []struct {
		s    parse.Statements
		want string
	}{
		{parse.Statements{Total: 214, Understood: 212, Skipped: 2}, "214 statements: 212 understood, 2 skipped"},
		{parse.Statements{Total: 9, Understood: 4, Ignored: 5}, "9 statements: 4 understood, 5 ignored, 0 skipped"},
		{parse.Statements{Total: 1, Understood: 1}, "1 statement: 1 understood, 0 skipped"},
	}
	for _, tt := range tests {
		if got := summary(tt.s); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestPrintable(t *testing.T) {
	tests := []struct{ in, want string }{
		{"größe 表 🙂", "größe 表 🙂"},
		{"a\x1b]0;x\a", `a\u001b]0;x\u0007`},
		{"right\u202eleft", `right\u202eleft`},
		{"\u009b31m", `\u009b31m`},
		{"broken \xff and \ufffd", `broken \xff and ` + "\ufffd"},
		{"tab\tline\n", `tab\tline\n`},
	}
	for _, tt := range tests {
		if got := printable(tt.in); got != tt.want {
			t.Errorf("printable(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
