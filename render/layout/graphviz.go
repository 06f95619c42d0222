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

// runGraphviz lays out graphs and returns the SVG of each. It returns as soon as ctx is done, though
// Graphviz runs on in the background until it is finished.
func runGraphviz(ctx context.Context, graphs [][]byte) ([][]byte, error) {
	type result struct {
		svgs [][]byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		oneAtATime.Lock()
		defer oneAtATime.Unlock()
		defer withoutGC()()
		svgs, err := renderAll(ctx, graphs)
		done <- result{svgs, err}
	}()
	select {
	case r := <-done:
		return r.svgs, r.err
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

func renderAll(ctx context.Context, graphs [][]byte) (svgs [][]byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errGraphviz, r)
		}
	}()
	gv, err := newGraphviz(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errGraphviz, err)
	}
	defer func() { _ = gv.Close() }()
	for _, g := range graphs {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("laying out: %w", ctx.Err())
		}
		svg, err := render(ctx, gv, g)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errGraphviz, err)
		}
		svgs = append(svgs, svg)
	}
	return svgs, nil
}

// newGraphviz is graphviz.New without renderers of bitmaps, which take a millisecond to make. One plugin
// there has to be: without any, the list of plugins has no end.
func newGraphviz(ctx context.Context) (*graphviz.Graphviz, error) {
	plugin, err := graphviz.PNGDevicePlugin(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // renderAll does
	}
	return graphviz.NewWithPlugins(ctx, plugin) //nolint:wrapcheck // renderAll does
}

func render(ctx context.Context, gv *graphviz.Graphviz, dot []byte) ([]byte, error) {
	graph, err := graphviz.ParseBytes(dot)
	if err != nil {
		return nil, fmt.Errorf("reading the graph: %w", err)
	}
	defer func() { _ = graph.Close() }()
	var out bytes.Buffer
	if err := gv.Render(ctx, graph, graphviz.SVG, &out); err != nil {
		return nil, fmt.Errorf("drawing the graph: %w", err)
	}
	if !bytes.HasSuffix(bytes.TrimSpace(out.Bytes()), []byte("</svg>")) {
		return nil, errors.New("the output is cut off")
	}
	return out.Bytes(), nil
}
