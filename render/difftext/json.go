package difftext

import (
	"crowsfoot/parse/diag"
	"crowsfoot/parse/diff"
	"crowsfoot/render/jsonout"
)

// The types below are a contract, described in docs/diff.md: fields are added, never renamed or removed.

type document struct {
	Summary      summary       `json:"summary"`
	Changes      []change      `json:"changes"`
	Consequences []consequence `json:"consequences"`
}

type summary struct {
	Changes   int `json:"changes"`
	LosesData int `json:"loses_data"`
	Breaks    int `json:"breaks"`
}

type change struct {
	Kind     diff.Kind `json:"kind"`
	Schema   string    `json:"schema"`
	Table    string    `json:"table"` // the table, view or type
	Name     string    `json:"name"`
	Before   string    `json:"before"`
	After    string    `json:"after"`
	Text     string    `json:"text"`
	Guessed  bool      `json:"guessed"`
	Risk     string    `json:"risk"`
	RiskWhy  string    `json:"risk_why"`
	Position position  `json:"position"`
}

type consequence struct {
	Kind     diff.ConsequenceKind `json:"kind"`
	Schema   string               `json:"schema"`
	Table    string               `json:"table"`
	Name     string               `json:"name"`
	Before   string               `json:"before"`
	After    string               `json:"after"`
	Text     string               `json:"text"`
	Position position             `json:"position"`
}

// position is {} where no place is known.
type position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

func positionOf(p diag.Pos) position { return position{p.File, p.Line, p.Column} }

// JSON writes all changes and consequences for programs.
func JSON(r *diff.Result) ([]byte, error) {
	n := risks(r)
	d := document{
		Summary:      summary{Changes: len(r.Changes), LosesData: n[diff.LosesData], Breaks: n[diff.Breaks]},
		Changes:      make([]change, 0, len(r.Changes)),
		Consequences: make([]consequence, 0, len(r.Consequences)),
	}
	for _, c := range r.Changes {
		d.Changes = append(d.Changes, change{
			Kind: c.Kind, Schema: c.Table.Namespace, Table: c.Table.Name, Name: c.Name, Before: c.Before, After: c.After,
			Text: c.Text, Guessed: c.Guessed, Risk: c.Risk.String(), RiskWhy: c.RiskWhy, Position: positionOf(c.Pos),
		})
	}
	for _, k := range r.Consequences {
		d.Consequences = append(d.Consequences, consequence{
			Kind: k.Kind, Schema: k.Table.Namespace, Table: k.Table.Name, Name: k.Name, Before: k.Before, After: k.After,
			Text: k.Text, Position: positionOf(k.Pos),
		})
	}
	return jsonout.Marshal(d)
}
