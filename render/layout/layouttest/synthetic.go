package layouttest

import (
	"fmt"
	"math/rand/v2"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
)

// Synthetic makes a diagram of n tables as schemas of applications are: most references go to few tables,
// mostly among tables made at about the same time; every eighth table is a junction, some refer to themselves, a
// few references close a cycle, and some tables stand alone.
func Synthetic(n int, seed uint64) *diagram.Diagram {
	rng := rand.New(rand.NewPCG(seed, 7))
	d := &diagram.Diagram{Title: "synthetic"}
	for i := range n {
		name := fmt.Sprintf("%s_%s_%d", words[rng.IntN(len(words))], words[rng.IntN(len(words))], i)
		Table(d, name, 0)
		refs := rng.IntN(3)
		if i%8 == 7 {
			refs = 2
		}
		if i%50 == 49 {
			refs = 6
		}
		for range refs {
			refer(d, i, pick(rng, i), rng)
		}
		for range 2 + rng.IntN(9) {
			addColumn(d, i, rng)
		}
	}
	for range n / 60 {
		refer(d, rng.IntN(n), rng.IntN(n), rng)
	}
	return d
}

var words = []string{
	"order", "item", "user", "account", "invoice", "ship", "payment", "audit", "log", "role", "permission",
	"tax", "region", "product", "price", "stock", "customer", "address", "note", "event",
}

var types = []string{
	"bigint", "integer", "varchar(255)", "text", "numeric(12,2)", "timestamp with time zone", "boolean", "jsonb",
	"enum('new','paid','sent','returned','lost','found again')",
}

// pick chooses what table i refers to: itself at times, else one before it, near ones and early ones more often.
func pick(rng *rand.Rand, i int) int {
	switch k := rng.IntN(10); {
	case i == 0 || k == 0 && rng.IntN(3) == 0:
		return i
	case k < 4:
		return rng.IntN(min(i, 6+i/20))
	case k < 9:
		return max(0, i-1-rng.IntN(12))
	default:
		return rng.IntN(i)
	}
}

func addColumn(d *diagram.Diagram, i int, rng *rand.Rand) {
	e := &d.Entities[i]
	e.Columns = append(e.Columns, diagram.Column{
		Name: fmt.Sprintf("%s_%d", words[rng.IntN(len(words))], len(e.Columns)),
		Type: types[rng.IntN(len(types))], NotNull: rng.IntN(2) == 0, UK: rng.IntN(12) == 0,
	})
}

// refer adds a foreign key, every other one NOT NULL.
func refer(d *diagram.Diagram, child, parent int, rng *rand.Rand) {
	Reference(d, child, parent)
	if rng.IntN(2) == 0 {
		columns := d.Entities[child].Columns
		columns[len(columns)-1].NotNull = true
		d.Edges[len(d.Edges)-1].Parent.Cardinality = schema.ExactlyOne
	}
}
