package diff

// pairing pairs the items of two lists, step by step: by the surest evidence first.
type pairing struct {
	toAfter, toBefore []int // index in the other list, -1 without a partner
	guessed           map[int]bool
}

func newPairing(before, after int) *pairing {
	p := &pairing{toAfter: make([]int, before), toBefore: make([]int, after), guessed: map[int]bool{}}
	for i := range p.toAfter {
		p.toAfter[i] = -1
	}
	for i := range p.toBefore {
		p.toBefore[i] = -1
	}
	return p
}

func (p *pairing) pair(before, after int) {
	p.toAfter[before], p.toBefore[after] = after, before
}

// by pairs those without a partner that have the same key when no other without a partner has it. The empty
// key pairs nothing. Accept, if not nil, has the last word. It returns the pairs that it made.
func (p *pairing) by(before, after func(int) string, accept func(b, a int) bool) [][2]int {
	old, fresh := alone(p.toAfter, before), alone(p.toBefore, after)
	var made [][2]int
	for b := range p.toAfter {
		if p.toAfter[b] >= 0 {
			continue
		}
		key := before(b)
		a, ok := fresh[key]
		if !ok || a < 0 || key == "" || old[key] != b || accept != nil && !accept(b, a) {
			continue
		}
		p.pair(b, a)
		made = append(made, [2]int{b, a})
	}
	return made
}

// alone maps the keys of the items without a partner to the only one that has it, or to -1.
func alone(partners []int, key func(int) string) map[string]int {
	out := map[string]int{}
	for i, partner := range partners {
		if partner >= 0 {
			continue
		}
		k := key(i)
		if _, ok := out[k]; ok {
			out[k] = -1
		} else {
			out[k] = i
		}
	}
	return out
}

// union lists all items as pairs of indices, with -1 where there is no partner: in the order of after, and
// those that are gone behind the one that stood before them.
func (p *pairing) union() [][2]int {
	gone := map[int][]int{} // by the index in after of the item that they follow, -1 at the start
	anchor := -1
	for b, a := range p.toAfter {
		if a >= 0 {
			anchor = a
		} else {
			gone[anchor] = append(gone[anchor], b)
		}
	}
	out := make([][2]int, 0, len(p.toAfter)+len(p.toBefore))
	put := func(anchor int) {
		for _, b := range gone[anchor] {
			out = append(out, [2]int{b, -1})
		}
	}
	put(-1)
	for a, b := range p.toBefore {
		out = append(out, [2]int{b, a})
		put(a)
	}
	return out
}
