package parse_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

// agree compares columns, their types, NOT NULL, defaults, comments, and keys. The other parser does not know that a primary
// key, or AUTO_INCREMENT, forbids NULL.
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
		forbidden := bool(want.Type.NotNull) || inPrimaryKey(table, got.Name) || bool(want.Type.Autoincrement)
		if diff := cmp.Diff(otherColumn(want, forbidden), ownColumn(got)); diff != "" {
			t.Errorf("column %s (-the other parser +crowsfoot):\n%s\n%s", got.Name, diff, sql)
		}
	}
	if diff := cmp.Diff(otherKeys(spec), ownKeys(table)); diff != "" {
		t.Errorf("keys (-the other parser +crowsfoot):\n%s\n%s", diff, sql)
	}
}

// bothColumn is what both parsers know of a column.
type bothColumn struct {
	name, typ, defaulted, comment string
	notNull, identity             bool
}

func (c bothColumn) Equal(other bothColumn) bool { return c == other }

// otherColumn writes a type as the reader does: arguments without blanks, then UNSIGNED and ZEROFILL.
func otherColumn(c *sqlparser.ColumnDefinition, notNull bool) bothColumn {
	typ := c.Type.Type
	switch {
	case len(c.Type.EnumValues) > 0:
		var values []string
		for _, v := range c.Type.EnumValues {
			values = append(values, "'"+strings.ReplaceAll(v[1:len(v)-1], "'", "''")+"'")
		}
		typ += "(" + strings.Join(values, ",") + ")"
	case c.Type.Scale != nil:
		typ += "(" + string(c.Type.Length.Val) + "," + string(c.Type.Scale.Val) + ")"
	case c.Type.Length != nil:
		typ += "(" + string(c.Type.Length.Val) + ")"
	}
	if c.Type.Unsigned {
		typ += " unsigned"
	}
	if c.Type.Zerofill {
		typ += " zerofill"
	}
	both := bothColumn{name: c.Name.String(), typ: typ, notNull: notNull, identity: bool(c.Type.Autoincrement)}
	if c.Type.Default != nil {
		both.defaulted = strings.ToLower(string(c.Type.Default.Val))
	}
	if c.Type.Comment != nil {
		both.comment = string(c.Type.Comment.Val)
	}
	return both
}

// ownColumn leaves out the quotes of a default, as the other parser does.
func ownColumn(c *schema.Column) bothColumn {
	value := strings.ToLower(c.Default)
	if bits, ok := strings.CutPrefix(value, "b'"); ok {
		value = "'" + bits
	}
	if len(value) > 1 && value[0] == '\'' {
		value = strings.ReplaceAll(strings.ReplaceAll(value[1:len(value)-1], "''", "'"), `\'`, "'")
	}
	return bothColumn{name: c.Name, typ: c.Type, defaulted: value, comment: c.Comment, notNull: c.NotNull, identity: c.Identity}
}

// otherKeys lists primary and unique keys with their columns.
func otherKeys(spec *sqlparser.TableSpec) []string {
	var keys []string
	for _, c := range spec.Columns {
		switch text := sqlparser.String(&c.Type); {
		case strings.HasSuffix(text, " primary key"), strings.HasSuffix(text, " key") && !strings.HasSuffix(text, " unique key"):
			keys = append(keys, "primary "+c.Name.String())
		case strings.HasSuffix(text, " unique"), strings.HasSuffix(text, " unique key"):
			keys = append(keys, "unique "+c.Name.String())
		}
	}
	for _, x := range spec.Indexes {
		parts := []string{"unique"}
		if x.Info.Primary {
			parts[0] = "primary"
		}
		for _, c := range x.Columns {
			parts = append(parts, c.Column.String())
		}
		if x.Info.Unique {
			keys = append(keys, strings.Join(parts, " "))
		}
	}
	slices.Sort(keys)
	return keys
}

func ownKeys(t *schema.Table) []string {
	var keys []string
	for _, k := range t.Keys {
		kind := map[schema.KeyKind]string{schema.Primary: "primary", schema.Unique: "unique"}[k.Kind]
		keys = append(keys, kind+" "+strings.Join(k.Columns, " "))
	}
	slices.Sort(keys)
	return keys
}

func inPrimaryKey(t *schema.Table, column string) bool {
	return slices.ContainsFunc(t.Keys, func(k schema.Key) bool { return k.Kind == schema.Primary && slices.Contains(k.Columns, column) })
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
	var names []string
	for i := range 1 + rng.IntN(8) {
		names = append(names, fmt.Sprintf(oneOf(rng, "c%d", "`c%d`", "`key %d`", "`a,b(%d`", "_x%d", "`größe%d`"), i))
		fmt.Fprintf(&b, "  %s %s,\n", names[i], madeUpType(rng))
	}
	fmt.Fprintf(&b, "  `last` int%s", oneOf(rng, "", " not null", " primary key", " not null auto_increment primary key comment 'no'", " auto_increment key"))
	for i := range rng.IntN(4) {
		b.WriteString(",\n  " + madeUpKey(rng, i, names))
	}
	b.WriteString("\n)" + oneOf(rng, "", " engine=InnoDB", " default charset=utf8 comment='x; y'", " auto_increment=7"))
	return b.String()
}

// madeUpKey is a key or an index; only the first may be the primary one.
func madeUpKey(rng *rand.Rand, i int, names []string) string {
	columns := names[rng.IntN(len(names))]
	if rng.IntN(2) == 0 {
		columns = "`last`, " + columns + oneOf(rng, "", "(5)", "(10)")
	}
	kind := fmt.Sprintf(oneOf(rng, "key k%d", "unique key `u%d`", "unique u%d", "index i%d", "unique index `the %d`", "spatial key s%d"), i)
	return kind + " (" + columns + ")" + oneOf(rng, "", "", " using btree", " comment 'a, b)'", " key_block_size=4")
}

func madeUpType(rng *rand.Rand) string {
	number := oneOf(rng, "int", "int(11)", "bigint", "smallint(5)", "mediumint", "tinyint(1)", "integer", "decimal(10,2)", "decimal(5)", "numeric(4,1)", "double", "double(8,3)", "float", "real", "bit(3)") +
		oneOf(rng, "", "", " unsigned", " unsigned zerofill")
	text := oneOf(rng, "varchar(20)", "char(3)", "char", "text", "mediumtext", "tinytext", "longtext") + oneOf(rng, "", " character set utf8", " collate utf8_bin", " character set utf8 collate utf8_bin", " character set binary")
	other := oneOf(rng, "datetime", "datetime(6)", "timestamp", "time(3)", "date", "year", "blob", "longblob", "varbinary(16)", "binary(2)", "json", "geometry", "point",
		"enum('a','it''s','x,y)')", "set('a','b')", "enum('a') character set utf8")
	return oneOf(rng, number, text, other) + oneOf(rng, "", " not null", " null") +
		oneOf(rng, "", "", " default 'it''s, (not) null'", " default null", " default 1", " default 1.5", " default current_timestamp", " default current_timestamp on update current_timestamp", " default b'01'") +
		oneOf(rng, "", "", "", " unique", " unique key") +
		oneOf(rng, "", " comment 'say \"not null\", or `x`'", ` comment 'a\'b'`, " comment 'primary key'")
}

func oneOf(rng *rand.Rand, choices ...string) string { return choices[rng.IntN(len(choices))] }
