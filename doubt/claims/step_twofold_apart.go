package claims

import "chaser/kpi"

// twofoldApart checks a step said twice in two clauses: “210 more than a year before (a rise of 7.1 per cent)”, “14.5
// per cent higher than the average – an excess of 1,231”. What follows the first says what both are from.
func (r *reading) twofoldApart(c *Card) []Claim {
	if c.Unit == kpi.Percent {
		return nil // the percentage may be of points
	}
	var all []Claim
	for k, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			d, ok := r.twofoldApartAt(s, n)
			if !ok {
				continue
			}
			to := r.levelOfTwofold(k, d)
			if to < 0 {
				to = r.levelBeside(k, d)
			}
			if to < 0 {
				continue
			}
			if claim, ok := r.twofoldClaim(d, r.items[to].q); ok {
				all = append(all, claim)
			}
		}
	}
	return all
}

// twofoldApartAt reads a step said twice whose first number stands at an item, with a comparative behind it.
func (r *reading) twofoldApartAt(s sentence, n int) (twofold, bool) {
	d := twofold{abs: n, rate: n, first: n}
	w := r.wordAt(n + 1)
	if !r.stepNumber(n) || !comparatives[w] || changeWords[w].sign == 0 {
		return d, false
	}
	d.sign = changeWords[w].sign
	second := r.secondClause(s, n+2, d.sign)
	if second < 0 || !r.stepNumber(second) || (r.items[n].q.unit == percent) == (r.items[second].q.unit == percent) {
		return d, false
	}
	if r.items[n].q.unit == percent {
		d.abs = second
	} else {
		d.rate = second
	}
	d.last = second
	if r.items[second].q.unit != percent && r.items[min(second+1, s.to-1)].kind == wordItem && second+1 < s.to {
		d.last++ // an excess of 1,231 births
	}
	return d, r.endsApart(s, d.last+1)
}

// secondClause is the number behind “, an increase of” and the like, before which no other stands; −1 where there is
// none, or it goes the other way.
func (r *reading) secondClause(s sentence, from, sign int) int {
	for i := from; i < min(s.to, from+18); i++ {
		it := r.items[i]
		if it.q != nil && !it.q.noise && it.q.unit != length || conjunctions[it.text] || it.text == ";" {
			return -1
		}
		if it.kind != markItem || it.text == "-" && r.items[i].start == r.items[i-1].end {
			continue
		}
		if w := r.wordAt(i + 1); w != "a" && w != "an" || r.wordAt(i+3) != "of" {
			continue
		}
		w := r.wordAt(i + 2)
		if changeWords[w].noun && changeWords[w].sign == sign || w == "excess" && sign > 0 {
			return i + 4
		}
		return -1
	}
	return -1
}

// endsApart reports whether a step said twice ends its clause.
func (r *reading) endsApart(s sentence, n int) bool {
	return n >= s.to || r.items[n].kind == markItem || conjunctions[r.wordAt(n)]
}

// levelBeside is the only number of the sentence before, where this one begins by comparing it and counts the same;
// −1 where that is not certain: “Compared to the average there were 1,231 more births, an increase of 14 per cent”.
func (r *reading) levelBeside(k int, d twofold) int {
	s := r.sentences[k]
	if own := r.levelsOf(s); k == 0 || r.wordAt(s.from) != "compared" || len(own) > 0 && own[0] < d.first {
		return -1
	}
	before := r.sentences[k-1]
	list, counted := r.levelsOf(before), r.wordAt(d.first+2)
	if len(list) != 1 || counted == "" || !r.hasWord(before.from, before.to, map[string]bool{counted: true}) {
		return -1
	}
	return r.levelLike(list[0], r.items[d.abs].q)
}
