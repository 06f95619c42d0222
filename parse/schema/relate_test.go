package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"crowsfoot/parse/costtest"
	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"

	"github.com/google/go-cmp/cmp"
)

// table builds a table of columns written "name" (may be NULL) or "name!" (NOT NULL), and of parts.
func table(name, columns string, parts ...any) *schema.Table {
	t := &schema.Table{Name: schema.Name{Name: name}}
	for i, c := range strings.Fields(columns) {
		bare := strings.TrimSuffix(c, "!")
		t.Columns = append(t.Columns, &schema.Column{
			Name: bare, Type: "int", NotNull: bare != c, Span: diag.Span{Pos: diag.Pos{File: name, Line: i + 2, Column: 3}},
		})
	}
	for _, p := range parts {
		switch p := p.(type) {
		case schema.Key:
			t.Keys = append(t.Keys, p)
		case *schema.ForeignKey:
			t.ForeignKeys = append(t.ForeignKeys, p)
		case schema.Name:
			t.PartitionOf = p
		default:
			panic(fmt.Sprintf("no part of a table: %T", p))
		}
	}
	return t
}

func pk(columns string) schema.Key {
	return schema.Key{Kind: schema.Primary, Columns: strings.Fields(columns)}
}

func uk(columns string) schema.Key {
	return schema.Key{Kind: schema.Unique, Columns: strings.Fields(columns)}
}

// fk builds a foreign key from "a b -> parent(x y)"; "a -> parent" names no columns of the parent.
func fk(text string) *schema.ForeignKey {
	columns, ref, _ := strings.Cut(text, " -> ")
	name, refColumns, ok := strings.Cut(strings.TrimSuffix(ref, ")"), "(")
	key := &schema.ForeignKey{Columns: strings.Fields(columns), Ref: schema.Name{Name: name}}
	if ok {
		key.RefColumns = strings.Fields(refColumns)
	}
	return key
}

func of(tables ...*schema.Table) *schema.Schema { return &schema.Schema{Tables: tables} }

// picture is a relationship as Mermaid would draw it: "user ||--o{ photo : user_id".
func picture(r *schema.Relationship) string {
	left := map[schema.Cardinality]string{schema.ExactlyOne: "||", schema.ZeroOrOne: "|o"}[r.Parent.Cardinality]
	right := map[schema.Cardinality]string{schema.ZeroOrMany: "o{", schema.ZeroOrOne: "o|"}[r.Child.Cardinality]
	return fmt.Sprintf("%s %s--%s %s : %s", r.Parent.Table, left, right, r.Child.Table, strings.Join(r.Child.Columns, ", "))
}

func pictures(s *schema.Schema) []string {
	var out []string
	for _, r := range schema.Relationships(s) {
		out = append(out, picture(&r))
	}
	return out
}

// TestCardinality has one case for each rule of a line's ends.
func TestCardinality(t *testing.T) {
	users := table("users", "id!", pk("id"))
	pair := table("pair", "x! y!", pk("x y"))
	for _, c := range []struct {
		name  string
		child *schema.Table
		want  []string
	}{
		{"NOT NULL", table("t", "u!", fk("u -> users(id)")), []string{"users ||--o{ t : u"}},
		{"NULL", table("t", "u", fk("u -> users(id)")), []string{"users |o--o{ t : u"}},
		{"unique NOT NULL", table("t", "u!", uk("u"), fk("u -> users(id)")), []string{"users ||--o| t : u"}},
		{"unique NULL", table("t", "u", uk("u"), fk("u -> users(id)")), []string{"users |o--o| t : u"}},
		{"primary key is foreign key", table("t", "u!", pk("u"), fk("u -> users(id)")), []string{"users ||--o| t : u"}},
		{"primary key that declares no NOT NULL", table("t", "u", pk("u"), fk("u -> users(id)")), []string{"users ||--o| t : u"}},
		{
			"unique index", table("t", "u!", schema.Key{Kind: schema.Unique, Name: "ix", Columns: []string{"u"}, Index: true}, fk("u -> users(id)")),
			[]string{"users ||--o| t : u"},
		},
		{
			"partial unique index", table("t", "u!", schema.Key{Kind: schema.Unique, Columns: []string{"u"}, Index: true, Partial: true}, fk("u -> users(id)")),
			[]string{"users ||--o{ t : u"},
		},
		{
			"unique index on an expression", table("t", "u!", schema.Key{Kind: schema.Unique, Columns: []string{"u"}, Index: true, Expression: true}, fk("u -> users(id)")),
			[]string{"users ||--o{ t : u"},
		},
		{"composite", table("t", "a! b!", fk("a b -> pair(x y)")), []string{"pair ||--o{ t : a, b"}},
		{"composite, half NULL", table("t", "a! b", fk("a b -> pair(x y)")), []string{"pair |o--o{ t : a, b"}},
		{"composite, unique in another order", table("t", "a! b!", uk("b a"), fk("a b -> pair(x y)")), []string{"pair ||--o| t : a, b"}},
		{"composite, one column unique", table("t", "a! b!", uk("a"), fk("a b -> pair(x y)")), []string{"pair ||--o| t : a, b"}},
		{"composite, the last column unique", table("t", "a! b!", uk("b"), fk("a b -> pair(x y)")), []string{"pair ||--o| t : a, b"}},
		{"unique over more columns", table("t", "u! slug!", uk("u slug"), fk("u -> users(id)")), []string{"users ||--o{ t : u"}},
		{"one member of the primary key", table("t", "u! n!", pk("u n"), fk("u -> users(id)")), []string{"users ||--o{ t : u"}},
		{"unique over no columns", table("t", "u!", uk(""), fk("u -> users(id)")), []string{"users ||--o{ t : u"}},
		{
			"two to the same table", table("t", "from! to!", fk("from -> users(id)"), fk("to -> users(id)")),
			[]string{"users ||--o{ t : from", "users ||--o{ t : to"},
		},
		{"self reference", table("t", "id! up", pk("id"), fk("up -> t(id)")), []string{"t |o--o{ t : up"}},
		{"parent that is nowhere", table("t", "u!", fk("u -> ghosts(id)")), []string{"ghosts ||--o{ t : u"}},
		{"column that is nowhere", table("t", "v!", fk("u -> users(id)")), []string{"users |o--o{ t : u"}},
		{"said twice", table("t", "u!", fk("u -> users(id)"), fk("u -> users(id)")), []string{"users ||--o{ t : u"}},
		{"said twice, once without columns", table("t", "u!", fk("u -> users"), fk("u -> users(id)")), []string{"users ||--o{ t : u"}},
		{"said twice in another order", table("t", "a! b!", fk("a b -> pair(x y)"), fk("b a -> pair(y x)")), []string{"pair ||--o{ t : a, b"}},
		{
			"the same columns the other way round", table("t", "a! b!", fk("a b -> pair(x y)"), fk("a b -> pair(y x)")),
			[]string{"pair ||--o{ t : a, b", "pair ||--o{ t : a, b"},
		},
		{
			"the same column to two tables", table("t", "u!", fk("u -> users(id)"), fk("u -> people(id)")),
			[]string{"users ||--o{ t : u", "people ||--o{ t : u"},
		},
		{"no columns", table("t", "u!", fk(" -> users")), []string{"users |o--o{ t : "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, pictures(of(users, pair, c.child))); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDomainForbidsNull(t *testing.T) {
	child := table("t", "u", fk("u -> users(id)"))
	child.Columns[0].DomainNotNull = true
	child.Columns[0].Type = "user_ref"
	r := schema.Relationships(of(child))[0]
	if r.Parent.Cardinality != schema.ExactlyOne || r.Parent.Why.Text != "u NOT NULL by its type user_ref" {
		t.Errorf("got %v because %q", r.Parent.Cardinality, r.Parent.Why.Text)
	}
}

// TestEvidence reads what each end gives as its reason, and where.
func TestEvidence(t *testing.T) {
	at := func(line int) diag.Span { return diag.Span{Pos: diag.Pos{File: "t", Line: line, Column: 1}} }
	for _, c := range []struct {
		name                   string
		child                  *schema.Table
		parentWhy, childWhy    string
		parentLine, childLines int
	}{
		{"NOT NULL", table("t", "u!", fk("u -> users(id)")), "u NOT NULL", "no unique key within u", 2, 0},
		{"NULL", table("t", "u", fk("u -> users(id)")), "u may be NULL", "no unique key within u", 2, 0},
		{
			"the column that may be NULL", table("t", "a! b c", fk("a b c -> users(id)")),
			"b may be NULL", "no unique key within (a, b, c)", 3, 0,
		},
		{"both NOT NULL", table("t", "a! b!", fk("a b -> users")), "a, b NOT NULL", "no unique key within (a, b)", 2, 0},
		{
			"in the primary key", table("t", "a b!", schema.Key{Columns: []string{"a"}, Span: at(7)}, fk("a b -> users")),
			"a in PRIMARY KEY, b NOT NULL", "PRIMARY KEY (a)", 2, 7,
		},
		{
			"named", table("t", "u!", schema.Key{Kind: schema.Unique, Name: "uq_u", Columns: []string{"u"}, Span: at(9)}, fk("u -> users")),
			"u NOT NULL", "UNIQUE uq_u", 2, 9,
		},
		{
			"the first of several", table("t", "u! v!", schema.Key{Kind: schema.Unique, Columns: []string{"v"}, Span: at(8)},
				schema.Key{Kind: schema.Unique, Columns: []string{"u"}, Span: at(9)}, fk("u v -> users")),
			"u, v NOT NULL", "UNIQUE (v)", 2, 8,
		},
		{
			"index", table("t", "u!", schema.Key{Kind: schema.Unique, Name: "ix", Columns: []string{"u"}, Index: true, Span: at(9)}, fk("u -> users")),
			"u NOT NULL", "UNIQUE INDEX ix", 2, 9,
		},
		{
			"partial", table("t", "u!", schema.Key{Kind: schema.Unique, Name: "ix", Columns: []string{"u"}, Index: true, Partial: true, Span: at(9)}, fk("u -> users")),
			"u NOT NULL", "UNIQUE INDEX ix holds for some rows only", 2, 9,
		},
		{
			"expression", table("t", "u!", schema.Key{Kind: schema.Unique, Name: "ix", Columns: []string{"u"}, Index: true, Expression: true, Span: at(9)}, fk("u -> users")),
			"u NOT NULL", "UNIQUE INDEX ix is on an expression", 2, 9,
		},
		{"no such column", table("t", "v!", fk("u -> users")), "u is not a column of t", "no unique key within u", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := schema.Relationships(of(c.child))[0]
			got := []any{r.Parent.Why.Text, r.Child.Why.Text, r.Parent.Why.Pos.Line, r.Child.Why.Pos.Line}
			if d := cmp.Diff([]any{c.parentWhy, c.childWhy, c.parentLine, c.childLines}, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestEvidenceFollowsALaterAlter(t *testing.T) {
	child := table("t", "u", fk("u -> users"))
	child.Columns[0].NullPos = diag.Pos{File: "002.sql", Line: 4, Column: 1}
	if got := schema.Relationships(of(child))[0].Parent.Why.Pos.String(); got != "002.sql:4:1" {
		t.Errorf("the reason stands at %s, want 002.sql:4:1", got)
	}
}

func TestIdentifying(t *testing.T) {
	s := of(
		table("a", "id! n", pk("id"), fk("id -> p"), fk("n -> p"), fk("id n -> q")),
		table("b", "x! y! z!", pk("x y"), fk("x -> p"), fk("y x -> q"), fk("z -> p")),
	)
	var got []bool
	for _, r := range schema.Relationships(s) {
		got = append(got, r.Identifying)
	}
	if d := cmp.Diff([]bool{true, false, false, true, true, false}, got); d != "" {
		t.Error(d)
	}
}

func TestReferencedColumns(t *testing.T) {
	s := of(
		table("users", "id! email!", pk("id"), uk("email")),
		table("t", "u! m! a! b!", fk("u -> users"), fk("m -> users(email)"), fk("a b -> users"), fk("u -> ghosts")),
	)
	var got [][]string
	for _, r := range schema.Relationships(s) {
		got = append(got, r.Parent.Columns)
	}
	if d := cmp.Diff([][]string{{"id"}, {"email"}, nil, nil}, got); d != "" {
		t.Error(d)
	}
}

func TestPartitions(t *testing.T) {
	part := func(of string) schema.Name { return schema.Name{Name: of} }
	s := of(
		table("users", "id!", pk("id")),
		table("log", "id! u!", pk("id"), fk("u -> users")),
		table("log_2024", "id! u!", part("log"), fk("u -> users")),
		table("log_2024_01", "id! u!", part("log_2024")),
		table("note", "l!", fk("l -> log_2024_01(id)")),
		table("orphan", "u!", part("nowhere"), fk("u -> users")),
		table("x", "u!", part("y"), fk("u -> users")),
		table("y", "u!", part("x"), fk("u -> users")),
	)
	want := []string{
		"users ||--o{ log : u",
		"log ||--o{ note : l",
		"users ||--o{ orphan : u",
		"users ||--o{ x : u",
	}
	if d := cmp.Diff(want, pictures(s)); d != "" {
		t.Error(d)
	}
}

// TestBench has the sixteen cases that other tools were measured with; their nineteen lines are all right here.
func TestBench(t *testing.T) {
	index := schema.Key{Kind: schema.Unique, Name: "f_user", Columns: []string{"user_id"}, Index: true}
	partial := schema.Key{Kind: schema.Unique, Name: "g_user", Columns: []string{"user_id"}, Index: true, Partial: true}
	s := of(
		table("users", "id!", pk("id")),
		table("places", "x! y!", pk("x y")),
		table("a", "user_id!", fk("user_id -> users(id)")),
		table("b", "user_id", fk("user_id -> users(id)")),
		table("c", "user_id!", uk("user_id"), fk("user_id -> users(id)")),
		table("d", "user_id", uk("user_id"), fk("user_id -> users(id)")),
		table("e", "user_id!", pk("user_id"), fk("user_id -> users(id)")),
		table("f", "user_id!", index, fk("user_id -> users(id)")),
		table("g", "user_id!", partial, fk("user_id -> users(id)")),
		table("h", "x! y!", fk("x y -> places(x y)")),
		table("i", "x! y", fk("x y -> places(x y)")),
		table("j", "x! y!", uk("y x"), fk("x y -> places(x y)")),
		table("k", "user_id! slug!", uk("user_id slug"), fk("user_id -> users(id)")),
		table("l", "a_id! b_id!", pk("a_id b_id"), fk("a_id -> a"), fk("b_id -> b")),
		table("m", "id! a_id! b_id!", pk("id"), uk("a_id b_id"), fk("a_id -> a"), fk("b_id -> b")),
		table("n", "user_id! friend_id!", pk("user_id friend_id"), fk("user_id -> users(id)"), fk("friend_id -> users(id)")),
		table("o", "id! up", pk("id"), fk("up -> o(id)")),
		table("p", "user_id!", fk("user_id -> users(id)")),
	)
	want := []string{
		"users ||--o{ a : user_id",
		"users |o--o{ b : user_id",
		"users ||--o| c : user_id",
		"users |o--o| d : user_id",
		"users ||--o| e : user_id",
		"users ||--o| f : user_id",
		"users ||--o{ g : user_id",
		"places ||--o{ h : x, y",
		"places |o--o{ i : x, y",
		"places ||--o| j : x, y",
		"users ||--o{ k : user_id",
		"a ||--o{ l : a_id",
		"b ||--o{ l : b_id",
		"a ||--o{ m : a_id",
		"b ||--o{ m : b_id",
		"users ||--o{ n : user_id",
		"users ||--o{ n : friend_id",
		"o |o--o{ o : up",
		"users ||--o{ p : user_id",
	}
	if d := cmp.Diff(want, pictures(s)); d != "" {
		t.Error(d)
	}
}

func TestSentences(t *testing.T) {
	s := of(
		table("users", "id!", pk("id")),
		table("orders", "id! user_id!", pk("id"), fk("user_id -> users")),
		table("profiles", "user_id", uk("user_id"), fk("user_id -> users")),
		table("employees", "id! boss_id", pk("id"), fk("boss_id -> employees")),
	)
	want := []string{
		"Each order belongs to exactly one user; a user has zero or more orders.",
		"Each profile belongs to zero or one user; a user has zero or one profile.",
		"Each employee refers to zero or one employee (boss_id); an employee is referred to by zero or more employees.",
	}
	var got []string
	for _, r := range schema.Relationships(s) {
		got = append(got, r.Sentence(r.Child.Table == r.Parent.Table))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestCostOfManyTables relates tables that all take part.
func TestCostOfManyTables(t *testing.T) {
	costtest.Linear(t, 2_500, func(n int) func() {
		s := &schema.Schema{}
		for i := range n {
			child := table(fmt.Sprintf("t%d", i), "id! up!", pk("id"), fk(fmt.Sprintf("up -> t%d(id)", i/2)))
			if i > 0 {
				child.PartitionOf = schema.Name{Name: fmt.Sprintf("p%d", i)}
			}
			s.Tables = append(s.Tables, child)
		}
		return func() { related(t, s, n) }
	})
}

// TestManyKeys relates a table that has many keys and foreign keys. Each foreign key is held against each key.
func TestManyKeys(t *testing.T) {
	const n = 2_000
	wide := table("wide", "id!", pk("id"))
	s := &schema.Schema{Tables: []*schema.Table{wide}}
	for i := range n {
		name := fmt.Sprintf("c%d", i)
		wide.Columns = append(wide.Columns, &schema.Column{Name: name})
		wide.Keys = append(wide.Keys, schema.Key{Kind: schema.Unique, Columns: []string{"id", name}})
		wide.ForeignKeys = append(wide.ForeignKeys, fk(fmt.Sprintf("id %s -> t%d(id)", name, i)))
		s.Tables = append(s.Tables, table(fmt.Sprintf("t%d", i), "id!", pk("id")))
	}
	related(t, s, n)
}

// related checks that there are as many relationships as expected, and no junctions.
func related(t *testing.T, s *schema.Schema, want int) {
	t.Helper()
	if n := len(schema.Relationships(s)); n != want {
		t.Errorf("got %d relationships, want %d", n, want)
	}
	if n := len(schema.Junctions(s)); n != 0 {
		t.Errorf("got %d junctions, want none", n)
	}
}
