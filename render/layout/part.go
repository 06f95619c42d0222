package layout

import (
	"context"
	"slices"
)

const packGap = 28 * PX // between parts of the picture that no line connects

// part is what one run of Graphviz lays out: tables that lines connect, and the groups that it holds whole.
type part struct {
	entities []int // ascending
	edges    []int // ascending; without self references
	clusters []cluster
}

// cluster is a group in a part. What no line connects with other groups is laid out before, as a block.
type cluster struct {
	group int
	block *drawing // nil for none
}

// drawAll draws everything, in parts that stand beside each other. Parts within one group come first: they
// are blocks in the parts that hold their group.
func (l *layouter) drawAll(ctx context.Context) (*drawing, error) {
	var inside, across []part
	for _, p := range l.components() {
		if _, ok := l.home(p); ok {
			inside = append(inside, p)
		} else {
			across = append(across, p)
		}
	}
	drawn, err := l.draw(ctx, inside)
	if err != nil {
		return nil, err
	}
	blocks := make([][]*drawing, len(l.d.Groups))
	var items []*drawing
	for i, p := range inside {
		if g, _ := l.home(p); g < 0 {
			items = append(items, drawn[i])
		} else {
			blocks[g] = append(blocks[g], drawn[i])
		}
	}
	across = l.merge(across)
	for _, p := range across {
		for i := range p.clusters {
			if c := &p.clusters[i]; len(blocks[c.group]) > 0 {
				c.block = pack(blocks[c.group], packGap, tall)
				blocks[c.group] = nil
			}
		}
	}
	if drawn, err = l.draw(ctx, across); err != nil {
		return nil, err
	}
	items = append(items, drawn...)
	for g, block := range blocks {
		if len(block) > 0 {
			items = append(items, l.framed(g, pack(block, packGap, wide)))
		}
	}
	return pack(items, packGap, wide), nil
}

// components splits the diagram into its connected parts, in the order of their first entities.
func (l *layouter) components() []part {
	uf := newUnion(len(l.d.Entities))
	for i := range l.d.Edges {
		uf.join(l.d.Edges[i].Parent.Entity, l.d.Edges[i].Child.Entity)
	}
	at := make(map[int]int)
	var parts []part
	for i := range l.d.Entities {
		root := uf.find(i)
		if _, ok := at[root]; !ok {
			at[root] = len(parts)
			parts = append(parts, part{})
		}
		p := &parts[at[root]]
		p.entities = append(p.entities, i)
	}
	for i := range l.d.Edges {
		if e := &l.d.Edges[i]; e.Parent.Entity != e.Child.Entity {
			p := &parts[at[uf.find(e.Parent.Entity)]]
			p.edges = append(p.edges, i)
		}
	}
	return parts
}

// home is the group that all entities of a part are in, -1 for none. ok is false when they differ.
func (l *layouter) home(p part) (group int, ok bool) {
	group = l.d.Entities[p.entities[0]].Group
	for _, e := range p.entities {
		if l.d.Entities[e].Group != group {
			return 0, false
		}
	}
	return group, true
}

// merge unites parts that have tables of the same group.
func (l *layouter) merge(parts []part) []part {
	uf := newUnion(len(parts))
	first := make(map[int]int) // by group: a part that holds tables of it
	for i, p := range parts {
		for _, e := range p.entities {
			g := l.d.Entities[e].Group
			if g < 0 {
				continue
			}
			if j, ok := first[g]; ok {
				uf.join(i, j)
			} else {
				first[g] = i
			}
		}
	}
	for i := range parts {
		if root := uf.find(i); root != i {
			parts[root].entities = append(parts[root].entities, parts[i].entities...)
			parts[root].edges = append(parts[root].edges, parts[i].edges...)
		}
	}
	var merged []part
	for i, p := range parts {
		if uf.find(i) != i {
			continue
		}
		slices.Sort(p.entities)
		slices.Sort(p.edges)
		for g := range l.d.Groups {
			if j, ok := first[g]; ok && uf.find(j) == i {
				p.clusters = append(p.clusters, cluster{group: g})
			}
		}
		merged = append(merged, p)
	}
	return merged
}

// draw lays out parts, each on its own. A single box needs no Graphviz.
func (l *layouter) draw(ctx context.Context, parts []part) ([]*drawing, error) {
	drawings := make([]*drawing, len(parts))
	drafts := make([][]*flow, len(parts))
	var graphs [][]byte
	for i, p := range parts {
		if len(p.entities) == 1 {
			drawings[i] = l.single(p.entities[0])
			continue
		}
		drafts[i] = newFlow(l, p).plan()
		for _, f := range drafts[i] {
			f.wireUp()
			f.thin()
			f.stretch()
			graphs = append(graphs, f.dot())
		}
	}
	if len(graphs) == 0 {
		return drawings, nil
	}
	svgs, err := runGraphviz(ctx, graphs)
	if err != nil {
		return nil, err
	}
	for i, flows := range drafts {
		if len(flows) == 0 {
			continue
		}
		if drawings[i], err = best(flows, svgs[:len(flows)]); err != nil {
			return nil, err
		}
		svgs = svgs[len(flows):]
	}
	return drawings, nil
}

// best draws the best of several drafts.
func best(drafts []*flow, svgs [][]byte) (*drawing, error) {
	var best *drawing
	var ends []offsets
	for i, f := range drafts {
		d, err := f.draw(svgs[i])
		if err != nil {
			return nil, err
		}
		if best == nil || d.quality < best.quality {
			best = d
			ends = slices.Clone(f.l.offsets)
		}
	}
	copy(drafts[0].l.offsets, ends)
	return best, nil
}

// single is the drawing of one box, with its self references at the right.
func (l *layouter) single(entity int) *drawing {
	b := &l.boxes[entity]
	l.spreadEnds(l.loopEnds(entity))
	return &drawing{
		w: b.W + l.loopReach(entity), h: b.H,
		boxes: []placed[Point]{{index: entity}},
	}
}

// framed puts the frame of a group around a drawing.
func (l *layouter) framed(group int, inside *drawing) *drawing {
	d := &drawing{}
	w := max(inside.w, wholePixels(TextWidth(DisplayName(l.d.Groups[group].Name), true)))
	d.add(inside, Point{GroupPad, GroupTitle + GroupPad/2})
	d.w, d.h = w+2*GroupPad, d.h+GroupPad
	d.groups = append(d.groups, placed[Rect]{group, Rect{W: d.w, H: d.h}})
	return d
}

// union is a disjoint-set forest.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join unites two sets and reports whether they were apart. The smaller root stays the root.
func (u union) join(a, b int) bool {
	a, b = u.find(a), u.find(b)
	u[max(a, b)] = min(a, b)
	return a != b
}
