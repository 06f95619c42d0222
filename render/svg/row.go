package svg

import (
	"strings"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Places inside a row.
const (
	rowBaseline = 14 * layout.PX
	tintInset   = 3 * layout.PX // of the ground of a changed row
)

// column draws a row, on one line of the file: the name, the type, the key marks.
func (p *printer) column(b *box, row int) {
	c := &b.e.Columns[row]
	top := b.Header + layout.Unit(row)*b.RowHeight
	title := "<title>" + text(p.titles.column(c)) + "</title>"
	name := label{s: layout.DisplayName(c.Name), y: top + rowBaseline, bold: c.PK}
	if c.PK {
		name.class = "k"
	}
	kind := label{s: layout.DisplayType(c.Type), after: layout.DisplayWas(c.Was), x: b.Name - layout.CellPad, y: top + rowBaseline}
	if c.Type == "" {
		kind.after = strings.TrimPrefix(kind.after, ", ")
	}
	name.fit(b.Name - 2*layout.CellPad + wideMargin)
	kind.fit(b.roomOfType(c))
	if name.length == 0 && kind.length == 0 && kind.after == "" && c.Change == diagram.Unchanged {
		p.line(name.start(), title, text(shown(name.s)), kind.span(), badges(b, c, top, "tspan"), "</text>")
		return
	}
	p.line(rowStart(c), title, tint(b, c, top), name.String(), kind.String(), badges(b, c, top, "text"), sign(b, c, top), "</g>")
}

// roomOfType is how wide a type may be in any font: up to the NOT NULL mark where there is one.
func (b *box) roomOfType(c *diagram.Column) layout.Unit {
	room := b.Type - layout.CellPad
	if c.NotNull {
		room -= layout.NullWidth - wideMargin
	}
	return room
}

func rowStart(c *diagram.Column) string {
	if c.Change == diagram.Unchanged {
		return "<g>"
	}
	return `<g class="` + c.Change.String() + `">`
}

// tint is the ground of a changed row.
func tint(b *box, c *diagram.Column, top layout.Unit) string {
	if c.Change == diagram.Unchanged {
		return ""
	}
	return `<rect x="` + num(b.left+tintInset) + `" y="` + num(top+layout.PX) + `" width="` + num(b.W-2*tintInset) +
		`" height="` + num(b.RowHeight-2*layout.PX) + `" rx="4"/>`
}

// sign is the mark of a change.
func sign(b *box, c *diagram.Column, top layout.Unit) string {
	if c.Change == diagram.Unchanged {
		return ""
	}
	return changeText(c.Change, b.header, top+rowBaseline)
}

// badges are the key marks of a column, as elements of the tag. A tspan is on the line of its text.
func badges(b *box, c *diagram.Column, top layout.Unit, tag string) string {
	x, y := b.header, ""
	if b.isDiff {
		x += layout.ChangeWidth
	}
	if tag == "text" {
		y = ` y="` + num(top+rowBaseline) + `"`
	}
	var s strings.Builder
	for _, badge := range layout.Badges(c) {
		s.WriteString("<" + tag + ` class="` + strings.ToLower(badge) + `" x="` + num(x) + `"` + y + ">" + badge + "</" + tag + ">")
		x += layout.BadgeWidth + layout.BadgeGap
	}
	return s.String()
}
