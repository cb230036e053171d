package claims

import "math/big"

// triple is two numbers of a kind that stand beside each other and the percentage that the second is said to have
// changed by, to the first.
type triple struct {
	to, from, rate entry
}

// changesFitting checks two numbers, of which the words tie the second to the first as what it changed from, with the
// percentage beside them: “pensioner households 2,279 (2,110, +8.0%)”, “653,000 (671,000), down 3%”. It speaks where
// the percentage tells of neither number and any other.
func (r *reading) changesFitting(c *Card) []Claim {
	all := r.numbersSaid()
	for _, k := range []Known{c.Figure, c.Previous, c.YearAgo, c.Target} {
		if e, ok := entryOf(c, k); ok && e.v > 0 {
			all = append(all, e)
		}
	}
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			t, ok := r.tripleAt(s, n)
			if !ok || r.ownsOther(s, t) || r.ofAnotherThing(t.rate.at) || t.fitsOther(all) || !t.mends() || r.countsWho(t.from.at) || r.otherWayAbout(s, t) {
				continue
			}
			claim := r.claim(Change, Words, min(t.to.at, t.rate.at), max(t.from.at, t.rate.at))
			claim.Read = r.show(t.from.at) + " to " + r.show(t.to.at)
			claim.Computed, claim.PerCent = percentage(new(big.Rat).Sub(t.to.q.value, t.from.q.value), t.from.q.value), true
			claim.Stated, claim.Allowed = r.show(t.rate.at), wide(t.rate.q)
			return []Claim{claim}
		}
	}
	return nil
}

// countsWho reports whether a number counts those of whom others are a part: “1,240 passed, from 2,310 who sat it”.
func (r *reading) countsWho(n int) bool {
	w := r.wordAt(n + 1)
	return w == "who" || w == "whom" || w == "that" || w == "which"
}

// mends reports whether one slip makes the three fit. Where none does, the words are of something else.
func (t triple) mends() bool {
	return slipOf(func() bool {
		if t.from.q.value.Sign() == 0 {
			return false
		}
		v := percentExactly(t.from.q.value, t.to.q.value)
		return wide(t.rate.q).Holds(v.Abs(v))
	}, nil, t.to.q, t.from.q, t.rate.q)
}

// tripleAt reads two numbers and their percentage, the first of the three at an item.
func (r *reading) tripleAt(s sentence, n int) (triple, bool) {
	to, ok := r.entryAt(n)
	if !ok || !to.q.sized() || to.q.how != asSaid || to.v <= 0 {
		return triple{}, false
	}
	second := r.nextNumber(s, n)
	third := r.nextNumber(s, second)
	if second < 0 || third < 0 {
		return triple{}, false
	}
	if r.items[second].q.unit == percent {
		second, third = third, second
	}
	from, okFrom := r.entryAt(second)
	rate, okRate := r.entryAt(third)
	if !okFrom || !okRate || from.q.unit != to.q.unit || from.v > 5*to.v || to.v > 5*from.v || from.q.delta != 0 || from.q.how != asSaid || from.q.target || from.v < 10_000 || rate.q.unit != percent || rate.q.target {
		return triple{}, false
	}
	compared := comparesWords[r.wordAt(second-1)] || comparesWords[r.wordAt(second-2)]
	if !r.tiedAsStart(n, second) || !r.tellsChange(s, third) && (!compared || r.markAt(third-1) != "(") {
		return triple{}, false
	}
	return triple{to, from, rate}, true
}

// nextNumber is the place of the next number of a sentence, with no word between that begins another clause; −1 where
// there is none.
func (r *reading) nextNumber(s sentence, n int) int {
	for i := n + 1; n >= 0 && i < min(s.to, n+10); i++ {
		it := r.items[i]
		switch {
		case it.q != nil && !it.q.noise:
			return i
		case conjunctions[it.text], it.text == ";", it.text == ":":
			return -1
		}
	}
	return -1
}

// tiedAsStart reports whether the words before a number say that it is what another changed from.
func (r *reading) tiedAsStart(to, from int) bool {
	for i := from - 1; i > max(to, from-4); i-- {
		w := r.wordAt(i)
		if w == "from" || comparesWords[w] || againstWords[w] || r.markAt(i) == "(" && i == from-1 {
			return true
		}
	}
	return false
}

// tellsChange reports whether a percentage tells how far something moved.
func (r *reading) tellsChange(s sentence, n int) bool {
	return r.items[n].q.delta != 0 || r.signBeside(s, n) != 0
}

// signBeside is which way something is said to have moved by a percentage; 0 where it is not said.
func (r *reading) signBeside(s sentence, n int) int {
	if q := r.items[n].q; q.sign != 0 {
		return q.sign
	}
	for _, i := range []int{n + 1, n - 1, n - 2, n - 3} {
		if i >= s.from && i < s.to && changeWords[r.wordAt(i)].sign != 0 {
			return changeWords[r.wordAt(i)].sign
		}
	}
	return 0
}

// otherWayAbout reports whether the two numbers stand in the other order of time: “260 in 2021 compared to 118 in 2022
// (55% decrease)”.
func (r *reading) otherWayAbout(s sentence, t triple) bool {
	apart := t.from.v - t.to.v
	sign := r.signBeside(s, t.rate.at)
	return (apart > 0 && sign > 0 || apart < 0 && sign < 0) && within(apart.abs()*100_000/t.to.v, t.rate.v, 2*t.rate.half)
}

// ofAnotherThing reports whether a percentage tells how far something moved that is named behind it: “a 28% increase in
// chimney fires”.
func (r *reading) ofAnotherThing(n int) bool {
	w := r.wordAt(n + 2)
	return changeWords[r.wordAt(n+1)].noun && (w == "in" || w == "of" || w == "among")
}

// ownsOther reports whether another percentage of a sentence tells how far the two numbers are apart.
func (r *reading) ownsOther(s sentence, t triple) bool {
	for n := s.from; n < s.to; n++ {
		if e, ok := r.entryAt(n); ok && n != t.rate.at && e.q.unit == percent {
			if t.apart(e) {
				return true
			}
		}
	}
	return false
}

// apart reports whether a percentage tells how far the two numbers are apart.
func (t triple) apart(rate entry) bool {
	return within((t.to.v-t.from.v).abs()*100_000/t.from.v, rate.v, 2*rate.half+(t.to.half+t.from.half)*100_000/t.from.v)
}

// fitsOther reports whether the percentage tells how far either number is from any other of the words or of the card.
func (t triple) fitsOther(all []entry) bool {
	for _, a := range all {
		if a.at >= 0 && (a.at == t.to.at || a.at == t.from.at) {
			continue
		}
		for _, b := range []entry{t.to, t.from} {
			low, high := min(a.v, b.v), max(a.v, b.v)
			half := 2*t.rate.half + (a.half+b.half)*200_000/low
			if within((high-low)*100_000/low, t.rate.v, half) || within((high-low)*100_000/high, t.rate.v, half) || within(low*100_000/high, t.rate.v, half) {
				return true
			}
		}
	}
	return t.apart(t.rate)
}
