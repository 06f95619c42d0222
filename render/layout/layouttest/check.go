// Package layouttest helps to test layouts: it checks that a geometry tells the truth about its diagram,
// measures how good it looks, and makes diagrams of any size.
package layouttest

import (
	"fmt"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
)

// tolerance is how far a line may be off its place.
const tolerance = layout.PX

// Check returns what is wrong with a geometry, nil when nothing is: every line has to end on the row of
// its first shown column and on the side that it says; no line that is not Direct may run through a box, no box may
// lie on another, groups hold their own boxes only, labels lie on their lines and on nothing else, and all
// is within the picture.
func Check(d *diagram.Diagram, g *layout.Geometry) []string {
	c := &checker{d: d, g: g, boxes: newGrid(), inside: layout.Rect{W: g.Width, H: g.Height}}
	if len(g.Boxes) != len(d.Entities) || len(g.Routes) != len(d.Edges) || len(g.Groups) != len(d.Groups) {
		return []string{"the geometry has not the size of the diagram"}
	}
	for i := range g.Boxes {
		c.boxes.add(i, g.Boxes[i].Rect)
	}
	for i := range g.Boxes {
		c.box(i)
	}
	direct := 0
	for i := range g.Routes {
		c.route(i)
		if g.Routes[i].Direct {
			direct++
		}
	}
	for i := range g.Groups {
		c.group(i)
	}
	if direct != g.Direct {
		c.report("%d lines are direct, but Direct is %d", direct, g.Direct)
	}
	return c.problems
}

type checker struct {
	d        *diagram.Diagram
	g        *layout.Geometry
	boxes    *grid
	inside   layout.Rect
	problems []string
}

func (c *checker) report(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) name(i int) string { return c.d.Entities[i].Name }

func (c *checker) box(i int) {
	b := &c.g.Boxes[i]
	if b.Marks+b.Name+b.Type != b.W {
		c.report("the cells of %s are %d wide, the box %d", c.name(i), b.Marks+b.Name+b.Type, b.W)
	}
	if h := b.Header + layout.Unit(len(c.d.Entities[i].Columns))*b.RowHeight + b.Footer; h != b.H {
		c.report("the rows of %s are %d high, the box %d", c.name(i), h, b.H)
	}
	if !holds(c.inside, b.Rect) {
		c.report("%s lies outside of the picture", c.name(i))
	}
	seen := -1
	c.boxes.near(b.Rect, func(j int) {
		if j > i && j != seen && overlap(b.Rect, c.g.Boxes[j].Rect) {
			c.report("%s and %s lie on each other", c.name(i), c.name(j))
			seen = j
		}
	})
}

func (c *checker) route(i int) {
	e, r := &c.d.Edges[i], &c.g.Routes[i]
	if len(r.Points) < 4 || len(r.Points)%3 != 1 {
		c.report("%s has %d points", e.ID, len(r.Points))
		return
	}
	c.end(e.ID, &e.Parent, r.Parent, r.Points[0])
	c.end(e.ID, &e.Child, r.Child, r.Points[len(r.Points)-1])
	if (e.Kind == diagram.ManyToMany) != (r.Label.W > 0) && !r.Direct {
		c.report("%s has a label of width %d", e.ID, r.Label.W)
	}
	if r.Label.W > 0 {
		c.label(i)
	}
	if r.Direct {
		return
	}
	for _, s := range flatten(i, r) {
		if !c.free(e.ID, s) {
			return
		}
	}
}

func (c *checker) free(id string, s segment) bool {
	ok := true
	c.boxes.near(s.bounds(), func(j int) {
		if ok && s.through(shrink(c.g.Boxes[j].Rect, tolerance)) {
			c.report("%s runs through %s at %d,%d", id, c.name(j), s.a.X/layout.PX, s.a.Y/layout.PX)
			ok = false
		}
	})
	if !holds(c.inside, s.bounds()) {
		c.report("%s leaves the picture", id)
		ok = false
	}
	return ok
}

// end checks where a line meets its box.
func (c *checker) end(id string, e *diagram.End, a layout.Anchor, stub layout.Point) {
	b := &c.g.Boxes[e.Entity]
	row, height := -1, b.Header
	if len(e.Rows) > 0 {
		row, height = e.Rows[0], b.RowHeight
	}
	if off := a.Y - b.RowMiddle(row); off <= -height/2 || off >= height/2 {
		c.report("%s ends %d px off the middle of its row in %s", id, off/layout.PX, c.name(e.Entity))
	}
	x, out := b.X, stub.X-a.X <= -layout.Stub
	if a.Side == layout.Right {
		x, out = b.X+b.W, stub.X-a.X >= layout.Stub
	}
	if a.X != x {
		c.report("%s ends %d px off the side of %s", id, (a.X-x)/layout.PX, c.name(e.Entity))
	}
	if !out && abs(stub.X-a.X) < layout.Stub-tolerance || abs(stub.Y-a.Y) > 0 {
		c.report("%s has a stub of %d, %d at %s", id, stub.X-a.X, stub.Y-a.Y, c.name(e.Entity))
	}
}

func (c *checker) label(i int) {
	e, r := &c.d.Edges[i], &c.g.Routes[i]
	if !holds(c.inside, r.Label) {
		c.report("the label of %s lies outside of the picture", e.ID)
	}
	c.boxes.near(r.Label, func(j int) {
		if overlap(r.Label, c.g.Boxes[j].Rect) {
			c.report("the label of %s lies on %s", e.ID, c.name(j))
		}
	})
	for _, s := range flatten(i, r) {
		if overlap(shrink(r.Label, -layout.PX), s.bounds()) {
			return
		}
	}
	c.report("the label of %s does not lie on its line", e.ID)
}

func (c *checker) group(i int) {
	g, own := c.g.Groups[i], make(map[int]bool)
	for _, e := range c.d.Groups[i].Entities {
		own[e] = true
		if !holds(g, c.g.Boxes[e].Rect) {
			c.report("%s lies outside of its group %s", c.name(e), c.d.Groups[i].Name)
		}
	}
	for e := range c.g.Boxes {
		if !own[e] && overlap(g, c.g.Boxes[e].Rect) {
			c.report("%s lies in the group %s, which is not its own", c.name(e), c.d.Groups[i].Name)
		}
	}
	for j := range i {
		if overlap(g, c.g.Groups[j]) {
			c.report("the groups %s and %s lie on each other", c.d.Groups[i].Name, c.d.Groups[j].Name)
		}
	}
	if !holds(c.inside, g) {
		c.report("the group %s lies outside of the picture", c.d.Groups[i].Name)
	}
}

func abs(u layout.Unit) layout.Unit { return max(u, -u) }
