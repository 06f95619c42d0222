package svg

import (
	"strings"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Places inside a box.
const (
	corner         = 6 * layout.PX
	titleBaseline  = 185            // of the header
	rowBaseline    = 152            // of a row
	badgeBaseline  = 148            // of the key marks, which are smaller
	footerBaseline = 14 * layout.PX // of the footer
	dotInset       = 10 * layout.PX // of the NOT NULL mark, from the right
	tintInset      = 2 * layout.PX  // of the ground of a changed row
)

// entity draws a table, a view, or a table that is only referenced. All inside is relative to its corner.
func (p *printer) entity(i int) {
	e, b := &p.d.Entities[i], &p.g.Boxes[i]
	tag, href := "g", ""
	if e.Pos.IsValid() && p.opts.Link != "" {
		tag, href = "a", ` href="`+attr(expandLink(p.opts.Link, e))+`"`
	}
	p.line("<", tag, ` id="`, attr(e.ID), `" class="`, entityClass(e), `"`, href,
		` transform="translate(`, num(b.X), " ", num(b.Y), `)">`)
	p.line("<title>", text(entityTitle(e)), "</title>")
	p.line(`<rect class="b" width="`, num(b.W), `" height="`, num(b.H), `" rx="`, num(corner), `"/>`)
	p.header(e, b)
	for row := range e.Columns {
		p.column(&e.Columns[row], b, b.Header+layout.Unit(row)*b.RowHeight)
	}
	p.dots(e, b)
	if f := layout.Footer(e); f != "" {
		p.line(`<text class="s" x="`, num(b.Marks+layout.CellPad), `" y="`, num(b.H-b.Footer+footerBaseline), `">`, text(f), "</text>")
	}
	p.line("</", tag, ">")
}

func entityClass(e *diagram.Entity) string {
	class := "table"
	switch e.Kind {
	case diagram.View:
		class += " view"
	case diagram.Ghost:
		class += " ghost"
	default:
	}
	return class + changeClass(e.Change)
}

// header draws the title bar: the mark of a change, the name, and what the thing is if it is no table.
func (p *printer) header(e *diagram.Entity, b *layout.Box) {
	p.line(`<path class="h" d="`, headerPath(b, len(e.Columns) == 0 && b.Footer == 0), `"/>`)
	x := layout.CellPad
	if p.d.IsDiff {
		p.changeMark(e.Change, titleBaseline)
		x += layout.ChangeWidth
	}
	room := b.W - x - layout.CellPad
	if tag := layout.Tag(e.Kind); tag != "" {
		room -= layout.TagGap + layout.TextWidthAt(tag, false, layout.SmallSize)
		p.line(`<text class="s e" x="`, num(b.W-layout.CellPad), `" y="`, num(titleBaseline), `">`, text(tag), "</text>")
	}
	t := label{s: layout.DisplayName(e.Label), class: "n", x: x, y: titleBaseline, bold: true, size: layout.TitleSize}
	if prefix := e.Schema + "."; e.Schema != "" && strings.HasPrefix(t.s, prefix) {
		t.quiet, t.s = prefix, t.s[len(prefix):]
	}
	p.line(t.fit(room))
}

// headerPath is the outline of the title bar: round above, and below, too, when nothing follows.
func headerPath(b *layout.Box, alone bool) string {
	if alone {
		return roundedRect(b.W, b.H, corner)
	}
	const r = corner
	var p path
	p.command('M', 0, b.Header)
	p.command('v', r-b.Header)
	p.command('a', r, r, 0, 0, layout.PX, r, -r)
	p.command('h', b.W-2*r)
	p.command('a', r, r, 0, 0, layout.PX, r, r)
	p.command('v', b.Header-r)
	return p.String() + "z"
}

func roundedRect(w, h, r layout.Unit) string {
	var p path
	p.command('M', 0, r)
	p.command('a', r, r, 0, 0, layout.PX, r, -r)
	p.command('h', w-2*r)
	p.command('a', r, r, 0, 0, layout.PX, r, r)
	p.command('v', h-2*r)
	p.command('a', r, r, 0, 0, layout.PX, -r, r)
	p.command('h', 2*r-w)
	p.command('a', r, r, 0, 0, layout.PX, -r, -r)
	return p.String() + "z"
}

// column draws a row, on one line of the file.
func (p *printer) column(c *diagram.Column, b *layout.Box, top layout.Unit) {
	var s strings.Builder
	s.WriteString("<g")
	if class := changeClass(c.Change); class != "" {
		s.WriteString(` class="` + class[1:] + `"`)
	}
	s.WriteString("><title>" + text(columnTitle(c)) + "</title>")
	if c.Change != diagram.Unchanged {
		s.WriteString(`<rect class="r" x="` + num(tintInset) + `" y="` + num(top+layout.PX) + `" width="` + num(b.W-2*tintInset) +
			`" height="` + num(b.RowHeight-2*layout.PX) + `" rx="3"/>`)
		s.WriteString(changeText(c.Change, top+rowBaseline))
	}
	x := layout.CellPad
	if p.d.IsDiff {
		x += layout.ChangeWidth
	}
	for _, badge := range layout.Badges(c) {
		s.WriteString(`<text class="` + strings.ToLower(badge) + `" x="` + num(x) + `" y="` + num(top+badgeBaseline) + `">` + badge + "</text>")
		x += layout.BadgeWidth + layout.BadgeGap
	}
	y := top + rowBaseline
	name := label{s: layout.DisplayName(c.Name), x: b.Marks + layout.CellPad, y: y, bold: c.PK}
	if c.PK {
		name.class = "p"
	}
	s.WriteString(name.fit(b.Name - 2*layout.CellPad))
	if c.Type != "" {
		t := label{s: layout.DisplayType(c.Type), class: "t", x: b.Marks + b.Name, y: y}
		s.WriteString(t.fit(b.Type - layout.NullWidth - layout.CellPad))
	}
	p.line(s.String(), "</g>")
}

// dots draws the marks of all columns that cannot be NULL.
func (p *printer) dots(e *diagram.Entity, b *layout.Box) {
	var d path
	for row := range e.Columns {
		if e.Columns[row].NotNull {
			y := b.Header + layout.Unit(row)*b.RowHeight + b.RowHeight/2
			d.command('M', b.W-dotInset, y)
			d.command('h', 0)
		}
	}
	if len(d.b) > 0 {
		p.line(`<path class="d" d="`, d.String(), `"/>`)
	}
}
