package dot

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/render/diagram"
)

// Colours, readable on white and on print.
const (
	inkTitle   = "#1e3a5f" // behind the name of a table
	inkView    = "#4a5568" // behind the name of a view
	inkGhost   = "#8a5a00" // behind the name of a table that is nowhere in the input
	inkAdded   = "#1a6b3c"
	inkRemoved = "#a32020"
	inkChanged = "#8a5a00"
	inkQuiet   = "#56606e" // types, key marks, labels
	inkLine    = "#475569"
	inkGroup   = "#94a3b8"
)

// maxType is how much of a type is shown; enumerations can be thousands of characters long.
const maxType = 40

// entity writes a table as a node. Every row has a port at its left side (l0) and one at its right (r0).
func (w *writer) entity(e *diagram.Entity, indent string) {
	w.line(`%s%s [id=%s, tooltip=%s, label=<`, indent, quoted(e.ID), quoted(e.ID), escString(entityTip(e)))
	w.line(`%s  <TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="%s"%s>`, indent, titleColour(e), tableStyle(e))
	w.line(`%s  <TR><TD PORT="title" COLSPAN="3" BGCOLOR="%s"><FONT COLOR="#ffffff"><B>%s</B></FONT></TD></TR>`,
		indent, titleColour(e), htmlText(marked(e.Change, e.Label)))
	for i := range e.Columns {
		w.line(`%s  %s`, indent, row(&e.Columns[i], i))
	}
	if e.Hidden > 0 {
		w.line(`%s  <TR><TD COLSPAN="3" ALIGN="LEFT"><FONT COLOR="%s">%d more</FONT></TD></TR>`, indent, inkQuiet, e.Hidden)
	}
	w.line(`%s  </TABLE>>];`, indent)
}

// row is a column: key marks, the name (bold where it cannot be NULL), the type.
func row(c *diagram.Column, i int) string {
	name := htmlText(marked(c.Change, c.Name))
	if c.NotNull {
		name = "<B>" + name + "</B>"
	}
	return fmt.Sprintf(`<TR><TD PORT="l%d" ALIGN="LEFT"><FONT COLOR="%s">%s</FONT></TD><TD ALIGN="LEFT">%s</TD>`+
		`<TD PORT="r%d" ALIGN="LEFT"><FONT COLOR="%s">%s</FONT></TD></TR>`,
		i, inkQuiet, htmlText(strings.Join(c.Keys(), ", ")), name, i, inkQuiet, htmlText(shorten(c.Type)))
}

// shorten cuts a long type.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= maxType {
		return s
	}
	return string([]rune(s)[:maxType-1]) + "…"
}

func titleColour(e *diagram.Entity) string {
	switch {
	case e.Change == diagram.Added:
		return inkAdded
	case e.Change == diagram.Removed:
		return inkRemoved
	case e.Change == diagram.Changed:
		return inkChanged
	case e.Kind == diagram.View:
		return inkView
	case e.Kind == diagram.Ghost:
		return inkGhost
	default:
		return inkTitle
	}
}

// tableStyle dashes the border of what is not a table of its own.
func tableStyle(e *diagram.Entity) string {
	if e.Kind == diagram.Table && e.Change != diagram.Removed {
		return ""
	}
	return ` STYLE="DASHED"`
}

func entityTip(e *diagram.Entity) string {
	switch {
	case e.Kind == diagram.Ghost:
		return e.Label + " (not in the input)"
	case e.Comment != "":
		return e.Label + ": " + e.Comment
	default:
		return e.Label
	}
}

// edgeLook is the label of a line, its evidence as a tooltip, and its style.
func edgeLook(e *diagram.Edge) string {
	look := "id=" + quoted(e.ID) + ", label=" + escString(marked(e.Change, e.Label))
	if tip := edgeTip(e); tip != "" {
		look += ", tooltip=" + escString(tip) + ", labeltooltip=" + escString(tip)
	}
	if e.Dashed {
		look += ", style=dashed"
	}
	return look
}

func edgeTip(e *diagram.Edge) string {
	var parts []string
	for _, end := range []diagram.End{e.Parent, e.Child} {
		if end.Why.Text != "" {
			parts = append(parts, end.Cardinality.String()+": "+end.Why.Text)
		}
	}
	return strings.Join(parts, "; ")
}

// marked puts the sign of a change before a text, so that colour is never its only sign.
func marked(c diagram.Change, text string) string {
	switch c {
	case diagram.Added:
		return "+ " + text
	case diagram.Removed:
		return "- " + text
	case diagram.Changed:
		return "~ " + text
	default:
		return text
	}
}

// quoted is a name of Graphviz' own (node, graph, id): a string in which only quotes are special. A
// backslash before the closing quote would escape it, so backslashes are doubled too.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(clean(s)) + `"`
}

// escString is a text to show: \N and the like would be replaced, and HTML entities are read.
func escString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `&`, `&amp;`).Replace(clean(s)) + `"`
}

// htmlText is a text inside an HTML-like label; an empty one would be an error there.
func htmlText(s string) string {
	if s == "" {
		return " "
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(clean(s))
}

// clean replaces what no label can hold: control characters (NUL would end the input) and broken UTF-8.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
