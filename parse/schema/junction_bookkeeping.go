package schema

import "strings"

// isBookkeeping reports whether a column records when or by whom a row was created, updated or deleted,
// in one of the usual spellings: created_at, createdBy, last_update, gmt_modified, DATE_CREATED, is_deleted.
// Separators and case do not count, because engines fold names.
func isBookkeeping(column string) bool {
	name := letters(column)
	if isParticiple(name) {
		return true
	}
	for _, prefix := range []string{"last", "date", "gmt", "is", "dt", "ts", "time", "row", "record"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && (isDeed(rest) || isStamp(rest)) {
			return true
		}
	}
	return isStamp(name)
}

// isStamp reports whether a name is a deed followed by its time or its doer: "createdat", "updatedbyid".
func isStamp(name string) bool {
	for _, suffix := range []string{
		"at", "atutc", "on", "onutc", "date", "dateutc", "time", "timeutc", "datetime", "timestamp", "ts", "dt",
		"by", "byid", "byuser", "byuserid", "user", "userid",
	} {
		if rest, ok := strings.CutSuffix(name, suffix); ok && isDeed(rest) {
			return true
		}
	}
	return false
}

// isDeed reports whether a word names one of the three deeds.
func isDeed(word string) bool {
	switch word {
	case "create", "creation", "insert", "update", "modify", "modification", "change", "delete", "deletion":
		return true
	default:
		return isParticiple(word)
	}
}

// isParticiple reports whether a word alone says that a deed was done, as columns are often called.
func isParticiple(word string) bool {
	switch word {
	case "created", "inserted", "updated", "modified", "changed", "deleted":
		return true
	default:
		return false
	}
}

// letters is the name in lower case without separators.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', ' ', '.':
			return -1
		default:
			return r
		}
	}, strings.ToLower(name))
}
