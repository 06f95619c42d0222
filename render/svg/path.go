package svg

import (
	"strconv"

	"crowsfoot/render/layout"
)

// num is a length in pixels, written as briefly as SVG allows.
func num(u layout.Unit) string { return string(appendUnit(nil, u)) }

func appendUnit(b []byte, u layout.Unit) []byte {
	if u < 0 {
		b = append(b, '-')
		u = -u
	}
	if u >= layout.PX || u == 0 {
		b = strconv.AppendInt(b, int64(u/layout.PX), 10)
	}
	if f := u % layout.PX; f != 0 {
		b = append(b, '.', byte('0'+f))
	}
	return b
}

// pathData is the data of a path element. It starts at an absolute place and goes on in relative steps, which
// are short to write and stay the same when the whole moves. The zero value is an empty path.
type pathData struct {
	b  []byte
	at layout.Point

	start int         // of the last command in b, where that is a stroke along run
	run   layout.Unit // how far it goes
	along byte        // 'h' or 'v', 0 for other commands
}

func (p *pathData) String() string { return string(p.b) }

// command writes a command and its numbers.
func (p *pathData) command(name byte, args ...layout.Unit) {
	p.along = 0
	p.b = append(p.b, name)
	for i, u := range args {
		if i > 0 && u >= 0 {
			p.b = append(p.b, ' ')
		}
		p.b = appendUnit(p.b, u)
	}
}

// move starts a new stroke at an absolute place.
func (p *pathData) move(to layout.Point) {
	if len(p.b) == 0 {
		p.command('M', to.X, to.Y)
	} else {
		p.command('m', to.X-p.at.X, to.Y-p.at.Y)
	}
	p.at = to
}

// line draws a straight stroke to an absolute place.
func (p *pathData) line(to layout.Point) {
	dx, dy := to.X-p.at.X, to.Y-p.at.Y
	switch {
	case dx == 0 && dy == 0:
		return
	case dy == 0:
		p.stroke('h', dx)
	case dx == 0:
		p.stroke('v', dy)
	default:
		p.command('l', dx, dy)
	}
	p.at = to
}

// stroke goes on horizontally or vertically, and makes one command of two that go on in the same way.
func (p *pathData) stroke(name byte, run layout.Unit) {
	if p.along == name && (p.run > 0) == (run > 0) {
		run += p.run
		p.b = p.b[:p.start]
	}
	start := len(p.b)
	p.command(name, run)
	p.start, p.run, p.along = start, run, name
}

// curve draws a cubic Bézier through two control points to an absolute place. Most of a line's Béziers are
// straight, and written as such. A round corner is written as the parabola that has its control point there: it
// keeps a little nearer to the corner than the arc.
func (p *pathData) curve(a, b, to layout.Point) {
	o := p.at
	if o.X == a.X && a.X == b.X && b.X == to.X || o.Y == a.Y && a.Y == b.Y && b.Y == to.Y {
		p.line(to)
		return
	}
	for _, c := range [...]layout.Point{{X: to.X, Y: o.Y}, {X: o.X, Y: to.Y}} {
		if towards(o, a, c) && towards(to, b, c) {
			p.command('q', c.X-o.X, c.Y-o.Y, to.X-o.X, to.Y-o.Y)
			p.at = to
			return
		}
	}
	p.command('c', a.X-o.X, a.Y-o.Y, b.X-o.X, b.Y-o.Y, to.X-o.X, to.Y-o.Y)
	p.at = to
}

// curves goes on through Béziers, from the place where it is: the first of the points.
func (p *pathData) curves(points []layout.Point) {
	for i := 1; i+2 < len(points); i += 3 {
		p.curve(points[i], points[i+1], points[i+2])
	}
}

// towards reports whether p is where the control point of an arc is that starts at from and rounds a corner: about
// five ninths of the way to it.
func towards(from, p, corner layout.Point) bool {
	near := func(part, whole layout.Unit) bool {
		rest := 9*part - 5*whole
		return -layout.PX < rest && rest < layout.PX
	}
	return near(p.X-from.X, corner.X-from.X) && near(p.Y-from.Y, corner.Y-from.Y)
}
