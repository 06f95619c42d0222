package svg

import (
	"strings"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// paintOrder is the order in which lines are drawn: first those that were left out of the layout, and of each kind
// those last that changed, where no other covers them.
func (p *printer) paintOrder() []int {
	order := make([]int, 0, len(p.d.Edges))
	for _, direct := range []bool{true, false} {
		for _, changed := range []bool{false, true} {
			for i := range p.d.Edges {
				if p.g.Routes[i].Direct == direct && (p.d.Edges[i].Change != diagram.Unchanged) == changed {
					order = append(order, i)
				}
			}
		}
	}
	return order
}

// edges draws the lines that were left out of the layout, or all the others.
func (p *printer) edges(direct bool) {
	for _, i := range p.order {
		if p.g.Routes[i].Direct == direct {
			p.edge(i)
		}
	}
}

// edge draws a line, its feet, and its label if it has one.
func (p *printer) edge(i int) {
	e, r := &p.d.Edges[i], &p.g.Routes[i]
	p.line(`<g id="`, attr(e.ID), `" class="`, attr(p.edgeClass(e, r)), `">`)
	p.line("<title>", text(p.titles.edge(e)), "</title>")
	shared, own := ways(r, p.forks[i])
	p.line(`<path d="`, own, `"/>`)
	if shared != "" {
		p.line(`<path class="t" d="`, shared, `"/>`)
	}
	if e.Kind != diagram.Reads {
		p.foot(i, &e.Parent, r.Parent)
		p.foot(i, &e.Child, r.Child)
	}
	if r.Label.W > 0 {
		p.edgeLabel(e, r.Label)
	}
	if e.Change != diagram.Unchanged {
		p.changeBadge(e.Change, r.Child)
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
	class += changeClass(e.Change) + " " + p.member(e.Parent.Entity)
	if e.Parent.Entity != e.Child.Entity {
		class += " " + p.member(e.Child.Entity)
	}
	return class
}

// member is the class of the lines of an entity.
func (p *printer) member(entity int) string {
	return "_" + strings.TrimPrefix(p.d.Entities[entity].ID, "table-")
}

// routePath is the whole way of a line from box to box, stubs included.
func routePath(r *layout.Route) string {
	var d pathData
	d.move(r.Parent.Point)
	d.line(r.Points[0])
	d.curves(r.Points)
	d.line(r.Child.Point)
	return d.String()
}

// foot draws the end of a line, and the mark of a composite key.
func (p *printer) foot(edge int, end *diagram.End, at layout.Anchor) {
	f, class := footOf(&p.d.Edges[edge], end, at), ""
	if p.topmost[footAt{f, at.Point}] != edge {
		class = ` class="t"`
	}
	p.line(`<use href="#`, f.id(), `" x="`, num(at.X), `" y="`, num(at.Y), `"`, class, `/>`)
	if len(end.Rows) > 1 {
		p.line(`<path d="`, rail(at, &p.g.Boxes[end.Entity], end.Rows), `"/>`)
	}
}

const labelBaseline = 12 * layout.PX // of the label of a line, in its room

// edgeLabel writes the junction's name on the line that stands for it.
func (p *printer) edgeLabel(e *diagram.Edge, r layout.Rect) {
	p.line(`<rect x="`, num(r.X), `" y="`, num(r.Y), `" width="`, num(r.W), `" height="`, num(r.H), `" rx="`, num(r.H/2), `"/>`)
	l := label{s: layout.DisplayLabel(e.Label), class: "m", x: r.X + layout.LabelPad, y: r.Y + labelBaseline, size: layout.SmallSize}
	l.fit(r.W - layout.LabelPad)
	p.line(l.String())
}
