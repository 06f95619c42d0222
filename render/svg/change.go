package svg

import (
	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// changeSign is the mark of a change: it tells what happened without any colour.
func changeSign(c diagram.Change) string {
	switch c {
	case diagram.Added:
		return "+"
	case diagram.Removed:
		return "−"
	case diagram.Changed:
		return "~"
	default:
		return ""
	}
}

// changeClass is the class of a change with a space before it, or "".
func changeClass(c diagram.Change) string {
	if c == diagram.Unchanged {
		return ""
	}
	return " " + c.String()
}

// changeText is the mark of a change at the left of a header or a row.
func changeText(c diagram.Change, baseline layout.Unit) string {
	return `<text class="c" x="` + num(layout.CellPad) + `" y="` + num(baseline) + `">` + changeSign(c) + "</text>"
}

const changeRadius = 7 * layout.PX

// changeBadge draws the mark of a change on a line.
func (p *printer) changeBadge(c diagram.Change, at layout.Point) {
	p.line(`<circle cx="`, num(at.X), `" cy="`, num(at.Y), `" r="`, num(changeRadius), `"/>`)
	p.line(`<text class="c" x="`, num(at.X), `" y="`, num(at.Y+changeRadius*6/10), `">`, changeSign(c), "</text>")
}

// middle is a point of a line about half-way.
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
