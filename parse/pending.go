package parse

import "crowsfoot/parse/schema"

// Each of these goes from here when its real version comes (query.go): delete it then.

func readsOf(string) []schema.Name { return nil }

func outputColumns(string) []string { return nil }
