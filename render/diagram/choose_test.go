package diagram_test

import (
	"errors"
	"strings"
	"testing"

	"crowsfoot/parse/schema/schematest"
	"crowsfoot/render/diagram"

	"github.com/google/go-cmp/cmp"
)

// TestChoice has one case for each way to leave tables out.
func TestChoice(t *testing.T) {
	for _, c := range []struct {
		name string
		opts diagram.Options
		want string
	}{
		{"include", diagram.Options{Include: []string{"order*", "users"}}, "users orders order_items"},
		{"include in any case", diagram.Options{Include: []string{"USERS"}}, "users"},
		{"include one character", diagram.Options{Include: []string{"tag?"}}, "tags"},
		{"exclude", diagram.Options{Exclude: []string{"*_*", "audit", "settings"}}, "users orders products tags roles"},
		{"exclude wins", diagram.Options{Include: []string{"*order*"}, Exclude: []string{"orders"}}, "order_items"},
		{"focus", diagram.Options{Focus: []string{"users"}}, "users"},
		{"focus, one line away", diagram.Options{Focus: []string{"users"}, Depth: 1}, "users orders user_roles"},
		{"focus, two lines away", diagram.Options{Focus: []string{"users"}, Depth: 2}, "users orders order_items user_roles roles"},
		{"focus twice", diagram.Options{Focus: []string{"settings", "audit"}, Depth: 1}, "settings audit accounts?"},
		{"focus over a collapsed table", diagram.Options{Focus: []string{"tags"}, Depth: 1, Junctions: diagram.CollapsePure}, "products tags"},
		{"focus on a view", diagram.Options{Focus: []string{"totals"}, Depth: 1, Views: true}, "orders order_items totals()"},
		{"focus within what is left", diagram.Options{Focus: []string{"users"}, Depth: 9, Exclude: []string{"orders", "user_roles"}}, "users"},
		{"nothing", diagram.Options{Include: []string{"nothing"}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(diagram.FromSchema(schematest.Parse(shop), c.opts)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"a", "a", true},
		{"a", "ab", false},
		{"", "a", false},
		{"*", "anything", true},
		{"a*c", "abbc", true},
		{"a*c", "abcd", false},
		{"a*b*c", "aXbYbZc", true},
		{"?", "é", true},
		{"??", "é", false},
		{"a*", "A", true},
		{"[a]", "[a]", true},
		{"[a]", "a", false},
		{"s.t", "s.t", true},
		{strings.Repeat("*a", 500) + "b", strings.Repeat("a", 1000), false},
	} {
		s := schematest.Parse("x: id")
		s.Tables[0].Name.Name = c.name
		d := diagram.FromSchema(s, diagram.Options{Include: []string{c.pattern}})
		if got := len(d.Entities) == 1; got != c.want {
			t.Errorf("%.20q matches %.20q: %v, want %v", c.pattern, c.name, got, c.want)
		}
	}
}

func TestCheckPatterns(t *testing.T) {
	s := schematest.Parse("public.users: id! pk\npublic.orders: id! pk\nview public.totals reads public.users")
	for _, c := range []struct {
		name string
		opts diagram.Options
		want string
	}{
		{"all match", diagram.Options{Include: []string{"user*", "PUBLIC.orders"}, Focus: []string{"users"}}, ""},
		{"exclude need not match", diagram.Options{Exclude: []string{"nothing"}}, ""},
		{"include", diagram.Options{Include: []string{"users", "order"}}, `include "order" matches no table; did you mean "orders"?`},
		{"focus", diagram.Options{Focus: []string{"uesrs"}}, `focus "uesrs" matches no table; did you mean "users"?`},
		{"with the schema", diagram.Options{Focus: []string{"public.user"}}, `focus "public.user" matches no table; did you mean "public.users"?`},
		{"nothing near", diagram.Options{Focus: []string{"payments"}}, `focus "payments" matches no table`},
		{"a view that is not drawn", diagram.Options{Focus: []string{"totals"}}, `focus "totals" matches a view, and views are not drawn`},
		{"a view that is drawn", diagram.Options{Focus: []string{"totals"}, Views: true}, ""},
		{"focus on what is excluded", diagram.Options{Focus: []string{"users"}, Exclude: []string{"users"}}, `focus "users" matches no table that include and exclude leave`},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := diagram.CheckPatterns(s, c.opts)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var unmatched *diagram.UnmatchedError
			if !errors.As(err, &unmatched) || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// TestCollapse has one case for each reason to draw a junction table as a line, or not to.
func TestCollapse(t *testing.T) {
	for _, c := range []struct {
		name   string
		opts   diagram.Options
		report string
	}{
		{
			"keep",
			diagram.Options{},
			"kept 3: order_items has quantity; product_tags has only keys; user_roles has only bookkeeping besides its keys: created_at",
		},
		{
			"pure",
			diagram.Options{Junctions: diagram.CollapsePure},
			"collapsed 1: product_tags; kept 2: order_items has quantity; user_roles has only bookkeeping besides its keys: created_at",
		},
		{"audit", diagram.Options{Junctions: diagram.CollapseAudit}, "collapsed 2: product_tags, user_roles; kept 1: order_items has quantity"},
		{
			"in focus",
			diagram.Options{Junctions: diagram.CollapseAudit, Focus: []string{"product_tags"}, Depth: 1},
			"kept 1: product_tags is in focus",
		},
		{
			"parent left out",
			diagram.Options{Junctions: diagram.CollapseAudit, Exclude: []string{"tags", "order*"}},
			"collapsed 1: user_roles; kept 1: tags is not shown",
		},
		{"left out itself", diagram.Options{Junctions: diagram.CollapseAudit, Exclude: []string{"product_tags", "order*"}}, "collapsed 1: user_roles"},
		{"none", diagram.Options{Junctions: diagram.CollapseAudit, Include: []string{"users"}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := diagram.FromSchema(schematest.Parse(shop), c.opts).CollapseReport(); got != c.report {
				t.Errorf("got  %s\nwant %s", got, c.report)
			}
		})
	}
}

func TestCollapsedLine(t *testing.T) {
	s := schematest.Parse(`
		students: id! pk
		classes: id! pk
		enrollments: student_id! -> students, class_id! -> classes, pk(student_id class_id)
		friends: user_id! -> students, friend_id! -> students, pk(user_id friend_id)
		view v reads friends
	`)
	d := diagram.FromSchema(s, diagram.Options{Junctions: diagram.CollapsePure})
	want := []string{"students }o--o{ classes : enrollments", "students }o--o{ students : friends"}
	if diff := cmp.Diff(want, lines(d)); diff != "" {
		t.Fatal(diff)
	}
	e := d.Edges[0]
	if e.ID != "junction-enrollments" || e.Kind != diagram.ManyToMany || e.Pos.Line != 4 {
		t.Errorf("edge %q of kind %d at %s", e.ID, e.Kind, e.Pos)
	}
	// A student has as many classes as rows with its student_id.
	if e.Parent.Why.Text != "no unique key within class_id" || e.Child.Why.Text != "no unique key within student_id" {
		t.Errorf("parent: %s; child: %s", e.Parent.Why.Text, e.Child.Why.Text)
	}
	if !cmp.Equal(e.Parent.Rows, []int{0}) || !cmp.Equal(e.Child.Columns, []string{"id"}) {
		t.Errorf("the line ends at rows %v and columns %v", e.Parent.Rows, e.Child.Columns)
	}
	d = diagram.FromSchema(s, diagram.Options{Junctions: diagram.CollapsePure, Views: true})
	if got, want := d.CollapseReport(), "collapsed 1: enrollments; kept 1: v reads friends"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestGhosts: a table that is not in the input is drawn for those who reference it, or when it is asked for.
func TestGhosts(t *testing.T) {
	s := schematest.Parse("public.notes: id! pk, user_id -> auth.users\npublic.tags: id! pk")
	for _, c := range []struct {
		name string
		opts diagram.Options
		want string
	}{
		{"referenced", diagram.Options{}, "public.notes public.tags auth.users?"},
		{"not any more", diagram.Options{Exclude: []string{"notes"}}, "tags"},
		{"nor included with what references it", diagram.Options{Include: []string{"auth.*"}}, ""},
		{"in focus", diagram.Options{Focus: []string{"auth.users"}}, "users?"},
	} {
		if got := names(diagram.FromSchema(s, c.opts)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
