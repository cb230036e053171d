package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chaser/kpi"
)

// Councils count money in thousands or millions, and say so in a column of units, in a heading or behind a title:
// “£000s”, “(£k)”, “£m”, “in thousands”.

var (
	scaleForm = regexp.MustCompile(`(?i)£\s*['’‘]?000['’‘]?s?\b|£\s*(?:k|th(?:ousands?)?|m|mn|millions?)\b|` +
		`\(\s*['’‘]?000['’‘]?s?\s*\)|\(\s*(?:thousands|millions)\s*\)|\b000['’‘]?s\b|\bin (?:thousands|millions)\b`)
	scaleBehind = regexp.MustCompile(`[\s,:–—-]*\(?\s*(?:in )?$`)
)

// scaleSaid is what a text says of thousands or millions, as it says it, and which of them.
func scaleSaid(text string) (said, scale string) {
	at := scaleForm.FindStringIndex(text)
	if at == nil {
		return "", ""
	}
	said = strings.Trim(text[at[0]:at[1]], "() ")
	if strings.ContainsAny(strings.TrimPrefix(strings.ToLower(said), "in "), "m") {
		return said, "millions"
	}
	return said, "thousands"
}

// withoutScale parts a title from the thousands or millions that stand behind it: “Agency spend (£k)”.
func withoutScale(title string) (rest, said string) {
	at := scaleForm.FindStringIndex(title)
	if at == nil {
		return title, ""
	}
	said, _ = scaleSaid(title)
	behind := strings.TrimSpace(strings.Trim(title[at[1]:], "() "))
	before := scaleBehind.ReplaceAllString(title[:at[0]], "")
	if behind != "" || before == "" {
		return title, said
	}
	return before, said
}

// times is how many places the point of a scale's numbers moves.
func times(scale string) int {
	switch scale {
	case "thousands":
		return 3
	case "millions":
		return 6
	}
	return 0
}

// ownScale is what the entry's unit says of thousands or millions.
func (e *entry) ownScale() string {
	if _, scale := scaleSaid(e.unit); scale != "" {
		return scale
	}
	return scaled[plain(e.unit)]
}

// scaleOf is in what a value is counted: as its row's unit or its heading says, unless it has a sign of its own.
func (e *entry) scaleOf(v value) string {
	if v.amount.pounds || v.amount.perCent {
		return ""
	}
	return cmpOr(e.ownScale(), v.scaled)
}

// noteScale says in what an entry's figures are counted, and by which words.
func (b *building) noteScale(e *entry, i kpi.Indicator) {
	if i.Unit == kpi.Percent {
		return
	}
	for _, v := range slices.Concat(e.figures, e.targets) {
		scale, said := e.scaleOf(v), e.unit
		if scale == "" {
			continue
		}
		if e.ownScale() == "" {
			said = v.says
		}
		if i.Unit == kpi.Currency {
			scale += " of pounds"
		}
		b.notes = append(b.notes, fmt.Sprintf("%s: its figures are taken for %s, as “%s” says.", i.Code, scale, said))
		return
	}
}
