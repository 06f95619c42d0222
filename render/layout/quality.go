package layout

// A picture of few tables may as well be as large as a page has room for.
const (
	fewTables = 12
	pageSide  = 860 // pixels
)

// quality tells how good a flow looks as it is drawn, to compare drafts: less is better. It is the smallest
// picture of the usual aspect, times the length of the lines, times the root of the crossings.
func (f *flow) quality(d *drawing, channels []channel) int64 {
	to := wide
	side := max(int64(d.w/PX)*to.h, int64(d.h/PX)*to.w) / 10
	if len(f.l.d.Entities) <= fewTables {
		side = max(side, pageSide)
	}
	cross := int64(3)
	for i := range channels {
		cross += channels[i].crossings()
	}
	return side * side / 1000 * (f.wireLength(channels)/int64(PX) + 200) * cross
}

// crossings counts those in a channel.
func (c *channel) crossings() int64 {
	n := 0
	for i, b := range c.order {
		for _, right := range c.order[i+1:] {
			if b.touches(right) {
				n += crossings(b, right)
			}
		}
	}
	for _, b := range c.buses {
		if b.lo < b.hi {
			continue
		}
		for _, turning := range c.order {
			if turning.lo < b.lo && b.lo < turning.hi {
				n++
			}
		}
	}
	return int64(n)
}

// wireLength is how long all wires are together.
func (f *flow) wireLength(channels []channel) int64 {
	var sum int64
	for i := f.plain; i < len(f.nodes); i++ {
		sum += int64(f.along(&f.nodes[i]))
	}
	cols := f.columns()
	for i := range channels[:len(cols)-1] {
		_, start := f.extent(cols[i])
		end, _ := f.extent(cols[i+1])
		for _, b := range channels[i].buses {
			sum += int64(b.hi-b.lo) + int64(end-start)
		}
	}
	return sum
}
