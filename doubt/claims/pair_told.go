package claims

import "math/big"

// toldWholeOfPairs is a number said before several pairs that they are all the parts of, where one of them does not fit
// and one slip makes it both fit and fill the whole: “16 reviews were ready. 12 (75%) were green and 4 (35%) red”; nil
// where there is none.
func (r *reading) toldWholeOfPairs(pairs []share, p share) *quantity {
	if len(pairs) < 2 {
		return nil
	}
	k := r.sentenceOf(pairs[0].part)
	for _, n := range r.counts(r.sentences[max(0, k-2)].from, pairs[0].first) {
		of := r.items[n].q
		if of.how != asSaid || r.wordAt(p.last+2) == "those" || len(of.digits) < 2 || !r.othersAgree(pairs, p, of) {
			continue
		}
		filled := func() bool { return r.sumOfPairs(pairs).value.Cmp(of.value) == 0 && r.pairAgrees(p, of) }
		if !filled() && slipOf(filled, nil, r.items[p.part].q, r.items[p.rate].q) {
			return of
		}
	}
	return nil
}

// othersAgree reports whether all pairs but one are exactly of a whole.
func (r *reading) othersAgree(pairs []share, p share, of *quantity) bool {
	for _, o := range pairs {
		if o != p && (!r.pairExact(o, of) || r.items[o.part].q.value.Cmp(of.value) >= 0 || r.items[o.part].q.value.Sign() == 0) {
			return false
		}
	}
	return true
}

// finelyOf is the whole of another part, in the sentence of a pair or the one before, where the pair's percentage has
// two decimals and one slip makes it of that whole, too: “1,456 out of 1,600 got their first choice. Their second went
// to 92 (5.57 per cent)”; nil where there is none.
func (r *reading) finelyOf(c *Card, p share) *quantity {
	rate := r.items[p.rate].q
	if rate.step.Cmp(big.NewRat(1, 100)) > 0 || rate.telling() < 3 || r.wordAt(p.last+2) == "of" {
		return nil
	}
	k := r.sentenceOf(p.part)
	if s := r.sentences[k]; r.otherTimes(c, span{s.from, min(s.to, p.last+5)}) {
		return nil
	}
	for _, n := range r.counts(r.sentences[max(0, k-1)].from, p.first) {
		of := r.wholeAfter(n)
		if of <= n || of >= p.first || len(r.items[of].q.digits) < 3 {
			continue
		}
		q := r.items[of].q
		if slipFrom(true, func() bool { return r.pairExact(p, q) }, nil, r.items[p.part].q, rate, q) {
			return q
		}
	}
	return nil
}

// otherTimes reports whether a run of words names a time that is not the card's own.
func (r *reading) otherTimes(c *Card, in span) bool {
	for n := in.from; n < in.to; n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn && !opposedStates[1][0][r.show(n)] {
			return true
		}
	}
	return false
}
