package layout

// draw makes a drawing of what Graphviz gave back.
func (f *flow) draw(svg []byte) (*drawing, error) {
	at, err := readBack(svg, len(f.nodes))
	if err != nil {
		return nil, err
	}
	f.at = at
	f.l.spreadEnds(f.ends())
	newUntangler(f).untangle()
	f.l.spreadEnds(f.ends())
	a := newAligner(f)
	a.align()
	channels := a.separate()
	f.widenChannels(channels)
	d := f.placeNodes()
	f.routeArcs(d)
	d.moveToOrigin(f.l)
	d.quality = f.quality(d, channels)
	return d, nil
}

// placeNodes puts boxes, blocks and the frames of groups into a new drawing.
func (f *flow) placeNodes() *drawing {
	d := &drawing{}
	frames := make([]frame, len(f.p.clusters))
	shared := f.sharedColumns()
	for i := range f.nodes {
		n := &f.nodes[i]
		inside := f.inside(i)
		switch n.kind {
		case boxNode:
			d.boxes = append(d.boxes, placed[Point]{n.index, Point{inside.X, inside.Y}})
			inside = Rect{inside.X - Stub, inside.Y, inside.W + 2*Stub + f.l.loopRoom(n.index), inside.H}
		case blockNode:
			d.add(f.p.clusters[n.index].block, Point{inside.X, inside.Y})
		case labelNode, hubNode:
		}
		if n.cluster < 0 || n.kind == hubNode {
			continue
		}
		frames[n.cluster].hold(inside)
		if r, ok := shared[n.col]; ok {
			frames[n.cluster].hold(Rect{r.X, inside.Y, r.W, 0})
		}
	}
	for i, c := range f.p.clusters {
		d.groups = append(d.groups, placed[Rect]{c.group, frames[i].rect()})
	}
	return d
}

// sharedColumns are where columns start and end that several groups stand in, above each other: their frames are
// in line.
func (f *flow) sharedColumns() map[int]Rect {
	if f.down {
		return nil
	}
	shared := make(map[int]Rect)
	for c, column := range f.columns() {
		cluster := -1
		for _, n := range column {
			switch other := f.nodes[n].cluster; {
			case cluster < 0:
				cluster = other
			case other >= 0 && other != cluster:
				start, end := f.extent(column)
				shared[c] = Rect{X: start, W: end - start}
			}
		}
	}
	return shared
}

// inside is where the content of a node stands: the box, the label or the block. A hub has none.
func (f *flow) inside(i int) Rect {
	n := &f.nodes[i]
	r := Rect{X: f.at[i].X + n.left, Y: f.at[i].Y + n.top}
	switch n.kind {
	case boxNode:
		b := &f.l.boxes[n.index]
		r.W, r.H = b.W, b.H
	case labelNode:
		r.W, r.H = labelWidth(&f.l.d.Edges[n.index]), LabelHeight
	case blockNode:
		block := f.p.clusters[n.index].block
		r.W, r.H = block.w, block.h
	case hubNode:
	}
	return r
}

// frame grows around what a group holds.
type frame struct {
	lo, hi Point
	begun  bool
}

func (f *frame) hold(r Rect) {
	lo, hi := Point{r.X, r.Y}, Point{r.X + r.W, r.Y + r.H}
	if !f.begun {
		f.lo, f.hi, f.begun = lo, hi, true
		return
	}
	f.lo = Point{min(f.lo.X, lo.X), min(f.lo.Y, lo.Y)}
	f.hi = Point{max(f.hi.X, hi.X), max(f.hi.Y, hi.Y)}
}

// rect is the group's frame. Graphviz keeps it free, because clusterMargin and what nodes keep free
// around themselves are more than what is added here.
func (f *frame) rect() Rect {
	return Rect{
		f.lo.X - GroupPad, f.lo.Y - GroupTitle,
		f.hi.X - f.lo.X + 2*GroupPad, f.hi.Y - f.lo.Y + GroupTitle + GroupPad,
	}
}

// moveToOrigin moves everything so that the drawing starts at 0, 0, and sets its size.
func (d *drawing) moveToOrigin(l *layouter) {
	var f frame
	for _, b := range d.boxes {
		box := &l.boxes[b.index]
		f.hold(Rect{b.at.X, b.at.Y, box.W + l.loopReach(b.index), box.H})
	}
	for _, r := range d.routes {
		for _, p := range r.at.points {
			f.hold(Rect{p.X, p.Y, 0, 0})
		}
		if r.at.label.W > 0 {
			f.hold(r.at.label)
		}
	}
	for _, g := range d.groups {
		f.hold(g.at)
	}
	moved := &drawing{}
	moved.add(d, Point{-f.lo.X, -f.lo.Y})
	*d = *moved
	d.w, d.h = f.hi.X-f.lo.X, f.hi.Y-f.lo.Y
}
