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
			if d := cmp.Diff(want, Read(tt.query, dialect.NewFolder(tt.d), nil).Reads); d != "" {
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
	r := newReader(query, dialect.NewFolder(d))
	r.parse = func(int, int) ([]schema.Name, bool) { return nil, false }
	r.query(0, len(r.toks), nil)
	return r.reads
}

// parsed reports whether the parser takes the main query.
func parsed(query string, d dialect.Dialect) bool {
	r := newReader(query, dialect.NewFolder(d))
	i, _ := r.with(0, len(r.toks), nil)
	_, ok := r.tree(i, len(r.toks))
	return ok
}

func TestColumns(t *testing.T) {
	tables := map[string][]string{"t": {"a", "b", "c"}, "u": {"b", "d"}, "s.t": {"e"}, "part": {"a", ""}}
	known := func(n schema.Name) ([]string, bool) {
		columns, ok := tables[n.String()]
		return columns, ok
	}
	tests := []struct {
		name  string
		d     dialect.Dialect
		query string
		want  string // each column as name=table.column, or its name alone when it is computed
	}{
		{"columns", dialect.Postgres, "SELECT a, t.B, T.c FROM t", "a=t.a b=t.b c=t.c"},
		{"aliases", dialect.Postgres, `SELECT a AS x, t.b y, c "Z" FROM t`, "x=t.a y=t.b Z=t.c"},
		{"of which table", dialect.MySQL, "SELECT x.a, y.d, b, nowhere FROM t x JOIN u AS y ON x.i = y.i", "a=t.a d=u.d b=t.b nowhere"},
		{"of a table that is not known", dialect.Postgres, "SELECT p, x.q FROM x", "p=x.p q=x.q"},
		{"stars", dialect.Postgres, "SELECT *, u.* FROM t, u", "a=t.a b=t.b c=t.c b=u.b d=u.d b=u.b d=u.d"},
		{"star of what is not known", dialect.Postgres, "SELECT u.*, * FROM u, x", "b=u.b d=u.d b=u.b d=u.d ?"},
		{"star of what is known in part", dialect.Postgres, "SELECT * FROM part", "a=part.a ?"},
		{"schemas", dialect.Postgres, "SELECT * FROM s.t", "e=s.t.e"},
		{"a query in brackets", dialect.Postgres, "SELECT s.*, n FROM (SELECT a AS n, 1 AS one FROM t) AS s", "n=t.a one n=t.a"},
		{"a join in brackets", dialect.Postgres, "SELECT * FROM ((SELECT a FROM t) x CROSS JOIN u) JOIN s.t ON true", "a=t.a b=u.b d=u.d e=s.t.e"},
		{"names behind an alias", dialect.Postgres, "SELECT *, y.q FROM t AS x (p, q), u y (o, q)", "p=t.a q=t.b c=t.c o=u.b q=u.d q=u.d"},
		{"using", dialect.Postgres, "SELECT * FROM t JOIN u USING (b)", "b=t.b a=t.a c=t.c d=u.d"},
		{"using, in SQLite", dialect.SQLite, "SELECT * FROM t LEFT JOIN u USING (b)", "a=t.a b=t.b c=t.c d=u.d"},
		{"natural", dialect.Postgres, "SELECT * FROM s.t, t NATURAL JOIN u x", "e=s.t.e b=t.b a=t.a c=t.c d=u.d"},
		{"using with what is not known", dialect.Postgres, "SELECT * FROM x JOIN u USING (b)", "b ? d=u.d"},
		{"functions", dialect.Postgres, "SELECT * FROM generate_series(1, 2) AS g (n), ROWS FROM (f(1), g(2)) r (x, y)", "n x y"},
		{"values", dialect.Postgres, "VALUES (1, (2, 3)), (4, 5)", "column1 column2"},
		{"values in FROM", dialect.Postgres, "SELECT * FROM (VALUES (1, 2)) v (m)", "m column2"},
		{"values in MySQL", dialect.MySQL, "VALUES ROW(1, 2)", "?"},
		{
			"names of expressions", dialect.Postgres,
			"SELECT a + 1, count(*) FILTER (WHERE a > 1) OVER w, max(x) m, CASE WHEN a THEN 1 END, CASE a WHEN 1 THEN 2 ELSE b END, 'x' AS l, d::date, (SELECT a FROM t), " +
				"'1'::int, CAST('1' AS character varying), CAST(a AS text), DATE '2000-01-01', (a), a[1], (x).y, b COLLATE \"C\", EXISTS (SELECT 1), ARRAY[1], -a, NULL, TRUE, now(), current_date FROM t",
			"?column? count m case b l d a int4 varchar a date a a y b exists array ?column? ?column? bool now current_date",
		},
		{"names of expressions are their text", dialect.SQLite, "SELECT a  + 1, count(*), 'x', a, A FROM t", "a  + 1|count(*)|'x'|a=t.a|a:1=t.a"},
		{"quoted aliases", dialect.MySQL, "SELECT a AS 'x y', b AS `q` FROM t", "x y=t.a|q=t.b"},
		{"quantifiers", dialect.SQLServer, "SELECT DISTINCT TOP (10) a, [b c] FROM t", "a=t.a|b c"},
		{"distinct on", dialect.Postgres, "SELECT DISTINCT ON (a) a, b FROM t", "a=t.a b=t.b"},
		{"with, and the first of a union", dialect.Postgres, "WITH x AS (SELECT b FROM u), y (n) AS (SELECT * FROM x) SELECT *, x.b FROM y, x UNION SELECT b FROM z", "n=u.b b=u.b b=u.b"},
		{"recursive with", dialect.Postgres, "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r", "n"},
		{"in brackets", dialect.Postgres, "((SELECT a FROM t)) UNION SELECT b FROM u", "a=t.a"},
		{"without FROM", dialect.Postgres, "SELECT 1 AS a, now()", "a now"},
		{"table", dialect.Postgres, "TABLE s.t", "e=s.t.e"},
		{"no query", dialect.Postgres, "garbage ) ( FROM", "?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range Read(tt.query, dialect.NewFolder(tt.d), known).Columns {
				switch {
				case c.Name == "":
					got = append(got, "?")
				case c.Source == "":
					got = append(got, c.Name)
				default:
					got = append(got, c.Name+"="+c.From.String()+"."+c.Source)
				}
			}
			sep := " "
			if strings.Contains(tt.want, "|") {
				sep = "|"
			}
			if d := cmp.Diff(tt.want, strings.Join(got, sep)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestColumnsThatMayBeNull(t *testing.T) {
	known := func(schema.Name) ([]string, bool) { return []string{"id", "x"}, true }
	tests := []struct {
		query string
		want  string // those that may be
	}{
		{"SELECT a.id AS p, b.id AS q FROM a JOIN b ON true", ""},
		{"SELECT a.id AS p, b.id AS q, c.id AS r FROM a LEFT OUTER JOIN b ON LEFT(a.x, 1) = b.x JOIN c ON true", "q"},
		{"SELECT a.id AS p, b.id AS q, c.id AS r FROM c, a RIGHT JOIN b ON true", "p"},
		{"SELECT a.id AS p, b.id AS q, c.id AS r FROM a JOIN b ON true FULL JOIN c ON true", "p q r"},
		{"SELECT b.* FROM a LEFT JOIN (b CROSS JOIN c) ON true", "id x"},
		{"SELECT s.id FROM a LEFT JOIN (SELECT id FROM b) s ON true", "id"},
		{"(SELECT id FROM a) UNION (SELECT id FROM b)", "id"},
		{"SELECT id FROM (SELECT id FROM a UNION SELECT id FROM b) s", "id"},
		{"WITH w AS (SELECT id FROM a UNION SELECT id FROM b) SELECT w.id, c.x FROM w, c", "id"},
		{"SELECT id FROM a EXCEPT SELECT id FROM b", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, c := range Read(tt.query, dialect.NewFolder(dialect.SQLServer), known).Columns {
			if c.Nullable {
				got = append(got, c.Name)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v may be NULL, want %s", tt.query, got, tt.want)
		}
	}
}

func TestColumnsOfUnions(t *testing.T) {
	known := func(schema.Name) ([]string, bool) { return []string{"id", "x"}, true }
	for query, want := range map[string]string{
		"SELECT id FROM a": "id",
		"SELECT id, x FROM a UNION SELECT x AS k, 1 FROM b":             "id(k) x(1)",
		"(SELECT id FROM a UNION ALL (SELECT x FROM b) UNION SELECT 2)": "id(x)(2)",
		"SELECT u.id FROM (SELECT id FROM a UNION SELECT x FROM b) u":   "id(x)",
		"SELECT id FROM a UNION SELECT id, x FROM b":                    "id?",
		"SELECT id FROM a UNION SELECT b.id FROM a LEFT JOIN b ON 1=1":  "id(id?)",
	} {
		var write func(list []Column) string
		write = func(list []Column) string {
			var b strings.Builder
			for i, c := range list {
				b.WriteString(map[bool]string{true: " "}[i > 0] + c.Name + map[bool]string{true: "?"}[c.Nullable])
				for _, other := range c.Also {
					b.WriteString("(" + write([]Column{other}) + ")")
				}
			}
			return b.String()
		}
		if got := write(Read(query, dialect.NewFolder(dialect.MySQL), known).Columns); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
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
				return func() { Read(q, dialect.NewFolder(dialect.Postgres), unknown) }
			})
		})
	}
}

// unknown knows the columns of no table.
func unknown(schema.Name) ([]string, bool) { return nil, false }

// FuzzRead looks for panics and hangs, and for names that the text does not hold, nor the tables it reads.
func FuzzRead(f *testing.F) {
	for _, q := range []string{
		"SELECT a, t.* FROM t JOIN s.u ON t.a = u.b", "WITH x AS (SELECT 1 FROM a) SELECT * FROM x", "SELECT 1::numeric(10,2)[] FROM (a JOIN b)",
		"SELECT extract(year FROM x), CASE WHEN a THEN 'b' END c FROM \"T\"", "/*!*/", "SELECT E'\\' FROM `a``b`, [c]", "SELECT '", "TABLE x",
		"TABLE", "SELECT a::", "SELECT a OVER", "WITH x (p, q) AS (VALUES (1, 2)) SELECT x.*, p + 1 FROM x NATURAL LEFT JOIN t USING (a), LATERAL (TABLE u) v (w)",
		"(SELECT * FROM (t FULL JOIN u ON 1 = 1)) UNION SELECT (SELECT a FROM t), ARRAY[1], b::s.t[] FROM ROWS FROM (f()) AS g (h)",
	} {
		f.Add(q, uint8(dialect.Postgres))
		f.Add(q, uint8(dialect.MySQL))
		f.Add(q, uint8(dialect.SQLServer))
	}
	f.Fuzz(func(t *testing.T, text string, d uint8) {
		known := func(n schema.Name) ([]string, bool) { return []string{"a", "b", n.Name, ""}, n.Name != "u" }
		q := Read(text, dialect.NewFolder(dialect.Dialect(d)), known)
		if len(q.Columns) == 0 || len(q.Columns) > maxColumns {
			t.Errorf("%d columns", len(q.Columns))
		}
		for _, n := range q.Reads {
			for _, part := range []string{n.Namespace, n.Name} {
				if len(part) > len(text)*3 {
					t.Errorf("%q is not from the text", part)
				}
			}
		}
	})
}
