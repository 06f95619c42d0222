// Package embed keeps diagrams in Markdown documents up to date. It finds blocks such as
//
//	<!-- crowsfoot: schema.sql --junctions pure -->
//	…
//	<!-- /crowsfoot -->
//
// and replaces what stands between the markers. It works on bytes; what goes into a block is for the caller to make.
package embed

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"crowsfoot/parse/diag"

	"github.com/rogpeppe/go-internal/diff"
)

// Block is one marked block.
type Block struct {
	Args []string // of the opening marker, cut up as a shell would; never empty
	Pos  diag.Pos // of the opening marker

	prefix     string // what stands before the marker on its line: indentation, > of a quote
	crlf       bool
	start, end int // of what stands between the lines of the markers
}

// Error is a mistake in the markers of a document.
type Error struct {
	Pos     diag.Pos
	Message string
}

// Error is "file:line:column: message".
func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.Pos, e.Message) }

// Errors are several mistakes, in the order of the document.
type Errors []error

// Error is one mistake a line.
func (e Errors) Error() string { return errors.Join(e...).Error() }

// Unwrap makes errors.Is and errors.As look at each.
func (e Errors) Unwrap() []error { return e }

// Find returns the blocks of a Markdown document in order. Markers in code, in other comments and in <pre> are text.
// Each marker has to start a line and stand alone on it. The error is an Errors of *Error: markers that are not closed,
// not opened, nested, misspelt, or whose arguments a shell would not take. file is what positions are given in.
func Find(file string, doc []byte) ([]Block, error) {
	if at := tooDeep(doc); at >= 0 {
		return nil, Errors{&Error{Pos: position(file, doc, at), Message: "more lists and quotes in each other than any document needs"}}
	}
	p := pairing{file: file, doc: doc}
	for _, m := range markers(doc) {
		p.add(m)
	}
	if p.open != nil && p.open.kind == opening {
		p.fail(*p.open, "this block is never closed: expected <!-- /crowsfoot --> after it")
	}
	if len(p.errs) > 0 {
		return nil, Errors(p.errs)
	}
	return p.blocks, nil
}

// pairing puts opening and closing markers together.
type pairing struct {
	file   string
	doc    []byte
	open   *marker
	blocks []Block
	errs   []error
}

func (p *pairing) fail(m marker, format string, args ...any) {
	p.errs = append(p.errs, &Error{Pos: position(p.file, p.doc, m.start), Message: fmt.Sprintf(format, args...)})
}

// add takes the next marker of the document. One that is wrong in itself pairs all the same, so that it is not
// told twice.
func (p *pairing) add(m marker) {
	if !m.alone {
		p.fail(m, "a marker has to start a line and stand alone on it")
	}
	switch {
	case m.kind == unknown:
		p.fail(m, "unknown marker %q: expected <!-- crowsfoot: FILE… --> or <!-- /crowsfoot -->", m.text)
		if p.open == nil && !strings.HasPrefix(m.text, "/") {
			p.open = &m
		}
	case m.kind == opening && p.open != nil:
		p.fail(m, "a block inside the one that starts in line %d: expected <!-- /crowsfoot --> first", p.line(*p.open))
		p.open = &m
	case m.kind == opening:
		p.open = &m
	case p.open == nil:
		p.fail(m, "this marker closes nothing: expected <!-- crowsfoot: FILE… --> before it")
	case p.open.kind == unknown, !p.open.alone:
		p.open = nil
	case p.open.parent != m.parent:
		p.fail(m, "the block that starts in line %d is in another list or quote", p.line(*p.open))
		p.open = nil
	default:
		p.block(*p.open, m)
		p.open = nil
	}
}

func (p *pairing) line(m marker) int { return position(p.file, p.doc, m.start).Line }

// block makes a block of two markers.
func (p *pairing) block(from, to marker) {
	args, err := Split(from.text)
	if err == nil && len(args) == 0 {
		err = errors.New("nothing to draw: expected a file, as in <!-- crowsfoot: schema.sql -->")
	}
	if err != nil {
		p.fail(from, "%s", err)
		return
	}
	b := Block{Args: args, Pos: position(p.file, p.doc, from.start), start: from.end, end: to.start}
	b.start += bytes.IndexByte(p.doc[from.end:], '\n') + 1
	b.end = bytes.LastIndexByte(p.doc[:to.start], '\n') + 1
	b.crlf = bytes.HasSuffix(p.doc[:b.start], []byte("\r\n"))
	b.prefix = continuation(p.doc[bytes.LastIndexByte(p.doc[:from.start], '\n')+1 : from.start])
	p.blocks = append(p.blocks, b)
}

// continuation is what has to stand before each further line of a block: the bullet of a list only before the first.
func continuation(prefix []byte) string {
	return string(bytes.Map(func(r rune) rune {
		if r == '>' || r == ' ' || r == '\t' {
			return r
		}
		return ' '
	}, bytes.TrimPrefix(prefix, []byte("\ufeff"))))
}

// Replace fills every block with what fill returns for it, a piece of Markdown, and leaves every other byte alone.
// The lines of a block end as that of its marker does, and are indented and quoted like it. Filling a document
// again with the same gives the same bytes. Errors of fill get the position of
// the block, and come as Errors too.
func Replace(file string, doc []byte, fill func(Block) ([]byte, error)) ([]byte, error) {
	blocks, err := Find(file, doc)
	if err != nil {
		return nil, err
	}
	var out []byte
	var errs []error
	last := 0
	for _, b := range blocks {
		content, err := fill(b)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", b.Pos, err))
			continue
		}
		out = append(out, doc[last:b.start]...)
		out = append(out, b.lines(content)...)
		last = b.end
	}
	if len(errs) > 0 {
		return nil, Errors(errs)
	}
	out = append(out, doc[last:]...)
	return out, stillThere(file, blocks, out)
}

// stillThere makes sure that no content has opened, closed or hidden a block.
func stillThere(file string, blocks []Block, out []byte) error {
	again, err := Find(file, out)
	same := slices.EqualFunc(blocks, again, func(a, b Block) bool { return slices.Equal(a.Args, b.Args) })
	if err != nil || !same {
		return &Error{Pos: blocks[0].Pos, Message: "what the blocks are filled with would break the document's markers"}
	}
	return nil
}

// lines are the lines between the markers. Empty lines set the content off: not every Markdown starts a fenced block
// or an image right after a comment.
func (b *Block) lines(content []byte) []byte {
	end := "\n"
	if b.crlf {
		end = "\r\n"
	}
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	var out []byte
	for line := range bytes.SplitSeq(append(append([]byte("\n"), bytes.Trim(content, "\n")...), '\n'), []byte("\n")) {
		if len(line) == 0 {
			out = append(out, bytes.TrimRight([]byte(b.prefix), " \t")...)
		} else {
			out = append(append(out, b.prefix...), line...)
		}
		out = append(out, end...)
	}
	return out
}

// Diff is a unified diff between a document as it is and as it should be; empty when they are equal.
func Diff(file string, is, should []byte) []byte {
	return diff.Diff(file, is, file+" (up to date)", should)
}

// position finds the line and the column, in characters, of a byte.
func position(file string, doc []byte, at int) diag.Pos {
	start := bytes.LastIndexByte(doc[:at], '\n') + 1
	return diag.Pos{
		File:   file,
		Line:   bytes.Count(doc[:at], []byte("\n")) + 1,
		Column: len([]rune(string(doc[start:at]))) + 1,
	}
}
