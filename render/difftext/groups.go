package difftext

import (
	"fmt"
	"strings"

	"crowsfoot/parse/diff"
	"crowsfoot/parse/schema"
)

// group is all that is told of one table, view or enumerated type.
type group struct {
	what         string // "table", "partition", "view" or "type"
	state        string // "added", "removed" or "changed"
	label        string
	changes      []*diff.Change
	consequences []*diff.Consequence
}

// groups collects changes and consequences by what they are about, in the order of the changes.
func groups(r *diff.Result) []*group {
	type key struct {
		what string
		name schema.Name
		gone bool // another thing may have taken over the name
	}
	index := map[key]*group{}
	var out []*group
	at := func(k key) *group {
		g := index[k]
		if g == nil {
			g = &group{what: k.what, state: "changed", label: r.Label(k.name)}
			index[k] = g
			out = append(out, g)
		}
		return g
	}
	for i := range r.Changes {
		c := &r.Changes[i]
		what, state := about(c.Kind)
		g := at(key{what, c.Table, state == "removed"})
		g.state = state
		g.changes = append(g.changes, c)
	}
	for i := range r.Consequences {
		k := &r.Consequences[i]
		what := "table"
		if k.Kind == diff.Dangling && k.Name == "" {
			what = "view"
		}
		g := at(key{what, k.Table, false})
		g.consequences = append(g.consequences, k)
	}
	return out
}

// about tells what a kind of change is about, and what it did to the whole of that.
func about(k diff.Kind) (what, state string) {
	switch k {
	case diff.TableAdded:
		return "table", "added"
	case diff.TableRemoved:
		return "table", "removed"
	case diff.PartitionAdded:
		return "partition", "added"
	case diff.PartitionRemoved:
		return "partition", "removed"
	case diff.ViewAdded:
		return "view", "added"
	case diff.ViewRemoved:
		return "view", "removed"
	case diff.ViewReads, diff.ViewKind, diff.ViewComment:
		return "view", "changed"
	case diff.EnumAdded:
		return "type", "added"
	case diff.EnumRemoved:
		return "type", "removed"
	case diff.EnumValueAdded, diff.EnumValueRemoved:
		return "type", "changed"
	default:
		return "table", "changed"
	}
}

// sign is "+", "-" or "~", for what a change did.
func sign(k diff.Kind) string {
	switch {
	case strings.HasSuffix(string(k), "-added"):
		return "+"
	case strings.HasSuffix(string(k), "-removed"):
		return "-"
	default:
		return "~"
	}
}

// Summary counts what changed, and says how much of it is dangerous: "1 table added, 2 changed; 1 view removed."
// and, with dangers, "2 changes can lose data, 1 can break what uses the schema.". Without changes
// it says so.
func Summary(r *diff.Result) []string {
	if r.Empty() {
		return []string{"No changes."}
	}
	counts := map[[2]string]int{}
	for _, g := range groups(r) {
		if len(g.changes) > 0 {
			counts[[2]string{g.what, g.state}]++
		}
	}
	var kinds []string
	for _, what := range []string{"table", "partition", "view", "type"} {
		var parts []string
		for _, state := range []string{"added", "removed", "changed"} {
			n := counts[[2]string{what, state}]
			switch {
			case n == 0:
			case len(parts) == 0:
				parts = append(parts, fmt.Sprintf("%s %s", count(n, what), state))
			default:
				parts = append(parts, fmt.Sprintf("%d %s", n, state))
			}
		}
		if len(parts) > 0 {
			kinds = append(kinds, strings.Join(parts, ", "))
		}
	}
	out := []string{strings.Join(kinds, "; ") + "."}
	if dangers := dangers(r); dangers != "" {
		out = append(out, dangers)
	}
	return out
}

// dangers counts the changes by what they can do, "" without any that can do harm.
func dangers(r *diff.Result) string {
	n := risks(r)
	lose, breaks := n[diff.LosesData], n[diff.Breaks]
	const breaking = "can break what uses the schema"
	switch {
	case lose > 0 && breaks > 0:
		return fmt.Sprintf("%s can lose data, %d %s.", count(lose, "change"), breaks, breaking)
	case lose > 0:
		return count(lose, "change") + " can lose data."
	case breaks > 0:
		return count(breaks, "change") + " " + breaking + "."
	default:
		return ""
	}
}

func risks(r *diff.Result) map[diff.Risk]int {
	n := map[diff.Risk]int{}
	for i := range r.Changes {
		n[r.Changes[i].Risk]++
	}
	return n
}

// danger is a risk in words: "loses data: its values are lost", "" for none.
func danger(c *diff.Change) string {
	switch c.Risk {
	case diff.LosesData:
		return "loses data: " + c.RiskWhy
	case diff.Breaks:
		return "breaks: " + c.RiskWhy
	default:
		return ""
	}
}

// count is "1 table" or "2 tables".
func count(n int, noun string) string {
	if n != 1 {
		noun = schema.Plural(noun)
	}
	return fmt.Sprintf("%d %s", n, noun)
}
