package layout

import (
	"cmp"
	"slices"
)

// aspect is width to height.
type aspect struct{ w, h int64 }

var (
	wide = aspect{16, 10} // a picture
	tall = aspect{1, 2}   // a block within a group
)

// pack puts drawings next to each other, a gap apart, so that the whole has about an aspect.
func pack(items []*drawing, gap Unit, to aspect) *drawing {
	switch len(items) {
	case 0:
		return &drawing{}
	case 1:
		return items[0]
	}
	var order []*drawing
	var best []Point
	var bestCost int64
	for _, largest := range []func(a, b *drawing) int{tallest, widest, wholest} {
		sorted := slices.Clone(items)
		slices.SortStableFunc(sorted, largest)
		for _, w := range stripWidths(items, gap, to) {
			at, cost := strip(sorted, w, gap, to)
			if best == nil || cost < bestCost {
				order, best, bestCost = sorted, at, cost
			}
		}
	}
	whole := &drawing{}
	for i, it := range order {
		whole.add(it, best[i])
	}
	return whole
}

// Orders in which to pack, the first ones first.
func tallest(a, b *drawing) int { return cmp.Or(cmp.Compare(b.h, a.h), cmp.Compare(b.w, a.w)) }
func widest(a, b *drawing) int  { return cmp.Or(cmp.Compare(b.w, a.w), cmp.Compare(b.h, a.h)) }
func wholest(a, b *drawing) int { return cmp.Compare(int64(b.w)*int64(b.h), int64(a.w)*int64(a.h)) }

// stripWidths are the widths worth a try, ascending.
func stripWidths(items []*drawing, gap Unit, to aspect) []Unit {
	var area int64
	var widest Unit
	for _, it := range items {
		area += int64(it.w+gap) * int64(it.h+gap)
		widest = max(widest, it.w+gap)
	}
	var widths []Unit
	for percent := int64(80); percent <= 160; percent += 4 {
		w := max(widest, Unit(isqrt(area/to.h*to.w)*percent/100))
		if len(widths) == 0 || w != widths[len(widths)-1] {
			widths = append(widths, w)
		}
	}
	return widths
}

// segment is a piece of the skyline: from X, as far as the next segment, everything below Y is free.
type segment struct{ X, Y Unit }

// strip places items on the lowest free place of a strip, and tells how good that is: the smallest
// rectangle of the aspect that holds it all.
func strip(items []*drawing, width, gap Unit, to aspect) ([]Point, int64) {
	sky := []segment{{0, 0}}
	at := make([]Point, len(items))
	var w, h Unit
	for i, it := range items {
		at[i] = lowest(sky, it.w+gap, width)
		sky = raise(sky, at[i].X, at[i].X+it.w+gap, at[i].Y+it.h+gap)
		w, h = max(w, at[i].X+it.w), max(h, at[i].Y+it.h)
	}
	return at, max(int64(w)*to.h, int64(h)*to.w)
}

// lowest is the highest place in the picture (the lowest y, then x) where something that wide fits.
func lowest(sky []segment, w, width Unit) Point {
	best := Point{0, 1 << 30}
	for i := range sky {
		x := sky[i].X
		if x+w > width && x > 0 {
			break
		}
		var y Unit
		for j := i; j < len(sky) && sky[j].X < x+w; j++ {
			y = max(y, sky[j].Y)
		}
		if y < best.Y {
			best = Point{x, y}
		}
	}
	return best
}

// raise sets the skyline to y between from and to.
func raise(sky []segment, from, to, y Unit) []segment {
	var out []segment
	var after Unit // the height of the old skyline at to
	for _, s := range sky {
		if s.X <= to {
			after = s.Y
		}
		if s.X < from {
			out = append(out, s)
		}
	}
	out = append(out, segment{from, y}, segment{to, after})
	for _, s := range sky {
		if s.X > to {
			out = append(out, s)
		}
	}
	return out
}
