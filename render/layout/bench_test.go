package layout_test

import (
	"context"
	"strconv"
	"testing"

	"crowsfoot/render/diagram"
	"crowsfoot/render/layout"
	"crowsfoot/render/layout/layouttest"
)

// BenchmarkCompute times layouts and tells how good they are: crossings, pixels of lines, square pixels of the
// picture in thousands, and bends.
func BenchmarkCompute(b *testing.B) {
	for _, n := range []int{16, 100, 500, 1000, 2000} {
		for direction, name := range []string{diagram.LeftRight: "LR", diagram.TopBottom: "TB"} {
			d := layouttest.Synthetic(n, 1)
			d.Direction = diagram.Direction(direction)
			b.Run(name+"/"+strconv.Itoa(n), func(b *testing.B) {
				var g *layout.Geometry
				for b.Loop() {
					var err error
					if g, err = layout.Compute(context.Background(), d, layout.Options{}); err != nil {
						b.Fatal(err)
					}
				}
				m := layouttest.Measure(d, g)
				b.ReportMetric(float64(m.Crossings), "crossings")
				b.ReportMetric(float64(m.Length), "px-lines")
				b.ReportMetric(float64(m.Area()/1000), "kpx²")
				b.ReportMetric(float64(m.Bends), "bends")
				b.ReportMetric(float64(m.Direct), "direct")
			})
		}
	}
}
