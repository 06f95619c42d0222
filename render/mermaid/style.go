package mermaid

import (
	"strconv"

	"crowsfoot/render/diagram"
)

// palette holds the border colours of groups: dark enough for a white page and light enough for a black one.
// Colour tells nothing alone: groups by schema stand in the names as well.
func palette() []string {
	return []string{"#0969da", "#1a7f37", "#bf8700", "#cf222e", "#8250df", "#bc4c00", "#bf3989", "#1b7c83"}
}

// class is the class of an entity: what a diff did to it, or its group; "" for none.
func (w *writer) class(entity int) string {
	switch {
	case !w.target.classes():
		return ""
	case w.d.IsDiff:
		return w.d.Entities[entity].Change.String()
	case w.target.subgraphs() || w.group(entity) < 0:
		return ""
	default:
		return groupID(w.group(entity) % len(palette()))
	}
}

// groupID is how the text calls a group or its class.
func groupID(group int) string { return "group" + strconv.Itoa(group+1) }

// styles defines the classes in use, and how the boxes around groups look.
func (w *writer) styles(p part) {
	w.classes(p)
	if !w.target.subgraphs() {
		return
	}
	shown := map[int]bool{}
	for _, i := range p.entities {
		shown[w.group(i)] = true
	}
	for g := range w.d.Groups {
		if shown[g] { // Mermaid's dark theme writes the title in black on dark grey; this grey reads on white and on black
			w.line(1, "style", groupID(g), "fill:none,stroke:#8c959f,color:#787f87")
		}
	}
}

// classes defines the classes in use. Only borders are coloured: Mermaid fills every second row alone,
// and a text colour is unreadable in one of the themes.
func (w *writer) classes(p part) {
	used := map[string]bool{}
	for _, i := range p.entities {
		used[w.class(i)] = true
	}
	delete(used, "")
	if len(used) == 0 {
		return
	}
	// Without this, the default theme of 12.x gives each entity a colour that means nothing.
	w.line(1, "classDef default stroke:#8c959f,stroke-width:1px")
	for _, c := range []struct {
		change diagram.Change
		color  string
	}{{diagram.Added, "#2da44e"}, {diagram.Removed, "#cf222e"}, {diagram.Changed, "#bf8700"}} {
		w.style(used, c.change.String(), c.color)
	}
	for i, color := range palette() {
		w.style(used, groupID(i), color)
	}
}

// style defines a class, if it is in use.
func (w *writer) style(used map[string]bool, class, color string) {
	if used[class] {
		w.line(1, "classDef", class, "stroke:"+color+",stroke-width:3px")
	}
}
