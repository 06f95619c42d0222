package layout

import (
	"cmp"
	"slices"
)

// plot is a group as it is planned.
type plot struct {
	nodes   []int
	cluster int
	total   Unit // of its nodes, across
	tallest Unit
	widest  Unit // of its nodes, along

	columnSum int // of the columns of its nodes, as if there were no groups
}

// plan says which strip each plot stands in.
type plan struct {
	plots []plot
	links [][2]int // between plots, once for each trunk; from a plot to itself where there are any in it
	limit Unit     // how tall strips may become
	strip []int    // by plot
	n     int      // of strips
	total int64    // what it costs
}

const (
	maxStrips = 8
	plotRoom  = 110 * PX // what a frame takes across, beside its nodes
	plotSlack = 115      // percent of the height of its nodes that a group takes
	linkCost  = 21 * PX  // the room that a line takes on its way through a strip
	backRoom  = 200 * PX // how much longer the way is of a line that runs against the direction
)

// plans are those for several heights and numbers of strips, the cheapest first.
func (f *flow) plans(limit Unit) []plan {
	first := f.newPlan(limit)
	var plans []plan
	for _, percent := range []Unit{70, 85, 100, 120, 145} {
		for n := 1; n <= min(len(first.plots), maxStrips); n++ {
			p := first
			p.limit, p.n = limit*percent/100, n
			p.start()
			p.climb()
			plans = append(plans, p)
		}
	}
	slices.SortStableFunc(plans, func(a, b plan) int { return cmp.Compare(a.total, b.total) })
	return plans
}

// newPlan has a plot for each group and each table in none, and the links between them.
func (f *flow) newPlan(limit Unit) plan {
	p := plan{limit: limit}
	plotOf := make([]int, len(f.nodes)) // -1 for none
	ofCluster := make(map[int]int)
	for i := range f.nodes {
		n := &f.nodes[i]
		if n.kind == labelNode && n.cluster < 0 {
			plotOf[i] = -1
			continue
		}
		j, ok := ofCluster[n.cluster]
		if !ok || n.cluster < 0 {
			j = len(p.plots)
			ofCluster[n.cluster] = j
			p.plots = append(p.plots, plot{cluster: n.cluster})
		}
		plotOf[i] = j
		p.plots[j].add(f, i)
	}
	p.links = f.plotLinks(plotOf)
	return p
}

func (q *plot) add(f *flow, i int) {
	n := &f.nodes[i]
	q.nodes = append(q.nodes, i)
	q.columnSum += n.col
	q.total += f.across(n)
	q.tallest = max(q.tallest, f.across(n))
	q.widest = max(q.widest, f.along(n))
}

// plotLinks are the links between plots: lines that share a trunk count once.
func (f *flow) plotLinks(plotOf []int) [][2]int {
	var links [][2]int
	type key struct{ node, row, plot int }
	seen := make(map[key]bool)
	for i := range f.arcs {
		from, row := f.arcs[i].parent()
		to, _ := f.arcs[i].child()
		p, c := plotOf[from], plotOf[to]
		k := key{from, row, c}
		if p == c {
			k = key{-1, -1, c}
		}
		if p < 0 || c < 0 || seen[k] {
			continue
		}
		seen[k] = true
		links = append(links, [2]int{p, c})
	}
	return links
}

// start puts plots into strips in the order of their columns, so that strips are about as full.
func (p *plan) start() {
	order := make([]int, len(p.plots))
	var area int64
	for i := range order {
		order[i] = i
		area += p.plots[i].area()
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &p.plots[a], &p.plots[b]
		return cmp.Compare(x.columnSum*len(y.nodes), y.columnSum*len(x.nodes))
	})
	p.strip = make([]int, len(p.plots))
	var sum int64
	for _, i := range order {
		own := p.plots[i].area()
		p.strip[i] = min(int((sum+own/2)*int64(p.n)/max(area, 1)), p.n-1)
		sum += own
	}
}

// climb moves single plots to other strips as long as that is better.
func (p *plan) climb() {
	p.total = p.cost()
	for range 8 {
		moved := false
		for i := range p.plots {
			from := p.strip[i]
			best := from
			for s := range p.n {
				p.strip[i] = s
				if c := p.cost(); c < p.total {
					p.total, best, moved = c, s, true
				}
			}
			p.strip[i] = best
		}
		if !moved {
			break
		}
	}
}

func (q *plot) area() int64 { return int64(q.total) * int64(q.widest) }

// height is how tall a plot is in so many columns.
func (q *plot) height(columns int) Unit {
	k := Unit(min(columns, len(q.nodes)))
	h := max(q.tallest, q.total/k*plotSlack/100)
	if q.cluster >= 0 {
		h += plotRoom
	}
	return h
}

// leastColumns is how many columns each strip needs because no line may stay within one.
func (p *plan) leastColumns() [maxStrips]int {
	var least [maxStrips]int
	for s := range p.n {
		least[s] = 1
	}
	for _, l := range p.links {
		if s := p.strip[l[0]]; s == p.strip[l[1]] {
			least[s] = 2
		}
	}
	return least
}

// columns is how many columns a strip needs, and how tall it is then.
func (p *plan) columns(strip, least int) (k int, height Unit) {
	for k = least; ; k++ {
		height = 0
		most := 0
		for i := range p.plots {
			if p.strip[i] == strip {
				height += p.plots[i].height(k)
				most = max(most, len(p.plots[i].nodes))
			}
		}
		if height <= p.limit || k >= most {
			return k, height
		}
	}
}

// cost is the area of the smallest picture of the usual aspect that holds all strips, and what the links take of it.
func (p *plan) cost() int64 {
	var length, height int64
	var middle [maxStrips]int64 // of each strip
	least := p.leastColumns()
	for s := range p.n {
		k, h := p.columns(s, least[s])
		own := int64(k) * int64(p.columnWidth(s))
		middle[s] = length + own/2
		length += own
		height = max(height, int64(h))
	}
	var distance int64 // of all links
	for _, l := range p.links {
		d := middle[p.strip[l[1]]] - middle[p.strip[l[0]]]
		if d < 0 {
			d = int64(backRoom) - d
		}
		distance += d
	}
	length = max(length, height*wide.w/wide.h)
	return length*length*wide.h/wide.w + distance*int64(linkCost)
}

// columnWidth is the width of a column of a strip with the channel beside it; 0 for an empty strip.
func (p *plan) columnWidth(strip int) Unit {
	var widest Unit
	for i := range p.plots {
		if p.strip[i] == strip {
			widest = max(widest, p.plots[i].widest+2*rankSep)
		}
	}
	return widest
}
