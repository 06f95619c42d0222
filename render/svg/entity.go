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
	rowBaseline    = 15 * layout.PX // of a row
	badgeBaseline  = 14 * layout.PX // of the key marks, which are smaller
	footerBaseline = 14 * layout.PX // of the footer
	dotInset       = 10 * layout.PX // of the NOT NULL mark, from the right
	tintInset      = 3 * layout.PX  // of the ground of a changed row
)

// entity draws a table, a view, or a table that is only referenced. All inside is relative to its corner.
func (p *printer) entity(i int) {
	e, b := &p.d.Entities[i], &p.g.Boxes[i]
	tag, href := "g", ""
	if e.Pos.IsValid() && p.opts.Link != "" {
		tag, href = "a", ` href="`+attr(expandLink(p.opts.Link, e))+`"`
	}
	p.line("<", tag, ` id="`, attr(e.ID), `" class="`, p.entityClass(e), `"`, href,
		` transform="translate(`, num(b.X), " ", num(b.Y), `)">`)
	p.line("<title>", text(p.titles.entity(e)), "</title>")
	p.frame(e, b)
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

func (p *printer) entityClass(e *diagram.Entity) string {
	class := "table"
	if e.Group < len(p.d.Groups) {
		class += groupClass(e.Group)
	}
	switch e.Kind {
	case diagram.View:
		class += " view"
	case diagram.Ghost:
		class += " ghost"
	default:
	}
	return class + changeClass(e.Change)
}

// frame draws the border and the title bar. Borders are a pixel wide and lie on half pixels, where they
// are sharp.
func (p *printer) frame(e *diagram.Entity, b *layout.Box) {
	left, top := toHalf(b.X), toHalf(b.Y)
	w, h := b.W-left-fromHalf(b.X+b.W), b.H-top-fromHalf(b.Y+b.H)
	rect := func(class string) {
		p.line(`<rect class="`, class, `" x="`, num(left), `" y="`, num(top), `" width="`, num(w), `" height="`, num(h), `" rx="`, num(corner), `"/>`)
	}
	if len(e.Columns) == 0 && b.Footer == 0 {
		rect("h")
		return
	}
	rect("b")
	const r = corner
	var d pathData
	d.move(layout.Point{X: left, Y: b.Header + top})
	d.command('v', r-b.Header)
	d.command('a', r, r, 0, 0, layout.PX, r, -r)
	d.command('h', w-2*r)
	d.command('a', r, r, 0, 0, layout.PX, r, r)
	d.command('v', b.Header-r)
	p.line(`<path class="h" d="`, d.String(), `z"/>`)
}

// toHalf is how far the next half pixel is from u, fromHalf how far the last one.
func toHalf(u layout.Unit) layout.Unit   { return (layout.PX*3/2 - u%layout.PX) % layout.PX }
func fromHalf(u layout.Unit) layout.Unit { return (u%layout.PX + layout.PX/2) % layout.PX }

// header writes into the title bar: the mark of a change, the name, and what the thing is if it is no table.
func (p *printer) header(e *diagram.Entity, b *layout.Box) {
	x := layout.CellPad
	if p.d.IsDiff {
		if e.Change != diagram.Unchanged {
			p.line(changeText(e.Change, titleBaseline))
		}
		x += layout.ChangeWidth
	}
	room := b.W - x - layout.CellPad
	if word := layout.Tag(e.Kind); word != "" {
		tag := label{s: word, class: "s e", x: b.W - layout.CellPad, y: titleBaseline, size: layout.SmallSize}
		room -= layout.TagGap + tag.width()
		p.line(tag.fit(tag.width()))
	}
	t := label{s: layout.DisplayName(e.Label), class: "n", x: x, y: titleBaseline, bold: true, size: layout.TitleSize}
	if prefix := e.Schema + "."; e.Schema != "" && strings.HasPrefix(t.s, prefix) {
		t.quiet, t.s = prefix, t.s[len(prefix):]
	}
	t.after = layout.DisplayWas(e.Was)
	p.line(t.fit(room))
}

// column draws a row, on one line of the file.
func (p *printer) column(c *diagram.Column, b *layout.Box, top layout.Unit) {
	var s strings.Builder
	s.WriteString("<g")
	if c.Change != diagram.Unchanged {
		s.WriteString(` class="` + c.Change.String() + `"`)
	}
	s.WriteString("><title>" + text(p.titles.column(c)) + "</title>")
	if c.Change != diagram.Unchanged {
		s.WriteString(`<rect x="` + num(tintInset) + `" y="` + num(top+layout.PX) + `" width="` + num(b.W-2*tintInset) +
			`" height="` + num(b.RowHeight-2*layout.PX) + `" rx="4"/>` + changeText(c.Change, top+rowBaseline))
	}
	x := layout.CellPad
	if p.d.IsDiff {
		x += layout.ChangeWidth
	}
	for _, badge := range layout.Badges(c) {
		s.WriteString(`<text class="` + strings.ToLower(badge) + `" x="` + num(x) + `" y="` + num(top+badgeBaseline) + `">` + badge + "</text>")
		x += layout.BadgeWidth + layout.BadgeGap
	}
	name := label{s: layout.DisplayName(c.Name), x: b.Marks + layout.CellPad, y: top + rowBaseline, bold: c.PK}
	s.WriteString(name.fit(b.Name - 2*layout.CellPad))
	// The type is the last child even when it is empty: the style sheet knows it by that.
	was := layout.DisplayWas(c.Was)
	if c.Type == "" {
		was = strings.TrimPrefix(was, ", ")
	}
	t := label{s: layout.DisplayType(c.Type), after: was, x: b.Marks + b.Name, y: top + rowBaseline}
	s.WriteString(t.fit(b.Type - layout.NullWidth - layout.CellPad))
	p.line(s.String(), "</g>")
}

// dots draws the marks of all columns that cannot be NULL.
func (p *printer) dots(e *diagram.Entity, b *layout.Box) {
	var d pathData
	for row := range e.Columns {
		if e.Columns[row].NotNull {
			d.move(layout.Point{X: b.W - dotInset, Y: b.Header + layout.Unit(row)*b.RowHeight + b.RowHeight/2})
			d.command('h', 0)
		}
	}
	if len(d.b) > 0 {
		p.line(`<path class="d" d="`, d.String(), `"/>`)
	}
}
