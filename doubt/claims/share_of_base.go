package claims

// orWords lead to what an amount is in per cent.
var orWords = set("or", "representing", "equivalent", "equal", "equating", "equates", "is", "being", "ie", "amounting")

// sharesOfBase checks an amount or a count that is said again in per cent of a base that is counted: “to £10.7m, or
// 7.7% of the net budget of £139.3m”, “45,100 were decided, 53% of the 85,600 decisions”. Where neither the amount nor
// any other of its sentence, nor how far two of them are apart, is that share, it cannot be true.
func (r *reading) sharesOfBase(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from + 2; n < s.to; n++ {
			rate := r.items[n].q
			if rate == nil || rate.noise || rate.unit != percent || rate.delta != 0 || rate.fraction || rate.target || rate.telling() < 2 || r.wordAt(n+1) != "of" || !r.saidAgain(s, n) {
				continue
			}
			a, b := r.amountBefore(s, n), r.baseOfRate(s, n)
			if a < 0 || b < 0 {
				a, b = r.countBefore(s, n), r.countOfRate(s, n)
			}
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
		case (r.markAt(i) == "(" || r.markAt(i) == ",") && i == n-1:
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

// countBefore is the place of the count before a percentage, with nothing but what it counts between: “55,700
// applications were decided, 65% of”; −1 where there is none.
func (r *reading) countBefore(s sentence, n int) int {
	for i := n - 1; i >= max(s.from, n-10); i-- {
		it := r.items[i]
		switch {
		case it.q != nil && it.q.noise:
		case it.q != nil && (!it.q.count() || it.q.inWords || it.q.value.Sign() <= 0 || r.wholeAfter(i) > 0 || r.partOf(i) >= 0):
			return -1
		case it.q != nil:
			return i
		case it.w != nil, conjunctions[r.wordAt(i)], it.kind == markItem && i < n-1:
			return -1
		}
	}
	return -1
}

// countOfRate is the place of the count that a percentage is of, where the clause ends with what it counts: “, 53% of
// the 85,600 decisions in all”; −1 where there is none.
func (r *reading) countOfRate(s sentence, n int) int {
	of := -1
	for i := n + 2; i < s.to && i < n+12; i++ {
		it := r.items[i]
		switch {
		case of < 0 && it.q != nil:
			if of = i; !it.q.count() || it.q.value.Sign() <= 0 || it.q.how != asSaid {
				return -1
			}
		case of < 0 && !ofWords[r.wordAt(i)]:
			return -1
		case it.kind == markItem:
			return of
		case of >= 0 && (verbs[it.text] && it.text != "of" && it.text != "in" && it.text != "within" || it.w != nil || it.q != nil):
			return -1 // of the 200 staff have been trained
		}
	}
	return of
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
		if q := r.items[i].q; q != nil && !q.noise && q.unit == r.items[b].q.unit && i != b && q.interval().bounded() {
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
