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

// class is the class of the root element, which every rule of the style sheet begins with. So a picture that is
// written into a page leaves alone what else is there, also pictures in another theme.
func (t Theme) class() string {
	switch t {
	case Light:
		return "er-light"
	case Dark:
		return "er-dark"
	default:
		return "er"
	}
}

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

// key is the colour of a key mark, by its class.
func (p *palette) key(class string) string {
	switch class {
	case "pk":
		return p.pk
	case "fk":
		return p.fk
	default:
		return p.uk
	}
}

// accent is the colour of the lines under the pointer. It stands out from light and from dark.
const accent = "#e8590c"

// style writes the style sheet: what does not depend on colours, then the colours, then what tables do to their
// lines under the pointer. Rules for what only some pictures have are written only there; each is more specific
// than those it overrides, so that the same rules in another picture of the page cannot undo it.
func (p *printer) style() {
	p.line("<style>")
	p.shapes()
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
	p.hover()
	p.line("</style>")
}

// rules writes a line of rules, in which & stands for the root element.
func (p *printer) rules(parts ...string) {
	p.line(strings.ReplaceAll(strings.Join(parts, ""), "&", "."+p.opts.Theme.class()))
}

// shapes writes the rules without a colour.
func (p *printer) shapes() {
	p.rules("&{font:12px ", layout.FontFamily, ";font-kerning:none;direction:ltr;white-space:pre}")
	p.rules("& *{unicode-bidi:isolate}& tspan{font-weight:normal}& .n,& .k{font-weight:bold}& .n{font-size:13px}")
	if keys := p.keys; len(keys) > 0 {
		p.rules("& .", strings.Join(keys, ",& ."), "{font-size:9px;font-weight:bold}")
	}
	if p.hasColumn(notNull) {
		p.rules("& .d{stroke-width:5;stroke-linecap:round;stroke-dasharray:0 ", num(layout.RowHeight), "}")
	}
	if len(p.d.Edges) > 0 {
		p.rules("& .edge{stroke-width:1.4}& .edge path{fill:none}& use{pointer-events:bounding-box}")
	}
	if p.hasTwins() { // the class t, which inherits from its line whether it is seen
		p.rules("& .edge{visibility:hidden}& .edge>:not(.t){visibility:visible}")
	}
	if p.hasEntity(func(e *diagram.Entity) bool { return e.Kind != diagram.Table || e.Hidden > 0 }) {
		p.rules("& .s{font-size:10px}& .e{text-anchor:end}")
	}
	if p.opts.Heading {
		p.rules("& .heading{font-size:18px;font-weight:bold}")
	}
	if len(p.d.Groups) > 0 {
		p.rules("& .group text{font-size:13px;font-weight:bold}")
	}
	if p.opts.Link != "" {
		p.rules("& a:hover .n{text-decoration:underline}")
	}
	if p.hasOtherEntities() {
		p.rules("& .view .n,& .ghost .n{font-style:italic}& .ghost>rect,& .ghost>rect+path{stroke-dasharray:5 3}")
	}
	p.lineShapes()
	if p.d.IsDiff {
		p.rules("& .c{font-size:14px;font-weight:bold}& .edge .c{text-anchor:middle}& .table.added>rect,& .edge.added,& .edge.changed{stroke-width:2}")
		p.rules("& .table.removed>rect,& .table.removed>rect+path,& .edge.removed>:nth-child(2){stroke-dasharray:3 3}& .removed .n,& .table .removed>text:not(.c){text-decoration:line-through}")
	}
	if p.opts.Legend || p.d.IsDiff {
		p.rules("& .legend{stroke-width:1.4}& .legend path{fill:none}& .legend text{stroke:none;font-size:11px}")
		if keys := p.keys; len(keys) > 0 {
			p.rules("& .legend .", strings.Join(keys, ",& .legend ."), "{font-size:9px}")
		}
	}
}

// lineShapes writes what other lines have than plain ones.
func (p *printer) lineShapes() {
	if p.hasEdge(func(e *diagram.Edge) bool { return e.Kind == diagram.ManyToMany || e.Change != diagram.Unchanged }) {
		p.rules("& .edge text{stroke:none}& .m{font-size:10px}")
	}
	if p.hasEdge(func(e *diagram.Edge) bool { return e.Kind == diagram.Reads || e.Dashed || e.Implied }) {
		p.rules("& .implied>:nth-child(2){stroke-dasharray:9 3 2 3}& .dashed>:nth-child(2){stroke-dasharray:7 4}")
		p.rules("& .edge.reads,& .legend .reads{stroke-dasharray:0 5;stroke-linecap:round;stroke-width:2}")
	}
}

// keyClasses are the classes of the key marks that occur, in the order in which they are drawn.
func (p *printer) keyClasses() []string {
	found := map[string]bool{}
	for i := range p.d.Entities {
		for j := range p.d.Entities[i].Columns {
			for _, badge := range layout.Badges(&p.d.Entities[i].Columns[j]) {
				found[badge] = true
			}
		}
	}
	var classes []string
	for _, badge := range []string{"PK", "FK", "UK"} {
		if found[badge] {
			classes = append(classes, strings.ToLower(badge))
		}
	}
	return classes
}

func notNull(c *diagram.Column) bool { return c.NotNull }

func (p *printer) hasOtherEntities() bool {
	return p.hasEntity(func(e *diagram.Entity) bool { return e.Kind != diagram.Table })
}

// colours writes the rules that depend on the theme.
func (p *printer) colours(c palette) {
	p.rules("&{fill:", c.ink, "}& .page,& use{fill:", c.page, "}& .edge{stroke:", c.line, "}& .table>rect{fill:", c.card, ";stroke:", c.border, "}")
	p.rules("& .table>rect+path{fill:", c.head, ";stroke:", c.border, "}& tspan,& .table g text[x]:not([class]){fill:", c.quiet, "}& .d{stroke:", c.quiet, "}")
	var keys strings.Builder
	for _, class := range p.keys {
		keys.WriteString("& ." + class + "{fill:" + c.key(class) + "}")
	}
	if keys.Len() > 0 {
		p.rules(keys.String())
	}
	if p.hasEntity(func(e *diagram.Entity) bool { return len(e.Columns) == 0 }) {
		p.rules("& .table>.h{fill:", c.head, "}")
	}
	if p.hasEdge(func(e *diagram.Edge) bool { return e.Kind == diagram.ManyToMany || e.Change != diagram.Unchanged }) {
		p.rules("& .edge rect,& .edge circle{fill:", c.page, "}")
	}
	if p.hasOtherEntities() || p.hasEntity(func(e *diagram.Entity) bool { return e.Hidden > 0 }) {
		p.rules("& .s{fill:", c.quiet, "}")
	}
	if len(p.d.Groups) > 0 {
		p.groupColours(c)
	}
	if p.g.Direct > 0 {
		p.rules("& .edge.direct,& .legend .direct{stroke:", c.pale, "}")
	}
	if p.hasOtherEntities() {
		p.rules("& .table.view>rect+path,& .table.view>.h{fill:", c.viewHead, "}& .table.ghost>rect+path,& .table.ghost>.h{fill:", c.page, "}")
	}
	if p.d.IsDiff {
		p.changeColours(c)
	}
	if p.opts.Legend || p.d.IsDiff {
		p.rules("& .legend{stroke:", c.line, "}& .legend path+path{fill:", c.page, "}")
	}
}

// groupColours writes the rules for the tables of each colour, and for the paler grounds of their groups.
func (p *printer) groupColours(c palette) {
	p.rules("& .group rect{fill-opacity:.4;stroke:", c.border, ";stroke-opacity:.5}& .group text{fill:", c.quiet, "}")
	for i := range min(len(p.d.Groups), groupHues) {
		class := strings.TrimSpace(groupClass(i))
		p.rules("& .table.", class, ">rect+path,& .table.", class, ">.h,& .group.", class, ">rect{fill:", c.groupHeads[i], "}")
	}
}

func (p *printer) changeColours(c palette) {
	for _, t := range []struct {
		class string
		tone
	}{{"added", c.added}, {"removed", c.removed}, {"changed", c.changed}} {
		mark, class := t.mark, "."+t.class
		p.rules("& ", class, ">.c.c.c{fill:", mark, "}& .edge", class, ",& .table", class, ">rect,& .table", class, ">rect+path{stroke:", mark,
			"}& .table", class, ">rect+path,& .table", class, ">.h,& .table>", class, ">rect{fill:", t.ground, "}")
	}
}

// groupClass is the class of the colour of a group with a space before it, "" for none.
func groupClass(group int) string {
	if group < 0 {
		return ""
	}
	return " g" + strconv.Itoa(group%groupHues)
}

// hover lets the lines of the table under the pointer stand out, and the others step back. A rule names them by
// the class that every line has of its two tables. Most lines are siblings of the table, and after it; those that
// lie behind the tables are found from the root, which older browsers cannot do.
func (p *printer) hover() {
	if len(p.d.Edges) == 0 {
		return
	}
	p.rules("& .table:hover~.edge{opacity:.3}")
	p.hoverLines(false, "", ":hover~.")
	stand := "{opacity:1;stroke:" + accent + ";stroke-width:2.4"
	if p.hasTwins() {
		stand += ";visibility:visible"
	}
	p.rules("&>.edge:hover", stand, "}")
	if p.g.Direct > 0 {
		p.rules("&:has(.table:hover)>.direct{opacity:.3}")
		p.hoverLines(true, "&:has(", ":hover)>.direct.")
		p.rules("&>.edge.direct:hover", stand, "}")
	}
}

// hoverLines writes a selector for each table that has lines of the kind.
func (p *printer) hoverLines(direct bool, before, between string) {
	joined := make([]bool, len(p.d.Entities))
	for i := range p.d.Edges {
		if p.g.Routes[i].Direct == direct {
			joined[p.d.Edges[i].Parent.Entity] = true
			joined[p.d.Edges[i].Child.Entity] = true
		}
	}
	for i := range p.d.Entities {
		if id := p.d.Entities[i].ID; joined[i] && isName(id) {
			p.rules(before, "#", id, between, p.member(i), ",")
		}
	}
}

// isName reports whether s can stand in a style sheet as it is.
func isName(s string) bool {
	return s != "" && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}
