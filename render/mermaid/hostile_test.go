package mermaid_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/mermaid"
)

// hostileTexts are names, types and comments that some version of Mermaid, of Markdown or of HTML reads
// as something else than themselves.
func hostileTexts() []string {
	return []string{
		"", " ", "\t", "a b", "a\tb", "a\u00a0b", "a\nb", "a\r\nb", "a\vb", "a\u2028b", "\x00", "a\x00b", "\xff\xfe", "\ufeffa",
		`"`, `a"b`, `\`, `a\b`, `a\nb`, `\"`, "'", "`", "`a`", "```", "~~~", "%", "%%", "a%b", "%%{init: {}}%%", "%% comment", "---", "---\ntitle: x\n---",
		"direction LR", "direction", "Direction  tb", "xdirection RL y", "LR", "lr_users", "flow_direction", "the direction", "direction\nLR",
		"one", "many", "to", "u", "style", "class", "classDef", "end", "subgraph", "erDiagram", "accTitle", "accDescr", "title", "accTitle: x", "accDescr { x",
		"END", "to-do", "u-x", "end-x", "1a", "1", "42", "007", "1.5", "4294967295", "4294967294", "-1", "zero or one", "one or more", "only one", "many(0)", "1+", "0+",
		"pk", "PK", "fk", "uk", "Uk", "pk_", "pk-x", "fk(1)", "pké", "uk id", "PK, FK",
		"constructor", "toString", "valueOf", "hasOwnProperty", "__proto__", "prototype", "entries", "length", "null", "undefined", "NaN",
		"__meta__", "_a_", "_a", "a_", "*a*", "**a**", "a*b*c", "_", "__", "___", "a__b", "_ _", "~a~", "a~b~c", "~", "~~x~~", "a ~b c~",
		"1. x", "1) x", "- x", "+ x", "* x", "# x", "###### x", "> x", "---x", "[x](y)", "![x](y)", "http://example.org/a?b=c&d=e", "www.example.org", "a@example.org", "@user",
		"<b>x</b>", "a<b", "<br>", "<x", "a < b", "a > b", "&amp;", "&lt;b&gt;", "&copy", "&#65;", "&", "R&D", "#quot;", "#35;", "#x;", "#", "C#", "a#b;c",
		"$$x$$", "$", "$$", "fa:fa-user", "fab:fa-github", "a<br/>b", "ﬂ°°35¶ß", "ﬂ°quot¶ß", "¶ß", "style x:a#b;", "classDef x:#fff;", "x:y#z;", ":::c", "a:::b",
		"{", "}", "{}", "[", "]", "()", "][", "a;b", ";", "a,b", ",", "||--o{", "A ||--o{ B : x", `x" : "y`, `x"] { int a }`, `"]`, "click a call b()", "href",
		"é", "naïve", "größe", "名前", "имя", "שלום", "a\u202eb", "a\u200fb", "😀", "a😀b", "e\u0301", "\u200b", "Kelvin K", "ªµ·°§", "ſ", "\u180e",
		"numeric(10,2)", "numeric(10, 2)", "enum('a','b')", `enum("a","b")`, "set('x')", "timestamp with time zone", "timestamp(3) with time zone", "timestamp (3) without time zone",
		"time with time zone", "character varying(255)", "character varying", "character(1)", "bit varying(5)", "double precision", "int unsigned", "int[]", "int[][]", "geo.point", "Struct<a:int>", "character set utf8",
		strings.Repeat("x", 1000), strings.Repeat("_", 1000), strings.Repeat("direction LR ", 20), strings.Repeat("~", 300), strings.Repeat("a ", 60), strings.Repeat("é", 49) + "e\u0301\u0301",
	}
}

// generator makes diagrams of hostile names; the same seed makes the same diagram.
type generator struct {
	*rand.Rand
	pool []string
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 1)), pool: hostileTexts()}
}

// text is a hostile text, two of them joined, or a run of any characters.
func (g *generator) text() string {
	one := g.pool[g.IntN(len(g.pool))]
	switch g.IntN(6) {
	case 0:
		return one + g.pool[g.IntN(len(g.pool))]
	case 1:
		return one + " " + g.pool[g.IntN(len(g.pool))]
	case 2:
		return g.noise()
	default:
		return one
	}
}

// noise is a run of any characters, of the punctuation that matters more than of the rest.
func (g *generator) noise() string {
	const syntax = "\"'`\\%#;:{}[]()<>&*_~$@.,|-+=!? \n\tabPKfk01éß名😀"
	marks := []rune(syntax)
	var b strings.Builder
	for range g.IntN(12) {
		if g.IntN(8) == 0 {
			b.WriteRune(rune(g.IntN(utf8.MaxRune)))
		} else {
			b.WriteRune(marks[g.IntN(len(marks))])
		}
	}
	return b.String()
}

// diagram is a diagram of a few hostile tables.
func (g *generator) diagram() *diagram.Diagram {
	d := &diagram.Diagram{IsDiff: g.IntN(4) == 0, Direction: diagram.Direction(g.IntN(2))}
	if g.IntN(3) > 0 {
		d.Title = g.text()
	}
	for i := range g.IntN(4) {
		d.Groups = append(d.Groups, diagram.Group{ID: "group-" + strconv.Itoa(i), Name: g.text()})
	}
	for range 1 + g.IntN(6) {
		d.Entities = append(d.Entities, g.entity(d))
	}
	for range g.IntN(8) {
		d.Edges = append(d.Edges, g.edge(d))
	}
	return d
}

func (g *generator) entity(d *diagram.Diagram) diagram.Entity {
	name := g.text()
	if n := len(d.Entities); n > 0 && g.IntN(8) == 0 {
		name = d.Entities[g.IntN(n)].Name + []string{"", " ", "\n", "\u200f", "_2"}[g.IntN(5)]
	}
	e := diagram.Entity{Name: name, Label: name, Kind: diagram.EntityKind(max(0, g.IntN(12)-9)), Group: g.IntN(len(d.Groups)+1) - 1}
	if e.Group >= 0 {
		group := &d.Groups[e.Group]
		group.Entities = append(group.Entities, len(d.Entities))
	}
	for range g.IntN(5) {
		c := diagram.Column{
			Name: g.text(), Type: g.text(), Comment: g.text(),
			PK: g.IntN(3) == 0, FK: g.IntN(3) == 0, UK: g.IntN(3) == 0,
		}
		for range max(0, g.IntN(10)-7) {
			c.Enum = append(c.Enum, g.text())
		}
		c.Change, c.Was = g.change(d)
		e.Columns = append(e.Columns, c)
	}
	e.Change, e.Was = g.change(d)
	return e
}

// change is what a diff did to a thing, in diffs.
func (g *generator) change(d *diagram.Diagram) (diagram.Change, string) {
	if !d.IsDiff {
		return diagram.Unchanged, ""
	}
	return diagram.Change(g.IntN(4)), g.text()
}

func (g *generator) edge(d *diagram.Diagram) diagram.Edge {
	end := func() diagram.End {
		return diagram.End{Entity: g.IntN(len(d.Entities)), Cardinality: schema.Cardinality(g.IntN(4))}
	}
	e := diagram.Edge{
		Kind: diagram.EdgeKind(g.IntN(3)), Parent: end(), Child: end(), Label: g.text(),
		Dashed: g.IntN(4) == 0, Implied: g.IntN(8) == 0,
	}
	e.Change, e.Was = g.change(d)
	return e
}

// TestUnderstoodHostile hands generated diagrams to every version of Mermaid that their target names: all of
// them for the portable target, and by turns for the others. CROWSFOOT_HOSTILE=10000 makes that many;
// CROWSFOOT_SEED=N begins at another one.
func TestUnderstoodHostile(t *testing.T) {
	m := startMermaid(t)
	number, first := setting(t, "CROWSFOOT_HOSTILE", 40), setting(t, "CROWSFOOT_SEED", 1)
	for seed := first; seed < first+number; seed++ {
		d := newGenerator(uint64(seed)).diagram()
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			checkUnderstood(t, m, d, mermaid.Portable)
			if target := targets()[seed%3]; target != mermaid.Portable {
				checkUnderstood(t, m, d, target)
			}
		})
	}
}

// setting is a number from the environment.
func setting(t *testing.T, name string, otherwise int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s=%q is not a number", name, s)
	}
	return n
}

// TestUnderstoodTexts hands each hostile text, in every place that a text can have, to every version:
// many in one diagram, and one by one where that fails.
func TestUnderstoodTexts(t *testing.T) {
	for _, target := range targets() {
		t.Run(target.String(), func(t *testing.T) {
			t.Parallel()
			m := startMermaid(t)
			for texts := range slices.Chunk(hostileTexts(), 50) {
				d := everywhere(texts...)
				if understoodAsMeant(t, m, d, target) == "" {
					continue
				}
				for _, text := range texts {
					checkUnderstood(t, m, everywhere(text), target)
				}
				checkUnderstood(t, m, d, target)
			}
		})
	}
}

// everywhere is a diagram with texts in every place that a text can have.
func everywhere(texts ...string) *diagram.Diagram {
	d := &diagram.Diagram{Title: texts[0]}
	for g, text := range texts {
		table := len(d.Entities)
		d.Groups = append(d.Groups, diagram.Group{Name: text, Entities: []int{table}})
		d.Entities = append(d.Entities,
			diagram.Entity{Name: text, Label: text, Group: g, Columns: []diagram.Column{
				{Name: text, Type: text, Comment: text, PK: true, FK: true, UK: true},
				{Name: "id", Type: "int", Comment: text},
			}},
			diagram.Entity{Name: text, Label: text, Group: -1, Kind: diagram.View})
		d.Edges = append(d.Edges,
			edge(table, schema.ZeroOrOne, table, schema.ZeroOrOne, text),
			diagram.Edge{Kind: diagram.Reads, Parent: diagram.End{Entity: table}, Child: diagram.End{Entity: table + 1}, Label: text})
	}
	d.Entities = append(d.Entities, diagram.Entity{Name: "lr", Label: "lr", Group: -1})
	return d
}
