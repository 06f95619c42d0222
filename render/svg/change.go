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

// changeMark draws the mark of a change at the left of the header.
func (p *printer) changeMark(c diagram.Change, baseline layout.Unit) {
	if c != diagram.Unchanged {
		p.line(changeText(c, baseline))
	}
}

func changeText(c diagram.Change, baseline layout.Unit) string {
	return `<text class="c" x="` + num(layout.CellPad) + `" y="` + num(baseline) + `">` + changeSign(c) + "</text>"
}
