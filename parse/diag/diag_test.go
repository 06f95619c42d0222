package diag

import (
	"slices"
	"testing"
)

func at(file string, line, column int) Span {
	return Span{Pos: Pos{File: file, Line: line, Column: column}}
}

func TestDiagnosticString(t *testing.T) {
	tests := []struct {
		d    Diagnostic
		want string
	}{
		{Diagnostic{Warning, SyntaxError, at("a.sql", 3, 5), "expected “(”"}, "a.sql:3:5: warning: expected “(” [syntax-error]"},
		{Diagnostic{Error, NotText, Span{Pos: Pos{File: "a.sql"}}, "no text"}, "a.sql: error: no text [not-text]"},
		{Diagnostic{Note, UnknownKey, Span{}, "x"}, ": note: x [unknown-key]"},
	}
	for _, tt := range tests {
		if got := tt.d.String(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestSort(t *testing.T) {
	var l List
	l.Add(Note, Skipped, at("b.sql", 9, 1), "%d", 1)
	l.Add(Note, Skipped, at("a.sql", 2, 1), "%d", 2)
	l.Add(Note, Skipped, at("b.sql", 2, 7), "%d", 3)
	l.Add(Note, Skipped, at("b.sql", 2, 3), "%d", 4)
	l.Add(Note, Skipped, at("b.sql", 2, 3), "%d", 5)
	l.Sort()
	var got []string
	for _, d := range l {
		got = append(got, d.Message)
	}
	if want := []string{"4", "5", "3", "1", "2"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v: files in the order of their first appearance, each by place", got, want)
	}
}

func TestCount(t *testing.T) {
	l := List{{Severity: Note}, {Severity: Warning}, {Severity: Error}, {Severity: Warning}}
	for sev, want := range map[Severity]int{Note: 4, Warning: 3, Error: 1} {
		if got := l.Count(sev); got != want {
			t.Errorf("%s: %d, want %d", sev, got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	seen := map[Code]bool{}
	for _, c := range Codes() {
		if c == "" || seen[c] {
			t.Errorf("code %q is empty, or there twice", c)
		}
		seen[c] = true
	}
}

func TestPos(t *testing.T) {
	if (Pos{}).IsValid() || !(Pos{Line: 1}).IsValid() {
		t.Error("a place is known from its line on")
	}
}
