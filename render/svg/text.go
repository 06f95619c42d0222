package svg

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/render/layout"
)

// text escapes s for the content of an element, on one line.
func text(s string) string { return escape(s, false) }

// attr escapes s for an attribute in double quotes.
func attr(s string) string { return escape(s, true) }

// escape makes s XML 1.0 on one line: markup characters become references, and what XML forbids becomes
// something to see: control characters their pictures (U+2400), everything else U+FFFD.
func escape(s string, quotes bool) string {
	if clean(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>': // only "]]>" has to be escaped; the rest is for those who search with regular expressions
			b.WriteString("&gt;")
		case r == '"' && quotes:
			b.WriteString("&quot;")
		case r == '\n':
			b.WriteString("&#10;")
		case r == '\t':
			b.WriteString("&#9;")
		case r < ' ':
			b.WriteRune('\u2400' + r)
		case r == '\u007f':
			b.WriteRune('\u2421')
		case forbidden(r, s[i:]):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// clean reports whether s needs no escaping anywhere.
func clean(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '&' || c == '<' || c == '>' || c == '"' {
			return false
		}
	}
	return true
}

// forbidden reports whether r, which rest starts with, may not stand in XML, or breaks lines or layers.
func forbidden(r rune, rest string) bool {
	if r == utf8.RuneError {
		_, n := utf8.DecodeRuneInString(rest)
		return n == 1
	}
	return r >= 0x80 && r < 0xa0 || r == 0xfffe || r == 0xffff || r == '\u2028' || r == '\u2029'
}

// shown makes a name fit for one line of a drawing: what breaks lines becomes a picture of itself.
func shown(s string) string {
	if !strings.ContainsAny(s, "\n\t") {
		return s
	}
	return strings.NewReplacer("\n", "\u240a", "\t", "\u2409").Replace(s)
}

// isolated keeps a name that is written from right to left from reordering the sentence around it. Characters that
// change the direction until another ends that are left out: one in a name could end the isolation.
func isolated(s string) string {
	for _, r := range s {
		if r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Bidi_Control) {
			return "\u2068" + undirected(s) + "\u2069"
		}
	}
	return s
}

// undirected is s without embeddings, overrides and isolations, and what ends them.
func undirected(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

// label is a text of the drawing. Its name is cut by the caller. The zero size is layout.FontSize.
type label struct {
	s     string
	quiet string // stands before s in a quieter tone, in regular weight
	after string // so does this behind it
	class string
	x, y  layout.Unit
	bold  bool
	size  layout.Unit

	length layout.Unit // in whole pixels, that a viewer keeps to; 0 where the font decides. See fit.
}

// em is the size of the label.
func (l *label) em() layout.Unit {
	if l.size == 0 {
		return layout.FontSize
	}
	return l.size
}

// width is how wide the label is in the font that the layout measures with.
func (l *label) width() layout.Unit {
	return layout.TextWidthAt(l.quiet+l.after, false, l.em()) + layout.TextWidthAt(l.s, l.bold, l.em())
}

// wideMargin is how far a text may reach beyond its room: most of the free space of a cell.
const wideMargin = 6 * layout.PX

// widest is how wide the label could be in a font other than the measured one: a fifth wider sans-serif,
// or a monospaced one, whose letters are three fifths of an em.
func (l *label) widest() layout.Unit {
	letters := layout.Unit(utf8.RuneCountInString(l.quiet + l.s + l.after))
	return max(l.width()*6/5, letters*l.em()*3/5)
}

// estimated reports whether s holds letters whose widths are not known: all but Latin, Greek, Cyrillic and East Asian.
func estimated(s string) bool {
	for _, r := range s {
		if r >= 0x180 && r < 0x2e80 && !layout.Measured(r) {
			return true
		}
	}
	return false
}

// isPhrase reports whether r is one of the Arabic phrases in one letter, which can be ten ems wide.
func isPhrase(r rune) bool { return r >= 0xfdf0 && r <= 0xfdff }

// fit narrows the label where another font could make it wider than room: it says how wide it has to be, and a
// viewer moves the letters together; in the measured font nothing changes, but for a part of a pixel. Scripts whose
// width is only estimated, mostly too high, are left as they are.
func (l *label) fit(room layout.Unit) {
	if l.widest() > room && !estimated(l.s) || strings.ContainsFunc(l.s, isPhrase) {
		l.length = (min(l.width(), room) + layout.PX - 1) / layout.PX
	}
}

// start is the start tag.
func (l *label) start() string {
	var b strings.Builder
	b.WriteString("<text")
	if l.class != "" {
		b.WriteString(` class="` + l.class + `"`)
	}
	if l.x != 0 {
		b.WriteString(` x="` + num(l.x) + `"`)
	}
	b.WriteString(` y="` + num(l.y) + `"`)
	if l.length > 0 {
		b.WriteString(` textLength="` + strconv.Itoa(int(l.length)) + `"`)
		if l.width() > (l.length+1)*layout.PX || strings.ContainsFunc(l.s, isPhrase) { // letters would lie on each other
			b.WriteString(` lengthAdjust="spacingAndGlyphs"`)
		}
	}
	b.WriteByte('>')
	return b.String()
}

// String is the label as an element, "" when it says nothing.
func (l *label) String() string {
	if l.s == "" && l.quiet == "" && l.after == "" {
		return ""
	}
	quietly := func(s string) string {
		if s == "" {
			return ""
		}
		return "<tspan>" + text(shown(s)) + "</tspan>"
	}
	return l.start() + quietly(l.quiet) + text(shown(l.s)) + quietly(l.after) + "</text>"
}

// span is the label as a part of another one on the same line.
func (l *label) span() string {
	if l.s == "" {
		return ""
	}
	return `<tspan x="` + num(l.x) + `">` + text(shown(l.s)) + "</tspan>"
}
