package parse

import (
	"maps"
	"slices"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// userType is a type that the text makes: a domain, a composite type, or an enumeration.
type userType struct {
	name    schema.Name
	base    *userType // of a domain; nil for one of the server's own types
	notNull bool
	body    *table       // the attributes of a composite type; nil for the others
	enum    *schema.Enum // nil for the others
	dropped bool

	domains []*userType      // over it
	columns []*schema.Column // that are or were of it
	users   []*table         // that have or had such columns, or are or were made of it
}

// forbidsNull reports whether the type is a domain that forbids NULL, or is made of one.
func (u *userType) forbidsNull() bool {
	for ; u != nil; u = u.base {
		if u.notNull {
			return true
		}
	}
	return false
}

// createType folds CREATE TYPE and CREATE DOMAIN.
func (b *builder) createType(s *syntax.CreateType) {
	name, _ := b.nameHere(s.Name)
	if b.typeNamed(name) != nil {
		return
	}
	u := &userType{name: name, notNull: s.NotNull}
	switch {
	case s.Enum:
		u.enum = &schema.Enum{Name: name, Values: s.Values, Span: s.Span}
		b.enums = append(b.enums, u)
	case s.Base.Name != "":
		if u.base = b.userType(s.Base); u.base != nil {
			u.base.domains = append(u.base.domains, u)
		}
	default:
		u.body = &table{Table: &schema.Table{Name: name}, bodyOf: u}
		if above := b.userType(s.Under); above != nil && above.body != nil {
			u.body.Columns = b.copyColumns(u.body, above.body.Columns)
		}
		for i := range s.Columns {
			b.defineColumn(u.body, &s.Columns[i], &schema.Column{}, 0)
		}
	}
	b.nameType(u, name)
}

// setType remembers the type of a column, where the text makes that.
func (b *builder) setType(t *table, c *schema.Column, s *syntax.Column) {
	c.Type = s.Type
	delete(b.typed, c)
	if len(b.types) == 0 || s.TypeName.Name == "" {
		return
	}
	if u := b.userType(s.TypeName); u != nil {
		b.giveType(t, c, u)
	}
}

// giveType remembers that a column, of the table if it is of one, is of the type.
func (b *builder) giveType(t *table, c *schema.Column, u *userType) {
	b.typed[c] = u
	u.columns = append(u.columns, c)
	if t != nil {
		u.use(t)
	}
}

// use remembers that a table has a column of the type, or is made of it.
func (u *userType) use(t *table) {
	if n := len(u.users); n == 0 || u.users[n-1] != t {
		u.users = append(u.users, t)
	}
}

// maxCopied bounds how many columns are copied from table to table: each LIKE may double what the one before it made.
const maxCopied = 1 << 18

// copyColumns copies columns for another table, with what is known of their types. Beyond all bounds it gives none, and
// tells that.
func (b *builder) copyColumns(t *table, columns []*schema.Column) []*schema.Column {
	if b.copied += len(columns); b.copied > maxCopied {
		if !t.open {
			b.warn(diag.Skipped, t.Span, "%s lacks columns of other tables: more than %d were copied already", t.Name, maxCopied)
		}
		t.open = true
		return nil
	}
	list := make([]*schema.Column, len(columns))
	for i, c := range columns {
		clone := *c
		list[i] = &clone
		b.compute(&clone, b.uses[c])
		if u := b.typed[c]; u != nil {
			b.giveType(t, &clone, u)
		}
	}
	return list
}

// nameType makes a type known under a name.
func (b *builder) nameType(u *userType, name schema.Name) {
	u.name = name
	if u.enum != nil {
		u.enum.Name = name
	}
	bare := b.folded(name.Name)
	b.types[bare] = append(b.types[bare], u)
	in := b.space(name)
	in.types = append(in.types, u)
}

// forgetType takes that back.
func (b *builder) forgetType(u *userType) {
	bare := b.folded(u.name.Name)
	b.types[bare] = slices.DeleteFunc(b.types[bare], func(x *userType) bool { return x == u })
}

// userType finds the type that a name means, or nil. A name that is not in the path means the first one of that name.
func (b *builder) userType(n syntax.Name) *userType {
	if u := b.userTypeExact(n); u != nil {
		return u
	}
	if list := b.types[b.folded(n.Name)]; n.Namespace == "" && len(list) > 0 {
		return list[0]
	}
	return nil
}

// userTypeExact is that for a type that may not be there: of those without a namespace it looks in the path only.
func (b *builder) userTypeExact(n syntax.Name) *userType {
	if n.Namespace != "" || len(b.path) == 0 {
		return b.typeNamed(syntaxName(n))
	}
	for _, ns := range b.path {
		if u := b.typeNamed(schema.Name{Namespace: ns, Name: n.Name}); u != nil {
			return u
		}
	}
	return nil
}

// typeNamed finds the type of exactly that name, or nil.
func (b *builder) typeNamed(name schema.Name) *userType {
	for _, u := range b.types[b.folded(name.Name)] {
		if b.keyOf(u.name) == b.keyOf(name) {
			return u
		}
	}
	return nil
}

// dropType takes a type out.
func (b *builder) dropType(n syntax.Name, s *syntax.Drop) {
	u := b.userType(n)
	if s.IfExists {
		u = b.userTypeExact(n)
	}
	if u != nil {
		b.removeType(u, s.Cascade)
	}
}

// removeType takes a type out; with cascade go the columns of it, the domains over it, and the tables made of it.
func (b *builder) removeType(u *userType, cascade bool) {
	b.forgetType(u)
	u.dropped = true
	if !cascade {
		return
	}
	for _, x := range u.domains {
		if !x.dropped {
			b.removeType(x, true)
		}
	}
	for _, t := range u.users {
		switch {
		case t.dropped:
		case t.ofType == u:
			b.dropTable(t, true)
		case t.bodyOf != nil:
			b.dropColumnsOf(t, u, func(c *schema.Column) {
				b.alterAttribute(t.bodyOf, &syntax.AlterAction{Op: syntax.DropColumn, From: c.Name, IfExists: true, Cascade: true}, diag.Span{})
			})
		case slices.ContainsFunc(t.partBy, func(n string) bool { c := b.column(t, n); return c != nil && b.typed[c] == u }):
			b.dropTable(t, true)
		default:
			b.dropColumnsOf(t, u, func(c *schema.Column) {
				b.dropColumn(t, &syntax.AlterAction{From: c.Name, Cascade: true}, c.Span)
			})
		}
	}
}

// dropColumnsOf calls drop for each column of a type.
func (b *builder) dropColumnsOf(t *table, u *userType, drop func(*schema.Column)) {
	for _, c := range slices.Clone(t.Columns) {
		if b.typed[c] == u && b.column(t, c.Name) == c {
			drop(c)
		}
	}
}

// userTypes lists all types, in the order of their names.
func (b *builder) userTypes() []*userType {
	var list []*userType
	for _, bare := range slices.Sorted(maps.Keys(b.types)) {
		list = append(list, b.types[bare]...)
	}
	return list
}

// alterType folds ALTER TYPE and ALTER DOMAIN.
func (b *builder) alterType(s *syntax.AlterType) {
	u := b.userType(s.Name)
	switch {
	case u == nil:
	case s.NotNull != syntax.NullUnsaid:
		u.notNull = s.NotNull == syntax.NullForbidden
	case s.RenameTo != "":
		b.retype(u, s.RenameTo)
		b.forgetType(u)
		b.nameType(u, schema.Name{Namespace: u.name.Namespace, Name: s.RenameTo})
	case s.Schema != "":
		b.forgetType(u)
		b.nameType(u, schema.Name{Namespace: s.Schema, Name: u.name.Name})
	case u.enum != nil:
		alterEnum(u.enum, s)
	case u.body != nil:
		for i := range s.Actions {
			b.alterAttribute(u, &s.Actions[i], s.Span)
		}
	}
}

// alterAttribute changes an attribute of a composite type, and with it the tables of the type.
func (b *builder) alterAttribute(u *userType, a *syntax.AlterAction, span diag.Span) {
	b.alter(u.body, a, span)
	for _, t := range u.users {
		if t.ofType == u && !t.dropped {
			b.alter(t, a, span)
		}
	}
}

// alterEnum changes the values of an enumeration.
func alterEnum(e *schema.Enum, s *syntax.AlterType) {
	switch {
	case s.OldValue != "":
		replace(e.Values, s.OldValue, s.NewValue)
	case s.AddValue != "" && !slices.Contains(e.Values, s.AddValue):
		e.Values = slices.Insert(e.Values, valuePlace(e.Values, s), s.AddValue)
	}
}

// valuePlace is where a new value of an enumeration goes.
func valuePlace(values []string, s *syntax.AlterType) int {
	if i := slices.Index(values, s.Before); i >= 0 && s.Before != "" {
		return i
	}
	if i := slices.Index(values, s.After); i >= 0 && s.After != "" {
		return i + 1
	}
	return len(values)
}

// retype follows the renaming of a type in the columns that have it.
func (b *builder) retype(u *userType, to string) {
	for _, c := range u.columns {
		if b.typed[c] != u {
			continue
		}
		base, rest := c.Type, ""
		if i := strings.IndexAny(base, "[("); i > 0 {
			base, rest = base[:i], base[i:]
		}
		i := strings.LastIndexByte(base, '.')
		if b.same(base[i+1:], u.name.Name) {
			c.Type = base[:i+1] + to + rest
		}
	}
}
