package layout

import (
	"slices"
	"strconv"
)

// Where lines run down, they leave a box at its right side and come to it from the left as they do
// elsewhere, so that they end on their rows. Beside the box, within its node, they turn into the vertical: each row has
// a track of its own there, the lower rows further out for lines from above, so that nothing crosses.

// gutter holds the tracks at both sides of a box, from the box outwards.
type gutter struct{ left, right []track }

// track is where the lines of one row run along the box.
type track struct {
	row  int
	down bool // to the lower edge of the node, not the upper one
}

const (
	trackTurn = 10 * PX // radius with which a line turns from its stub into its track
	trackStep = 8 * PX  // between tracks, as long as they need not be closer
	trackRoom = 120 * PX
	trackLow  = 2 * PX
	portCell  = 2 * PX // height of the cells with the ports, at both edges of the node
)

// findGutters finds the tracks of all nodes, and widens the boxes by them.
func (f *flow) findGutters() {
	g := make([]gutter, len(f.nodes))
	f.gutters = g
	for i := range f.wires {
		w := &f.wires[i]
		g[w.from].add(w.fromRow, true, w.back)
		g[w.to].add(w.toRow, false, !w.back)
	}
	for i := range g {
		n := &f.nodes[i]
		if n.kind != boxNode {
			continue
		}
		slices.SortFunc(g[i].left, nested)
		slices.SortFunc(g[i].right, nested)
		n.left = reach(len(g[i].left))
		n.w = n.left + f.l.boxes[n.index].W + f.l.loopRoom(n.index) + reach(len(g[i].right))
	}
}

// add gives a row a track, at the left for the end of a child.
func (g *gutter) add(row int, down, child bool) {
	tracks := &g.right
	if child {
		tracks = &g.left
	}
	if t := (track{row, down}); !slices.Contains(*tracks, t) {
		*tracks = append(*tracks, t)
	}
}

// nested orders tracks from the box outwards: those that go up, the highest row first, then those that go
// down, the lowest row first.
func nested(a, b track) int {
	switch {
	case a.down != b.down && b.down:
		return -1
	case a.down != b.down:
		return 1
	case a.down:
		return b.row - a.row
	default:
		return a.row - b.row
	}
}

// step is the distance between n tracks.
func step(n int) Unit {
	if n == 0 {
		return 0
	}
	return max(trackLow, min(trackStep, trackRoom/Unit(n)/(2*PX)*(2*PX)))
}

// reach is the width of the gutter at one side with n tracks.
func reach(n int) Unit {
	if n == 0 {
		return Stub
	}
	return Stub + trackTurn + Unit(n)*step(n)
}

// downLabel is a table with a row of narrow cells at the top and at the bottom, one for each track.
func (f *flow) downLabel(i int, g *gutter) string {
	n := &f.nodes[i]
	t := table{width: n.w}
	if n.kind != boxNode {
		t.row(n.h, "p0")
		return t.String()
	}
	edge := func(down bool) {
		t.b.WriteString("<TR>")
		for _, tr := range slices.Backward(g.left) {
			t.cell(step(len(g.left)), portCell, trackPort(tr, down, "l"), "")
		}
		w := n.w - Unit(len(g.left))*step(len(g.left)) - Unit(len(g.right))*step(len(g.right))
		t.cell(w, portCell, "", "")
		for _, tr := range g.right {
			t.cell(step(len(g.right)), portCell, trackPort(tr, down, "r"), "")
		}
		t.b.WriteString("</TR>")
	}
	span := ` COLSPAN="` + strconv.Itoa(len(g.left)+1+len(g.right)) + `"`
	edge(false)
	for h := n.h - 2*portCell; h > 0; {
		part := min(h, maxCell)
		h -= part
		t.b.WriteString("<TR>")
		t.cell(n.w, part, "", span)
		t.b.WriteString("</TR>")
	}
	edge(true)
	return t.String()
}

func trackPort(t track, down bool, side string) string {
	if t.down != down {
		return ""
	}
	return side + strconv.Itoa(t.row+1) + upDown(down)
}

func upDown(down bool) string {
	if down {
		return "d"
	}
	return "u"
}

// track names the port of a row's track.
func (f *flow) track(n, row int, child, down bool) string {
	if f.nodes[n].kind != boxNode {
		return "n" + strconv.Itoa(n) + ":p0"
	}
	side := "r"
	if child {
		side = "l"
	}
	return "n" + strconv.Itoa(n) + ":" + side + strconv.Itoa(row+1) + upDown(down)
}

// trackAcross is where the track of a row runs, at the side of the child's ends or at that of the parent's.
func (f *flow) trackAcross(i int, t track, child bool) Unit {
	n, g := &f.nodes[i], &f.gutters[i]
	if child {
		s := step(len(g.left))
		return f.at[i].X + n.left - Stub - trackTurn - Unit(slices.Index(g.left, t))*s - s/2
	}
	s := step(len(g.right))
	return f.at[i].X + n.w - reach(len(g.right)) + Stub + trackTurn + Unit(slices.Index(g.right, t))*s + s/2
}
