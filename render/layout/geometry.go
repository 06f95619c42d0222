// Package layout gives every box and line of a diagram its place. Graphviz orders anonymous boxes of sizes
// computed here within their columns; everything else (sizes of text, columns, the final order and places, packing,
// self references, what is left out when a diagram is too dense) is decided here.
package layout

// Unit is a length in tenths of a CSS pixel. All geometry is in integers, so that every processor
// computes the same picture.
type Unit int32

// PX is one CSS pixel.
const PX Unit = 10

// Point is a place; y grows downwards.
type Point struct{ X, Y Unit }

// Rect is a rectangle.
type Rect struct{ X, Y, W, H Unit }

// Box is a placed entity. Row i of n spans [Y+Header+i*RowHeight, Y+Header+(i+1)*RowHeight); the footer
// stands below the last row. All measures are whole pixels.
type Box struct {
	Rect
	Header    Unit // height of the title bar
	RowHeight Unit
	Footer    Unit // height of the strip that tells how many columns are hidden; 0 where Footer(entity) is ""
	// Widths of the three cells of a row, from the left: key marks, name, type. Their sum is W.
	// Marks is 0 when no column of the entity has a key mark (and the diagram is no diff).
	Marks, Name, Type Unit
}

// RowMiddle is the y of the middle of row i; of the header when i < 0.
func (b *Box) RowMiddle(i int) Unit {
	if i < 0 {
		return b.Y + b.Header/2
	}
	return b.Y + b.Header + Unit(i)*b.RowHeight + b.RowHeight/2
}

// Side is the side of a box that a line leaves from.
type Side uint8

// Sides.
const (
	Left Side = iota
	Right
)

// Anchor is where a line meets a box: a place on its border, on the row of the line's first shown column,
// or on the header when none is shown. Lines that end on the same side of one row with different
// cardinalities stand apart there, each within the row: two kinds 11 px, three kinds 7 px.
type Anchor struct {
	Point
	Side Side
}

// Route is the way of a line: horizontal and vertical pieces with round corners or, when it is Direct, one
// curve. Lines that come from the same row of a table with the same foot run together as far as they can, and
// then part.
//
// Points[0] is where the stub at the parent ends and has the Y of Parent, Points[len-1] is where the stub at the
// child ends and has the Y of Child. Between them stand cubic Béziers, two control points and an end each, so
// len(Points)%3 == 1; a straight piece is a Bézier whose points all lie on a horizontal or vertical line. A writer
// draws a straight, horizontal stub from each Anchor to the nearest end of Points, with the crow's foot on it.
type Route struct {
	Parent, Child Anchor
	Points        []Point
	Label         Rect // room kept free for the label of a many-to-many line; zero for the others
	Direct        bool // left out of the layout and drawn straight over whatever lies between
}

// Geometry is a laid out diagram: Boxes, Routes and Groups stand in the order of the diagram's
// entities, edges and groups.
type Geometry struct {
	Width, Height Unit
	Boxes         []Box
	Routes        []Route
	Groups        []Rect
	Direct        int // how many routes are Direct
}
