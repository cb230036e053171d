package report

import (
	"strings"
	"unicode"
)

// anchor is the name that links to an indicator's card: indicator-178. Codes are unique without regard to case.
func anchor(code string) string {
	var b strings.Builder
	b.WriteString("indicator-")
	for _, r := range strings.ToLower(code) {
		switch {
		case r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		default: // so that A.1 and A-1 stay apart
			const digits = "0123456789abcdef"
			b.WriteByte('_')
			for shift := 12; shift >= 0; shift -= 4 {
				b.WriteByte(digits[r>>shift&15])
			}
		}
	}
	return b.String()
}
