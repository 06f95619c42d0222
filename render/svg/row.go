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

// columns draws the rows, each on one line of the file. Rows that follow each other and have the same tooltip
// share it: they stand in a group.
func (p *printer) columns(b *box) {
	all := b.e.Columns
	for first := 0; first < len(all); {
		title, end := p.titles.column(&all[first]), first+1
		for end < len(all) && shares(&all[first], &all[end]) && p.titles.column(&all[end]) == title {
			end++
		}
		title = "<title>" + text(title) + "</title>"
		if end == first+1 {
			p.column(b, first, title)
		} else {
			p.line("<g>", title)
			for row := first; row < end; row++ {
				p.column(b, row, "")
			}
			p.line("</g>")
		}
		first = end
	}
}

// shares reports whether two rows can stand in a group; what changed is one of its own.
func shares(a, b *diagram.Column) bool {
	return a.Change == diagram.Unchanged && b.Change == diagram.Unchanged
}

// column draws a row: the name, the type, the key marks. The title is "" where a group has it.
func (p *printer) column(b *box, row int, title string) {
	c := &b.e.Columns[row]
	top := b.Header + layout.Unit(row)*b.RowHeight
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
	begin, end := rowStart(c), "</g>"
	if title == "" {
		begin, end = "", ""
	}
	p.line(begin, title, tint(b, c, top), name.String(), kind.String(), badges(b, c, top, "text"), sign(b, c, top), end)
}

// roomOfType is how wide a type may be in any font: up to the border, or up to the NOT NULL mark where there is one.
func (b *box) roomOfType(c *diagram.Column) layout.Unit {
	if c.NotNull {
		return b.Type - layout.CellPad - layout.NullWidth + wideMargin
	}
	return b.Type - layout.PX
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
