package diagram

import "crowsfoot/parse/schema"

// entities turns nodes into entities.
type entities struct {
	names naming
	mode  ColumnMode
	brief bool // what did not change shows its keys alone
	types *enums
}

func (e *entities) entity(n *node, atEnds map[string]bool) Entity {
	out := Entity{
		Schema: n.name.Namespace,
		Name:   n.name.Name,
		Label:  e.names.label(n.name),
		Kind:   n.kind,
		Group:  -1,
		Change: n.change,
		Was:    n.was,
	}
	switch {
	case n.table != nil:
		out.Comment, out.Pos, out.EndLine = n.table.Comment, n.table.Span.Pos, n.table.Span.EndLine
		out.Columns, out.Hidden = e.shown(e.columns(n), n, atEnds)
	case n.view != nil:
		out.Comment, out.Pos, out.EndLine = n.view.Comment, n.view.Span.Pos, n.view.Span.EndLine
	}
	return out
}

// columns are all columns of a table; in a diff, those that are gone too.
func (e *entities) columns(n *node) []Column {
	if n.pair == nil {
		return e.columnsOf(n.table)
	}
	before, after := map[*schema.Column]Column{}, map[*schema.Column]Column{}
	put := func(t *schema.Table, into map[*schema.Column]Column) {
		if t != nil {
			for i, c := range e.columnsOf(t) {
				into[t.Columns[i]] = c
			}
		}
	}
	put(n.pair.Before, before)
	put(n.pair.After, after)
	out := make([]Column, 0, len(n.pair.Columns))
	for i, p := range n.pair.Columns {
		c, ok := after[p.After]
		if !ok {
			c = before[p.Before]
		}
		if n.marks != nil {
			c.Change, c.Was = n.marks[i].change, n.marks[i].was
		}
		out = append(out, c)
	}
	return out
}

// columnsOf are the columns of one table.
func (e *entities) columnsOf(t *schema.Table) []Column {
	primary, unique, foreign := marks(t)
	out := make([]Column, 0, len(t.Columns))
	for _, c := range t.Columns {
		out = append(out, Column{
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
		})
	}
	return out
}

// shown chooses the columns to show, and counts the others.
func (e *entities) shown(all []Column, n *node, atEnds map[string]bool) (columns []Column, hidden int) {
	mode := e.mode
	if e.brief && n.change == Unchanged && mode == AllColumns {
		mode = KeyColumns
	}
	switch mode {
	case NoColumns:
		return nil, len(all)
	case KeyColumns:
		for _, c := range all {
			if c.PK || c.FK || c.UK || atEnds[c.Name] || c.Change != Unchanged {
				columns = append(columns, c)
			}
		}
		return columns, len(all) - len(columns)
	default:
		return all, 0
	}
}

// marks returns the columns in the primary key, those that are unique alone by another key than that, and those
// in a foreign key.
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
	if pk := t.PrimaryKey(); pk != nil && len(pk.Columns) == 1 {
		delete(unique, pk.Columns[0]) // the mark would say nothing new
	}
	for _, fk := range t.ForeignKeys {
		for _, c := range fk.Columns {
			foreign[c] = true
		}
	}
	return primary, unique, foreign
}
