package claims

import "math/big"

// fractionsCounted checks a fraction in words with the count that it comes to, and what was counted before them: “9,160
// parcels came, but one in every eight parcels, or 1,145, went back”.
func (r *reading) fractionsCounted(*Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for n := s.from + 1; n+3 < s.to; n++ {
			q := r.items[n].q
			if q == nil || !q.fraction || q.noise || q.delta != 0 || q.how == above || q.how == beneath || r.wordAt(n+1) == "" || r.wordAt(n+1) == "of" {
				continue
			}
			part := r.countedBehind(s, n)
			of := r.lastLevel(s.from, n)
			if of < 0 && k > 0 {
				of = r.lastLevel(r.sentences[k-1].from, r.sentences[k-1].to)
			}
			if part < 0 || of < 0 || !r.countsAlike(of, n) {
				continue
			}
			in, ok := ratio(r.items[part].q, r.items[of].q)
			if !ok || r.items[part].q.value.Cmp(r.items[of].q.value) > 0 {
				continue
			}
			claim := r.claim(Share, Words, of, part)
			r.fill(&claim, r.items[part].q, r.items[of].q)
			claim.Stated, claim.Allowed = r.show(n), widerFraction(q)
			claim.Agrees = in.Meets(claim.Allowed)
			all = append(all, claim)
		}
	}
	return all
}

// countedBehind is the count that says again what a fraction before it says: “, or 3,528 people”; −1 where there is
// none.
func (r *reading) countedBehind(s sentence, n int) int {
	for i := n + 2; i+1 < min(s.to, n+7); i++ {
		it := r.items[i]
		switch {
		case it.kind == wordItem && it.text == "or":
			if q := r.items[i+1].q; q.count() && q.how == asSaid && !q.inWords && r.wholeAfter(i+1) == 0 {
				return i + 1
			}
			return -1
		case it.kind == markItem && it.text != ",", it.kind != markItem && it.kind != wordItem, conjunctions[it.text]:
			return -1
		}
	}
	return -1
}

// widerFraction is what a fraction in words may be said of, with room: nobody reckons with “two thirds”.
func widerFraction(q *quantity) Interval {
	in := q.interval()
	by := whole(3)
	if q.value.Cmp(whole(20)) < 0 {
		by = new(big.Rat).Quo(q.value, whole(8))
	}
	return Interval{new(big.Rat).Sub(in.Low, by), new(big.Rat).Add(in.High, by)}
}
