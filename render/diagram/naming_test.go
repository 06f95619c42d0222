package diagram

import (
	"testing"

	"crowsfoot/parse/schema"
)

func TestNaming(t *testing.T) {
	n := func(space, name string) schema.Name { return schema.Name{Namespace: space, Name: name} }
	for _, c := range []struct {
		name   string
		shown  []schema.Name
		labels []string
	}{
		{"no schema", []schema.Name{n("", "a"), n("", "b")}, []string{"a", "b"}},
		{"one schema", []schema.Name{n("dbo", "a"), n("dbo", "b")}, []string{"a", "b"}},
		{"the usual schema written for some", []schema.Name{n("", "a"), n("dbo", "b")}, []string{"a", "b"}},
		{"another schema beside none", []schema.Name{n("", "a"), n("s", "b")}, []string{"a", "s.b"}},
		{"the usual schema, none, and another one", []schema.Name{n("public", "a"), n("", "b"), n("auth", "c")}, []string{"public.a", "public.b", "auth.c"}},
		{"several usual ones", []schema.Name{n("main", "a"), n("", "b"), n("public", "c")}, []string{"main.a", "public.b", "public.c"}},
		{"namesakes beside another schema", []schema.Name{n("public", "a"), n("", "a"), n("auth", "c")}, []string{"public.a", "a", "auth.c"}},
		{"the usual schema and another one", []schema.Name{n("public", "a"), n("auth", "b")}, []string{"public.a", "auth.b"}},
		{"namesakes", []schema.Name{n("main", "a"), n("", "a")}, []string{"main.a", "a"}},
		{"nothing", nil, nil},
	} {
		names := newNaming(c.shown)
		for i, s := range c.shown {
			if got := names.label(s); got != c.labels[i] {
				t.Errorf("%s: %v is called %q, want %q", c.name, s, got, c.labels[i])
			}
		}
	}
}
