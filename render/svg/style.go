package svg

import (
	"strconv"
	"strings"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// Theme says which colours a picture has. The zero value is Auto. Printing is always on white.
type Theme uint8

// Themes.
const (
	Auto Theme = iota // light or dark, as the viewer prefers
	Light
	Dark
)

// palette is the colours of a theme. All are literal: older viewers do not know CSS variables.
type palette struct {
	page, card, border      string
	head, viewHead          string
	groupHeads              [groupHues]string // and, much paler, the ground of the group
	ink, quiet, pk, fk, uk  string
	line, pale              string
	added, removed, changed tone
}

// groupHues is how many groups have a colour of their own; further ones begin anew.
const groupHues = 7

// tone is the colour of a change: its marks and lines, and the ground of a row.
type tone struct{ mark, ground string }

func lightPalette() palette {
	return palette{
		page: "#fff", card: "#fff", border: "#8190a4", head: "#e6ecf4", viewHead: "#efe9f7",
		groupHeads: [...]string{"#dfe9f7", "#d9f0ec", "#f9ebd3", "#fbe3e8", "#eae4f9", "#e2f1da", "#eceae6"},
		ink:        "#18212f", quiet: "#566375", pk: "#8f5300", fk: "#1d5fb8", uk: "#17694f",
		line: "#51607a", pale: "#a9b3c2",
		added: tone{"#17743a", "#e3f5e8"}, removed: tone{"#c01f2c", "#fdeaeb"}, changed: tone{"#855800", "#fdf3d7"},
	}
}

func darkPalette() palette {
	return palette{
		page: "#0d1117", card: "#161b23", border: "#6b798d", head: "#232c39", viewHead: "#2e2a40",
		groupHeads: [...]string{"#1d2f4a", "#123634", "#3b2d13", "#412029", "#302750", "#20381c", "#33312d"},
		ink:        "#e8edf4", quiet: "#9aa7b8", pk: "#e6b455", fk: "#7fb5ff", uk: "#6fcfa6",
		line: "#94a3b8", pale: "#4a5566",
		added: tone{"#56d07b", "#12271a"}, removed: tone{"#ff7b7e", "#321619"}, changed: tone{"#e3b341", "#2c2410"},
	}
}

// accent is the colour of the lines under the pointer. It stands out from light and from dark.
const accent = "#e8590c"

// style writes the style sheet: what does not depend on colours, what tables do to their lines under the
// pointer, then the colours.
func (p *printer) style() {
	p.line("<style>")
	p.shapes()
	p.hover()
	switch p.opts.Theme {
	case Light:
		p.colours(lightPalette())
	case Dark:
		p.colours(darkPalette())
		p.line("@media print{")
		p.colours(lightPalette())
		p.line("}")
	default:
		p.colours(lightPalette())
		p.line("@media screen and (prefers-color-scheme:dark){")
		p.colours(darkPalette())
		p.line("}")
	}
	p.line("</style>")
}

// shapes writes the rules without a colour; those that few diagrams need only where they are needed.
func (p *printer) shapes() {
	p.line("svg{font:12px ", layout.FontFamily, ";font-kerning:none;direction:ltr}")
	p.line("text{white-space:pre;unicode-bidi:isolate}")
	p.line(".n,.c,.heading,.group text,.pk,.fk,.uk,.table .pk+text,.table .pk+.fk+text{font-weight:bold}.n .q{font-weight:normal}")
	p.line(".n{font-size:13px}.pk,.fk,.uk{font-size:9px}.s,.m{font-size:10px}.e{text-anchor:end}")
	p.line(".d{stroke-width:5;stroke-linecap:round}.edge{fill:none;stroke-width:1.4}.edge path+path{pointer-events:bounding-box}")
	if p.opts.Heading {
		p.line(".heading{font-size:18px}")
	}
	if p.opts.Link != "" {
		p.line("a:hover .n{text-decoration:underline}")
	}
	if p.hasEntity(func(e *diagram.Entity) bool { return e.Kind != diagram.Table }) {
		p.line(".view .n,.ghost .n{font-style:italic}.ghost .h,.ghost .b{stroke-dasharray:5 3}")
	}
	if p.hasEdge(func(e *diagram.Edge) bool { return e.Kind != diagram.ForeignKey || e.Dashed || e.Implied }) {
		p.line(".edge text{stroke:none}.implied>:nth-child(2){stroke-dasharray:9 3 2 3}.dashed>:nth-child(2){stroke-dasharray:7 4}.reads{stroke-dasharray:0 5;stroke-linecap:round;stroke-width:2}")
	}
	if p.d.IsDiff {
		p.line(".c{font-size:14px}.edge .c{text-anchor:middle;stroke:none}.table.added>rect,.edge.added,.edge.changed{stroke-width:2}.table.removed>rect,.edge.removed>:nth-child(2){stroke-dasharray:3 3}.removed .n,.removed>text:not([class]){text-decoration:line-through}")
	}
	if p.opts.Legend || p.d.IsDiff {
		p.line(".legend{fill:none;stroke-width:1.4}.legend text{stroke:none;font-size:11px}.legend .pk,.legend .fk,.legend .uk{font-size:9px}")
	}
}

// colours writes the rules that depend on the theme.
func (p *printer) colours(c palette) {
	p.line("text{fill:", c.ink, "}.page{fill:", c.page, "}.b{fill:", c.card, "}.h{fill:", c.head, "}.b,.h{stroke:", c.border, "}")
	p.line(".table g>:last-child,.s,.q,.group text{fill:", c.quiet, "}.d{stroke:", c.quiet, "}.pk{fill:", c.pk, "}.fk{fill:", c.fk, "}.uk{fill:", c.uk, "}")
	p.line(".edge,.legend{stroke:", c.line, "}.edge path+path,.legend path+path,.edge rect,.edge circle{fill:", c.page, "}")
	if len(p.d.Groups) > 0 {
		p.line(".group rect{fill-opacity:.4;stroke:", c.border, ";stroke-opacity:.5}")
		for i := range min(len(p.d.Groups), groupHues) {
			class := strings.TrimSpace(groupClass(i))
			p.line(".", class, " .h,.", class, ">:first-child{fill:", c.groupHeads[i], "}")
		}
	}
	if p.g.Direct > 0 {
		p.line(".direct{stroke:", c.pale, "}")
	}
	if p.hasEntity(func(e *diagram.Entity) bool { return e.Kind != diagram.Table }) {
		p.line(".view .h{fill:", c.viewHead, "}.ghost .h{fill:", c.page, "}")
	}
	if p.d.IsDiff {
		p.changeColours(c)
	}
}

func (p *printer) changeColours(c palette) {
	for _, t := range []struct {
		class string
		tone
	}{{"added", c.added}, {"removed", c.removed}, {"changed", c.changed}} {
		mark, class := t.mark, "."+t.class
		p.line(class, ">.c{fill:", mark, "}.edge", class, ",.table", class, ">rect,.table", class, ">.h{stroke:", mark, "}",
			class, ">.h,g>", class, ">rect{fill:", t.ground, "}")
	}
}

// groupClass is the class of the colour of a group with a space before it, "" for none.
func groupClass(group int) string {
	if group < 0 {
		return ""
	}
	return " g" + strconv.Itoa(group%groupHues)
}

// hover lets the lines of the table under the pointer stand out, and the others step back. A rule names
// them by the class that every line has of its two tables; they are siblings of the table, and after it.
func (p *printer) hover() {
	joined := make([]bool, len(p.d.Entities))
	for i := range p.d.Edges {
		joined[p.d.Edges[i].Parent.Entity] = true
		joined[p.d.Edges[i].Child.Entity] = true
	}
	p.line(".table:hover~.edge{opacity:.3}")
	for i := range p.d.Entities {
		if id := p.d.Entities[i].ID; joined[i] && isName(id) {
			p.line("#", id, ":hover~.", p.member(i), ",")
		}
	}
	p.line("svg>.edge:hover{opacity:1;stroke:", accent, ";stroke-width:2.4}")
}

// isName reports whether s can stand in a style sheet as it is.
func isName(s string) bool {
	return s != "" && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}
