package layout

import (
	"strconv"

	"crowsfoot/render/diagram"
)

// Measures of a box. A writer that keeps to them draws no text outside of its cell.
const (
	RowHeight    = 22 * PX
	HeaderHeight = 28 * PX
	FooterHeight = 20 * PX
	CellPad      = 8 * PX  // free on both sides of the text in a cell
	BadgeWidth   = 20 * PX // one key mark: PK, FK or UK
	BadgeGap     = 3 * PX  // between two key marks
	NullWidth    = 12 * PX // at the right end of the type, for a mark that tells NOT NULL or nullable
	ChangeWidth  = 14 * PX // in a diff: left of everything else in the header and in every row
	TagGap       = 10 * PX // between the name in a header and its tag
	MinWidth     = 96 * PX
)

// Measures around boxes.
const (
	Stub        = 22 * PX // straight, horizontal part of a line at a box; the crow's foot is drawn on it
	Margin      = 20 * PX // around the whole picture
	GroupPad    = 14 * PX // between a group's border and the boxes and stubs in it
	GroupTitle  = 26 * PX // height of a group's title, above that
	LabelHeight = 18 * PX // of the label of a many-to-many line
	LabelPad    = 7 * PX  // free on both sides of its text, which has SmallSize
)

// Badges are the key marks of a column, in the order in which they are drawn.
func Badges(c *diagram.Column) []string {
	var b []string
	if c.PK {
		b = append(b, "PK")
	}
	if c.FK {
		b = append(b, "FK")
	}
	if c.UK && !c.PK {
		b = append(b, "UK")
	}
	return b
}

// Tag is the word at the right of the header of what is not a table of the input, "" for tables.
// It is drawn in SmallSize.
func Tag(k diagram.EntityKind) string {
	switch k {
	case diagram.View:
		return "view"
	case diagram.Ghost:
		return "not in input"
	default:
		return ""
	}
}

// Footer is the text below the last row: how many columns are hidden, "" when all or none are shown.
// It is drawn in SmallSize.
func Footer(e *diagram.Entity) string {
	if e.Hidden == 0 || len(e.Columns) == 0 {
		return ""
	}
	return "+ " + strconv.Itoa(e.Hidden) + " more"
}

// newBox sizes the box of an entity; it stands nowhere yet. Names are measured in bold, so that a writer
// may set any of them in bold.
func newBox(e *diagram.Entity, isDiff bool) Box {
	b := Box{Header: HeaderHeight, RowHeight: RowHeight}
	badges := 0
	for i := range e.Columns {
		c := &e.Columns[i]
		badges = max(badges, len(Badges(c)))
		b.Name = max(b.Name, TextWidth(DisplayName(c.Name), true))
		b.Type = max(b.Type, TextWidth(DisplayType(c.Type)+DisplayWas(c.Was), false))
	}
	if badges > 0 {
		b.Marks = CellPad + Unit(badges)*(BadgeWidth+BadgeGap) - BadgeGap
	}
	if isDiff {
		b.Marks += ChangeWidth
	}
	b.Name = wholePixels(b.Name) + 2*CellPad
	b.Type = wholePixels(b.Type) + NullWidth + CellPad
	if len(e.Columns) == 0 {
		b.Marks, b.Name, b.Type = 0, 0, 0
	}
	b.W = max(b.Marks+b.Name+b.Type, MinWidth, wholePixels(headerWidth(e, isDiff)))
	b.Name = b.W - b.Marks - b.Type
	b.H = b.Header + Unit(len(e.Columns))*b.RowHeight
	if f := Footer(e); f != "" {
		b.Footer = FooterHeight
		b.H += b.Footer
	}
	return b
}

func headerWidth(e *diagram.Entity, isDiff bool) Unit {
	w := TextWidthAt(DisplayName(e.Label), true, TitleSize) + TextWidthAt(DisplayWas(e.Was), false, TitleSize) + 2*CellPad
	if t := Tag(e.Kind); t != "" {
		w += TagGap + TextWidthAt(t, false, SmallSize)
	}
	if isDiff {
		w += ChangeWidth
	}
	return w
}

func wholePixels(u Unit) Unit { return (u + PX - 1) / PX * PX }
