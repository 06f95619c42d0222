// Package render turns a schema or a diagram into text of one of several formats.
package render

import (
	"bytes"
	"context"
	"fmt"

	"crowsfoot/render/diagram"
	"crowsfoot/render/dot"
	"crowsfoot/render/jsonout"
	"crowsfoot/render/layout"
	"crowsfoot/render/markdown"
	"crowsfoot/render/mermaid"
	"crowsfoot/render/svg"
)

// Format is a kind of output. The zero value is Mermaid.
type Format uint8

// Formats.
const (
	Mermaid Format = iota
	Markdown
	SVG
	DOT
	JSON
)

// Formats lists all formats, in the order of the documentation.
func Formats() []Format { return []Format{Mermaid, Markdown, SVG, DOT, JSON} }

// String is the format's name as flags use it.
func (f Format) String() string {
	switch f {
	case Markdown:
		return "markdown"
	case SVG:
		return "svg"
	case DOT:
		return "dot"
	case JSON:
		return "json"
	default:
		return "mermaid"
	}
}

// Endings are the file name endings that stand for the format.
func (f Format) Endings() []string {
	switch f {
	case Markdown:
		return []string{".md"}
	case SVG:
		return []string{".svg"}
	case DOT:
		return []string{".dot"}
	case JSON:
		return []string{".json"}
	default:
		return []string{".mmd", ".mermaid"}
	}
}

// FormatNamed returns the format of that name.
func FormatNamed(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.String() == name {
			return f, true
		}
	}
	return 0, false
}

// Input is what there is to write: Data for JSON, Diagram for everything else.
type Input struct {
	Diagram *diagram.Diagram
	Data    *jsonout.Document
}

// Options are the settings of the writers that have some.
type Options struct {
	Mermaid   mermaid.Options
	TableList bool // Markdown: list the tables below a diagram
	SVG       svg.Options
	Layout    layout.Options
}

// Output is a text, and what its reader should be told about it: what was left out to fit.
type Output struct {
	Text  []byte
	Notes []string
}

// Render writes the input in a format.
func Render(ctx context.Context, f Format, in Input, o Options) (Output, error) {
	switch f {
	case Mermaid:
		text, notes, err := mermaid.Render(in.Diagram, o.Mermaid)
		return Output{Text: []byte(text), Notes: append(notes, mermaid.Advice(in.Diagram)...)}, err
	case SVG:
		return picture(ctx, in.Diagram, o)
	case DOT:
		return Output{Text: dot.Render(in.Diagram)}, nil
	case JSON:
		text, err := jsonout.Render(in.Data)
		return Output{Text: text}, err
	case Markdown:
		text, notes, err := markdown.Render(in.Diagram, markdown.Options{Mermaid: o.Mermaid, Tables: o.TableList})
		return Output{Text: []byte(text), Notes: notes}, err
	default:
		return Output{}, fmt.Errorf("unknown format %d", f)
	}
}

// picture lays a diagram out and draws it.
func picture(ctx context.Context, d *diagram.Diagram, o Options) (Output, error) {
	g, err := layout.Compute(ctx, d, o.Layout)
	if err != nil {
		return Output{}, err
	}
	var b bytes.Buffer
	if err := svg.Render(&b, d, g, o.SVG); err != nil {
		return Output{}, err
	}
	out := Output{Text: b.Bytes()}
	if g.Direct > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%d of %d lines are drawn straight, behind the tables: laying them all out "+
			"would take too long (raise --layout-budget, or draw less with --focus or --include)", g.Direct, len(d.Edges)))
	}
	return out, nil
}
