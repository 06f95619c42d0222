package parse

import (
	"context"
	"path"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/internal/syntax"
)

// run reads the sources, each once: in its place, or where a command of a shell in another one runs it.
type run struct {
	ctx     context.Context //nolint:containedctx // it is that of one call
	builder *builder
	reader  syntax.Reader
	list    []*opened
	byBase  map[string][]*opened // by the last parts of their paths; made when it is asked
	depth   int                  // how many sources run each other
	err     error                // of the first source that could not be read
}

// maxIncludes bounds how deep sources run each other.
const maxIncludes = 20

// all reads the sources in their order; those that others run, as it seems, come last, if they were not read by then.
func (r *run) all() {
	later := map[*opened]bool{}
	for _, o := range r.list {
		if len(r.list) == 1 || o.notText() != "" {
			continue
		}
		for _, file := range syntax.Runs(r.reader.Dialect, o.text()) {
			if other := r.named(file, o.Name); other != nil && other != o {
				later[other] = true
			}
		}
	}
	for _, last := range []bool{false, true} {
		for _, o := range r.list {
			if o.done || later[o] != last || r.err != nil {
				continue
			}
			r.builder.startSource()
			r.source(o)
		}
	}
}

// source reads one source.
func (r *run) source(o *opened) {
	o.done = true
	if !o.read {
		if r.err = o.peek(make([]byte, headSize)); r.err != nil {
			return
		}
	}
	if what := o.notText(); what != "" {
		r.builder.diags.Add(diag.Error, diag.NotText, fileSpan(o.Name), "%s", what)
		return
	}
	r.depth++
	if err := r.reader.Read(r.ctx, o.Name, o.reader()); r.err == nil {
		r.err = err
	}
	r.depth--
}

// include reads the source that a command runs, unless it was read before. One that is not there is told.
func (r *run) include(file string, at diag.Span) {
	switch o := r.named(file, at.File); {
	case o == nil:
		r.builder.warn(diag.Skipped, at, "this runs %s, which is not in the input: pass that file as well", file)
	case !o.done && r.depth < maxIncludes && r.err == nil:
		r.source(o)
	}
}

// named finds the source that a command in a file means: by its path, seen from where that file is or from anywhere, or by its
// name alone; nil for none. SQL*Plus leaves out the ending.
func (r *run) named(file, from string) *opened {
	if r.byBase == nil {
		r.byBase = map[string][]*opened{}
		for _, o := range r.list {
			base := path.Base(cleanPath(o.Name))
			r.byBase[base] = append(r.byBase[base], o)
		}
	}
	file = cleanPath(file)
	list := r.byBase[path.Base(file)]
	if len(list) == 0 {
		file += ".sql"
		list = r.byBase[path.Base(file)]
	}
	var best *opened
	beside := path.Join(path.Dir(cleanPath(from)), file)
	for _, o := range list {
		switch name := cleanPath(o.Name); {
		case name == beside:
			return o
		case best == nil, strings.HasSuffix("/"+name, "/"+file) && !strings.HasSuffix("/"+cleanPath(best.Name), "/"+file):
			best = o
		}
	}
	return best
}

// cleanPath is a path with slashes, and without what leads nowhere.
func cleanPath(name string) string { return path.Clean(strings.ReplaceAll(name, `\`, "/")) }
