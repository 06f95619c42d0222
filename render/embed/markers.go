package embed

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markerKind tells markers apart.
type markerKind uint8

const (
	opening markerKind = iota
	closing
	unknown // begins like a marker and is none
)

// marker is a comment that is, or seems to be, a marker.
type marker struct {
	kind       markerKind
	text       string // of an opening marker its arguments, of an unknown one all of it
	start, end int    // of the comment
	alone      bool   // it starts a line, and nothing follows it there
	parent     ast.Node
}

// markers finds the comments that begin like markers, in order, where a Markdown host would see a comment: not in code.
func markers(doc []byte) []marker {
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		// Inlines matter only as far as they hide comments or are comments.
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
		),
	)
	if bytes.HasPrefix(doc, []byte("\ufeff")) {
		doc = append([]byte("   "), doc[3:]...) // a byte order mark is no text
	}
	var found []marker
	root := p.Parse(text.NewReader(doc))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // never fails: the function does not
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			found = append(found, blockMarkers(doc, n)...)
		case *ast.RawHTML:
			for _, m := range commentsIn(piecesOf(doc, n.Segments)) {
				m.alone, m.parent = false, nil
				found = append(found, m)
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}

// blockMarkers finds the markers in a block of HTML. In <pre>, <script> and the like comments are text.
func blockMarkers(doc []byte, n *ast.HTMLBlock) []marker {
	switch n.HTMLBlockType {
	case ast.HTMLBlockType2, ast.HTMLBlockType6, ast.HTMLBlockType7:
	default:
		return nil
	}
	p := piecesOf(doc, n.Lines())
	if n.HasClosure() {
		p.add(doc, n.ClosureLine)
	}
	found := commentsIn(p)
	for i := range found {
		found[i].parent = n.Parent()
	}
	return found
}

// pieces is text put together from stretches of the document: the lines of a quote without their ">".
type pieces struct {
	text []byte
	from []text.Segment
}

func piecesOf(doc []byte, segments *text.Segments) *pieces {
	p := &pieces{}
	for i := range segments.Len() {
		p.add(doc, segments.At(i))
	}
	return p
}

func (p *pieces) add(doc []byte, s text.Segment) {
	p.text = append(p.text, doc[s.Start:s.Stop]...)
	p.from = append(p.from, s)
}

// offset is the place in the document of a byte of the text.
func (p *pieces) offset(at int) int {
	for _, s := range p.from {
		n := s.Stop - s.Start
		if at < n {
			return s.Start + at
		}
		at -= n
	}
	return 0
}

// commentsIn finds the comments that begin like markers.
func commentsIn(p *pieces) []marker {
	var found []marker
	for at := 0; ; {
		i := bytes.Index(p.text[at:], []byte("<!--"))
		if i < 0 {
			return found
		}
		start := at + i
		n := bytes.Index(p.text[start+4:], []byte("-->"))
		if n < 0 {
			return found
		}
		at = start + 4 + n + 3
		if m, ok := parseMarker(string(p.text[start+4 : start+4+n])); ok {
			m.start, m.end = p.offset(start), p.offset(at-1)+1
			m.alone = blankBefore(p.text, start) && blankAfter(p.text, at)
			found = append(found, m)
		}
	}
}

// parseMarker reads the inside of a comment and reports whether it is meant for us.
func parseMarker(comment string) (marker, bool) {
	comment = strings.TrimSpace(comment)
	word := strings.ToLower(comment)
	if word == "/crowfoot" || strings.HasPrefix(word, "crowfoot:") {
		return marker{kind: unknown, text: comment}, true // a slip that would otherwise go unseen
	}
	word = strings.TrimSpace(strings.TrimPrefix(word, "/"))
	rest, ours := strings.CutPrefix(word, "crowsfoot")
	if !ours || rest != "" && (rest[0] == '-' || rest[0] == '_' || rest[0] >= 'a' && rest[0] <= 'z') {
		return marker{}, false
	}
	if args, ok := strings.CutPrefix(comment, "crowsfoot:"); ok {
		return marker{kind: opening, text: args}, true
	}
	if comment == "/crowsfoot" {
		return marker{kind: closing}, true
	}
	return marker{kind: unknown, text: comment}, true
}

// blankBefore reports whether nothing but white space stands before at on its line.
func blankBefore(text []byte, at int) bool {
	line := text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
	return len(bytes.TrimSpace(line)) == 0
}

// blankAfter reports whether nothing but white space stands from at to the end of its line.
func blankAfter(text []byte, at int) bool {
	line, _, _ := bytes.Cut(text[at:], []byte("\n"))
	return len(bytes.TrimSpace(line)) == 0
}

// maxNesting is how many lists and quotes may start on one line: each costs the parser time for every other.
const maxNesting = 100

// tooDeep finds a line that starts more lists and quotes than that; -1 when there is none.
func tooDeep(doc []byte) int {
	at := 0
	for line := range bytes.Lines(doc) {
		if containers(line) > maxNesting {
			return at
		}
		at += len(line)
	}
	return -1
}

// containers counts the quotes and list items that a line starts with, up to one more than is allowed.
func containers(line []byte) int {
	n := 0
	for n <= maxNesting {
		line = bytes.TrimLeft(line, " \t")
		rest := bytes.TrimLeft(line, "0123456789")
		switch {
		case len(line) > 0 && line[0] == '>':
			line = line[1:]
		case len(rest) > 1 && (rest[1] == ' ' || rest[1] == '\t') && isBullet(rest[0], len(rest) < len(line)):
			line = rest[2:]
		default:
			return n
		}
		n++
	}
	return n
}

// isBullet reports whether c marks a list item, after a number or without one.
func isBullet(c byte, numbered bool) bool {
	if numbered {
		return c == '.' || c == ')'
	}
	return c == '-' || c == '+' || c == '*'
}
