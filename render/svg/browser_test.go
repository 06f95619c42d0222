package svg_test

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/svg"
)

// measured is a text as a browser sets it, in pixels from the left side of its box.
type measured struct {
	Font  string
	Table int // index; -1 for the label of a line
	Row   int // index; -1 for the header
	Cell  int // 0 for key marks, 1 for the name, 2 for the type
	Text  string
	Left  float64
	Right float64
	Room  float64 // of a label
}

// fonts are the one that the layout measures with, the usual one of systems without it, and one that is
// wider than any common sans-serif.
var fonts = []string{"Liberation Sans", "DejaVu Sans", "DejaVu Sans Mono"}

// TestTextStaysInItsCell lets a browser set the example schemas in each font.
func TestTextStaysInItsCell(t *testing.T) {
	browser := findBrowser(t)
	files, err := filepath.Glob("../../testdata/schemas/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no example schemas: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			d, g := drawn(t, file)
			texts := measure(t, browser, render(t, d, g, svg.Options{}))
			rows := 0
			for i := range d.Entities {
				rows += len(d.Entities[i].Columns)
			}
			if len(texts) < 2*rows*len(fonts) {
				t.Fatalf("%d texts in %d fonts for %d rows", len(texts), len(fonts), rows)
			}
			for _, m := range texts {
				checkCell(t, g, m)
			}
		})
	}
}

// checkCell compares a text with the cell that the layout keeps free for it. A pixel is left to letters that
// hang over, such as a j at the beginning.
func checkCell(t *testing.T, g *layout.Geometry, m measured) {
	t.Helper()
	left, right := 0.0, m.Room
	if m.Table >= 0 {
		b := &g.Boxes[m.Table]
		right = pixels(b.W)
		switch {
		case m.Row < 0:
		case m.Cell == 0:
			right = pixels(b.Marks)
		case m.Cell == 1:
			left, right = pixels(b.Marks), pixels(b.Marks+b.Name)
		default:
			left, right = pixels(b.Marks+b.Name), pixels(b.W-layout.CellPad)
		}
	}
	if m.Left < left-1 || m.Right > right+1 {
		t.Errorf("%s, table %d, row %d: %q reaches from %.1f to %.1f, its cell from %.1f to %.1f", m.Font, m.Table, m.Row, m.Text, m.Left, m.Right, left, right)
	}
}

func pixels(u layout.Unit) float64 { return float64(u) / float64(layout.PX) }

// drawn reads, draws and lays out a file.
func drawn(t *testing.T, file string) (*diagram.Diagram, *layout.Geometry) {
	t.Helper()
	source := parse.Source{Name: filepath.Base(file), Open: func() (io.ReadCloser, error) { return os.Open(file) }}
	res, err := parse.Sources(t.Context(), []parse.Source{source}, parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := diagram.FromSchema(res.Schema, diagram.Options{Junctions: diagram.CollapsePure})
	g, err := layout.Compute(t.Context(), d, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d, g
}

// findBrowser skips the test where there is no browser, but fails it where one has to be.
func findBrowser(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes seconds to start")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	missing(t, "no chromium, chromium-browser, google-chrome or chrome in PATH")
	return ""
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// page measures every text of a picture in every font, and tells which fonts are not there.
const page = `<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">%s<pre id="out"></pre>
<script>
const fonts = %s, missing = [], texts = [];
const context = document.createElement("canvas").getContext("2d");
const width = family => {
	context.font = "40px " + family;
	return context.measureText("mmmiiiWWW").width;
};
for (const font of fonts) {
	if (!["serif", "monospace"].some(f => width(JSON.stringify(font) + "," + f) !== width(f))) missing.push(font);
	document.querySelector("svg").style.fontFamily = font;
	const add = (node, from, m) => {
		const b = node.getBBox();
		if (b.width > 0) texts.push({font, text: node.textContent, left: b.x - from, right: b.x - from + b.width, ...m});
	};
	document.querySelectorAll(".table").forEach((node, table) => {
		const left = -node.querySelector("rect").x.baseVal.value; // names of columns begin at 0
		node.querySelectorAll(":scope>text:not(:has(>title))").forEach(text => add(text, -left, {table, row: -1}));
		let row = 0;
		node.querySelectorAll(":scope>g,:scope>text:has(>title)").forEach(line => {
			if (line.nodeName === "g") {
				const nodes = [...line.querySelectorAll("text:not(.c)")];
				nodes.forEach((text, i) => add(text, -left, {table, row, cell: i > 1 ? 0 : i + 1}));
			} else {
				const all = line.getNumberOfChars(), spans = [...line.querySelectorAll("tspan")];
				const chars = s => [...s.textContent].join("").length;
				let at = all - spans.reduce((n, s) => n + chars(s), 0);
				const part = (text, from, to, cell) => {
					if (to <= from) return;
					const begin = line.getStartPositionOfChar(from).x + left, end = line.getEndPositionOfChar(to - 1).x + left;
					texts.push({font, text, left: begin, right: end, table, row, cell});
				};
				part(line.textContent, 0, at, 1);
				spans.forEach(s => {
					part(s.textContent, at, at + chars(s), s.classList.length > 0 ? 0 : 2);
					at += chars(s);
				});
			}
			row++;
		});
	});
	document.querySelectorAll(".edge rect+text").forEach(text => {
		const room = text.previousElementSibling.getBBox();
		add(text, room.x, {table: -1, row: -1, room: room.width});
	});
}
document.getElementById("out").textContent = JSON.stringify({missing, texts});
</script>`

func measure(t *testing.T, browser, picture string) []measured {
	t.Helper()
	names, err := json.Marshal(fonts)
	if err != nil {
		t.Fatal(err)
	}
	var result struct {
		Missing []string
		Texts   []measured
	}
	run(t, browser, fmt.Sprintf(page, picture, names), &result)
	if len(result.Missing) > 0 {
		missing(t, "fonts that are not installed: "+strings.Join(result.Missing, ", "))
	}
	return result.Texts
}

// run opens a page and reads the JSON that it writes into its element out.
func run(t *testing.T, browser, content string, result any) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	_, rest, _ := strings.Cut(string(out), `<pre id="out">`)
	answer, _, found := strings.Cut(rest, "</pre>")
	if !found {
		t.Fatalf("%s did not run the page", browser)
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(answer)), result); err != nil {
		t.Fatal(err)
	}
}

// hovering puts the pointer on each table in turn: a class stands for the pseudo-class, which a script cannot set.
const hovering = `<!DOCTYPE html><meta charset="utf-8">%s<pre id="out"></pre>
<script>
const bright = {};
document.querySelectorAll(".table").forEach(table => {
	table.classList.add("hover");
	bright[table.id] = [...document.querySelectorAll(".edge")].filter(e => getComputedStyle(e).opacity === "1").map(e => e.id);
	table.classList.remove("hover");
});
document.getElementById("out").textContent = JSON.stringify(bright);
</script>`

// TestHoverInBrowser finds the lines of the table under the pointer, and no others, in full strength.
func TestHoverInBrowser(t *testing.T) {
	browser := findBrowser(t)
	d, g := changes()
	var got map[string][]string
	run(t, browser, fmt.Sprintf(hovering, strings.ReplaceAll(render(t, d, g, svg.Options{}), ":hover", ".hover")), &got)
	want := map[string][]string{
		"table-users":  {"fk-posts-author_id", "fk-drafts-id"},
		"table-posts":  {"fk-posts-author_id", "fk-tags-post_id"},
		"table-tags":   {"fk-tags-post_id"},
		"table-drafts": {"fk-drafts-id"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
