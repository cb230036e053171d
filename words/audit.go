package words

import "strconv"

// AuditHead is the last entry of an audit trail: its number, and as much of its hash as a reader compares.
func AuditHead(seq int64, hash string) string {
	if seq == 0 {
		return ""
	}
	return "entry " + strconv.FormatInt(seq, 10) + ", " + hash[:min(len(hash), 16)]
}
