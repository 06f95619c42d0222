package dot

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
)

// shop is a small diagram that holds one of everything: each foot, a group, a ghost, a view, a line to
// itself and a cycle.
func shop() *diagram.Diagram {
	end := func(entity, row int, c schema.Cardinality, why string) diagram.End {
		return diagram.End{Entity: entity, Rows: []int{row}, Cardinality: c, Why: schema.Evidence{Text: why}}
	}
	bare := func(entity int, c schema.Cardinality) diagram.End { return diagram.End{Entity: entity, Cardinality: c} }
	return &diagram.Diagram{
		Title: "shop & more",
		Entities: []diagram.Entity{
			{ID: "table-customers", Label: "customers", Name: "customers", Comment: "who buys", Columns: []diagram.Column{
				{Name: "id", Type: "bigint", PK: true, NotNull: true},
				{Name: "email", Type: "varchar(255)", UK: true, NotNull: true},
				{Name: "referred_by", Type: "bigint", FK: true},
				{Name: "last_order_id", Type: "bigint", FK: true, UK: true},
			}},
			{ID: "table-orders", Label: "orders", Name: "orders", Columns: []diagram.Column{
				{Name: "id", Type: "bigint", PK: true, NotNull: true},
				{Name: "customer_id", Type: "bigint", FK: true, NotNull: true},
				{Name: "state", Type: "enum('new','paid','packed','sent','returned','lost')"},
				{Name: "coupon_code", Type: "text", FK: true},
			}},
			{ID: "table-coupons", Label: "coupons", Name: "coupons", Kind: diagram.Ghost},
			{ID: "table-tags", Label: "tags", Name: "tags", Group: 0, Hidden: 3},
			{ID: "view-totals", Label: "totals", Name: "totals", Kind: diagram.View, Columns: []diagram.Column{{Name: "sum"}}},
		},
		Edges: []diagram.Edge{
			{ID: "fk-1", Label: "customer_id", Parent: end(0, 0, schema.ExactlyOne, "customer_id NOT NULL"), Child: end(1, 1, schema.ZeroOrMany, "no unique key")},
			{ID: "fk-2", Label: "referred_by", Parent: end(0, 0, schema.ZeroOrOne, ""), Child: end(0, 2, schema.ZeroOrMany, "")},
			{ID: "fk-3", Label: "last_order_id", Parent: end(1, 0, schema.ZeroOrOne, ""), Child: end(0, 3, schema.ZeroOrOne, "")},
			{ID: "fk-4", Label: "coupon_code", Parent: bare(2, schema.ZeroOrOne), Child: end(1, 3, schema.ZeroOrMany, ""), Dashed: true},
			{ID: "mn-1", Kind: diagram.ManyToMany, Label: "order_tags", Parent: bare(1, schema.ZeroOrMany), Child: bare(3, schema.OneOrMany)},
			{ID: "reads-1", Kind: diagram.Reads, Parent: bare(1, 0), Child: bare(4, 0), Dashed: true},
		},
		Groups: []diagram.Group{{ID: "labels", Name: "labels", Entities: []int{3}}},
	}
}

// native runs Graphviz' own program on a text.
func native(t *testing.T, text []byte, format string) []byte {
	t.Helper()
	program, err := exec.LookPath("dot")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the dot program of Graphviz is missing")
		}
		t.Skip("the dot program of Graphviz is not installed")
	}
	cmd := exec.Command(program, "-T"+format)
	cmd.Stdin = bytes.NewReader(text)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Fatalf("dot: %v, says %q about\n%s", err, errs.String(), text)
	}
	return out
}

func TestRenderGolden(t *testing.T) {
	d := shop()
	for i := range d.Entities {
		if i != 3 {
			d.Entities[i].Group = -1
		}
	}
	got := Render(d)
	golden := filepath.Join("testdata", "shop.dot")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
	svg := string(native(t, got, "svg"))
	for _, text := range []string{"customers", "varchar(255)", "shop &amp; more", "order_tags", "3 more", "customer_id NOT NULL"} {
		if !strings.Contains(svg, text) {
			t.Errorf("the picture lacks %q", text)
		}
	}
}

func TestRenderHostileNames(t *testing.T) {
	names := []string{
		"", `"`, `\`, `\N`, `a\"b`, "<B>", "</TABLE>", "&amp;", "&lt;", "-->", "a\nb", "a\x00b", "\xff", "表", "🙂",
		`"]; evil [label="x`, "]]>", strings.Repeat("x", 1000), "%s", "{a|b}",
	}
	for _, n := range names {
		d := &diagram.Diagram{
			Title: n,
			Entities: []diagram.Entity{
				{ID: "table-1", Label: n, Comment: n, Group: 0, Columns: []diagram.Column{{Name: n, Type: n}}},
				{ID: "table-2", Label: n, Group: -1},
			},
			Groups: []diagram.Group{{ID: "g", Name: n, Entities: []int{0}}},
			Edges: []diagram.Edge{{
				ID: "fk", Label: n, Parent: diagram.End{Entity: 1, Why: schema.Evidence{Text: n}},
				Child: diagram.End{Entity: 0, Rows: []int{0}},
			}},
		}
		nodes := strings.Count(string(native(t, Render(d), "plain")), "\nnode ")
		if nodes != 2 {
			t.Errorf("%q: %d nodes, want 2", n, nodes)
		}
	}
}

func TestFoot(t *testing.T) {
	tests := []struct {
		c    schema.Cardinality
		want string
	}{
		{schema.ZeroOrOne, "teeodot"},
		{schema.ExactlyOne, "teetee"},
		{schema.ZeroOrMany, "crowodot"},
		{schema.OneOrMany, "crowtee"},
	}
	for _, tt := range tests {
		if got := foot(&diagram.Edge{}, diagram.End{Cardinality: tt.c}); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.c, got, tt.want)
		}
	}
	if got := foot(&diagram.Edge{Kind: diagram.Reads}, diagram.End{}); got != "none" {
		t.Errorf("what a view reads has the foot %s", got)
	}
}

func TestBackwardEdges(t *testing.T) {
	d := &diagram.Diagram{Entities: make([]diagram.Entity, 4)}
	for _, e := range [][2]int{{0, 1}, {1, 2}, {2, 0}, {3, 3}, {0, 2}} {
		d.Edges = append(d.Edges, diagram.Edge{Parent: diagram.End{Entity: e[0]}, Child: diagram.End{Entity: e[1]}})
	}
	if diff := cmp.Diff([]bool{false, false, true, false, false}, backwardEdges(d)); diff != "" {
		t.Error(diff)
	}
}
