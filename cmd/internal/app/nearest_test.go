package app

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"dialect", "direction", "diagnostics", "junctions", "json"}
	tests := []struct{ typed, want string }{
		{"junction", "junctions"},
		{"dialact", "dialect"},
		{"jsno", "json"},
		{"DIALECT", "dialect"},
		{"dir", "direction"},
		{"zzz", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := nearest(tt.typed, names); got != tt.want {
			t.Errorf("nearest(%q) = %q, want %q", tt.typed, got, tt.want)
		}
	}
}

func TestOtherName(t *testing.T) {
	dialects := []string{"auto", "postgres", "mysql", "sqlite", "sqlserver", "oracle", "ansi"}
	for typed, want := range map[string]string{
		"PostgreSQL": "postgres", "mariadb": "mysql", "mssql": "sqlserver", "plsql": "oracle", "md": "", "mysql": "", "": "",
	} {
		if got := otherName(typed, dialects); got != want {
			t.Errorf("otherName(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestEditDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"abc", "", 3},
		{"kitten", "sitting", 3},
		{"ab", "ba", 1},
		{"größe", "grösse", 2},
	}
	for _, tt := range tests {
		if got := editDistance(tt.a, tt.b); got != tt.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
