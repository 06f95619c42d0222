package diagram

import (
	"fmt"
	"strings"
)

// maxSlug is how many characters of a name go into an ID.
const maxSlug = 64

// ids makes identifiers unique. It maps each one that was given to how often it was asked for.
type ids map[string]int

// entity is "table-public-orders" or "view-totals".
func (x ids) entity(n *node) string {
	kind := "table"
	if n.kind == View {
		kind = "view"
	}
	return x.unique(kind, n.name.Namespace, n.name.Name)
}

// edge is "fk-orders-user_id", "junction-user_roles" or "reads-totals-orders".
func (x ids) edge(l *line, g *graph) string {
	child := g.nodes[l.child].name.Name
	switch l.kind {
	case ManyToMany:
		return x.unique("junction", l.junction.Table.Name)
	case Reads:
		return x.unique("reads", child, g.nodes[l.parent].name.Name)
	default:
		return x.unique("fk", append([]string{child}, l.relationship.Child.Columns...)...)
	}
}

// unique joins the slugs of the parts. What was given before gets a number.
func (x ids) unique(kind string, parts ...string) string {
	id := kind
	for _, p := range parts {
		if s := slug(p); s != "" && len(id) < 2*maxSlug {
			id += "-" + s
		}
	}
	x[id]++
	if x[id] == 1 {
		return id
	}
	for {
		numbered := fmt.Sprintf("%s-%d", id, x[id])
		if x[numbered] == 0 {
			x[numbered] = 1
			return numbered
		}
		x[id]++
	}
}

// slug writes a name in the characters a-z, 0-9, _ and -. Other letters become their code, so that names in
// other scripts differ too; everything else becomes one hyphen.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if b.Len() >= maxSlug {
			break
		}
		plain := r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
		if !plain && r < 0x80 {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		if plain {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "u%04x", r)
		}
	}
	return b.String()
}
