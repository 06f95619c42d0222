package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"crowsfoot/parse/schema"
	"crowsfoot/render/diagram"
	"crowsfoot/render/explain"
	"crowsfoot/render/jsonout"
)

func explainCommand(std IO, rep *reporter) *cli.Command {
	format := choiceFlag("format", aboutOutput, "how to write it", "text", "json")
	format.Aliases = []string{"f"}
	return &cli.Command{
		Name:      "explain",
		Usage:     "say why every line end and every junction table is what it is",
		UsageText: "crowsfoot explain [flags] PATH... [--table NAME]",
		Description: `Examples:
  crowsfoot explain schema.sql
  crowsfoot explain schema.sql --table orders`,
		Flags: slices.Concat([]cli.Flag{
			format,
			&cli.StringSliceFlag{
				Name: "table", Aliases: []string{"t"}, Category: aboutShown,
				Usage: "only what is about tables that match `GLOB`; may be given several times",
			},
		}, inputFlags(), runFlags()),
		Action: action(rep, func(ctx context.Context, c *cli.Context, _ []string) error {
			return runExplain(ctx, std, rep, newSourceOptions(c), c.StringSlice("table"), word(c, "format"))
		}),
	}
}

func runExplain(ctx context.Context, std IO, rep *reporter, o sourceOptions, tables []string, format string) error {
	in, res, err := read(ctx, std, rep, &o)
	if err != nil {
		return err
	}
	if err := anythingToDraw(in, res, false); err != nil {
		return err
	}
	report := &explain.Report{
		Relationships: schema.Relationships(res.Schema),
		Junctions:     schema.Junctions(res.Schema),
		NotJunctions:  schema.NotJunctions(res.Schema),

		NoRelationships: noRelationships(len(tables) > 0, o.parse.Infer),
	}
	if len(tables) > 0 {
		if err := narrow(report, res.Schema, tables); err != nil {
			return err
		}
	}
	text := explain.Text(report)
	if format == "json" {
		if text, err = jsonout.Explain(report); err != nil {
			return err
		}
	}
	return writeFiles([]outFile{{path: "-", data: text}}, std.Out)
}

// noRelationships says why none are told.
func noRelationships(narrowed, inferred bool) string {
	switch {
	case narrowed:
		return "none: no foreign key is in such a table or references one"
	case inferred:
		return "none: there are no foreign keys, and no column names imply any"
	default:
		return "none: there are no foreign keys; --infer guesses them from column names"
	}
}

// narrow keeps what is about the tables that the patterns match.
func narrow(r *explain.Report, s *schema.Schema, patterns []string) error {
	chosen := diagram.Options{Include: patterns}
	err := diagram.CheckPatterns(s, chosen)
	if unmatched := new(diagram.UnmatchedError); errors.As(err, &unmatched) {
		unmatched.Option = "table"
		return fmt.Errorf("--%w", err)
	}
	shown := shownNames(diagram.FromSchema(s, chosen))
	r.Relationships = keep(r.Relationships, func(r schema.Relationship) bool { return shown[r.Child.Table] || shown[r.Parent.Table] })
	r.Junctions = keep(r.Junctions, func(j schema.Junction) bool {
		return shown[j.Table] || shown[j.Ends[0].Parent.Table] || shown[j.Ends[1].Parent.Table]
	})
	r.NotJunctions = keep(r.NotJunctions, func(n schema.NotJunction) bool { return shown[n.Table] })
	return nil
}
