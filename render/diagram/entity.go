package diagram

import "crowsfoot/parse/schema"

// entities turns nodes into entities.
type entities struct {
	several bool // labels carry the schema
	mode    ColumnMode
	atEnds  []map[string]bool
	types   *enums
}

func (e *entities) entity(n *node, atEnds map[string]bool) Entity {
	out := Entity{
		Schema: n.name.Namespace,
		Name:   n.name.Name,
		Label:  label(n.name, e.several),
		Kind:   n.kind,
		Group:  -1,
	}
	switch {
	case n.table != nil:
		out.Comment, out.Pos = n.table.Comment, n.table.Span.Pos
		out.Columns = e.columns(n.table, atEnds)
		out.Hidden = len(n.table.Columns) - len(out.Columns)
	case n.view != nil:
		out.Comment, out.Pos = n.view.Comment, n.view.Span.Pos
	}
	return out
}

// columns returns the columns of a table that are shown, with their marks.
func (e *entities) columns(t *schema.Table, atEnds map[string]bool) []Column {
	if e.mode == NoColumns {
		return nil
	}
	primary, unique, foreign := marks(t)
	out := make([]Column, 0, len(t.Columns))
	for _, c := range t.Columns {
		col := Column{
			Name:      c.Name,
			Type:      c.Type,
			PK:        primary[c.Name],
			FK:        foreign[c.Name],
			UK:        unique[c.Name],
			NotNull:   c.Mandatory() || primary[c.Name],
			Generated: c.Generated,
			Default:   c.Default,
			Comment:   c.Comment,
			Enum:      e.types.values(c.Type, t.Name.Namespace),
			Pos:       c.Span.Pos,
		}
		if e.mode == AllColumns || col.PK || col.FK || col.UK || atEnds[c.Name] {
			out = append(out, col)
		}
	}
	return out
}

// marks returns the columns in the primary key, those that are unique alone, and those in a foreign key.
func marks(t *schema.Table) (primary, unique, foreign map[string]bool) {
	primary, unique, foreign = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range t.Keys {
		k := &t.Keys[i]
		if k.Kind == schema.Primary {
			for _, c := range k.Columns {
				primary[c] = true
			}
		} else if k.Full() && len(k.Columns) == 1 {
			unique[k.Columns[0]] = true
		}
	}
	for _, fk := range t.ForeignKeys {
		for _, c := range fk.Columns {
			foreign[c] = true
		}
	}
	return primary, unique, foreign
}
