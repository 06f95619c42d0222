package parse

import (
	"slices"
	"strings"

	"crowsfoot/parse/schema"
)

// inferForeignKeys adds the foreign keys that names imply, marked as such: a column called user_id, userId or
// users_id implies a reference to the table users (or user) if that has a primary key of one column of the same
// family of types. A first word that the names of all tables have, such as wp_, does not count.
//
// Nothing is guessed: a column that fits several tables, that is in a declared foreign key, or that would
// refer to its own table stays as it is.
func inferForeignKeys(s *schema.Schema) {
	x := schema.NewIndex(s)
	tables := x.Own(s)
	byNoun := make(map[string][]*schema.Table, 2*len(tables))
	prefix := commonPrefix(tables)
	for _, t := range tables {
		for _, noun := range nouns(t.Name.Name, prefix) {
			byNoun[noun] = append(byNoun[noun], t)
		}
	}
	for _, t := range tables {
		declared := map[string]bool{}
		for _, fk := range t.ForeignKeys {
			for _, c := range fk.Columns {
				declared[c] = true
			}
		}
		for _, c := range t.Columns {
			if declared[c.Name] {
				continue
			}
			if fk := impliedBy(c, t, byNoun[squeeze(nounOf(c.Name))]); fk != nil {
				t.ForeignKeys = append(t.ForeignKeys, fk)
			}
		}
	}
}

// nouns are what columns may call a table: by its name or the singular of it, with or without the prefix.
func nouns(table, prefix string) []string {
	var all []string
	for _, name := range []string{table, strings.TrimPrefix(table, prefix)} {
		for _, noun := range []string{squeeze(name), squeeze(schema.Singular(name))} {
			if !slices.Contains(all, noun) {
				all = append(all, noun)
			}
		}
	}
	return all
}

// commonPrefix is the first word of the names of all tables, with the underscore that ends it; "" when they have none
// in common, or when there are fewer than three.
func commonPrefix(tables []*schema.Table) string {
	if len(tables) < 3 {
		return ""
	}
	n := strings.IndexByte(tables[0].Name.Name, '_') + 1
	prefix := tables[0].Name.Name[:n]
	for _, t := range tables {
		if !strings.HasPrefix(t.Name.Name, prefix) || len(t.Name.Name) == n {
			return ""
		}
	}
	return prefix
}

// impliedBy returns the foreign key that a column of t implies, given the tables that its name may mean, or nil.
func impliedBy(c *schema.Column, t *schema.Table, candidates []*schema.Table) *schema.ForeignKey {
	if len(candidates) != 1 || candidates[0] == t {
		return nil
	}
	parent := candidates[0]
	pk := parent.PrimaryKey()
	if pk == nil || len(pk.Columns) != 1 {
		return nil
	}
	key := parent.Column(pk.Columns[0])
	if key == nil || typeFamily(key.Type) != typeFamily(c.Type) {
		return nil
	}
	return &schema.ForeignKey{
		Columns:    []string{c.Name},
		Ref:        parent.Name,
		RefColumns: []string{key.Name},
		Implied:    true,
		Span:       c.Span,
	}
}

// nounOf returns "user" for user_id, USER_ID, userId and userID, and "" for names that do not end in such a way.
func nounOf(column string) string {
	n := len(column) - len("id")
	switch {
	case n < 2 || !strings.EqualFold(column[n:], "id"):
		return ""
	case column[n-1] == '_' || column[n-1] == ' ' || column[n-1] == '-':
		return column[:n-1]
	case column[n] == 'I' && column[n-1] >= 'a' && column[n-1] <= 'z':
		return column[:n]
	default:
		return ""
	}
}

// squeeze makes names of one spelling of those that differ in case and separators: order_item, OrderItem.
func squeeze(name string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
}

// typeFamily names the kind of values of a type: "int" for all integers, "text" for all strings, "uuid", else
// the type's own word.
func typeFamily(typ string) string {
	word, arguments, _ := strings.Cut(strings.ToLower(typ), "(")
	if f := strings.Fields(word); len(f) > 0 {
		word = f[0]
	}
	if strings.HasSuffix(typ, "]") {
		return typ
	}
	switch word {
	case "int", "integer", "bigint", "smallint", "mediumint", "tinyint", "int2", "int4", "int8", "int16", "int32", "int64",
		"serial", "bigserial", "smallserial", "serial2", "serial4", "serial8", "identity", "unsigned":
		return "int"
	case "number", "numeric", "decimal", "dec":
		if _, scale, ok := strings.Cut(strings.TrimSuffix(arguments, ")"), ","); ok && strings.TrimSpace(scale) != "0" {
			return typ
		}
		return "int"
	case "char", "character", "varchar", "varchar2", "nchar", "nvarchar", "nvarchar2", "text", "citext", "bpchar", "string", "national":
		return "text"
	case "uuid", "uniqueidentifier":
		return "uuid"
	default:
		return word
	}
}
