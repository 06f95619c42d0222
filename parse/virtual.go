package parse

import (
	"slices"
	"strings"

	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// shadows are what a module of SQLite calls the tables in which it keeps a virtual table's rows: the virtual table's
// name, "_", and one of these.
// https://www.sqlite.org/vtab.html#the_xshadowname_method
func shadows(module string) []string {
	switch strings.ToLower(module) {
	case "fts3", "fts4":
		return []string{"content", "docsize", "segdir", "segments", "stat"}
	case "fts5":
		return []string{"config", "content", "data", "docsize", "idx"}
	case "rtree", "rtree_i32", "geopoly":
		return []string{"node", "parent", "rowid"}
	}
	return nil
}

// isInternal reports whether a table belongs to SQLite, as .schema and .dump write such tables as well: its name is
// reserved, or it is the shadow of a virtual table.
func (b *builder) isInternal(n schema.Name) bool {
	if b.dialect != dialect.SQLite {
		return false
	}
	name := b.folded(n.Name)
	if strings.HasPrefix(name, "sqlite_") {
		return true
	}
	i := max(0, strings.LastIndexByte(name, '_'))
	of := b.byName[b.key(n.Namespace, name[:i])]
	return of != nil && slices.Contains(shadows(of.module), name[i+1:])
}

// dropShadows drops the tables in which a virtual one keeps its rows.
func (b *builder) dropShadows(t *table) {
	for _, s := range shadows(t.module) {
		if shadow := b.byName[b.key(t.Name.Namespace, t.Name.Name+"_"+s)]; shadow != nil && shadow.internal {
			b.dropTable(shadow, false)
		}
	}
}
