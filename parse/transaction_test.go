package parse_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
)

// notesOf finds the lines of facts that are about the text, not the schema.
var notesOf = regexp.MustCompile(`(?m)^(\S+\.sql:\d+:\d+: .*|\d+ statements: .*)\n`)

// TestTransactionsHoldBack reads all cases within a transaction, which changes nothing but where statements are folded.
func TestTransactionsHoldBack(t *testing.T) {
	own := regexp.MustCompile(`(?i)\b(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|PRAGMA|LOCAL)\b`)
	n := 0
	for _, c := range dialectCases(t) {
		if !c.dialect.In(dialect.Postgres|dialect.SQLite) || len(c.archive.Files) != 2 || c.encoding != "" {
			continue
		}
		sql := string(c.archive.Files[0].Data)
		if own.MatchString(sql) || strings.Contains(sql, "+goose") {
			continue
		}
		n++
		opts := parse.Options{Dialect: c.dialect, DoBlocks: c.blocks}
		plain := notesOf.ReplaceAllString(facts(parseWith(t, opts, text("t.sql", sql))), "")
		held := notesOf.ReplaceAllString(facts(parseWith(t, opts, text("t.sql", "BEGIN;\n"+sql+"\n;\nCOMMIT;\n"))), "")
		if diff := cmp.Diff(plain, held); diff != "" {
			t.Errorf("%s (-plain +in a transaction):\n%s", c.name, diff)
		}
	}
	if n < 30 {
		t.Errorf("%d cases only", n)
	}
}

// TestLongTransactions folds a transaction that is too long to be held back, and tells where that matters.
func TestLongTransactions(t *testing.T) {
	const tables = 20_000
	sql := "BEGIN;\n" + strings.Repeat("CREATE TABLE t (id int);\nDROP TABLE t;\n", tables) + "CREATE TABLE a (id int);\n"
	for end, want := range map[string]int{"COMMIT;\n": 0, "SAVEPOINT s;\nCREATE TABLE b (id int);\nROLLBACK TO s;\nCOMMIT;\n": 1, "ROLLBACK;\n": 1} {
		res := parseText(t, dialect.Postgres, sql+end)
		if n := len(res.Diagnostics); n != want || n > 0 && !strings.Contains(res.Diagnostics[0].Message, "too much") {
			t.Errorf("%s: %v", end, res.Diagnostics)
		}
		if res.Schema.Tables[0].Name.Name != "a" {
			t.Errorf("%s: %v", end, res.Schema.Tables[0].Name)
		}
	}
}
