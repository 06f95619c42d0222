package layout

import (
	"cmp"
	"slices"
)

// Where every table stands right of what it refers to, a flow may be far longer than a picture should be. So
// several drafts of the columns are made, with ever fewer of them. Of small ones some are drawn to see which is best.

// draftPercents are how long drafts are before their lines are refined, in percent of an ideal picture.
var draftPercents = [...]int64{200, 140, 100, 70, 50, 35, 25, 15}

const (
	smallFlow   = 40  // nodes of a flow of which several drafts are drawn
	smallDrafts = 2   // how many
	largeFlow   = 200 // nodes from which on planning takes a while
	trust       = 95  // percent of what the first draft costs, which another one may cost at most
)

// tooLong is how much longer than an ideal picture a flow that runs down has to be to be shortened.
const tooLong = 3

// draft is a column for each node.
type draft struct {
	cols []int
	cost int64 // what it promises; less is better
}

// drafts are those that are worth drawing. The first is the one that lines ask for.
func (f *flow) drafts(limit Unit) []draft {
	natural, length := f.columnsOfNodes(), f.length()
	first := f.draft(limit)
	ideal := int64(limit) * wide.w / wide.h
	if f.down {
		ideal = int64(limit) * wide.h / wide.w
	}
	if f.down && length < tooLong*ideal {
		return []draft{first} // whoever asks for this direction wants it
	}
	var others []draft
	for _, percent := range draftPercents {
		if length <= ideal*percent/100 {
			continue
		}
		ways := []func(ideal, length int64){f.compress}
		if len(f.nodes) <= largeFlow || percent >= 100 && length > 2*ideal {
			ways = append(ways, f.fold)
		}
		for _, shorten := range ways {
			f.setColumns(natural)
			shorten(ideal*percent/100, length)
			if d := f.draft(limit); !slices.ContainsFunc(others, d.same) && !d.same(first) {
				others = append(others, d)
			}
		}
	}
	slices.SortStableFunc(others, func(a, b draft) int { return cmp.Compare(a.cost, b.cost) })
	others = slices.DeleteFunc(others, func(d draft) bool { return d.cost*100 > first.cost*trust })
	switch {
	case len(others) == 0:
		return []draft{first}
	case len(f.nodes) <= smallFlow:
		return append([]draft{first}, others[:min(len(others), smallDrafts-1)]...)
	default:
		return others[:1]
	}
}

func (d draft) same(other draft) bool { return slices.Equal(d.cols, other.cols) }

// draft makes a draft of the columns that the nodes stand in.
func (f *flow) draft(limit Unit) draft {
	f.splitColumns(limit)
	f.freeColumns(f.lastColumn())
	f.settle(limit)
	return draft{f.columnsOfNodes(), f.promise()}
}

// settle makes the columns final.
func (f *flow) settle(limit Unit) {
	f.refine(limit)
	f.joinLabels()
	f.separate()
	f.insertLabels()
	f.closeGaps()
}

func (f *flow) columnsOfNodes() []int {
	cols := make([]int, len(f.nodes))
	for i := range f.nodes {
		cols[i] = f.nodes[i].col
	}
	return cols
}

func (f *flow) setColumns(cols []int) {
	for i := range f.nodes {
		f.nodes[i].col = cols[i]
	}
}

// length is how long the columns are together.
func (f *flow) length() int64 {
	var sum int64
	for _, c := range f.columns() {
		sum += int64(f.longest(c) + rankSep)
	}
	return sum
}

// longest is the length of the longest node of a column.
func (f *flow) longest(column []int) Unit {
	var longest Unit
	for _, n := range column {
		longest = max(longest, f.along(&f.nodes[n]))
	}
	return longest
}

// compress puts columns together until a flow of a length is about as long as it ought to be.
func (f *flow) compress(ideal, length int64) {
	n := int64(f.lastColumn() + 1)
	k := max(2, (n*ideal+length/2)/length)
	for i := range f.nodes {
		f.nodes[i].col = int(int64(f.nodes[i].col) * k / n)
	}
}

// fold lets a flow run to and fro.
func (f *flow) fold(ideal, length int64) {
	n := int64(f.lastColumn() + 1)
	last := int(max(2, (n*ideal+length/2)/length)) - 1
	for i := range f.nodes {
		n := &f.nodes[i]
		n.col %= 2 * last
		n.col = min(n.col, 2*last-n.col)
	}
}

// What promise expects of columns and channels, as Graphviz and the lines left them in the schemas tried.
const (
	looseColumn  = 900 * PX // what the tallest column takes beside its nodes, but at most a third of those
	leastChannel = 28 * PX
	looseTrack   = 3 * PX
)

// promise estimates how much room and lines the columns will take: the side of the smallest picture of
// the usual aspect, times the number of wires.
func (f *flow) promise() int64 {
	cols := f.columns()
	tracks, heights := make([]Unit, len(cols)), make([]Unit, len(cols))
	wires := f.countWires(tracks, heights)
	w, h := f.expectedLength(cols, tracks), int64(0)
	for c, column := range cols {
		for _, n := range column {
			heights[c] += f.across(&f.nodes[n]) + alignGap
		}
		h = max(h, int64(heights[c]+min(heights[c]/3, looseColumn)))
	}
	to := wide
	if f.down {
		to.w, to.h = to.h, to.w
	}
	return max(w*to.h, h*to.w) * wires
}

// expectedLength is how long columns with channels of so many tracks will be together.
func (f *flow) expectedLength(cols [][]int, tracks []Unit) int64 {
	var sum int64
	for c, column := range cols {
		sum += int64(f.longest(column) + max(leastChannel, looseTrack*tracks[c]))
	}
	return sum
}

// countWires counts the wires that the lines will need, the tracks in the channel behind each column, and how tall
// the hubs of each column are.
func (f *flow) countWires(tracks, heights []Unit) (wires int64) {
	type reach struct{ lo, hi, parent int }
	at := make(map[trunk]int)
	var all []reach
	for i := range f.arcs {
		k := f.trunk(i)
		k.back = false
		j, ok := at[k]
		if !ok {
			j = len(all)
			at[k] = j
			p := f.nodes[k.parent].col
			all = append(all, reach{p, p, p})
		}
		child, _ := f.arcs[i].child()
		c := f.nodes[child].col
		all[j].lo, all[j].hi = min(all[j].lo, c), max(all[j].hi, c)
	}
	wires = int64(len(f.arcs))
	for _, r := range all {
		for c := r.lo; c < r.hi; c++ {
			tracks[c]++
			if c > r.lo && c != r.parent {
				heights[c] += hubSize + alignGap
				wires++
			}
		}
	}
	return wires
}
