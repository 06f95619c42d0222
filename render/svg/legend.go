package svg

import (
	"slices"
	"strings"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Measures of the legend.
const (
	legendSize  = 11 * layout.PX  // of its text
	legendRow   = 24 * layout.PX  // from line to line
	legendLine  = 34 * layout.PX  // room for a piece of a line
	legendMark  = 22 * layout.PX  // room for a mark in a row
	legendDot   = 11 * layout.PX  // room for a dot or a sign
	legendGap   = 22 * layout.PX  // between two explanations
	legendSpace = 6 * layout.PX   // of that, what is left free in any font
	legendWidth = 640 * layout.PX // that a small picture is widened to at most

	legendBaseline = 4 * layout.PX // of a text, below the middle of its line
)

// legend is the explanation of the marks below the picture. The zero value is none.
type legend struct {
	items         []legendItem
	width, height layout.Unit // what the picture has to be wide at least, and what it gets higher
}

// legendItem explains one mark.
type legendItem struct {
	icon string       // elements around the point 0 0: its left end, in the middle of its height
	room layout.Unit  // for the icon; the word follows
	word string       // what it means
	at   layout.Point // where the icon's point is in the picture
}

func (i *legendItem) width() layout.Unit {
	return i.room + layout.TextWidthAt(i.word, false, legendSize)
}

// newLegend collects what the picture has to explain, and places it in lines as wide as the picture.
func (p *printer) newLegend() legend {
	var l legend
	if p.opts.Legend {
		l.addFeet(p)
		l.addMarks(p)
		l.addLines(p)
	}
	if p.d.IsDiff {
		for _, c := range []diagram.Change{diagram.Added, diagram.Removed, diagram.Changed} {
			l.add(legendDot, `<g class="`+c.String()+`"><text class="c" y="4">`+changeSign(c)+"</text></g>", c.String())
		}
	}
	if len(l.items) == 0 {
		return legend{}
	}
	total := -legendGap
	for i := range l.items {
		total += l.items[i].width() + legendGap
	}
	l.width = min(total, legendWidth) + 2*layout.Margin
	l.place(max(p.g.Width, l.width)-layout.Margin, p.g.Height+legendRow/2)
	return l
}

func (l *legend) add(room layout.Unit, icon, word string) {
	l.items = append(l.items, legendItem{room: room, icon: icon, word: word})
}

// place sets the items in lines from the margin to right, the first of them at y.
func (l *legend) place(right, y layout.Unit) {
	x := layout.Margin
	l.height = legendRow + layout.Margin
	for i := range l.items {
		w := l.items[i].width()
		if x > layout.Margin && x+w > right {
			x = layout.Margin
			y += legendRow
			l.height += legendRow
		}
		l.items[i].at = layout.Point{X: x, Y: y}
		x += w + legendGap
	}
}

// addFeet explains the cardinalities that occur.
func (l *legend) addFeet(p *printer) {
	table := layout.Point{X: layout.Stub + 4*layout.PX} // the line reaches it from the left
	for _, c := range cardinalities() {
		if p.hasEdge(func(e *diagram.Edge) bool {
			return e.Kind != diagram.Reads && (e.Parent.Cardinality == c || e.Child.Cardinality == c)
		}) {
			l.add(legendLine, `<path d="M0 0h26"/><path d="`+foot{cardinality: c}.path(table)+`M26-8v16"/>`, strings.ReplaceAll(c.String(), "-", " "))
		}
	}
}

// addMarks explains the marks in rows that occur.
func (l *legend) addMarks(p *printer) {
	for _, m := range []struct{ badge, word string }{{"PK", "primary key"}, {"FK", "foreign key"}, {"UK", "unique"}} {
		if p.hasColumn(func(c *diagram.Column) bool { return slices.Contains(layout.Badges(c), m.badge) }) {
			l.add(legendMark, `<text class="`+strings.ToLower(m.badge)+`" y="3">`+m.badge+"</text>", m.word)
		}
	}
	if p.hasColumn(notNull) {
		l.add(legendDot, `<path class="d" d="M3 0h1"/>`, "NOT NULL")
	}
}

// addLines explains the kinds of lines that occur, but for the plain one.
func (l *legend) addLines(p *printer) {
	if p.hasEdge(func(e *diagram.Edge) bool { return len(e.Parent.Rows) > 1 || len(e.Child.Rows) > 1 }) {
		l.add(legendDot, `<path d="M3-9v18"/>`, "columns of one key")
	}
	if p.hasEdge(func(e *diagram.Edge) bool { return e.Kind == diagram.ManyToMany }) {
		l.add(legendLine, `<path d="M0 0h26"/><path d="M7-4h12a4 4 0 0 1 0 8h-12a4 4 0 0 1 0-8z"/>`, "through that table")
	}
	if p.hasEdge(func(e *diagram.Edge) bool { return e.Implied }) {
		l.add(legendLine, `<path stroke-dasharray="9 3 2 3" d="M0 0h28"/>`, "implied by names")
	}
	if p.hasEdge(func(e *diagram.Edge) bool {
		return e.Dashed && !e.Implied && e.Kind == diagram.ForeignKey && e.Change != diagram.Removed
	}) {
		l.add(legendLine, `<path stroke-dasharray="7 4" d="M0 0h26"/>`, "not identifying")
	}
	if p.hasEdge(func(e *diagram.Edge) bool { return e.Kind == diagram.Reads }) {
		l.add(legendLine, `<path class="reads" d="M1 0h26"/>`, "view reads")
	}
	if p.g.Direct > 0 {
		l.add(legendLine, `<path class="direct" d="M0 0h26"/>`, "drawn straight")
	}
}

// legend writes the legend, an explanation a line.
func (p *printer) legend(l legend) {
	if len(l.items) == 0 {
		return
	}
	p.line(`<g class="legend">`)
	for i := range l.items {
		it := &l.items[i]
		word := label{s: it.word, x: it.room, y: legendBaseline, size: legendSize}
		word.fit(word.width() + legendGap - legendSpace)
		p.line(`<g transform="translate(`, num(it.at.X), " ", num(it.at.Y), `)">`, it.icon, word.String(), "</g>")
	}
	p.line("</g>")
}
