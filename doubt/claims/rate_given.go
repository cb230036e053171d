package claims

// baseNouns name what a rate is of.
var baseNouns = set("headcount", "workforce", "staff", "employees", "establishment", "population", "households", "residents", "posts", "homes", "properties",
	"premises", "lettings", "dwellings", "tenancies", "pupils", "places", "beds", "visits", "inspections", "members", "people", "applications")

// givingWords lead to what two numbers come to.
var givingWords = set("giving", "gives", "gave", "rate", "equates", "equating", "equal", "equivalent", "representing", "represents", "turnover", "making", "works",
	"ie", "or", "which")

// otherRates make a rate one of another time, or of some of what is counted.
var otherRates = set("annualised", "annualized", "annual", "rolling", "projected", "rata", "excluding", "voluntary", "including", "equivalent", "annually", "only",
	"adjusted", "before", "after", "headcounts", "fte")

// leavesOut make the percentage before them one of fewer.
var leavesOut = set("excluding", "once", "without", "excl", "discounting")

// ratesGiven checks a rate of a base that stands behind “against” or “from”: “118 leavers against an average headcount
// of 868, giving turnover of 13.6%”. It speaks where one slip mends it, or the words name the rate as what the counts
// come to: “1,927 checks from 6,415 invitations, a take up of 30%”.
func (r *reading) ratesGiven(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			rate := r.items[n].q
			if rate == nil || rate.noise || rate.unit != percent || rate.delta != 0 || rate.fraction || rate.target || rate.how != asSaid {
				continue
			}
			named := r.namesResult(s, n)
			if !named && !r.hasWord(max(s.from, n-5), n, givingWords) {
				continue
			}
			part, of, based, ok := r.partAgainst(s, n)
			if !ok || !based && !named || r.hasWord(s.from, s.to, otherRates) {
				continue
			}
			a, b := r.items[part].q, r.items[of].q
			holds := func() bool {
				in, ok := ratio(a, b)
				return ok && in.Meets(wide(rate))
			}
			claim := r.claim(Share, Words, min(part, of), n)
			r.fill(&claim, a, b)
			claim.Stated, claim.Allowed, claim.Agrees = r.show(n), wide(rate), holds()
			if claim.Agrees || named && !r.hasWord(n, s.to, leavesOut) || rate.telling() > 1 && slipOf(holds, nil, a, b, rate) {
				all = append(all, claim)
			}
			break
		}
	}
	return all
}

// partAgainst are the two counts before a rate, and whether the second is named as a base: “against an average
// headcount of 868”. There must be no others.
func (r *reading) partAgainst(s sentence, n int) (part, of int, based, ok bool) {
	counts := r.counts(s.from, s.to)
	if len(counts) != 2 || counts[1] > n || n-counts[1] > 9 || counts[1]-counts[0] > reach {
		return 0, 0, false, false
	}
	part, of = counts[0], counts[1]
	if whole, ok := r.ofWhich(of); ok && whole.of == part {
		part, of = of, part // of 165 incidents 18 were late, a failure rate of 10.9%
		a, b := r.items[part].q, r.items[of].q
		return part, of, false, a.how == asSaid && b.how == asSaid && a.value.Sign() > 0 && r.hasResultOnly(part, n)
	}
	a, b := r.items[part].q, r.items[of].q
	if a.how != asSaid || b.how != asSaid || a.value.Cmp(b.value) >= 0 || a.value.Sign() <= 0 || r.hasWord(part, of, conjunctions) {
		return 0, 0, false, false
	}
	linked := false
	for i := part + 1; i < of; i++ {
		w := r.wordAt(i)
		if linked = linked || againstWords[w] || w == "out" || w == "from" || w == "across" || w == "among" || w == "of"; r.items[i].w != nil {
			return 0, 0, false, false
		}
	}
	return part, of, r.hasWord(max(part, of-5), of, baseNouns) || baseNouns[r.wordAt(of+1)] || baseNouns[r.wordAt(of+2)], linked
}

// hasResultOnly reports whether nothing between a part and a percentage tells of another time or another thing.
func (r *reading) hasResultOnly(part, n int) bool {
	for i := part + 1; i < n; i++ {
		if r.items[i].w != nil || conjunctions[r.wordAt(i)] || r.markAt(i) == ";" {
			return false
		}
	}
	return true
}

// namesResult reports whether the words before a percentage name it as what came of counts: “, a take up of”, “giving
// a success rate of”.
func (r *reading) namesResult(s sentence, n int) bool {
	if r.wordAt(n-1) != "of" || narrows[r.wordAt(n+1)] {
		return false
	}
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
