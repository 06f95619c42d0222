package diagram

import (
	"crowsfoot/parse/schema"
)

// naming tells how tables are called in the picture.
type naming struct {
	several bool   // SQL schemas are shown, so names carry theirs
	plain   string // the schema that counts as none; "" for none
}

// newNaming looks at what is shown. Where some tables have no schema and all others the one that a server puts those
// into, that counts as none too: whoever writes it for some tables only means nothing by that.
func newNaming(shown []schema.Name) naming {
	var c naming
	spaces, names := map[string]bool{}, map[string]bool{}
	for _, n := range shown {
		spaces[n.Namespace] = true
		names[n.Name] = true
	}
	c.several = len(spaces) > 1
	namesakes := len(names) < len(shown)
	for _, usual := range [...]string{"public", "dbo", "main"} {
		if len(spaces) == 2 && spaces[""] && spaces[usual] && !namesakes {
			return naming{plain: usual}
		}
	}
	return c
}

// space is the schema of a table, as far as it counts.
func (c naming) space(n schema.Name) string {
	if n.Namespace == c.plain {
		return ""
	}
	return n.Namespace
}

// label is how a table is called in the picture: with its schema where several are shown.
func (c naming) label(n schema.Name) string {
	if c.several && c.space(n) != "" {
		return n.String()
	}
	return n.Name
}
