package claims

import (
	"math/big"

	"chaser/kpi"
)

// twofold is a step said twice, in numbers and in per cent: “a fall of 6,131 (2.8 per cent)”, “up 6% (3,450)”, “377
// (3.8 per cent) fewer”.
type twofold struct {
	abs, rate, sign int
	first, last     int // its first and last item
}

// twofoldSteps checks a step said twice against the number that it leads to, whose base nobody gives: what stood there
// before is that number without the step. Where the words leave no doubt which number that is, any of the three may
// have slipped however far.
func (r *reading) twofoldSteps(c *Card) []Claim {
	if c.Unit == kpi.Percent {
		return nil // the percentage may be of points
	}
	var all []Claim
	for k, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			d, ok := r.twofoldAt(s, n)
			if !ok {
				continue
			}
			if to := r.levelOfTwofold(k, d); to >= 0 {
				if claim, ok := r.twofoldClaim(d, r.items[to].q); ok {
					all = append(all, claim)
				}
			}
			n = d.last
		}
	}
	return all
}

// twofoldAt reads a step said twice whose first number stands at an item.
func (r *reading) twofoldAt(s sentence, n int) (twofold, bool) {
	d := twofold{abs: -1, rate: -1, first: n, last: n}
	second, closed := r.secondOfTwofold(s, n)
	if second < 0 || !r.stepNumber(n) || !r.stepNumber(second) {
		return d, false
	}
	d.last = closed
	for _, i := range []int{n, second} {
		if r.items[i].q.unit == percent {
			d.rate = i
		} else {
			d.abs = i
		}
	}
	if d.abs < 0 || d.rate < 0 {
		return d, false
	}
	d.sign = r.signOfTwofold(s, &d, second)
	return d, d.sign != 0 && r.endsTwofold(s, d)
}

// stepNumber reports whether a number can be one of those of a step said twice.
func (r *reading) stepNumber(n int) bool {
	q := r.items[n].q
	if q == nil || q.noise || q.fraction || q.how != asSaid || q.inWords && q.unit != percent || q.value.Sign() == 0 {
		return false
	}
	return q.unit == plain || q.unit == percent || q.unit == money
}

// secondOfTwofold is the second number of a step said twice, and the last item of both: in brackets behind the first or
// behind what the first counts, behind a comma within the same brackets, or behind “or”; −1 where there is none.
func (r *reading) secondOfTwofold(s sentence, n int) (second, closed int) {
	i := n + 1
	for i < min(s.to, n+4) && r.items[i].kind == wordItem && !conjunctions[r.items[i].text] && !shortWords[r.items[i].text] && len(r.items[i].text) > 2 && !twofoldStops[r.items[i].text] {
		i++
	}
	if i >= s.to {
		return -1, 0
	}
	switch {
	case r.markAt(i) == "(":
		if r.wordAt(i+1) == "or" {
			i++
		}
		if i++; r.wordAt(i) == "up" || r.wordAt(i) == "down" {
			i++
		}
		if r.quantityAt(i) == nil {
			return -1, 0
		}
		for last := i + 1; last < min(s.to, i+5); last++ {
			if r.markAt(last) == ")" {
				return i, last
			}
			if r.items[last].kind != wordItem {
				break
			}
		}
	case i == n+1 && r.markAt(i) == "," && r.markAt(n-1) == "(" && r.quantityAt(i+1) != nil && r.markAt(i+2) == ")":
		return i + 1, i + 2
	}
	return -1, 0
}

// twofoldStops cannot stand between a step and its percentage in brackets: what follows is of another thing.
var twofoldStops = set("than", "from", "since", "against", "compared", "over", "with", "to", "of", "in", "on", "for", "were", "was", "are", "is")

// smallLinks stand between a word of change and its step.
var smallLinks = set("a", "an", "of", "by", "about", "around")

// signOfTwofold is which way a step said twice goes: as a word right before it, within its brackets or right behind it
// says. It takes that word in.
func (r *reading) signOfTwofold(s sentence, d *twofold, second int) int {
	i := d.first - 1
	if r.markAt(i) == "(" && d.last == second+1 {
		i-- // increased (31, 41.3%)
	}
	for ; i >= max(s.from, d.first-4); i-- {
		w := r.wordAt(i)
		if sign := changeWords[w].sign; sign != 0 && !comparatives[w] && !phrasal[r.wordAt(i-1)] {
			d.first = i
			return sign
		}
		if !smallLinks[w] {
			break
		}
	}
	if w := r.wordAt(d.last + 1); changeWords[w].noun && d.last+1 < s.to {
		d.last++
		return changeWords[w].sign
	}
	for i := d.abs + 1; i < second; i++ {
		if w := r.wordAt(i); comparatives[w] {
			return changeWords[w].sign
		}
	}
	return 0
}

// endsTwofold reports whether what follows a step said twice names nothing that it might be of, other than what stands
// before it: the end, a time, or what it is compared with.
func (r *reading) endsTwofold(s sentence, d twofold) bool {
	n := d.last + 1
	if r.hasWord(n, s.to, thenWords) {
		return false
	}
	if n >= s.to || r.items[n].kind == markItem && r.items[n].text != "(" {
		return true
	}
	w := r.wordAt(n)
	if w == "in" || w == "during" || w == "since" || w == "over" {
		return n+1 < s.to && r.items[n+1].w != nil
	}
	return againstWords[w] || w == "from" || w == "to" || conjunctions[w] || w == "when"
}

// thenWords tell that a number moved once more.
var thenWords = set("then", "before", "subsequently", "later", "after", "until")

// levelOfTwofold is the number that a step said twice leads to: the one behind “to”, the one that leads its sentence
// with none between, or that of the sentence before where this one takes it up; −1 where that is not certain.
func (r *reading) levelOfTwofold(k int, d twofold) int {
	s := r.sentences[k]
	of := r.items[d.abs].q
	if r.wordAt(d.last+1) == "to" {
		return r.levelLike(d.last+2, of)
	}
	for n := d.first - 1; n >= s.from; n-- {
		if q := r.items[n].q; q != nil && !q.noise {
			if r.firstLevel(s) != n || r.items[n].depth > 0 || !r.leadsPlainly(s, n) {
				return -1
			}
			return r.levelLike(n, of)
		}
	}
	if k == 0 || !r.thisIs(s) {
		return -1
	}
	before := r.sentences[k-1]
	n := r.firstLevel(before)
	if n < 0 || len(r.levelsOf(before)) != 1 {
		return -1
	}
	return r.levelLike(n, of)
}

// levelLike is the place of a number where it can be what a step leads to: of its unit, and said as a level.
func (r *reading) levelLike(n int, of *quantity) int {
	q := r.quantityAt(n)
	if q == nil || q.noise || q.unit != of.unit || q.how != asSaid && q.how != about || q.delta != 0 || q.base || q.target || q.fraction || q.inWords || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 {
		return -1
	}
	return n
}

// leadsPlainly reports whether the number that a sentence leads with is not one of places or times that something else
// happened at: “across 212 schools”, “at 12 sites”.
func (r *reading) leadsPlainly(s sentence, n int) bool {
	w := r.wordAt(n - 1)
	if w == "at" && n-1 > s.from {
		return false
	}
	return w != "across" && w != "among" && w != "in" && w != "for" && w != "from" && w != "per" && w != "between" && w != "by" && w != "of" || w == "of" && levelNames[r.wordAt(n-2)]
}

// levelNames stand before “of” and a number that they are.
var levelNames = set("total", "figure", "number", "level", "sum", "spend", "outturn", "high", "low", "peak")

// levelsOf are the places of the numbers of a sentence.
func (r *reading) levelsOf(s sentence) []int {
	var all []int
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q != nil && !q.noise && q.delta == 0 && q.unit != length {
			all = append(all, n)
		}
	}
	return all
}

// twofoldClaim holds a step said twice against the number that it leads to. A step of one or two digits may be told in
// points of a share, so that a slip must mend it.
func (r *reading) twofoldClaim(d twofold, to *quantity) (Claim, bool) {
	abs, rate := r.items[d.abs].q, r.items[d.rate].q
	reckon := func() (from, by *big.Rat) {
		step := new(big.Rat).Mul(abs.value, whole(int64(d.sign)))
		if from = new(big.Rat).Sub(to.value, step); from.Sign() <= 0 {
			return from, nil
		}
		return from, percentage(abs.value, from)
	}
	holds := func() bool {
		from, by := reckon()
		if by == nil {
			return false
		}
		start := to.interval().plus(exactly(new(big.Rat).Sub(from, to.value)))
		return wide(rate).Holds(by) || start.Low.Sign() > 0 && abs.interval().over(start).times(hundred).Meets(wide(rate))
	}
	from, by := reckon()
	if by == nil || !ofOneSize(from, to.value) && !holds() && !slipOf(holds, nil, abs, rate, to) {
		return Claim{}, false
	}
	claim := r.claim(Change, Words, d.first, min(d.last, len(r.items)-1))
	claim.Read, claim.Computed = Digits(from)+" to "+Digits(to.value), percentExactly(from, to.value)
	claim.Stated, claim.Allowed, claim.PerCent = Digits(rate.value)+"%", wide(rate), true
	claim.Agrees = holds()
	sure := abs.telling() >= 3 || len(abs.digits) >= 3
	return claim, claim.Agrees || sure || slipOf(holds, nil, abs, rate, to)
}
