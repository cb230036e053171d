package claims

import (
	"math/big"
	"slices"

	"chaser/kpi"
)

// allWords say that a list of percentages is of one whole.
var allWords = set("all", "split", "breakdown", "makes", "make", "comprises", "consists")

// gradeWords name the bands of a scale that every part falls into.
var gradeWords = set("green", "amber", "red", "blue", "exceeded", "below", "remaining", "rest", "remainder", "neither", "neutral", "dissatisfied")

// percentParts checks that the percentages of one scale make 100: “66% met the target, 13% slightly below and 21%
// below”.
func (r *reading) percentParts(c *Card) (Claim, bool) {
	for _, s := range r.sentences {
		var list []int
		grades := 0
		whole100 := true
		for n := s.from; n < s.to; n++ {
			if q := r.items[n].q; q != nil && !q.noise && q.unit == percent && (!q.fraction || !r.exactlyBehind(n)) {
				whole100 = whole100 && q.delta == 0 && !q.base && !q.fraction && q.how == asSaid && !q.target
				list = append(list, n)
			}
			if gradeWords[r.wordAt(n)] {
				grades++
			}
			if q := r.quantityAt(n + 1); r.wordAt(n) == "other" && r.wordAt(n-1) == "the" && q != nil && q.unit == percent {
				grades += 2 // the other 24%
			}
			if q := r.quantityAt(n + 1); r.wordAt(n) == "others" && q != nil && q.unit == percent && len(list) > 2 && r.wordAt(n-1) == "and" {
				grades += 2 // family 12% and others 17%
			}
			if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
				whole100 = false
			}
		}
		if grades == 0 && len(list) >= 4 && r.hasWord(s.from, s.to, allWords) {
			grades = 2 // residual makes up 48.7% of all waste, and so on
		}
		if grades == 0 && len(list) >= 3 && r.endsInNone(list) {
			grades = 2 // 7.2% met the trigger, 29.3% had some and 63.5% had no absence
		}
		if grades == 0 && len(list) >= 3 && r.onlyNamed(s, list) && slices.ContainsFunc(r.quantities(list), func(q *quantity) bool {
			return r.swapMends(q, func() bool { return r.sum(list).Cmp(hundred) == 0 })
		}) {
			grades = 2 // risk removed 31%, reduced 61%, remains 8%
		}
		if claim, ok := r.percentHalves(c, s, list, whole100); ok {
			return claim, true
		}
		if claim, ok := r.percentsInBrackets(c, s); ok {
			return claim, true
		}
		if len(list) < 3 || len(list) > 8 || !whole100 || grades == 0 || r.partial(s) {
			continue
		}
		claim := r.claim(Sum, Words, list[0], list[len(list)-1])
		claim.Computed, claim.Stated, claim.PerCent = r.sum(list), "100%", true
		slack := r.slackOfHundred(list)
		claim.Allowed = around(hundred, slack)
		claim.Read = r.added(list)
		claim.Agrees = claim.Allowed.Holds(claim.Computed)
		holds := func() bool {
			if slack.Cmp(whole(1)) < 0 {
				return around(hundred, r.items[list[0]].q.step).Holds(r.sum(list))
			}
			return r.sum(list).Cmp(hundred) == 0
		}
		if claim.Agrees || grades >= 2 && slipOf(holds, nil, r.quantities(list)...) {
			return claim, true
		}
	}
	return Claim{}, false
}

// onlyNamed reports whether a sentence is nothing but a list of percentages, each behind a name of a word or two.
func (r *reading) onlyNamed(s sentence, list []int) bool {
	last := s.from - 1
	if m := r.markAt(s.from); m == "-" || m == "–" {
		last++ // a point of a list
	}
	for _, n := range list {
		if n-last < 2 || n-last > 4 {
			return false
		}
		for i := last + 1; i < n; i++ {
			if it := r.items[i]; it.kind != wordItem && it.text != "," && it.text != ";" && it.text != ":" {
				return false
			}
		}
		last = n
	}
	return last == s.to-1
}

// percentHalves checks two percentages that a sentence makes the two parts of one whole: “long term accounts for 64% of
// the days lost and short term 36%”.
func (r *reading) percentHalves(c *Card, s sentence, list []int, whole100 bool) (Claim, bool) {
	if len(list) != 2 || !whole100 || r.partial(s) {
		return Claim{}, false
	}
	absence := c.Unit == kpi.Days && r.onlyNamed(s, list) && r.hasWord(s.from, list[1], opposites[0][0]) && r.hasWord(s.from, list[1], opposites[0][1])
	shortened := r.wordAt(list[0]+1) == "of" && r.wordAt(list[1]+1) != "of" // 72% of the days lost are long term, 28% short
	if !shortened && !absence && !r.hasWord(s.from, s.to, partWords) {
		return Claim{}, false
	}
	opposed := false
	for _, pair := range opposites {
		near := func(n int, words map[string]bool) bool { return r.hasWord(max(s.from, n-6), min(s.to, n+3), words) }
		behind := func(a, b map[string]bool) bool {
			return r.hasWord(list[0], list[1], a) && r.hasWord(list[1], min(s.to, list[1]+4), b)
		}
		opposed = opposed || shortened && (behind(pair[0], pair[1]) || behind(pair[1], pair[0]))
		opposed = opposed || near(list[0], pair[0]) && near(list[1], pair[1]) || near(list[0], pair[1]) && near(list[1], pair[0])
	}
	slack := whole(1)
	holds := func() bool { return around(hundred, slack).Holds(r.sum(list)) }
	claim := r.claim(Sum, Words, list[0], list[1])
	claim.Read, claim.Computed, claim.Stated, claim.PerCent = r.added(list), r.sum(list), "100%", true
	claim.Allowed, claim.Agrees = around(hundred, whole(1)), holds()
	if absence {
		slack = new(big.Rat) // nothing but their names says that they are of one whole
	}
	return claim, opposed && (claim.Agrees || r.tellingSlip(holds, list))
}

// exactlyBehind reports whether a fraction in words is said again exactly in brackets within a few words: “over a third
// came from the police (38%)”.
func (r *reading) exactlyBehind(n int) bool {
	for i := n + 1; i < min(len(r.items), n+10); i++ {
		if q := r.items[i].q; q != nil {
			return q.unit == percent && !q.fraction && r.markAt(i-1) == "("
		}
	}
	return false
}

// endsInNone reports whether the last of three percentages with decimals, parted by commas and “and”, is of those that
// had none, so that the others are of those that had some.
func (r *reading) endsInNone(list []int) bool {
	last := list[len(list)-1]
	if !r.parted(list) || r.wordAt(last-1) != "and" {
		return false
	}
	for _, n := range list {
		if r.items[n].q.step.Cmp(whole(1)) >= 0 || r.items[n].q.step.Cmp(r.items[list[0]].q.step) != 0 {
			return false
		}
	}
	return r.hasWord(last+1, last+4, noneWords)
}

// noneWords say that there was none of what others had.
var noneWords = set("no", "none", "neither", "nothing", "without")

// slackOfHundred is how far percentages may be from 100 together, since each is rounded: by one less than there are of
// them where they are whole, and by half of the last digit for each of them where they have decimals.
func (r *reading) slackOfHundred(list []int) *big.Rat {
	half := new(big.Rat)
	for _, n := range list {
		if step := r.items[n].q.step; step.Cmp(whole(1)) >= 0 {
			return whole(int64(len(list) - 1))
		} else if step.Cmp(half) > 0 {
			half = step
		}
	}
	return new(big.Rat).Mul(half, whole(int64((len(list)+1)/2)))
}
