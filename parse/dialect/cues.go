package dialect

import "bytes"

// cueScanner walks over text as a lexer that knows no dialect: it leaves out comments and the inside of strings.
type cueScanner struct {
	text []byte
	pos  int
	cues map[string]cue
	hit  func(string, cue)
	last string // the word before, in upper case
	bol  bool

	delimiter string // what DELIMITER set
}

func (s *cueScanner) scan() {
	s.bol = true
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		switch {
		case c == '\n':
			s.bol = true
			s.pos++
			continue
		case c == ' ' || c == '\t' || c == '\r':
			s.pos++
			continue
		case isLetter(c):
			s.word()
		default:
			s.sign(c)
		}
		s.bol = false
	}
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// at is the byte n places ahead, 0 past the end.
func (s *cueScanner) at(n int) byte {
	if s.pos+n < len(s.text) {
		return s.text[s.pos+n]
	}
	return 0
}

func (s *cueScanner) tell(name string) {
	if c, ok := s.cues[name]; ok {
		s.hit(name, c)
	}
}

// word looks at a word, at the pair that it makes with the one before, and at a parenthesis right behind it.
func (s *cueScanner) word() {
	start := s.pos
	for s.pos < len(s.text) && (isLetter(s.text[s.pos]) || isDigit(s.text[s.pos]) || s.text[s.pos] == '$') {
		s.pos++
	}
	if s.pos-start > 30 {
		s.last = ""
		return
	}
	w := string(bytes.ToUpper(s.text[start:s.pos]))
	switch {
	case w == "GO" || w == "REM" || w == "PROMPT":
		if s.bol && !bytes.Contains(s.line(), []byte(",")) {
			s.tell(w)
		}
	case (w == "N" || w == "E") && s.at(0) == '\'':
		s.tell(w + "'")
	case w == "U" && s.at(0) == '&' && (s.at(1) == '"' || s.at(1) == '\''):
		s.tell("U&")
	case w == "DELIMITER" && s.bol:
		s.delimiter = string(bytes.TrimSpace(s.line()))
		s.tell(w)
		s.pos += len(s.line())
	default:
		s.tell(w)
	}
	if s.at(0) == '(' {
		s.tell(w + "(")
		if s.at(1) == '\'' {
			s.tell(w + "('")
		}
	}
	if s.at(0) == ')' && w == "MAX" {
		s.tell("MAX)")
	}
	if s.last != "" {
		s.tell(s.last + " " + w)
	}
	s.last = w
}

// line is the rest of the line.
func (s *cueScanner) line() []byte {
	line, _, _ := bytes.Cut(s.text[s.pos:], []byte{'\n'})
	return line
}

// sign looks at anything that is no word.
func (s *cueScanner) sign(c byte) {
	last := s.last
	s.last = ""
	next := s.at(1)
	switch {
	case c == '-' && next == '-':
		s.pos += len(s.line())
	case c == '/' && next == '*':
		if s.at(2) == '!' {
			s.tell("/*!")
			s.pos += 3
			return
		}
		s.skipPast("*/")
	case c == '\'':
		if last == "COMMENT" {
			s.tell("COMMENT '")
		}
		s.quoted('\'')
	case c == '"':
		if last == "TABLE" || last == "EXISTS" {
			s.tell(`TABLE "`)
		}
		s.quoted('"')
	case c == '`':
		s.tell("`")
		s.quoted('`')
	case c == '[' && isLetter(next):
		s.tell("[")
		s.pos++
	case c == '[' && next == ']':
		s.tell("[]")
		s.pos += 2
	case c == ':' && next == ':':
		s.tell("::")
		s.pos += 2
	case c == '$':
		s.dollar()
	case c == '&' && (isLetter(next) || next == '&'):
		s.tell("&")
		s.pos++
	default:
		s.lineSign(c)
	}
}

// lineSign looks at what says something at the start of a line.
func (s *cueScanner) lineSign(c byte) {
	if s.bol {
		switch rest := bytes.TrimSpace(s.line()); {
		case c == '/' && len(rest) == 1:
			s.tell("/")
		case c == '\\' && (s.at(1) == 'c' || s.at(1) == 'r' || s.at(1) == 's'):
			s.tell(`\c`)
			s.pos += len(s.line())
			return
		case c == '\\' && s.at(1) == '.':
			s.tell(`\.`)
		case c == '#' && s.at(1) == ' ':
			s.tell("#")
			s.pos += len(s.line())
			return
		}
	}
	s.pos++
}

// quoted passes over a quoted stretch. Where it does not end in the text at hand nothing is passed but the quote.
func (s *cueScanner) quoted(q byte) {
	for i := s.pos + 1; i < len(s.text); i++ {
		switch s.text[i] {
		case '\\':
			if q != '\'' || i+1 < len(s.text) && s.text[i+1] != q {
				i++
			}
		case q:
			s.pos = i + 1
			return
		}
	}
	s.pos++
}

// skipPast moves past the text, or to the end.
func (s *cueScanner) skipPast(text string) {
	if i := bytes.Index(s.text[s.pos:], []byte(text)); i >= 0 {
		s.pos += i + len(text)
		return
	}
	s.pos = len(s.text)
}

// dollar passes over a dollar-quoted string.
func (s *cueScanner) dollar() {
	n := 1
	for isLetter(s.at(n)) || n > 1 && isDigit(s.at(n)) {
		n++
	}
	if s.at(n) != '$' {
		s.pos++
		return
	}
	tag := string(s.text[s.pos : s.pos+n+1])
	if tag == s.delimiter {
		s.pos += n + 1
		return
	}
	s.tell("$$")
	s.pos += n + 1
	s.skipPast(tag)
}
