package diff_test

import (
	"strings"
	"testing"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
	"crowsfoot/parse/schema/schematest"

	"github.com/google/go-cmp/cmp"
)

// words are the texts of the changes, with the risk in front: "!" breaks, "!!" loses data.
func words(r *diff.Result) []string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, strings.TrimSpace(strings.Repeat("!", int(c.Risk))+" "+c.Text))
	}
	return out
}

// TestChanges has one case for each kind of change, and for each thing that is none.
func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		kind                diff.Kind
		want                []string
	}{
		{"table added", "a: id", "a: id\nb: id, x", diff.TableAdded, []string{"table b added (2 columns)"}},
		{"table added, with references", "a: id! pk", "a: id! pk\nb: x -> a, y -> a, z -> c(id)", diff.TableAdded, []string{"table b added (3 columns; references a, c)"}},
		{"table removed", "a: id\nb: id", "a: id", diff.TableRemoved, []string{"!! table b removed (1 column)"}},
		{"table comment", "a: id", "a #words: id", diff.TableComment, []string{`a: comment "words" added`}},
		{"partition added", "a: id", "a: id\na_1 of a: id", diff.PartitionAdded, []string{"partition a_1 of a added"}},
		{"partition removed", "a: id\na_1 of a: id", "a: id", diff.PartitionRemoved, []string{"!! partition a_1 of a removed"}},
		{
			"partition detached", "a: id\na_1 of a: id", "a: id\na_1: id", diff.PartitionMoved,
			[]string{"a_1 is a table of its own now (was a partition of a)"},
		},

		{"column added", "a: id", "a: id, x text =0", diff.ColumnAdded, []string{"a.x added: text DEFAULT 0"}},
		{"column added, NOT NULL with a default", "a: id", "a: id, x! =0", diff.ColumnAdded, []string{"a.x added: int NOT NULL DEFAULT 0"}},
		{"column added, NOT NULL", "a: id", "a: id, x!", diff.ColumnAdded, []string{"! a.x added: int NOT NULL"}},
		{"column removed", "a: id, x", "a: id", diff.ColumnRemoved, []string{"!! a.x removed"}},
		{"type wider", "a: x varchar(10)", "a: x varchar(20)", diff.ColumnType, []string{"a.x: type varchar(10) → varchar(20)"}},
		{"type narrower", "a: x varchar(20)", "a: x varchar(10)", diff.ColumnType, []string{"!! a.x: type varchar(20) → varchar(10)"}},
		{"type to text", "a: x int", "a: x text", diff.ColumnType, []string{"! a.x: type int → text"}},
		{"NOT NULL", "a: x", "a: x!", diff.ColumnNull, []string{"! a.x became NOT NULL"}},
		{"NULL", "a: x!", "a: x", diff.ColumnNull, []string{"! a.x may be NULL now"}},
		{"default added", "a: x", "a: x =1", diff.ColumnDefault, []string{"a.x: default 1 added"}},
		{"default changed", "a: x =1", "a: x =2", diff.ColumnDefault, []string{"a.x: default 1 → 2"}},
		{"default removed", "a: x! =1", "a: x!", diff.ColumnDefault, []string{"! a.x: default 1 removed"}},
		{"identity", "a: x", "a: x int identity", diff.ColumnIdentity, []string{"a.x is numbered automatically now"}},
		{"generated", "a: x int generated", "a: x", diff.ColumnGenerated, []string{"! a.x is not computed any more"}},
		{"column comment", "a: x int #old", "a: x int #new", diff.ColumnComment, []string{`a.x: comment "old" → "new"`}},

		{"primary key added", "a: x!", "a: x! pk", diff.PrimaryKeyAdded, []string{"! a: PRIMARY KEY (x) added"}},
		{"primary key removed", "a: x! pk", "a: x!", diff.PrimaryKeyRemoved, []string{"! a: PRIMARY KEY (x) removed"}},
		{
			"primary key changed", "a: x! pk, y!", "a: x!, y!, pk(x y)", diff.PrimaryKeyChanged,
			[]string{"! a: PRIMARY KEY (x) → PRIMARY KEY (x, y)"},
		},
		{"unique added", "a: x", "a: x uk", diff.UniqueAdded, []string{"! a: UNIQUE (x) added"}},
		{"unique added to a new column", "a: x", "a: x, y, uk(x y)", diff.UniqueAdded, []string{"a.y added: int", "a: UNIQUE (x, y) added"}},
		{"unique removed", "a: x, y, uk(x y)", "a: x, y", diff.UniqueRemoved, []string{"! a: UNIQUE (x, y) removed"}},
		{"unique removed, as the primary key says", "a: id! pk, uk(id)", "a: id! pk", diff.UniqueRemoved, []string{"a: UNIQUE (id) removed"}},

		{"foreign key added", "p: id pk\na: x", "p: id pk\na: x -> p", diff.ForeignKeyAdded, []string{"! a.x references p(id) now"}},
		{
			"foreign key added to a new column", "p: id pk\na: x", "p: id pk\na: x, y -> p", diff.ForeignKeyAdded,
			[]string{"a.y added: int", "a.y references p(id) now"},
		},
		{
			"foreign key removed", "p: id pk\na: x -> p(id)", "p: id pk\na: x", diff.ForeignKeyRemoved,
			[]string{"a.x does not reference p(id) any more"},
		},
		{
			"foreign key to another table", "p: id pk\nq: id pk\na: x -> p", "p: id pk\nq: id pk\na: x -> q", diff.ForeignKeyTarget,
			[]string{"! a.x references q(id) now (was p(id))"},
		},
		{
			"foreign key to another column", "p: id pk, n uk\na: x -> p", "p: id pk, n uk\na: x -> p(n)", diff.ForeignKeyTarget,
			[]string{"! a.x references p(n) now (was p(id))"},
		},
		{
			"on delete", "p: id pk\na: x -> p", "p: id pk\na: x -> p cascade", diff.ForeignKeyOnDelete,
			[]string{"!! a.x: ON DELETE NO ACTION → CASCADE"},
		},
		{
			"on delete no more", "p: id pk\na: x -> p set null", "p: id pk\na: x -> p", diff.ForeignKeyOnDelete,
			[]string{"! a.x: ON DELETE SET NULL → NO ACTION"},
		},
		{
			"implied becomes declared", "p: id pk\na: x -> p implied", "p: id pk\na: x -> p", diff.ForeignKeyAdded,
			[]string{"a.x does not reference p(id) any more (implied by its name)", "! a.x references p(id) now"},
		},

		{"view added", "a: id", "a: id\nview v reads a", diff.ViewAdded, []string{"view v added"}},
		{"view removed", "a: id\nview v reads a", "a: id", diff.ViewRemoved, []string{"! view v removed"}},
		{
			"view reads", "a: id\nb: id\nview v reads a", "a: id\nb: id\nview v reads b", diff.ViewReads,
			[]string{"view v reads b now, does not read a any more"},
		},
		{"enum added", "", "enum e: x, y", diff.EnumAdded, []string{"type e added: x, y"}},
		{"enum removed", "enum e: x", "", diff.EnumRemoved, []string{"type e removed"}},
		{"enum value added", "enum e: x", "enum e: x, y", diff.EnumValueAdded, []string{"type e: value y added"}},
		{"enum value removed", "enum e: x, y", "enum e: y", diff.EnumValueRemoved, []string{"! type e: value x removed"}},

		{"order of tables", "a: id\nb: id", "b: id\na: id", "", nil},
		{"order of columns", "a: x, y", "a: y, x", "", nil},
		{"order of keys", "a: x, y, uk(x y), uk(x)", "a: x, y, uk(x), uk(y x)", "", nil},
		{"order of foreign keys", "p: id pk\na: x -> p, y -> p", "p: id pk\na: y -> p, x -> p", "", nil},
		{"order of enum values", "enum e: x, y", "enum e: y, x", "", nil},
		{"case", "Users: Id! pk\nPosts: User -> Users(Id)", "users: id! pk\nposts: user -> users(id)", "", nil},
		{"default schema", "users: id! pk\nposts: u -> users", "public.users: id! pk\npublic.posts: u -> public.users", "", nil},
		{"schema named on one side", "users: id! pk", "app.users: id! pk", "", nil},
		{
			"schema named, but not that one", "s.a: x\ns.b: x", "a: x\ns.b: x", diff.TableAdded,
			[]string{"!! table s.a removed (1 column)", "table a added (1 column)"},
		},
		{"names of keys", "a: x, uk(x) one", "a: x, uk(x) two", "", nil},
		{"a key said twice", "a: x uk", "a: x uk, uk(x) again", "", nil},
		{"a foreign key said twice", "p: id pk\na: x -> p", "p: id pk\na: x -> p, (x) -> p(id)", "", nil},
		{"spelling of a type", "a: x integer, y bool", "a: x int4, y BOOLEAN", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := diff.Compare(schematest.Parse(c.before), schematest.Parse(c.after))
			if d := cmp.Diff(c.want, words(r)); d != "" {
				t.Error(d)
			}
			if n := len(r.Changes); n > 0 && r.Changes[n-1].Kind != c.kind {
				t.Errorf("kind %s, want %s", r.Changes[n-1].Kind, c.kind)
			}
			if r.Empty() != (c.want == nil) {
				t.Errorf("empty: %v with %d changes", r.Empty(), len(r.Changes))
			}
			for _, change := range r.Changes {
				if (change.Risk == diff.NoRisk) != (change.RiskWhy == "") {
					t.Errorf("%s: risk %q because %q", change.Text, change.Risk, change.RiskWhy)
				}
				if !change.Pos.IsValid() {
					t.Errorf("%s: no position", change.Text)
				}
			}
		})
	}
}

// TestRenames has one case for each way to know that a thing has a new name, and for each doubt.
func TestRenames(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		want                []string
	}{
		{"told", "a: x", "b was a: x", []string{"! table a renamed to b"}},
		{"told, twice renamed", "a: x", "c was b was a: x", []string{"! table a renamed to c"}},
		{"told, from the middle", "b was a: x", "c was b was a: x", []string{"! table b renamed to c"}},
		{"told by the history alone", "b: x", "c was b was a: x", []string{"! table b renamed to c"}},
		{"told by the older side", "b was a: x", "a: x", []string{"! table b renamed to a"}},
		{"swapped", "a: x\nb: y", "b was tmp was a: x\na was b: y", []string{"! table a renamed to b", "! table b renamed to a"}},
		{"rebuilt under its own name", "a: x", "a was new_a: x, y", []string{"a.y added: int"}},
		{"old one kept beside the new", "a: x", "a_old was a: x\na: x", []string{"table a_old added (1 column)"}},
		{"to another schema", "s.a: x\ns.b: y", "t.a was s.a: x\ns.b: y", []string{"! table s.a renamed to t.a"}},
		{
			"with what references it", "a: id! pk\nb: a_id -> a", "z was a: id! pk\nb: a_id -> z",
			[]string{"! table a renamed to z"},
		},

		{
			"guessed by a similar name", "user: id! pk, name text, mail text", "users: id! pk, name text, mail text",
			[]string{"! table user renamed to users (guessed)"},
		},
		{
			"guessed by what references it", "client: id! pk, name text, mail text\no: c -> client", "customer: id! pk, name text, mail text\no: c -> customer",
			[]string{"! table client renamed to customer (guessed)"},
		},
		{
			"guessed by many columns", "one: a, b, c, d, e, f", "two: a, b, c, d, e, f",
			[]string{"! table one renamed to two (guessed)"},
		},
		{"no guess by few columns", "user: id, x", "users: id, x", []string{"!! table user removed (2 columns)", "table users added (2 columns)"}},
		{
			"no guess by looks alone", "brand: id, name text, note", "topic: id, name text, note",
			[]string{"!! table brand removed (3 columns)", "table topic added (3 columns)"},
		},
		{
			"no guess between two", "user: a, b, c", "users: a, b, c\nmy_user: a, b, c",
			[]string{"!! table user removed (3 columns)", "table users added (3 columns)", "table my_user added (3 columns)"},
		},
		{
			"no guess between partitions", "t: a, b, c\nt_old of t: a, b, c", "t: a, b, c\nt_older of t: a, b, c",
			[]string{"!! partition t_old of t removed", "partition t_older of t added"},
		},

		{"column told", "a: x", "a: y int was:x", []string{"! a.x renamed to y"}},
		{"column told, and changed", "a: x", "a: y! was:x", []string{"! a.x renamed to y", "! a.y became NOT NULL"}},
		{
			"column told, in keys", "p: id pk\na: x! -> p, y!, pk(x y), uk(y x)", "p: id pk\na: z! was:x -> p, y!, pk(z y), uk(y z)",
			[]string{"! a.x renamed to z"},
		},
		{
			"column told, referenced", "p: id pk\na: x -> p(id)", "p: key pk was:id\na: x -> p(key)",
			[]string{"! p.id renamed to key"},
		},
		{"column guessed by a similar name", "a: id, user_name text, z", "a: id, username text, z", []string{"! a.user_name renamed to username (guessed)"}},
		{
			"column guessed by what it references", "p: id pk\na: id, user_id -> p, z", "p: id pk\na: id, owner_id -> p, z",
			[]string{"! a.user_id renamed to owner_id (guessed)"},
		},
		{"no guess of another type", "a: id, user_name text", "a: id, username int", []string{"!! a.user_name removed", "a.username added: int"}},
		{"no guess in another place", "a: user_name text, z", "a: z, username text", []string{"!! a.user_name removed", "a.username added: text"}},
		{"no guess without likeness", "a: id, city text, z", "a: id, phone text, z", []string{"!! a.city removed", "a.phone added: text"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, words(diff.Compare(schematest.Parse(c.before), schematest.Parse(c.after)))); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestConsequences has one case for each thing that can follow from a change.
func TestConsequences(t *testing.T) {
	const (
		shop = "users: id! pk\n"
		pair = "a: id! pk\nb: id! pk\n"
	)
	for _, c := range []struct {
		name, before, after string
		kind                diff.ConsequenceKind
		want                []string
	}{
		{
			"became NOT NULL", shop + "orders: user_id -> users", shop + "orders: user_id! -> users", diff.ParentEnd,
			[]string{"orders.user_id became NOT NULL: an order now has exactly one user (was zero or one)"},
		},
		{
			"may be NULL", shop + "orders: user_id! -> users", shop + "orders: user_id -> users", diff.ParentEnd,
			[]string{"orders.user_id may be NULL now: an order now has zero or one user (was exactly one)"},
		},
		{
			"half of a composite key", "p: x!, y!, pk(x y)\nc: a!, b, (a b) -> p", "p: x!, y!, pk(x y)\nc: a!, b!, (a b) -> p", diff.ParentEnd,
			[]string{"c.(a, b) became NOT NULL: a c now has exactly one p (was zero or one)"},
		},
		{
			"unique dropped", shop + "profiles: user_id!, (user_id) -> users, uk(user_id) uq_profile_user", shop + "profiles: user_id! -> users", diff.ChildEnd,
			[]string{"UNIQUE uq_profile_user dropped: users and profiles went from 1:1 to 1:N"},
		},
		{
			"unique added", shop + "profiles: user_id! -> users", shop + "profiles: user_id! uk -> users", diff.ChildEnd,
			[]string{"UNIQUE (user_id) added: users and profiles went from 1:N to 1:1"},
		},
		{
			"primary key wider", shop + "cards: user_id! pk -> users, no!", shop + "cards: user_id! -> users, no!, pk(user_id no)", diff.ChildEnd,
			[]string{"PRIMARY KEY (user_id) dropped: users and cards went from 1:1 to 1:N"},
		},
		{
			"identifying", shop + "cards: id! pk, user_id! -> users", shop + "cards: id!, user_id! -> users, pk(id user_id)", diff.Identified,
			[]string{"cards.user_id is part of the primary key now: the relationship with users identifies it"},
		},
		{
			"related", shop + "orders: user_id", shop + "orders: user_id -> users", diff.Related,
			[]string{"Each order belongs to zero or one user (user_id); a user has zero or more orders"},
		},
		{
			"not related any more", shop + "orders: user_id -> users", shop + "orders: user_id", diff.Related,
			[]string{"No more: each order belongs to zero or one user (user_id); a user has zero or more orders"},
		},
		{
			"gained payload", pair + "ab: a_id! -> a, b_id! -> b", pair + "ab: a_id! -> a, b_id! -> b, quantity, price", diff.Junction,
			[]string{"ab gained quantity, price: no longer a pure junction"},
		},
		{
			"lost payload", pair + "ab: a_id! -> a, b_id! -> b, quantity", pair + "ab: a_id! -> a, b_id! -> b", diff.Junction,
			[]string{"ab lost quantity: now a pure junction"},
		},
		{
			"gained bookkeeping", pair + "ab: a_id! -> a, b_id! -> b", pair + "ab: a_id! -> a, b_id! -> b, created_at", diff.Junction,
			[]string{"ab gained created_at: no longer a pure junction"},
		},
		{
			"payload besides bookkeeping", pair + "ab: a_id! -> a, b_id! -> b, created_at", pair + "ab: a_id! -> a, b_id! -> b, created_at, rank", diff.Junction,
			[]string{"ab gained rank: no longer an audit junction"},
		},
		{
			"referenced", pair + "ab: id! pk, a_id! -> a, b_id! -> b", pair + "ab: id! pk, a_id! -> a, b_id! -> b\nc: ab -> ab", diff.Junction,
			[]string{"ab is no junction any more: c references ab"},
		},
		{
			"became a junction", pair + "ab: id! pk, a_id! -> a, b_id! -> b\nc: ab -> ab", pair + "ab: id! pk, a_id! -> a, b_id! -> b\nc: ab", diff.Junction,
			[]string{
				"ab is a pure junction of a and b now",
				"No more: each c belongs to zero or one ab (ab); an ab has zero or more cs",
			},
		},
		{
			"nothing follows for a junction with payload", pair + "ab: id! pk, a_id! -> a, b_id! -> b, n", pair + "ab: id! pk, a_id! -> a, b_id! -> b, n\nc: ab -> ab",
			"", nil,
		},
		{
			"what is referenced is gone", shop + "orders: user_id -> users(id)", "orders: user_id -> users(id)", diff.Dangling,
			[]string{"orders.user_id references users, which is gone"},
		},
		{
			"what is referenced is there", "orders: user_id -> users(id)", shop + "orders: user_id -> users(id)", diff.Dangling,
			[]string{"orders.user_id references users, which is there now"},
		},
		{"what is read is gone", shop + "view v reads users", "view v reads users", diff.Dangling, []string{"view v reads users, which is gone"}},
		{"nothing follows from a new table", shop, shop + "orders: user_id -> users", "", nil},
		{"nothing follows from a renamed parent", shop + "orders: u! -> users", "people was users: id! pk\norders: u! -> people", "", nil},
		{"nothing follows from a removed pair", shop + "orders: u! -> users", "x: y", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := diff.Compare(schematest.Parse(c.before), schematest.Parse(c.after))
			var got []string
			for _, k := range r.Consequences {
				got = append(got, k.Text)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
			if len(r.Consequences) > 0 && r.Consequences[0].Kind != c.kind {
				t.Errorf("kind %s, want %s", r.Consequences[0].Kind, c.kind)
			}
		})
	}
}

func TestViews(t *testing.T) {
	view := func(v schema.View) *schema.Schema {
		v.Name.Name = "v"
		return &schema.Schema{Views: []*schema.View{&v}}
	}
	r := diff.Compare(view(schema.View{Comment: "old"}), view(schema.View{Materialized: true, Comment: "new"}))
	if d := cmp.Diff([]string{"view v is materialized now", `view v: comment "old" → "new"`}, words(r)); d != "" {
		t.Error(d)
	}
}

func TestMissingSide(t *testing.T) {
	s := schematest.Parse("a: id! pk")
	if got := words(diff.Compare(nil, s)); !cmp.Equal(got, []string{"table a added (1 column)"}) {
		t.Errorf("from nothing: %v", got)
	}
	if got := words(diff.Compare(s, nil)); !cmp.Equal(got, []string{"!! table a removed (1 column)"}) {
		t.Errorf("to nothing: %v", got)
	}
	if r := diff.Compare(nil, nil); !r.Empty() || r.Before == nil || r.After == nil {
		t.Errorf("from nothing to nothing: %v", r)
	}
}

// TestOrder checks that removed things stand where they stood.
func TestOrder(t *testing.T) {
	r := diff.Compare(schematest.Parse("gone0: x\na: x\ngone1: x\ngone2: x\nb: x"), schematest.Parse("new0: x\nb: x\na: x\nnew1: x"))
	var got []string
	for i := range r.Tables {
		got = append(got, r.Tables[i].Name().Name)
	}
	want := []string{"gone0", "new0", "b", "a", "gone1", "gone2", "new1"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestLabelsNameTheSchemaWhereThereAreSeveral(t *testing.T) {
	r := diff.Compare(schematest.Parse("p.a: x\nq.a: x"), schematest.Parse("p.a: x\nq.a: x, y"))
	if d := cmp.Diff([]string{"q.a.y added: int"}, words(r)); d != "" {
		t.Error(d)
	}
	if r.Changes[0].Table != (schema.Name{Namespace: "q", Name: "a"}) {
		t.Errorf("the change is to %s", r.Changes[0].Table)
	}
}
