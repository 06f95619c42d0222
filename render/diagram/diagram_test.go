package diagram_test

import (
	"fmt"
	"strings"
	"testing"

	"crowsfoot/parse/schema"
	"crowsfoot/parse/schema/schematest"
	"crowsfoot/render/diagram"

	"github.com/google/go-cmp/cmp"
)

const shop = `
	users: id bigint! pk, email text! uk, mood mood
	orders: id! pk, user_id! -> users, note text
	order_items: order_id! -> orders, product_id! -> products, quantity!, pk(order_id product_id)
	products: id! pk, name text!
	tags: id! pk
	product_tags: product_id! -> products, tag_id! -> tags, pk(product_id tag_id)
	user_roles: user_id! -> users, role_id! -> roles, created_at
	roles: id! pk
	settings: key text! pk
	audit: id! pk, actor_id -> accounts(id)
	view totals reads orders, order_items
	enum mood: ok, sad
`

// names are the labels of the entities; a ? marks tables that are only referenced, () views.
func names(d *diagram.Diagram) string {
	var out []string
	for _, e := range d.Entities {
		switch e.Kind {
		case diagram.Ghost:
			out = append(out, e.Label+"?")
		case diagram.View:
			out = append(out, e.Label+"()")
		default:
			out = append(out, e.Label)
		}
	}
	return strings.Join(out, " ")
}

// lines are the edges as Mermaid would draw them.
func lines(d *diagram.Diagram) []string {
	left := map[schema.Cardinality]string{schema.ExactlyOne: "||", schema.ZeroOrOne: "|o", schema.ZeroOrMany: "}o"}
	right := map[schema.Cardinality]string{schema.ExactlyOne: "||", schema.ZeroOrOne: "o|", schema.ZeroOrMany: "o{"}
	var out []string
	for _, e := range d.Edges {
		parent, child := d.Entities[e.Parent.Entity].Label, d.Entities[e.Child.Entity].Label
		if e.Kind == diagram.Reads {
			out = append(out, fmt.Sprintf("%s .. %s", parent, child))
			continue
		}
		style := "--"
		if e.Dashed {
			style = ".."
		}
		out = append(out, fmt.Sprintf("%s %s%s%s %s : %s", parent, left[e.Parent.Cardinality], style, right[e.Child.Cardinality], child, e.Label))
	}
	return out
}

func TestFromSchema(t *testing.T) {
	d := diagram.FromSchema(schematest.Parse(shop), diagram.Options{Title: "Shop", Direction: diagram.TopBottom})
	if d.Title != "Shop" || d.Direction != diagram.TopBottom {
		t.Errorf("title %q and direction %v are not the ones asked for", d.Title, d.Direction)
	}
	if got, want := names(d), "users orders order_items products tags product_tags user_roles roles settings audit accounts?"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	want := []string{
		"users ||--o{ orders : user_id",
		"orders ||--o{ order_items : order_id",
		"products ||--o{ order_items : product_id",
		"products ||--o{ product_tags : product_id",
		"tags ||--o{ product_tags : tag_id",
		"users ||--o{ user_roles : user_id",
		"roles ||--o{ user_roles : role_id",
		"accounts |o--o{ audit : actor_id",
	}
	if diff := cmp.Diff(want, lines(d)); diff != "" {
		t.Error(diff)
	}
	if d.Groups != nil {
		t.Errorf("groups without several schemas: %v", d.Groups)
	}
}

func TestColumns(t *testing.T) {
	s := schematest.Parse(`
		users: id bigint! pk, email text! uk, mood mood, a!, b!, uk(a b)
		cards: user_id! pk -> users, kind, (p q) -> users(a b), p, q, rest
		enum mood: ok, sad
	`)
	for _, c := range []struct {
		mode   diagram.ColumnMode
		want   []string
		hidden []int
	}{
		{diagram.AllColumns, []string{
			"users.id bigint PK NN", "users.email text UK NN", "users.mood mood [ok sad]", "users.a int NN", "users.b int NN",
			"cards.user_id int PK FK NN", "cards.kind int", "cards.p int FK", "cards.q int FK", "cards.rest int",
		}, []int{0, 0}},
		{diagram.KeyColumns, []string{
			"users.id bigint PK NN", "users.email text UK NN", "users.a int NN", "users.b int NN",
			"cards.user_id int PK FK NN", "cards.p int FK", "cards.q int FK",
		}, []int{1, 2}},
		{diagram.NoColumns, nil, []int{5, 5}},
	} {
		t.Run(c.mode.String(), func(t *testing.T) {
			d := diagram.FromSchema(s, diagram.Options{Columns: c.mode})
			var got []string
			for _, e := range d.Entities {
				for _, col := range e.Columns {
					got = append(got, describeColumn(e.Name, &col))
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if hidden := []int{d.Entities[0].Hidden, d.Entities[1].Hidden}; !cmp.Equal(hidden, c.hidden) {
				t.Errorf("hidden columns: %v, want %v", hidden, c.hidden)
			}
		})
	}
}

func describeColumn(table string, c *diagram.Column) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s.%s %s", table, c.Name, c.Type)
	for _, m := range []struct {
		is   bool
		mark string
	}{{c.PK, " PK"}, {c.FK, " FK"}, {c.UK, " UK"}, {c.NotNull, " NN"}, {c.Enum != nil, fmt.Sprintf(" %v", c.Enum)}} {
		if m.is {
			out.WriteString(m.mark)
		}
	}
	return out.String()
}

func TestEnumValues(t *testing.T) {
	s := schematest.Parse(`
		app.t: x
		enum app.mood: ok, sad
		enum other.mood: up
		enum other.level: low
		enum a.twice: one
		enum b.twice: two
	`)
	for typ, want := range map[string][]string{
		"mood":                 {"ok", "sad"},
		"MOOD":                 {"ok", "sad"},
		"mood[]":               {"ok", "sad"},
		`"mood"`:               {"ok", "sad"},
		"other.mood":           {"up"},
		"level":                {"low"},
		"twice":                nil,
		"text":                 nil,
		"enum('x','y''z')":     {"x", "y'z"},
		`ENUM ('a\'b', 'c,d')`: {"a'b", "c,d"},
		"enum(":                nil,
		"enum('x":              nil,
		"":                     nil,
	} {
		s.Tables[0].Columns[0].Type = typ
		if diff := cmp.Diff(want, diagram.FromSchema(s, diagram.Options{}).Entities[0].Columns[0].Enum); diff != "" {
			t.Errorf("%s: %s", typ, diff)
		}
	}
}

func TestUniqueMark(t *testing.T) {
	s := schematest.Parse("a: id! pk, uk(id)\nb: x! uk, y!, pk(x y), uk(y x)")
	d := diagram.FromSchema(s, diagram.Options{})
	if d.Entities[0].Columns[0].UK || !d.Entities[1].Columns[0].UK || d.Entities[1].Columns[1].UK {
		t.Error("UK marks the columns that are unique alone and not by the primary key")
	}
}

// TestRows checks that line ends know the rows of their columns in what is shown.
func TestRows(t *testing.T) {
	s := schematest.Parse(`
		places: name, x!, y!, pk(x y)
		events: name, y!, x!, (x y) -> places
	`)
	for mode, want := range map[diagram.ColumnMode][2][]int{
		diagram.AllColumns: {{1, 2}, {2, 1}},
		diagram.KeyColumns: {{0, 1}, {1, 0}},
		diagram.NoColumns:  {nil, nil},
	} {
		e := diagram.FromSchema(s, diagram.Options{Columns: mode}).Edges[0]
		if got := [2][]int{e.Parent.Rows, e.Child.Rows}; !cmp.Equal(want, got) {
			t.Errorf("%s: rows %v, want %v", mode, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	s := schematest.Parse(`
		public.orders: id! pk, user_id! -> auth.users
		auth.users: id! pk
		Orders: id! pk
		orders: id! pk, up -> orders, up -> Orders
		bücher: id! pk
		a b/c: id! pk
		view orders_v reads public.orders
	`)
	s.Tables = append(s.Tables, &schema.Table{}, &schema.Table{Name: schema.Name{Name: strings.Repeat("x", 1000)}})
	d := diagram.FromSchema(s, diagram.Options{Views: true})
	var got []string
	for _, e := range d.Entities {
		got = append(got, e.ID)
	}
	for _, e := range d.Edges {
		got = append(got, e.ID)
	}
	want := []string{
		"table-public-orders", "table-auth-users", "table-orders", "table-orders-2", "table-bu00fccher", "table-a-b-c", "table",
		"table-" + strings.Repeat("x", 64), "view-orders_v",
		"fk-orders-user_id", "fk-orders-up", "fk-orders-up-2", "reads-orders_v-orders",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestIDsStayUnique(t *testing.T) {
	s := schematest.Parse("a-2: id\na: id\nA: id\na.2: id\na 2: id")
	seen := map[string]bool{}
	for _, e := range diagram.FromSchema(s, diagram.Options{}).Entities {
		if seen[e.ID] {
			t.Errorf("%s is there twice", e.ID)
		}
		seen[e.ID] = true
	}
}

func TestLabelsAndGroupsBySchema(t *testing.T) {
	s := schematest.Parse(`
		public.a: id! pk
		public.b: a_id -> public.a
		auth.users: id! pk
		bare: user_id -> auth.users
	`)
	d := diagram.FromSchema(s, diagram.Options{})
	if got, want := names(d), "public.a public.b auth.users public.bare"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want := []diagram.Group{{ID: "group-public", Name: "public", Entities: []int{0, 1, 3}}, {ID: "group-auth", Name: "auth", Entities: []int{2}}}
	if diff := cmp.Diff(want, d.Groups); diff != "" {
		t.Error(diff)
	}
	if d.Entities[3].Group != 0 || d.Entities[2].Group != 1 {
		t.Errorf("entities are in groups %d and %d, want 0 and 1", d.Entities[3].Group, d.Entities[2].Group)
	}
	d = diagram.FromSchema(s, diagram.Options{Include: []string{"public.*"}})
	if got, want := names(d), "a b bare"; got != want || d.Groups != nil {
		t.Errorf("got %s in %v, want %s without groups", got, d.Groups, want)
	}
}

func TestGroupModes(t *testing.T) {
	s := schematest.Parse(`
		app_users: id! pk, up -> app_users
		app_orders: id! pk, user_id -> app_users
		app_order_items: order_id -> app_orders
		app_settings: id! pk
		app_UserRoles: id! pk
	`)
	for _, c := range []struct {
		mode diagram.GroupMode
		want []string
	}{
		{diagram.GroupAuto, nil},
		{diagram.GroupNone, nil},
		{diagram.GroupSchema, nil},
		{diagram.GroupComponent, []string{"group-app_orders app_orders [0 1 2]"}},
		{diagram.GroupPrefix, []string{"group-app_user app_user [0 4]", "group-app_order app_order [1 2]"}},
	} {
		var got []string
		for _, g := range diagram.FromSchema(s, diagram.Options{Group: c.mode}).Groups {
			got = append(got, fmt.Sprint(g.ID, " ", g.Name, " ", g.Entities))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.mode, diff)
		}
	}
}

func TestViews(t *testing.T) {
	s := schematest.Parse(`
		users: id! pk
		log: id! pk
		log_1 of log: id
		view a reads users, log_1, log, nowhere, a
		view b reads a
	`)
	if got, want := names(diagram.FromSchema(s, diagram.Options{})), "users log"; got != want {
		t.Errorf("without views: got %s, want %s", got, want)
	}
	d := diagram.FromSchema(s, diagram.Options{Views: true})
	if got, want := names(d), "users log a() b()"; got != want {
		t.Errorf("with views: got %s, want %s", got, want)
	}
	if diff := cmp.Diff([]string{"users .. a", "log .. a", "a .. b"}, lines(d)); diff != "" {
		t.Error(diff)
	}
}

func TestDashed(t *testing.T) {
	s := schematest.Parse(`
		users: id! pk
		cards: user_id! pk -> users
		posts: user_id! -> users, boss_id -> users implied
	`)
	want := []string{"users ||--o| cards : user_id", "users ||--o{ posts : user_id", "users |o..o{ posts : boss_id"}
	if diff := cmp.Diff(want, lines(diagram.FromSchema(s, diagram.Options{}))); diff != "" {
		t.Error(diff)
	}
	want[1] = "users ||..o{ posts : user_id"
	if diff := cmp.Diff(want, lines(diagram.FromSchema(s, diagram.Options{Identifying: true}))); diff != "" {
		t.Error(diff)
	}
}

func TestDescription(t *testing.T) {
	s := schematest.Parse(`
		users: id! pk, boss_id -> users
		messages: from_id! -> users, to_id! -> users, text!
		groups: id! pk
		members: user_id! -> users, group_id! -> groups
		profiles: id! pk, user_id! uk -> users, next_id uk -> profiles
		view inbox reads messages, users
	`)
	want := []string{
		"5 tables, 1 view, 7 relationships. Unless said otherwise, a parent has zero or more children.",
		"Each user refers to zero or one user (boss_id).",
		"Each message belongs to exactly one user (from_id) and exactly one user (to_id).",
		"Each member belongs to exactly one user and exactly one group.",
		"Each profile belongs to exactly one user, and refers to zero or one profile (next_id); a user has zero or one profile; a profile is referred to by zero or one profile.",
		"The view inbox reads messages and users.",
	}
	if diff := cmp.Diff(want, diagram.FromSchema(s, diagram.Options{Views: true}).Description); diff != "" {
		t.Error(diff)
	}
	want = []string{"1 table, 1 relationship.", "Each user has zero or more groups and each group has zero or more users, by members."}
	d := diagram.FromSchema(s, diagram.Options{Junctions: diagram.CollapsePure, Exclude: []string{"messages", "profiles"}})
	if diff := cmp.Diff(want[1], d.Description[len(d.Description)-1]); diff != "" {
		t.Error(diff)
	}
}

func TestDescriptionIsBounded(t *testing.T) {
	var text strings.Builder
	text.WriteString("t0: id! pk\n")
	for i := range 500 {
		fmt.Fprintf(&text, "u%d: t_id -> t0\n", i)
	}
	d := diagram.FromSchema(schematest.Parse(text.String()), diagram.Options{})
	if n := len(d.Description); n != 102 || d.Description[101] != "And 400 more lines." {
		t.Errorf("%d sentences, the last %q", n, d.Description[n-1])
	}
}

func TestSameTwice(t *testing.T) {
	opts := diagram.Options{Views: true, Junctions: diagram.CollapseAudit, Group: diagram.GroupComponent}
	if diff := cmp.Diff(diagram.FromSchema(schematest.Parse(shop), opts), diagram.FromSchema(schematest.Parse(shop), opts)); diff != "" {
		t.Error(diff)
	}
}
