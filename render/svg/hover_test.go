package svg_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/svg"
)

// hovering puts the pointer on each table and each line in turn: a class stands for the pseudo-class, which a script
// cannot set. It tells which lines have full strength then, the colour of the line under the pointer, and the feet that
// are not what lies in their own middle.
const hovering = `<!DOCTYPE html><meta charset="utf-8">%s<pre id="out"></pre>
<script>
const bright = {}, colour = {}, dim = new Set(), footless = new Set();
const edges = [...document.querySelectorAll(".edge")], opacity = e => getComputedStyle(e).opacity;
document.querySelectorAll(".table").forEach(table => {
	table.classList.add("hover");
	bright[table.id] = edges.filter(e => opacity(e) === "1").map(e => e.id).sort();
	edges.filter(e => opacity(e) !== "1").forEach(e => dim.add(opacity(e)));
	edges.filter(e => opacity(e) === "1" && [...e.children].some(c => getComputedStyle(c).visibility !== "visible")).forEach(e => footless.add(e.id));
	table.classList.remove("hover");
});
edges.forEach(e => {
	e.classList.add("hover");
	colour[e.id] = getComputedStyle(e.querySelector("path")).stroke;
	e.classList.remove("hover");
});
const twins = [...document.querySelectorAll("use")].filter(foot => getComputedStyle(foot).visibility !== "visible").length;
const hidden = [...document.querySelectorAll("use")].filter(foot => {
	foot.scrollIntoView({block: "center", inline: "center"});
	const b = foot.getBoundingClientRect(), hit = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2).closest("use,path");
	const same = other => ["x", "y"].every(a => other.getAttribute(a) === foot.getAttribute(a));
	return !(hit && [...hit.closest("g").querySelectorAll("use")].some(same));
}).map(foot => foot.closest(".edge").id);
document.getElementById("out").textContent = JSON.stringify({bright, colour, dim: [...dim], hidden, footless: [...footless], twins});
</script>`

// hovered is what a browser tells.
type hovered struct {
	Bright map[string][]string // lines in full strength by the table under the pointer
	Dim    []string            // the opacities of others
	Colour map[string]string   // of the line under the pointer

	Twins    int      // feet that are not seen, as others stand in the same place
	Footless []string // lines in full strength without one of their feet
	Hidden   []string // lines with a foot that the pointer cannot meet
}

// expected is what it has to tell.
func expected(d *diagram.Diagram, twins int) hovered {
	want := hovered{Bright: map[string][]string{}, Colour: map[string]string{}, Twins: twins}
	for i := range d.Entities {
		var lines []string
		for j := range d.Edges {
			if e := &d.Edges[j]; e.Parent.Entity == i || e.Child.Entity == i {
				lines = append(lines, e.ID)
			}
		}
		slices.Sort(lines)
		want.Bright[d.Entities[i].ID] = lines
		if len(lines) < len(d.Edges) {
			want.Dim = []string{"0.3"}
		}
	}
	for i := range d.Edges {
		want.Colour[d.Edges[i].ID] = "rgb(232, 89, 12)"
	}
	return want
}

// TestHoverInBrowser finds the lines of the table under the pointer, and no others, in full strength and with their
// feet: those that follow the tables, and those that were drawn straight, behind them.
func TestHoverInBrowser(t *testing.T) {
	browser := findBrowser(t)
	for _, tt := range []struct {
		draw  func() (*diagram.Diagram, *layout.Geometry)
		twins int
	}{{blog, 0}, {kinds, 0}, {changes, 0}, {star, 3}} {
		d, g := tt.draw()
		var got hovered
		run(t, browser, fmt.Sprintf(hovering, strings.ReplaceAll(render(t, d, g, svg.Options{}), ":hover", ".hover")), &got)
		if diff := cmp.Diff(expected(d, tt.twins), got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", d.Title, diff)
		}
	}
}
