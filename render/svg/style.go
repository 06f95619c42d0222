package svg

import (
	"strings"

	"crowsfoot/render/layout"
)

// Theme says which colours a picture has. The zero value is Auto.
type Theme uint8

// Themes. Printing is always on white.
const (
	Auto Theme = iota // light or dark, as the viewer prefers
	Light
	Dark
)

// palette is the colours of a theme. All are literal: older viewers do not know CSS variables.
type palette struct {
	page, group, groupBorder     string
	card, border, head, viewHead string
	ink, quiet, pk, fk, uk       string
	line, pale                   string
	added, removed, changed      tone
}

// tone is the colour of a change: its marks and lines, and the ground of a row.
type tone struct{ mark, ground string }

// accent is the colour of what is under the pointer; it stands out from light and from dark.
const accent = "#e8590c"

func lightPalette() palette {
	return palette{
		page: "#ffffff", group: "#f6f8fb", groupBorder: "#d3dae4",
		card: "#ffffff", border: "#8492a6", head: "#e6ecf4", viewHead: "#efe9f7",
		ink: "#18212f", quiet: "#5a6778", pk: "#8f5300", fk: "#1d5fb8", uk: "#17694f",
		line: "#51607a", pale: "#a9b3c2",
		added: tone{"#17743a", "#e3f5e8"}, removed: tone{"#c01f2c", "#fdeaeb"}, changed: tone{"#8a5c00", "#fdf3d7"},
	}
}

func darkPalette() palette {
	return palette{
		page: "#0d1117", group: "#11161e", groupBorder: "#2d3643",
		card: "#161b23", border: "#657387", head: "#232c39", viewHead: "#2e2a40",
		ink: "#e8edf4", quiet: "#9aa7b8", pk: "#e6b455", fk: "#7fb5ff", uk: "#6fcfa6",
		line: "#94a3b8", pale: "#4a5566",
		added: tone{"#56d07b", "#12271a"}, removed: tone{"#ff7b7e", "#321619"}, changed: tone{"#e3b341", "#2c2410"},
	}
}

// style writes the style sheet: what does not depend on colours, then the colours, then what tables do to
// their lines under the pointer.
func (p *printer) style() {
	p.line("<style>")
	p.line("svg{font:12px ", layout.FontFamily, ";font-kerning:none;direction:ltr}")
	for _, rule := range shapes() {
		p.line(rule)
	}
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

// shapes are the rules without a colour.
func shapes() []string {
	return []string{
		"text{white-space:pre;unicode-bidi:isolate}",
		".n,.p,.pk,.fk,.uk,.c,.heading{font-weight:bold}.n,.group text{font-size:13px}.n .t{font-weight:normal}",
		".pk,.fk,.uk{font-size:9px}.s,.m{font-size:10px}.e{text-anchor:end}.view .n,.ghost .n{font-style:italic}.heading{font-size:18px}",
		".d{stroke-width:5;stroke-linecap:round}.ghost .b{stroke-dasharray:5 3}",
		".edge{fill:none;stroke-width:1.4}.edge text{stroke:none}.edge path+path{pointer-events:bounding-box}",
		".implied>:nth-child(2),.dashed>:nth-child(2){stroke-dasharray:6 4}.reads{stroke-dasharray:1.5 4;stroke-linecap:round}",
		"a:hover .n{text-decoration:underline}.table:hover~.edge{opacity:.3}",
	}
}

// colours writes the rules that depend on the theme.
func (p *printer) colours(c palette) {
	p.line("text{fill:", c.ink, "}.page{fill:", c.page, "}.group rect{fill:", c.group, ";stroke:", c.groupBorder, "}")
	p.line(".b{fill:", c.card, ";stroke:", c.border, "}.h{fill:", c.head, ";stroke:", c.border, "}.view .h{fill:", c.viewHead, "}")
	p.line(".t,.s,.n .t,.group text{fill:", c.quiet, "}.d{stroke:", c.quiet, "}")
	p.line(".pk{fill:", c.pk, "}.fk{fill:", c.fk, "}.uk{fill:", c.uk, "}")
	p.line(".edge{stroke:", c.line, "}.edge path+path,.edge rect,.edge circle{fill:", c.page, "}.direct{stroke:", c.pale, "}")
	if p.d.IsDiff {
		p.changeColours(c)
	}
}

func (p *printer) changeColours(c palette) {
	for _, t := range []struct {
		class string
		tone
	}{{"added", c.added}, {"removed", c.removed}, {"changed", c.changed}} {
		p.line(".", t.class, " .c{fill:", t.mark, "}.edge.", t.class, "{stroke:", t.mark, "}.", t.class, " .r{fill:", t.ground, "}")
	}
}

// hover lets the lines of the table under the pointer stand out. A rule names them by the class that every
// line has of its two tables; they are siblings of the table and stand after it.
func (p *printer) hover() {
	joined := make([]bool, len(p.d.Entities))
	for i := range p.d.Edges {
		joined[p.d.Edges[i].Parent.Entity] = true
		joined[p.d.Edges[i].Child.Entity] = true
	}
	for i := range p.d.Entities {
		if id := p.d.Entities[i].ID; joined[i] && isName(id) {
			p.line("#", id, ":hover~.", id, ",")
		}
	}
	p.line(".edge:hover{opacity:1;stroke:", accent, ";stroke-width:2.4}")
}

// isName reports whether s can stand in a style sheet as it is.
func isName(s string) bool {
	return s != "" && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}
