package app

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// arrange puts the arguments into the order that the flag parser wants, so that people may write flags
// after operands too: the command, its flags, "--", its operands. Every flag comes out as --name=value.
func arrange(cmds []*cli.Command, args []string) ([]string, error) {
	cmd, err := findCommand(cmds, args[0])
	if err != nil {
		return nil, err
	}
	flags, operands := []string{cmd.Name}, []string{"--"}
	for rest := args[1:]; len(rest) > 0; {
		arg := rest[0]
		rest = rest[1:]
		switch {
		case arg == "--":
			operands = append(operands, rest...)
			rest = nil
		case !isFlag(arg):
			operands = append(operands, arg)
		default:
			var flag string
			if flag, rest, err = takeFlag(cmd, arg, rest); err != nil {
				return nil, err
			}
			flags = append(flags, flag)
		}
	}
	return append(flags, operands...), nil
}

// isFlag reports whether an argument is written as a flag; "-" alone is standard input.
func isFlag(arg string) bool { return len(arg) > 1 && arg[0] == '-' }

// takeFlag reads one flag, and its value where that stands in the next argument.
func takeFlag(cmd *cli.Command, arg string, rest []string) (flag string, left []string, err error) {
	name, value, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	f := lookupFlag(cmd, name)
	if f == nil {
		return "", nil, unknownFlag(cmd, arg, name)
	}
	long := "--" + f.Names()[0]
	if !f.(cli.DocGenerationFlag).TakesValue() {
		if hasValue {
			return long + "=" + value, rest, nil
		}
		return long, rest, nil
	}
	if !hasValue {
		if len(rest) == 0 {
			return "", nil, fmt.Errorf("flag %s needs a value", long)
		}
		if value = rest[0]; strings.HasPrefix(value, "--") {
			return "", nil, fmt.Errorf("flag %s needs a value, found the flag %s; write %s=%s if that is the value", long, value, long, value)
		}
		rest = rest[1:]
	}
	return long + "=" + value, rest, nil
}

func lookupFlag(cmd *cli.Command, name string) cli.Flag {
	for _, f := range cmd.Flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

// unknownFlag is the error for a flag that the command does not have.
func unknownFlag(cmd *cli.Command, arg, name string) error {
	var long []string
	for _, f := range cmd.Flags {
		long = append(long, f.Names()[0])
	}
	written, _, _ := strings.Cut(arg, "=")
	if near := nearest(name, long); near != "" {
		return fmt.Errorf("unknown flag %s; did you mean --%s?", written, near)
	}
	return fmt.Errorf("unknown flag %s; crowsfoot %s --help lists the flags", written, cmd.Name)
}

// findCommand finds a command by name. People forget the command, so a file in its place gets advice.
func findCommand(cmds []*cli.Command, name string) (*cli.Command, error) {
	var names []string
	for _, c := range cmds {
		if c.Name == name {
			return c, nil
		}
		names = append(names, c.Name)
	}
	if isFlag(name) {
		return nil, fmt.Errorf("flag %s before the command; write crowsfoot COMMAND %s, where COMMAND is %s", name, name, orList(names))
	}
	if _, err := os.Stat(name); err == nil || name == "-" {
		return nil, fmt.Errorf("%s is a path, not a command; write crowsfoot render %s", name, name)
	}
	if near := nearest(name, names); near != "" {
		return nil, fmt.Errorf("unknown command %s; did you mean %s?", name, near)
	}
	return nil, fmt.Errorf("unknown command %s; expected %s", name, orList(names))
}

// flagError rewrites an error of the flag parser, which names flags with one dash.
func flagError(cmd *cli.Command, err error) error {
	text := regexp.MustCompile(` (for|value) (flag )?-+([a-z-]+): (parse error)?`).ReplaceAllString(err.Error(), " for flag --$3: ")
	text = strings.TrimSuffix(text, ": ")
	return errors.New(strings.ReplaceAll(text, "boolean value", "value") + flagHint(cmd, err.Error()))
}

// flagHint says what a flag takes where the flag parser's own words do not.
func flagHint(cmd *cli.Command, text string) string {
	for _, f := range cmd.Flags {
		if !strings.Contains(text, "-"+f.Names()[0]+":") {
			continue
		}
		switch f.(type) {
		case *cli.IntFlag:
			return "; expected a whole number"
		case *cli.DurationFlag:
			return `; expected a duration such as "30s" or "2m"`
		case *cli.BoolFlag:
			return "; expected true or false"
		}
	}
	return ""
}
