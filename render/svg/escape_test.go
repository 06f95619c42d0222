package svg

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"crowsfoot/render/layout"
)

func TestEscape(t *testing.T) {
	for _, tt := range []struct{ in, text, attr string }{
		{"plain_name", "plain_name", "plain_name"},
		{`a<b>&"c"`, `a&lt;b&gt;&amp;"c"`, `a&lt;b&gt;&amp;&quot;c&quot;`},
		{"]]>", "]]&gt;", "]]&gt;"},
		{"one\ntwo\tthree", "one&#10;two&#9;three", "one&#10;two&#9;three"},
		{"\x00\x1b\r\x7f", "\u2400\u241b\u240d\u2421", "\u2400\u241b\u240d\u2421"},
		{"\u0085\u2028\ufffe\uffff", "\ufffd\ufffd\ufffd\ufffd", "\ufffd\ufffd\ufffd\ufffd"},
		{"bad \xff\xc3 bytes", "bad \ufffd\ufffd bytes", "bad \ufffd\ufffd bytes"},
		{"größe 用户 🎉", "größe 用户 🎉", "größe 用户 🎉"},
	} {
		if got := text(tt.in); got != tt.text {
			t.Errorf("text(%q) = %q, want %q", tt.in, got, tt.text)
		}
		if got := attr(tt.in); got != tt.attr {
			t.Errorf("attr(%q) = %q, want %q", tt.in, got, tt.attr)
		}
	}
}

func TestIsolated(t *testing.T) {
	for in, want := range map[string]string{
		"orders":       "orders",
		"größe":        "größe",
		"用户":           "用户",
		"שם":           "\u2068שם\u2069",
		"عمود":         "\u2068عمود\u2069",
		"evil\u202ecb": "\u2068evilcb\u2069",
		"a\u2069b":     "\u2068ab\u2069",
	} {
		if got := isolated(in); got != want {
			t.Errorf("isolated(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzEscape holds that whatever a name is, it is read back from the file as one line of text, and that
// nothing but what XML forbids is changed.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "a", "<svg>", "]]>", "&amp;", "\x00", "\xff", "a\nb", "\u202e", `"'`, "🎉", "\ufffe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := `<x a="` + attr(s) + `">` + text(s) + "</x>"
		if strings.ContainsAny(out, "\n\r\u2028\u2029\u0085") || !utf8.ValidString(out) {
			t.Fatalf("%q is not one line of UTF-8", out)
		}
		var inText, inAttr strings.Builder
		dec := xml.NewDecoder(strings.NewReader(out))
		for {
			tok, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v", out, err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				inAttr.WriteString(tok.Attr[0].Value)
			case xml.CharData:
				inText.Write(tok)
			}
		}
		if inText.String() != inAttr.String() {
			t.Errorf("as text %q, as an attribute %q", inText.String(), inAttr.String())
		}
		if utf8.RuneCountInString(inText.String()) != utf8.RuneCountInString(s) {
			t.Errorf("%q came back as %q", s, inText.String())
		}
	})
}

func TestNum(t *testing.T) {
	for u, want := range map[layout.Unit]string{0: "0", 5: ".5", -5: "-.5", 10: "1", 125: "12.5", -1230: "-123", -7: "-.7"} {
		if got := num(u); got != want {
			t.Errorf("num(%d) = %q, want %q", u, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	var d pathData
	d.move(layout.Point{X: 100, Y: 205})
	d.line(layout.Point{X: 300, Y: 205})
	d.line(layout.Point{X: 300, Y: 205}) // nothing
	d.line(layout.Point{X: 300, Y: 200})
	d.line(layout.Point{X: 290, Y: 190})
	d.curve(layout.Point{X: 280, Y: 190}, layout.Point{X: 280, Y: 195}, layout.Point{X: 271, Y: 195})
	d.curve(layout.Point{X: 271, Y: 245}, layout.Point{X: 311, Y: 285}, layout.Point{X: 361, Y: 285}) // a round corner
	d.move(layout.Point{X: 0, Y: 0})
	if got, want := d.String(), "M10 20.5h20v-.5l-1-1c-1 0-1 .5-1.9 .5q0 9 9 9m-36.1-28.5"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
