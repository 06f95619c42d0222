package diff_test

import (
	"testing"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
)

// column compares two schemas of one column each.
func column(before, after schema.Column) *diff.Result {
	of := func(c schema.Column) *schema.Schema {
		c.Name = "x"
		return &schema.Schema{Tables: []*schema.Table{{Name: schema.Name{Name: "a"}, Columns: []*schema.Column{&c}}}}
	}
	return diff.Compare(of(before), of(after))
}

func TestTypes(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          string // "same", or the risk of the change and of the change back
	}{
		{"int", "INTEGER", "same"},
		{"int(11)", "int", "same"},
		{"bigint(20) unsigned", "bigint unsigned", "same"},
		{"tinyint(4)", "tinyint", "same"},
		{"tinyint(1)", "tinyint", "/"},
		{"tinyint(1)", "BOOLEAN", "same"},
		{"tinyint(1)", "bool", "same"},
		{"boolean", "int", "loses-data/loses-data"},
		{"serial", "integer", "same"},
		{"character varying(20)", "varchar(20)", "same"},
		{"varchar ( 20 )", "varchar(20)", "same"},
		{"numeric(10, 2)", "decimal(10,2)", "same"},
		{"timestamp(3) with time zone", "timestamptz(3)", "same"},
		{"timestamp without time zone", "timestamp", "same"},
		{"double precision", "float8", "same"},
		{"pg_catalog.int4", "int", "same"},
		{"text []", "text[]", "same"},
		{"enum('A','b')", "ENUM('A', 'b')", "same"},
		{"enum('A')", "enum('a')", "loses-data/loses-data"},
		{"enum('a')", "enum('a','b,c')", "/loses-data"},
		{"int", "bigint", "/loses-data"},
		{"smallint", "numeric", "/loses-data"},
		{"int", "numeric(12,2)", "/loses-data"},
		{"int", "numeric(11,2)", "loses-data/loses-data"},
		{"bigint", "numeric(18)", "loses-data/loses-data"},
		{"bigint", "bigint unsigned", "loses-data/loses-data"},
		{"varchar(10)", "varchar(20)", "/loses-data"},
		{"varchar(10)", "text", "/loses-data"},
		{"char", "varchar(1)", "/loses-data"},
		{"varchar", "text", "/"},
		{"text", "longtext", "/loses-data"},
		{"nvarchar(10)", "nvarchar(max)", "/loses-data"},
		{"varchar2(20 char)", "varchar2(30 char)", "/loses-data"},
		{"numeric(10,2)", "numeric(12,2)", "/loses-data"},
		{"numeric(10,2)", "numeric(12,4)", "/loses-data"},
		{"numeric(10,2)", "numeric(10,4)", "loses-data/loses-data"},
		{"numeric(10,2)", "numeric", "/loses-data"},
		{"real", "double", "/loses-data"},
		{"date", "timestamp", "/loses-data"},
		{"timestamp(3)", "timestamp(6)", "/loses-data"},
		{"timestamp", "timestamp(6)", "/loses-data"},
		{"datetime", "datetime(3)", "loses-data/loses-data"},
		{"timestamp(3)", "timestamp(3) with time zone", "breaks/breaks"},
		{"int", "text", "breaks/loses-data"},
		{"int", "int[]", "loses-data/loses-data"},
		{"uuid", "bytea", "loses-data/loses-data"},
		{"", "int", "/loses-data"},
		{"varchar()", "x(", "loses-data/breaks"},
	} {
		got := "same"
		if r := column(schema.Column{Type: c.before}, schema.Column{Type: c.after}); !r.Empty() {
			back := column(schema.Column{Type: c.after}, schema.Column{Type: c.before})
			got = r.Changes[0].Risk.String() + "/" + back.Changes[0].Risk.String()
		}
		if got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.before, c.after, got, c.want)
		}
	}
}

func TestDefaults(t *testing.T) {
	for _, c := range []struct {
		before, after string
		same          bool
	}{
		{"now()", "CURRENT_TIMESTAMP", true},
		{"current_timestamp()", "current_timestamp", true},
		{"'x'", "'x'::text", true},
		{"'x'", "('x'::character varying)", true},
		{"'{}'::text[]", "'{}'", true},
		{"NULL", "", true},
		{"NULL::varchar", "", true},
		{"((0))", "0", true},
		{"'0'", "0", true},
		{"TRUE", "true", true},
		{"a  +  b", "a + b", true},
		{"(a) + (b)", "a + b", false},
		{"'X'", "'x'", false},
		{"'a  b'", "'a b'", false},
		{"''", "", false},
		{"'0'", "'00'", false},
		{"x::text || y", "x || y", false},
		{"('", "(", false},
	} {
		if got := column(schema.Column{Default: c.before}, schema.Column{Default: c.after}).Empty(); got != c.same {
			t.Errorf("%q and %q: same %v, want %v", c.before, c.after, got, c.same)
		}
	}
}

func TestDefaultOfANumberedColumn(t *testing.T) {
	if r := column(schema.Column{Identity: true}, schema.Column{Identity: true, Default: "nextval('s')"}); !r.Empty() {
		t.Error(words(r))
	}
}
