package layouttest

import "crowsfoot/render/layout"

// grid finds what is near a place: it keeps numbers in square cells.
type grid struct {
	cells map[[2]int32][]int32
}

const cellSize = 300 * layout.PX

func newGrid() *grid { return &grid{cells: make(map[[2]int32][]int32)} }

// each calls f for every cell that a rectangle touches.
func (g *grid) each(r layout.Rect, f func(cell [2]int32)) {
	for x := floor(r.X); x <= floor(r.X+r.W); x++ {
		for y := floor(r.Y); y <= floor(r.Y+r.H); y++ {
			f([2]int32{x, y})
		}
	}
}

func floor(u layout.Unit) int32 {
	if u < 0 {
		return int32((u+1)/cellSize) - 1
	}
	return int32(u / cellSize)
}

func (g *grid) add(i int, r layout.Rect) {
	g.each(r, func(c [2]int32) { g.cells[c] = append(g.cells[c], int32(i)) })
}

// near calls f for everything that may touch a rectangle, possibly more than once.
func (g *grid) near(r layout.Rect, f func(i int)) {
	g.each(r, func(c [2]int32) {
		for _, i := range g.cells[c] {
			f(int(i))
		}
	})
}
