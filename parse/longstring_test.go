package parse_test

import (
	"fmt"
	"strings"
	"testing"

	"crowsfoot/parse/dialect"
)

// TestLongStrings reads columns around a string that is longer than what is read at a time, wherever it starts.
func TestLongStrings(t *testing.T) {
	const n = 600_000
	for at := 0; at < 700_000; at += 7_000 {
		before := strings.Repeat("-- 14 letters\n", at/14)
		text := fmt.Sprintf("%sCREATE TABLE t (a text DEFAULT '%s', b int NOT NULL);\nCREATE TABLE u (id int);\n", before, strings.Repeat("x\n", n/2))
		res := parseText(t, dialect.MySQL, text)
		if len(res.Diagnostics) > 0 {
			t.Fatalf("%d: %v", at, res.Diagnostics[0])
		}
		if len(res.Schema.Tables) != 2 || len(res.Schema.Tables[0].Columns) != 2 || !res.Schema.Tables[0].Columns[1].NotNull {
			t.Fatalf("%d: %+v", at, res.Schema.Tables)
		}
		if got, want := res.Schema.Tables[1].Span.Line, at/14+n/2+2; got != want {
			t.Fatalf("%d: the second table is in line %d, want %d", at, got, want)
		}
	}
}
