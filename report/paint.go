package report

import "strings"

// Paint is the background on which a rating's word stands on paper, as six hexadecimal digits: a tint so light that
// black on it has more than 14 to 1.
func Paint(rating string) string {
	word, _, _ := strings.Cut(rating, " (") // Red (provisional)
	switch word {
	case "Red":
		return "F9DCD9"
	case "Amber":
		return "FDECCF"
	case "Green":
		return "D9EFE3"
	case "Blue":
		return "DBE7F5"
	}
	return "F3F2F1"
}
