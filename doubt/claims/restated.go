package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// restated reads earlier figures said again: “84.2% compares with 76.1% in the previous quarter”. It speaks where the
// words name the time, and the number stands beside the card's own figure or is one slip off what the card has.
func (r *reading) restated(c *Card) []Claim {
	var all []Claim
	shifted := r.otherCalendar(c)
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.target || q.delta != 0 || q.fraction || q.how != asSaid || !c.suits(q) || limitNouns[r.wordAt(n+1)] || r.wordAt(n-1) == "by" || r.ledToEarlier(c, n) {
				continue
			}
			if c.Figure.says(q) && r.labelOf(s, n) == nil && r.items[n].depth == 0 && r.wordAt(n+1) != "in" && r.wordAt(n+1) != "last" {
				if w := r.items[n+1].w; w == nil {
					continue // a time further on is of what it is compared with
				}
			}
			at, ok := r.timeOf(c, s, n)
			if !ok || at == slotUnsure && c.likelySlot(r.timeNear(s, n)) == slotUnsure {
				if claim, ok := r.restatedBase(c, s, n); ok {
					all = append(all, claim)
				}
				continue
			}
			if claim, ok := r.restatedAt(c, s, n, at); ok && (claim.Agrees || !shifted) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// ledToEarlier reports whether a number is what an earlier one of the card came from: “on top of last year's rise from
// 640 to 1,180”.
func (r *reading) ledToEarlier(c *Card, n int) bool {
	to := r.quantityAt(n + 2)
	return r.wordAt(n-1) == "from" && r.wordAt(n+1) == "to" && to != nil && c.suits(to) && c.knowsBefore(to) && !c.isOwn(to)
}

func (r *reading) restatedAt(c *Card, s sentence, n int, at slot) (Claim, bool) {
	q := r.items[n].q
	unsure := at == slotUnsure
	if unsure {
		at = c.likelySlot(r.timeNear(s, n))
	}
	known, subject := c.knownAt(at)
	if known.Value != nil && known.Value.Sign()*q.value.Sign() < 0 { // “a change of -130”
		return Claim{}, false
	}
	if r.cameAndWentApart(n, r.firstLevel(s)) || c.Figure.Value != nil && c.Figure.Value.Sign() != 0 && r.noneBefore(s, n) {
		return Claim{}, false
	}
	if r.markAt(n-1) == "(" && r.items[n+1].kind == wordItem && r.labelOf(s, n) == nil && !r.timedInside(s, n) {
		return Claim{}, false // since June (38 came and 25 went)
	}
	if known.Value == nil || subject == Own || unsure && (c.Previous.says(q) || c.YearAgo.says(q) || !swaps(q, known)) {
		return Claim{}, false
	}
	claim := r.claim(Restated, subject, n, n)
	claim.Period, claim.Stated = known.Period, r.show(n)
	claim.Computed, claim.Allowed, claim.PerCent = known.Value, wide(q), q.unit == percent
	claim.Agrees = known.says(q)
	if claim.Agrees {
		return claim, true
	}
	beside := r.figureBefore(c, s, n)
	anaphoric := anaphoric[r.wordAt(s.from)] && r.wordAt(s.from) != "which"
	slip := slipsTo(q, known) || q.inWords && known.Value.Cmp(whole(20)) <= 0
	leads := false
	for _, m := range r.moves[r.sentenceOf(n)] {
		leads = leads || m.from == n && r.leads(c, s, m)
	}
	compared := (r.compares(s, n) || r.items[n].depth > 0 && r.labelOf(s, n) != nil) && !r.otherBefore(c, s, n)
	pronoun := r.wordAt(n-2) == "it" || r.wordAt(n-2) == "this" || r.countsAgain(s, n)
	sure := beside && compared || leads && slip || slip && (anaphoric || r.overlap(c, s.from, s.to) >= 1) && compared ||
		slip && len(q.digits) > 2 && r.countsAgain(s, n) || !unsure && r.wholeChange(c, s, n) || swaps(q, known) && !r.otherBefore(c, s, n) && (pronoun || r.overlap(c, s.from, s.to) >= 1)
	return claim, sure
}

// otherCalendar reports whether the words count their quarters from January: the figure or the one before it stands
// beside the name of the quarter after its own, as 90% for July to September does in “During Q3, 90 per cent”.
func (r *reading) otherCalendar(c *Card) bool {
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 {
				continue
			}
			w := r.timeNear(s, n)
			if w == nil || w.rel != named || w.span != kpi.Quarterly || w.season || w.n < 1 {
				continue
			}
			for _, k := range []Known{c.Figure, c.Previous} {
				if k.Value != nil && k.says(q) && k.Period.Span() == kpi.Quarterly && kpi.Quarter(k.Period.Next().FinancialYear(), w.n) == k.Period.Next() {
					return true
				}
			}
		}
	}
	return false
}

// limitNouns make the number before them no earlier one: “within the 56-day limit”.
var limitNouns = set("limit", "limits", "standard", "deadline", "maximum", "minimum", "guideline", "timescale")

// noneBefore reports whether a number is compared with none, so that it is no earlier one of a figure that is some:
// “there were no deaths, compared with three in Q1”.
func (r *reading) noneBefore(s sentence, n int) bool {
	for i := s.from; i < n-1; i++ {
		if r.items[i].q != nil {
			return false
		}
		if w := r.wordAt(i); (w == "no" || w == "nil") && r.namesThing(i+1, min(n, i+3)) && r.hasWord(i, n, comparesWords) {
			return true
		}
	}
	return false
}

var respectively = set("respectively")

// countsAgain reports whether a sentence calls a number what was counted before: “a year ago this number had been
// 3,798”.
func (r *reading) countsAgain(s sentence, n int) bool {
	this := false
	for i := n - 1; i >= max(s.from, n-6); i-- {
		it := r.items[i]
		if it.w != nil || it.text == "," {
			continue
		}
		if !leadWords[it.text] || it.kind != wordItem {
			return false
		}
		this = this || it.text == "this" || it.text == "it" || it.text == "that" || it.text == "they" || it.text == "figure"
	}
	return this
}

// otherBefore reports whether a number of the card's unit that is none of its own stands before another in a sentence,
// so that the second is an earlier one of that: “49% remained so (40% in Q1)”.
func (r *reading) otherBefore(c *Card, s sentence, n int) bool {
	other := false
	for i := s.from; i < n; i++ {
		q := r.items[i].q
		if q == nil || q.noise || q.delta != 0 || q.base || q.target || !c.suits(q) || q.unit == length || r.items[i].depth > r.items[n].depth {
			continue
		}
		other = !c.Figure.says(q) && (other || !c.Previous.says(q) && !c.YearAgo.says(q))
	}
	return other
}

// figureBefore reports whether the card's own figure stands before a number in its sentence, and counts more than a
// few.
func (r *reading) figureBefore(c *Card, s sentence, n int) bool {
	if c.Figure.Value == nil || new(big.Rat).Abs(c.Figure.Value).Cmp(whole(5)) < 0 && c.Unit == "count" {
		return false
	}
	for i := s.from; i < n; i++ {
		if q := r.items[i].q; q != nil && !q.noise && q.delta == 0 && !q.base && c.suits(q) && c.Figure.says(q) {
			return r.firstLevel(s) == i || q.unit == percent
		}
	}
	return false
}

// firstLevel is the place of the first number of a sentence that counts something.
func (r *reading) firstLevel(s sentence) int {
	for i := s.from; i < s.to; i++ {
		if q := r.items[i].q; q != nil && !q.noise && q.delta == 0 {
			return i
		}
	}
	return -1
}

// compares reports whether a word of comparison leads to a number.
func (r *reading) compares(s sentence, n int) bool {
	for i := n - 1; i >= max(s.from, n-6); i-- {
		switch it := r.items[i]; {
		case it.text == "compared" || it.text == "compares" || it.text == "comparison" || it.text == "from" || it.text == "against" ||
			it.text == "versus" || it.text == "vs" || it.text == "than" || it.text == "on" || it.text == "when" || it.text == "(":
			return true
		case it.q != nil && !it.q.noise:
			return it.q.base || r.wordAt(n-1) == "and"
		case it.text == ",", it.text == ";", it.text == ":":
			return false
		}
	}
	return false
}

// restatedBase checks what the card's own figure is said to have come from, where no time is said: “fell to 37 from
// 44”. It speaks where that is one slip off an earlier figure and is none itself.
func (r *reading) restatedBase(c *Card, s sentence, n int) (Claim, bool) {
	q := r.items[n].q
	if !q.base || !r.toOwn(c, s, n) || c.Target.stands(q) || r.cameAndWentApart(n, r.firstLevel(s)) {
		return Claim{}, false
	}
	for _, k := range []struct {
		known   Known
		subject Subject
	}{{c.Previous, Previous}, {c.YearAgo, YearAgo}} {
		if k.known.Value == nil {
			continue
		}
		claim := r.claim(Restated, k.subject, n, n)
		claim.Period, claim.Stated = k.known.Period, r.show(n)
		claim.Computed, claim.Allowed, claim.PerCent = k.known.Value, wide(q), q.unit == percent
		claim.Agrees = c.Previous.says(q) || c.YearAgo.says(q)
		if claim.Agrees || slipsTo(q, k.known) && (len(q.digits) > 1 || swaps(q, k.known)) {
			return claim, true
		}
	}
	return Claim{}, false
}

// wholeChange reports whether an earlier number is what the card's own figure is said to have come from: the words give
// both ends, or begin the commentary with the change: “rose from 63% in Q1 to 84%”, “Up from 63% last quarter.”
func (r *reading) wholeChange(c *Card, s sentence, n int) bool {
	if len(r.items[n].q.digits) < 2 {
		return r.toOwn(c, s, n) && c.Unit != kpi.Count
	}
	for _, m := range r.moves[r.sentenceOf(n)] {
		if m.from == n && m.to < 0 && m.level < 0 && m.first == r.sentences[0].from && r.leads(c, s, m) {
			return true
		}
	}
	return r.toOwn(c, s, n)
}

// toOwn reports whether a change from the number at n ends in the card's own figure.
func (r *reading) toOwn(c *Card, s sentence, n int) bool {
	for _, m := range r.moves[r.sentenceOf(n)] {
		if m.from != n {
			continue
		}
		for _, end := range []int{m.to, m.level} {
			if end >= 0 && c.suits(r.items[end].q) && c.Figure.says(r.items[end].q) {
				return true
			}
		}
	}
	return false
}

// swaps reports whether two neighbouring digits changed over make the quantity the card's number.
func swaps(q *quantity, k Known) bool {
	for n := 1; n < len(q.digits); n++ {
		d := q.digits[:n-1] + q.digits[n:n+1] + q.digits[n-1:n] + q.digits[n+1:]
		if strings.TrimLeft(d, "0") == digitsOf(k) && d != q.digits {
			return true
		}
	}
	return false
}
