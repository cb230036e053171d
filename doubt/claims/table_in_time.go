package claims

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// Many reports list what came in, what was answered in time and what was late, each behind its label, and the
// percentages beside them: “Replies sent 214. Completed in time 194. Completed late 20. Compliance rate 90.65%”.

// timedRows are the rows of such a list.
type timedRows struct {
	of, met, late row
	ended         bool    // whether what they are of is all answered, so that those in time and late are all of it
	open          []milli // the rows behind that count what is open or does not count
	behind        []milli // all that the rows behind count
	at, to        int     // where the rows begin and end
}

// rowsInTime checks such lists: the percentage in time, which may be of all or of what was answered, and the
// percentage that was late. Where all were answered, those in time and those late are all of them.
func (r *reading) rowsInTime(c *Card) []Claim {
	table := r.rows()
	for n := range table {
		t, ok := timedAt(table, n)
		if !ok || t.of.ofOtherYear(c) {
			continue
		}
		for _, rate := range r.ratesOfTimed(c, table, t) {
			if claim, ok := r.timedRate(t, rate); ok {
				return []Claim{claim}
			}
		}
		if claim, ok := r.timedSum(t); ok {
			return []Claim{claim}
		}
	}
	return nil
}

// timedAt reads the list whose row of those in time stands at a place: those that were late follow it, and what both
// are of is the row before it, or the one before that where the row before was not answered.
func timedAt(table []row, n int) (timedRows, bool) {
	if n < 1 || n+1 >= len(table) || !countRow(table[n]) || !inTimeRow(table[n]) || !countRow(table[n+1]) || !lateRow(table[n+1]) {
		return timedRows{}, false
	}
	t := timedRows{met: table[n], late: table[n+1], at: n - 1, to: n + 2}
	t.of = table[t.at]
	if !countRow(t.of) || inTimeRow(t.of) || lateRow(t.of) {
		return timedRows{}, false
	}
	t.ended = hasAny(t.of.label, answeredWords)
	if !t.ended && !hasAny(t.of.label, receivedWords) && !hasAny(t.of.label, totalNames) {
		return timedRows{}, false
	}
	for _, w := range table[t.to:min(len(table), t.to+3)] {
		if len(w.cells) == 0 || w.cells[0].unit != plain {
			continue
		}
		if t.behind = append(t.behind, w.cells[0].v); hasAny(w.label, pendingWords) || hasAny(w.label, exclusionWords) {
			t.open = append(t.open, w.cells[0].v)
		}
	}
	return t, t.of.cells[0].v >= 20_000 && t.met.cells[0].v > 0
}

func countRow(w row) bool {
	longer := w.told && slices.Contains(w.label, "longer") && len(w.label) <= mostLabel && !w.counted // in longer than 20 days
	return (w.named || longer) && len(w.cells) == 1 && w.cells[0].unit == plain && w.cells[0].sign == 0 && w.cells[0].step == 1000
}

func lateRow(w row) bool { return hasAny(w.label, lateWords) }

func inTimeRow(w row) bool {
	return !lateRow(w) && !slices.Contains(w.label, "not") && (hasAny(w.label, inTimeNames) || hasAny(w.label, timely))
}

// timedPercent is a percentage of those in time, or of those that were late.
type timedPercent struct {
	cell
	late, own bool
}

// ratesOfTimed are the percentages that the rows behind a list give of it, and the card's.
func (r *reading) ratesOfTimed(c *Card, table []row, t timedRows) []timedPercent {
	var all []timedPercent
	if of, ok := figureCell(c); ok && c.Unit == kpi.Percent && titleInTime(c) && !c.namesUnmet() && r.timedOfCard(c, t) {
		of.unit = percent
		all = append(all, timedPercent{cell: of, own: true})
	}
	for _, w := range table[t.to:min(len(table), t.to+3)] {
		if !w.named || len(w.cells) != 1 || w.cells[0].unit != percent || w.cells[0].sign != 0 {
			break
		}
		if numbered := slices.ContainsFunc(w.label, hasDigits); numbered || len(w.label) > 4 {
			continue // within 10 days 40%
		}
		if late := lateRow(w); late || inTimeRow(w) {
			all = append(all, timedPercent{cell: w.cells[0], late: late})
		}
	}
	return all
}

func hasDigits(word string) bool { return strings.ContainsAny(word, "0123456789") }

// timedOfCard reports whether the card's figure is of a list: its numbers are of the card's time, and its labels name
// nothing that the title does not.
func (r *reading) timedOfCard(c *Card, t timedRows) bool {
	own, title := r.ownCounts(c), c.titleStems()
	for _, w := range []row{t.of, t.met} {
		at := slices.IndexFunc(own, func(n int) bool { return r.items[n].start == w.cells[0].start })
		if at < 0 || r.otherTimes(c, span(r.sentences[r.sentenceOf(own[at])])) {
			return false
		}
		for _, word := range w.label {
			known := handled[word] || answeredWords[word] || receivedWords[word] || timely[word] || totalNames[word] || listWords[word]
			if stemOf(word) != "" && !known && !isStem(title, word) {
				return false
			}
		}
	}
	return true
}

// listWords are of no thing in a label.
var listWords = set("number", "legal", "limit", "target", "days", "day", "working")

// fits reports whether a percentage is what a list comes to: of all, of what was answered, or, of those in time, of all
// that were not late.
func (p timedPercent) fits(of, met, late milli, open ...milli) bool {
	part := met
	if p.late {
		part = late
	}
	is := func(part, of milli) bool { return of > 0 && part <= of && within(part*100_000, p.v*of, p.step*of) }
	left := of
	for _, v := range open {
		if left -= v; is(part, of-v) || is(part, left) {
			return true
		}
	}
	return is(part, of) || is(part, met+late) || !p.late && of > late && is(of-late, of)
}

// timedRate holds a percentage against the list. It speaks where one slip mends it.
func (r *reading) timedRate(t timedRows, p timedPercent) (Claim, bool) {
	of, met, late := t.of.cells[0], t.met.cells[0], t.late.cells[0]
	if p.fits(of.v, met.v, late.v, t.open...) {
		return Claim{}, false
	}
	mended := slices.ContainsFunc(met.retyped(), func(v milli) bool { return p.fits(of.v, v, late.v) }) ||
		slices.ContainsFunc(of.retyped(), func(v milli) bool { return p.fits(v, met.v, late.v) }) ||
		slices.ContainsFunc(late.retyped(), func(v milli) bool { return p.late && p.fits(of.v, met.v, v) }) ||
		slices.ContainsFunc(p.retyped(), func(v milli) bool {
			other := p
			other.v = v
			return other.fits(of.v, met.v, late.v)
		})
	part, subject := met, Words
	if p.late {
		part = late
	}
	if p.own {
		subject = Own
	}
	claim := Claim{Kind: Share, Subject: subject, Start: t.of.start, End: t.late.end, PerCent: true}
	claim.Quote, claim.Stated = r.text[claim.Start:claim.End], Digits(p.v.rat())+"%"
	claim.Numerator, claim.Denominator = part.v.rat(), of.v.rat()
	claim.Computed, claim.Allowed = percentage(claim.Numerator, claim.Denominator), around(p.v.rat(), p.step.rat())
	claim.Read = Digits(claim.Numerator) + " of " + Digits(claim.Denominator)
	return claim, mended
}

// timedSum holds those in time and those that were late against all that were answered. Of what came in some may be
// open, and some of what was answered may have come in before.
func (r *reading) timedSum(t timedRows) (Claim, bool) {
	of, met, late := t.of.cells[0], t.met.cells[0], t.late.cells[0]
	claim, ok := r.sumClaimOf([]*cell{&met, &late}, t.of, of)
	if claim.Agrees || !ok || len(t.open) > 0 || !t.ended {
		return Claim{}, false
	}
	lack := of.v - met.v - late.v
	for _, v := range t.behind {
		if v == lack {
			return Claim{}, false // the deadline was extended in 4 cases
		}
	}
	claim.Start, claim.End = t.of.start, t.late.end
	claim.Quote = r.text[claim.Start:claim.End]
	return claim, true
}
