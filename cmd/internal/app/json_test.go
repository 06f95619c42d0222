package app

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestJSONOfSchemas holds the JSON of every example schema against its JSON Schema, and its parts against each
// other.
func TestJSONOfSchemas(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	compiled, err := jsonschema.NewCompiler().Compile(filepath.Join(root, "docs", "json.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := filepath.Glob(filepath.Join(root, "testdata", "schemas", "*.sql"))
	if err != nil || len(schemas) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	for _, file := range schemas {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text := rendered(t, file, "json")
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(value); err != nil {
				t.Error(err)
			}
			checkSums(t, text)
		})
	}
}

// checkSums counts what is told twice.
func checkSums(t *testing.T, text []byte) {
	t.Helper()
	var doc struct {
		Tables []struct {
			ForeignKeys []any `json:"foreign_keys"`
			PartitionOf any   `json:"partition_of"`
		}
		Relationships []any
		Statements    struct{ Total, Understood, Ignored, Skipped int }
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	keys := 0
	for _, table := range doc.Tables {
		if table.PartitionOf == nil {
			keys += len(table.ForeignKeys)
		}
	}
	if keys == 0 || keys != len(doc.Relationships) {
		t.Errorf("%d foreign keys, %d relationships", keys, len(doc.Relationships))
	}
	if s := doc.Statements; s.Total != s.Understood+s.Ignored+s.Skipped {
		t.Errorf("%d statements are %+v", s.Total, s)
	}
}
