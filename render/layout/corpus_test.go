package layout_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
)

// TestCorpus checks the layouts of real schemas, with all columns, keys only and none, junctions collapsed, with
// several kinds of groups, and in both directions. It prints the result, and how good the default picture is, as a
// Markdown table. See layouttest.Corpora for CROWSFOOT_CORPUS; without it the schemas of testdata are checked.
func TestCorpus(t *testing.T) {
	var table strings.Builder
	fmt.Fprintln(&table, "| schema | tables | lines | size | aspect | crossings | px of lines | Mpx² | bends | direct | checker |")
	fmt.Fprintln(&table, "|---|---|---|---|---|---|---|---|---|---|---|")
	var total layouttest.Metrics
	var area int64
	for _, c := range corpora(t) {
		res, err := parse.Sources(t.Context(), c.Sources, parse.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Schema.Tables) == 0 {
			continue
		}
		verdict := "ok"
		if !t.Run(c.Name, func(t *testing.T) { checkVariants(t, res.Schema) }) {
			verdict = "FAILS"
		}
		d := diagram.FromSchema(res.Schema, diagram.Options{})
		m := layouttest.Measure(d, checked(t, d, layout.Options{}))
		fmt.Fprintf(&table, "| %s | %d | %d | %d × %d | %.2f | %d | %d | %.1f | %d | %d | %s |\n", c.Name, len(d.Entities), len(d.Edges),
			m.Width, m.Height, float64(m.Width)/float64(m.Height), m.Crossings, m.Length, float64(m.Area())/1e6, m.Bends, m.Direct, verdict)
		total.Crossings += m.Crossings
		total.Length += m.Length
		total.Bends += m.Bends
		total.Direct += m.Direct
		area += m.Area()
	}
	fmt.Fprintf(&table, "| **total** | | | | | %d | %d | %.1f | %d | %d | |\n", total.Crossings, total.Length, float64(area)/1e6, total.Bends, total.Direct)
	if testing.Verbose() {
		fmt.Print(table.String())
	}
}

// checkVariants lays out a schema in all the ways in which it can be shown.
func checkVariants(t *testing.T, s *schema.Schema) {
	t.Helper()
	for _, opts := range []diagram.Options{
		{},
		{Columns: diagram.KeyColumns},
		{Columns: diagram.NoColumns},
		{Junctions: diagram.CollapseAudit, Views: true},
		{Group: diagram.GroupPrefix},
		{Group: diagram.GroupComponent},
	} {
		d := diagram.FromSchema(s, opts)
		for _, d.Direction = range []diagram.Direction{diagram.LeftRight, diagram.TopBottom} {
			lossless(t, d)
		}
	}
}

func corpora(t *testing.T) []layouttest.Corpus {
	t.Helper()
	all, err := layouttest.Corpora()
	if len(all) == 0 && err == nil {
		all, err = layouttest.Examples(filepath.Join("..", ".."))
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// lossless lays out a real schema, of which nothing may be left out, and no lines
// may lie on each other.
func lossless(t *testing.T, d *diagram.Diagram) *layout.Geometry {
	t.Helper()
	g := checked(t, d, layout.Options{})
	if g.Direct > 0 {
		t.Errorf("%d lines were left out of the layout", g.Direct)
	}
	if n := layouttest.Measure(d, g).Overlaps; n > 0 {
		t.Errorf("lines lie on each other in %d places", n)
	}
	return g
}
