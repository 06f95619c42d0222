package parse_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/parse"
	"crowsfoot/parse/dialect"
)

// ddl returns all SQL files below a folder, one after the other.
func ddl(b *testing.B, dir string) []byte {
	b.Helper()
	var all bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".sql" {
			return err
		}
		text, err := os.ReadFile(path)
		all.Write(text)
		all.WriteString("\n;\n")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return all.Bytes()
}

// schemas are texts of a dialect, one after the other.
type schemas struct {
	d    dialect.Dialect
	text []byte
}

// byDialect reads the schemas in the folders of a folder that are called as dialects are, or "oracledb".
func byDialect(b *testing.B, root string) (list []schemas) {
	b.Helper()
	for _, d := range dialect.All() {
		for _, name := range []string{d.String() + "db", d.String()} {
			dir := filepath.Join(root, name)
			if _, err := os.Stat(dir); err == nil {
				list = append(list, schemas{d, ddl(b, dir)})
				break
			}
		}
	}
	return list
}

// BenchmarkDDL reads schemas: those of testdata, or of the folder in CROWSFOOT_BENCH_DDL, as SQL of
// CROWSFOOT_BENCH_DIALECT. Without a dialect, that folder has one for each, and "all" reads them all, one dialect after the other.
func BenchmarkDDL(b *testing.B) {
	root, named := os.Getenv("CROWSFOOT_BENCH_DDL"), os.Getenv("CROWSFOOT_BENCH_DIALECT")
	if root == "" {
		benchmarkSchemas(b, schemas{dialect.Postgres, ddl(b, filepath.Join("..", "testdata", "schemas"))})
		return
	}
	for _, d := range dialect.All() {
		if d.String() == named {
			benchmarkSchemas(b, schemas{d, ddl(b, root)})
			return
		}
	}
	list := byDialect(b, root)
	if len(list) == 0 {
		b.Fatalf("%s has no folder called as a dialect, such as mysql: make one, or set CROWSFOOT_BENCH_DIALECT to the dialect of all files", root)
	}
	for _, s := range list {
		b.Run(s.d.String(), func(b *testing.B) { benchmarkSchemas(b, s) })
	}
	b.Run("all", func(b *testing.B) { benchmarkSchemas(b, list...) })
}

func benchmarkSchemas(b *testing.B, list ...schemas) {
	b.Helper()
	size := 0
	for _, s := range list {
		size += len(s.text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range list {
			src := parse.Source{Name: "schema.sql", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(s.text)), nil }}
			if _, err := parse.Sources(b.Context(), []parse.Source{src}, parse.Options{Dialect: s.d}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
