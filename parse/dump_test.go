package parse_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
)

// phrase is a value such as dumps hold, with the escapes of mysqldump.
func phrase(r *rand.Rand) string {
	words := [...]string{"quick", "brown", "fox", "over", "lazy", "customer", "invoice", "shipped", `\'quoted\'`, `line\nbreak`, "café", "100%", "a-b"}
	var b bytes.Buffer
	for range 2 + r.IntN(10) {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteByte(' ')
	}
	return b.String()
}

// mysqldump makes a dump of about n bytes, as mysqldump writes it.
func mysqldump(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for t := 1; b.Len() < n; t++ {
		fmt.Fprintf(&b, "DROP TABLE IF EXISTS `t%d`;\nCREATE TABLE `t%d` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  `name` varchar(255) DEFAULT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\n", t, t)
		for range 8 {
			fmt.Fprintf(&b, "INSERT INTO `t%d` VALUES ", t)
			for i := range 10_000 {
				fmt.Fprintf(&b, "(%d,'%s',%.2f,NULL),", i, phrase(r), r.Float64()*1000)
			}
			b.WriteString("(0,'',0,NULL);\n")
		}
	}
	return b.Bytes()
}

// pgdump makes a dump of about n bytes, as pg_dump writes it.
func pgdump(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("SELECT pg_catalog.set_config('search_path', '', false);\n")
	for t := 1; b.Len() < n; t++ {
		fmt.Fprintf(&b, "CREATE TABLE public.t%d (\n    id integer NOT NULL,\n    name character varying(255)\n);\nCOPY public.t%d (id, name) FROM stdin;\n", t, t)
		for i := range 80_000 {
			fmt.Fprintf(&b, "%d\t%s\n", i, phrase(r))
		}
		b.WriteString("\\.\n\n")
	}
	return b.Bytes()
}

func benchmarkText(b *testing.B, text []byte, d dialect.Dialect) {
	b.Helper()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		src := parse.Source{Name: "dump.sql", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
		if _, err := parse.Sources(b.Context(), []parse.Source{src}, parse.Options{Dialect: d}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMySQLDump(b *testing.B)    { benchmarkText(b, mysqldump(64<<20), dialect.MySQL) }
func BenchmarkPostgresDump(b *testing.B) { benchmarkText(b, pgdump(64<<20), dialect.Postgres) }
