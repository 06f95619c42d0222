package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
	"crowsfoot/parse/schema/schematest"

	"github.com/google/go-cmp/cmp"
)

// FuzzCompare holds comparisons of random schemas to what must be true of all.
func FuzzCompare(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed, uint8(seed%12))
	}
	f.Fuzz(func(t *testing.T, seed uint64, mutations uint8) {
		before, after := schematest.RandomPair(seed, int(mutations%16))
		checkSelf(t, before)
		checkSelf(t, after)
		checkShuffled(t, after, seed)
		checkMirror(t, before, after)
		checkCovered(t, diff.Compare(before, after))
		checkUnion(t, diff.Compare(before, after))
	})
}

// checkSelf checks that a schema does not differ from itself.
func checkSelf(t *testing.T, s *schema.Schema) {
	t.Helper()
	if r := diff.Compare(s, s); !r.Empty() || len(r.Consequences) > 0 {
		t.Errorf("a schema differs from itself: %v, %v", words(r), r.Consequences)
	}
}

// checkShuffled checks that order and the case of types do not count.
func checkShuffled(t *testing.T, s *schema.Schema, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 3))
	other := schematest.Clone(s)
	random.Shuffle(len(other.Tables), func(i, j int) { other.Tables[i], other.Tables[j] = other.Tables[j], other.Tables[i] })
	for _, table := range other.Tables {
		random.Shuffle(len(table.Columns), func(i, j int) { table.Columns[i], table.Columns[j] = table.Columns[j], table.Columns[i] })
		for _, c := range table.Columns {
			c.Type = strings.ToUpper(c.Type)
		}
	}
	if r := diff.Compare(s, other); !r.Empty() {
		t.Errorf("order or case count: %v", words(r))
	}
}

// checkMirror checks that the comparison the other way round says the opposite.
func checkMirror(t *testing.T, before, after *schema.Schema) {
	t.Helper()
	there, back := diff.Compare(before, after), diff.Compare(after, before)
	names := map[schema.Name]schema.Name{}
	for _, p := range there.Tables {
		if p.Before != nil && p.After != nil {
			names[p.After.Name] = p.Before.Name
		}
	}
	nameBefore := func(n schema.Name) schema.Name {
		if was, ok := names[n]; ok {
			return was
		}
		return n
	}
	var want, got []string
	for _, c := range there.Changes {
		want = append(want, fmt.Sprint(c.Kind.Mirror(), nameBefore(c.Table), c.After, " to ", c.Before, c.Guessed))
	}
	for _, c := range back.Changes {
		got = append(got, fmt.Sprint(c.Kind, c.Table, c.Before, " to ", c.After, c.Guessed))
	}
	for _, k := range there.Consequences {
		want = append(want, fmt.Sprint(k.Kind, nameBefore(k.Table), k.After, k.Before))
	}
	for _, k := range back.Consequences {
		got = append(got, fmt.Sprint(k.Kind, k.Table, k.Before, k.After))
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the mirror differs (-there +back):\n%s", d)
	}
}

// checkCovered checks that every fact that differs is told by a change to it, or to the whole of its table.
func checkCovered(t *testing.T, r *diff.Result) {
	t.Helper()
	was, is := facts(r, r.Before, true), facts(r, r.After, false)
	told := map[string]bool{}
	for _, c := range r.Changes {
		kind := string(c.Kind)
		switch {
		case c.Kind == diff.TableAdded, c.Kind == diff.TableRemoved:
			told[c.Table.String()] = true
		case strings.HasPrefix(kind, "column-"):
			told[c.Table.String()+" column "+c.Name] = true
		default:
			told[c.Table.String()+" "+kind[:strings.IndexByte(kind, '-')]] = true
		}
	}
	check := func(how string, these, those map[string]fact) {
		for text, f := range these {
			if _, ok := those[text]; !ok && !told[f.table] && !told[f.table+" "+f.part] {
				t.Errorf("%s, but not told: %s", how, text)
			}
		}
	}
	check("gone", was, is)
	check("came", is, was)
}

// fact is what a fact is about: a table by its name after, and a part of it.
type fact struct{ table, part string }

// facts are what the JSON output of a schema would say, each with what it is about, by names after.
func facts(r *diff.Result, s *schema.Schema, before bool) map[string]fact {
	names := map[schema.Name]schema.Name{}
	columns := map[schema.Name]map[string]string{}
	for i := range r.Tables {
		p := &r.Tables[i]
		if p.Before == nil || !before {
			continue
		}
		names[p.Before.Name] = p.Name()
		columns[p.Before.Name] = map[string]string{}
		for _, c := range p.Columns {
			if c.Before != nil && c.After != nil {
				columns[p.Before.Name][c.Before.Name] = c.After.Name
			}
		}
	}
	calledColumns := func(table schema.Name, list []string) []string {
		out := slices.Clone(list)
		for i := range out {
			if to, ok := columns[table][out[i]]; ok {
				out[i] = to
			}
		}
		return out
	}
	called := func(n schema.Name) string {
		if to, ok := names[n]; ok {
			return to.String()
		}
		return n.String()
	}
	out := map[string]fact{}
	for _, table := range s.Tables {
		name := called(table.Name)
		put := func(part, format string, args ...any) { out[name+" "+fmt.Sprintf(format, args...)] = fact{name, part} }
		put("table", "named %s", table.Name.Name) // a schema that is named on one side only is no difference
		for _, c := range table.Columns {
			as := calledColumns(table.Name, []string{c.Name})[0]
			put("column "+as, "%s as %s %s %v %s %s", c.Name, as, c.Type, c.NotNull, c.Default, c.Comment)
		}
		for _, k := range table.Keys {
			columns := calledColumns(table.Name, k.Columns)
			slices.Sort(columns)
			put(map[schema.KeyKind]string{schema.Primary: "primary", schema.Unique: "unique"}[k.Kind], "key %d %v", k.Kind, columns)
		}
		for _, fk := range table.ForeignKeys {
			columns := calledColumns(table.Name, fk.Columns)
			put("foreign", "%v references %s%v %s %s", columns, called(fk.Ref), calledColumns(fk.Ref, fk.RefColumns), fk.OnDelete, fk.OnUpdate)
		}
	}
	for _, e := range s.Enums {
		values := slices.Clone(e.Values)
		slices.Sort(values)
		out[fmt.Sprintf("%s of %v", e.Name, values)] = fact{e.Name.String(), "enum"}
	}
	return out
}

// checkUnion checks that all tables and columns of both sides are in the pairs, once.
func checkUnion(t *testing.T, r *diff.Result) {
	t.Helper()
	before, after, columns := 0, 0, 0
	for _, p := range r.Tables {
		if p.Before != nil {
			before++
			columns += len(p.Before.Columns)
		}
		if p.After != nil {
			after++
			columns += len(p.After.Columns)
		}
		for _, c := range p.Columns {
			if c.Before != nil {
				columns--
			}
			if c.After != nil {
				columns--
			}
		}
	}
	if before != len(r.Before.Tables) || after != len(r.After.Tables) || columns != 0 {
		t.Errorf("pairs hold %d of %d and %d of %d tables, %d columns are left over", before, len(r.Before.Tables), after, len(r.After.Tables), columns)
	}
}
