// Package app is the command line: flags, files, exit statuses. It is the only package that touches them;
// everything that it calls is given bytes and answers with values.
package app

import (
	"context"
	"errors"
	"io"

	"github.com/urfave/cli/v2"

	"crowsfoot/render/embed"
	"crowsfoot/render/mermaid"
)

// IO is where a run reads and writes. Out takes results, Err everything else.
type IO struct {
	In       io.Reader
	Out, Err io.Writer
}

// Exit statuses. An interrupted run ends as shells expect of one that SIGINT stopped.
const (
	exitDone        = 0
	exitNo          = 1 // the answer is no: stale, changed, not all understood, or over the budget
	exitTrouble     = 2 // usage, unreadable input, nothing to draw
	exitInterrupted = 130
)

// noError is the answer no: the run went well, and what was asked for does not hold.
type noError struct{ reason string }

func (e *noError) Error() string { return e.reason }

// Main runs one command and returns the exit status. The arguments are those after the program's name.
func Main(ctx context.Context, args []string, std IO) int {
	rep := &reporter{w: std.Err, colour: wantsColour(std.Err)}
	err := run(ctx, args, std, rep)
	var no *noError
	var tooLong *mermaid.BudgetError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &tooLong):
		rep.fail(err.Error())
		return exitNo
	case errors.As(err, &no):
		if no.reason != "" {
			failEach(rep, err) // with the place that it is about
		}
		return exitNo
	case errors.Is(err, context.Canceled):
		rep.fail("interrupted; nothing was written")
		return exitInterrupted
	default:
		failEach(rep, err)
		return exitTrouble
	}
}

// failEach tells an error, or each of the mistakes in a document on a line of its own.
func failEach(rep *reporter, err error) {
	var several embed.Errors
	if !errors.As(err, &several) {
		rep.fail(err.Error())
		return
	}
	for _, e := range several {
		rep.fail(e.Error())
	}
}

func run(ctx context.Context, args []string, std IO, rep *reporter) error {
	cmds := commands(std, rep)
	if done, err := informs(std.Out, cmds, args); done || err != nil {
		return err
	}
	return runCommand(ctx, std, cmds, args)
}

// runCommand runs the command that the arguments name.
func runCommand(ctx context.Context, std IO, cmds []*cli.Command, args []string) error {
	for _, c := range cmds {
		c.HideHelp = true
		c.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return flagError(c, err) }
	}
	args, err := arrange(cmds, args)
	if err != nil {
		return err
	}
	a := &cli.App{
		Name:                      "crowsfoot",
		Commands:                  cmds,
		Reader:                    std.In,
		Writer:                    std.Out,
		ErrWriter:                 std.Err,
		HideHelp:                  true, // help.go writes it, and cli's help flag is shared between runs
		HideVersion:               true,
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
	}
	return a.RunContext(ctx, append([]string{a.Name}, args...))
}

// commands are all commands, in the order of the help text.
func commands(std IO, rep *reporter) []*cli.Command {
	return []*cli.Command{
		renderCommand(std, rep),
		diffCommand(std, rep),
		embedCommand(std, rep),
		explainCommand(std, rep),
		completionCommand(std, func() []*cli.Command { return commands(std, rep) }),
	}
}

// within runs work, and ends as soon as the context does even when work cannot be stopped; the
// program is about to exit then, and what work returns is thrown away.
func within[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		v, err := work()
		done <- result{v, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var zero T
		return zero, context.Cause(ctx)
	}
}
