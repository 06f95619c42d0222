package layout

import (
	"cmp"
	"slices"
)

// zone is a stretch of a column, across, that its nodes may not leave: a part of the column that a group takes, or
// what is between two groups. Where there are no groups, it is the whole column.
type zone struct {
	lo, hi Unit
	nodes  []int // in their order; shared with the column
}

// How much taller columns may be than the fullest one when it is packed: so that lines can be straight.
const (
	leastSlack   = 2 * RowHeight
	slackPercent = 3
)

// findZones divides the columns, whose nodes are in order, into zones.
func (u *untangler) findZones() {
	if len(u.f.p.clusters) == 0 {
		hi := u.tallest()
		hi += max(leastSlack, wholePixel(hi*slackPercent/100))
		for _, column := range u.columns {
			u.zones = append(u.zones, zone{0, hi, column})
		}
		return
	}
	lo, hi := u.extent()
	bands := u.bands()
	for c, column := range u.columns {
		start := lo
		for i := range bands {
			b := &bands[i]
			if c < b.first || c > b.last {
				continue
			}
			column = u.cutZone(column, start, b.lo-GroupTitle, func(n int) bool { return u.f.nodes[n].cluster != b.cluster && u.at[n] < b.lo })
			column = u.cutZone(column, b.lo, b.hi, func(n int) bool { return u.f.nodes[n].cluster == b.cluster })
			start = b.hi + GroupPad
		}
		u.cutZone(column, start, hi, func(int) bool { return true })
	}
}

// cutZone makes a zone of the first nodes of a column, as many as are in it, and returns the others. Where Graphviz
// left less room than there should be, the zone is what the nodes take.
func (u *untangler) cutZone(column []int, lo, hi Unit, in func(n int) bool) []int {
	k := 0
	for k < len(column) && in(column[k]) {
		k++
	}
	if k > 0 {
		last := column[k-1]
		u.zones = append(u.zones, zone{min(lo, u.at[column[0]]), max(hi, u.at[last]+u.size(last)), column[:k]})
	}
	return column[k:]
}

// tallest is how much room the fullest column needs.
func (u *untangler) tallest() Unit {
	var tallest Unit
	for _, column := range u.columns {
		h := -alignGap
		for _, n := range column {
			h += u.size(n) + alignGap
		}
		tallest = max(tallest, h)
	}
	return tallest
}

// extent is where all nodes stand.
func (u *untangler) extent() (lo, hi Unit) {
	lo, hi = u.at[0], u.at[0]
	for i, at := range u.at {
		lo, hi = min(lo, at), max(hi, at+u.size(i))
	}
	return lo, hi
}

// band is where a group stands.
type band struct {
	cluster     int
	first, last int  // columns
	lo, hi      Unit // of its nodes, across
}

// bands are where all groups stand, in their order across.
func (u *untangler) bands() []band {
	bands := make([]band, len(u.f.p.clusters))
	for i := range bands {
		bands[i] = band{cluster: i, first: -1}
	}
	for i := range u.f.nodes {
		n := &u.f.nodes[i]
		if n.cluster < 0 {
			continue
		}
		b, end := &bands[n.cluster], u.at[i]+u.size(i)
		if b.first < 0 {
			b.first, b.last, b.lo, b.hi = n.col, n.col, u.at[i], end
		}
		b.first, b.last, b.lo, b.hi = min(b.first, n.col), max(b.last, n.col), min(b.lo, u.at[i]), max(b.hi, end)
	}
	slices.SortStableFunc(bands, func(a, b band) int { return cmp.Compare(a.lo, b.lo) })
	return bands
}
