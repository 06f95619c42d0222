package layout

import (
	"bytes"
	"fmt"
)

// readBack reads from the SVG that Graphviz wrote where the upper left corners of the nodes are. Each of
// them must be there.
func readBack(svg []byte, nodes int) ([]Point, error) {
	at := make([]Point, nodes)
	found := make([]bool, nodes)
	for {
		id, rest, ok := nextNode(svg)
		if !ok {
			break
		}
		end := bytes.Index(rest, []byte("</g>"))
		if end < 0 {
			return nil, fmt.Errorf("%w: its output has a group without an end", errGraphviz)
		}
		if p := points(rest[:end]); id < nodes && len(p) > 0 {
			at[id], found[id] = onPixel(upperLeft(p)), true
		}
		svg = rest[end:]
	}
	for i, ok := range found {
		if !ok {
			return nil, fmt.Errorf("%w: it left out node %d of %d", errGraphviz, i, nodes)
		}
	}
	return at, nil
}

const maxID = 1 << 26 // more than there can be

// nextNode finds the next <g id="n1" …>.
func nextNode(svg []byte) (id int, rest []byte, ok bool) {
	start := []byte(`<g id="n`)
	for {
		at := bytes.Index(svg, start)
		if at < 0 {
			return 0, nil, false
		}
		svg = svg[at+len(start):]
		i, id := 0, 0
		for ; i < len(svg) && svg[i] >= '0' && svg[i] <= '9'; i++ {
			id = min(id*10+int(svg[i]-'0'), maxID)
		}
		if i > 0 && i < len(svg) && svg[i] == '"' {
			return id, svg[i:], true
		}
	}
}

// points reads the corners of the first polygon.
func points(body []byte) []Point {
	prefix := []byte(` points="`)
	at := bytes.Index(body, prefix)
	if at < 0 {
		return nil
	}
	body = body[at+len(prefix):]
	body = body[:max(0, bytes.IndexByte(body, '"'))]
	var all []Unit
	for i := 0; i < len(body); {
		if c := body[i]; c == '-' || c == '.' || c >= '0' && c <= '9' {
			u, n := number(body[i:])
			all = append(all, u)
			i += n
		} else {
			i++
		}
	}
	p := make([]Point, len(all)/2)
	for i := range p {
		p[i] = Point{all[2*i], all[2*i+1]}
	}
	return p
}

// number reads a decimal number, rounded to a Unit, and tells how long it is.
func number(b []byte) (Unit, int) {
	neg, i, digits := false, 0, -1
	if b[0] == '-' {
		neg = true
		i++
	}
	var v int64 // in thousandths
	for ; i < len(b); i++ {
		c := b[i]
		if c == '.' && digits < 0 {
			digits = 0
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		if digits < 3 {
			v = v*10 + int64(c-'0')
		}
		if digits >= 0 {
			digits++
		}
	}
	for d := max(digits, 0); d < 3; d++ {
		v *= 10
	}
	if neg {
		v = -v
	}
	return Unit(floorDiv(v+50, 100)), max(i, 1)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// onPixel rounds to whole pixels: the picture is crisper then, and its text shorter.
func onPixel(p Point) Point { return Point{wholePixel(p.X), wholePixel(p.Y)} }

func wholePixel(u Unit) Unit { return Unit(floorDiv(int64(u+PX/2), int64(PX))) * PX }

func upperLeft(p []Point) Point {
	c := p[0]
	for _, q := range p {
		c.X, c.Y = min(c.X, q.X), min(c.Y, q.Y)
	}
	return c
}
