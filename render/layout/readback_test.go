package layout

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// answer is what Graphviz writes for two nodes.
const answer = `<svg width="8pt" height="4pt"><g id="graph0" class="graph">
<g id="n0" class="node"><title>n0</title><polygon fill="#000" points="10,-30.55 10,-10 20.04,-10 20.04,-30.55"/></g>
<g id="n1" class="node"><title>n1</title><polygon fill="#000" points="60,-5 60,5 80,5 80,-5"/></g>
</g></svg>`

func TestReadBack(t *testing.T) {
	got, err := readBack([]byte(answer), 2)
	if want := []Point{{100, -300}, {600, -50}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("readBack returned %v, %v, want %v", got, err, want)
	}
}

func TestReadBackMisses(t *testing.T) {
	for name, svg := range map[string]string{
		"nothing":      "",
		"a node":       strings.Replace(answer, `id="n1"`, `id="x1"`, 1),
		"the right id": strings.Replace(answer, `id="n1"`, `id="n00000000000000000000000000099"`, 1),
		"a place":      strings.Replace(answer, ` points="60`, ` x="60`, 1),
		"an end":       answer[:strings.Index(answer, "5 80")],
		"two ids":      strings.Replace(answer, `id="n1"`, `id="n0"`, 1),
	} {
		if at, err := readBack([]byte(svg), 2); !errors.Is(err, errGraphviz) {
			t.Errorf("without %s, readBack returned %v, %v", name, at, err)
		}
	}
}

func TestNumber(t *testing.T) {
	for in, want := range map[string]Unit{
		"0": 0, "7": 70, "-7": -70, "1.04": 10, "1.05": 11, "-1.05": -10, "-1.06": -11, "12.3456": 123, "-0.01": 0, ".5": 5, "10.": 100,
	} {
		if got, n := number([]byte(in + " 9")); got != want || n != len(in) {
			t.Errorf("number(%q) = %d, %d, want %d, %d", in, got, n, want, len(in))
		}
	}
}

func TestGraphvizErrors(t *testing.T) {
	for _, dot := range []string{"", "digraph{", "digraph{n0[label=<<TABLE>]}", "nonsense"} {
		if svgs, err := runGraphviz(context.Background(), [][]byte{[]byte(dot)}); err != nil && !errors.Is(err, errGraphviz) {
			t.Errorf("%q gives %q and the error %v", dot, svgs, err)
		}
	}
	// An error leaves Graphviz usable.
	svgs, err := runGraphviz(context.Background(), [][]byte{[]byte(`digraph{n0[id=n0]}`)})
	if err != nil || len(svgs) != 1 || !strings.Contains(string(svgs[0]), `id="n0"`) {
		t.Errorf("after errors, Graphviz gives %q, %v", svgs, err)
	}
}

func TestPack(t *testing.T) {
	var items []*drawing
	for i := range 60 {
		items = append(items, &drawing{w: Unit(i*7919%900 + 50), h: Unit(i*104729%700 + 50), boxes: []placed[Point]{{index: i}}})
	}
	const gap = 30
	whole := pack(items, gap, wide)
	var rects []Rect
	for _, b := range whole.boxes {
		rects = append(rects, Rect{b.at.X, b.at.Y, items[b.index].w + gap, items[b.index].h + gap})
	}
	if len(rects) != len(items) {
		t.Fatalf("%d of %d items were placed", len(rects), len(items))
	}
	var area int64
	for i, a := range rects {
		area += int64(a.W) * int64(a.H)
		if a.X < 0 || a.Y < 0 || a.X+a.W > whole.w+gap || a.Y+a.H > whole.h+gap {
			t.Errorf("item %d lies outside of the whole", i)
		}
		for j, b := range rects[:i] {
			if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
				t.Errorf("items %d and %d are closer than the gap", i, j)
			}
		}
	}
	if used := area * 100 / (int64(whole.w+gap) * int64(whole.h+gap)); used < 80 {
		t.Errorf("only %d %% of the whole are used", used)
	}
	if ratio := whole.w * 100 / whole.h; ratio < 130 || ratio > 190 {
		t.Errorf("the whole is %d×%d, far from 16:10", whole.w, whole.h)
	}
}
