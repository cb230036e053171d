package kpi

import (
	"strings"
	"unicode/utf8"
)

// The most characters that each text may have. A commentary of 3,000 is about 500 words, twice the longest in the seed
// report, and the most that one box of a form can hold for editing.
const (
	MaxCommentary  = 3000
	MaxActions     = 3000
	MaxReason      = 500
	MaxAction      = 1000 // one action; a figure's own text of its actions may be longer
	MaxOutcome     = 1000
	MaxTitle       = 250
	MaxDescription = 10_000
	MaxName        = 120 // of a person, a committee, a service
	MaxCode        = 20
	MaxLinks       = 10
	MaxLinkText    = 300
	MaxURL         = 2000
)

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// CleanText makes typed text fit to keep: line ends are \n, broken UTF-8 becomes �, control characters go, and so do
// the marks that reorder the text after them (U+202A–202E, U+2066–2069), with which words could be made to read as
// others. Marks that right-to-left languages need (U+200E, U+200F, U+061C) stay. Space around the text goes.
func CleanText(text string) string {
	text = strings.ToValidUTF8(text, "�")
	text = lineEnds.Replace(text)
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}

// CleanLine makes a typed name or title fit to keep: as CleanText does, and every run of spaces, of whatever kind, is
// one space. Characters that take no room and have no meaning in a name (the zero-width space, the word joiner, the
// soft hyphen) go, so that two names which look alike are one.
func CleanLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '\u200b' || r == '\u2060' || r == '\u00ad' {
			return -1
		}
		return r
	}, CleanText(text))
	return strings.Join(strings.Fields(text), " ")
}

// HiddenControl finds a control character that no text has on purpose, U+0080 to U+009F: mostly what is left of a
// quotation mark or dash that was read in the wrong encoding.
func HiddenControl(text string) (rune, bool) {
	return firstOf(text, func(r rune) bool { return r >= 0x80 && r < 0xa0 && r != 0x85 })
}

// ControlIn finds a control character that no name has, however it got there: any of ASCII but a tab and a line's end.
func ControlIn(text string) (rune, bool) {
	return firstOf(text, func(r rune) bool { return r > 0 && r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f })
}

func firstOf(text string, is func(rune) bool) (rune, bool) {
	if at := strings.IndexFunc(text, is); at >= 0 {
		r, _ := utf8.DecodeRuneInString(text[at:])
		return r, true
	}
	return 0, false
}

// checkLength refuses a text over its limit, in characters.
func checkLength(field, name, text string, limit int) error {
	if n := utf8.RuneCountInString(text); n > limit {
		return Refuse(field, "%s is %s characters long and Chaser keeps up to %s. Shorten it and post again; a longer account can be linked to.",
			name, Count.ShowInt(n), Count.ShowInt(limit))
	}
	return nil
}
