package diag

// Code names a kind of diagnostic; it is stable and documented in docs/diagnostics.md.
type Code string

// Codes, by what they are about.
const (
	// The text.
	SyntaxError  Code = "syntax-error"
	Unterminated Code = "unterminated"
	NotText      Code = "not-text"

	// Names that do not resolve.
	UnknownTable  Code = "unknown-table"
	UnknownColumn Code = "unknown-column"
	UnknownKey    Code = "unknown-key"

	// Names that are there twice.
	DuplicateTable  Code = "duplicate-table"
	DuplicateColumn Code = "duplicate-column"
	DuplicateKey    Code = "duplicate-key"

	// Statements that fit no schema.
	KeyMismatch Code = "key-mismatch"
	RolledBack  Code = "rolled-back"
	Skipped     Code = "skipped"
)

// Codes lists every code, in the order of the documentation.
func Codes() []Code {
	return []Code{
		SyntaxError, Unterminated, NotText,
		UnknownTable, UnknownColumn, UnknownKey,
		DuplicateTable, DuplicateColumn, DuplicateKey,
		KeyMismatch, RolledBack, Skipped,
	}
}
