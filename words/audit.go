package words

import (
	"strings"

	"chaser/kpi"
)

// TrailDigest is a digest of the audit trail in groups of four, as people read and type it.
func TrailDigest(digest string) string {
	var groups []string
	for ; len(digest) > 4; digest = digest[4:] {
		groups = append(groups, digest[:4])
	}
	return strings.Join(append(groups, digest), " ")
}

// TrailLine is the day's digest of the audit trail as the performance team keeps it.
func TrailLine(on kpi.Date, digest string) string {
	return "Audit trail on " + on.Words() + ": " + TrailDigest(digest)
}
