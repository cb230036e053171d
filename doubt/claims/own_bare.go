package claims

import (
	"math/big"
	"strings"
)

// figureSwapped reports whether a share is all that the first sentence counts, and two digits of the card's percentage
// changed over make it that: “Eight of 68 shops sold.” under the 18.1 that 11.8 has become.
func (r *reading) figureSwapped(c *Card, s share) bool {
	k := r.sentences[0]
	if s.loose || s.sum != nil || s.part < k.from || s.last >= k.to || len(digitsOf(c.Figure)) < 3 || len(r.counts(k.from, k.to)) != 2 {
		return false
	}
	figure := c.Figure
	half := new(big.Rat).Mul(figure.Step, big.NewRat(1, 2))
	return swapsInto(percentage(r.items[s.part].q.value, r.items[s.of].q.value), half, &figure)
}

// doneAsTitled reports whether a clause says of a share nothing but what the title ends with, and names no other thing:
// “so only 3 of 16 have been allowed so far this year” under “Planning appeals allowed”.
func (r *reading) doneAsTitled(c *Card, s share) bool {
	if s.loose || s.sum != nil || r.wholeAfter(s.part) != s.of {
		return false
	}
	done := c.titleEnd()
	if done == "" {
		return false
	}
	title := c.titleStems()
	k := r.sentences[r.sentenceOf(s.part)]
	for n := s.part - 1; n >= k.from && !partingWords[r.items[n].text]; n-- {
		if it := r.items[n]; it.w != nil && !c.isOwnTime(it.w) || r.strange(title, n) && !openingWords[it.text] || soFarWords[it.text] && !c.countsToDate() {
			return false
		}
	}
	said := false
	for n := s.of + 1; n < k.to; n++ {
		it := r.items[n]
		switch {
		case it.kind == markItem, conjunctions[it.text]:
			return said
		case it.q != nil, it.w != nil && !c.isOwnTime(it.w), soFarWords[it.text] && !c.countsToDate(), unmetWords[it.text], r.strange(title, n):
			return false
		case it.kind == wordItem && stemOf(it.text) == done:
			said = true
		case strings.HasSuffix(it.text, "ed") && !isStem(title, it.text):
			return false
		}
	}
	return said
}

// soFarWords tell of more than the card's period, unless its figure counts from April.
var soFarWords = set("date", "far", "since", "year", "cumulatively", "cumulative")

// countsToDate reports whether the card's figure counts from April.
func (c *Card) countsToDate() bool { return c.Cumulative || titleToDate(c) }

// openingWords may stand before a share and name nothing.
var openingWords = set("only", "just", "but", "means", "that")

// titleEnd is the stem of the participle that a title ends with, where it has no limit of time: “Planning appeals
// allowed (cumulative)”; empty where it ends with anything else.
func (c *Card) titleEnd() string {
	last := ""
	for _, t := range tokens(c.Title) {
		if t.kind == markToken && t.text == "(" {
			break
		}
		if last = ""; t.kind == wordToken && (strings.HasSuffix(t.text, "ed") || participles[t.text]) {
			last = stemOf(t.text)
		}
	}
	if c.read(); len(c.limits) > 0 || titleInTime(c) || c.namesUnmet() {
		return ""
	}
	return last
}

// participles are those that do not end in “ed”.
var participles = set("upheld", "done", "sent", "paid", "held", "made", "given", "met", "let", "won", "lost", "sold", "kept", "found")

// isOwnTime reports whether a time is that of the card's figure: its period, or the year so far of a figure that counts
// from April.
func (c *Card) isOwnTime(w *when) bool {
	return c.slotOf(w) == slotOwn || c.countsToDate() && w.rel == current
}
