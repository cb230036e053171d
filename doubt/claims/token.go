package claims

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a token is made of.
type tokenKind uint8

const (
	wordToken   tokenKind = iota // letters, and digits that follow letters: deaths, don't, q2
	digitsToken                  // 1,977 or 64.1, with its separators
	markToken                    // one sign: a comma, a bracket, %, £
	breakToken                   // the end of a line
)

// token is the smallest piece of a commentary, in lower case, with its place in bytes.
type token struct {
	kind       tokenKind
	text       string
	start, end int
	capital    bool // begins with a capital letter
	// joined is how a token hangs on the one before it without a space: the 19 of covid-19, the k of 12k.
	joined bool
}

// tokens reads a text once, from its beginning to its end.
func tokens(text string) []token {
	all := make([]token, 0, len(text)/5+4)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		end := at + size
		t := token{start: at, joined: at > 0 && len(all) > 0 && all[len(all)-1].end == at}
		switch {
		case r == '\n':
			t.kind = breakToken
		case unicode.IsSpace(r):
			at = end
			continue
		case unicode.IsLetter(r):
			t.kind, t.capital = wordToken, unicode.IsUpper(r)
			end = wordEnd(text, end)
		case isDigit(r):
			t.kind = digitsToken
			end = digitsEnd(text, end)
		default:
			t.kind = markToken
		}
		t.end, t.text = end, strings.ToLower(text[at:end])
		all = append(all, t)
		at = end
	}
	return all
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func wordEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		inside := unicode.IsLetter(r) || isDigit(r) || unicode.Is(unicode.Mn, r)
		if !inside && (r == '\'' || r == '’') {
			next, _ := utf8.DecodeRuneInString(text[at+size:])
			inside = unicode.IsLetter(next)
		}
		if !inside {
			break
		}
		at += size
	}
	return at
}

// digitsEnd takes in commas before three digits, and one point before a digit.
func digitsEnd(text string, at int) int {
	run := func(from int) int {
		for from < len(text) && isDigit(rune(text[from])) {
			from++
		}
		return from
	}
	at = run(at)
	for at < len(text) && text[at] == ',' && run(at+1) == at+4 {
		at += 4
	}
	if at+1 < len(text) && text[at] == '.' && isDigit(rune(text[at+1])) {
		at = run(at + 1)
	}
	return at
}
