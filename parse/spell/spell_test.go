package spell

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	names := []string{"dialect", "direction", "diagnostics", "junctions", "json", "Orders", "größe"}
	for typed, want := range map[string]string{
		"junction": "junctions", "dialact": "dialect", "jsno": "json", "DIALECT": "dialect", "dir": "direction",
		"order": "Orders", "grösse": "größe", "zzz": "", "": "", strings.Repeat("x", 101): "",
	} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", typed, got, want)
		}
	}
	if got := Nearest("ac", []string{"ab", "ad"}); got != "ab" {
		t.Errorf("of two that are equally near, %q", got)
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"abc", "", 3},
		{"kitten", "sitting", 3},
		{"ab", "ba", 1},
		{"abcd", "badc", 2},
		{"größe", "grösse", 2},
		{"user", "user_roles", 1},
	} {
		if got := edits([]rune(c.a), []rune(c.b), 10); got != c.want {
			t.Errorf("edits(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if got := edits([]rune("a"), []rune("bcdefg"), 2); got <= 2 {
		t.Errorf("over the limit of 2: %d", got)
	}
}
