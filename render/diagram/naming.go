package diagram

import (
	"slices"

	"crowsfoot/parse/schema"
)

// naming tells how tables are called in the picture.
type naming struct {
	several bool   // SQL schemas are shown, so names carry theirs
	home    string // the schema of the tables that are written without one; "" where it is not known
}

// newNaming looks at what is shown. Where some tables have no schema and others the one that a server puts those
// into, the former are in it as well: whoever writes it for some tables only means nothing by that.
func newNaming(shown []schema.Name) naming {
	spaces, known := map[string]bool{}, map[schema.Name]bool{}
	for _, n := range shown {
		spaces[n.Namespace] = true
		known[n] = true
	}
	for _, usual := range [...]string{"public", "dbo", "main"} {
		if spaces[""] && spaces[usual] && !hasNamesake(shown, known, usual) {
			return naming{several: len(spaces) > 2, home: usual}
		}
	}
	return naming{several: len(spaces) > 1}
}

// hasNamesake reports whether a table without a schema is called like one of the given schema.
func hasNamesake(shown []schema.Name, known map[schema.Name]bool, space string) bool {
	return slices.ContainsFunc(shown, func(n schema.Name) bool {
		return n.Namespace == "" && known[schema.Name{Namespace: space, Name: n.Name}]
	})
}

// full is the name of a table with its schema, as far as that is known.
func (c naming) full(n schema.Name) schema.Name {
	if n.Namespace == "" {
		n.Namespace = c.home
	}
	return n
}

// space is the schema that a table is grouped by; "" for none, also where a schema is written for some tables only
// and there is no other.
func (c naming) space(n schema.Name) string {
	if c.home != "" && !c.several {
		return ""
	}
	return c.full(n).Namespace
}

// label is how a table is called in the picture: with its schema where several are shown.
func (c naming) label(n schema.Name) string {
	if c.several {
		return c.full(n).String()
	}
	return n.Name
}
