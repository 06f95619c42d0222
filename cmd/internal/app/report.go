package app

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"crowsfoot/parse"
	"crowsfoot/parse/diag"
	"crowsfoot/render/jsonout"
)

// verbosity says which diagnostics are printed. The zero value is normal: warnings and errors.
type verbosity int

const (
	normal  verbosity = iota
	quiet             // errors only
	verbose           // everything, and a summary
)

// maxShown is how many diagnostics are printed as text unless all were asked for.
const maxShown = 50

// reporter writes diagnostics and messages. What it writes never holds a control character other
// than its own: names in SQL are free text, and terminals obey escape sequences.
type reporter struct {
	w      io.Writer
	format string // text, json or github
	colour bool
	level  verbosity
	place  string // what notes are about, as file:line:column; "" for the whole run
}

// fail prints why the program ends.
func (r *reporter) fail(reason string) {
	switch r.format {
	case "json":
		r.diagnosticJSON(diag.Diagnostic{Severity: diag.Error, Message: reason})
	case "github":
		fmt.Fprintf(r.w, "::error::%s\n", githubData(printable(reason)))
	default:
		fmt.Fprintln(r.w, "crowsfoot: "+r.paint(diag.Error, printable(reason)))
	}
}

// note prints something that the user should know unless quiet was asked for.
func (r *reporter) note(text string) {
	if r.level == quiet {
		return
	}
	if r.place != "" {
		text = r.place + ": " + text
	}
	switch r.format {
	case "json":
		r.diagnosticJSON(diag.Diagnostic{Message: text})
	case "github":
		fmt.Fprintf(r.w, "::notice::%s\n", githubData(printable(text)))
	default:
		fmt.Fprintln(r.w, "crowsfoot: "+printable(text))
	}
}

// notes prints each of the texts as a note.
func (r *reporter) notes(texts []string) {
	for _, text := range texts {
		r.note(text)
	}
}

// news prints those of the texts that were not said before, and returns all that was said now.
func (r *reporter) news(texts, said []string) []string {
	for _, text := range texts {
		if !slices.Contains(said, text) {
			r.note(text)
			said = append(said, text)
		}
	}
	return said
}

// detail prints something for those who asked for more.
func (r *reporter) detail(text string) {
	if r.level == verbose {
		r.note(text)
	}
}

// result prints the diagnostics of a parse, and the summary when verbose. Files are named as from the
// working folder, dir being what their names start at.
func (r *reporter) result(res *parse.Result, dir string) {
	list := res.Diagnostics
	if dir != "" && dir != "." {
		list = slices.Clone(list)
		for i := range list {
			list[i].Span.File = path.Join(filepath.ToSlash(dir), list[i].Span.File)
		}
	}
	r.diagnostics(list)
	r.detail("read as " + res.Dialect.String())
	r.detail(summary(res.Statements))
}

// summary is "214 statements: 212 understood, 2 skipped"; statements that cannot matter to a diagram
// are named where there are some.
func summary(s parse.Statements) string {
	ignored := ""
	if s.Ignored > 0 {
		ignored = fmt.Sprintf(" %d ignored,", s.Ignored)
	}
	return fmt.Sprintf("%s: %d understood,%s %d skipped", counted(s.Total, "statement"), s.Understood, ignored, s.Skipped)
}

// counted is "1 statement" or "2 statements".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (r *reporter) diagnostics(list diag.List) {
	shown, left := 0, 0
	for _, d := range list {
		if d.Severity < r.threshold() {
			continue
		}
		if shown == maxShown && r.format == "" && r.level != verbose {
			left++
			continue
		}
		shown++
		r.diagnostic(d)
	}
	if left > 0 {
		r.note(fmt.Sprintf("%d more diagnostics; -v shows all", left))
	}
}

// threshold is the mildest severity that is printed.
func (r *reporter) threshold() diag.Severity {
	switch r.level {
	case quiet:
		return diag.Error
	case verbose:
		return diag.Note
	default:
		return diag.Warning
	}
}

func (r *reporter) diagnostic(d diag.Diagnostic) {
	switch r.format {
	case "json":
		r.diagnosticJSON(d)
	case "github":
		fmt.Fprintln(r.w, annotation(d))
	default:
		fmt.Fprintf(r.w, "%s: %s %s [%s]\n", printable(d.Span.String()),
			r.paint(d.Severity, d.Severity.String()+":"), printable(d.Message), d.Code)
	}
}

// diagnosticJSON prints a diagnostic as one line of JSON, in the shape that the JSON output has.
func (r *reporter) diagnosticJSON(d diag.Diagnostic) {
	line, err := json.Marshal(struct {
		Severity string    `json:"severity"`
		Code     diag.Code `json:"code"`
		File     string    `json:"file"`
		Line     int       `json:"line"`
		Column   int       `json:"column"`
		Message  string    `json:"message"`
	}{d.Severity.String(), d.Code, d.Span.File, d.Span.Line, d.Span.Column, d.Message})
	if err == nil {
		fmt.Fprintf(r.w, "%s\n", jsonout.EscapeControls(line))
	}
}

// annotation is a diagnostic as a workflow command of GitHub Actions.
func annotation(d diag.Diagnostic) string {
	level := d.Severity.String()
	if d.Severity == diag.Note {
		level = "notice"
	}
	var b strings.Builder
	b.WriteString("::" + level + " ")
	if d.Span.IsValid() {
		fmt.Fprintf(&b, "file=%s,line=%d,col=%d,", githubProperty(d.Span.File), d.Span.Line, d.Span.Column)
		if d.Span.EndLine > 0 {
			fmt.Fprintf(&b, "endLine=%d,", d.Span.EndLine)
		}
	}
	fmt.Fprintf(&b, "title=%s::%s", githubProperty(string(d.Code)), githubData(printable(d.Message)))
	return b.String()
}

// githubData escapes the message of a workflow command.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// githubProperty escapes a property of a workflow command.
func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// paint colours a text by severity, when the user's terminal shows colours.
func (r *reporter) paint(s diag.Severity, text string) string {
	if !r.colour || r.format != "" {
		return text
	}
	code := map[diag.Severity]string{diag.Note: "36", diag.Warning: "33", diag.Error: "31"}[s]
	return "\x1b[1;" + code + "m" + text + "\x1b[0m"
}

// wantsColour reports whether w is a terminal whose user wants colours (no-color.org).
func wantsColour(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || runtime.GOOS == "windows" || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// printable replaces what a terminal could act upon (control characters, direction marks, broken
// UTF-8) by escapes.
func printable(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == unicode.ReplacementChar && s[i] != 0xEF:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
