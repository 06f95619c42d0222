package diff

import (
	"strconv"
	"strings"

	"crowsfoot/parse/schema"
)

// exact is a key that differs for names that differ in anything.
func exact(n schema.Name) string { return strconv.Quote(n.Namespace) + n.Name }

// folded is a key that is equal for names that differ in case, or in whether they name the default schema.
func folded(n schema.Name) string {
	namespace := strings.ToLower(n.Namespace)
	switch namespace {
	case "public", "dbo", "main":
		namespace = ""
	}
	return strconv.Quote(namespace) + strings.ToLower(n.Name)
}

// squeezed is a name without case and separators.
func squeezed(name string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
}

// similar reports whether one name is likely a new spelling of the other: but for case, separators and number,
// or with a part added to at least as long a rest.
func similar(a, b string) bool {
	a, b = squeezed(schema.Singular(a)), squeezed(schema.Singular(b))
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= 3 && 2*len(a) >= len(b) && strings.Contains(b, a)
}

// lineage is the names that a thing had, as a key: the oldest first, its own last.
func lineage[T any](former []T, own T, key func(T) string) []string {
	out := make([]string, 0, len(former)+1)
	for _, n := range former {
		out = append(out, key(n))
	}
	return append(out, key(own))
}

// told pairs things of which one side tells that they were renamed: what one was called in the end is on
// the way to what the other was called in the end, from one beginning.
func (p *pairing) told(before, after func(int) []string) {
	p.toldOneWay(before, after, p.toAfter, p.toBefore, p.pair)
	p.toldOneWay(after, before, p.toBefore, p.toAfter, func(a, b int) { p.pair(b, a) })
}

func (p *pairing) toldOneWay(short, long func(int) []string, shorts, longs []int, pair func(short, long int)) {
	join := func(names []string) string { return strings.Join(names, "\x00") }
	ends := alone(shorts, func(i int) string { return join(short(i)) })
	for l, partner := range longs {
		if partner >= 0 {
			continue
		}
		names := long(l)
		for n := len(names) - 1; n > 0; n-- {
			if s, ok := ends[join(names[:n])]; ok && s >= 0 && shorts[s] < 0 {
				pair(s, l)
				break
			}
		}
	}
}

// toldLoosely pairs what is left with things that were once called so.
func (p *pairing) toldLoosely(before, after func(int) []string) {
	p.looselyOneWay(before, after, p.toAfter, p.toBefore, p.pair)
	p.looselyOneWay(after, before, p.toBefore, p.toAfter, func(a, b int) { p.pair(b, a) })
}

func (p *pairing) looselyOneWay(one, other func(int) []string, ones, others []int, pair func(one, other int)) {
	last := func(names []string) string { return names[len(names)-1] }
	ends := alone(ones, func(i int) string { return last(one(i)) })
	for o, partner := range others {
		if partner >= 0 {
			continue
		}
		names := other(o)
		for n := len(names) - 2; n >= 0; n-- {
			if i, ok := ends[names[n]]; ok && i >= 0 && ones[i] < 0 {
				pair(i, o)
				break
			}
		}
	}
}
