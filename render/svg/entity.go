package svg

import (
	"strings"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Places inside a box.
const (
	corner         = 6 * layout.PX
	headCorner     = 7 * layout.PX  // of a parabola that comes near to an arc of that radius
	titleBaseline  = 18 * layout.PX // of the header
	footerBaseline = 14 * layout.PX // of the footer
	dotInset       = 10 * layout.PX // of the NOT NULL mark, from the right
)

// box is an entity and its place. All inside is relative to the top of the box and to where the names of its
// columns begin: most texts stand there, and need no x.
type box struct {
	*layout.Box
	e      *diagram.Entity
	left   layout.Unit // of the border
	header layout.Unit // left end of what stands in the title bar
	isDiff bool
}

func (p *printer) newBox(i int) box {
	b := box{Box: &p.g.Boxes[i], e: &p.d.Entities[i], isDiff: p.d.IsDiff}
	b.left = -b.Marks - layout.CellPad
	b.header = b.left + layout.CellPad
	return b
}

// right is the right side of the border.
func (b *box) right() layout.Unit { return b.left + b.W }

// entity draws a table, a view, or a table that is only referenced.
func (p *printer) entity(i int) {
	b := p.newBox(i)
	tag, href := "g", ""
	if b.e.Pos.IsValid() && p.opts.Link != "" {
		tag, href = "a", ` href="`+attr(p.opts.link(b.e))+`"`
	}
	p.line("<", tag, ` id="`, attr(b.e.ID), `" class="`, p.entityClass(b.e), `"`, href,
		` transform="translate(`, num(b.X-b.left), " ", num(b.Y), `)">`)
	p.line("<title>", text(p.titles.entity(b.e)), "</title>")
	p.frame(&b)
	p.header(&b)
	p.columns(&b)
	p.dots(&b)
	if f := layout.Footer(b.e); f != "" {
		footer := label{s: f, class: "s", y: b.H - b.Footer + footerBaseline}
		p.line(footer.String())
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

// frame draws the border and the title bar.
func (p *printer) frame(b *box) {
	class := ""
	if len(b.e.Columns) == 0 && b.Footer == 0 {
		class = ` class="h"`
	}
	p.line("<rect", class, ` x="`, num(b.left), `" width="`, num(b.W), `" height="`, num(b.H), `" rx="`, num(corner), `"/>`)
	if class != "" {
		return
	}
	const r = headCorner
	var d pathData
	d.move(layout.Point{X: b.left, Y: b.Header})
	d.command('V', r)
	d.command('q', 0, -r, r, -r)
	d.command('h', b.W-2*r)
	d.command('q', r, 0, r, r)
	d.command('v', b.Header-r)
	p.line(`<path d="`, d.String(), `z"/>`)
}

// header writes into the title bar: the mark of a change, the name, and what the thing is if it is no table.
func (p *printer) header(b *box) {
	x := b.header
	if b.isDiff {
		if b.e.Change != diagram.Unchanged {
			p.line(changeText(b.e.Change, x, titleBaseline))
		}
		x += layout.ChangeWidth
	}
	right := b.right() - layout.CellPad
	room := right - x
	if word := layout.Tag(b.e.Kind); word != "" {
		tag := label{s: word, class: "s e", x: right, y: titleBaseline, size: layout.SmallSize}
		room -= layout.TagGap + tag.width()
		tag.fit(tag.width() + layout.TagGap/2)
		p.line(tag.String())
	}
	t := label{s: layout.DisplayName(b.e.Label), class: "n", x: x, y: titleBaseline, bold: true, size: layout.TitleSize}
	if prefix, ok := strings.CutSuffix(b.e.Label, b.e.Name); ok && prefix != "" && strings.HasPrefix(t.s, prefix) {
		t.quiet, t.s = prefix, t.s[len(prefix):]
	}
	t.after = layout.DisplayWas(b.e.Was)
	t.fit(room + wideMargin)
	p.line(t.String())
}

// dots draws the marks of all columns that cannot be NULL: for rows that follow each other a stroke, which the
// style sheet breaks into a dot at its start and every RowHeight from there.
func (p *printer) dots(b *box) {
	var d pathData
	at := layout.Point{X: b.right() - dotInset}
	rows := b.e.Columns
	for row := 0; row < len(rows); row++ {
		if !rows[row].NotNull {
			continue
		}
		first := row
		for row+1 < len(rows) && rows[row+1].NotNull {
			row++
		}
		at.Y = b.Header + layout.Unit(first)*b.RowHeight + b.RowHeight/2
		d.move(at)
		at.Y += layout.Unit(row-first)*b.RowHeight + layout.PX // past the last dot
		d.line(at)
	}
	if len(d.b) > 0 {
		p.line(`<path class="d" d="`, d.String(), `"/>`)
	}
}
