package svg

import (
	"fmt"
	"math"
	"strconv"
	"testing"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := colour[1:]
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		t.Fatalf("%q is no colour", colour)
	}
	part := func(shift uint) float64 {
		c := float64(v>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast holds every pair of colours that meet to WCAG 2.2 AA: 4.5 for text, 3 for lines and borders.
// Pale lines carry no meaning that is not told otherwise; they only have to be seen.
func TestContrast(t *testing.T) {
	for name, p := range map[string]palette{"light": lightPalette(), "dark": darkPalette()} {
		check := func(what, front, back string, atLeast float64) {
			if got := contrast(t, front, back); got < atLeast {
				t.Errorf("%s: %s is %.2f, want at least %.1f", name, what, got, atLeast)
			}
		}
		grounds := map[string]string{
			"card": p.card, "head": p.head, "view head": p.viewHead, "page": p.page,
			"added": p.added.ground, "removed": p.removed.ground, "changed": p.changed.ground,
		}
		for i, head := range p.groupHeads {
			grounds[fmt.Sprintf("group %d", i)] = head
		}
		for what, ground := range grounds {
			check("ink on "+what, p.ink, ground, 4.5)
			check("quiet on "+what, p.quiet, ground, 4.5)
			check("PK on "+what, p.pk, ground, 4.5)
			check("FK on "+what, p.fk, ground, 4.5)
			check("UK on "+what, p.uk, ground, 4.5)
		}
		check("line", p.line, p.page, 3)
		check("border", p.border, p.page, 3)
		check("line under the pointer", accent, p.page, 3)
		check("pale line", p.pale, p.page, 1.5)
		for i, head := range p.groupHeads { // lines lie on a paler ground than that
			check(fmt.Sprintf("line on group %d", i), p.line, head, 3)
		}
		for what, c := range map[string]tone{"added": p.added, "removed": p.removed, "changed": p.changed} {
			check(what+" mark on its ground", c.mark, c.ground, 4.5)
			check(what+" mark on the page", c.mark, p.page, 4.5)
		}
	}
}
