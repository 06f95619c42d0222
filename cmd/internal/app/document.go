package app

import (
	"slices"

	"crowsfoot/parse"
	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/jsonout"
)

// document is what JSON says: the schema, as far as the picture shows it, and what follows from it.
func document(res *parse.Result, d *diagram.Diagram, o diagram.Options) *jsonout.Document {
	doc := &jsonout.Document{
		Dialect:       res.Dialect.String(),
		Schema:        res.Schema,
		Relationships: schema.Relationships(res.Schema),
		Diagnostics:   res.Diagnostics,
		Statements:    jsonout.Statements(res.Statements),
	}
	fate := map[schema.Name]diagram.Junction{}
	for _, j := range d.Junctions {
		fate[j.Table] = j
	}
	for _, j := range schema.Junctions(res.Schema) {
		doc.Junctions = append(doc.Junctions, jsonout.Junction{
			Junction: j, Collapsed: fate[j.Table].Collapsed, Why: fate[j.Table].Why,
		})
	}
	if len(o.Include)+len(o.Exclude)+len(o.Focus) > 0 {
		o.Views = true // JSON tells of views in any case
		leaveOut(doc, diagram.FromSchema(res.Schema, o))
	}
	return doc
}

// leaveOut drops the tables and views that the picture does not show, and what is about them. Relationships to a
// table that is nowhere in the input stay with their child.
func leaveOut(doc *jsonout.Document, d *diagram.Diagram) {
	shown := shownNames(d)
	for _, j := range d.Junctions {
		shown[j.Table] = true
	}
	x := schema.NewIndex(doc.Schema)
	s := *doc.Schema
	s.Tables = keep(s.Tables, func(t *schema.Table) bool { return shown[x.Root(t.Name)] })
	s.Views = keep(s.Views, func(v *schema.View) bool { return shown[v.Name] })
	doc.Schema = &s
	doc.Relationships = keep(doc.Relationships, func(r schema.Relationship) bool {
		return shown[r.Child.Table] && shown[r.Parent.Table]
	})
	doc.Junctions = keep(doc.Junctions, func(j jsonout.Junction) bool { return shown[j.Table] })
}

// shownNames are the tables and views of a diagram.
func shownNames(d *diagram.Diagram) map[schema.Name]bool {
	shown := make(map[schema.Name]bool, len(d.Entities))
	for i := range d.Entities {
		shown[schema.Name{Namespace: d.Entities[i].Schema, Name: d.Entities[i].Name}] = true
	}
	return shown
}

// keep returns the elements that a test accepts; the slice itself stays as it is.
func keep[T any](in []T, test func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(in), func(v T) bool { return !test(v) })
}
