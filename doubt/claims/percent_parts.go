package claims

import (
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
		if grades == 0 && len(list) >= 3 && r.onlyNamed(s, list) && slices.ContainsFunc(r.quantities(list), func(q *quantity) bool {
			return r.swapMends(q, func() bool { return r.sum(list).Cmp(hundred) == 0 })
		}) {
			grades = 2 // risk removed 31%, reduced 61%, remains 8%
		}
		if claim, ok := r.percentHalves(s, list, whole100); ok {
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
		claim.Allowed = around(hundred, whole(int64(len(list)-1)))
		claim.Read = r.added(list)
		claim.Agrees = claim.Allowed.Holds(claim.Computed)
		holds := func() bool { return r.sum(list).Cmp(hundred) == 0 }
		if claim.Agrees || grades >= 2 && slipOf(holds, nil, r.quantities(list)...) {
			return claim, true
		}
	}
	return Claim{}, false
}

// onlyNamed reports whether a sentence is nothing but a list of percentages, each behind a name of a word or two.
func (r *reading) onlyNamed(s sentence, list []int) bool {
	last := s.from - 1
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
func (r *reading) percentHalves(s sentence, list []int, whole100 bool) (Claim, bool) {
	if len(list) != 2 || !whole100 || r.partial(s) {
		return Claim{}, false
	}
	shortened := r.wordAt(list[0]+1) == "of" && r.wordAt(list[1]+1) != "of" // 72% of the days lost are long term, 28% short
	if !shortened && !r.hasWord(s.from, s.to, partWords) {
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
	holds := func() bool { return around(hundred, whole(1)).Holds(r.sum(list)) }
	claim := r.claim(Sum, Words, list[0], list[1])
	claim.Read, claim.Computed, claim.Stated, claim.PerCent = r.added(list), r.sum(list), "100%", true
	claim.Allowed, claim.Agrees = around(hundred, whole(1)), holds()
	return claim, opposed && (claim.Agrees || r.tellingSlip(holds, list))
}

// percentsInBrackets checks the parts of the card's percentage in brackets behind it: “48.1% (dry 26.4%, garden 16.2%,
// food 5.5%)”. Each must be named, and by no time or other council.
func (r *reading) percentsInBrackets(c *Card, s sentence) (Claim, bool) {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return Claim{}, false
	}
	for n := s.from; n+1 < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.unit != percent || q.delta != 0 || q.target || q.how != asSaid || !c.Figure.says(q) {
			continue
		}
		from := n + 2
		if m := r.markAt(n + 1); m != "(" && m != ":" {
			if from = r.madeUpOf(s, n); from < 0 {
				continue
			}
		}
		list, ok := r.namedPercents(c, s, from)
		if !ok {
			continue
		}
		claim := r.claim(Sum, Own, n, list[len(list)-1])
		slack := r.slack(parts{list: list}, q.value)
		slack.Add(slack, c.Figure.Step)
		claim.Read, claim.Computed, claim.PerCent = r.added(list), r.sum(list), true
		claim.Stated, claim.Allowed = r.show(n), around(c.Figure.Value, slack)
		claim.Agrees = claim.Allowed.Holds(claim.Computed)
		holds := func() bool { return around(c.Figure.Value, slack).Holds(r.sum(list)) }
		if claim.Agrees {
			return claim, true
		}
		for _, p := range list {
			if r.swapMends(r.items[p].q, holds) {
				return claim, true
			}
		}
		if from > n+2 && r.tellingSlip(holds, list) {
			return claim, true
		}
	}
	return Claim{}, false
}

// madeUpOf is the place behind “is made up of” where that follows a number; −1 where it does not.
func (r *reading) madeUpOf(s sentence, n int) int {
	for i := n + 1; i < min(s.to, n+6) && r.items[i].kind == wordItem; i++ {
		if openers[r.wordAt(i)] {
			return max(i+1, n+3)
		}
	}
	return -1
}

// namedPercents are the percentages from an item to the end of its brackets, where a name stands before each.
func (r *reading) namedPercents(c *Card, s sentence, from int) ([]int, bool) {
	var list []int
	for n := from; n < s.to && r.markAt(n) != ")" && r.markAt(n) != ";"; n++ {
		it := r.items[n]
		switch {
		case it.w != nil:
			return nil, false
		case it.q == nil || it.q.noise:
		case it.q.unit != percent || it.q.delta != 0 || it.q.target || it.q.base || it.q.fraction || it.q.how != asSaid || r.wordAt(n-1) == "" && r.wordAt(n+1) == "" || r.yardstickOf(s, n) != "":
			return nil, false
		default:
			list = append(list, n)
		}
	}
	return list, len(list) >= 2 && !r.partial(s)
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
