package line

import (
	"strings"

	"chaser/kpi"
)

// token is one word of a line, and where it begins and ends there.
type token struct {
	text       string // without the quotation marks and commas around it
	begin, end int
}

var wordForm = pattern(`[^\s\p{Z}\x{85}\x{200b}\x{feff}]+`)

// Quotes are the quotation marks and apostrophes that may cling to a word.
const Quotes = "\"'“”‘’„«»`"

// Split parts a line into its words, without the quotation marks and commas around them.
func Split(line string) []string {
	var all []string
	for _, t := range tokenise(line) {
		all = append(all, t.text)
	}
	return all
}

func tokenise(line string) []token {
	var tokens []token
	for _, at := range wordForm().FindAllStringIndex(line, -1) {
		if text := strings.Trim(line[at[0]:at[1]], Quotes); text != "" {
			tokens = append(tokens, token{text, at[0], at[1]})
		}
	}
	return tokens
}

// Reader is what is left to read of a line. It is a value: reading on returns another Reader and leaves this one as it
// was.
type Reader struct {
	line   string
	tokens []token
	isCode func(string) bool
	today  kpi.Date
}

// New reads a line as the person typed it, already decoded. today is the council's day. isCode tells whether a word is
// an indicator's code, in any case.
func New(line string, isCode func(string) bool, today kpi.Date) Reader {
	return Reader{line, tokenise(line), isCode, today}
}

// Left is how many words are left.
func (r Reader) Left() int { return len(r.tokens) }

// From is what is left after n more words; it panics where there are fewer.
func (r Reader) From(n int) Reader { return Reader{r.line, r.tokens[n:], r.isCode, r.today} }

// Word is the next word; empty where none is left.
func (r Reader) Word() string {
	if len(r.tokens) == 0 {
		return ""
	}
	return r.tokens[0].text
}

// First is the next word, in lower case and without the punctuation behind it; empty where none is left.
func (r Reader) First() string { return strings.ToLower(strings.TrimRight(r.Word(), ".,:;!")) }

// Rest is what is left exactly as it was typed.
func (r Reader) Rest() string {
	if len(r.tokens) == 0 {
		return ""
	}
	return kpi.CleanText(r.line[r.tokens[0].begin:])
}

// Words are the words that are left, joined by single spaces and without quotation marks, for looking up a name.
func (r Reader) Words() string { return r.join(len(r.tokens)) }

func (r Reader) join(n int) string {
	texts := make([]string, 0, n)
	for _, t := range r.tokens[:n] {
		texts = append(texts, t.text)
	}
	return strings.Join(texts, " ")
}

// fillers are the words and signs that people put between a code, a period and a figure.
var fillers = []string{"=", ":", "-", "–", "—", "is", "for"}

// Skip passes over the next word if it is one of these, and another follows.
func (r Reader) Skip(words ...string) Reader {
	if len(r.tokens) > 1 {
		for _, w := range words {
			if strings.EqualFold(r.tokens[0].text, w) {
				return r.From(1)
			}
		}
	}
	return r
}

// SkipFiller passes over one word or sign that people put between a code, a period and a figure.
func (r Reader) SkipFiller() Reader { return r.Skip(fillers...) }

// Code reads an indicator's code: "178", "#178", "178:", or with a gap in it, as "REG 2" or "REG-2". Of "178=142" it
// takes the first half.
func (r Reader) Code() (code string, rest Reader, ok bool) {
	if len(r.tokens) == 0 {
		return "", r, false
	}
	text := strings.TrimPrefix(r.tokens[0].text, "#")
	for _, candidate := range []string{text, strings.TrimRight(text, ".,:;="+Quotes)} {
		if candidate != "" && r.isCode(candidate) {
			return candidate, r.From(1), true
		}
	}
	t := r.tokens[0]
	typed := r.line[t.begin:t.end]
	if at := strings.IndexAny(typed, ":="); at > 0 && at < len(typed)-1 {
		if before := strings.Trim(typed[:at], "#"+Quotes); r.isCode(before) {
			after := strings.Trim(typed[at+1:], Quotes)
			split := append([]token{{after, t.begin + at + 1, t.end}}, r.tokens[1:]...)
			return before, Reader{r.line, split, r.isCode, r.today}, after != ""
		}
	}
	return r.gappedCode()
}

// inCodes parts a code that was typed with a gap: its letters, the sign between and its digits.
var inCodes = pattern(`^#?([A-Za-z]+)(?:[-_./]?(\d+)[.,:;=]*)?$`)

// gappedCode reads a code whose letters and digits were typed apart, such as "REG 2". The letters alone are no code.
func (r Reader) gappedCode() (code string, rest Reader, ok bool) {
	parts := inCodes().FindStringSubmatch(r.tokens[0].text)
	switch {
	case parts == nil:
		return "", r, false
	case parts[2] != "":
		if !r.isCode(parts[1] + parts[2]) {
			return "", r, false
		}
		return parts[1] + parts[2], r.From(1), true
	case len(r.tokens) < 2:
		return "", r, false
	}
	digits := strings.TrimRight(r.tokens[1].text, ".,:;=")
	if digits == "" || strings.Trim(digits, "0123456789") != "" || !r.isCode(parts[1]+digits) {
		return "", r, false
	}
	return parts[1] + digits, r.From(2), true
}
