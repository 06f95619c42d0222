// Crowsfoot draws crow's-foot diagrams of SQL schemas.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"crowsfoot/cmd/internal/app"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := app.Main(ctx, os.Args[1:], app.IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}
