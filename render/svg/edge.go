package svg

import (
	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// edges draws the lines that were left out of the layout, or all the others.
func (p *printer) edges(direct bool) {
	for i := range p.d.Edges {
		if r := &p.g.Routes[i]; r.Direct == direct && len(r.Points) > 1 {
			p.edge(&p.d.Edges[i], r)
		}
	}
}

// edge draws a line, its feet, and its label if it has one.
func (p *printer) edge(e *diagram.Edge, r *layout.Route) {
	p.line(`<g id="`, attr(e.ID), `" class="`, attr(p.edgeClass(e, r)), `">`)
	p.line("<title>", text(edgeTitle(p.d, e)), "</title>")
	p.line(`<path d="`, routePath(r), `"/>`)
	if e.Kind != diagram.Reads {
		p.foot(&e.Parent, r.Parent)
		p.foot(&e.Child, r.Child)
	}
	if r.Label.W > 0 {
		p.edgeLabel(e, r.Label)
	}
	if e.Change != diagram.Unchanged {
		p.changeBadge(e.Change, middle(r))
	}
	p.line("</g>")
}

// edgeClass says what the line is, and names the two tables, so that they can highlight it.
func (p *printer) edgeClass(e *diagram.Edge, r *layout.Route) string {
	class := "edge"
	if r.Direct {
		class += " direct"
	}
	switch {
	case e.Kind == diagram.Reads:
		class += " reads"
	case e.Implied:
		class += " implied"
	case e.Dashed:
		class += " dashed"
	default:
	}
	class += changeClass(e.Change)
	class += " " + p.d.Entities[e.Parent.Entity].ID
	if e.Parent.Entity != e.Child.Entity {
		class += " " + p.d.Entities[e.Child.Entity].ID
	}
	return class
}

// routePath is the whole way of a line from box to box, stubs included.
func routePath(r *layout.Route) string {
	var d path
	d.move(r.Parent.Point)
	d.line(r.Points[0])
	for i := 1; i+2 < len(r.Points); i += 3 {
		d.curve(r.Points[i], r.Points[i+1], r.Points[i+2])
	}
	d.line(r.Child.Point)
	return d.String()
}

// foot draws the end of a line on its stub.
func (p *printer) foot(e *diagram.End, at layout.Anchor) {
	p.line(`<path d="`, footPath(e.Cardinality, at), `"><title>`, text(footTitle(p.d, e)), "</title></path>")
}

// Measures of a foot, along the stub from the table outwards.
const (
	footReach  = 5 * layout.PX  // to both sides of the line
	toeLength  = 12 * layout.PX // of the three toes of "many"
	nearBar    = 8 * layout.PX  // "one", next to the table
	farBar     = 13 * layout.PX // "at least one", outside of that
	toeBar     = 16 * layout.PX // "at least one", outside of the toes
	ringCentre = 16 * layout.PX // "maybe none", outside of toes and bars
	ringRadius = 4 * layout.PX
)

// footPath draws a cardinality: first the maximum, next to the table, then the minimum.
func footPath(c schema.Cardinality, at layout.Anchor) string {
	g := glyph{at: at.Point, out: 1}
	if at.Side == layout.Left {
		g.out = -1
	}
	switch c {
	case schema.ExactlyOne:
		g.bar(nearBar)
		g.bar(farBar)
	case schema.ZeroOrMany:
		g.toes()
		g.ring()
	case schema.OneOrMany:
		g.toes()
		g.bar(toeBar)
	default:
		g.bar(nearBar)
		g.ring()
	}
	return g.String()
}

// glyph draws the parts of a foot.
type glyph struct {
	path
	at  layout.Point // on the border of the table
	out layout.Unit  // 1 when the line leaves to the right, -1 to the left
}

// place is a point of the stub, or beside it.
func (g *glyph) place(along, beside layout.Unit) layout.Point {
	return layout.Point{X: g.at.X + g.out*along, Y: g.at.Y + beside}
}

func (g *glyph) bar(along layout.Unit) {
	g.move(g.place(along, -footReach))
	g.line(g.place(along, footReach))
}

// toes draws the outer two of the three; the line itself is the middle one.
func (g *glyph) toes() {
	g.move(g.place(0, -footReach))
	g.line(g.place(toeLength, 0))
	g.line(g.place(0, footReach))
}

func (g *glyph) ring() { g.circle(g.place(ringCentre, 0), ringRadius) }
