package schema

import "strings"

// Singular turns the name of a table into what one row of it is called: "order_items" becomes
// "order_item". It knows plain English only; what it does not know stays as it is.
func Singular(name string) string {
	lower := strings.ToLower(name)
	if !ascii(name) {
		return name
	}
	for _, irregular := range irregulars() {
		if n, ok := strings.CutSuffix(lower, irregular[1]); ok && wordStart(name, len(n)) {
			return name[:len(n)+1] + likeCase(irregular[0][1:], name)
		}
	}
	has := func(suffixes ...string) bool { return hasSuffix(lower, suffixes) }
	switch {
	case has("ss", "us", "is", "news", "series", "species"):
		return name
	case has("ies") && len(lower) > 4 && !has("movies", "cookies"):
		return name[:len(name)-3] + likeCase("y", name)
	case has("sses", "shes", "ches", "xes", "zes", "uses") && !has("ouses", "auses", "sizes", "prizes"):
		return name[:len(name)-2]
	case has("s") && len(name) > 2:
		return name[:len(name)-1]
	default:
		return name
	}
}

// Plural turns a name into what several of it are called: "order_item" becomes "order_items". A name that
// is plural already stays as it is.
func Plural(name string) string {
	lower := strings.ToLower(name)
	if !ascii(name) || name == "" || Singular(name) != name {
		return name
	}
	for _, irregular := range irregulars() {
		if n, ok := strings.CutSuffix(lower, irregular[0]); ok && wordStart(name, len(n)) {
			return name[:len(n)+1] + likeCase(irregular[1][1:], name)
		}
	}
	last := lower[len(lower)-1]
	switch {
	case hasSuffix(lower, []string{"news", "series", "species", "data", "info"}) || !letter(last):
		return name
	case last == 'y' && len(lower) > 1 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return name[:len(name)-1] + likeCase("ies", name)
	case hasSuffix(lower, []string{"s", "x", "z", "ch", "sh"}):
		return name + likeCase("es", name)
	default:
		return name + likeCase("s", name)
	}
}

// WithArticle puts "a" or "an" before a noun, by its sound as far as its letters tell.
func WithArticle(noun string) string {
	lower := strings.ToLower(noun)
	article := "a "
	if lower != "" && strings.ContainsRune("aeiou", rune(lower[0])) {
		article = "an "
	}
	for _, prefix := range []string{"us", "uni", "uu", "ur", "ut", "eu", "one"} {
		if strings.HasPrefix(lower, prefix) {
			article = "a "
		}
	}
	return article + noun
}

// irregulars lists the plurals that no rule makes, as singular and plural. Both begin with the same letter.
func irregulars() [][2]string {
	return [][2]string{{"person", "people"}, {"child", "children"}, {"woman", "women"}, {"man", "men"}, {"cache", "caches"}, {"bus", "buses"}}
}

// wordStart reports whether a word starts at offset i of a name in snake_case or camelCase.
func wordStart(name string, i int) bool {
	return i == 0 || !letter(name[i-1]|0x20) || name[i] < 'a' && name[i-1] >= 'a'
}

// likeCase puts a suffix in upper case when the name ends in upper case.
func likeCase(suffix, name string) string {
	if last := name[len(name)-1]; last >= 'A' && last <= 'Z' {
		return strings.ToUpper(suffix)
	}
	return suffix
}

func hasSuffix(s string, suffixes []string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 0x7f }) < 0
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' }
