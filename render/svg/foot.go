package svg

import (
	"slices"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Measures of a foot, along the stub from the table outwards.
const (
	footReach  = 5 * layout.PX  // to both sides of the line
	toeLength  = 12 * layout.PX // of the three toes of "many"
	nearBar    = 8 * layout.PX  // "one", next to the table
	farBar     = 13 * layout.PX // "at least one", outside of that
	toeBar     = 16 * layout.PX // "at least one", outside of the toes
	ringStart  = 12 * layout.PX // "maybe none", outside of toes and bars
	ringRadius = 4 * layout.PX
)

// Measures of the rail at the rows of a composite key.
const (
	railInset = 22            // from the border
	railReach = 9 * layout.PX // to both sides of the middle of a row
)

// foot is the shape of the end of a line: the maximum next to the table, the minimum outside of it.
type foot struct {
	cardinality schema.Cardinality
	side        layout.Side
	whole       bool // the line is broken, and drawn whole up to the toes
}

func footOf(e *diagram.Edge, end *diagram.End, at layout.Anchor) foot {
	return foot{cardinality: end.Cardinality, side: at.Side, whole: e.Dashed || e.Implied || e.Change == diagram.Removed}
}

// id names the shape by the side of the table, r or l, and what it says: 1, 01, 1m or 0m. The same id is the same
// shape in every picture of a page.
func (f foot) id() string {
	id := "r"
	if f.side == layout.Left {
		id = "l"
	}
	switch f.cardinality {
	case schema.ExactlyOne:
		id += "1"
	case schema.ZeroOrMany:
		id += "0m"
	case schema.OneOrMany:
		id += "1m"
	default:
		id += "01"
	}
	if f.whole {
		id += "-"
	}
	return id
}

// path is the shape of an end at that place.
func (f foot) path(at layout.Point) string {
	g := newGlyph(layout.Anchor{Point: at, Side: f.side})
	if f.whole {
		g.shaft()
	}
	g.foot(f.cardinality)
	return g.String()
}

// footAt is a foot in a place. Lines that begin at the same row have the same one.
type footAt struct {
	foot
	layout.Point
}

// findTopmost finds, for each foot in a place, the last line drawn there. The feet of the others show with their line
// only: drawn over each other, the soft edges of a dozen feet would add up to a blot.
func (p *printer) findTopmost() map[footAt]int {
	top := map[footAt]int{}
	for _, i := range p.order {
		if e, r := &p.d.Edges[i], &p.g.Routes[i]; e.Kind != diagram.Reads {
			top[footAt{footOf(e, &e.Parent, r.Parent), r.Parent.Point}] = i
			top[footAt{footOf(e, &e.Child, r.Child), r.Child.Point}] = i
		}
	}
	return top
}

// hasTwins reports whether lines have the same foot in the same place.
func (p *printer) hasTwins() bool {
	feet := 0
	for i := range p.d.Edges {
		if p.d.Edges[i].Kind != diagram.Reads {
			feet += 2
		}
	}
	return feet > len(p.topmost)
}

// feet defines the shapes of all ends, for the lines to refer to.
func (p *printer) feet() {
	used := map[foot]bool{}
	for f := range p.topmost {
		used[f.foot] = true
	}
	if len(used) == 0 {
		return
	}
	p.line("<defs>")
	for _, side := range []layout.Side{layout.Left, layout.Right} {
		for _, c := range cardinalities() {
			for _, whole := range []bool{false, true} {
				if f := (foot{c, side, whole}); used[f] {
					p.line(`<path id="`, f.id(), `" d="`, f.path(layout.Point{}), `"/>`)
				}
			}
		}
	}
	p.line("</defs>")
}

func cardinalities() []schema.Cardinality {
	return []schema.Cardinality{schema.ExactlyOne, schema.ZeroOrOne, schema.OneOrMany, schema.ZeroOrMany}
}

// foot draws a cardinality.
func (g *glyph) foot(c schema.Cardinality) {
	switch c {
	case schema.ExactlyOne:
		g.bar(nearBar)
		g.bar(farBar)
	case schema.ZeroOrMany:
		g.toe(-footReach)
		g.ring()
		g.toe(footReach)
	case schema.OneOrMany:
		g.toe(-footReach)
		g.toe(footReach)
		g.bar(toeBar)
	default:
		g.bar(nearBar)
		g.ring()
	}
}

// glyph draws the parts of a foot.
type glyph struct {
	pathData
	at  layout.Point // on the border of the table
	out layout.Unit  // 1 when the line leaves to the right, -1 to the left
}

func newGlyph(at layout.Anchor) glyph {
	if at.Side == layout.Left {
		return glyph{at: at.Point, out: -1}
	}
	return glyph{at: at.Point, out: 1}
}

// place is a point of the stub, or beside it.
func (g *glyph) place(along, beside layout.Unit) layout.Point {
	return layout.Point{X: g.at.X + g.out*along, Y: g.at.Y + beside}
}

func (g *glyph) bar(along layout.Unit) {
	g.move(g.place(along, -footReach))
	g.line(g.place(along, footReach))
}

// toe draws one of the outer two toes; the line itself is the one in the middle.
func (g *glyph) toe(beside layout.Unit) {
	g.move(g.place(0, beside))
	g.line(g.place(toeLength, 0))
}

// rail marks the rows of a composite key by a second border just inside of the table, in one stroke for
// rows that follow each other.
func rail(at layout.Anchor, b *layout.Box, rows []int) string {
	g := newGlyph(at)
	x := g.at.X - g.out*railInset
	rows = slices.Sorted(slices.Values(rows))
	for i, row := range rows {
		if i == 0 || row > rows[i-1]+1 {
			g.move(layout.Point{X: x, Y: b.RowMiddle(row) - railReach})
		}
		if i == len(rows)-1 || row < rows[i+1]-1 {
			g.line(layout.Point{X: x, Y: b.RowMiddle(row) + railReach})
		}
	}
	return g.String()
}

// shaft draws the line as far as the toes reach.
func (g *glyph) shaft() {
	g.move(g.at)
	g.line(g.place(toeLength, 0))
}

// ring draws a circle in a single arc that ends, all but a hair's breadth, where it starts.
func (g *glyph) ring() {
	start := g.place(ringStart, 0)
	if g.pathData.at != start {
		g.move(start)
	}
	sweep := layout.PX * (1 + g.out) / 2
	g.command('a', ringRadius, ringRadius, 0, layout.PX, sweep, 0, 1)
	g.pathData.at.Y++
}
