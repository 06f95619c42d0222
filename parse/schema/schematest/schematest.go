// Package schematest writes schemas as short texts, for tests.
package schematest

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

// Parse reads a schema, one table, view or enum to a line, and panics on what it does not know:
//
//	users: id bigint! pk, email text! uk, org_id -> orgs(id) cascade
//	pairs: a!, b!, pk(a b), uk(b a) name, (a b) -> places(x y)
//	logs_1 of logs: id
//	people was persons was users #comment: name text =default #comment was:title, n int identity
//	view totals reads orders, users
//	enum mood: ok, sad
//
// A column is its name, its type in one word ("int" where there is none), ! for NOT NULL, and what it is. A name with
// a point has a schema. Positions are in the file "t.sql": the line, and a column that counts the parts of the line.
func Parse(text string) *schema.Schema {
	s := &schema.Schema{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		span := diag.Span{Pos: diag.Pos{File: "t.sql", Line: i + 1, Column: 1}}
		head, body, _ := strings.Cut(line, ":")
		switch {
		case line == "":
		case strings.HasPrefix(line, "view "):
			name, reads, _ := strings.Cut(strings.TrimPrefix(line, "view "), " reads ")
			v := &schema.View{Name: Name(name), Span: span}
			for _, r := range items(reads) {
				v.Reads = append(v.Reads, Name(r))
			}
			s.Views = append(s.Views, v)
		case strings.HasPrefix(line, "enum "):
			s.Enums = append(s.Enums, &schema.Enum{Name: Name(strings.TrimPrefix(head, "enum ")), Values: items(body), Span: span})
		default:
			s.Tables = append(s.Tables, table(head, body, span))
		}
	}
	return s
}

// Name splits "schema.name".
func Name(text string) schema.Name {
	if namespace, name, ok := strings.Cut(text, "."); ok {
		return schema.Name{Namespace: namespace, Name: name}
	}
	return schema.Name{Name: text}
}

func table(head, body string, span diag.Span) *schema.Table {
	head, comment, _ := strings.Cut(head, " #")
	names := strings.Split(head, " was ")
	name, of, _ := strings.Cut(names[0], " of ")
	t := &schema.Table{Name: Name(name), PartitionOf: Name(of), Comment: comment, Span: span}
	for _, former := range slices.Backward(names[1:]) {
		t.FormerNames = append(t.FormerNames, Name(former))
	}
	for i, item := range items(body) {
		span.Column = i + 2
		item, ref, isForeign := strings.Cut(item, "-> ")
		switch {
		case strings.HasPrefix(item, "("):
			t.ForeignKeys = append(t.ForeignKeys, foreignKey(within(item), ref, span))
		case strings.HasPrefix(item, "pk("), strings.HasPrefix(item, "uk("):
			t.Keys = append(t.Keys, key(item, span))
		default:
			c := column(t, item, span)
			if isForeign {
				t.ForeignKeys = append(t.ForeignKeys, foreignKey([]string{c.Name}, ref, span))
			}
		}
	}
	return t
}

// column reads "name type! pk" and adds the column, and its key, to the table.
func column(t *schema.Table, item string, span diag.Span) *schema.Column {
	c := &schema.Column{Type: "int", Span: span}
	for i, word := range strings.Fields(item) {
		bare := strings.TrimSuffix(word, "!")
		c.NotNull = c.NotNull || bare != word
		switch {
		case i == 0:
			c.Name = bare
		case word == "pk", word == "uk":
			t.Keys = append(t.Keys, key(word+"("+c.Name+")", span))
		case strings.HasPrefix(word, "="):
			c.Default = word[1:]
		case strings.HasPrefix(word, "#"):
			c.Comment = word[1:]
		case strings.HasPrefix(word, "was:"):
			c.FormerNames = append([]string{word[4:]}, c.FormerNames...)
		case word == "identity":
			c.Identity = true
		case word == "generated":
			c.Generated = true
		case i == 1:
			c.Type = bare
		default:
			panic(fmt.Sprintf("column %q: %q is not known", item, word))
		}
	}
	t.Columns = append(t.Columns, c)
	return c
}

// key reads "pk(a b) name".
func key(item string, span diag.Span) schema.Key {
	_, name, _ := strings.Cut(item, ")")
	k := schema.Key{Columns: within(item), Name: strings.TrimSpace(name), Span: span}
	if strings.HasPrefix(item, "uk") {
		k.Kind = schema.Unique
	}
	return k
}

// foreignKey reads "orgs(id) cascade".
func foreignKey(columns []string, ref string, span diag.Span) *schema.ForeignKey {
	name, action, _ := strings.Cut(ref, ")")
	name, refColumns, named := strings.Cut(name, "(")
	if !named {
		name, action, _ = strings.Cut(name, " ")
	}
	fk := &schema.ForeignKey{Columns: columns, Ref: Name(name), Span: span}
	if named {
		fk.RefColumns = strings.Fields(refColumns)
	}
	switch strings.TrimSpace(action) {
	case "":
	case "cascade":
		fk.OnDelete = schema.Cascade
	case "set null":
		fk.OnDelete = schema.SetNull
	case "implied":
		fk.Implied = true
	default:
		panic(fmt.Sprintf("foreign key %q: %q is not known", ref, action))
	}
	return fk
}

// within returns the words between the first parentheses.
func within(item string) []string {
	_, rest, _ := strings.Cut(item, "(")
	inner, _, _ := strings.Cut(rest, ")")
	return strings.Fields(inner)
}

func items(list string) []string {
	var out []string
	for item := range strings.SplitSeq(list, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}
