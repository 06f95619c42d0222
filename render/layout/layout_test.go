package layout_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
)

// compute lays out a diagram in both directions and checks what comes back. It returns the first.
func compute(t *testing.T, d *diagram.Diagram) *layout.Geometry {
	t.Helper()
	d.Direction = diagram.TopBottom
	checked(t, d, layout.Options{})
	d.Direction = diagram.LeftRight
	return checked(t, d, layout.Options{})
}

func checked(t *testing.T, d *diagram.Diagram, opts layout.Options) *layout.Geometry {
	t.Helper()
	g, err := layout.Compute(context.Background(), d, opts)
	if err != nil {
		t.Fatal(err)
	}
	problems := layouttest.Check(d, g)
	for _, p := range problems[:min(len(problems), 10)] {
		t.Error(p)
	}
	if len(problems) > 10 {
		t.Errorf("and %d more problems", len(problems)-10)
	}
	return g
}

func TestSynthetic(t *testing.T) {
	for _, n := range []int{2, 10, 16, 100, 500} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			if g := compute(t, layouttest.Synthetic(n, uint64(n))); g.Direct > 0 {
				t.Errorf("%d lines were left out of the layout", g.Direct)
			}
		})
	}
}

func TestHugeSynthetic(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for _, n := range []int{1000, 2000, 5000} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			checked(t, layouttest.Synthetic(n, uint64(n)), layout.Options{})
		})
	}
}

func TestShapes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds; left out with -short")
	}
	for name, d := range map[string]*diagram.Diagram{
		"nothing":        {},
		"one table":      layouttest.Chain(1),
		"chain":          layouttest.Chain(12),
		"long chain":     layouttest.Chain(1000),
		"star":           layouttest.Star(30),
		"big star":       layouttest.Star(1000),
		"fan":            layouttest.Fan(40),
		"complete":       layouttest.Complete(12),
		"complete of 60": layouttest.Complete(60),
		"no lines":       alone(400),
		"no columns":     withoutColumns(layouttest.Synthetic(60, 3)),
		"groups":         grouped(layouttest.Synthetic(60, 4), 5),
		"keys":           sameTables(30),
		"many to many":   manyToMany(),
		"views":          views(),
		"tall":           tallTable(),
	} {
		t.Run(name, func(t *testing.T) {
			if g := compute(t, d); g.Direct > 0 {
				t.Errorf("%d lines were left out of the layout", g.Direct)
			}
		})
	}
}

func TestTwoThousandKeys(t *testing.T) {
	checked(t, layouttest.Fan(2000), layout.Options{})
}

// alone is n tables without lines; every third refers to itself.
func alone(n int) *diagram.Diagram {
	d := &diagram.Diagram{}
	for i := range n {
		layouttest.Table(d, "t"+strconv.Itoa(i), i*7%19)
		for range max(0, i%3-1) * (1 + i%4) {
			layouttest.Reference(d, i, i)
		}
	}
	return d
}

func withoutColumns(d *diagram.Diagram) *diagram.Diagram {
	for i := range d.Entities {
		d.Entities[i].Hidden, d.Entities[i].Columns = len(d.Entities[i].Columns), nil
	}
	for i := range d.Edges {
		d.Edges[i].Parent.Rows, d.Edges[i].Child.Rows = nil, nil
	}
	return d
}

// grouped puts the entities into n groups, neighbours together, and every ninth into none.
func grouped(d *diagram.Diagram, n int) *diagram.Diagram {
	members := make([][]int, n)
	for i := range d.Entities {
		if i%9 > 0 {
			g := i * n / len(d.Entities)
			members[g] = append(members[g], i)
		}
	}
	for g, entities := range members {
		layouttest.Group(d, "group "+strconv.Itoa(g), entities...)
	}
	return d
}

// sameTables has n foreign keys between the same two tables, in both directions, with all feet.
func sameTables(n int) *diagram.Diagram {
	d := &diagram.Diagram{}
	layouttest.Table(d, "a", 2)
	layouttest.Table(d, "b", 2)
	for i := range n {
		layouttest.Reference(d, i%2, 1-i%2)
		d.Edges[i].Parent.Cardinality = schema.Cardinality(i / 2 % 2)
	}
	return d
}

func manyToMany() *diagram.Diagram {
	d := layouttest.Chain(6)
	layouttest.Many(d, 0, 1, "next to each other")
	layouttest.Many(d, 0, 1, "again")
	layouttest.Many(d, 5, 0, "against the direction")
	layouttest.Many(d, 2, 2, "itself")
	layouttest.Many(d, 2, 2, "itself again")
	layouttest.Many(d, layouttest.Table(d, "alone", 1), 6, "alone with itself")
	return d
}

func views() *diagram.Diagram {
	d := layouttest.Chain(4)
	for i := range 3 {
		v := layouttest.Table(d, "view"+strconv.Itoa(i), 0)
		d.Entities[v].Kind, d.Entities[v].Columns = diagram.View, nil
		for _, table := range []int{i, i + 1} {
			d.Edges = append(d.Edges, diagram.Edge{
				ID: "reads", Kind: diagram.Reads, Dashed: true,
				Parent: diagram.End{Entity: table}, Child: diagram.End{Entity: v},
			})
		}
	}
	return d
}

// tallTable has 5000 columns, too high for one cell of Graphviz's.
func tallTable() *diagram.Diagram {
	d := &diagram.Diagram{}
	layouttest.Table(d, "tall", 5000)
	layouttest.Table(d, "parent", 2)
	layouttest.Reference(d, 0, 1)
	layouttest.Reference(d, 1, 0)
	return d
}

func TestBudget(t *testing.T) {
	d := layouttest.Complete(30)
	whole := checked(t, d, layout.Options{Budget: -1})
	if whole.Direct > 0 {
		t.Errorf("without a limit, %d lines were left out", whole.Direct)
	}
	g := checked(t, d, layout.Options{Budget: 50})
	if g.Direct == 0 || g.Direct > len(d.Edges)-len(d.Entities)+1 {
		t.Errorf("within a small budget, %d of %d lines were left out", g.Direct, len(d.Edges))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := layout.Compute(ctx, layouttest.Synthetic(300, 1), layout.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Compute with a cancelled context returned %v", err)
	}
}

func TestSameInputSameGeometry(t *testing.T) {
	d := grouped(layouttest.Synthetic(80, 9), 4)
	first := checked(t, d, layout.Options{})
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			g, err := layout.Compute(context.Background(), d, layout.Options{})
			if err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(first, g); diff != "" {
				t.Errorf("the second layout differs: %s", diff[:min(len(diff), 500)])
			}
		})
	}
	all.Wait()
}

func TestNames(t *testing.T) {
	d := &diagram.Diagram{}
	for i, name := range []string{
		"", strings.Repeat("x", 1000), "a\nb\x00\x7f", `"><script>`, "\\N\\G}];", "日本語のテーブル", "🦶👩‍👩‍👧 crow", "جدول", "a\xffb", "é̄̄̄",
	} {
		n := layouttest.Table(d, name, i)
		d.Entities[n].Columns[0].Type = strings.Repeat(name, 3)
		layouttest.Reference(d, n, 0)
	}
	layouttest.Many(d, 1, 2, strings.Repeat("label", 50))
	g := compute(t, d)
	for i := range g.Boxes {
		if g.Boxes[i].W > 1500*layout.PX {
			t.Errorf("%q is %d px wide", d.Entities[i].Name, g.Boxes[i].W/layout.PX)
		}
	}
}

// TestSameGeometryEverywhere compares with a sum that holds for every processor and system. It changes
// whenever the layout does.
func TestSameGeometryEverywhere(t *testing.T) {
	d := grouped(layouttest.Synthetic(40, 5), 3)
	layouttest.Many(d, 3, 4, "label")
	h := fnv.New64a()
	for _, direction := range []diagram.Direction{diagram.LeftRight, diagram.TopBottom} {
		d.Direction = direction
		fmt.Fprintln(h, *checked(t, d, layout.Options{}))
	}
	const want = "a4adf487c083723a"
	if got := strconv.FormatUint(h.Sum64(), 16); got != want {
		t.Errorf("the sum of the geometry is %s, want %s: set want to it if the layout was changed on purpose", got, want)
	}
}

// TestAspect checks that pictures are about as wide as screens are, however long the chains in them.
func TestAspect(t *testing.T) {
	for _, n := range []int{5, 7, 12, 40, 300} {
		d := layouttest.Chain(n)
		m := layouttest.Measure(d, checked(t, d, layout.Options{}))
		if m.Width < m.Height*9/10 || m.Width > m.Height*5/2 {
			t.Errorf("a chain of %d tables is %d × %d pixels", n, m.Width, m.Height)
		}
	}
}
