package syntax

// kind tells tokens apart.
type kind uint8

const (
	tEOF    kind = iota
	tEnd         // the end of a statement: ";", a DELIMITER, GO, a line "/"
	tWord        // an unquoted identifier or keyword
	tIdent       // a quoted identifier: "x", `x`, [x]
	tString      // a string literal
	tNumber      // a number
	tPunct       // one character of punctuation
	tHole        // a placeholder of a template: {{ x }}, ${x}, $(x), @x@
)

// token is a stretch of the input. Its bytes are asked of the lexer, as the window slides.
type token struct {
	kind   kind
	char   byte // of tPunct; of tIdent and tString the opening quote
	bol    bool // first on its line
	glued  bool // nothing stands between it and the token before
	prefix byte // of a tString or tIdent: E, N, U, q, $ or 0
	off    int64
	end    int64
}

// class sorts bytes for the lexer.
type class uint8

const (
	cPunct class = iota
	cSpace
	cWord  // may start a word
	cDigit // may continue a word
)

// Tables of bytes; each is filled once and never written again.
var (
	classes    = byteClasses()
	wordByte   = byteSet(func(c byte) bool { return classes[c] >= cWord })
	numberByte = byteSet(func(c byte) bool { return classes[c] >= cWord || c == '.' })
	wordEnd    = byteSet(func(c byte) bool { return c == '$' || c == '#' || c == '\'' || c == '&' }) // may make something else of the word before
)

func byteClasses() (t [256]class) {
	for i := range t {
		c := byte(i)
		switch {
		case c == ' ' || c >= '\t' && c <= '\r' || c == 0:
			t[i] = cSpace
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '@' || c >= 0x80:
			t[i] = cWord
		case c >= '0' && c <= '9':
			t[i] = cDigit
		}
	}
	return t
}

func byteSet(in func(byte) bool) (set [256]bool) {
	for i := range set {
		set[i] = in(byte(i))
	}
	return set
}
