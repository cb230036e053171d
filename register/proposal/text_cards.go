package proposal

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"chaser/words"
)

// cards lists a report's cards: a line for each, with its figures, its target and the rating that is printed.
func (t *text) cards(p Proposal) {
	said := words.Counted(len(p.Cards), "1 card", "cards") + " of " + p.Period.Words()
	if p.Committee != "" {
		said += " for " + p.Committee
	}
	t.hung("", cmp.Or(p.Source, "The report")+": "+said+". "+strings.ToUpper(countsInWords(p.Kept())[:1])+countsInWords(p.Kept())[1:]+" would be imported.")
	t.line("")
	const code, title, number = 8, 36, 11
	t.line("%s  %s  %*s  %*s  %*s  %s", padded("code", code), padded("title", title), number, p.Period.Words(), number, "before", number, "target", "printed")
	var derived, yearAgo, tracked, known bool
	for _, c := range p.Cards {
		mark, name := " ", c.Title
		if c.DerivedTitle {
			derived, name = true, "~"+name
		}
		if c.Known {
			known, mark = true, "="
		}
		before := c.Previous
		if before != "" && c.PreviousPeriod != p.Period.Previous(p.Period.Span()) {
			yearAgo, before = true, before+"†"
		}
		target := c.Target
		if c.Baseline {
			tracked, target = true, target+"‡"
		}
		t.line("%s%s %s  %s  %s  %s  %s", padded(c.Code, code), mark, padded(name, title), right(c.Figure, number), right(before, number), right(target, number), rated(c))
	}
	t.legend(known, derived, yearAgo, tracked)
	t.differences(p)
}

// legend says what the marks mean that were used.
func (t *text) legend(known, derived, yearAgo, tracked bool) {
	var said []string
	for _, mark := range []struct {
		used  bool
		means string
	}{
		{known, "= is in the register already"}, {derived, "~ has no title in the text: see below"},
		{yearAgo, "† is of an earlier period than the one before"}, {tracked, "‡ is a baseline"},
	} {
		if mark.used {
			said = append(said, mark.means)
		}
	}
	if len(said) > 0 {
		t.hung("  ", strings.Join(said, "; ")+".")
	}
}

// rated is the rating that is printed, and Chaser's where it is another.
func rated(c Card) string {
	switch {
	case c.Printed == "" && c.Rated == "":
		return "—"
	case c.Printed == "":
		return "— (is " + string(c.Rated) + ")"
	case c.Differs():
		return string(c.Printed) + " (is " + string(c.Rated) + ")"
	}
	return string(c.Printed)
}

// right puts words at the right end of a column.
func right(said string, to int) string {
	if n := utf8.RuneCountInString(said); n < to {
		return strings.Repeat(" ", to-n) + said
	}
	return padded(said, to)
}

// differences lists what the report prints otherwise than Chaser works it out.
func (t *text) differences(p Proposal) {
	var all []string
	for _, c := range p.Cards {
		if c.Differs() {
			all = append(all, fmt.Sprintf("%s: it is printed %s; Chaser rates %s against %s as %s", c.Code, c.Printed, c.Figure, cmp.Or(c.Target, "no target"), c.Rated))
		}
		if c.ChangeDiffers() {
			all = append(all, fmt.Sprintf("%s: its change is printed as %s; from %s to %s it is %s", c.Code, c.PrintedChange, c.Previous, c.Figure, c.Change))
		}
	}
	t.listed("Printed otherwise than Chaser works it out", all)
}
