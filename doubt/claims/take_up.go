package claims

// takeUps checks the percentage that the words name as what two counts before it come to: “1,927 checks were delivered
// from 6,415 invitations, a take up of 30%”, “118 leavers against an average headcount of 868, a turnover of 13.6%”.
func (r *reading) takeUps(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from + 4; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.fraction || q.unit != percent || q.how != asSaid || q.delta != 0 || r.wordAt(n-1) != "of" || !r.namesResult(s, n) || narrows[r.wordAt(n+1)] || r.hasWord(s.from, s.to, otherRates) || r.hasWord(n, s.to, leavesOut) {
				continue
			}
			counts := r.counts(s.from, n)
			if len(counts) != 2 || !r.joins(counts[0], counts[1]) {
				continue
			}
			part, of := r.items[counts[0]].q, r.items[counts[1]].q
			in, ok := ratio(part, of)
			if !ok || part.how != asSaid || of.how != asSaid || part.value.Cmp(of.value) > 0 {
				continue
			}
			claim := r.claim(Share, Words, counts[0], n)
			r.fill(&claim, part, of)
			claim.Stated, claim.Allowed, claim.Agrees = r.show(n), wide(q), in.Meets(wide(q))
			all = append(all, claim)
		}
	}
	return all
}

// namesResult reports whether the words before a percentage name it as what came of counts: “, a take up of”, “giving
// a success rate of”.
func (r *reading) namesResult(s sentence, n int) bool {
	for i := n - 2; i >= max(s.from, n-6); i-- {
		if w := r.wordAt(i); w == "a" || w == "an" {
			return r.hasWord(i+1, n, resultNames) && (r.markAt(i-1) == "," || resultWords[r.wordAt(i-1)])
		}
		if r.items[i].kind != wordItem && r.markAt(i) != "-" {
			return false
		}
	}
	return false
}

// resultNames are what a share is called.
var resultNames = set("rate", "take", "take-up", "uptake", "turnover", "response", "completion", "conversion", "coverage", "proportion")

// narrows make a percentage that of some of those counted.
var narrows = set("among", "amongst", "of", "for", "in", "by")

// joins reports whether one of the joiners alone stands between a part and its whole, and no other number.
func (r *reading) joins(part, of int) bool {
	for n := part + 1; n < of; n++ {
		if w := r.wordAt(n); w == "from" || w == "against" || w == "among" || w == "of" && r.wordAt(n-1) == "out" {
			return of-n <= 5
		}
	}
	return false
}
