package app

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

// shells are the shells that completion knows.
func shells() []string { return []string{"bash", "zsh", "fish"} }

func completionCommand(std IO, all func() []*cli.Command) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a script that completes commands and flags in a shell",
		UsageText: "crowsfoot completion " + strings.Join(shells(), "|"),
		Description: `Examples:
  source <(crowsfoot completion bash)             in ~/.bashrc
  source <(crowsfoot completion zsh)              in ~/.zshrc, after compinit
  crowsfoot completion fish > ~/.config/fish/completions/crowsfoot.fish`,
		Flags: []cli.Flag{helpFlag()},
		Action: func(c *cli.Context) error {
			if c.Args().Len() != 1 {
				return errors.New("expected one shell: " + orList(shells()))
			}
			var script string
			switch shell := c.Args().First(); shell {
			case "bash":
				script = bashCompletion(all())
			case "zsh":
				script = zshCompletion(all())
			case "fish":
				script = fishCompletion(all())
			default:
				return fmt.Errorf("unknown shell %s; expected %s", shell, orList(shells()))
			}
			_, err := io.WriteString(std.Out, script)
			return err
		},
	}
}

// operandWords are the words that the operands of a command may be; nil where they are files.
func operandWords(c *cli.Command) []string {
	if c.Name == "completion" {
		return shells()
	}
	return nil
}

// bashCompletion completes the command, then its flags, the words that they take, and files. bash takes the = of
// --flag=value for a word of its own.
func bashCompletion(cmds []*cli.Command) string {
	var names []string
	for _, c := range cmds {
		names = append(names, c.Name)
	}
	commands := strings.Join(names, " ")
	return fmt.Sprintf(`_crowsfoot() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "%s help" -- "$cur"))
    return
  fi
  if [ "$cur" = = ]; then
    cur=
  elif [ "$prev" = = ]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  case "${COMP_WORDS[1]} $prev" in
    "help help") words="%s" ;;
%s  esac
  if [ -z "$words" ] && [ "${cur:0:1}" = - ]; then
    case "${COMP_WORDS[1]}" in
%s    esac
  fi
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  fi
}
complete -o default -F _crowsfoot crowsfoot
`, commands, commands, bashWords(cmds), bashFlags(cmds))
}

// bashWords are the cases for what stands behind a flag, or behind a command whose operands are words.
func bashWords(cmds []*cli.Command) string {
	var b strings.Builder
	for _, c := range cmds {
		if words := operandWords(c); words != nil {
			fmt.Fprintf(&b, "    \"%s %s\") words=\"%s\" ;;\n", c.Name, c.Name, strings.Join(words, " "))
		}
		for _, f := range c.Flags {
			if words := allowedValues(f); words != nil {
				fmt.Fprintf(&b, "    %s) words=\"%s\" ;;\n", bashPattern(c, f), strings.Join(words, " "))
			}
		}
	}
	return b.String()
}

// bashFlags are the cases for the flags of the commands.
func bashFlags(cmds []*cli.Command) string {
	var b strings.Builder
	for _, c := range cmds {
		var flags []string
		for _, f := range c.Flags {
			flags = append(flags, "--"+f.Names()[0])
		}
		fmt.Fprintf(&b, "      %s) words=\"%s\" ;;\n", c.Name, strings.Join(flags, " "))
	}
	return b.String()
}

// bashPattern matches the command and a flag under all its names: "render --format"|"render -f".
func bashPattern(c *cli.Command, f cli.Flag) string {
	var all []string
	for _, spelling := range spellings(f) {
		all = append(all, `"`+c.Name+" "+spelling+`"`)
	}
	return strings.Join(all, "|")
}

// spellings are the ways to write a flag, the long one first.
func spellings(f cli.Flag) []string {
	var out []string
	for _, name := range f.Names() {
		dashes := "--"
		if len(name) == 1 {
			dashes = "-"
		}
		out = append(out, dashes+name)
	}
	return out
}

func zshCompletion(cmds []*cli.Command) string {
	var b strings.Builder
	b.WriteString("#compdef crowsfoot\n_crowsfoot() {\n  if (( CURRENT == 2 )); then\n    local -a commands=(\n")
	for _, c := range cmds {
		fmt.Fprintf(&b, "      %s\n", shellQuote(c.Name+":"+c.Usage))
	}
	b.WriteString("    )\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n")
	for _, c := range cmds {
		fmt.Fprintf(&b, "  %s)\n    _arguments \\\n", c.Name)
		for _, f := range c.Flags {
			for _, spelling := range spellings(f) {
				fmt.Fprintf(&b, "      %s \\\n", shellQuote(zshSpec(f, spelling)))
			}
		}
		operand := "'*:path:_files'"
		if words := operandWords(c); words != nil {
			operand = "':word:(" + c.Name + ")' ':word:(" + strings.Join(words, " ") + ")'"
		}
		fmt.Fprintf(&b, "      %s ;;\n", operand)
	}
	// As a file of $fpath the script is the function's first call; as a text that is sourced it only defines it.
	b.WriteString("  esac\n}\nif [[ $funcstack[1] == _crowsfoot ]]; then\n  _crowsfoot\nelse\n  compdef _crowsfoot crowsfoot\nfi\n")
	return b.String()
}

// zshSpec is a flag as zsh's _arguments wants it: name[what it does]:value:how to complete that.
func zshSpec(f cli.Flag, spelling string) string {
	d := f.(cli.DocGenerationFlag)
	about := strings.NewReplacer("`", "", "[", `\[`, "]", `\]`, ":", `\:`).Replace(d.GetUsage())
	spec := spelling + "[" + about + "]"
	if _, many := f.(*cli.StringSliceFlag); many {
		spec = "*" + spec
	}
	switch words := allowedValues(f); {
	case !d.TakesValue():
		return spec
	case words != nil:
		return spec + ":word:(" + strings.Join(words, " ") + ")"
	default:
		return spec + ":" + strings.ToLower(flagValueName(f)) + ":_files"
	}
}

func fishCompletion(cmds []*cli.Command) string {
	var b strings.Builder
	for _, c := range cmds {
		fmt.Fprintf(&b, "complete -c crowsfoot -n __fish_use_subcommand -f -a %s -d %s\n", c.Name, fishQuote(c.Usage))
	}
	for _, c := range cmds {
		if words := operandWords(c); words != nil {
			fmt.Fprintf(&b, "complete -c crowsfoot -n '__fish_seen_subcommand_from %s' -f -a %s\n", c.Name, fishQuote(strings.Join(words, " ")))
		}
		for _, f := range c.Flags {
			d := f.(cli.DocGenerationFlag)
			fmt.Fprintf(&b, "complete -c crowsfoot -n '__fish_seen_subcommand_from %s'", c.Name)
			for _, name := range f.Names() {
				if len(name) == 1 {
					b.WriteString(" -s " + name)
				} else {
					b.WriteString(" -l " + name)
				}
			}
			switch words := allowedValues(f); {
			case words != nil:
				fmt.Fprintf(&b, " -x -a %s", fishQuote(strings.Join(words, " ")))
			case d.TakesValue():
				b.WriteString(" -r")
			}
			fmt.Fprintf(&b, " -d %s\n", fishQuote(strings.ReplaceAll(d.GetUsage(), "`", "")))
		}
	}
	return b.String()
}

// shellQuote quotes for zsh.
func shellQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// fishQuote quotes for fish, where a backslash escapes inside of quotes.
func fishQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}
