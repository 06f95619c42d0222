package layout_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"crowsfoot/render/layout"
)

// TestWidthsAreTheFonts compares the tables of widths with Liberation Sans, rune by rune.
func TestWidthsAreTheFonts(t *testing.T) {
	for name, bold := range map[string]bool{"Regular": false, "Bold": true} {
		path := "/usr/share/fonts/truetype/liberation/LiberationSans-" + name + ".ttf"
		data, err := os.ReadFile(path)
		if err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("install the package fonts-liberation: %v", err)
			}
			t.Skipf("needs %s", path)
		}
		f, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		em := f.UnitsPerEm()
		for r := ' '; r <= 0x45f; r++ {
			if !layout.Measured(r) {
				continue
			}
			glyph, err := f.GlyphIndex(&buf, r)
			if err != nil || glyph == 0 {
				t.Fatalf("%s has no %q", name, r)
			}
			want, err := f.GlyphAdvance(&buf, glyph, fixed.I(int(em)), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			// At a size of one Unit for every font unit, the width is the advance.
			if got := layout.TextWidthAt(string(r), bold, layout.Unit(em)); int(got) != want.Round() {
				t.Errorf("%s %q is %d wide, in the font %d", name, r, got, want.Round())
			}
		}
	}
}

func TestTextWidth(t *testing.T) {
	for _, tt := range []struct {
		s    string
		bold bool
		want layout.Unit
	}{
		{"", false, 0},
		{"id", false, 94},        // (455+1139)/2048 em of 12 px, rounded up
		{"id", true, 107},        // (569+1251)/2048
		{"ü", false, 67},         // as u
		{"日本", false, 240},       // an em each
		{"🦶", true, 120},         // so is an emoji
		{"e\u0301", false, 67},   // a combining mark has no width
		{"a\u200db", false, 134}, // nor has a joiner
		{"Ж", false, 111},        // 1891/2048
		{"ก", false, 87},         // 0.722 em
		{"\x00\n", false, 240},   // what a font may draw as a box
		{"\xff", false, 87},      // invalid UTF-8 is drawn as U+FFFD
	} {
		if got := layout.TextWidth(tt.s, tt.bold); got != tt.want {
			t.Errorf("TextWidth(%q, %t) = %d, want %d", tt.s, tt.bold, got, tt.want)
		}
	}
}

func TestDisplay(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"numeric(10,2)", "numeric(10,2)"},
		{strings.Repeat("ü", 40), strings.Repeat("ü", 40)},
		{strings.Repeat("ü", 41), strings.Repeat("ü", 39) + "…"},
		{strings.Repeat("\xff", 50), strings.Repeat("\xff", 39) + "…"},
	} {
		if got := layout.DisplayType(tt.in); got != tt.want {
			t.Errorf("DisplayType(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if got := layout.DisplayName(strings.Repeat("x", 1000)); len([]rune(got)) != layout.MaxName {
		t.Errorf("a long name is displayed with %d runes, want %d", len([]rune(got)), layout.MaxName)
	}
}
