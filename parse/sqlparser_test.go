package parse_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xwb1989/sqlparser"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// otherReading reads a CREATE TABLE with a parser that was written for MySQL by others; nil where it does not accept the
// statement. It can panic.
func otherReading(sql string) (spec *sqlparser.TableSpec) {
	defer func() {
		if recover() != nil {
			spec = nil
		}
	}()
	stmt, err := sqlparser.ParseStrictDDL(sql)
	if err != nil {
		return nil
	}
	if ddl, ok := stmt.(*sqlparser.DDL); ok && ddl.Action == sqlparser.CreateStr {
		return ddl.TableSpec
	}
	return nil
}

// agree compares columns, types and NOT NULL. The other parser does not know that a primary key, or AUTO_INCREMENT,
// forbids NULL.
func agree(t *testing.T, sql string, spec *sqlparser.TableSpec) {
	t.Helper()
	res := parseText(t, dialect.MySQL, sql)
	if len(res.Schema.Tables) != 1 || len(res.Diagnostics) > 0 {
		t.Errorf("%d tables, %v:\n%s", len(res.Schema.Tables), res.Diagnostics, sql)
		return
	}
	table := res.Schema.Tables[0]
	if len(table.Columns) != len(spec.Columns) {
		t.Errorf("%d columns, the other parser has %d:\n%s", len(table.Columns), len(spec.Columns), sql)
		return
	}
	for i, want := range spec.Columns {
		got := table.Columns[i]
		key := inPrimaryKey(table, got.Name)
		if got.Name != want.Name.String() || !strings.HasPrefix(got.Type, want.Type.Type) {
			t.Errorf("column %s %s, the other parser has %s %s:\n%s", got.Name, got.Type, want.Name, want.Type.Type, sql)
		}
		forbidden := bool(want.Type.NotNull) || key || bool(want.Type.Autoincrement)
		if got.NotNull != forbidden {
			t.Errorf("column %s: NOT NULL %t, the other parser has %t:\n%s", got.Name, got.NotNull, forbidden, sql)
		}
	}
}

func inPrimaryKey(t *schema.Table, column string) bool {
	for _, k := range t.Keys {
		if k.Kind == schema.Primary && slices.Contains(k.Columns, column) {
			return true
		}
	}
	return false
}

// TestAgreesOnTestdata compares with the other parser wherever it accepts a statement of the cases.
func TestAgreesOnTestdata(t *testing.T) {
	var texts []string
	for _, c := range dialectCases(t) {
		for _, f := range c.archive.Files {
			if c.dialect.In(dialect.MySQL|dialect.ANSI) && strings.HasSuffix(f.Name, ".sql") {
				texts = append(texts, string(f.Data))
			}
		}
	}
	files, err := filepath.Glob(filepath.Join("..", "testdata", "schemas", "*.sql"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		sql, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(sql))
	}
	accepted := 0
	for _, text := range texts {
		for stmt := range strings.SplitSeq(text, ";\n") {
			i := strings.Index(stmt, "CREATE TABLE")
			if i >= 0 && !strings.Contains(stmt, "SELECT") { // it takes no notice of a query behind the columns
				if spec := otherReading(stmt[i:]); spec != nil {
					accepted++
					agree(t, stmt[i:], spec)
				}
			}
		}
	}
	if accepted < 20 {
		t.Errorf("the other parser accepted %d statements only, so that this test says little", accepted)
	}
}

// TestAgreesOnGenerated compares on tables made up at random.
func TestAgreesOnGenerated(t *testing.T) {
	const rounds = 2000
	accepted := 0
	for seed := range uint64(rounds) {
		sql := madeUpTable(rand.New(rand.NewPCG(seed, 11)))
		if spec := otherReading(sql); spec != nil {
			accepted++
			agree(t, sql, spec)
		}
		if t.Failed() {
			return
		}
	}
	if accepted < rounds*9/10 {
		t.Errorf("the other parser accepted %d of %d", accepted, rounds)
	}
}

// madeUpTable is a CREATE TABLE in the order of clauses that the other parser knows.
func madeUpTable(rng *rand.Rand) string {
	var b strings.Builder
	fmt.Fprintf(&b, "create table %s (\n", oneOf(rng, "t", "`t`", "`the table`", "`t``x`"))
	n := 1 + rng.IntN(8)
	for i := range n {
		fmt.Fprintf(&b, "  %s %s,\n", fmt.Sprintf(oneOf(rng, "c%d", "`c%d`", "`key %d`", "`a,b(%d`", "_x%d"), i), madeUpType(rng))
	}
	fmt.Fprintf(&b, "  `last` int%s", oneOf(rng, "", " not null", " primary key"))
	for i := range rng.IntN(3) {
		b.WriteString(",\n  " + oneOf(rng, fmt.Sprintf("key k%d (`last`)", i), fmt.Sprintf("unique key `u%d` (`last`)", i), fmt.Sprintf("index i%d (`last`)", i)))
	}
	b.WriteString("\n)" + oneOf(rng, "", " engine=InnoDB", " default charset=utf8 comment='x; y'"))
	return b.String()
}

func madeUpType(rng *rand.Rand) string {
	kind := oneOf(rng, "int", "int(11)", "bigint unsigned", "varchar(20)", "varchar(20) character set utf8 collate utf8_bin", "char(3)",
		"decimal(10,2)", "double", "text", "datetime", "timestamp", "date", "enum('a','it''s','x,y)')", "set('a','b')", "blob", "json", "tinyint(1)", "bit(3)")
	return kind + oneOf(rng, "", " not null", " null") + oneOf(rng, "", " default 'it''s, (not) null'", " default null", " default 1") +
		oneOf(rng, "", " comment 'say \"not null\", or `x`'", ` comment 'a\'b'`)
}

func oneOf(rng *rand.Rand, choices ...string) string { return choices[rng.IntN(len(choices))] }
