package parse_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"crowsfoot/parse"
)

func zipped(t *testing.T, sql string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, sql); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGzip(t *testing.T) {
	sql := "CREATE TABLE a (id int PRIMARY KEY);\n" + strings.Repeat("-- a remark\n", 100_000) + "CREATE TABLE b (a int REFERENCES a);\n"
	whole := zipped(t, sql)
	for _, tt := range []struct {
		name   string
		data   []byte
		tables int
		err    string
	}{
		{"one", whole, 2, ""},
		{"two, one behind the other", append(zipped(t, "CREATE TABLE c (id int);\n"), whole...), 3, ""},
		{"small", zipped(t, "CREATE TABLE a (id int);"), 1, ""},
		{"cut off", whole[:len(whole)-20], 0, "read dump.sql.gz: the compressed file is cut off"},
		{"cut off within the head", zipped(t, "CREATE TABLE a (id int);")[:20], 0, "read dump.sql.gz: the compressed file is cut off"},
		{"broken", append(bytes.Clone(whole[:len(whole)-5]), "12345"...), 0, "read dump.sql.gz: gzip: invalid checksum"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			res, err := parse.Sources(t.Context(), []parse.Source{text("dump.sql.gz", string(tt.data))}, parse.Options{})
			switch {
			case tt.err != "":
				if err == nil || err.Error() != tt.err {
					t.Errorf("error %v, want %s", err, tt.err)
				}
			case err != nil:
				t.Error(err)
			case len(res.Schema.Tables) != tt.tables:
				t.Errorf("%d tables, want %d", len(res.Schema.Tables), tt.tables)
			}
		})
	}
}
