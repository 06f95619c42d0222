package svg

import "crowsfoot/render/diagram"

// hasEntity reports whether an entity of the diagram is so.
func (p *printer) hasEntity(is func(*diagram.Entity) bool) bool {
	for i := range p.d.Entities {
		if is(&p.d.Entities[i]) {
			return true
		}
	}
	return false
}

// hasColumn reports whether a shown column is so.
func (p *printer) hasColumn(is func(*diagram.Column) bool) bool {
	return p.hasEntity(func(e *diagram.Entity) bool {
		for i := range e.Columns {
			if is(&e.Columns[i]) {
				return true
			}
		}
		return false
	})
}

// hasEdge reports whether a line of the diagram is so.
func (p *printer) hasEdge(is func(*diagram.Edge) bool) bool {
	for i := range p.d.Edges {
		if is(&p.d.Edges[i]) {
			return true
		}
	}
	return false
}
