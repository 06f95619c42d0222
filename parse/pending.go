package parse

import "crowsfoot/parse/schema"

// Each of these goes from here when its real version comes (infer.go, query.go): delete it then.

func inferForeignKeys(*schema.Schema) {}

func readsOf(string) []schema.Name { return nil }

func outputColumns(string) []string { return nil }
