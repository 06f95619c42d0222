package difftext

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crowsfoot/parse/diff"
	"crowsfoot/render/markdown"
)

// DefaultLimit is the room that a comment has on the hosts, with some to spare.
const DefaultLimit = 65_000

// MinLimit is the least room in which there is place for the summary.
const MinLimit = 2_000

// MarkdownOptions say what to put around the changes. The zero value is a comment without a diagram.
type MarkdownOptions struct {
	Title   string   // the heading, plain text; "" for "Schema changes"
	Mermaid string   // the text of a diagram of the changes, as the Mermaid writer made it; "" for none
	Notes   []string // sentences to put below the summary, plain text: what is missing on one side, what was left out
	Limit   int      // the most bytes to write, at least MinLimit; 0 for DefaultLimit
}

// Lengths, in characters, to which free texts are cut.
const (
	maxTitle = 100
	maxText  = 300
	maxItem  = 1000
	maxCell  = 5 // changes in a cell of the table
)

// Markdown writes the changes for a review: a summary, what follows, a table with a row for each table that
// changed, the diagram, and, folded, every change with its risk and its place.
//
// It keeps within the limit: the folded part is cut first, then the table, then the diagram is left out, and each says
// so. Names are escaped, so that none is read as Markdown, HTML or a mention.
func Markdown(r *diff.Result, o MarkdownOptions) string {
	limit := DefaultLimit
	if o.Limit > 0 {
		limit = max(o.Limit, MinLimit)
	}
	out := heading(r, o.Title) + notes(o.Notes, limit/8)
	if r.Empty() {
		return out
	}
	all := groups(r)
	out += follows(r, limit/4)
	const frame = 300 // what the folded part takes at least
	left := limit - len(out) - frame
	rows, figure := table(all, left), fenced(o.Mermaid)
	if len(rows)+len(figure) > left {
		rows = table(all, left/3)
	}
	if len(rows)+len(figure) > left {
		figure = fmt.Sprintf("\nThe diagram is left out: its %d characters do not fit.\n", len([]rune(o.Mermaid)))
		rows = table(all, left-len(figure))
	}
	out += rows + figure
	return out + folded(all, limit-len(out))
}

// heading is the title and the summary.
func heading(r *diff.Result, title string) string {
	if title == "" {
		title = "Schema changes"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n", escaped(title, maxTitle))
	for i, line := range Summary(r) {
		if i > 0 {
			line = "**" + line + "**"
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

func notes(list []string, room int) string {
	items := make([]string, len(list))
	for i, n := range list {
		items[i] = "\n> " + escaped(n, maxText) + "\n"
	}
	return fit(items, room, func(n int) string { return fmt.Sprintf("\n> And %s.\n", count(n, "more note")) })
}

// follows lists what follows from the changes.
func follows(r *diff.Result, room int) string {
	if len(r.Consequences) == 0 {
		return ""
	}
	const title = "\nWhat follows:\n\n"
	items := make([]string, len(r.Consequences))
	for i := range r.Consequences {
		items[i] = "- " + escaped(r.Consequences[i].Text, maxText) + "\n"
	}
	return title + fit(items, room-len(title), func(n int) string { return fmt.Sprintf("- and %d more\n", n) })
}

// table has a row for each thing that changed.
func table(all []*group, room int) string {
	const head = "\n| | Name | Changes |\n| --- | --- | --- |\n"
	var items []string
	for _, g := range all {
		if len(g.changes) > 0 {
			items = append(items, fmt.Sprintf("| %s | %s | %s |\n", g.state, markdown.Cell(markdown.Code(shortened(g.label, maxText))), cell(g)))
		}
	}
	return head + fit(items, room-len(head), func(n int) string { return fmt.Sprintf("| | | and %d more |\n", n) })
}

// cell tells the first changes to one thing, the most dangerous before the others.
func cell(g *group) string {
	changes := slices.Clone(g.changes)
	slices.SortStableFunc(changes, func(a, b *diff.Change) int { return cmp.Compare(b.Risk, a.Risk) })
	var lines []string
	for i, c := range changes {
		if i == maxCell {
			lines = append(lines, fmt.Sprintf("and %d more", len(changes)-i))
			break
		}
		lines = append(lines, markdown.Cell(escaped(within(g, c), maxText))+warning(c.Risk))
	}
	return strings.Join(lines, "<br>")
}

// within is the text of a change where the name of its table stands beside it.
func within(g *group, c *diff.Change) string {
	if text, ok := strings.CutPrefix(c.Text, g.label+"."); ok {
		return text
	}
	return strings.TrimPrefix(c.Text, g.label+": ")
}

func warning(r diff.Risk) string {
	switch r {
	case diff.LosesData:
		return " **(loses data)**"
	case diff.Breaks:
		return " *(breaks)*"
	default:
		return ""
	}
}

// fenced is the diagram as a block of its own.
func fenced(mermaid string) string {
	if mermaid == "" {
		return ""
	}
	return "\n" + markdown.Fence("mermaid", strings.TrimRight(mermaid, "\n")+"\n")
}

// folded lists every change and consequence with its risk and place.
func folded(all []*group, room int) string {
	var items []string
	total := 0
	for _, g := range all {
		for _, c := range g.changes {
			text := c.Text
			if d := danger(c); d != "" {
				text += " — " + d
			}
			items = append(items, item(text, c.Pos.String()))
		}
		total += len(g.changes)
		for _, k := range g.consequences {
			items = append(items, item("⇒ "+k.Text, k.Pos.String()))
		}
	}
	head := fmt.Sprintf("\n<details>\n<summary>All %s, with risks and places</summary>\n\n", count(total, "change"))
	const tail = "\n</details>\n"
	body := fit(items, room-len(head)-len(tail), func(n int) string { return fmt.Sprintf("- and %d more, which do not fit\n", n) })
	if body == "" {
		return ""
	}
	return head + body + tail
}

// item is a line of the folded list.
func item(text, place string) string {
	line := "- " + escaped(text, maxItem)
	if place != "" {
		line += " — " + markdown.Code(shortened(place, maxText))
	}
	return line + "\n"
}

// fit joins the items that fit into so many bytes. Where some do not, it ends in what more says of their number.
func fit(items []string, room int, more func(left int) string) string {
	total := 0
	for _, it := range items {
		total += len(it)
	}
	if total <= room {
		return strings.Join(items, "")
	}
	var b strings.Builder
	for i, it := range items {
		if b.Len()+len(it)+len(more(len(items)-i)) > room {
			if rest := more(len(items) - i); b.Len()+len(rest) <= room {
				b.WriteString(rest)
			}
			break
		}
		b.WriteString(it)
	}
	return b.String()
}

// escaped is a free text of at most so many characters, as Markdown that reads like it.
func escaped(text string, most int) string { return markdown.Inline(shortened(text, most)) }

// shortened cuts a text to so many characters.
func shortened(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}
