package parse

import (
	"slices"
	"strings"

	"crowsfoot/parse/internal/syntax"
	"crowsfoot/parse/schema"
)

// createType folds CREATE TYPE and CREATE DOMAIN.
func (b *builder) createType(s *syntax.CreateType) {
	name, _ := b.nameHere(s.Name)
	if s.Enum {
		if b.enum(s.Name) == nil {
			b.enums = append(b.enums, &schema.Enum{Name: name, Values: s.Values, Span: s.Span})
		}
		return
	}
	if b.userType(s.Name) == nil {
		b.types = append(b.types, &userType{name: name, base: s.Base, notNull: s.NotNull, columns: s.Columns})
	}
}

// enum finds an enumerated type, or nil.
func (b *builder) enum(n syntax.Name) *schema.Enum {
	name, _ := b.nameHere(n)
	for _, e := range b.enums {
		if b.keyOf(e.Name) == b.keyOf(name) || n.Namespace == "" && b.same(e.Name.Name, n.Name) {
			return e
		}
	}
	return nil
}

// userType finds a domain or composite type, or nil.
func (b *builder) userType(n syntax.Name) *userType {
	name, _ := b.nameHere(n)
	for _, u := range b.types {
		if b.keyOf(u.name) == b.keyOf(name) || n.Namespace == "" && b.same(u.name.Name, n.Name) {
			return u
		}
	}
	return nil
}

// dropType takes a type out.
func (b *builder) dropType(n syntax.Name) {
	if e := b.enum(n); e != nil {
		b.enums = slices.DeleteFunc(b.enums, func(x *schema.Enum) bool { return x == e })
	}
	if u := b.userType(n); u != nil {
		b.types = slices.DeleteFunc(b.types, func(x *userType) bool { return x == u })
	}
}

// alterType folds ALTER TYPE and ALTER DOMAIN.
func (b *builder) alterType(s *syntax.AlterType) {
	if u := b.userType(s.Name); u != nil {
		switch {
		case s.NotNull != syntax.NullUnsaid:
			u.notNull = s.NotNull == syntax.NullForbidden
		case s.RenameTo != "":
			b.retype(u.name.Name, s.RenameTo)
			u.name.Name = s.RenameTo
		}
		return
	}
	e := b.enum(s.Name)
	if e == nil {
		return
	}
	switch {
	case s.RenameTo != "":
		b.retype(e.Name.Name, s.RenameTo)
		e.Name.Name = s.RenameTo
	case s.Schema != "":
		e.Name.Namespace = s.Schema
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
