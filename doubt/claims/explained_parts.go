package claims

import (
	"math/big"

	"chaser/kpi"
)

// lighterLeft reports whether the two parts that would make a whole are the gravest of it, which leave others: “40
// accidents. Of these 12 were fatal and 20 serious”.
func (r *reading) lighterLeft(c *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || len(spanned) < 2 || !claim.Allowed.bounded() || claim.Computed.Cmp(claim.Allowed.Low) >= 0 || c.titleHas(graveWords) {
		return false
	}
	s := r.sentences[r.sentenceOf(spanned[len(spanned)-1])]
	return r.hasWord(s.from, s.to, fatalWords) && r.hasWord(s.from, s.to, graveWords) && !r.hasWord(s.from, s.to, slightWords)
}

var (
	fatalWords  = set("fatal", "killed", "died", "deaths", "fatalities")
	graveWords  = set("serious", "seriously", "severe", "ksi")
	slightWords = set("slight", "slightly", "minor")
)

// servesBoth reports whether two parts that are more than their whole say of places whom they take, so that one may
// take both: “of the 61 homes 30 are for men and 35 take women”.
func (r *reading) servesBoth(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || len(spanned) < 2 || !claim.Allowed.bounded() || claim.Computed.Cmp(claim.Allowed.High) <= 0 {
		return false
	}
	a, b := r.wordAt(spanned[len(spanned)-2]+1), r.wordAt(spanned[len(spanned)-1]+1)
	return a != b && (servesWords[a] || servesWords[b])
}

// servesWords say whom a place is for.
var servesWords = set("take", "takes", "accept", "accepts", "serve", "serves", "offer", "offers", "cater", "provide", "provides", "admit", "welcome")

// stepOfShare reports whether the percentage behind a step of a count may tell how far the card's percentage went, or
// what the step is of all: “4,100 late, up 600 (3%)”. It is of one digit, which any slip makes right.
func (r *reading) stepOfShare(c *Card, claim Claim, spanned []int) bool {
	if claim.Rule != "steps" || c.Unit != kpi.Percent {
		return false
	}
	for _, n := range spanned {
		if q := r.items[n].q; q.unit == percent && q.telling() < 2 && r.markAt(n-1) == "(" {
			return true
		}
	}
	return false
}

// ofOtherThings reports whether a count that stands with its percentage counts other things than the number that it is
// held to be of, each with its own name: “5,218 jobs were raised. No access cost us 311 visits (5.6%)”.
func (r *reading) ofOtherThings(c *Card, claim Claim, spanned []int) bool {
	if claim.Rule != "sharesFitting" || claim.Denominator == nil || len(spanned) == 0 {
		return false
	}
	part := spanned[0]
	if r.items[part].q.unit == percent {
		return false
	}
	name := r.thingBehind(part)
	if name == "" || isStem(c.titleStems(), name) {
		return false
	}
	for n := range r.items[:part] {
		if q := r.items[n].q; q == nil || q.noise || q.value.Cmp(claim.Denominator) != 0 {
			continue
		}
		of := r.thingBehind(n)
		return of != "" && stemOf(of) != stemOf(name) && r.wordAt(part-1) != "the"
	}
	return false
}

// thingBehind is the noun that a number counts, right behind it and before a bracket, a verb or the sentence's end.
func (r *reading) thingBehind(n int) string {
	w := r.wordAt(n + 1)
	if w == "" || verbs[w] || shortWords[w] || stopWords[w] || toldBy(w) || stemOf(w) == "" {
		return ""
	}
	next := r.wordAt(n + 2)
	if r.markAt(n+2) == "" && !verbs[next] && next != "of" && r.items[n+2].kind != endItem {
		return ""
	}
	return w
}

// toldByOther reports whether two counts come to another percentage of their sentence than the one they are held
// against, which is of one of them alone: “64% of 1,404 replies (a 61% response from 2,302)”.
func (r *reading) toldByOther(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Share || claim.Numerator == nil || claim.Denominator == nil || len(spanned) == 0 {
		return false
	}
	s := r.sentences[r.sentenceOf(spanned[0])]
	stated, told := false, false
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit != percent || q.delta != 0 || q.target {
			continue
		}
		switch {
		case r.show(n) == claim.Stated:
			stated = true
		case q.interval().Holds(claim.Computed):
			told = true
		}
	}
	return stated && told
}

// andOneMore reports whether parts make their whole with those behind them that “a” counts: “five garages, four houses,
// a school and a shop”.
func (r *reading) andOneMore(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || len(spanned) < 2 {
		return false
	}
	last := spanned[len(spanned)-1]
	more, s := int64(0), r.sentences[r.sentenceOf(last)]
	for n := last + 1; n < s.to && r.items[n].q == nil; n++ {
		w, before := r.wordAt(n), r.items[n-1].text
		if (w == "a" || w == "an") && (before == "," || before == "and") {
			more++
		}
	}
	return more > 0 && claim.Allowed.Holds(new(big.Rat).Add(claim.Computed, whole(more)))
}

// ofOpenOnes reports whether a number that looks like an earlier figure counts what was open then, which the title does
// not: “17 were lodged in the quarter. 21 were open in June”.
func (r *reading) ofOpenOnes(c *Card, claim Claim, spanned []int) bool {
	if claim.Rule != "unexplained" || claim.Period.IsZero() || len(spanned) != 1 || !verbs[r.wordAt(spanned[0]+1)] {
		return false
	}
	return stillOpen[r.wordAt(spanned[0]+2)] && !c.titleHas(stillOpen)
}
