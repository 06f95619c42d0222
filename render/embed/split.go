package embed

import (
	"errors"
	"fmt"
	"strings"
)

// Split cuts a line into words as a POSIX shell does, with 'single' and "double" quotes and backslashes. It expands
// nothing: what a shell would take for more than a word, such as $HOME or a pipe, is an error unless it is quoted, so
// that a line means the same here and in a terminal.
func Split(line string) ([]string, error) {
	var s splitter
	for _, r := range line {
		if err := s.next(r); err != nil {
			return nil, err
		}
	}
	switch {
	case s.quote != 0:
		return nil, fmt.Errorf("a %c quote is not closed", s.quote)
	case s.escaped:
		return nil, errors.New(`a backslash at the end: expected a character after it`)
	}
	s.end()
	return s.words, nil
}

type splitter struct {
	words   []string
	word    strings.Builder
	inWord  bool
	quote   rune // the quote that is open, 0 for none
	escaped bool
}

func (s *splitter) add(r rune) {
	s.word.WriteRune(r)
	s.inWord = true
}

func (s *splitter) end() {
	if s.inWord {
		s.words = append(s.words, s.word.String())
		s.word.Reset()
		s.inWord = false
	}
}

func (s *splitter) next(r rune) error {
	switch {
	case s.escaped:
		s.escaped = false
		if s.quote == '"' && !strings.ContainsRune("\"\\$`\n", r) {
			s.add('\\')
		}
		if r != '\n' { // a backslash joins two lines
			s.add(r)
		}
	case s.quote == '\'':
		if r == '\'' {
			s.quote = 0
			return nil
		}
		s.add(r)
	case r == '\\':
		s.escaped = true
	case r == '$' || r == '`':
		return fmt.Errorf("%c is not expanded here: write '%c' or \\%c", r, r, r)
	case s.quote == '"':
		if r == '"' {
			s.quote = 0
			return nil
		}
		s.add(r)
	default:
		return s.plain(r)
	}
	return nil
}

// plain takes a character outside quotes.
func (s *splitter) plain(r rune) error {
	switch {
	case r == ' ' || r == '\t' || r == '\n' || r == '\r':
		s.end()
	case r == '\'' || r == '"':
		s.quote = r
		s.inWord = true
	case strings.ContainsRune("|&;<>()", r), r == '#' && !s.inWord:
		return fmt.Errorf("%c means something else in a shell: write '%c' or \\%c", r, r, r)
	default:
		s.add(r)
	}
	return nil
}
