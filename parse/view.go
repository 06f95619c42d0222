package parse

import (
	"slices"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// createView folds CREATE VIEW.
func (b *builder) createView(s *syntax.CreateView) {
	name, implicit := b.nameHere(s.Name)
	q := b.readQuery(s.Query)
	temp := s.Temp || b.readsTemporary(q)
	old := b.viewOf[b.keyOf(name)]
	if temp {
		old = b.tempViews[b.folded(name.Name)]
	}
	made := &schema.View{Name: name, Materialized: s.Materialized, Comment: s.Comment, Span: s.Span}
	if old != nil {
		if !s.IfNotExists {
			if b.dialect == dialect.Postgres {
				made.Comment = old.Comment
			}
			made.Name, old.View = old.Name, made
			b.read(old, s.Query, q, s.Columns)
		}
		return
	}
	v := &view{View: made, implicit: implicit, temp: temp}
	b.read(v, s.Query, q, s.Columns)
	b.views = append(b.views, v)
	b.registerView(v)
}

// registerView makes a view known under its name.
func (b *builder) registerView(v *view) {
	if v.temp {
		b.tempViews[b.folded(v.Name.Name)] = v
		return
	}
	b.viewOf[b.keyOf(v.Name)] = v
	in := b.space(v.Name)
	in.views = append(in.views, v)
}

func (b *builder) unregisterView(v *view) {
	if v.temp {
		delete(b.tempViews, b.folded(v.Name.Name))
		return
	}
	delete(b.viewOf, b.keyOf(v.Name))
}

// lookupView finds the view that a name means, or nil.
func (b *builder) lookupView(n syntax.Name) *view {
	if v := b.lookupViewExact(n); v != nil {
		return v
	}
	return b.viewOf[b.key(n.Namespace, n.Name)]
}

// lookupViewExact is that for a view that may not be there: of those without a namespace it looks in the path only.
func (b *builder) lookupViewExact(n syntax.Name) *view {
	if n.Namespace == "" {
		if v := b.tempViews[b.folded(n.Name)]; v != nil {
			return v
		}
		for _, ns := range b.path {
			if v := b.viewOf[b.key(ns, n.Name)]; v != nil {
				return v
			}
		}
		if len(b.path) > 0 && b.dialect == dialect.Postgres {
			return nil
		}
	}
	return b.viewOf[b.key(n.Namespace, n.Name)]
}

// dropView takes a view out; with cascade the views that read it go as well.
func (b *builder) dropView(v *view, cascade bool) {
	if v.dropped {
		return
	}
	v.dropped = true
	b.unregisterView(v)
	if !cascade {
		return
	}
	for _, r := range v.readers {
		if slices.ContainsFunc(r.reads, func(x reading) bool { return x.view == v }) {
			b.dropView(r, true)
		}
	}
}

// alterView folds ALTER VIEW and, as PostgreSQL allows that, ALTER TABLE of a view.
func (b *builder) alterView(v *view, s *syntax.AlterTable) {
	for _, a := range s.Actions {
		switch a.Op {
		case syntax.RenameTable:
			b.renameView(v, a.Table)
		case syntax.SetSchema:
			b.renameView(v, syntax.Name{Namespace: a.To, Name: v.Name.Name})
		case syntax.RenameColumn:
			v.byColumn = nil
			for _, c := range v.columns {
				if b.same(c.Name, a.From) {
					c.Name = a.To
				}
			}
		default:
		}
	}
}

func (b *builder) renameView(v *view, to syntax.Name) {
	b.unregisterView(v)
	v.Name.Name = to.Name
	if to.Namespace != "" {
		v.Name.Namespace = to.Namespace
	}
	b.registerView(v)
}

// comment folds COMMENT ON.
func (b *builder) comment(s *syntax.Comment) {
	t := b.lookup(s.Name)
	switch {
	case t == nil:
		if v := b.lookupView(s.Name); v != nil {
			if s.Kind != syntax.ObjectColumn {
				v.Comment = s.Text
			}
			return
		}
		b.diags.Add(diag.Note, diag.UnknownTable, s.Span, "a comment on %s, which is not in the input: pass the file that creates it, before this one", syntaxName(s.Name))
	case s.Kind == syntax.ObjectColumn:
		if c := b.column(t, s.Column); c != nil {
			c.Comment = s.Text
			return
		}
		b.warn(diag.UnknownColumn, s.Span, "table %s has no column %s to comment on: mend the name, or pass the file that adds it", t.Name, s.Column)
	default:
		t.Comment = s.Text
	}
}
