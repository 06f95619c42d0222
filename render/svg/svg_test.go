package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"strings"
	"testing"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/svg"
)

func render(t *testing.T, d *diagram.Diagram, g *layout.Geometry, opts svg.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := svg.Render(&b, d, g, opts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wellFormed fails the test unless s is XML, and returns how often each element occurs.
func wellFormed(t *testing.T, s string) map[string]int {
	t.Helper()
	count := map[string]int{}
	for dec := xml.NewDecoder(strings.NewReader(s)); ; {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return count
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, s)
		}
		if e, ok := tok.(xml.StartElement); ok {
			count[e.Name.Local]++
		}
	}
}

// everything is one of each sample with all options.
func everything(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, draw := range []func() (*diagram.Diagram, *layout.Geometry){blog, kinds, changes, star} {
		d, g := draw()
		for _, theme := range []svg.Theme{svg.Auto, svg.Light, svg.Dark} {
			all.WriteString(render(t, d, g, svg.Options{Theme: theme, Legend: true, Heading: true}))
		}
	}
	return all.String()
}

func TestSelfContained(t *testing.T) {
	out := strings.ReplaceAll(everything(t), `xmlns="http://www.w3.org/2000/svg"`, "")
	out = strings.ReplaceAll(out, `<use href="#`, "<use ") // what it refers to is in the file: see TestFeetAreDefined
	for _, bad := range []string{"http:", "https:", "<script", "javascript", "@import", "@font-face", "url(", "href", "<image", "<foreignObject", "var(", " on"} {
		if i := strings.Index(out, bad); i >= 0 && !strings.HasPrefix(out[i:], " one") {
			t.Errorf("%q in the output: …%s…", bad, out[max(0, i-40):min(len(out), i+40)])
		}
	}
}

// TestFeetAreDefined finds the shape of every foot in the file, and no other shapes.
func TestFeetAreDefined(t *testing.T) {
	for _, draw := range []func() (*diagram.Diagram, *layout.Geometry){blog, kinds, changes, star} {
		d, g := draw()
		out := render(t, d, g, svg.Options{})
		used, defined := map[string]bool{}, map[string]bool{}
		for _, id := range submatches(regexp.MustCompile(`<use href="#([^"]*)"`), out) {
			used[id] = true
		}
		for _, id := range submatches(regexp.MustCompile(`(?m)^<path id="([^"]*)"`), out) {
			defined[id] = true
		}
		if len(used) == 0 || !maps.Equal(used, defined) {
			t.Errorf("%s: used %v, defined %v", d.Title, used, defined)
		}
	}
}

// TestRulesAreScoped lets no rule apply outside of the picture, nor in a picture of another theme.
func TestRulesAreScoped(t *testing.T) {
	for theme, root := range map[svg.Theme]string{svg.Auto: ".er", svg.Light: ".er-light", svg.Dark: ".er-dark"} {
		for _, draw := range []func() (*diagram.Diagram, *layout.Geometry){blog, kinds, changes, star} {
			d, g := draw()
			out := render(t, d, g, svg.Options{Theme: theme, Legend: true, Heading: true, Link: "{file}"})
			if !strings.Contains(out, ` class="`+root[1:]+`" role=`) {
				t.Errorf("the root has not the class of %s", root)
			}
			_, rest, _ := strings.Cut(out, "<style>\n")
			sheet, _, _ := strings.Cut(rest, "</style>")
			sheet = regexp.MustCompile(`(?m)^@media.*\{$|^\}$`).ReplaceAllString(sheet, "")
			for rule := range strings.SplitSeq(sheet, "}") {
				selectors, _, _ := strings.Cut(rule, "{")
				for s := range strings.SplitSeq(strings.TrimSpace(selectors), ",") {
					s = strings.TrimSpace(s)
					scoped := regexp.MustCompile(`^`+regexp.QuoteMeta(root)+`([ >:]|$)`).MatchString(s) || strings.HasPrefix(s, "#table-") || strings.HasPrefix(s, "#view-")
					if s != "" && !scoped {
						t.Errorf("%q is not within %s", s, root)
					}
				}
			}
		}
	}
}

func TestOneElementALine(t *testing.T) {
	d, g := kinds()
	inside := false // of <style> or <desc>
	for i, line := range strings.Split(strings.TrimSuffix(render(t, d, g, svg.Options{}), "\n"), "\n") {
		switch line {
		case "<style>", "<desc>":
			inside = true
		case "</style>", "</desc>":
			inside = false
		default:
			if !inside && !strings.HasPrefix(line, "<") {
				t.Errorf("line %d starts in the middle of something: %s", i+1, line)
			}
		}
	}
}

// TestReviewable adds a column to a table of the picture: the file changes in few lines.
func TestReviewable(t *testing.T) {
	d, g := blog()
	before := lineSet(render(t, d, g, svg.Options{}))
	users := &d.Entities[0]
	users.Columns = append(users.Columns, diagram.Column{Name: "phone", Type: "text"})
	g.Boxes[0].H += g.Boxes[0].RowHeight
	var changed []string
	for line := range lineSet(render(t, d, g, svg.Options{})) {
		if !before[line] {
			changed = append(changed, line)
		}
	}
	if len(changed) != 2 { // the row, and the border of the table
		t.Errorf("%d lines changed, want 2:\n%s", len(changed), strings.Join(changed, "\n"))
	}
}

func lineSet(s string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.SplitSeq(s, "\n") {
		set[line] = true
	}
	return set
}

func TestIDs(t *testing.T) {
	d, g := kinds()
	out := render(t, d, g, svg.Options{})
	for i := range d.Entities {
		if n := strings.Count(out, ` id="`+d.Entities[i].ID+`"`); n != 1 {
			t.Errorf("id %s occurs %d times", d.Entities[i].ID, n)
		}
	}
	for i := range d.Edges {
		if n := strings.Count(out, ` id="`+d.Edges[i].ID+`"`); n != 1 {
			t.Errorf("id %s occurs %d times", d.Edges[i].ID, n)
		}
	}
}

// TestHover follows every rule of the style sheet from the table to its lines, which are its siblings.
func TestHover(t *testing.T) {
	d, g := changes()
	out := render(t, d, g, svg.Options{})
	rules := regexp.MustCompile(`(?m)^#([a-z0-9_-]+):hover~\.([a-z0-9_-]+),$`).FindAllStringSubmatch(out, -1)
	if len(rules) != len(d.Entities) {
		t.Fatalf("%d rules for %d tables that have lines", len(rules), len(d.Entities))
	}
	for i, rule := range rules {
		if rule[1] != d.Entities[i].ID {
			t.Errorf("rule %d is for %s, want %s", i, rule[1], d.Entities[i].ID)
		}
		want := 0
		for j := range d.Edges {
			if d.Edges[j].Parent.Entity == i || d.Edges[j].Child.Entity == i {
				want++
			}
		}
		after := out[strings.Index(out, `<g id="`+rule[1]+`"`):]
		if got := len(regexp.MustCompile(`class="edge[^"]* `+rule[2]+`[ "]`).FindAllString(after, -1)); got != want {
			t.Errorf("%s has %d lines after it, want %d", rule[1], got, want)
		}
	}
}

func TestRenderErrors(t *testing.T) {
	d, g := blog()
	g.Boxes = g.Boxes[:1]
	if err := svg.Render(io.Discard, d, g, svg.Options{}); err == nil {
		t.Error("a geometry with too few boxes was drawn")
	}
	d, g = blog()
	g.Routes[0].Points = g.Routes[0].Points[:3]
	if err := svg.Render(io.Discard, d, g, svg.Options{}); err == nil {
		t.Error("half a curve was drawn")
	}
	d, g = blog()
	want := errors.New("disk full")
	if err := svg.Render(brokenWriter{want}, d, g, svg.Options{}); !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

// TestLegend finds every mark of the picture explained, and no other.
func TestLegend(t *testing.T) {
	d, g := kinds()
	out := render(t, d, g, svg.Options{Legend: true})
	words := regexp.MustCompile(`y="4"[^>]*>([^<]*)</text></g>`)
	got := fmt.Sprint(submatches(words, out))
	want := "[exactly one zero or one one or many zero or many primary key NOT NULL through that table implied by names not identifying view reads drawn straight]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	d, g = blog()
	d.Edges[0].Dashed, d.Edges[0].Change = true, diagram.Removed
	if out := render(t, d, g, svg.Options{Legend: true}); strings.Contains(out, "not identifying") {
		t.Error("a line that was removed is taken for one that is not identifying")
	}
	d, g = blog()
	out = render(t, d, g, svg.Options{Legend: true})
	if got, want := fmt.Sprint(submatches(words, out)), "[exactly one zero or many primary key foreign key unique NOT NULL]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func submatches(rx *regexp.Regexp, s string) []string {
	var all []string
	for _, m := range rx.FindAllStringSubmatch(s, -1) {
		all = append(all, m[1])
	}
	return all
}

// TestLegendWraps keeps the legend of a narrow picture within the picture.
func TestLegendWraps(t *testing.T) {
	d, g := kinds()
	g.Width = 300 * px
	out := render(t, d, g, svg.Options{Legend: true})
	if !strings.HasPrefix(out[strings.Index(out, " width="):], ` width="680"`) {
		t.Errorf("the picture is not 640 pixels and two margins wide: %s", out[:300])
	}
	rows := map[string]bool{}
	for _, y := range submatches(regexp.MustCompile(`(?m)^<g transform="translate\([0-9.]+ ([0-9.]+)\)">`), out) {
		rows[y] = true
	}
	if len(rows) != 2 {
		t.Errorf("%d rows, want 2", len(rows))
	}
}

// FuzzRender draws hostile names and texts in every place that has one.
func FuzzRender(f *testing.F) {
	f.Add("users", "bigint", "a comment", uint8(0))
	f.Add("a\"b<c>&'", "]]>", "</title><script>", uint8(0xff))
	f.Add("\x00\xff\u202e", "שם", "\ufffe\u2028", uint8(0x55))
	f.Add(strings.Repeat("x", 1000), strings.Repeat("🎉", 500), strings.Repeat("\n", 100), uint8(3))
	f.Add("{}</style>", "*/@import", "expression(", uint8(9))
	f.Fuzz(func(t *testing.T, name, typ, comment string, bits uint8) {
		bit := func(i int) bool { return bits>>i&1 == 1 }
		d, _ := kinds()
		d.Title, d.Description, d.IsDiff = name, []string{comment}, bit(0)
		d.Groups[0] = diagram.Group{ID: "group-x", Name: name, Entities: []int{0}}
		for i := range d.Entities {
			e := &d.Entities[i]
			e.Schema, e.Name, e.Label, e.Comment, e.Was = typ, name, typ+"."+name, comment, name
			e.Change, e.Pos.File, e.Pos.Line = diagram.Change(bits%4), comment, 1
			for j := range e.Columns {
				e.Columns[j] = diagram.Column{
					Name: name, Type: typ, Comment: comment, Default: typ, Enum: []string{name, typ}, Was: typ,
					PK: bit(1), FK: bit(2), UK: bit(3), NotNull: bit(4), Generated: bit(5), Change: diagram.Change(bits % 4),
				}
			}
		}
		for i := range d.Edges {
			e := &d.Edges[i]
			e.Label, e.Was, e.Change = name, comment, diagram.Change(bits%4)
			e.Parent.Columns, e.Parent.Why = []string{name, typ}, schema.Evidence{Text: comment}
		}
		g := arrange(d, [2]layout.Unit{40, 60}, [2]layout.Unit{420, 60}, [2]layout.Unit{420, 160}, [2]layout.Unit{760, 200})
		g.Groups[0] = layout.Rect{W: 100 * px, H: 100 * px}
		out := render(t, d, g, svg.Options{Theme: svg.Theme(bits % 3), Legend: bit(6), Heading: bit(7), Link: "{schema}/{table}/{file}"})
		n := wellFormed(t, out)
		if n["a"] != len(d.Entities) || n["style"] != 1 || n["script"] != 0 || !strings.HasSuffix(out, "</svg>\n") {
			t.Errorf("%d links for %d tables, %d style sheets, %d scripts", n["a"], len(d.Entities), n["style"], n["script"])
		}
		plain := render(t, d, g, svg.Options{Theme: svg.Theme(bits % 3), Legend: bit(6), Heading: bit(7), Link: "{schema}/{table}/{file}"})
		if plain != out {
			t.Error("the same diagram was drawn in two ways")
		}
	})
}

// BenchmarkRender writes the largest of the samples, without its layout.
func BenchmarkRender(b *testing.B) {
	d, g := kinds()
	var size countingWriter
	for b.Loop() {
		size = 0
		if err := svg.Render(&size, d, g, svg.Options{Legend: true}); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(size))
}

type countingWriter int

func (w *countingWriter) Write(p []byte) (int, error) {
	*w += countingWriter(len(p))
	return len(p), nil
}
