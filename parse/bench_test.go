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

// BenchmarkDDL reads schemas: those of testdata, or of the folder in CROWSFOOT_BENCH_DDL, as SQL of
// CROWSFOOT_BENCH_DIALECT, PostgreSQL's without.
func BenchmarkDDL(b *testing.B) {
	dir := os.Getenv("CROWSFOOT_BENCH_DDL")
	if dir == "" {
		dir = filepath.Join("..", "testdata", "schemas")
	}
	text := ddl(b, dir)
	d := dialect.Postgres
	for _, named := range dialect.All() {
		if named.String() == os.Getenv("CROWSFOOT_BENCH_DIALECT") {
			d = named
		}
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		src := parse.Source{Name: "schema.sql", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
		if _, err := parse.Sources(b.Context(), []parse.Source{src}, parse.Options{Dialect: d}); err != nil {
			b.Fatal(err)
		}
	}
}
