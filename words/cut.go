package words

import (
	"strings"
	"unicode"
)

// Cut shortens a text to at most limit characters, at the end of a word where there is one, and marks it with an
// ellipsis.
func Cut(text string, limit int) string {
	short, _ := CutLines(text, limit, len(text)+1)
	return short
}

// CutLines is Cut with a limit of lines too. wasCut reports whether anything was left out.
func CutLines(text string, limit, lines int) (short string, wasCut bool) {
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

// Split divides a long text into pieces of at most limit characters, at the end of a line or a word where there is one.
// No word is lost.
func Split(text string, limit int) []string {
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
