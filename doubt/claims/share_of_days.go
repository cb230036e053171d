package claims

import "slices"

// sharesOfDays checks some of the days lost to sickness, in per cent of all of them, which the sentence before gives or
// theirs: “3,815.5 days were lost to sickness. Long-term absence accounted for 2,716 days (71.2% of all days lost)”. It
// speaks where one slip mends it, and no other number of days fits.
func (r *reading) sharesOfDays(*Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for n := s.from + 2; n < s.to; n++ {
			rate := r.items[n].q
			if rate == nil || rate.noise || rate.unit != percent || rate.delta != 0 || rate.fraction || rate.target || rate.base || rate.how != asSaid {
				continue
			}
			part := r.daysBefore(s, n)
			if part < 0 || !r.ofAllDays(n) {
				continue
			}
			wholes := r.daysLost(r.sentences[max(0, k-1)].from, part)
			if len(wholes) != 1 || r.items[wholes[0]].q.value.Cmp(r.items[part].q.value) <= 0 {
				continue
			}
			of := r.items[wholes[0]].q
			holds := func() bool {
				in, ok := ratio(r.items[part].q, of)
				return ok && in.Meets(wide(rate))
			}
			claim := r.claim(Share, Words, wholes[0], n)
			r.fill(&claim, r.items[part].q, of)
			claim.Stated, claim.Allowed, claim.Agrees = r.show(n), wide(rate), holds()
			others := r.counts(r.sentences[max(0, k-1)].from, n)
			if slices.ContainsFunc(r.quantities(others), func(q *quantity) bool { return r.pairAgrees(share{part: part, rate: n}, q) }) {
				continue // 1,204 of them in housing
			}
			if claim.Agrees || slipFrom(true, holds, nil, r.items[part].q, of, rate) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// daysBefore is the number of days that a percentage tells of: the last number before it in its sentence; −1 where that
// is of something else, or of another time.
func (r *reading) daysBefore(s sentence, n int) int {
	for i := n - 1; i >= max(s.from, n-14); i-- {
		it := r.items[i]
		if it.w != nil || conjunctions[it.text] && it.text != "which" {
			return -1
		}
		if it.q == nil || it.q.noise {
			continue
		}
		if !r.isDays(i) {
			return -1
		}
		return i
	}
	return -1
}

func (r *reading) isDays(n int) bool {
	q := r.items[n].q
	return q != nil && !q.noise && q.of == "days" && q.how == asSaid && q.delta == 0 && !q.base && !q.target && !q.composite && q.telling() > 2
}

// daysLost are the numbers of days that were lost, between two items.
func (r *reading) daysLost(from, to int) []int {
	var all []int
	for n := from; n < to; n++ {
		if r.isDays(n) {
			all = append(all, n)
		}
	}
	return all
}

// ofAllDays reports whether a percentage is of all days lost: “of all days lost”, “of the total sickness”.
func (r *reading) ofAllDays(n int) bool {
	if r.wordAt(n+1) != "of" {
		return false
	}
	all, days := false, false
	for i := n + 2; i < n+7; i++ {
		w := r.wordAt(i)
		all = all || w == "all" || w == "total" || w == "overall"
		days = days || w == "days" || sickWords[w]
	}
	return all && days
}
