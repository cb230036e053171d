package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// timely are the words by which a title and a part both say that something was done in time.
var timely = set("within", "timescale", "timescales", "timeframe", "timeframes", "deadline", "deadlines", "time", "statutory", "compliance",
	"compliant", "sla", "promptly", "timely")

// ownShare checks the card's percentage against a part and a whole in the words: “889 deaths were registered, of which
// 570 were registered within 5 days”. It is silent where any pair of numbers gives the percentage, and where the words
// may speak of other things than the title does.
func (r *reading) ownShare(c *Card, all []share) (Claim, bool) {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || c.Figure.Value.Sign() < 0 {
		return Claim{}, false
	}
	own := r.ownCounts(c)
	if len(own) < 2 {
		return Claim{}, false
	}
	direct := map[int]int{}
	for _, s := range all {
		if s.part >= 0 && s.of >= 0 {
			direct[s.part] = s.of
		}
	}
	for _, n := range own {
		if s, ok := r.ofWhich(n); ok {
			direct[s.part] = s.of
		}
	}
	if r.explains(c, own, direct, false) {
		return Claim{}, false
	}
	together := r.explains(c, own, direct, true)
	for _, s := range r.ownCandidates(c, all, own) {
		if together && !r.tiedSwap(c, s) {
			continue // two groups together may be meant
		}
		if claim, ok := r.ownClaim(c, s, own); ok {
			return claim, true
		}
	}
	return Claim{}, false
}

// ownCounts are the numbers of the card's period that may be part or whole, a dozen at most.
func (r *reading) ownCounts(c *Card) []int {
	var own []int
	for k, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			if !r.items[n].q.sized() || r.items[n].q.of == "hours" && limiting[r.wordAt(n-1)] {
				continue
			}
			if len(own) == 12 {
				return own
			}
			if r.periodOf(c, k, n) && !r.withOtherRate(c, n) {
				own = append(own, n)
			}
		}
	}
	return own
}

// limiting are the words that make a number of hours a limit: “within 24 hours”.
var limiting = set("within", "in", "inside", "under", "over", "than", "after", "every")

// periodOf reports whether a number may be of the card's own period: no other time is named beside it.
func (r *reading) periodOf(c *Card, k, n int) bool {
	s := r.sentences[k]
	for i := n + 1; i < min(s.to, n+8); i++ {
		it := r.items[i]
		if it.q != nil && !it.q.noise || it.text == ";" || it.text == "," {
			break
		}
		if it.w != nil {
			at := c.slotOf(it.w)
			return at == slotOwn || at == slotNone
		}
	}
	for i := n - 1; i >= max(s.from, n-10); i-- {
		it := r.items[i]
		if it.text == ";" || it.text == ")" || it.text == "," || it.text == ":" || it.q != nil && !it.q.noise {
			break
		}
		if it.w != nil {
			at := c.slotOf(it.w)
			return at == slotOwn || at == slotNone
		}
	}
	return true
}

// withOtherRate reports whether a percentage stands beside a number that is not the card's: the number is another part.
func (r *reading) withOtherRate(c *Card, n int) bool {
	rate := r.rateAfter(n)
	return rate > 0 && !c.Figure.says(r.items[rate].q)
}

// figureAllows is what the card's percentage may be.
func (c *Card) figureAllows() Interval { return around(c.Figure.Value, c.Figure.Step) }

// explains reports whether any two of the numbers give the card's percentage: a part of a whole, of a whole less those
// taken out, of two groups together; or the rest does.
func (r *reading) explains(c *Card, own []int, direct map[int]int, groups bool) bool {
	allows := c.figureAllows()
	total := r.sum(own)
	fits := func(part, of *big.Rat) bool {
		return of.Sign() > 0 && part.Cmp(of) <= 0 && allows.Holds(percentage(part, of))
	}
	for _, i := range own {
		part := r.items[i].q
		if len(own) > 2 && len(direct) == 0 && fits(part.value, total) {
			return true
		}
		for _, j := range own {
			if i == j || direct[j] == i && i > 0 {
				continue
			}
			of := r.items[j].q
			if in, ok := ratio(part, of); ok && part.value.Cmp(of.value) <= 0 && in.Meets(allows) || fits(part.value, of.value) {
				return true
			}
			if len(direct) == 0 && r.isRemainder(j) {
				if fits(part.value, new(big.Rat).Add(part.value, of.value)) {
					return true
				}
			}
			for _, k := range own {
				if k == i || k == j || !groups {
					continue
				}
				if fits(part.value, new(big.Rat).Sub(of.value, r.items[k].q.value)) && r.takenOut(k) {
					return true
				}
				if fits(new(big.Rat).Add(part.value, r.items[k].q.value), of.value) && len(own) <= 5 && !r.isRemainder(k) && !r.isRemainder(i) {
					return true
				}
			}
		}
	}
	return false
}

// tiedSwap reports whether a share ties its part to its whole, and two digits changed over make it the card's.
func (r *reading) tiedSwap(c *Card, s share) bool {
	if s.loose || s.sum != nil {
		return false
	}
	part, of := r.items[s.part].q, r.items[s.of].q
	holds := func() bool { return of.value.Sign() > 0 && c.figureAllows().Holds(percentage(part.value, of.value)) }
	return r.swapMends(part, holds) || r.swapMends(of, holds)
}

// restWords tell of those who are not in the part: “1,358 within the timescale, 168 outside it”.
var restWords = set("outside", "longer", "late", "not", "after", "beyond", "failed", "remaining", "other", "others", "overdue", "missed",
	"abandoned", "refused", "lost", "unsuccessful", "off", "gave", "rest", "exceeded", "over", "dismissed", "allowed", "breached", "red", "amber",
	"overran", "female", "male", "women", "men", "girls", "boys", "without", "did", "no")

// isRemainder reports whether the clause around a number tells of the rest.
func (r *reading) isRemainder(n int) bool {
	from, to := r.segment(n)
	for i := from; i < to; i++ {
		if restWords[r.wordAt(i)] {
			return true
		}
	}
	return false
}

// takenOut reports whether a word near a number takes it out of the total.
func (r *reading) takenOut(n int) bool {
	from, to := r.segment(n)
	for i := from; i < to; i++ {
		if exclusionWords[r.wordAt(i)] {
			return true
		}
	}
	return false
}

// ownCandidates are the shares that the card's percentage may be, the most certain first.
func (r *reading) ownCandidates(c *Card, all []share, own []int) []share {
	var found []share
	for _, s := range all {
		if s.part >= 0 && s.of >= 0 && contains(own, s.part) && contains(own, s.of) {
			found = append(found, s)
		}
	}
	for _, n := range own {
		if s, ok := r.ofWhich(n); ok {
			found = append(found, s)
		}
	}
	if len(found) > 0 {
		return found
	}
	return r.sideBySide(c, own)
}

func contains(all []int, n int) bool {
	for _, m := range all {
		if m == n {
			return true
		}
	}
	return false
}

// ofWhich reads “889 deaths, of which 570”, “889 deaths. Of these, 570”, “Of the 889 deaths, 570”.
func (r *reading) ofWhich(n int) (share, bool) {
	k := r.sentenceOf(n)
	s := r.sentences[k]
	for i := n - 1; i >= max(s.from, n-6); i-- {
		if i == n-1 && r.wordAt(n+1) == "of" && anaphors[r.wordAt(n+2)] {
			i = n + 1 // 48 of them
		} else if r.items[i].q != nil && !r.items[i].q.noise {
			break
		} else if r.wordAt(i) != "of" || !anaphors[r.wordAt(i+1)] {
			continue
		}
		from := r.sentences[max(0, k-1)].from
		for j := min(i, n) - 1; j >= from; j-- {
			if q := r.items[j].q; q.count() {
				if q.value.Cmp(r.items[n].q.value) < 0 {
					return share{}, false
				}
				return share{part: n, of: j, rate: -1, first: j, last: n}, true
			}
		}
		return share{}, false
	}
	// Of the 889 deaths, 570 were registered in time.
	for i := n - 1; i > max(s.from, n-12); i-- {
		q := r.items[i].q
		if q == nil || q.noise {
			continue
		}
		for j := i - 1; j >= max(s.from, i-4); j-- {
			if w := r.wordAt(j); w == "of" && (j == s.from || j == s.from+1 && r.wordAt(s.from) == "out") && q.count() && q.value.Cmp(r.items[n].q.value) >= 0 {
				return share{part: n, of: i, rate: -1, first: j, last: n}, true
			} else if !ofWords[w] {
				break
			}
		}
		break
	}
	return share{}, false
}

// segment is the clause around a number, from the mark or number before it to the next.
func (r *reading) segment(n int) (int, int) {
	s := r.sentences[r.sentenceOf(n)]
	from, to := n, n+1
	stop := func(i int) bool {
		it := r.items[i]
		return it.kind == markItem && (it.text == ";" || it.text == "," || it.text == ":") || it.q.count() || it.text == "and"
	}
	if m := r.markAt(from - 1); from > s.from && (m == ":" || m == "=" || m == "–") {
		from-- // a label: “Answered in time: 160”
	}
	for from > s.from && !stop(from-1) {
		from--
	}
	for to < s.to && !stop(to) {
		to++
	}
	return from, to
}

// sideBySide finds a part and a whole that stand in clauses of their own: “Requests received 168, completed within 20
// working days 150”. The part is the one number whose clause says what the title says.
func (r *reading) sideBySide(c *Card, own []int) []share {
	part, best, next := -1, 0, 0
	for _, n := range own {
		switch e := r.evidence(c, n); {
		case e > best:
			part, best, next = n, e, best
		case e > next:
			next = e
		}
	}
	for n := 1; n < len(own) && (best == next && len(own) <= 3 || len(own) == 2); n++ {
		if r.elliptic(own[n-1], own[n]) {
			part, best = own[n], next+1 // 86 drivers sat the test and 63 passed
			break
		}
	}
	if part < 0 || best == next || len(own) > 6 {
		return nil
	}
	for _, n := range own {
		near := r.sentenceOf(n) - r.sentenceOf(part)
		if n != part && near >= -1 && near <= 1 && r.items[n].q.value.Cmp(r.items[part].q.value) > 0 && !r.takenOut(n) {
			return []share{{part: part, of: n, rate: -1, loose: true, first: min(part, n), last: max(part, n)}}
		}
	}
	return r.ofList(part, own)
}

// ofList takes the numbers of one sentence for the whole: “12 green, 5 amber and 3 red”.
func (r *reading) ofList(part int, own []int) []share {
	var list []int
	for _, n := range own {
		if r.sentenceOf(n) == r.sentenceOf(part) {
			list = append(list, n)
		}
	}
	s := r.sentences[r.sentenceOf(part)]
	if len(list) < 2 || len(list) != len(own) || !r.hasWord(s.from, s.to, closers) && !r.hasWord(s.from, s.to, gradeWords) {
		return nil
	}
	sum := &quantity{value: r.sum(list), step: whole(1)}
	return []share{{part: part, of: part, rate: -1, loose: true, first: list[0], last: list[len(list)-1], sum: sum}}
}

// listSlip reports whether a slip in one number of a list, or in the card's percentage, makes them fit.
func (r *reading) listSlip(c *Card, s share) bool {
	figure := c.Figure
	list := r.counts(s.first, s.last+1)
	holds := func() bool {
		of := r.sum(list)
		return of.Sign() > 0 && around(figure.Value, figure.Step).Holds(percentage(r.items[s.part].q.value, of))
	}
	return slipOf(holds, &figure, r.quantities(list)...)
}

// evidence weighs how far the clause around a number says what the title says.
func (r *reading) evidence(c *Card, n int) int {
	from, to := r.segment(n)
	e := r.overlap(c, from, to)
	if r.limitsMeet(c, from, to) > 0 {
		e += 4 // as weighty as any words
	}
	if r.inTime(from, to) && titleInTime(c) {
		e++
	}
	return e
}

func (r *reading) inTime(from, to int) bool {
	for n := from; n < to; n++ {
		if w := r.wordAt(n); w == "outside" || w == "longer" || w == "not" || w == "beyond" || w == "late" || w == "after" || w == "missed" || w == "out" || w == "overran" {
			return false
		}
	}
	for n := from; n < to; n++ {
		if w := r.wordAt(n); r.wordAt(n-1) == "or" && (w == "less" || w == "fewer" || w == "under") {
			return true // 12 weeks or less
		}
		aYear := r.wordAt(n) == "within" && (r.wordAt(n+1) == "a" || r.wordAt(n+1) == "an" || r.wordAt(n+1) == "the" && timeUnits[r.wordAt(n+2)])
		if timely[r.wordAt(n)] && !aYear {
			return true
		}
	}
	return false
}

func titleInTime(c *Card) bool {
	for _, t := range tokens(c.Title) {
		if timely[t.text] {
			return true
		}
	}
	return false
}

func (r *reading) hasLimit(from, to int) bool {
	for n := from; n < to; n++ {
		if q := r.items[n].q; q != nil && q.unit == length && !q.measure {
			return true
		}
	}
	return false
}

// limitsMeet compares the limits of time in the title and between two items: 1 where one is the same, −1 where both
// have some and none is the same, else 0.
func (r *reading) limitsMeet(c *Card, from, to int) int {
	var title []*big.Rat
	for _, it := range read(c.Title).items {
		if it.q != nil && it.q.unit == length {
			title = append(title, it.q.value)
		}
	}
	meet, said := false, false
	for n := from; n < to; n++ {
		q := r.items[n].q
		if q == nil || q.unit != length {
			continue
		}
		said = true
		for _, t := range title {
			meet = meet || t.Cmp(q.value) == 0
		}
	}
	switch {
	case meet:
		return 1
	case said && len(title) > 0:
		return -1
	}
	return 0
}

// ownClaim decides whether a share is the card's percentage beyond doubt.
func (r *reading) ownClaim(c *Card, s share, own []int) (Claim, bool) {
	part, of := r.items[s.part].q, s.sum
	if of == nil {
		of = r.items[s.of].q
	}
	if of.value.Sign() == 0 || part.how != asSaid || of.how != asSaid {
		return Claim{}, false
	}
	from, to := r.clause(s)
	limits := r.limitsMeet(c, from, to)
	if limits < 0 || r.narrowed(c, s.of) || r.atOtherTime(c, s) || r.isRest(c, part, of) {
		return Claim{}, false
	}
	overlap := r.overlap(c, from, to)
	if overlap == 0 && limits == 0 && r.hasLimit(from, to) {
		return Claim{}, false // the words have a limit of time, and the title has none
	}
	partFrom, partTo := r.segment(s.part)
	inTime := (r.inTime(from, to) || r.inTime(partFrom, partTo)) && titleInTime(c)
	slip := r.ownSlip(c, part, of, overlap < 2 && limits <= 0 && !inTime)
	if s.sum != nil {
		slip = r.listSlip(c, s)
	}
	if r.saysOther(c, s) && !(slip && (limits > 0 || inTime && overlap >= 1 || overlap >= 2)) {
		return Claim{}, false
	}
	if !slip && (part.value.Cmp(of.value) > 0 || r.restElsewhere(c, s, own)) {
		return Claim{}, false
	}
	small := of.value.Cmp(whole(20)) < 0 && (overlap == 0 || overlap < 2 && !inTime)
	slip = slip && !small
	titleWords := len(stems(c.Title))
	sure := false
	switch {
	case limits > 0 && (overlap >= 1 || len(own) == 2):
		sure = true
	case s.loose:
		sure = slip && (inTime || overlap >= 1 && (s.sum != nil || r.sameThings(s)))
	case overlap >= 2 && overlap >= titleWords, overlap >= 3 && overlap == titleWords-1 && inTime == titleInTime(c):
		sure = true
	case slip:
		sure = inTime || overlap >= 1 || len(own) == 2 && len(r.sentences) == 1 && c.Figure.Step.Cmp(whole(1)) < 0 && r.baldShare(c, s)
	}
	if !sure {
		return Claim{}, false
	}
	claim := r.claim(Share, Own, s.first, s.last)
	r.fill(&claim, part, of)
	if part.unit == money && s.sum == nil {
		claim.Read = r.show(s.part) + " of " + r.show(s.of)
	}
	claim.Allowed = c.figureAllows()
	claim.Likely = s.loose || limits <= 0 && !slip
	return claim, true
}

// baldShare reports whether a share names nothing that the title could have named: “returns from 302 out of 317”.
func (r *reading) baldShare(c *Card, s share) bool {
	title := stems(c.Title)
	k := r.sentences[r.sentenceOf(s.part)]
	for n := s.last + 1; n < k.to; n++ {
		w := r.wordAt(n)
		if !isStem(title, w) && (verbs[w] || strings.HasSuffix(w, "ed")) {
			return false
		}
	}
	return true
}

// elliptic reports whether a smaller number follows a larger one in its sentence and stands for the same things.
func (r *reading) elliptic(of, part int) bool {
	next := r.wordAt(part + 1)
	return r.sentenceOf(of) == r.sentenceOf(part) && r.items[part].q.value.Cmp(r.items[of].q.value) < 0 &&
		(verbs[next] || strings.HasSuffix(next, "ed"))
}

// sameThings reports whether a part in a clause of its own counts what its whole counts: it names the same thing, or
// none: “86 drivers sat the test and 63 passed”.
func (r *reading) sameThings(s share) bool {
	next := r.wordAt(s.part + 1)
	if next == "" || verbs[next] || stopWords[next] || strings.HasSuffix(next, "ed") {
		return true
	}
	from, to := r.segment(s.part)
	a, b := r.segment(s.of)
	for n := from; n < to; n++ {
		stem := stemOf(r.wordAt(n))
		for m := a; m < b && stem != ""; m++ {
			if stemOf(r.wordAt(m)) == stem {
				return true
			}
		}
	}
	return false
}

// verbs may follow a number that stands alone for what was counted before.
var verbs = set("were", "was", "are", "is", "had", "have", "met", "took", "went", "did", "of", "came", "within", "inside", "in", "on", "upheld")

// narrowed reports whether a word that the title does not have stands between a whole and what the title counts: “40 of
// the 52 pregnant smokers”.
func (r *reading) narrowed(c *Card, of int) bool {
	title := stems(c.Title)
	first, second := r.wordAt(of+1), r.wordAt(of+2)
	return len(first) >= 4 && !stopWords[first] && !isStem(title, first) && isStem(title, second)
}

// isRest reports whether a share is what the card's percentage leaves: 3 of 30 late under 90% in time.
func (r *reading) isRest(c *Card, part, of *quantity) bool {
	in, ok := ratio(part, of)
	if !ok {
		return false
	}
	allows := c.figureAllows()
	rest := Interval{new(big.Rat).Sub(hundred, allows.High), new(big.Rat).Sub(hundred, allows.Low)}
	return in.Meets(rest)
}

// restElsewhere reports whether another number is what the card's percentage leaves of the same whole.
func (r *reading) restElsewhere(c *Card, s share, own []int) bool {
	for _, n := range own {
		if n != s.part && n != s.of && s.sum == nil && r.isRest(c, r.items[n].q, r.items[s.of].q) {
			return true
		}
	}
	return false
}

// clause is a share with its sentence as far as the next comma on either side.
func (r *reading) clause(s share) (int, int) {
	from, to := r.around(s)
	for n := s.first - 1; n >= from; n-- {
		if t := r.items[n].text; t == ";" || t == "," || t == "–" {
			from = n + 1
		}
	}
	for n := s.last + 1; n < to; n++ {
		if t := r.items[n].text; t == ";" || t == "," || t == "–" {
			to = n
		}
	}
	return from, to
}

// around are the sentences of a share.
func (r *reading) around(s share) (int, int) {
	return r.sentences[r.sentenceOf(s.first)].from, r.sentences[r.sentenceOf(s.last)].to
}

// anaphoric words begin a sentence that goes on about the same thing.
var anaphoric = set("this", "that", "it", "which")

// saysOther reports whether the words give the card's percentage apart from the share, which is then about another
// thing.
func (r *reading) saysOther(c *Card, s share) bool {
	from, to := r.around(s)
	for n := range r.items {
		q := r.items[n].q
		if q == nil || q.unit != percent || q.noise || q.delta != 0 {
			continue
		}
		if c.Figure.says(q) && (n < from || n >= to) && !anaphoric[r.wordAt(from)] {
			return true
		}
	}
	return false
}

// atOtherTime reports whether the words narrow a share to a time that is not the card's.
func (r *reading) atOtherTime(c *Card, s share) bool {
	for n := s.first; n <= s.last; n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
			return true
		}
	}
	return false
}

func (r *reading) ownSlip(c *Card, part, of *quantity, sameLength bool) bool {
	figure := c.Figure
	holds := func() bool {
		if of.value.Sign() <= 0 || part.value.Cmp(of.value) > 0 {
			return false
		}
		return around(figure.Value, figure.Step).Holds(percentage(part.value, of.value))
	}
	return slipFrom(sameLength, holds, &figure, part, of)
}
