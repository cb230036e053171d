package line

import (
	"chaser/kpi"
	"regexp"
	"strings"
)

// joiners are the words that a figure may be written in, by how many there are; a word that is no joiner is a number.
var joiners = map[int]*regexp.Regexp{
	4: regexp.MustCompile(`(?i)^\S+ out of \S+$`),
	3: regexp.MustCompile(`(?i)^\S+ (of \S+|/ \S+|per cent)$`),
	2: regexp.MustCompile(`(?i)^(\S+ (%|percent)|\S+/ \S+|\S+ /\S+|£ \S+)$`),
	1: regexp.MustCompile(`^\S+$`),
}

// Figure reads a figure of one to four words: "142", "93 %", "570 / 889", "570 out of 889". Something that only looks like one, such as
// 12,34, is taken for the figure too, so that it is refused as one.
func (r Reader) Figure() (string, Reader, bool) {
	for n := min(4, len(r.tokens)); n > 0; n-- {
		joined := r.join(n)
		if !joiners[n].MatchString(joined) {
			continue
		}
		joined = strings.ReplaceAll(joined, "£ ", "£")
		for _, text := range []string{unpunctuated(joined), joined} {
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

// unpunctuated drops the brackets round a figure and what stands behind it, but not the point of .5.
func unpunctuated(text string) string {
	return strings.TrimRight(strings.TrimLeft(text, "(=:"), ".,:;=)")
}
