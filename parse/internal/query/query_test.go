package query

import (
	"strings"
	"testing"

	"crowsfoot/parse/costtest"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"

	"github.com/google/go-cmp/cmp"
)

// names parses "a, public.b" into names.
func names(list string) []schema.Name {
	var out []schema.Name
	for f := range strings.SplitSeq(list, ", ") {
		if f == "" {
			continue
		}
		n := schema.Name{Name: f}
		if ns, name, ok := strings.Cut(f, "."); ok {
			n = schema.Name{Namespace: ns, Name: name}
		}
		out = append(out, n)
	}
	return out
}

func TestReads(t *testing.T) {
	tests := []struct {
		name  string
		d     dialect.Dialect
		query string
		want  string
		tree  bool // the parser takes it; otherwise the scan reads it
	}{
		{"one table", dialect.Postgres, "SELECT a, b FROM t WHERE a = 1", "t", true},
		{"comma list with aliases", dialect.MySQL, "select * from a, b as x, `c d` y", "a, b, c d", true},
		{"joins", dialect.Postgres, "SELECT 1 FROM a JOIN s.b ON a.id = b.id LEFT JOIN c USING (id) CROSS JOIN d FULL OUTER JOIN e ON e.x = a.x", "a, s.b, c, d, e", true},
		{"brackets of pg_dump", dialect.Postgres, "SELECT 1 FROM ((public.a JOIN public.b ON ((a.id = b.id))) LEFT JOIN public.c ON ((c.id = b.id)))", "public.a, public.b, public.c", true},
		{"names fold", dialect.Postgres, `SELECT * FROM Users u, "Orders" o`, "users, Orders", true},
		{"names are kept", dialect.SQLServer, "SELECT TOP 5 [u].[id] FROM [dbo].[Users] AS [u]", "dbo.Users", false},
		{"three parts", dialect.SQLServer, "SELECT 1 FROM db.dbo.t, other..v", "dbo.t, v", true},
		{"casts and arrays", dialect.Postgres, "SELECT a::numeric(10,2), b::double precision, c::text[], (d)::timestamp with time zone AS d FROM t WHERE a[1] = ANY (ARRAY[1,2])", "t", true},
		{"extract is no FROM", dialect.Postgres, "SELECT extract(year FROM day), substring(x FROM 2 FOR 3), trim(BOTH 'x' FROM y) FROM t", "t", true},
		{"is distinct from is no FROM", dialect.Postgres, "SELECT 1 FROM t WHERE a IS NOT DISTINCT FROM b AND c IS DISTINCT FROM d", "t", true},
		{"subqueries", dialect.Postgres, "SELECT (SELECT max(x) FROM a), 1 FROM b WHERE EXISTS (SELECT 1 FROM c) AND y IN (SELECT z FROM d) AND w = ANY (SELECT v FROM e)", "a, b, c, d, e", true},
		{"derived table", dialect.Postgres, "SELECT * FROM (SELECT * FROM a WHERE x) sub JOIN b ON true", "a, b", true},
		{"lateral", dialect.Postgres, "SELECT * FROM a LEFT JOIN LATERAL (SELECT * FROM b WHERE b.id = a.id LIMIT 1) x ON true", "a, b", true},
		{"windows and filters", dialect.Postgres, "SELECT count(*) FILTER (WHERE a > 1), rank() OVER (PARTITION BY b ORDER BY c DESC), sum(x) OVER w FROM t WINDOW w AS (PARTITION BY y)", "t", true},
		{"distinct on", dialect.Postgres, "SELECT DISTINCT ON (a, b) a, c FROM t ORDER BY a, b NULLS LAST", "t", true},
		{"set operations", dialect.Postgres, "SELECT a FROM t UNION ALL SELECT b FROM u EXCEPT SELECT c FROM v", "t, u, v", true},
		{"set operations in brackets", dialect.Postgres, "(SELECT a FROM t) UNION (SELECT b FROM u)", "t, u", true},
		{"json operators", dialect.Postgres, "SELECT a->>'x', b #> '{y}', c @> d, e ~* 'z', f || g FROM t", "t", true},
		{"function in FROM", dialect.Postgres, "SELECT * FROM generate_series(1, 10) AS g(n), unnest(ARRAY[1]) u JOIN t ON t.n = g.n", "t", false},
		{"values", dialect.Postgres, "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, name) JOIN t USING (id)", "t", false},
		{"grouping sets", dialect.Postgres, "SELECT 1 FROM t GROUP BY GROUPING SETS ((a), (b), ())", "t", false},
		{"with", dialect.Postgres, "WITH x AS (SELECT * FROM a), y (n) AS MATERIALIZED (SELECT * FROM x JOIN b ON true) SELECT * FROM y, c", "a, b, c", true},
		{"with of the same name reads the table", dialect.Postgres, "WITH users AS (SELECT * FROM users WHERE active) SELECT * FROM users", "users", true},
		{"recursive with", dialect.Postgres, "WITH RECURSIVE t AS (SELECT id FROM a UNION ALL SELECT a.id FROM a JOIN t ON t.id = a.parent) SELECT * FROM t", "a", true},
		{"recursive with without the word", dialect.SQLServer, "WITH t AS (SELECT id FROM a UNION ALL SELECT a.id FROM a JOIN t ON t.id = a.parent) SELECT * FROM t", "a", true},
		{"with inside", dialect.Postgres, "SELECT * FROM (WITH x AS (SELECT * FROM a) SELECT * FROM x) s JOIN x ON true", "a, x", false},
		{"apply", dialect.SQLServer, "SELECT * FROM a CROSS APPLY (SELECT TOP (1) * FROM b WITH (NOLOCK) WHERE b.x = a.x) y OUTER APPLY dbo.fn(a.z) f", "a, b", false},
		{"old hints", dialect.SQLServer, "SELECT * FROM a (NOLOCK), b", "a, b", false},
		{"oracle outer join", dialect.Oracle, "SELECT * FROM a, b WHERE a.id = b.id (+) CONNECT BY PRIOR a.id = a.parent", "a, b", false},
		{"dual is none", dialect.Oracle, "SELECT 1 FROM dual", "", true},
		{"comments and strings", dialect.Postgres, "SELECT 'FROM x', $$ FROM y $$, E'\\' FROM z' -- FROM w\n /* FROM v */ FROM t", "t", true},
		{"hash comments and backslashes", dialect.MySQL, "SELECT 'a\\' FROM x' # FROM y\n FROM t", "t", true},
		{"straight_join and index hints", dialect.MySQL, "SELECT * FROM a STRAIGHT_JOIN b USE INDEX (i)", "a, b", false},
		{"table", dialect.Postgres, "TABLE s.t", "s.t", false},
		{"twice", dialect.Postgres, "SELECT 1 FROM t a JOIN t b ON a.x = b.y", "t", true},
		{"limits", dialect.Postgres, "SELECT * FROM t ORDER BY 1 OFFSET 5 ROWS FETCH FIRST 5 ROWS ONLY", "t", true},
		{"nothing", dialect.Postgres, "", "", false},
		{"no query", dialect.Postgres, "garbage ) ( FROM", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := names(tt.want)
			if d := cmp.Diff(want, Read(tt.query, tt.d).Reads); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if d := cmp.Diff(want, scanned(tt.query, tt.d)); d != "" {
				t.Errorf("by the scan alone (-want +got):\n%s", d)
			}
			if got := parsed(tt.query, tt.d); got != tt.tree {
				t.Errorf("parsed: got %v, want %v", got, tt.tree)
			}
		})
	}
}

// scanned is what the scan reads without the parser's help.
func scanned(query string, d dialect.Dialect) []schema.Name {
	r := newReader(query, d)
	r.parse = func(int, int) ([]schema.Name, bool) { return nil, false }
	r.query(0, len(r.toks), nil)
	return r.reads
}

// parsed reports whether the parser takes the main query.
func parsed(query string, d dialect.Dialect) bool {
	r := newReader(query, d)
	i, _ := r.with(0, len(r.toks), nil)
	_, ok := r.tree(i, len(r.toks))
	return ok
}

func TestColumns(t *testing.T) {
	col := func(name, table, source string) Column {
		return Column{Name: name, From: names(table + ", ")[0], Source: source}
	}
	computed := func(name string) Column { return Column{Name: name} }
	star := func(table string) Column { return Column{Star: true, From: schema.Name{Name: table}} }
	tests := []struct {
		name  string
		d     dialect.Dialect
		query string
		want  []Column
	}{
		{"columns", dialect.Postgres, "SELECT a, t.B, s.t.c FROM t", []Column{col("a", "t", "a"), col("b", "t", "b"), col("c", "t", "c")}},
		{"aliases", dialect.Postgres, `SELECT a AS x, t.b y, c "Z" FROM t`, []Column{col("x", "t", "a"), col("y", "t", "b"), col("Z", "t", "c")}},
		{"of which table", dialect.MySQL, "SELECT x.a, y.b, c FROM t x JOIN u AS y ON x.i = y.i", []Column{
			col("a", "t", "a"), col("b", "u", "b"), {Name: "c", Source: "c"},
		}},
		{"stars", dialect.Postgres, "SELECT *, u.* FROM t, u", []Column{star("t"), star("u"), star("u")}},
		{"star of a query in brackets", dialect.Postgres, "SELECT s.*, * FROM (SELECT 1 FROM t) s", []Column{star(""), star("")}},
		{"expressions", dialect.Postgres, "SELECT a + 1, b + 1 AS n, count(*), max(x) m, CASE WHEN a THEN 1 END, CASE a WHEN 1 THEN 2 END k, 'x' AS l, d::date, (SELECT 1 FROM z) FROM t", []Column{
			computed(""), computed("n"), computed("count"), computed("m"), computed("case"), computed("k"), computed("l"), computed("d"), computed(""),
		}},
		{"quoted aliases", dialect.MySQL, "SELECT a AS 'x y', b AS `q` FROM t", []Column{col("x y", "t", "a"), col("q", "t", "b")}},
		{"quantifiers", dialect.SQLServer, "SELECT DISTINCT TOP (10) a, [b c] FROM t", []Column{col("a", "t", "a"), col("b c", "t", "b c")}},
		{"distinct on", dialect.Postgres, "SELECT DISTINCT ON (a) a, b FROM t", []Column{col("a", "t", "a"), col("b", "t", "b")}},
		{"with, and the first of a union", dialect.Postgres, "WITH x AS (SELECT q FROM r) SELECT a FROM x UNION SELECT b FROM y", []Column{col("a", "x", "a")}},
		{"in brackets", dialect.Postgres, "((SELECT a FROM t))", []Column{col("a", "t", "a")}},
		{"without FROM", dialect.Postgres, "SELECT 1 AS a, now()", []Column{computed("a"), computed("now")}},
		{"table", dialect.Postgres, "TABLE s.t", []Column{{Star: true, From: schema.Name{Namespace: "s", Name: "t"}}}},
		{"no query", dialect.Postgres, "VALUES (1)", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, Read(tt.query, tt.d).Columns); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestReadIsBounded(t *testing.T) {
	for name, query := range map[string]func(n int) string{
		"brackets":         func(n int) string { return strings.Repeat("(", n) },
		"closed brackets":  func(n int) string { return "SELECT 1 FROM " + strings.Repeat("(", n) + "t" + strings.Repeat(")", n) },
		"queries":          func(n int) string { return strings.Repeat("SELECT (", n/4) },
		"joins":            func(n int) string { return "SELECT 1 FROM t" + strings.Repeat(" JOIN t ON x", n/4) },
		"with":             func(n int) string { return strings.Repeat("WITH x AS (", n/8) },
		"strings":          func(n int) string { return "SELECT " + strings.Repeat("'", n) },
		"columns":          func(n int) string { return "SELECT a" + strings.Repeat(", a", n) + " FROM t" },
		"more than enough": func(n int) string { return strings.Repeat("x", n*20) },
	} {
		t.Run(name, func(t *testing.T) {
			costtest.Linear(t, 25_000, func(n int) func() {
				q := query(n)
				return func() { Read(q, dialect.Postgres) }
			})
		})
	}
}

// FuzzRead looks for panics and hangs, and for names that the text does not hold.
func FuzzRead(f *testing.F) {
	for _, q := range []string{
		"SELECT a, t.* FROM t JOIN s.u ON t.a = u.b", "WITH x AS (SELECT 1 FROM a) SELECT * FROM x", "SELECT 1::numeric(10,2)[] FROM (a JOIN b)",
		"SELECT extract(year FROM x), CASE WHEN a THEN 'b' END c FROM \"T\"", "/*!*/", "SELECT E'\\' FROM `a``b`, [c]", "SELECT '", "TABLE x",
	} {
		f.Add(q, uint8(dialect.Postgres))
		f.Add(q, uint8(dialect.MySQL))
		f.Add(q, uint8(dialect.SQLServer))
	}
	f.Fuzz(func(t *testing.T, text string, d uint8) {
		for _, n := range Read(text, dialect.Dialect(d)).Reads {
			for _, part := range []string{n.Namespace, n.Name} {
				if len(part) > len(text)*3 {
					t.Errorf("%q is not from the text", part)
				}
			}
		}
	})
}
