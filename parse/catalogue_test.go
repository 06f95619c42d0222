package parse_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
	"crowsfoot/parse/schema"
)

// server runs SQL for real, and tells what its catalogue holds then.
type server struct {
	dialect   dialect.Dialect
	namespace string   // the one that is not written
	kinds     []string // the first words of the lines that it gives
	load      func(t *testing.T, files []string) (lines []string, errs string)
}

// agrees runs the cases of the server's dialect, but for those that say why no server takes them.
func (s *server) agrees(t *testing.T) {
	t.Helper()
	for _, c := range dialectCases(t) {
		if c.dialect != s.dialect || c.server != "" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			var files []string
			for _, f := range c.archive.Files {
				if strings.HasSuffix(f.Name, ".sql") {
					files = append(files, string(f.Data))
				}
			}
			want, errs := s.load(t, files)
			if errs != "" {
				t.Fatal(errs)
			}
			if diff := cmp.Diff(want, s.catalogueOf(c.read(t))); diff != "" {
				t.Errorf("(-server +crowsfoot):\n%s", diff)
			}
		})
	}
}

// catalogueOf writes a result as the server's queries do: each table in a line with its columns, each key and foreign key,
// each view, enumeration and comment. "!" is NOT NULL.
func (s *server) catalogueOf(res *parse.Result) []string {
	var lines []string
	for _, t := range res.Schema.Tables {
		lines = append(lines, s.tableLines(t)...)
	}
	for _, v := range res.Schema.Views {
		lines = append(lines, "view "+s.name(v.Name))
		var reads []string
		for _, n := range v.Reads {
			reads = append(reads, s.name(n))
		}
		slices.Sort(reads)
		lines = append(lines, "reads "+s.name(v.Name)+" ("+strings.Join(slices.Compact(reads), ", ")+")", s.comment(s.name(v.Name), v.Comment))
	}
	for _, e := range res.Schema.Enums {
		lines = append(lines, "enum "+s.name(e.Name)+" ("+strings.Join(e.Values, ", ")+")")
	}
	lines = slices.DeleteFunc(lines, func(l string) bool {
		kind, _, _ := strings.Cut(l, " ")
		return !slices.Contains(s.kinds, kind)
	})
	slices.Sort(lines)
	return lines
}

// tableLines is what a table has. The keys of a part are those of the whole, so that only its columns count.
func (s *server) tableLines(t *schema.Table) []string {
	name := s.name(t.Name)
	var columns []string
	for _, c := range t.Columns {
		columns = append(columns, s.column(t, c))
	}
	lines := []string{"table " + name + " (" + strings.Join(columns, ", ") + ")", s.comment(name, t.Comment)}
	for _, c := range t.Columns {
		lines = append(lines, s.comment(name+"."+c.Name, c.Comment))
	}
	if t.PartitionOf.Name != "" {
		return append(lines, "part "+name+" of "+s.name(t.PartitionOf))
	}
	for _, k := range t.Keys {
		kind := "unique "
		if k.Kind == schema.Primary {
			kind = "pk "
		}
		if k.Full() {
			lines = append(lines, kind+name+" ("+strings.Join(k.Columns, ", ")+")")
		}
	}
	for _, fk := range t.ForeignKeys {
		lines = append(lines, s.reference(name, fk))
	}
	return lines
}

// column leaves out what SQLite's catalogue does: that the columns of a primary key are never NULL.
func (s *server) column(t *schema.Table, c *schema.Column) string {
	text := c.Name
	pk := t.PrimaryKey()
	if c.NotNull && (s.dialect != dialect.SQLite || pk == nil || !slices.Contains(pk.Columns, c.Name)) {
		text += "!"
	}
	if c.Generated {
		text += " generated"
	}
	return text
}

// reference writes a foreign key. In MySQL, to restrict is to take no action; SQLite spells names as the key does.
func (s *server) reference(table string, fk *schema.ForeignKey) string {
	action := func(a schema.Action) string {
		if a == schema.Restrict && s.dialect == dialect.MySQL {
			a = schema.NoAction
		}
		return a.String()
	}
	columns := fk.RefColumns
	if s.dialect == dialect.SQLite && len(columns) > len(fk.Columns) { // it lists the columns of the key, however many it references
		columns = columns[:len(fk.Columns)]
	}
	to := s.name(fk.Ref) + " (" + strings.Join(columns, ", ") + ")"
	if s.dialect == dialect.SQLite {
		to = strings.ToLower(to)
	}
	return "fk " + table + " (" + strings.Join(fk.Columns, ", ") + ") -> " + to + " " + action(fk.OnDelete) + " " + action(fk.OnUpdate)
}

func (s *server) name(n schema.Name) string {
	if n.Namespace == s.namespace {
		n.Namespace = ""
	}
	return n.String()
}

func (s *server) comment(what, text string) string {
	if text == "" {
		return ""
	}
	return "comment " + what + " " + strings.ReplaceAll(text, "\n", `\n`)
}
