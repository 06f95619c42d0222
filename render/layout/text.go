package layout

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Sizes of text. All text is set in FontFamily.
const (
	FontSize  = 12 * PX // names and types
	TitleSize = 13 * PX // bold: the name of a table
	SmallSize = 10 * PX // tags, labels of lines, the number of hidden columns
)

// FontFamily is the CSS font stack that TextWidth is exact for. Every font of it has Arial's widths.
const FontFamily = `Helvetica,Arial,"Liberation Sans","Nimbus Sans",sans-serif`

// Limits of what is displayed, in runes. What is longer is cut; a writer tells the whole in a tooltip.
const (
	MaxType  = 40
	MaxName  = 80
	MaxLabel = 40
)

const unitsPerEm = 2048

// Widths in 1/2048 em of runes that the tables leave out.
const (
	wideWidth  = 2048 // East Asian wide ones, emoji, and control characters, which fonts draw as boxes
	otherWidth = 1479 // 0.722 em, the capital letters of most scripts
)

// TextWidth is the width of s in FontFamily at FontSize without kerning, rounded up to a tenth of a pixel.
// The ellipsis is an em wide. Other runes than those of Latin, Greek and Cyrillic are estimated: combining marks and
// invisible ones have no width, wide ones an em, all others 0.722 em.
func TextWidth(s string, bold bool) Unit { return TextWidthAt(s, bold, FontSize) }

// TextWidthAt is TextWidth for another size of the font.
func TextWidthAt(s string, bold bool, size Unit) Unit {
	var sum int64
	for _, r := range s {
		sum += int64(runeWidth(r, bold))
	}
	return Unit((sum*int64(size) + unitsPerEm - 1) / unitsPerEm)
}

func runeWidth(r rune, bold bool) int {
	if w := fontWidth(r, bold); w > 0 {
		return w
	}
	if unicode.IsControl(r) || r == '…' {
		return wideWidth
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return wideWidth
	default:
		return otherWidth
	}
}

// DisplayType is the type as it is drawn: cut to MaxType runes, the last of them "…".
func DisplayType(s string) string { return cut(s, MaxType) }

// DisplayWas is what a thing was before, in words that follow its name or its type: ", was int". It is cut to
// MaxType runes, and "" when s is.
func DisplayWas(s string) string {
	if s == "" {
		return ""
	}
	return ", was " + cut(s, MaxType)
}

// DisplayName is the name of a table or column as it is drawn: cut to MaxName runes, the last of them "…".
func DisplayName(s string) string { return cut(s, MaxName) }

// DisplayLabel is the label of a line as it is drawn: cut to MaxLabel runes, the last of them "…".
func DisplayLabel(s string) string { return cut(s, MaxLabel) }

// cut shortens s to at most n runes. A mark that belongs to the last kept rune may be lost with the rest.
func cut(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	kept := 0
	for i := range s {
		if kept == n-1 {
			return s[:i] + "…"
		}
		kept++
	}
	return s
}
