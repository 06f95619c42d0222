package schema

// Index finds tables by name in constant time. It is a snapshot: make a new one after the schema changed.
type Index struct {
	tables map[Name]*Table
	roots  map[Name]Name
}

// NewIndex indexes the schema. Of two tables with one name the first counts.
func NewIndex(s *Schema) *Index {
	x := &Index{tables: make(map[Name]*Table, len(s.Tables)), roots: map[Name]Name{}}
	for _, t := range s.Tables {
		if _, ok := x.tables[t.Name]; !ok {
			x.tables[t.Name] = t
		}
	}
	for _, t := range s.Tables {
		x.findRoot(t.Name)
	}
	return x
}

// Table returns the table of that exact name, or nil.
func (x *Index) Table(n Name) *Table { return x.tables[n] }

// Root returns the name under which a table is drawn: that of the partitioned table to which it belongs,
// through all levels, else its own. A partition of a table that is nowhere stands for itself.
func (x *Index) Root(n Name) Name {
	if r, ok := x.roots[n]; ok {
		return r
	}
	return n
}

// Own returns the tables that are drawn, in order of appearance: all but partitions and repeated names.
func (x *Index) Own(s *Schema) []*Table {
	out := make([]*Table, 0, len(s.Tables))
	for _, t := range s.Tables {
		if x.tables[t.Name] == t && x.Root(t.Name) == t.Name {
			out = append(out, t)
		}
	}
	return out
}

// findRoot follows the chain of partitions and shortens it for all its members. Each is its own root
// while the chain is walked: this ends the walk where partitions go round in a circle.
func (x *Index) findRoot(n Name) {
	var path []Name
	for {
		if r, ok := x.roots[n]; ok {
			n = r
			break
		}
		up := x.tables[n].PartitionOf
		if up == (Name{}) || x.tables[up] == nil {
			break
		}
		x.roots[n] = n
		path = append(path, n)
		n = up
	}
	for _, p := range path {
		x.roots[p] = n
	}
}
