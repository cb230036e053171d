package sheet

import (
	"strings"
	"unicode"
)

// A heading is read as words, numbers and the signs between them.

// token is a run of letters, a run of digits, or one sign.
type token struct {
	text  string // in small letters
	digit bool
	word  bool
}

func tokensOf(text string) []token {
	var tokens []token
	runes := []rune(strings.ToLower(text))
	for n := 0; n < len(runes); {
		r := runes[n]
		end := n + 1
		switch {
		case r >= '0' && r <= '9':
			for end < len(runes) && runes[end] >= '0' && runes[end] <= '9' {
				end++
			}
			tokens = append(tokens, token{text: string(runes[n:end]), digit: true})
		case unicode.IsLetter(r):
			for end < len(runes) && unicode.IsLetter(runes[end]) {
				end++
			}
			tokens = append(tokens, token{text: string(runes[n:end]), word: true})
		case unicode.IsSpace(r):
		case strings.ContainsRune("‐‑‒–—−", r):
			tokens = append(tokens, token{text: "-"})
		case strings.ContainsRune("’‘`´", r):
			tokens = append(tokens, token{text: "'"})
		default:
			tokens = append(tokens, token{text: string(r)})
		}
		n = end
	}
	return tokens
}

// wordsOf are a text's words and numbers in small letters, without any signs but % and £.
func wordsOf(text string) []string {
	var words []string
	for _, t := range tokensOf(text) {
		if t.word || t.digit || t.text == "%" || t.text == "£" {
			words = append(words, t.text)
		}
	}
	return words
}

// plain is a text as it is compared: its words in small letters, one space between them.
func plain(text string) string { return strings.Join(wordsOf(text), " ") }

// hasWords reports whether a phrase stands in a text, word for word; both are plain.
func hasWords(text, phrase string) bool {
	return phrase != "" && strings.Contains(" "+text+" ", " "+phrase+" ")
}
