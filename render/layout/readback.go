package layout

import (
	"bytes"
	"fmt"
)

// found is what Graphviz decided: the upper left corner of every node and the curve of every wire.
type found struct {
	nodes []Point
	wires [][]Point
}

// readBack reads the SVG that Graphviz wrote. Every node and every wire that was asked for must be there.
func (f *flow) readBack(svg []byte) (*found, error) {
	r := &found{nodes: make([]Point, len(f.nodes)), wires: make([][]Point, len(f.wires))}
	placed := make([]bool, len(f.nodes))
	for {
		kind, id, rest, ok := nextGroup(svg)
		if !ok {
			break
		}
		end := bytes.Index(rest, []byte("</g>"))
		if end < 0 {
			return nil, fmt.Errorf("%w: its output has a group without an end", errGraphviz)
		}
		body := rest[:end]
		svg = rest[end:]
		switch {
		case kind == 'n' && id < len(r.nodes):
			if p := points(body, ` points="`); len(p) > 0 {
				r.nodes[id], placed[id] = upperLeft(p), true
			}
		case kind == 'e' && id < len(r.wires):
			if p := points(body, ` d="`); len(p) > 3 && len(p)%3 == 1 {
				r.wires[id] = p
			}
		}
	}
	for i, ok := range placed {
		if !ok {
			return nil, fmt.Errorf("%w: it left out node %d of %d", errGraphviz, i, len(placed))
		}
	}
	for i, w := range r.wires {
		if w == nil {
			return nil, fmt.Errorf("%w: it left out line %d of %d", errGraphviz, i, len(r.wires))
		}
	}
	return r, nil
}

const maxID = 1 << 26 // more than there can be

// nextGroup finds the next <g id="n1" …> or <g id="e1" …>.
func nextGroup(svg []byte) (kind byte, id int, rest []byte, ok bool) {
	for {
		at := bytes.Index(svg, []byte(`<g id="`))
		if at < 0 {
			return 0, 0, nil, false
		}
		svg = svg[at+len(`<g id="`):]
		kind = svg[0]
		i, id := 1, 0
		for ; i < len(svg) && svg[i] >= '0' && svg[i] <= '9'; i++ {
			id = min(id*10+int(svg[i]-'0'), maxID)
		}
		if i > 1 && i < len(svg) && svg[i] == '"' {
			return kind, id, svg[i:], true
		}
	}
}

// points reads all coordinates of the attribute that starts with prefix.
func points(body []byte, prefix string) []Point {
	at := bytes.Index(body, []byte(prefix))
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

func upperLeft(p []Point) Point {
	c := p[0]
	for _, q := range p {
		c.X, c.Y = min(c.X, q.X), min(c.Y, q.Y)
	}
	return c
}
