package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// A list of parts, and the whole that they should make.
type parts struct {
	whole int // the place of a number; −1 is the card's figure
	list  []int
	// closed is whether the words leave no room for other parts: brackets or a colon hold them, or a word such as
	// “remaining” or “not” ends them.
	closed bool
	// known is the card's number that they should make, and subject which one that is, where it is not the figure's.
	known   *Known
	subject Subject
}

// openers begin a list of all parts.
var openers = set("comprising", "comprised", "consisting", "made", "split", "breakdown", "broken", "namely")

// closers end a list of all parts, or show two halves of one whole.
var closers = set("remaining", "remainder", "rest", "majority", "unknown", "not", "neither", "both", "others", "female", "females", "women", "girls",
	"outside", "unsuccessful", "refused", "dismissed", "opposite", "other", "elsewhere")

// sums reads parts that make a whole: the card's count, or a number before them.
func (r *reading) sums(c *Card) []Claim {
	var all []Claim
	for k := range r.sentences {
		for _, p := range r.partsOf(c, k) {
			if claim, ok := r.sumClaim(c, k, p); ok {
				all = append(all, claim)
				break
			}
		}
	}
	if claim, ok := r.percentParts(c); ok {
		all = append(all, claim)
	}
	return all
}

// addable reports whether a number may be a part of a count or of an amount of money.
func (r *reading) addable(c *Card, n int) bool {
	q := r.items[n].q
	if q == nil || q.noise || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid {
		return false
	}
	return q.unit == plain || q.unit == money && c.Unit == kpi.Currency
}

// partsOf lists the ways to read a sentence's numbers as parts, the most certain first.
func (r *reading) partsOf(c *Card, k int) []parts {
	s := r.sentences[k]
	heading := r.heading(c, s)
	var list []int
	for n := s.from; n < s.to && len(list) < 9 && r.wordAt(n) != "each"; n++ {
		if r.addable(c, n) && (heading != nil || r.periodOf(c, k, n)) {
			list = append(list, n)
		}
	}
	if len(list) < 2 || len(list) > 8 || r.partial(s) {
		return nil
	}
	var all []parts
	if p, ok := r.bracketed(list); ok {
		all = append(all, p)
	}
	counts := c.Unit == kpi.Count || c.Unit == kpi.Currency
	if !counts || c.Figure.Value == nil {
		return all
	}
	closed := r.closes(s, list)
	if heading != nil {
		heading.list, heading.closed = list, closed || heading.closed
		return append(all, *heading)
	}
	for n, at := range list { // the figure, said in the sentence, and what follows it
		if c.Figure.says(r.items[at].q) && len(list)-n > 2 {
			return append(all, parts{whole: at, list: list[n+1:], closed: closed})
		}
	}
	if r.ownPeriod(c, s) {
		return append(all, parts{whole: -1, list: list, closed: closed})
	}
	return all
}

// heading reads the time that stands before a dash at the beginning of a line, as in “Q1 2023/24 - The breakdown is 25
// and 55”, where it is of an earlier figure that the card knows.
func (r *reading) heading(c *Card, s sentence) *parts {
	if m := r.markAt(s.from + 1); r.items[s.from].w == nil || m != "-" && m != "–" && m != ":" {
		return nil
	}
	at := c.slotOf(r.items[s.from].w)
	known, subject := c.knownAt(at)
	if at == slotOwn || known.Value == nil {
		return nil
	}
	return &parts{whole: -1, closed: r.hasWord(s.from, s.to, openers), known: &known, subject: subject}
}

// partial reports whether a sentence gives some parts only, or parts of different wholes.
func (r *reading) partial(s sentence) bool {
	for n := s.from; n < s.to; n++ {
		switch r.wordAt(n) {
		case "start", "beginning", "including", "includes", "included", "mainly", "mostly", "example", "eg", "especially", "notably", "compared", "some",
			"respectively", "additional", "also", "further", "top", "largest", "highest", "average":
			return true
		}
	}
	return false
}

// bracketed reads “65 self-referrals (31 from here, 30 from there and 4 unknown)” and “73 measures: 41 green, 15
// amber”.
func (r *reading) bracketed(list []int) (parts, bool) {
	for i := 0; i+2 < len(list); i++ {
		open := 0
		for n := list[i] + 1; n < list[i+1]; n++ {
			switch it := r.items[n]; {
			case it.text == "(", it.text == ":", it.text == "–", it.text == "-" && n > list[i]+1:
				open = n
			case openers[it.text]:
				open = n
			case it.text == ",", it.text == ";", it.text == ")":
				open = 0
			}
		}
		if open == 0 || list[i+1]-open > 3 {
			continue
		}
		end := len(list)
		if r.items[open].text == "(" {
			end = i + 1
			for end < len(list) && r.items[list[end]].depth > r.items[list[i]].depth {
				end++
			}
			if !r.fills(open, list[i+1:end]) {
				continue
			}
		}
		if end-i-1 >= 2 {
			return parts{whole: list[i], list: list[i+1 : end], closed: true}, true
		}
	}
	return parts{}, false
}

// fills reports whether brackets hold a list and nothing else: every part is parted by a comma or “and” from the next.
func (r *reading) fills(open int, list []int) bool {
	for i := 1; i < len(list); i++ {
		parted := false
		for n := list[i-1] + 1; n < list[i]; n++ {
			it := r.items[n]
			if it.text == "," || it.text == ";" || it.text == "and" || it.text == "&" || it.text == "plus" {
				parted = true
			}
			if it.text == "of" && n == list[i]-1 || it.text == "out" || it.w != nil {
				return false
			}
		}
		if !parted {
			return false
		}
	}
	return true
}

func (r *reading) closes(s sentence, list []int) bool {
	for n := max(s.from, list[0]-3); n < s.to; n++ {
		if closers[r.wordAt(n)] {
			return true
		}
	}
	return false
}

// ownPeriod reports whether a sentence names no time but the card's own.
func (r *reading) ownPeriod(c *Card, s sentence) bool {
	for n := s.from; n < s.to; n++ {
		if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
			before := n > 0 && (r.wordAt(n-1) == "than" || r.wordAt(n-1) == "on" || r.wordAt(n-1) == "before" || r.wordAt(n-2) == "than")
			if !before {
				return false
			}
		}
	}
	return true
}

// sumClaim adds parts up. Parts that make the whole are a claim that agrees; others are only spoken of where a slip in
// one number explains them and the words leave no room for further parts, or where they are so large that the slip
// cannot be chance.
func (r *reading) sumClaim(c *Card, k int, p parts) (Claim, bool) {
	whole, slack := c.Figure.Value, new(big.Rat)
	subject := Own
	if p.whole >= 0 {
		whole = r.items[p.whole].q.value
		if !c.suits(r.items[p.whole].q) || !c.Figure.says(r.items[p.whole].q) {
			subject = Words
		}
	}
	if p.known != nil {
		whole, subject = p.known.Value, p.subject
	}
	first, last := p.list[0], p.list[len(p.list)-1]
	if p.whole >= 0 {
		first = min(first, p.whole)
	}
	claim := r.claim(Sum, subject, first, last)
	claim.Read = r.added(p.list)
	if p.known != nil {
		claim.Period = p.known.Period
	}
	claim.Pounds = r.items[p.list[0]].q.unit == money
	sum := r.sum(p.list)
	slack = r.slack(p, whole)
	claim.Computed, claim.Stated, claim.Allowed = sum, Digits(whole), around(whole, slack)
	claim.Agrees = claim.Allowed.Holds(sum)
	if claim.Agrees {
		return claim, true
	}
	holds := func() bool {
		w := whole
		if p.whole >= 0 {
			w = r.items[p.whole].q.value
		}
		return r.sum(p.list).Cmp(w) == 0
	}
	var known *Known
	if p.whole < 0 {
		of := c.Figure
		if p.known != nil {
			of = *p.known
		}
		known = &of
		holds = func() bool { return around(of.Value, slack).Holds(r.sum(p.list)) }
	}
	qs := r.quantities(p.list)
	if p.whole >= 0 {
		qs = append(qs, r.items[p.whole].q)
	}
	slip := slipOf(holds, known, qs...)
	if !slip {
		return claim, false
	}
	swapped := false
	for _, q := range qs {
		swapped = swapped || r.swapMends(q, holds)
	}
	return claim, r.sumSure(c, k, p, whole, swapped)
}

// chance is from how large a whole a slip that mends a sum is hardly chance.
const chance = 100

// swapMends reports whether two neighbouring digits of one number changed over make a sum.
func (r *reading) swapMends(q *quantity, holds func() bool) bool {
	was := q.value
	defer func() { q.value = was }()
	for n := 1; n < len(q.digits) && !q.inWords; n++ {
		d := q.digits[:n-1] + q.digits[n:n+1] + q.digits[n-1:n] + q.digits[n+1:]
		v, ok := new(big.Rat).SetString(d)
		if !ok || d == q.digits {
			continue
		}
		if q.value = v.Mul(v, q.step); holds() {
			return true
		}
	}
	return false
}

func (r *reading) sumSure(c *Card, k int, p parts, total *big.Rat, swapped bool) bool {
	s := r.sentences[k]
	small := total.Cmp(whole(chance)) < 0
	about := p.whole >= 0 || r.overlap(c, s.from, s.to) > 0 || len(r.sentences) == 1
	if p.whole < 0 && k > 0 {
		about = about || r.tellsOfOwn(c, s)
	}
	switch {
	case swapped:
		return about || p.closed
	case !about:
		return false
	case p.closed:
		return true
	}
	large := total.Cmp(whole(1000)) >= 0 || len(p.list) == 2
	return !small && large && len(p.list) <= 3 && (p.whole < 0 || len(p.list) == 2)
}

// added writes an addition: “31 + 30 + 4”.
func (r *reading) added(list []int) string {
	said := make([]string, len(list))
	for n, at := range list {
		said[n] = r.said(at)
	}
	return strings.Join(said, " + ")
}

// said is a number in digits, or as it stands where it is an amount of money.
func (r *reading) said(n int) string {
	if q := r.items[n].q; q.unit != money {
		return Digits(q.value)
	}
	return r.show(n)
}

func (r *reading) sum(list []int) *big.Rat {
	sum := new(big.Rat)
	for _, n := range list {
		sum.Add(sum, r.items[n].q.value)
	}
	return sum
}

// slack is how far a sum may be off where its numbers are rounded: by half of their last digit, for each of them.
func (r *reading) slack(p parts, total *big.Rat) *big.Rat {
	slack := new(big.Rat)
	for _, n := range p.list {
		q := r.items[n].q
		if q.scaled || q.unit == money || q.step.Cmp(whole(1)) < 0 {
			slack.Add(slack, new(big.Rat).Mul(q.step, big.NewRat(1, 2)))
		} else if q.round {
			slack.Add(slack, new(big.Rat).Mul(noughts(q), big.NewRat(1, 2)))
		}
	}
	if slack.Sign() > 0 { // the whole is rounded as its parts are
		slack.Add(slack, new(big.Rat).Quo(slack, whole(int64(len(p.list)))))
	}
	return slack
}

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
			if q := r.items[n].q; q != nil && !q.noise && q.unit == percent {
				whole100 = whole100 && q.delta == 0 && !q.base && !q.fraction && q.how == asSaid && !q.target
				list = append(list, n)
			}
			if gradeWords[r.wordAt(n)] {
				grades++
			}
			if w := r.items[n].w; w != nil && c.slotOf(w) != slotOwn {
				whole100 = false
			}
		}
		if grades == 0 && len(list) >= 4 && r.hasWord(s.from, s.to, allWords) {
			grades = 2 // residual makes up 48.7% of all waste, and so on
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
