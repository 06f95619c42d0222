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
func changeText(c diagram.Change, x, baseline layout.Unit) string {
	return `<text class="c" x="` + num(x) + `" y="` + num(baseline) + `">` + changeSign(c) + "</text>"
}

// Measures of the mark of a change on a line.
const (
	changeRadius = 7 * layout.PX
	changeAway   = layout.Stub + 9*layout.PX // from the child's border: there each line is still alone
)

// changeBadge draws the mark of a change on a line, next to its foot at the child.
func (p *printer) changeBadge(c diagram.Change, child layout.Anchor) {
	g := newGlyph(child)
	at := g.place(changeAway, 0)
	p.line(`<circle cx="`, num(at.X), `" cy="`, num(at.Y), `" r="`, num(changeRadius), `"/>`)
	p.line(`<text class="c" x="`, num(at.X), `" y="`, num(at.Y+changeRadius*6/10), `">`, changeSign(c), "</text>")
}
