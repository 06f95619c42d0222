package jsonout

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/parse/diag"
	"crowsfoot/parse/schema"
)

// The types below are the contract: field names and their order.

type document struct {
	Dialect       string         `json:"dialect"`
	Tables        []table        `json:"tables"`
	Views         []view         `json:"views"`
	Enums         []enum         `json:"enums"`
	Relationships []relationship `json:"relationships"`
	Junctions     []junction     `json:"junctions"`
	Diagnostics   []diagnostic   `json:"diagnostics"`
	Statements    Statements     `json:"statements"`
}

type name struct {
	Schema string `json:"schema"`
	Name   string `json:"name"`
}

// position is {} where no place is known.
type position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

type table struct {
	name
	Kind        string       `json:"kind"`
	Comment     string       `json:"comment"`
	Columns     []column     `json:"columns"`
	PrimaryKey  []string     `json:"primary_key"`
	Unique      [][]string   `json:"unique"`
	ForeignKeys []foreignKey `json:"foreign_keys"`
	PartitionOf *name        `json:"partition_of"`
	Position    position     `json:"position"`
}

type column struct {
	Name      string `json:"name"`
	Type      string `json:"type"`
	NotNull   bool   `json:"not_null"`
	Default   string `json:"default"`
	Generated bool   `json:"generated"`
	Comment   string `json:"comment"`
}

type foreignKey struct {
	Name       string   `json:"name"`
	Columns    []string `json:"columns"`
	RefSchema  string   `json:"ref_schema"`
	RefTable   string   `json:"ref_table"`
	RefColumns []string `json:"ref_columns"`
	OnDelete   string   `json:"on_delete"`
	OnUpdate   string   `json:"on_update"`
	Implied    bool     `json:"implied"`
}

type view struct {
	name
	Materialized bool   `json:"materialized"`
	Reads        []name `json:"reads"`
}

type enum struct {
	name
	Values []string `json:"values"`
}

type relationship struct {
	Parent      end    `json:"parent"`
	Child       end    `json:"child"`
	Identifying bool   `json:"identifying"`
	Label       string `json:"label"`
}

type end struct {
	Schema      string   `json:"schema"`
	Table       string   `json:"table"`
	Columns     []string `json:"columns"`
	Cardinality string   `json:"cardinality"`
	Why         string   `json:"why"`
	Position    position `json:"position"`
}

type junction struct {
	name
	Level     string   `json:"level"`
	Collapsed bool     `json:"collapsed"`
	Why       string   `json:"why"`
	Ends      []string `json:"ends"`
}

type diagnostic struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
}

func nameOf(n schema.Name) name { return name{Schema: n.Namespace, Name: n.Name} }

func positionOf(p diag.Pos) position { return position{File: p.File, Line: p.Line, Column: p.Column} }

func tableOf(t *schema.Table) table {
	out := table{
		name:        nameOf(t.Name),
		Kind:        "table",
		Comment:     t.Comment,
		Columns:     convert(t.Columns, columnOf),
		PrimaryKey:  []string{},
		Unique:      uniqueOf(t),
		ForeignKeys: convert(t.ForeignKeys, foreignKeyOf),
		Position:    positionOf(t.Span.Pos),
	}
	if pk := t.PrimaryKey(); pk != nil {
		out.PrimaryKey = list(pk.Columns)
	}
	if t.PartitionOf != (schema.Name{}) {
		of := nameOf(t.PartitionOf)
		out.PartitionOf = &of
	}
	return out
}

// uniqueOf lists the column sets that UNIQUE constraints and unique indexes make unique over the
// whole table, each once.
func uniqueOf(t *schema.Table) [][]string {
	out := [][]string{}
	for i := range t.Keys {
		k := &t.Keys[i]
		if k.Kind != schema.Unique || !k.Full() {
			continue
		}
		same := func(columns []string) bool { return slices.Equal(columns, k.Columns) }
		if !slices.ContainsFunc(out, same) {
			out = append(out, list(k.Columns))
		}
	}
	return out
}

func columnOf(c *schema.Column) column {
	return column{
		Name: c.Name, Type: c.Type, NotNull: c.NotNull, Default: c.Default,
		Generated: c.Generated, Comment: c.Comment,
	}
}

func foreignKeyOf(f *schema.ForeignKey) foreignKey {
	return foreignKey{
		Name: f.Name, Columns: list(f.Columns),
		RefSchema: f.Ref.Namespace, RefTable: f.Ref.Name, RefColumns: list(f.RefColumns),
		OnDelete: f.OnDelete.String(), OnUpdate: f.OnUpdate.String(), Implied: f.Implied,
	}
}

func viewOf(v *schema.View) view {
	return view{name: nameOf(v.Name), Materialized: v.Materialized, Reads: convert(v.Reads, nameOf)}
}

func enumOf(e *schema.Enum) enum { return enum{name: nameOf(e.Name), Values: list(e.Values)} }

func relationshipOf(r schema.Relationship) relationship {
	return relationship{
		Parent: endOf(&r.Parent), Child: endOf(&r.Child), Identifying: r.Identifying,
		Label: strings.Join(r.Child.Columns, ", "),
	}
}

func endOf(e *schema.End) end {
	return end{
		Schema: e.Table.Namespace, Table: e.Table.Name, Columns: list(e.Columns),
		Cardinality: e.Cardinality.String(), Why: e.Why.Text, Position: positionOf(e.Why.Pos),
	}
}

func diagnosticOf(d diag.Diagnostic) diagnostic {
	return diagnostic{
		Severity: d.Severity.String(), Code: string(d.Code),
		File: d.Span.File, Line: d.Span.Line, Column: d.Span.Column, Message: d.Message,
	}
}

func junctionOf(j Junction) junction {
	out := junction{name: nameOf(j.Table), Level: j.Level.String(), Collapsed: j.Collapsed, Why: cmp.Or(j.Why, j.Reason)}
	for _, e := range j.Ends {
		out.Ends = append(out.Ends, e.Parent.Table.Name)
	}
	return out
}
