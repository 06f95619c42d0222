package mermaid_test

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
)

// checkUnderstood compares what the real Mermaid understands with what the diagram means, one to one,
// in every version that the target names.
func checkUnderstood(tb testing.TB, m *realMermaid, d *diagram.Diagram, target mermaid.Target) {
	tb.Helper()
	if problem := understoodAsMeant(tb, m, d, target); problem != "" {
		tb.Error(problem)
	}
}

// understoodAsMeant says what a version understands otherwise than it is meant; "" for nothing.
func understoodAsMeant(tb testing.TB, m *realMermaid, d *diagram.Diagram, target mermaid.Target) string {
	tb.Helper()
	text, _, err := mermaid.Render(d, mermaid.Options{Target: target, Budget: mermaid.Budget{Units: 1 << 30}})
	if err != nil {
		tb.Fatal(err)
	}
	answers := m.ask(tb, text, versionsOf(target))
	for _, v := range versionsOf(target) {
		if problems := differences(d, target, v, answers[v]); len(problems) > 0 {
			return fmt.Sprintf("Mermaid %s, target %s:\n%s\n%s", v, target, strings.Join(problems, "\n"), text)
		}
	}
	return ""
}

// differences lists what a version understood otherwise than it was meant.
func differences(d *diagram.Diagram, target mermaid.Target, version string, got understood) []string {
	if got.Error != "" {
		return []string{got.Error}
	}
	order := understoodOrder(d, target, version)
	if len(got.Entities) != len(order) || len(got.Relations) != len(d.Edges) {
		return []string{fmt.Sprintf("%d entities and %d relations, meant were %d and %d",
			len(got.Entities), len(got.Relations), len(order), len(d.Edges))}
	}
	var problems []string
	for place, i := range order {
		problems = append(problems, entityDifferences(&d.Entities[i], target, got.Entities[place])...)
	}
	for i := range d.Edges {
		if diff := cmp.Diff(meantRelation(&d.Edges[i], order), got.Relations[i]); diff != "" {
			problems = append(problems, fmt.Sprintf("relation %d (-meant +understood):\n%s", i, diff))
		}
	}
	return append(problems, headDifferences(d, order, version, got)...)
}

// understoodOrder is the order in which a version holds the entities, as indices in the diagram. 10.7
// keeps them in a JavaScript object, where keys that are whole numbers come first, by value. The latest
// target writes them group by group, the others after that.
func understoodOrder(d *diagram.Diagram, target mermaid.Target, version string) []int {
	order := make([]int, len(d.Entities))
	for i := range order {
		order[i] = i
	}
	if target == mermaid.Latest {
		place := func(i int) int { return (d.Entities[i].Group + len(d.Groups) + 1) % (len(d.Groups) + 1) }
		sort.SliceStable(order, func(a, b int) bool { return place(order[a]) < place(order[b]) })
	}
	if version != "10.7" {
		return order
	}
	key := func(i int) uint64 {
		e := &d.Entities[i]
		first := slices.IndexFunc(d.Entities, func(o diagram.Entity) bool { return oneLine(o.Label) == oneLine(e.Label) && noRemark(&o) })
		n, err := strconv.ParseUint(oneLine(e.Label), 10, 32)
		if err != nil || first != i || n == 1<<32-1 || strconv.FormatUint(n, 10) != oneLine(e.Label) {
			return 1 << 32
		}
		return n
	}
	sort.SliceStable(order, func(a, b int) bool { return key(order[a]) < key(order[b]) })
	return order
}

// noRemark reports whether an entity is drawn under its mere name.
func noRemark(e *diagram.Entity) bool {
	return e.Kind == diagram.Table && e.Change == diagram.Unchanged
}

// entityDifferences compares one entity, its columns and its class.
func entityDifferences(e *diagram.Entity, target mermaid.Target, got understoodEntity) []string {
	var problems []string
	if want := meantCaption(e); got.Name != want {
		problems = append(problems, fmt.Sprintf("entity %q, meant was %q", got.Name, want))
	}
	if len(got.Columns) != len(e.Columns) {
		return append(problems, fmt.Sprintf("entity %q has %d columns, meant were %d", e.Name, len(got.Columns), len(e.Columns)))
	}
	for i := range e.Columns {
		if p := columnDifference(&e.Columns[i], target, got.Columns[i]); p != "" {
			problems = append(problems, fmt.Sprintf("entity %q, column %d: %s; understood was %+v", e.Name, i, p, got.Columns[i]))
		}
	}
	if got, want := strings.Join(got.Classes, " "), e.Change.String(); target != mermaid.Portable && want != "" && got != want {
		problems = append(problems, fmt.Sprintf("entity %q has the classes %q, meant was %q", e.Name, got, want))
	}
	return problems
}

// meantCaption is what a reader should see above an entity.
func meantCaption(e *diagram.Entity) string {
	text := oneLine(e.Label)
	remarks := map[diagram.EntityKind]string{diagram.View: "view", diagram.Ghost: "not in the input"}[e.Kind]
	if m := meantMark(e.Change, e.Was); m != "" {
		remarks = strings.TrimPrefix(remarks+", "+m, ", ")
	}
	if text == "" {
		text = "(no name)"
	}
	if remarks != "" {
		text += " (" + oneLine(remarks) + ")"
	}
	return text
}

func meantMark(c diagram.Change, was string) string {
	if was := oneLine(was); c == diagram.Changed && was != "" {
		return "changed: was " + was
	}
	return c.String()
}

// columnDifference says what is wrong with a row; "" for nothing. A name or type that the grammar cannot
// hold has to stand in the comment, as far as that may reach.
func columnDifference(c *diagram.Column, target mermaid.Target, got understoodColumn) string {
	var want []string
	for key, has := range map[string]bool{"PK": c.PK, "FK": c.FK, "UK": c.UK} {
		if has {
			want = append(want, key)
		}
	}
	slices.Sort(want)
	if got := slices.Sorted(slices.Values(got.Keys)); !slices.Equal(got, want) {
		return fmt.Sprintf("keys %v, meant were %v", got, want)
	}
	if name := oneLine(c.Name); target == mermaid.Latest && got.Name != name && name != "" {
		return fmt.Sprintf("any name can be written for this target, and so can %q", name)
	}
	if !slices.Contains(meantComments(c, got), got.Comment) {
		return fmt.Sprintf("comments that tell what the row cannot: %q", meantComments(c, got))
	}
	return ""
}

// meantComments are the comments that a row may have. The name and the type have to be told where the
// row does not show them; where it does, they may be.
func meantComments(c *diagram.Column, got understoodColumn) []string {
	name, typ := oneLine(c.Name), oneLine(c.Type)
	names, types := []string{name}, []string{typ}
	if name == "" {
		names = []string{"(no name)"}
	}
	if got.Name == name {
		names = append(names, "")
	}
	if typeShown(typ, got.Type) || len(c.Enum) > 0 {
		types = append(types, "")
	}
	var comments []string
	for _, n := range names {
		for _, t := range types {
			parts := []string{meantMark(c.Change, c.Was), n, t, oneLine(strings.Join(c.Enum, ", ")), oneLine(c.Comment)}
			parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
			comments = append(comments, atMost50(strings.Join(parts, "; ")))
		}
	}
	return comments
}

// atMost50 is a text of at most fifty characters.
func atMost50(s string) string {
	r := []rune(s)
	if len(r) <= 50 {
		return s
	}
	return strings.TrimSuffix(string(r[:49]), " ") + "…"
}

// typeShown reports whether a reader learns the type from the row's word.
func typeShown(typ, word string) bool {
	short := regexp.MustCompile(`(?i)^(timestamp|time)( *\([^)]*\))? with time zone`).ReplaceAllString(typ, "${1}tz$2")
	short = regexp.MustCompile(`(?i)^(timestamp|time)( *\([^)]*\))? without time zone`).ReplaceAllString(short, "$1$2")
	for _, form := range [][2]string{{"character varying", "varchar"}, {"bit varying", "varbit"}, {"character", "char"}} {
		short = regexp.MustCompile(`(?i)^`+form[0]).ReplaceAllString(short, form[1])
	}
	blankless := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }
	return word == typ || blankless(word) == blankless(short) || typ == "" && word == "untyped"
}

// meantRelation is how Mermaid should understand an edge.
func meantRelation(e *diagram.Edge, order []int) understoodRelation {
	r := understoodRelation{
		Left: slices.Index(order, e.Parent.Entity), Right: slices.Index(order, e.Child.Entity), Label: oneLine(e.Label),
		LeftCardinality: e.Parent.Cardinality.String(), RightCardinality: e.Child.Cardinality.String(),
		Dashed: e.Dashed || e.Implied || e.Kind == diagram.Reads || e.Change == diagram.Removed,
	}
	if e.Kind == diagram.Reads {
		r.LeftCardinality, r.RightCardinality = schema.ZeroOrMany.String(), schema.ZeroOrMany.String()
		if r.Label == "" {
			r.Label = "reads"
		}
	}
	remarks := meantMark(e.Change, e.Was)
	if e.Implied {
		remarks = strings.TrimSuffix("implied, "+remarks, ", ")
	}
	if remarks != "" {
		r.Label = oneLine(r.Label + " (" + remarks + ")")
	}
	return r
}

// headDifferences compares what stands above the entities, and the boxes around them.
func headDifferences(d *diagram.Diagram, order []int, version string, got understood) []string {
	var problems []string
	if got.Title != oneLine(d.Title) {
		problems = append(problems, fmt.Sprintf("title %q, meant was %q", got.Title, d.Title))
	}
	modern := version != "10.7" && version != "11.4"
	if lr := got.Direction == "LR"; lr != (modern && d.Direction == diagram.LeftRight) {
		problems = append(problems, fmt.Sprintf("direction %q", got.Direction))
	}
	if strings.Contains(got.Description, "direction") {
		problems = append(problems, fmt.Sprintf("description %q", got.Description))
	}
	for _, g := range got.Groups {
		for _, place := range g.Entities {
			if i := order[place]; d.Entities[i].Group < 0 || meantGroup(d, i) != g.Title {
				problems = append(problems, fmt.Sprintf("group %q holds entity %d", g.Title, i))
			}
		}
	}
	return problems
}

// meantGroup is the title of an entity's group.
func meantGroup(d *diagram.Diagram, entity int) string {
	if title := oneLine(d.Groups[d.Entities[entity].Group].Name); title != "" {
		return title
	}
	return "(no name)"
}

// oneLine is a free text as a diagram can show it: on one line, without control characters and marks
// that turn the direction of writing.
func oneLine(s string) string {
	s = regexp.MustCompile(`[\x{202a}-\x{202e}\x{2066}-\x{2069}\x{200e}\x{200f}\x{061c}]`).ReplaceAllString(s, "")
	s = regexp.MustCompile(`[\x00-\x1f\x7f-\x9f\x{feff}\pZ]+`).ReplaceAllString(string([]rune(s)), " ")
	return strings.Trim(s, " ")
}
