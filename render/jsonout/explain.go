package jsonout

import "crowsfoot/render/explain"

// The shape of the JSON that explain writes: that of the document's relationships and junctions, with
// the reasons in words.
type explanation struct {
	Relationships []explainedRelationship `json:"relationships"`
	Junctions     []explainedJunction     `json:"junctions"`
	NotJunctions  []notJunction           `json:"not_junctions"`
}

type explainedRelationship struct {
	relationship
	Sentence string   `json:"sentence"`
	Implied  bool     `json:"implied"`
	Position position `json:"position"`
}

type explainedJunction struct {
	name
	Level    string   `json:"level"`
	Why      string   `json:"why"`
	Drawn    string   `json:"drawn"`
	Sentence string   `json:"sentence"`
	Ends     []string `json:"ends"`
}

type notJunction struct {
	name
	Why string `json:"why"`
}

// Explain writes a report as JSON.
func Explain(r *explain.Report) ([]byte, error) {
	var e explanation
	e.Relationships = make([]explainedRelationship, 0, len(r.Relationships))
	for i := range r.Relationships {
		rel := &r.Relationships[i]
		out := explainedRelationship{relationship: relationshipOf(*rel), Sentence: rel.Sentence(false)}
		if fk := rel.ForeignKey; fk != nil {
			out.Implied, out.Position = fk.Implied, positionOf(fk.Span.Pos)
		}
		e.Relationships = append(e.Relationships, out)
	}
	e.Junctions = make([]explainedJunction, 0, len(r.Junctions))
	for i := range r.Junctions {
		j := &r.Junctions[i]
		plain := junctionOf(Junction{Junction: *j})
		e.Junctions = append(e.Junctions, explainedJunction{
			name: plain.name, Level: plain.Level, Why: plain.Why, Drawn: explain.Fate(j.Level), Sentence: j.Sentence(), Ends: plain.Ends,
		})
	}
	e.NotJunctions = make([]notJunction, 0, len(r.NotJunctions))
	for _, n := range r.NotJunctions {
		e.NotJunctions = append(e.NotJunctions, notJunction{name: nameOf(n.Table), Why: n.Reason})
	}
	return Marshal(e)
}
