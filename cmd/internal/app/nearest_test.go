package app

import "testing"

func TestNearest(t *testing.T) {
	dialects := []string{"auto", "postgres", "mysql", "sqlite", "sqlserver", "oracle", "ansi"}
	for typed, want := range map[string]string{
		"PostgreSQL": "postgres", "mariadb": "mysql", "mssql": "sqlserver", "plsql": "oracle", "md": "", "orcale": "oracle", "": "",
	} {
		if got := nearest(typed, dialects); got != want {
			t.Errorf("nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}
