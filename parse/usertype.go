package parse

import (
	"slices"
	"strings"

	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// userType is a type that the text makes: a domain, a composite type, or an enumeration.
type userType struct {
	name    schema.Name
	base    string
	notNull bool
	columns []syntax.Column
	enum    *schema.Enum // nil for the others
}

// createType folds CREATE TYPE and CREATE DOMAIN.
func (b *builder) createType(s *syntax.CreateType) {
	name, _ := b.nameHere(s.Name)
	if b.typeNamed(name) != nil {
		return
	}
	u := &userType{name: name, base: s.Base, notNull: s.NotNull, columns: s.Columns}
	if s.Enum {
		u.enum = &schema.Enum{Name: name, Values: s.Values, Span: s.Span}
		b.enums = append(b.enums, u.enum)
	}
	b.nameType(u, name)
}

// nameType makes a type known under a name.
func (b *builder) nameType(u *userType, name schema.Name) {
	u.name = name
	if u.enum != nil {
		u.enum.Name = name
	}
	bare := b.dialect.Fold(name.Name)
	b.types[bare] = append(b.types[bare], u)
}

// forgetType takes that back.
func (b *builder) forgetType(u *userType) {
	bare := b.dialect.Fold(u.name.Name)
	b.types[bare] = slices.DeleteFunc(b.types[bare], func(x *userType) bool { return x == u })
}

// userType finds the type that a name means, or nil.
func (b *builder) userType(n syntax.Name) *userType {
	name, _ := b.nameHere(n)
	if u := b.typeNamed(name); u != nil {
		return u
	}
	if list := b.types[b.dialect.Fold(n.Name)]; n.Namespace == "" && len(list) > 0 {
		return list[0]
	}
	return nil
}

// typeNamed finds the type of exactly that name, or nil.
func (b *builder) typeNamed(name schema.Name) *userType {
	for _, u := range b.types[b.dialect.Fold(name.Name)] {
		if b.keyOf(u.name) == b.keyOf(name) {
			return u
		}
	}
	return nil
}

// dropType takes a type out.
func (b *builder) dropType(n syntax.Name) {
	if u := b.userType(n); u != nil {
		b.removeType(u)
	}
}

func (b *builder) removeType(u *userType) {
	b.forgetType(u)
	b.enums = slices.DeleteFunc(b.enums, func(e *schema.Enum) bool { return e == u.enum })
}

// alterType folds ALTER TYPE and ALTER DOMAIN.
func (b *builder) alterType(s *syntax.AlterType) {
	u := b.userType(s.Name)
	switch {
	case u == nil:
	case s.NotNull != syntax.NullUnsaid:
		u.notNull = s.NotNull == syntax.NullForbidden
	case s.RenameTo != "":
		b.retype(u.name.Name, s.RenameTo)
		b.forgetType(u)
		b.nameType(u, schema.Name{Namespace: u.name.Namespace, Name: s.RenameTo})
	case s.Schema != "":
		b.forgetType(u)
		b.nameType(u, schema.Name{Namespace: s.Schema, Name: u.name.Name})
	case u.enum != nil:
		alterEnum(u.enum, s)
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
func (b *builder) retype(from, to string) {
	for _, t := range b.tables {
		for _, c := range t.Columns {
			base, rest := c.Type, ""
			if i := strings.IndexAny(base, "[("); i > 0 {
				base, rest = base[:i], base[i:]
			}
			if i := strings.LastIndexByte(base, '.'); b.same(base[i+1:], from) {
				c.Type = base[:i+1] + to + rest
			}
		}
	}
}
