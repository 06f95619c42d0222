package svg

import (
	"slices"

	"crowsfoot/parse/schema"
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

// footPath draws a cardinality: the maximum next to the table, the minimum outside of it.
func footPath(c schema.Cardinality, at layout.Anchor) string {
	g := newGlyph(at)
	g.foot(c)
	return g.String()
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
func (g *glyph) rail(b *layout.Box, rows []int) {
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
