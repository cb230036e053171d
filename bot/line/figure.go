package line

import (
	"chaser/kpi"
	"slices"
	"strings"
	"unicode"
)

// maxFigureWords is the most words that a figure may take: “£ 1 200 000 out of 2 million” has eight.
const maxFigureWords = 9

// Figure reads a figure of one word or several: "142", "93 %", "96 326", "£1.2 million", "570 / 889", "570 out of 889".
// It also takes what only looks like a figure, such as 12,34, so that it can be refused as one.
func (r Reader) Figure() (string, Reader, bool) {
	if !r.beginsNumber() {
		return "", r, false
	}
	for n := min(maxFigureWords, len(r.tokens)); n > 0; n-- {
		if r.initial(n) || r.codeAmong(n) {
			continue
		}
		joined := r.join(n)
		if !kpi.MayBeTyped(joined) {
			continue
		}
		for _, text := range slices.Compact([]string{unended(joined), joined, unpunctuated(joined)}) {
			if _, err := kpi.ParseTyped(text); err == nil {
				return text, r.From(n), true
			}
		}
	}
	if len(r.tokens) > 0 {
		if text := unpunctuated(r.tokens[0].text); kpi.LooksTyped(text) {
			return text, r.From(1), true
		}
	}
	return "", r, false
}

// beginsNumber reports whether the next word begins like a number, well formed or not. It is a quick look that saves
// parsing every word of a long text.
func (r Reader) beginsNumber() bool {
	word := strings.TrimLeft(r.Word(), "-−–+£$€([.,<>~≤≥≈±=:/")
	if word == "" {
		return r.Word() != "" // a sign that stands apart from its number
	}
	return unicode.IsDigit([]rune(word)[0]) ||
		slices.Contains([]string{"nan", "inf", "infinity"}, strings.ToLower(word))
}

// initial reports whether the last of n words is a person's initial, which would otherwise read as a scale: “142 M
// Smith was away”.
func (r Reader) initial(n int) bool {
	last := r.tokens[n-1].text
	return n > 1 && n < len(r.tokens) && (last == "M" || last == "K") && unicode.IsUpper([]rune(r.tokens[n].text)[0])
}

// codeAmong reports whether n words cannot be one figure, because a later one is a code (“142 178” is 142 for 178) or
// stands on the next line.
func (r Reader) codeAmong(n int) bool {
	return slices.ContainsFunc(r.tokens[1:n], func(t token) bool { return len(t.text) == 3 && r.isCode(t.text) }) ||
		n > 1 && strings.Contains(r.line[r.tokens[0].end:r.tokens[n-1].begin], "\n")
}

// unended drops the punctuation behind a figure, but not the brackets round it, which are a minus.
func unended(text string) string { return strings.TrimRight(strings.TrimLeft(text, "=:"), ".,:;=") }

// unpunctuated drops the brackets round a figure and the punctuation behind it, but not the point of .5.
func unpunctuated(text string) string {
	return strings.TrimRight(strings.TrimLeft(text, "(=:"), ".,:;=)")
}
