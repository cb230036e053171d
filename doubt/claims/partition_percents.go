package claims

import "math/big"

// partitionPercents checks two percentages that a sentence gives as what something is made of, where the words beside
// them leave none between: “the top quartile has 46.2% men and 53.8% women”, “71% are female and 29% male”. It speaks
// where one slip makes them a hundred. “54% of men and 46% of women” are each of their own.
func (r *reading) partitionPercents(c *Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		list := r.levelPercents(c, s)
		if len(list) != 2 || r.partial(s) || r.hasWord(s.from, s.to, twiceParted) || r.hasWord(s.from, s.to, rateNames) || r.hasWord(s.from, s.to, ratedWords) {
			continue
		}
		a, b := r.besidePercent(s, list[0], list[1]), r.besidePercent(s, list[1], s.to)
		if yes, sure := r.complementary(a, b); !yes || !sure || !r.madeOf(s, list) {
			continue
		}
		if claim := r.hundredOf(list); claim.Agrees || r.mendsHundred(list) {
			all = append(all, claim)
		}
	}
	return all
}

// ratedWords are what is told of either side in per cent of that side: “turnover was 12% female and 18% male”.
var ratedWords = set("turnover", "turnout", "absence", "sickness", "satisfaction", "attainment", "participation", "engagement", "unemployment", "vacancies", "uptake")

// levelPercents are the places of a sentence's percentages; nil where one is a change, a target, of another time or no
// exact number.
func (r *reading) levelPercents(c *Card, s sentence) []int {
	var list []int
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit != percent && q.unit != points {
			continue
		}
		if q.unit == points || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || r.isStep(s, n) || r.comparator(c, s, n) {
			return nil
		}
		list = append(list, n)
	}
	return list
}

// besidePercent are the words that say what a percentage is of: those before it where it stands in brackets, else those
// behind it and behind the count that tells it again.
func (r *reading) besidePercent(s sentence, n, next int) span {
	if r.markAt(n-1) != "(" {
		return r.besidePart(s, n, next)
	}
	to := n - 1
	if r.items[to-1].q.count() { // Female: 366 (54%)
		to--
	}
	if m := r.markAt(to - 1); m == ":" || m == "-" || m == "–" {
		to--
	}
	from := to
	for from > max(s.from, to-4) && r.items[from-1].kind == wordItem && r.wordAt(from-1) != "and" {
		from--
	}
	return span{from, to}
}

// madeOf reports whether the words make two percentages what one thing is made of: it has them, or they are what its
// members are.
func (r *reading) madeOf(s sentence, list []int) bool {
	if r.markAt(list[0]-1) == "(" && r.markAt(list[1]-1) == "(" {
		return true
	}
	for _, n := range list {
		if r.wordAt(n+1) == "of" && n == list[1] {
			return false
		}
	}
	before, behind := r.wordAt(list[0]-1), r.wordAt(list[0]+1)
	if behind == "for" || behind == "in" || behind == "among" || behind == "by" {
		return false
	}
	return hasWords[before] && behind != "of" || beWords[behind] || behind == "of" && r.hasWord(list[0], list[1], beWords) && !r.hasWord(list[0]+2, list[0]+3, pluralSides)
}

var (
	hasWords    = set("has", "have", "had", "with", "is", "was", "are", "were", "comprises", "comprised", "of", "contains", "being")
	beWords     = set("is", "was", "are", "were", "being")
	pluralSides = set("men", "women", "boys", "girls", "males", "females", "male", "female")
)

// hundredOf is the claim that percentages make a hundred.
func (r *reading) hundredOf(list []int) Claim {
	claim := r.claim(Sum, Words, list[0], list[len(list)-1])
	claim.Read, claim.Computed, claim.Stated, claim.PerCent = r.added(list), r.sum(list), "100%", true
	claim.Allowed = around(hundred, r.slackOfEach(list))
	claim.Agrees = claim.Allowed.Holds(claim.Computed)
	return claim
}

// slackOfEach is half of the last digit of each of some percentages.
func (r *reading) slackOfEach(list []int) *big.Rat {
	slack := new(big.Rat)
	for _, q := range r.quantities(list) {
		slack.Add(slack, new(big.Rat).Mul(q.step, big.NewRat(1, 2)))
	}
	return slack
}

// mendsHundred reports whether one slip in two percentages makes them a hundred.
func (r *reading) mendsHundred(list []int) bool {
	return slipFrom(true, func() bool { return r.sum(list).Cmp(hundred) == 0 }, nil, r.quantities(list)...)
}

// besidePart are the words that say what a part is: those behind it and its percentage up to the next, or those before
// it where a mark follows it.
func (r *reading) besidePart(s sentence, n, next int) span {
	from := n + 1
	if r.markAt(from) == "(" {
		for from < next && r.markAt(from) != ")" {
			from++
		}
		from++
	}
	to := from
	for to < min(next, from+14) {
		if q := r.quantityAt(to + 1); r.markAt(to) == "(" && q != nil && q.unit == percent && r.markAt(to+2) == ")" {
			to += 3 // 9 appeals (69%) were dismissed
			continue
		}
		if m := r.markAt(to); m == ";" || m == "(" || m == ")" || m == ":" || m == "," && to > from {
			break
		}
		to++
	}
	if to > from {
		return span{from, to}
	}
	for from = n; from > max(s.from, n-8) && r.items[from-1].kind == wordItem; from-- {
	}
	return span{from, n}
}
