// Package svg draws a laid out diagram as one self-contained SVG: no script, no outside font, no reference
// to anything outside of the file. The file is made to be read in a review, too: every thing has an id that
// comes from its name, stands on a line of its own, and all that moves with a table is relative to it.
package svg

import (
	"bufio"
	"fmt"
	"io"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Options say how the picture looks. The zero value is light and dark in one file, and no legend.
type Options struct {
	Theme   Theme
	Legend  bool // explain the marks below the picture; a diff always explains its own
	Heading bool // write the diagram's title above the picture, not only into its name
	// Link makes every table whose place in the source is known a link. {schema}, {table}, {file} and
	// {line} stand for what they say, percent-encoded: "https://example.org/blob/main/{file}#L{line}".
	// "" means no links. See CheckLink for what is allowed.
	Link string
	// LinkFile is what {file} stands for, given the file of a place; nil for that file itself.
	LinkFile func(file string) string
}

// Render writes d as an SVG with the places that g gives; g must have been computed for d. An error is one
// of the link template (see CheckLink), of a geometry that does not belong to d, or of w.
func Render(w io.Writer, d *diagram.Diagram, g *layout.Geometry, opts Options) error {
	if err := CheckLink(opts.Link); err != nil {
		return err
	}
	if err := checkGeometry(d, g); err != nil {
		return err
	}
	p := &printer{w: bufio.NewWriter(w), d: d, g: g, opts: opts, titles: newTitles(d)}
	p.keys, p.order = p.keyClasses(), p.paintOrder()
	p.topmost, p.forks = p.findTopmost(), p.findForks()
	p.document()
	return p.w.Flush()
}

// checkGeometry guards against the geometry of another diagram.
func checkGeometry(d *diagram.Diagram, g *layout.Geometry) error {
	if len(g.Boxes) != len(d.Entities) || len(g.Routes) != len(d.Edges) || len(g.Groups) != len(d.Groups) {
		return fmt.Errorf("the geometry has %d boxes, %d routes and %d groups for %d entities, %d edges and %d groups",
			len(g.Boxes), len(g.Routes), len(g.Groups), len(d.Entities), len(d.Edges), len(d.Groups))
	}
	for i := range g.Routes {
		if n := len(g.Routes[i].Points); n%3 != 1 {
			return fmt.Errorf("route %d has %d points, expected a start and three for each curve", i, n)
		}
	}
	return nil
}

// printer writes one picture. Errors of w stay in the buffered writer until Render flushes it.
type printer struct {
	w      *bufio.Writer
	d      *diagram.Diagram
	g      *layout.Geometry
	opts   Options
	titles titles

	keys    []string       // classes of the key marks that occur
	order   []int          // of the lines, from the first that is drawn
	topmost map[footAt]int // line by foot: see findTopmost
	forks   []fork         // by line: see findForks
}

// line writes its parts and ends the line.
func (p *printer) line(parts ...string) {
	for _, s := range parts {
		p.w.WriteString(s)
	}
	p.w.WriteByte('\n')
}

// document writes the whole file. Lines that were left out of the layout lie behind the tables; the others,
// which cross no table, come after them, so that a table can highlight its lines as its siblings.
func (p *printer) document() {
	legend := p.newLegend()
	p.open(legend)
	p.groups()
	p.edges(true)
	for i := range p.d.Entities {
		p.entity(i)
	}
	p.edges(false)
	p.legend(legend)
	p.line("</svg>")
}

// Measures of the heading above the picture.
const (
	headingHeight   = 36 * layout.PX
	headingBaseline = -6 * layout.PX
	headingSize     = 18 * layout.PX
	headingWidth    = 640 * layout.PX // that a small picture is widened to at most
)

// open writes everything up to the first group: the root, names and descriptions, style, and background.
func (p *printer) open(l legend) {
	top, width, height := layout.Unit(0), max(p.g.Width, l.width), p.g.Height+l.height
	heading := label{s: layout.DisplayName(p.title()), class: "heading", x: layout.Margin, y: headingBaseline, bold: true, size: headingSize}
	if p.opts.Heading {
		top = headingHeight
		height += top
		width = max(width, min(heading.width(), headingWidth)+2*layout.Margin)
	}
	role := "img"
	if p.opts.Link != "" {
		role = "group" // the inside of an img is no place for links
	}
	size := num(width) + " " + num(height)
	p.line(`<svg xmlns="http://www.w3.org/2000/svg" class="`, p.opts.Theme.class(), `" role="`, role, `" aria-label="`, attr(p.title()),
		`" width="`, num(width), `" height="`, num(height), `" viewBox="`, num(-half), " ", num(-top-half), " ", size, `">`)
	p.line("<title>", text(p.title()), "</title>")
	p.description()
	p.style()
	p.feet()
	p.line(`<rect class="page" x="`, num(-half), `" y="`, num(-top-half), `" width="`, num(width), `" height="`, num(height), `"/>`)
	if p.opts.Heading {
		heading.fit(width - 2*layout.Margin + wideMargin)
		p.line(heading.String())
	}
}

// half a pixel is how far the whole picture is moved: borders and lines, which lie on whole pixels, are then sharp.
const half = layout.PX / 2

func (p *printer) title() string {
	if p.d.Title == "" {
		return "Entity-relationship diagram"
	}
	return p.d.Title
}

func (p *printer) description() {
	if len(p.d.Description) == 0 {
		return
	}
	p.line("<desc>")
	for _, s := range p.d.Description {
		p.line(text(s))
	}
	p.line("</desc>")
}

// groups draws the titled boxes around entities, behind everything else.
func (p *printer) groups() {
	for i := range p.d.Groups {
		g, r := &p.d.Groups[i], p.g.Groups[i]
		if r.W == 0 {
			continue
		}
		p.line(`<g id="`, attr(g.ID), `" class="group`, groupClass(i), `">`)
		p.line(`<rect x="`, num(r.X), `" y="`, num(r.Y), `" width="`, num(r.W), `" height="`, num(r.H), `" rx="10"/>`)
		t := label{s: layout.DisplayName(g.Name), x: r.X + layout.GroupPad, y: r.Y + groupBaseline, bold: true, size: layout.TitleSize}
		t.fit(r.W - 2*layout.GroupPad + wideMargin)
		p.line(t.String())
		p.line("</g>")
	}
}

const groupBaseline = 19 * layout.PX
