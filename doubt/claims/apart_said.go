package claims

import "math/big"

// varianceNouns say how far an amount is from the one that it was to be.
var varianceNouns = set("overspend", "overspending", "underspend", "underspending", "overspent", "underspent", "shortfall", "surplus", "deficit", "variance", "variation",
	"difference", "gap", "excess", "pressure", "over", "under", "above", "below", "more", "less", "adverse", "favourable")

// budgetWords name what an amount was to be.
var budgetWords = set("budget", "budgeted", "budgets", "plan", "planned", "profile", "profiled", "target", "estimate", "estimated", "allocation", "approved", "allowance",
	"forecast", "limit", "cap", "provision", "expected", "programme", "grant", "funding", "envelope")

// amended take something else into a difference: “an overspend of £3.5m before reserves”.
var amended = set("before", "after", "net", "excluding", "including", "once", "offset", "less", "plus", "without", "allowing", "gross", "reserves", "carry", "slippage",
	"with", "expected", "projected", "anticipated", "likely",
	"having", "forecast", "reported", "previously", "when", "earlier", "overall")

// amendedBefore do so before the first amount.
var amendedBefore = set("after", "once", "allowing", "excluding")

// apartSaid checks how far an amount is said to be from the one it was to be, where all three are said: “£84.2m against
// a budget of £81.7m, an overspend of £2.5m (3.1%)”, “£4.82m is £0.29m above the £4.53m budget”. It speaks where one
// slip explains what does not fit.
func (r *reading) apartSaid(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		a, b, by, ok := r.amountsApart(s)
		if !ok {
			continue
		}
		if claim, ok := r.varianceClaim(a, b, by); ok {
			all = append(all, claim)
		}
		if claim, ok := r.varianceRate(s, a, b, by); ok {
			all = append(all, claim)
		}
	}
	return all
}

// amountsApart are the only three amounts of a sentence, where the words say of one how far the others are apart.
func (r *reading) amountsApart(s sentence) (a, b, by int, ok bool) {
	var list []int
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.unit == money {
			if list = append(list, n); len(list) > 3 || q.how != asSaid || q.fraction || q.value.Sign() <= 0 {
				return 0, 0, 0, false
			}
		}
	}
	if len(list) != 3 || list[1]-list[0] > reach+9 || list[2]-list[1] > 9 {
		return 0, 0, 0, false
	}
	a, b, by = list[0], list[1], list[2]
	_, beside := besideWords[r.wordAt(b+1)]
	switch {
	case r.hasWord(a, b, comparesWords) && r.hasWord(max(b+1, by-3), min(s.to, by+4), varianceNouns):
	case beside && (r.wordAt(b-1) == "is" || r.wordAt(b-1) == "was" || r.markAt(b-1) == ","):
		b, by = by, b
	default:
		return a, b, by, false
	}
	first, last := list[1], list[2]
	if r.hasWord(a, first, conjunctions) || r.hasWord(first, last, conjunctions) || !r.hasWord(a, min(s.to, b+3), budgetWords) && !budgetWords[r.wordAt(b+1)] {
		return a, b, by, false
	}
	for n := b + 1; n < min(s.to, b+3); n++ { // £81.7m last month
		if w := r.items[n].w; w != nil && w.rel != current {
			return a, b, by, false
		}
	}
	taken := r.hasMark(first, last, ";") || r.hasWord(first+1, last, amended) || r.hasWord(last+1, s.to, amended) || r.hasWord(s.from, a, amendedBefore)
	return a, b, by, !taken
}

func (r *reading) varianceClaim(a, b, by int) (Claim, bool) {
	from, to, step := r.items[b].q, r.items[a].q, r.items[by].q
	holds := func() bool { return exactApart(to.interval(), from.interval()).Meets(wide(step)) }
	claim := r.claim(Sum, Words, a, by)
	larger, smaller := a, b
	if to.value.Cmp(from.value) < 0 {
		larger, smaller = b, a
	}
	claim.Read = r.said(larger) + " − " + r.said(smaller)
	claim.Computed = new(big.Rat).Sub(r.items[larger].q.value, r.items[smaller].q.value)
	claim.Stated, claim.Allowed, claim.Pounds, claim.Agrees = r.show(by), wide(step), true, holds()
	return claim, claim.Agrees || slipOf(holds, nil, to, from, step)
}

// varianceRate checks the percentage behind a difference, of the amount that was to be: “an overspend of £8.556m
// (6.8%)”.
func (r *reading) varianceRate(s sentence, a, b, by int) (Claim, bool) {
	n := by + 2
	if r.markAt(by+1) != "(" && r.wordAt(by+1) != "or" || n >= s.to || r.quantityAt(n) == nil || r.items[n].q.unit != percent || r.wordAt(n+1) == "of" {
		return Claim{}, false
	}
	rate, step, of := r.items[n].q, r.items[by].q, r.items[b].q
	fits := func(of *quantity) bool {
		in, ok := ratio(step, of)
		return ok && in.Meets(wide(rate))
	}
	claim := r.claim(Share, Words, by, n)
	r.fill(&claim, step, of)
	claim.Read = r.show(by) + " of " + r.show(b)
	claim.Stated, claim.Allowed = r.show(n), wide(rate)
	claim.Agrees = fits(of) || fits(r.items[a].q)
	holds := func() bool { return fits(of) }
	return claim, claim.Agrees || rate.telling() > 1 && (slipOf(holds, nil, rate, step) || anagrams(rate.digits, claim.Computed.FloatString(1)))
}
