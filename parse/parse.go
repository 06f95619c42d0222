// Package parse reads SQL DDL into a schema. Nothing in the SQL is fatal: what is not understood is
// skipped and told as a diagnostic.
package parse

import (
	"context"
	"io"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// Source is one SQL text.
type Source struct {
	Name string // used in positions
	Open func() (io.ReadCloser, error)
}

// Options are settings of a run. The zero value detects the dialect.
type Options struct {
	Dialect dialect.Dialect // dialect.Unknown: detected from the text
	Infer   bool            // add foreign keys implied by names, marked as Implied

	// DoBlocks reads the statements that DO blocks of PostgreSQL run in any case: those in PL/pgSQL that stand behind no
	// condition, in no loop, in no handler of exceptions, and in no string.
	DoBlocks bool
}

// Statements counts what was read.
type Statements struct {
	Total      int // all statements
	Understood int // became part of the schema
	Ignored    int // cannot matter to a diagram: INSERT, GRANT, functions
	Skipped    int // might have mattered and were not understood; each has a diagnostic
}

// Result is what the sources hold.
type Result struct {
	Schema      *schema.Schema // never nil
	Dialect     dialect.Dialect
	Diagnostics diag.List // sorted by place
	Statements  Statements
}

// Sources reads the sources in the given order into one schema. The error is about reading
// (a source that does not open, a canceled context), never about the SQL.
func Sources(ctx context.Context, sources []Source, opts Options) (*Result, error) {
	list, err := openAll(sources)
	defer func() {
		for _, o := range list {
			if o != nil {
				_ = o.close() // only read from
			}
		}
	}()
	if err != nil {
		return nil, err
	}
	res := &Result{Dialect: opts.Dialect}
	if res.Dialect == dialect.Unknown {
		res.Dialect = detect(list)
	}
	if err := res.read(ctx, list, opts); err != nil {
		return nil, err
	}
	if opts.Infer {
		inferForeignKeys(res.Schema)
	}
	res.Diagnostics.Sort()
	return res, nil
}

// read folds all statements of the sources into the schema.
func (res *Result) read(ctx context.Context, list []*opened, opts Options) error {
	b := newBuilder(res.Dialect, &res.Diagnostics)
	r := &run{ctx: ctx, builder: b, list: list}
	r.reader = syntax.Reader{Dialect: res.Dialect, Diags: &res.Diagnostics, DoBlocks: opts.DoBlocks, Emit: b.apply, Includes: r.include}
	if r.all(); r.err != nil {
		return r.err
	}
	res.Statements = Statements(r.reader.Counts)
	res.Schema = b.schema()
	return nil
}
