package mermaid

import (
	"fmt"
	"strconv"
	"strings"
)

// The limits of hosts, in UTF-16 units.
const (
	// HostLimit is Mermaid's maxTextSize, which no document can raise: over it, hosts draw an error box.
	HostLimit = 50_000
	// GitLabCommentLimit is what GitLab draws unasked in issues, merge requests and comments, counted
	// over the whole page; READMEs and wiki pages are exempt.
	GitLabCommentLimit = 2_000
)

// Budget is how long a text may be. The zero value is HostLimit, with steps.
type Budget struct {
	Units  int  // in UTF-16 units a block; 0 for HostLimit
	Strict bool // an error instead of showing less
}

// limit is the budget in UTF-16 units.
func (b Budget) limit() int {
	if b.Units > 0 {
		return b.Units
	}
	return HostLimit
}

// ParseBudget reads a budget as users write it, several words joined by commas: "step" (the default),
// "error", a number of characters, or "gitlab-comment".
func ParseBudget(s string) (Budget, error) {
	var b Budget
	for word := range strings.SplitSeq(s, ",") {
		switch word = strings.TrimSpace(word); word {
		case "", "step":
		case "error":
			b.Strict = true
		case "gitlab-comment":
			b.Units = GitLabCommentLimit
		default:
			n, err := strconv.Atoi(word)
			if err != nil || n <= 0 {
				return Budget{}, fmt.Errorf("unknown budget %q: expected step, error, gitlab-comment or a number of characters", word)
			}
			b.Units = n
		}
	}
	return b, nil
}

// BudgetError says that a diagram does not fit. Which of the two flags is set says what was tried; without
// either, nothing was, as steps were not wanted.
type BudgetError struct {
	Units, Limit int
	Stepped      bool // Units is the length without columns
	Split        bool // Units is the length of a single table without columns
}

// Error says what to do.
func (e *BudgetError) Error() string {
	units, limit := thousands(e.Units), thousands(e.Limit)
	switch {
	case e.Split:
		return fmt.Sprintf("a single table takes %s characters of Mermaid even without columns, over the limit of %s: "+
			"raise it (--budget)", units, limit)
	case e.Stepped:
		return fmt.Sprintf("the Mermaid text has %s characters even without columns, over the limit of %s: write Markdown, "+
			"which splits it into several diagrams (-f markdown), or draw fewer tables (--focus, --include)", units, limit)
	default:
		return fmt.Sprintf("the Mermaid text has %s characters, over the limit of %s: show fewer columns (--columns keys) "+
			"or fewer tables (--focus, --include), or allow steps (--budget step)", units, limit)
	}
}

// thousands is a number with commas, as in 50,000.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
