package claims

import (
	"math/big"
	"strings"
)

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

// ownClaim decides whether a share is the card's percentage beyond doubt.
func (r *reading) ownClaim(c *Card, s share, own []int) (Claim, bool) {
	part, of := r.items[s.part].q, s.sum
	if of == nil {
		of = r.items[s.of].q
	}
	if of.value.Sign() == 0 || part.how != asSaid || of.how != asSaid || r.toldBefore(c, s) || s.loose && r.underLabel(c, s.first) {
		return Claim{}, false
	}
	from, to := r.clause(s)
	limits := r.limitsMeet(c, from, to)
	if limits < 0 || r.narrowed(c, s.of) && (limits == 0 || c.Figure.Step.Cmp(whole(1)) >= 0 || !r.ownSlip(c, part, of, true)) || r.atOtherTime(c, s) || r.isRest(c, part, of) {
		return Claim{}, false
	}
	overlap := r.overlap(c, from, to)
	if overlap == 0 && limits == 0 && r.hasLimit(from, to) {
		return Claim{}, false // the words have a limit of time, and the title has none
	}
	partFrom, partTo := r.segment(s.part)
	inTime := (r.inTime(from, to) || r.inTime(partFrom, partTo)) && titleInTime(c)
	if !c.namesUnmet() && s.of >= 0 && !s.loose && r.lateNamed(s.of) {
		return Claim{}, false // 3 of 41 births registered late
	}
	if r.otherOutcome(c, s.part) {
		return Claim{}, false // 529 were abandoned, under calls answered
	}
	slip := r.ownSlip(c, part, of, overlap < 2 && limits <= 0 && !inTime)
	if s.sum != nil {
		slip = r.listSlip(c, s)
	}
	meant := slip && (limits > 0 || inTime && overlap >= 1 || overlap >= 2)
	if !meant && r.saysOther(c, s) {
		return Claim{}, false
	}
	if !slip && (part.value.Cmp(of.value) > 0 || r.restElsewhere(c, s, own)) {
		return Claim{}, false
	}
	small := of.value.Cmp(whole(20)) < 0 && (overlap == 0 || overlap < 2 && !inTime)
	slip = slip && !small
	titleWords := len(c.titleStems())
	sure := false
	switch {
	case limits > 0 && (overlap >= 1 || len(own) == 2):
		sure = true
	case slip && r.figureBeside(c, s), r.behindFigure(c, s), slip && r.finely(c, s), r.figureSwapped(c, s), r.doneAsTitled(c, s):
		sure = true
	case s.loose:
		sure = slip && (inTime || overlap >= 1 && (s.sum != nil || r.sameThings(s)))
	case overlap >= 2 && overlap >= titleWords, overlap >= 3 && overlap == titleWords-1 && inTime == titleInTime(c):
		sure = true
	case slip:
		sure = inTime || overlap >= 1 || c.Figure.Step.Cmp(whole(1)) < 0 && r.tiedSwap(c, s) || len(own) == 2 && len(r.sentences) == 1 && c.Figure.Step.Cmp(whole(1)) < 0 && r.baldShare(c, s) || r.isAll(s)
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
	claim.Likely = (s.loose || limits <= 0 && !slip) && !r.restCounted(s, own)
	return claim, true
}

// otherOutcome reports whether the words tell of a part that the opposite became of it than the title says.
func (r *reading) otherOutcome(c *Card, part int) bool {
	done := part + 1
	for w := r.wordAt(done); w == "were" || w == "was" || w == "are" || w == "had" || w == "been" || w == "have"; w = r.wordAt(done) {
		done++
	}
	for _, pair := range opposedOutcomes {
		for side := range pair {
			if pair[side][r.wordAt(done)] && c.titleHas(pair[1-side]) && !c.titleHas(pair[side]) {
				return true
			}
		}
	}
	return false
}

// underLabel reports whether the sentence of a number begins with a label that names something else than the title:
// “Adults: 61 requests received, 48 answered in time”.
func (r *reading) underLabel(c *Card, n int) bool {
	from := r.sentences[r.sentenceOf(n)].from
	title := c.titleStems()
	for i := from; i < min(n, from+4); i++ {
		if r.markAt(i) == ":" {
			return i > from && !handled[r.wordAt(i-1)] && r.strange(title, i-1)
		}
		if r.items[i].kind != wordItem {
			return false
		}
	}
	return false
}

// lateNamed reports whether a whole is of those that were late: “41 births registered late were waiting”.
func (r *reading) lateNamed(of int) bool {
	for i := of + 1; i < of+4; i++ {
		if w := r.wordAt(i); w == "" || verbs[w] {
			return false
		} else if w == "late" {
			return i > of+1 && verbs[r.wordAt(i+1)]
		}
	}
	return false
}

// toldBefore reports whether a share stands in brackets behind the percentage that it comes to, which is not the
// card's: “response rate 48% (1,203 of 2,506 staff)”.
func (r *reading) toldBefore(c *Card, s share) bool {
	if s.of < 0 || s.sum != nil || s.part < 2 || r.markAt(s.part-1) != "(" {
		return false
	}
	rate := r.quantityAt(s.part - 2)
	if rate == nil || rate.noise || rate.unit != percent || c.Figure.says(rate) {
		return false
	}
	in, ok := ratio(r.items[s.part].q, r.items[s.of].q)
	return ok && in.Meets(wide(rate))
}

// finely reports whether a share of money begins the commentary under a percentage with two decimals, which one slip
// seldom meets by chance.
func (r *reading) finely(c *Card, s share) bool {
	k := r.sentences[0]
	return s.first == k.from && !s.loose && s.sum == nil && r.items[s.of].q.unit == money && c.Figure.Step.Cmp(big.NewRat(1, 100)) <= 0
}

// isAll reports whether a share is the whole of the first sentence: “£71.25m of £127m.”
func (r *reading) isAll(s share) bool {
	k := r.sentences[0]
	from := k.from
	if w := r.wordAt(from); w == "only" || w == "just" {
		from++
	}
	return s.first == from && s.last >= k.to-2 && !s.loose && s.sum == nil
}

// behindFigure reports whether the sentence before a share gives the card's figure, and two digits changed over make
// the share come to it, where that is hardly chance.
func (r *reading) behindFigure(c *Card, s share) bool {
	k := r.sentenceOf(s.part)
	return k > 0 && c.Figure.Step.Cmp(whole(1)) < 0 && r.tiedSwap(c, s) && r.tellsOfOwn(c, r.sentences[k])
}

// baldShare reports whether a share names nothing that the title could have named: “returns from 302 out of 317”.
func (r *reading) baldShare(c *Card, s share) bool {
	title := c.titleStems()
	k := r.sentences[r.sentenceOf(s.part)]
	for n := s.last + 1; n < k.to; n++ {
		w := r.wordAt(n)
		if !isStem(title, w) && (verbs[w] || strings.HasSuffix(w, "ed")) {
			return false
		}
	}
	return true
}

// sameThings reports whether a part in a clause of its own counts what its whole counts: it names the same thing, or
// none: “86 drivers sat the test and 63 passed”.
func (r *reading) sameThings(s share) bool {
	next := r.wordAt(s.part + 1)
	if next == "" || verbs[next] || stopWords[next] || strings.HasSuffix(next, "ed") {
		return true
	}
	if of := r.wordAt(s.of + 1); of != "" && !verbs[of] && !stopWords[of] && !strings.HasSuffix(of, "ed") && stemOf(of) != "" && stemOf(next) != "" && stemOf(of) != stemOf(next) {
		return false // 27 homes, and one with 38 beds
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
var verbs = set("were", "was", "are", "is", "had", "have", "has", "have", "met", "took", "went", "did", "of", "came", "within", "inside", "in", "on", "upheld",
	"done", "sent", "paid", "held", "made", "given", "seen")

// narrowed reports whether a word that the title does not have stands between a whole and what the title counts: “40 of
// the 52 pregnant smokers”.
func (r *reading) narrowed(c *Card, of int) bool {
	title := c.titleStems()
	first, second := r.wordAt(of+1), r.wordAt(of+2)
	if q := r.quantityAt(of + 2); referenceWords[first] && q != nil && q.noise && !c.counts(first) {
		return true // 34 stage 2 complaints
	}
	return len(first) >= 4 && !stopWords[first] && !isStem(title, first) && isStem(title, second)
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
var anaphoric = set("this", "that", "it", "which", "that's", "that’s", "it's", "it’s")
