package app

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func silent() *reporter { return &reporter{w: io.Discard} }

func TestArrange(t *testing.T) {
	tests := []struct{ args, want string }{
		{"render a.sql -o b.svg", "render --output=b.svg -- a.sql"},
		{"render -o b.svg a.sql --strict c.sql", "render --output=b.svg --strict -- a.sql c.sql"},
		{"render -", "render -- -"},
		{"render --strict=false -- -x.sql --y", "render --strict=false -- -x.sql --y"},
		{"render --title=a=b x", "render --title=a=b -- x"},
		{"render -f svg x -q", "render --format=svg --quiet -- x"},
		{"render --title -x a", "render --title=-x -- a"},
	}
	for _, tt := range tests {
		got, err := arrange(commands(IO{}, silent()), strings.Fields(tt.args))
		if err != nil {
			t.Errorf("%s: %v", tt.args, err)
		}
		if diff := cmp.Diff(strings.Fields(tt.want), got); diff != "" {
			t.Errorf("%s: %s", tt.args, diff)
		}
	}
}

func TestArrangeErrors(t *testing.T) {
	tests := []struct{ args, want string }{
		{"rendr a.sql", "unknown command rendr; did you mean render?"},
		{"--strict render a.sql", "flag --strict before the command"},
		{"args_test.go", "args_test.go is a path, not a command; write crowsfoot render args_test.go"},
		{"render a.sql --junction pure", "unknown flag --junction; did you mean --junctions?"},
		{"render a.sql -x", "unknown flag -x; crowsfoot render --help lists the flags"},
		{"render a.sql --output", "flag --output needs a value"},
		{"render --output --strict a.sql", "flag --output needs a value, found the flag --strict; write --output=--strict"},
	}
	for _, tt := range tests {
		_, err := arrange(commands(IO{}, silent()), strings.Fields(tt.args))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.args, err, tt.want)
		}
	}
}
