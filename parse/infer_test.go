package parse

import (
	"strings"
	"testing"

	"crowsfoot/parse/schema/schematest"

	"github.com/google/go-cmp/cmp"
)

// TestInferForeignKeys has one case for each thing that a name implies, and for each that it does not.
func TestInferForeignKeys(t *testing.T) {
	for _, c := range []struct {
		name, schema string
		want         string // "table.column -> parent.column" of the implied ones
	}{
		{"singular", "users: id! pk\nposts: user_id", "posts.user_id -> users.id"},
		{"name of the table", "users: id! pk\nposts: users_id", "posts.users_id -> users.id"},
		{"table in the singular", "user: id! pk\nposts: user_id", "posts.user_id -> user.id"},
		{"irregular plural", "people: id! pk\npets: person_id", "pets.person_id -> people.id"},
		{"camel case", "OrderItems: Id! pk\nNotes: orderItemId", "Notes.orderItemId -> OrderItems.Id"},
		{"camel case, ID", "users: id! pk\nposts: userID", "posts.userID -> users.id"},
		{"upper case", "USERS: ID! pk\nPOSTS: USER_ID", "POSTS.USER_ID -> USERS.ID"},
		{"several words", "order_items: id! pk\nnotes: order_item_id", "notes.order_item_id -> order_items.id"},
		{"primary key that is called like the column", "users: user_id! pk\nposts: user_id", "posts.user_id -> users.user_id"},
		{"column that is the primary key", "users: id! pk\nprofiles: user_id! pk", "profiles.user_id -> users.id"},
		{"in another schema", "auth.users: id! pk\npublic.posts: user_id", "public.posts.user_id -> auth.users.id"},
		{"integers of any size", "users: id bigserial! pk\nposts: user_id bigint", "posts.user_id -> users.id"},
		{"strings of any length", "users: id varchar(20)! pk\nposts: user_id text", "posts.user_id -> users.id"},
		{"two columns", "a: id! pk\nb: id! pk\nt: a_id, b_id", "t.a_id -> a.id, t.b_id -> b.id"},
		{
			"a word that all tables begin with",
			"wp_users: id! pk\nwp_posts: user_id\nwp_terms: wp_user_id",
			"wp_posts.user_id -> wp_users.id, wp_terms.wp_user_id -> wp_users.id",
		},

		{"a word that only some tables begin with", "wp_users: id! pk\nwp_posts: user_id\nlog: user_id", ""},
		{"a word that two tables begin with by chance", "user_group: id! pk\nuser_log: group_id", ""},
		{"another family of types", "users: id uuid! pk\nposts: user_id int", ""},
		{"an array of the type", "users: id! pk\nposts: user_id int[]", ""},
		{"numbers with a fraction", "users: id numeric! pk\nposts: user_id numeric(10;2)", ""},
		{"two candidates", "users: id! pk\nuser: id! pk\nposts: user_id", ""},
		{"two candidates in two schemas", "a.users: id! pk\nb.users: id! pk\na.posts: user_id", ""},
		{"no primary key", "users: id!\nposts: user_id", ""},
		{"composite primary key", "users: a!, b!, pk(a b)\nposts: user_id", ""},
		{"primary key on no column", "users: a!, pk(b)\nposts: user_id", ""},
		{"declared", "users: id! pk\nold: id! pk\nposts: user_id -> old", ""},
		{"itself", "users: id! pk, user_id", ""},
		{"its own primary key", "users: user_id! pk", ""},
		{"no such table", "users: id! pk\nposts: author_id", ""},
		{"a word that ends in id", "pa: id! pk\nposts: paid, id", ""},
		{"partition", "users: id! pk\nlog: id! pk\nlog_1 of log: user_id", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := schematest.Parse(c.schema)
			for _, table := range s.Tables {
				for _, column := range table.Columns {
					column.Type = strings.ReplaceAll(column.Type, ";", ",") // a comma ends a column there
				}
			}
			inferForeignKeys(s)
			var got []string
			for _, table := range s.Tables {
				for _, fk := range table.ForeignKeys {
					if fk.Implied {
						got = append(got, table.Name.String()+"."+fk.Columns[0]+" -> "+fk.Ref.String()+"."+fk.RefColumns[0])
					}
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInferTwiceIsOnce(t *testing.T) {
	s := schematest.Parse("users: id! pk\nposts: user_id")
	inferForeignKeys(s)
	inferForeignKeys(s)
	if n := len(s.Tables[1].ForeignKeys); n != 1 {
		t.Errorf("got %d foreign keys, want 1", n)
	}
	if fk := s.Tables[1].ForeignKeys[0]; fk.Span.Line != 2 || fk.Span.Column != 2 {
		t.Errorf("it stands at %s, want its column's place", fk.Span.Pos)
	}
}
