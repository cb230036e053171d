package claims

// orWords lead to what an amount is in per cent.
var orWords = set("or", "representing", "equivalent", "equal", "equating", "equates", "is", "being", "ie", "amounting")

// sharesOfBase checks an amount that is said again in per cent of a base that is counted: “to £10.7m, or 7.7% of the
// net budget of £139.3m”. Where neither the amount nor any other of its sentence, nor how far two of them are apart, is
// that share, it cannot be true.
func (r *reading) sharesOfBase(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from + 2; n < s.to; n++ {
			rate := r.items[n].q
			if rate == nil || rate.noise || rate.unit != percent || rate.delta != 0 || rate.fraction || rate.target || rate.telling() < 2 || r.wordAt(n+1) != "of" || !r.saidAgain(s, n) {
				continue
			}
			a, b := r.amountBefore(s, n), r.baseOfRate(s, n)
			if a < 0 || b < 0 || r.items[a].q.how != asSaid || r.items[b].q.how != asSaid {
				continue
			}
			claim := r.claim(Share, Words, a, b)
			r.fill(&claim, r.items[a].q, r.items[b].q)
			claim.Read, claim.Stated, claim.Allowed = r.show(a)+" of "+r.show(b), r.show(n), wide(rate)
			in, ok := ratio(r.items[a].q, r.items[b].q)
			if !ok {
				continue
			}
			if claim.Agrees = in.Meets(wide(rate)); claim.Agrees || !r.otherOfBase(s, n, b) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// saidAgain reports whether the words before a percentage say that it is the amount before them: “, or 5.5%”.
func (r *reading) saidAgain(s sentence, n int) bool {
	for i := n - 1; i >= max(s.from, n-3); i-- {
		switch {
		case orWords[r.wordAt(i)]:
			return true
		case r.markAt(i) == "(" && i == n-1:
			return true
		case r.wordAt(i) != "to" && r.wordAt(i) != "just":
			return false
		}
	}
	return false
}

// amountBefore is the place of the amount of money right before a percentage; −1 where there is none.
func (r *reading) amountBefore(s sentence, n int) int {
	for i := n - 1; i >= max(s.from, n-5); i-- {
		if q := r.items[i].q; q != nil {
			if q.sized() && q.unit == money && q.value.Sign() > 0 {
				return i
			}
			return -1
		}
	}
	return -1
}

// baseOfRate is the place of the amount that a percentage is of: “of the net budget of £139.3m”, “of the budget
// (£139.3m)”; −1 where there is none.
func (r *reading) baseOfRate(s sentence, n int) int {
	for i := n + 2; i < min(s.to, n+10); i++ {
		it := r.items[i]
		switch {
		case it.q != nil:
			if it.q.unit == money && !it.q.noise && it.q.delta == 0 && (r.wordAt(i-1) == "of" || r.wordAt(i-1) == "the" || r.markAt(i-1) == "(") && it.q.value.Sign() > 0 {
				return i
			}
			return -1
		case it.kind == markItem && it.text != "(" && it.text != "-", conjunctions[r.wordAt(i)], leavesOut[r.wordAt(i)], r.wordAt(i) == "including":
			return -1
		}
	}
	return -1
}

// otherOfBase reports whether another amount of a sentence or of the one before, or how far two of them are apart, is a
// share of the base.
func (r *reading) otherOfBase(s sentence, n, b int) bool {
	rate, base := r.items[n].q, r.items[b].q.interval()
	var others []Interval
	for i := r.sentences[max(0, r.sentenceOf(n)-1)].from; i < s.to && len(others) < 12; i++ {
		if q := r.items[i].q; q != nil && !q.noise && q.unit == money && i != b && q.interval().bounded() {
			others = append(others, q.interval())
		}
	}
	meets := func(in Interval) bool { return in.over(base).times(hundred).Meets(wide(rate)) }
	for i, x := range others {
		if meets(x) {
			return true
		}
		for _, y := range others[:i] {
			if meets(exactApart(x, y)) || meets(x.plus(y)) {
				return true
			}
		}
	}
	return false
}
