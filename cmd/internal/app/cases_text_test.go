package app

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// drawnEnds tells what the feet of each line in a picture look like, parent first.
func drawnEnds(t *testing.T, svg []byte) string {
	t.Helper()
	var doc struct {
		Shapes []struct {
			ID string `xml:"id,attr"`
			D  string `xml:"d,attr"`
		} `xml:"defs>path"`
		Groups []struct {
			Class string `xml:"class,attr"`
			Title string `xml:"title"`
			Feet  []struct {
				Href string `xml:"href,attr"`
			} `xml:"use"`
		} `xml:"g"`
	}
	if err := xml.Unmarshal(svg, &doc); err != nil {
		t.Fatalf("the SVG is not XML: %v", err)
	}
	shapes := map[string]string{}
	for _, s := range doc.Shapes {
		shapes["#"+s.ID] = s.D
	}
	var b strings.Builder
	for _, g := range doc.Groups {
		if !strings.HasPrefix(g.Class, "edge") || len(g.Feet) != 2 {
			continue
		}
		parent, child := footShape(shapes[g.Feet[0].Href]), footShape(shapes[g.Feet[1].Href])
		said := strings.Split(g.Title, "\n") // the child, the parent after an arrow, and perhaps the junction
		if len(said) == 1 {
			t.Errorf("%s: one end is told, of two", g.Title)
			continue
		}
		for i, foot := range []string{child, parent} {
			end, _, ok := strings.Cut(said[i], ", "+foot)
			if !ok {
				t.Errorf("drawn as %s, but said to be %q", foot, said[i])
			}
			said[i] = end
		}
		fmt.Fprintf(&b, "%s: %s, %s\n", strings.Join(said, " "), parent, child)
	}
	return b.String()
}

// footShape tells a foot by what it is made of: a ring says zero, each bar one, toes many.
func footShape(path string) string {
	ring, bars, toes := strings.Contains(path, "a"), strings.Count(path, "v"), strings.Contains(path, "l")
	switch {
	case ring && toes:
		return "zero or many"
	case ring && bars == 1:
		return "zero or one"
	case bars == 2:
		return "exactly one"
	case bars == 1 && toes:
		return "one or many"
	default:
		return "an unknown shape " + path
	}
}

// schemaText is a schema in few words, from its JSON.
func schemaText(t *testing.T, text []byte) string {
	t.Helper()
	type name struct{ Schema, Name string }
	var doc struct {
		Dialect string
		Tables  []struct {
			name
			Comment string
			Columns []struct {
				Name, Type, Default, Comment string
				Generated                    bool
				NotNull                      bool `json:"not_null"`
			}
			PrimaryKey  []string `json:"primary_key"`
			Unique      [][]string
			ForeignKeys []struct {
				Columns    []string
				RefSchema  string   `json:"ref_schema"`
				RefTable   string   `json:"ref_table"`
				RefColumns []string `json:"ref_columns"`
				OnDelete   string   `json:"on_delete"`
				OnUpdate   string   `json:"on_update"`
				Implied    bool
			} `json:"foreign_keys"`
			PartitionOf *name `json:"partition_of"`
		}
		Views []struct {
			name
			Materialized bool
			Reads        []name
		}
		Enums []struct {
			name
			Values []string
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	list := func(words []string) string { return "(" + strings.Join(words, ", ") + ")" }
	full := func(schema, name string) string { return strings.TrimPrefix(schema+"."+name, ".") }
	line := func(words ...string) {
		b.WriteString(strings.TrimRight(strings.Join(words, ""), " ") + "\n")
	}
	when := func(holds bool, text string) string {
		if holds {
			return text
		}
		return ""
	}
	line("dialect ", doc.Dialect)
	for _, t := range doc.Tables {
		line("table ", full(t.Schema, t.Name), when(t.Comment != "", " -- "+t.Comment))
		if t.PartitionOf != nil {
			line("  partition of ", full(t.PartitionOf.Schema, t.PartitionOf.Name))
		}
		for _, c := range t.Columns {
			line("  ", c.Name, " ", c.Type, when(c.NotNull, " not null"), when(c.Default != "", " default "+c.Default),
				when(c.Generated, " generated"), when(c.Comment != "", " -- "+c.Comment))
		}
		if len(t.PrimaryKey) > 0 {
			line("  primary key ", list(t.PrimaryKey))
		}
		for _, u := range t.Unique {
			line("  unique ", list(u))
		}
		for _, k := range t.ForeignKeys {
			line("  foreign key ", list(k.Columns), " -> ", full(k.RefSchema, k.RefTable), " ", list(k.RefColumns),
				when(k.OnDelete != "NO ACTION", " on delete "+k.OnDelete), when(k.OnUpdate != "NO ACTION", " on update "+k.OnUpdate),
				when(k.Implied, " implied"))
		}
	}
	for _, v := range doc.Views {
		var reads []string
		for _, r := range v.Reads {
			reads = append(reads, full(r.Schema, r.Name))
		}
		line(when(v.Materialized, "materialized "), "view ", full(v.Schema, v.Name), " reads ", list(reads))
	}
	for _, e := range doc.Enums {
		line("enum ", full(e.Schema, e.Name), " ", list(e.Values))
	}
	return b.String()
}
