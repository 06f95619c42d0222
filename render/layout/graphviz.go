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
		var r renderer
		defer r.close() // a tenth of the time, which nobody waits for
		svgs, err := r.all(ctx, graphs)
		done <- result{svgs, err}
	}()
	select {
	case r := <-done:
		return r.svgs, r.err
	case <-ctx.Done():
		return nil, fmt.Errorf("laying out: %w", ctx.Err())
	}
}

// smallGraph is the size up to which reading a graph leaves so little behind that collecting it is not worth the time.
const smallGraph = 128 << 10

// gcLimit is the heap size at which the garbage collector runs in spite of withoutGC.
const gcLimit = 3 << 30

// withoutGC switches the garbage collector off and returns what restores it. A collection during a long call
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

// renderer renders graphs, one after the other. The zero value is ready.
type renderer struct {
	gv    *graphviz.Graphviz
	graph *graphviz.Graph // the last one
}

func (r *renderer) all(ctx context.Context, graphs [][]byte) (svgs [][]byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %v", errGraphviz, v)
		}
	}()
	if r.gv, err = newGraphviz(ctx); err != nil {
		return nil, fmt.Errorf("%w: %w", errGraphviz, err)
	}
	for _, g := range graphs {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("laying out: %w", ctx.Err())
		}
		svg, err := r.render(ctx, g)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errGraphviz, err)
		}
		svgs = append(svgs, svg)
	}
	return svgs, nil
}

// close frees what Graphviz holds.
func (r *renderer) close() {
	defer func() { _ = recover() }() // it has broken down before
	r.closeGraph()
	if r.gv != nil {
		_ = r.gv.Close()
	}
}

func (r *renderer) closeGraph() {
	if r.graph != nil {
		_ = r.graph.Close()
	}
	r.graph = nil
}

// newGraphviz is graphviz.New without renderers of bitmaps, which take a millisecond to make. One plugin
// there has to be: without any, the list of plugins has no end.
func newGraphviz(ctx context.Context) (*graphviz.Graphviz, error) {
	plugin, err := graphviz.PNGDevicePlugin(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // renderer.all does
	}
	return graphviz.NewWithPlugins(ctx, plugin) //nolint:wrapcheck // renderer.all does
}

func (r *renderer) render(ctx context.Context, dot []byte) (_ []byte, err error) {
	r.closeGraph()
	if len(dot) < smallGraph {
		defer withoutGC()()
	}
	if r.graph, err = graphviz.ParseBytes(dot); err != nil {
		return nil, fmt.Errorf("reading the graph: %w", err)
	}
	defer withoutGC()()
	var out bytes.Buffer
	if err := r.gv.Render(ctx, r.graph, graphviz.SVG, &out); err != nil {
		return nil, fmt.Errorf("drawing the graph: %w", err)
	}
	if !bytes.HasSuffix(bytes.TrimSpace(out.Bytes()), []byte("</svg>")) {
		return nil, errors.New("the output is cut off")
	}
	return out.Bytes(), nil
}
