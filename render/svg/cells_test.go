package svg_test

import (
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
	"crowsfoot/render/svg"
)

// fonts are the one that the layout measures with, the usual one of systems without it, and one that is
// wider than any common sans-serif.
var fonts = []string{"Liberation Sans", "DejaVu Sans", "DejaVu Sans Mono"}

// sheet is a picture, and the cells that its texts have to keep to.
type sheet struct {
	Name   string
	SVG    string
	Tables []table
	texts  int // in those cells
}

// table is the cells of a table, in pixels.
type table struct {
	Width, Marks, Name, Header, Row float64
	NotNull                         []bool
}

// outside is a text that leaves its cell.
type outside struct {
	Sheet, Font, Text, Cell  string
	Left, Right, Top, Bottom float64 // how far, in pixels; negative where it does not
}

// TestTextStaysInItsCell lets a browser set the example schemas, what a diff finds between them, and the schemas of
// CROWSFOOT_CORPUS, in each font.
func TestTextStaysInItsCell(t *testing.T) {
	browser := findBrowser(t)
	all, err := layouttest.Examples(filepath.Join("..", ".."))
	if err != nil || len(all) == 0 {
		t.Fatalf("no example schemas: %v", err)
	}
	more, err := layouttest.Corpora()
	if err != nil {
		t.Fatal(err)
	}
	examples := append(all, hard())
	var batch []sheet
	size, texts := 0, 0
	add := func(d *diagram.Diagram) {
		s := newSheet(t, d)
		if size += len(s.SVG); size > maxBatch {
			checkCells(t, browser, batch)
			batch, size = nil, len(s.SVG)
		}
		batch = append(batch, s)
		texts += s.texts
	}
	last := &schema.Schema{}
	for i, c := range append(examples, more...) {
		s := schemaOf(t, c)
		opts := diagram.Options{Title: c.Name, Junctions: diagram.CollapsePure, Views: true, Group: diagram.GroupSchema}
		if len(s.Tables) > 0 {
			add(diagram.FromSchema(s, opts))
		}
		if i < len(examples) {
			opts.Title += ", as a diff"
			add(diagram.FromDiff(diff.Compare(last, s), opts))
			last = s
		}
	}
	checkCells(t, browser, batch)
	t.Logf("%d texts in %d fonts", texts, len(fonts))
}

// hard is a schema with names that are hard to measure or to fit.
func hard() layouttest.Corpus {
	text := `
CREATE TABLE "` + strings.Repeat("long", 250) + `" (id int PRIMARY KEY, "` + strings.Repeat("W", 1000) + `" text NOT NULL, "` + strings.Repeat("i", 300) + `" text);
CREATE TABLE "ЖУРНАЛ_ЩЩЩЩ" ("ИДЕНТИФИКАТОР" int PRIMARY KEY, "ЖШЩЮЖШЩЮЖШЩЮ" text NOT NULL, "имя_пользователя" text, "ΩΩΩΩ_όνομα" varchar(40) NOT NULL);
CREATE TABLE "שם_הטבלה" ("שם_פרטי" text NOT NULL, "العمود_الأول" text, "mixed שלום (x)" numeric(10,2) NOT NULL, "evil` + "\u202e" + `gnp.exe" text);
CREATE TABLE "🎉🎊 party" ("🚀🚀🚀🚀🚀🚀🚀🚀" int NOT NULL, "用户名称" text, "naïve cafe` + "\u0301" + `" text, "ﷺ﷽﷽" text NOT NULL);
CREATE TABLE hostile ("<script>alert(1)</script>" int PRIMARY KEY, "]]>&amp;'" text NOT NULL, "two
lines" enum_with_a_name_that_goes_on_and_on_and_on NOT NULL, a int NOT NULL REFERENCES "ЖУРНАЛ_ЩЩЩЩ");`
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	return layouttest.Corpus{Name: "hard names", Sources: []parse.Source{{Name: "hard.sql", Open: open}}}
}

// maxBatch is how many bytes of pictures a browser is started for.
const maxBatch = 16 << 20

func schemaOf(t *testing.T, c layouttest.Corpus) *schema.Schema {
	t.Helper()
	res, err := parse.Sources(t.Context(), c.Sources, parse.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return res.Schema
}

// newSheet draws a diagram with everything that has a text.
func newSheet(t *testing.T, d *diagram.Diagram) sheet {
	t.Helper()
	g, err := layout.Compute(t.Context(), d, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := sheet{Name: d.Title, SVG: render(t, d, g, svg.Options{Legend: true, Heading: true})}
	for i := range d.Entities {
		b := &g.Boxes[i]
		cells := table{Width: pixels(b.W), Marks: pixels(b.Marks), Name: pixels(b.Name), Header: pixels(b.Header), Row: pixels(b.RowHeight)}
		for j := range d.Entities[i].Columns {
			c := &d.Entities[i].Columns[j]
			cells.NotNull = append(cells.NotNull, c.NotNull)
			s.texts += 1 + len(layout.Badges(c))
			if c.Type+c.Was != "" {
				s.texts++
			}
			if c.Change != diagram.Unchanged {
				s.texts++ // its mark
			}
		}
		s.Tables = append(s.Tables, cells)
	}
	return s
}

func pixels(u layout.Unit) float64 { return float64(u) / float64(layout.PX) }

// checkCells measures all texts of the pictures, and fails the test for those that leave their cells.
func checkCells(t *testing.T, browser string, batch []sheet) {
	t.Helper()
	asJSON := func(v any) string {
		b, err := json.Marshal(v) // which escapes what could end the script
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	var result struct {
		Missing []string
		Counts  []int
		Outside []outside
	}
	page := strings.NewReplacer("FONTS", asJSON(fonts), "SHEETS", asJSON(batch)).Replace(cellsPage)
	run(t, browser, page, &result)
	if len(result.Missing) > 0 {
		missing(t, "fonts that are not installed: "+strings.Join(result.Missing, ", "))
	}
	for i := range batch {
		if got, want := result.Counts[i], batch[i].texts*len(fonts); got != want {
			t.Errorf("%s: %d texts in cells were measured, expected %d", batch[i].Name, got, want)
		}
	}
	for _, o := range result.Outside {
		t.Errorf("%s, %s: %q leaves %s: left %.1f, right %.1f, top %.1f, bottom %.1f", o.Sheet, o.Font, o.Text, o.Cell, o.Left, o.Right, o.Top, o.Bottom)
	}
}

// cellsPage measures every text of every picture in every font, and tells which fonts are not there. A pixel is left
// to letters that hang over, such as a j at the beginning, and to what is measured in whole pixels.
const cellsPage = `<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><div></div><pre id="out"></pre>
<script>
const fonts = FONTS, sheets = SHEETS, missing = [], counts = [], outside = [];
const context = document.createElement("canvas").getContext("2d");
const width = family => {
	context.font = "40px " + family;
	return context.measureText("mmmiiiWWW").width;
};
for (const font of fonts)
	if (!["serif", "monospace"].some(f => width(JSON.stringify(font) + "," + f) !== width(f))) missing.push(font);

// rect is where an element or a range is, in the coordinates of the group.
const rect = (what, group) => {
	const b = what.getBoundingClientRect(), m = group.getScreenCTM();
	return {left: b.left - m.e, right: b.right - m.e, top: b.top - m.f, bottom: b.bottom - m.f, width: b.width};
};
const compare = (at, cell, about) => {
	if (at.width === 0) return;
	const o = {...about, left: cell.left - at.left, right: at.right - cell.right, top: cell.top - at.top, bottom: at.bottom - cell.bottom};
	if (Math.max(o.left, o.right, o.top, o.bottom) > 1.01) outside.push(o);
};
const inTable = (group, cells, about) => {
	let count = 0;
	const left = -cells.Marks - 8, right = left + cells.Width; // names of columns begin at 0
	const inRow = (what, row, kind) => {
		const y = cells.Header + row * cells.Row, end = right - (cells.NotNull[row] ? 12 : 0);
		const [l, r] = {marks: [left, left + cells.Marks], name: [left + cells.Marks, left + cells.Marks + cells.Name], type: [left + cells.Marks + cells.Name, end]}[kind];
		compare(rect(what, group), {left: l, right: r, top: y, bottom: y + cells.Row}, {...about, text: what.toString() === "[object SVGTextElement]" ? what.textContent : String(what), cell: kind + " " + row});
		count++;
	};
	for (const text of group.querySelectorAll("text")) {
		const row = (text.y.baseVal[0].value - cells.Header - 14) / cells.Row, kind = text.getAttribute("class") ?? "";
		if (/^[ns]/.test(kind) || row < 0) {
			const y = row < 0 ? 0 : cells.Header + cells.NotNull.length * cells.Row;
			compare(rect(text, group), {left, right, top: y, bottom: y + 28}, {...about, text: text.textContent, cell: "header or footer"});
		} else if (/.k$|^c/.test(kind)) {
			inRow(text, row, "marks");
		} else if (text.hasAttribute("x")) {
			inRow(text, row, "type");
		} else {
			const spans = [...text.querySelectorAll("tspan")], name = document.createRange();
			name.selectNodeContents([...text.childNodes].filter(n => n.nodeType === Node.TEXT_NODE)[0] || text);
			inRow(spans.length > 0 ? name : text, row, "name");
			for (const span of spans) inRow(span, row, span.classList.length > 0 ? "marks" : "type");
		}
	}
	return count;
};
const div = document.querySelector("div");
for (const sheet of sheets) {
	div.innerHTML = sheet.SVG;
	const svg = div.firstChild, page = svg.querySelector(".page");
	let count = 0;
	for (const font of fonts) {
		svg.style.fontFamily = font;
		const about = {sheet: sheet.Name, font};
		svg.querySelectorAll(".table").forEach((group, i) => count += inTable(group, sheet.Tables[i], about));
		const inRect = (text, room, cell) => compare(rect(text, svg), rect(room, svg), {...about, text: text.textContent, cell});
		svg.querySelectorAll(".edge rect+text").forEach(text => inRect(text, text.previousElementSibling, "label of a line"));
		svg.querySelectorAll(".group rect+text").forEach(text => inRect(text, text.previousElementSibling, "title of a group"));
		svg.querySelectorAll(".heading").forEach(text => inRect(text, page, "heading"));
		svg.querySelectorAll(".legend>g").forEach(item => {
			const word = item.lastElementChild, sign = item.querySelector(".c,.pk,.fk,.uk"), next = item.nextElementSibling;
			const before = (text, right) => compare(rect(text, svg), {...rect(text, svg), right}, {...about, text: text.textContent, cell: "legend"});
			inRect(word, page, "legend");
			if (sign) before(sign, rect(word, svg).left);
			if (next && next.getCTM().f === item.getCTM().f) before(word, next.getCTM().e - svg.getCTM().e);
		});
	}
	counts.push(count);
}
document.getElementById("out").textContent = JSON.stringify({missing, counts, outside: outside.slice(0, 500)});
</script>`
