package app

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
)

// TestDocs holds docs/cli.md and the manual page to the flags that there are; UPDATE=1 writes them anew.
func TestDocs(t *testing.T) {
	cmds := commands(IO{}, &reporter{w: io.Discard})
	for name, want := range map[string]string{"cli.md": markdownManual(cmds), "crowsfoot.1": manPage(cmds)} {
		file := filepath.Join("..", "..", "..", "docs", name)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("docs/%s is stale, make docs mends it (-want +got):\n%s", name, diff)
		}
	}
}

// Texts that the reference has and --help has not.
const (
	aboutPaths = "PATH is a file, a folder (its migrations, in the order of the tool that wrote them), `-` (standard input), or " +
		"`REV:PATH` (what a git revision holds there; a file of that very name wins). As with git, a path in a revision starts at " +
		"the top of the repository unless it starts with `./` or `../`. Flags may stand before or after operands; after `--` " +
		"everything is an operand."
	aboutSettings = "The flags that say how things are drawn can also stand in `.crowsfoot.yaml`, which is looked for from the working " +
		"folder, or for `embed` from that of the document, up to the top of the repository. A flag wins over it; an unknown key is an error."
	aboutDiagnostics = "Results go to standard output, everything else to standard error, as " +
		"`file:line:column: severity: message [code]`. Colours are used on terminals only, and never when `NO_COLOR` is set."
	aboutNothing = "Nothing in the SQL is fatal: what is not understood is skipped up to the end of its statement, and told."
)

func statuses() [][2]string {
	return [][2]string{
		{"0", "done"},
		{"1", "the answer is no: a block is stale (`embed --check`), there are changes (`diff --exit-code`), or not all was understood (`--strict`)"},
		{"2", "wrong usage, unreadable input, nothing to draw, or the time was up (`--timeout`)"},
		{"130", "interrupted"},
	}
}

func markdownManual(cmds []*cli.Command) string {
	var b strings.Builder
	b.WriteString("# The command line\n\n<!-- Written by make docs from the flags themselves. -->\n\n")
	fmt.Fprintf(&b, "%s\n\n", aboutPaths)
	for _, c := range cmds {
		fmt.Fprintf(&b, "- [`crowsfoot %s`](#crowsfoot-%s): %s\n", c.Name, c.Name, c.Usage)
	}
	for _, c := range cmds {
		fmt.Fprintf(&b, "\n## crowsfoot %s\n\n```\n%s\n```\n", c.Name, c.UsageText)
		if c.Description != "" {
			fmt.Fprintf(&b, "\n```\n%s\n```\n", c.Description)
		}
		for _, about := range headings() {
			flags := flagsAbout(c, about)
			if len(flags) == 0 {
				continue
			}
			fmt.Fprintf(&b, "\n| %s | |\n|---|---|\n", about)
			for _, f := range flags {
				fmt.Fprintf(&b, "| `%s` | %s |\n", strings.TrimSpace(flagSyntax(f)), strings.ReplaceAll(flagText(f), "|", `\|`))
			}
		}
	}
	fmt.Fprintf(&b, "\n## Settings file\n\n%s\n\n```yaml\njunctions: pure\ncolumns: keys\nexclude: [schema_migrations, \"tmp_*\"]\n```\n\nKeys: `%s`.\n",
		aboutSettings, strings.Join(configKeys(), "`, `"))
	fmt.Fprintf(&b, "\n## Output and exit status\n\n%s\n\n%s\n\n| status | |\n|---|---|\n", aboutDiagnostics, aboutNothing)
	for _, s := range statuses() {
		fmt.Fprintf(&b, "| %s | %s |\n", s[0], s[1])
	}
	return b.String()
}

// manPage is the manual page in roff.
func manPage(cmds []*cli.Command) string {
	var b strings.Builder
	section := func(title string) { fmt.Fprintf(&b, ".SH %s\n", strings.ToUpper(title)) }
	text := func(s string) { b.WriteString(roff(strings.ReplaceAll(s, "`", "")) + "\n") }
	b.WriteString(".\\\" Written by make docs from the flags themselves.\n.TH CROWSFOOT 1\n")
	section("name")
	text("crowsfoot - draw SQL schemas as crow's-foot diagrams")
	section("synopsis")
	for _, c := range cmds {
		for line := range strings.Lines(c.UsageText) {
			text(strings.TrimSpace(line))
			b.WriteString(".br\n")
		}
	}
	section("description")
	text(aboutPaths)
	for _, c := range cmds {
		section("crowsfoot " + c.Name)
		b.WriteString(".nf\n")
		text(c.Usage + ".\n\n" + c.Description)
		b.WriteString(".fi\n")
		for _, about := range headings() {
			for _, f := range flagsAbout(c, about) {
				fmt.Fprintf(&b, ".TP\n.B %s\n", roff(strings.TrimSpace(flagSyntax(f))))
				text(flagText(f))
			}
		}
	}
	section("settings")
	text(aboutSettings)
	section("diagnostics")
	text(aboutDiagnostics + " " + aboutNothing)
	section("exit status")
	for _, s := range statuses() {
		fmt.Fprintf(&b, ".TP\n%s\n", s[0])
		text(s[1])
	}
	return b.String()
}

// roff escapes text for a manual page.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
