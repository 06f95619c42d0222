package layout

import (
	"cmp"
	"slices"
)

// Lines turn between the columns only, in channels. What follows speaks of columns side by side; where lines
// run down, the columns are rows, "along" is down, and "across" is to the right.

const (
	trackGap  = 8 * PX // between lines that run across in a channel
	tightGap  = 4 * PX // the same, in channels with so many that they would become too wide
	roomyMost = 16     // how many tracks may stand at a distance of trackGap
)

// bus is what lines of one bundle have in a channel: where they come to its two sides, and the track
// on which they run across.
type bus struct {
	left, right []Unit // across, ascending, each once
	lo, hi      Unit   // the range of all of them
	wires       []int
	track       int
	along       Unit // where the track is, in the end
}

type channel struct {
	buses  []*bus
	order  []*bus // those that turn, from left to right
	tracks int
}

// busKey tells the bus of a wire: the column before the channel, and the bundle.
type busKey struct{ col, bundle int }

// widenChannels moves the columns apart as far as the channels between them need room for their tracks.
func (f *flow) widenChannels(channels []channel) {
	cols := f.columns()
	var shift, lastEnd Unit
	for c, column := range cols {
		start, end := f.extent(column)
		if c > 0 {
			ch := &channels[c-1]
			gap := start - lastEnd
			width := max(gap, ch.width())
			ch.spread(lastEnd+shift, width)
			shift += width - gap
		}
		for _, n := range column {
			if f.down {
				f.at[n].Y += shift
			} else {
				f.at[n].X += shift
			}
		}
		lastEnd = end
	}
}

// extent is where a column starts and ends, along.
func (f *flow) extent(column []int) (start, end Unit) {
	for i, n := range column {
		u := f.at[n].X
		if f.down {
			u = f.at[n].Y
		}
		e := u + f.along(&f.nodes[n])
		if i == 0 {
			start, end = u, e
		}
		start, end = min(start, u), max(end, e)
	}
	return start, end
}

// fillChannels finds the tracks of all lines.
func (f *flow) fillChannels() []channel {
	channels := make([]channel, len(f.columns()))
	f.buses = make(map[busKey]*bus)
	for i := range f.wires {
		w := &f.wires[i]
		k := busKey{f.nodes[w.from].col, w.bundle}
		b := f.buses[k]
		if b == nil {
			b = &bus{}
			f.buses[k] = b
			channels[k.col].buses = append(channels[k.col].buses, b)
		}
		b.wires = append(b.wires, i)
		b.left = append(b.left, f.across0(w, true))
		b.right = append(b.right, f.across0(w, false))
	}
	for i := range channels {
		for _, b := range channels[i].buses {
			b.close()
		}
		channels[i].assign()
	}
	return channels
}

func (b *bus) close() {
	for _, side := range []*[]Unit{&b.left, &b.right} {
		slices.Sort(*side)
		*side = slices.Compact(*side)
	}
	b.lo = min(b.left[0], b.right[0])
	b.hi = max(b.left[len(b.left)-1], b.right[len(b.right)-1])
}

// assign gives each bus of a channel its track.
func (c *channel) assign() {
	var turning []*bus
	for _, b := range c.buses {
		if b.lo < b.hi {
			turning = append(turning, b)
		}
	}
	c.order = order(turning)
	for i, b := range c.order {
		for _, before := range c.order[:i] {
			if b.touches(before) {
				b.track = max(b.track, before.track+1)
			}
		}
		c.tracks = max(c.tracks, b.track+1)
	}
}

// touches reports whether two buses cannot share a track.
func (b *bus) touches(other *bus) bool {
	return b.lo < other.hi+2*trackGap && other.lo < b.hi+2*trackGap
}

// order sorts buses from left to right so that few lines cross: each in turn is put where it crosses the
// fewest, a few times over.
func order(buses []*bus) []*bus {
	slices.SortStableFunc(buses, func(a, b *bus) int { return cmp.Compare(a.lo, b.lo) })
	var sorted []*bus
	for _, b := range buses {
		sorted = insert(sorted, b)
	}
	for range siftings(len(buses)) {
		for _, b := range buses {
			i := slices.Index(sorted, b)
			sorted = insert(slices.Delete(sorted, i, i+1), b)
		}
	}
	return sorted
}

// siftings bounds the time for channels with very many buses.
func siftings(n int) int {
	if n > 200 {
		return 0
	}
	return 3
}

// insert puts a bus where it crosses the fewest lines.
func insert(sorted []*bus, b *bus) []*bus {
	best, bestCost, cost := 0, 0, 0
	for i, other := range sorted {
		if b.touches(other) {
			cost += busCost(other, b) - busCost(b, other)
		}
		if cost < bestCost {
			best, bestCost = i+1, cost
		}
	}
	return slices.Insert(sorted, best, b)
}

const overlapCost = 20 // of two lines that lie on each other, in crossings

// crossings counts the lines that cross when bus a stands left of bus b.
func crossings(a, b *bus) int { return between(a.right, b.lo, b.hi) + between(b.left, a.lo, a.hi) }

// busCost is what it costs when bus a stands left of bus b.
func busCost(a, b *bus) int {
	n := crossings(a, b)
	for _, r := range a.right {
		n += overlapCost * between(b.left, r-tightGap, r+tightGap)
	}
	return n
}

// between counts the values that lie between lo and hi.
func between(sorted []Unit, lo, hi Unit) int {
	from, found := slices.BinarySearch(sorted, lo)
	if found {
		from++
	}
	to, _ := slices.BinarySearch(sorted, hi)
	return max(0, to-from)
}

// width is how wide the channel has to be.
func (c *channel) width() Unit {
	gap := trackGap
	if c.tracks > roomyMost {
		gap = max(tightGap, trackGap*roomyMost/Unit(c.tracks)/PX*PX)
	}
	return Unit(c.tracks+1) * gap
}

// spread spaces the tracks evenly.
func (c *channel) spread(start, width Unit) {
	for _, b := range c.buses {
		b.along = wholePixel(start + width*Unit(b.track+1)/Unit(c.tracks+1))
	}
}
