package svg

import (
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

const labelBaseline = 125 // of the label of a line, in its room

// edgeLabel writes the junction's name on the line that stands for it.
func (p *printer) edgeLabel(e *diagram.Edge, r layout.Rect) {
	p.line(`<rect x="`, num(r.X), `" y="`, num(r.Y), `" width="`, num(r.W), `" height="`, num(r.H), `" rx="`, num(r.H/2), `"/>`)
	l := label{s: layout.DisplayLabel(e.Label), class: "m", x: r.X + layout.LabelPad, y: r.Y + labelBaseline, size: layout.SmallSize}
	p.line(l.fit(r.W - 2*layout.LabelPad))
}

const badgeRadius = 7 * layout.PX

// changeBadge draws the mark of a change on a line.
func (p *printer) changeBadge(c diagram.Change, at layout.Point) {
	p.line(`<circle cx="`, num(at.X), `" cy="`, num(at.Y), `" r="`, num(badgeRadius), `"/>`)
	p.line(`<text class="c" x="`, num(at.X), `" y="`, num(at.Y+42), `">`, changeSign(c), "</text>")
}

// middle is a point of the line about half-way.
func middle(r *layout.Route) layout.Point {
	curves := (len(r.Points) - 1) / 3
	i := curves / 2 * 3
	if curves%2 == 0 {
		return r.Points[i]
	}
	p := r.Points[i : i+4]
	return layout.Point{
		X: (p[0].X + 3*p[1].X + 3*p[2].X + p[3].X) / 8,
		Y: (p[0].Y + 3*p[1].Y + 3*p[2].Y + p[3].Y) / 8,
	}
}
