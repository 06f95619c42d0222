package svg

import "crowsfoot/render/layout"

// legend is the explanation of the marks below the picture.
type legend struct{ width, height layout.Unit }

func (p *printer) newLegend() legend { return legend{} }

func (p *printer) legend(legend) {}
