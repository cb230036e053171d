package bot

import (
	"unicode/utf8"
)

// cutSent shortens a text to at most limit bytes, three or more, as JSON carries it.
func cutSent(text string, limit int) string {
	size, fits := 0, 1
	for n, r := range []rune(text) {
		size += sentSize(r)
		if size > limit {
			return string([]rune(text)[:fits-1]) + "…"
		}
		if size <= limit-utf8.RuneLen('…') {
			fits = n + 2 // the ellipsis stands for the next character
		}
	}
	return text
}

// sentSize is how many bytes a character takes in JSON as encoding/json writes it.
func sentSize(r rune) int {
	switch {
	case r == '"' || r == '\\' || r == '\n' || r == '\t' || r == '\r':
		return 2
	case r < ' ' || r == '<' || r == '>' || r == '&' || r == '\u2028' || r == '\u2029':
		return 6
	}
	return max(utf8.RuneLen(r), 1)
}
