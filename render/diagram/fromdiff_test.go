package diagram_test

import (
	"fmt"
	"strings"
	"testing"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema/schematest"
	"crowsfoot/render/diagram"

	"github.com/google/go-cmp/cmp"
)

const (
	shopBefore = `
		users: id! pk, email varchar(20)
		orders: id! pk, user_id -> users, note text, old int
		items: order_id! -> orders, product_id! -> products, pk(order_id product_id)
		products: id! pk, name text
		profiles: user_id! uk -> users
		logs: id! pk, user_id -> users
		far: id! pk, product_id -> products, more text
		alone: id! pk
		view totals reads orders
		view names reads users
	`
	shopAfter = `
		people was users: id! pk, email varchar(40) uk
		orders: id! pk, user_id! -> people cascade, remark text was:note, paid date
		items: order_id! -> orders, product_id! -> products, quantity!, pk(order_id product_id)
		products: id! pk, name text
		profiles: user_id! -> people
		coupons: id! pk, order_id -> orders
		far: id! pk, product_id -> products, more text
		alone: id! pk
		view totals reads orders, items
		view names reads people
	`
)

// changes are the marked parts of a diagram: entities, columns and lines, with what they were.
func changes(d *diagram.Diagram) []string {
	var out []string
	put := func(what string, c diagram.Change, was string) {
		if was != "" {
			what += ", was " + was
		}
		out = append(out, fmt.Sprint(c, " ", what))
	}
	for _, e := range d.Entities {
		put(e.Label, e.Change, e.Was)
		for _, c := range e.Columns {
			if c.Change != diagram.Unchanged {
				put(e.Label+"."+c.Name, c.Change, c.Was)
			}
		}
	}
	for i, e := range d.Edges {
		put(lines(d)[i], e.Change, e.Was)
	}
	return out
}

func compare(before, after string) *diff.Result {
	return diff.Compare(schematest.Parse(before), schematest.Parse(after))
}

func TestFromDiff(t *testing.T) {
	d := diagram.FromDiff(compare(shopBefore, shopAfter), diagram.Options{Depth: 1, Views: true})
	want := []string{
		"changed people, was users",
		"changed people.email, was varchar(20), not UNIQUE",
		"changed orders",
		"changed orders.user_id, was NULL",
		"changed orders.remark, was note",
		"removed orders.old",
		"added orders.paid",
		"changed items",
		"added items.quantity",
		" products",
		"changed profiles",
		"changed profiles.user_id, was UNIQUE",
		"removed logs",
		"added coupons",
		"changed totals",
		" names",
		"changed people ||--o{ orders : user_id, was zero or one user, ON DELETE NO ACTION",
		" orders ||--o{ items : order_id",
		" products ||--o{ items : product_id",
		"changed people ||--o{ profiles : user_id, was zero or one profile",
		"removed people |o..o{ logs : user_id",
		"added orders |o--o{ coupons : order_id",
		" orders .. totals",
		"added items .. totals",
		" people .. names",
	}
	if diff := cmp.Diff(want, changes(d)); diff != "" {
		t.Error(diff)
	}
	if !d.IsDiff {
		t.Error("it is not marked as a diff")
	}
}

// TestFromDiffShows has one case for each way to draw more or less of what changed.
func TestFromDiffShows(t *testing.T) {
	for _, c := range []struct {
		name string
		opts diagram.Options
		want string
	}{
		{"what changed and the ends of its lines", diagram.Options{}, "people orders items profiles logs coupons"},
		{"neighbours", diagram.Options{Depth: 1}, "people orders items products profiles logs coupons"},
		{"neighbours of neighbours", diagram.Options{Depth: 2}, "people orders items products profiles logs coupons far"},
		{"everything", diagram.Options{Everything: true}, "people orders items products profiles logs coupons far alone"},
		{"focus", diagram.Options{Focus: []string{"logs"}, Depth: 1}, "people logs"},
		{"exclude", diagram.Options{Exclude: []string{"p*"}}, "orders items logs coupons"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := diagram.FromDiff(compare(shopBefore, shopAfter), c.opts)
			if got := names(d); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestFromDiffColumns checks that neighbours show their keys alone.
func TestFromDiffColumns(t *testing.T) {
	for _, c := range []struct {
		opts diagram.Options
		want string
	}{
		{diagram.Options{Depth: 1}, "users: id +1, orders: id user_id note"},
		{diagram.Options{Depth: 1, Columns: diagram.KeyColumns}, "users: id +1, orders: id user_id +1"},
		{diagram.Options{Depth: 1, Columns: diagram.NoColumns}, "users: +2, orders: +3"},
		{diagram.Options{Everything: true}, "users: id name, orders: id user_id note"},
	} {
		d := diagram.FromDiff(compare("users: id! pk, name\norders: id! pk, user_id, note", "users: id! pk, name\norders: id! pk, user_id -> users, note"), c.opts)
		var got []string
		for _, e := range d.Entities {
			words := []string{e.Name + ":"}
			for _, col := range e.Columns {
				words = append(words, col.Name)
			}
			if e.Hidden > 0 {
				words = append(words, fmt.Sprint("+", e.Hidden))
			}
			got = append(got, strings.Join(words, " "))
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%+v:\ngot  %s\nwant %s", c.opts, got, c.want)
		}
	}
}

func TestFromDiffRetargeted(t *testing.T) {
	d := diagram.FromDiff(compare(
		"a: id! pk\nb: id! pk\nc: x -> a\nd: x! -> gone(id)",
		"a: id! pk\nb: id! pk\nc: x -> b\nd: x! -> gone(id)"), diagram.Options{Everything: true})
	want := []string{" a", " b", "changed c", " d", " gone", "changed b |o--o{ c : x, was to a(id)", " gone ||--o{ d : x"}
	if diff := cmp.Diff(want, changes(d)); diff != "" {
		t.Error(diff)
	}
}

// TestFromDiffSameName has a table that took over the name of one that is gone.
func TestFromDiffSameName(t *testing.T) {
	d := diagram.FromDiff(compare("a: id! pk\nb: id! pk, x\nc: b -> b", "b was a: id! pk\nc: b"), diagram.Options{})
	want := []string{"changed b, was a", "removed b", "changed c", "removed b |o..o{ c : b"}
	if diff := cmp.Diff(want, changes(d)); diff != "" {
		t.Error(diff)
	}
	if d.Entities[0].ID == d.Entities[1].ID {
		t.Error("two entities have one ID")
	}
	if e := d.Edges[0]; e.Parent.Entity != 1 {
		t.Error("the line that went ends at the wrong table")
	}
}

func TestFromDiffReferenceToWhatIsGone(t *testing.T) {
	d := diagram.FromDiff(compare("a: id! pk\nc: x -> a(id)", "c: x -> a(id)"), diagram.Options{Depth: 1})
	if diff := cmp.Diff([]string{"removed a", " c", " a |o--o{ c : x"}, changes(d)); diff != "" {
		t.Error(diff)
	}
}

func TestFromDiffJunctions(t *testing.T) {
	before := "a: id! pk, n\nb: id! pk\nab: a! -> a, b! -> b\nba: a! -> a, b! -> b, x"
	after := "a: id! pk\nb: id! pk\nab: a! -> a, b! -> b\nba: a! -> a, b! -> b"
	d := diagram.FromDiff(compare(before, after), diagram.Options{Junctions: diagram.CollapsePure, Depth: 1})
	want := []string{"a }o--o{ b : ab", "a ||--o{ ba : a", "b ||--o{ ba : b"}
	if diff := cmp.Diff(want, lines(d)); diff != "" {
		t.Error(diff)
	}
	if got, want := d.CollapseReport(), "collapsed 1: ab; kept 1: ba changed"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFromDiffOfTheSame(t *testing.T) {
	d := diagram.FromDiff(compare(shopAfter, shopAfter), diagram.Options{Depth: 3, Views: true})
	if len(d.Entities)+len(d.Edges) > 0 || len(d.Description) > 0 {
		t.Errorf("nothing changed, but there are %s", names(d))
	}
}

func TestFromDiffDescription(t *testing.T) {
	d := diagram.FromDiff(compare("u: id! pk\no: u -> u", "u: id! pk\no: u! -> u"), diagram.Options{})
	want := []string{"o.u became NOT NULL.", "o.u became NOT NULL: an o now has exactly one u (was zero or one)."}
	if diff := cmp.Diff(want, d.Description); diff != "" {
		t.Error(diff)
	}
}

func TestFromDiffEnums(t *testing.T) {
	d := diagram.FromDiff(compare("a: id! pk, m mood\nb: m mood2\nenum mood: ok, sad\nenum mood2: x, y", "a: id! pk, m mood\nb: m mood2\nenum mood: ok, sad, odd\nenum mood2: y, x"),
		diagram.Options{})
	if diff := cmp.Diff([]string{"changed a", "changed a.m, was one of ok, sad"}, changes(d)); diff != "" {
		t.Error(diff)
	}
}

// TestFromDiffKeyMarks has a column that is unique by its primary key and by another key.
func TestFromDiffKeyMarks(t *testing.T) {
	d := diagram.FromDiff(compare("a: id! pk, uk(id)\nb: x! uk, y", "a: id! uk\nb: x!, y uk"), diagram.Options{})
	want := []string{"changed a", "changed a.id, was PRIMARY KEY", "changed b", "changed b.x, was UNIQUE", "changed b.y, was not UNIQUE"}
	if diff := cmp.Diff(want, changes(d)); diff != "" {
		t.Error(diff)
	}
}

func TestFromDiffPartitions(t *testing.T) {
	before := "log: id! pk\nlog_1 of log: id\nlog_2 of log: id\nnote: l -> log_1(id)"
	after := "log: id! pk\nlog_1 of log: id\nlog_2: id\nlog_3 of log: id\nnote: l -> log_1(id)"
	d := diagram.FromDiff(compare(before, after), diagram.Options{Everything: true})
	want := []string{" log", "changed log_2", " note", " log |o--o{ note : l"}
	if diff := cmp.Diff(want, changes(d)); diff != "" {
		t.Error(diff)
	}
}

func TestNarrow(t *testing.T) {
	r := diff.Compare(
		schematest.Parse("users: id! pk\npublic.orders: id! pk, user_id -> users\nlog: id! pk\nauth.x: id"),
		schematest.Parse("users: id! pk, name\npublic.orders: id! pk, user_id! -> users\nauth.x: id, y"),
	)
	for _, c := range []struct {
		name string
		opts diagram.Options
		want string // changes, then consequences, by their tables
	}{
		{"all", diagram.Options{}, "users orders log x | orders"},
		{"included", diagram.Options{Include: []string{"ord*"}}, "orders | orders"},
		{"excluded", diagram.Options{Exclude: []string{"orders", "log"}}, "users x |"},
		{"by schema, written or not", diagram.Options{Include: []string{"public.*"}, Exclude: []string{"*.log"}}, "users orders | orders"},
	} {
		n := diagram.Narrow(r, c.opts)
		var got []string
		for _, change := range n.Changes {
			got = append(got, change.Table.Name)
		}
		got = append(got, "|")
		for _, consequence := range n.Consequences {
			got = append(got, consequence.Table.Name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %s, want %s", c.name, strings.Join(got, " "), c.want)
		}
	}
	if len(r.Changes) == 0 || diagram.CheckDiffPatterns(r, diagram.Options{Include: []string{"log"}, Focus: []string{"log"}}) != nil {
		t.Error("the comparison itself has changed, or a table that went cannot be named")
	}
	if err := diagram.CheckDiffPatterns(r, diagram.Options{Focus: []string{"logs"}}); err == nil || err.Error() != `focus "logs" matches no table; did you mean "log"?` {
		t.Errorf("error %v", err)
	}
}
