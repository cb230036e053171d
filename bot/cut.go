package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cut shortens a text to at most limit characters, at the end of a word where there is one, and marks it with an ellipsis.
func cut(text string, limit int) string {
	short, _ := cutLong(text, limit, len(text)+1)
	return short
}

// cutLong is cut with a limit of lines too, and says whether anything was left out.
func cutLong(text string, limit, lines int) (short string, wasCut bool) {
	runes := []rune(text)
	end := len(runes)
	for n, r := range runes {
		if r == '\n' {
			if lines--; lines == 0 {
				end = n
				break
			}
		}
	}
	if end <= limit && end == len(runes) {
		return text, false
	}
	end = min(end, limit-1)
	if end < len(runes) && !unicode.IsSpace(runes[end]) {
		for space := end; space > end*3/4; space-- {
			if unicode.IsSpace(runes[space-1]) {
				end = space - 1
				break
			}
		}
	}
	return strings.TrimRightFunc(string(runes[:max(end, 0)]), unicode.IsSpace) + "…", true
}

// split parts a long text into pieces of at most limit characters, at a line's or a word's end where there is one, losing no word.
func split(text string, limit int) []string {
	var pieces []string
	runes := []rune(strings.TrimSpace(text))
	for len(runes) > limit {
		end := limit
		for _, is := range []func(rune) bool{func(r rune) bool { return r == '\n' }, unicode.IsSpace} {
			if at := lastBefore(runes, limit, is); at > limit/2 {
				end = at
				break
			}
		}
		pieces = append(pieces, string(runes[:end]))
		runes = runes[end:]
		for len(runes) > 0 && unicode.IsSpace(runes[0]) {
			runes = runes[1:]
		}
	}
	if len(runes) > 0 {
		pieces = append(pieces, string(runes))
	}
	return pieces
}

func lastBefore(runes []rune, end int, is func(rune) bool) int {
	for at := end; at > 0; at-- {
		if is(runes[at]) {
			return at
		}
	}
	return 0
}

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
