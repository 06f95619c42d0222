package layout

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/goccy/go-graphviz"

	"crowsfoot/render/layout/internal/cachedir"
)

func init() { //nolint:gochecknoinits // go-graphviz is initialised now, see package cachedir
	cachedir.Restore()
}

// oneAtATime guards the single WebAssembly instance of Graphviz that a process has: concurrent use
// corrupts its memory.
var oneAtATime sync.Mutex

// runGraphviz lays out a graph and returns the SVG of it. It returns as soon as ctx is done, though
// Graphviz runs on in the background until it is finished.
func runGraphviz(ctx context.Context, dot []byte) ([]byte, error) {
	type result struct {
		svg []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		oneAtATime.Lock()
		defer oneAtATime.Unlock()
		defer withoutGC()()
		svg, err := renderSVG(ctx, dot)
		done <- result{svg, err}
	}()
	select {
	case r := <-done:
		return r.svg, r.err
	case <-ctx.Done():
		return nil, fmt.Errorf("laying out: %w", ctx.Err())
	}
}

// gcLimit is the heap size at which the garbage collector runs in spite of withoutGC.
const gcLimit = 3 << 30

// withoutGC switches the garbage collector off and returns what restores it. A collection during a call
// into WebAssembly would stop every goroutine, that of a timeout too, until the call returns.
func withoutGC() (restore func()) {
	limit := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(limit, gcLimit))
	percent := debug.SetGCPercent(-1)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

var errGraphviz = errors.New("graphviz broke down; show fewer tables (--include, --focus) or fewer columns (--columns keys)")

func renderSVG(ctx context.Context, dot []byte) (svg []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errGraphviz, r)
		}
	}()
	gv, err := graphviz.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errGraphviz, err)
	}
	defer func() { _ = gv.Close() }()
	graph, err := graphviz.ParseBytes(dot)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errGraphviz, err)
	}
	defer func() { _ = graph.Close() }()
	var out bytes.Buffer
	if err := gv.Render(ctx, graph, graphviz.SVG, &out); err != nil {
		return nil, fmt.Errorf("%w: %w", errGraphviz, err)
	}
	if !bytes.HasSuffix(bytes.TrimSpace(out.Bytes()), []byte("</svg>")) {
		return nil, fmt.Errorf("%w: its output is cut off", errGraphviz)
	}
	return out.Bytes(), nil
}
