package parse

import (
	"crowsfoot/parse/diag"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// space is what a namespace holds or held, in order of arrival; what was dropped or has left is still in it.
type space struct {
	tables []*table
	views  []*view
	types  []*userType
}

// space returns the namespace that a name is in, for adding to it.
func (b *builder) space(n schema.Name) *space {
	ns := b.keyOf(n).namespace
	if b.spaces[ns] == nil {
		b.spaces[ns] = &space{}
	}
	return b.spaces[ns]
}

// empty takes what a namespace holds out of it.
func (b *builder) empty(name string) *space {
	ns := b.key(name, "").namespace
	held := b.spaces[ns]
	delete(b.spaces, ns)
	in := &space{}
	if held == nil {
		return in
	}
	for _, t := range held.tables {
		if !t.dropped && b.keyOf(t.Name).namespace == ns {
			in.tables = append(in.tables, t)
		}
	}
	for _, v := range held.views {
		if !v.dropped && b.keyOf(v.Name).namespace == ns {
			in.views = append(in.views, v)
		}
	}
	for _, u := range held.types {
		if !u.dropped && b.keyOf(u.name).namespace == ns {
			in.types = append(in.types, u)
		}
	}
	return in
}

// dropSchema takes out all that is in a namespace.
func (b *builder) dropSchema(name string, cascade bool) {
	b.goneSchemas[b.key(name, "").namespace] = true
	in := b.empty(name)
	for _, t := range in.tables {
		if !t.dropped {
			b.dropTable(t, cascade)
		}
	}
	for _, v := range in.views {
		if !v.dropped {
			b.dropView(v, cascade)
		}
	}
	for _, u := range in.types {
		if !u.dropped {
			b.removeType(u, cascade)
		}
	}
}

// maxMoved bounds how many things are renamed with their schemas, which a script could do to many over and over.
const maxMoved = 1 << 20

// renameSchema gives a namespace a new name.
func (b *builder) renameSchema(s *syntax.Rename) {
	from, to := s.From.Name, s.To.Name
	if b.key(from, "") == b.key(to, "") {
		return
	}
	if b.moved > maxMoved {
		b.warn(diag.Skipped, s.Span, "schemas were renamed too often: this one keeps the name %s", from)
		return
	}
	b.goneSchemas[b.key(from, "").namespace] = true
	delete(b.goneSchemas, b.key(to, "").namespace)
	in := b.empty(from)
	b.moved += len(in.tables) + len(in.views) + len(in.types)
	for _, t := range in.tables {
		b.renameTable(t, syntax.Name{Namespace: to, Name: t.Name.Name})
	}
	for _, v := range in.views {
		b.renameView(v, syntax.Name{Namespace: to, Name: v.Name.Name})
	}
	for _, u := range in.types {
		b.forgetType(u)
		b.nameType(u, schema.Name{Namespace: to, Name: u.name.Name})
	}
}
