package claims

import "chaser/kpi"

// refersWords take up the figure behind an earlier number, with a verb behind them: “so this is an increase”.
var (
	refersWords = set("this", "that", "it", "figure", "result")
	refersVerbs = set("is", "was", "represents", "represented", "shows", "marks", "constitutes", "gives", "equates", "amounts", "means", "makes", "reflects")
)

// earlierFirst checks a change that is said of the figure behind the one number that it is measured from: “Last year
// 22 were upheld, so this is a significant increase (50%)”. The words between name no other thing than the title, or
// the number is the card's for that time, so that the change need not be nearly right.
func (r *reading) earlierFirst(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		at := r.refersAt(s)
		if at < 0 {
			continue
		}
		m, ok := r.stepReferred(s, at)
		if !ok {
			continue
		}
		from, slot := r.onlyEarlier(c, s, at)
		if from < 0 || r.timedOtherwise(c, s, m.last+1, slot) || k > 0 && r.tellsOtherLevel(c, r.sentences[k-1]) {
			continue
		}
		if claim, ok := r.earlierClaim(c, s, m, from, slot, at); ok {
			all = append(all, claim)
		}
	}
	return all
}

// refersAt is the place behind “so this is”, which takes up the figure in a sentence that began with something else; −1
// where there is none.
func (r *reading) refersAt(s sentence) int {
	for n := s.from + 3; n+2 < s.to; n++ {
		if !refersWords[r.wordAt(n)] || !refersVerbs[r.wordAt(n+1)] || r.items[n].depth > 0 {
			continue
		}
		if before := r.items[n-1]; before.text == "," || before.text == ";" || before.text == "–" || before.text == "and" || resultWords[before.text] {
			return n + 2
		}
	}
	return -1
}

// stepReferred reads a change and how much from an item on: “a significant increase (50%)”, “a fall of 12 (9%)”.
func (r *reading) stepReferred(s sentence, at int) (*move, bool) {
	for n := at; n < min(s.to, at+8) && (r.items[n].kind == wordItem && !notSaid[r.wordAt(n)] || r.items[n].q != nil); n++ {
		w := r.wordAt(n)
		how, better := changeWords[w], betterWords[w]
		if !how.noun && !judgedNouns[w] || comparatives[w] {
			continue
		}
		m := &move{at: n, sign: how.sign, judged: judgedNouns[w], better: better, from: -1, to: -1, level: -1, first: at, last: n}
		switch of := r.wordAt(n + 1); {
		case r.quantityAt(n-1) != nil && n-1 >= at:
			m.by = []int{n - 1}
		case adjectives[r.wordAt(n-1)] && r.quantityAt(n-2) != nil && n-2 >= at:
			m.by = []int{n - 2}
		case (of == "of" || of == "by" || r.markAt(n+1) == "(") && n+2 < s.to && r.quantityAt(n+2) != nil:
			m.by = []int{n + 2}
			m.last = n + 2
		default:
			return nil, false
		}
		for i := at; i < n; i++ {
			if r.items[i].q != nil && !contains(m.by, i) {
				return nil, false
			}
		}
		by := r.items[m.by[0]].q
		ok := !by.noise && !by.fraction && !by.target && by.value.Sign() > 0 && (r.markAt(n+1) != "(" || m.last == n || r.markAt(n+3) == ")")
		if next := m.last + 2; ok && r.markAt(m.last+1) == "(" && r.markAt(next+1) == ")" && next+1 < s.to && r.quantityAt(next) != nil && by.unit != percent {
			m.by, m.last = append(m.by, next), next+1
		}
		return m, ok
	}
	return nil, false
}

// notSaid stand between “this is” and a change that is no statement of how far the figure moved: “on course for a
// reduction of 2%”, “part of a fall”.
var notSaid = set("on", "for", "with", "towards", "toward", "to", "in", "of", "from", "at", "because", "due", "not", "despite", "after", "before", "likely",
	"expected", "forecast", "projected", "where", "when", "why", "how", "if", "no", "about", "against")

// onlyEarlier is the place of the one number before an item, which is of the card's unit and of an earlier time that
// the words name; −1 where anything else is counted.
func (r *reading) onlyEarlier(c *Card, s sentence, before int) (int, slot) {
	at, timed := -1, (*when)(nil)
	for n := s.from; n < before; n++ {
		switch it := r.items[n]; {
		case it.w != nil:
			if timed != nil {
				return -1, slotNone
			}
			timed = it.w
		case it.q != nil && !it.q.noise:
			q := it.q
			if at >= 0 || q.how != asSaid || q.fraction || q.target || q.delta != 0 || !c.suits(q) || q.value.Sign() <= 0 {
				return -1, slotNone
			}
			at = n
		case isTarget[it.text], limitNames[it.text], yardsticks[it.text] != "", partialWords[it.text]:
			return -1, slotNone
		}
	}
	of := c.slotOf(timed)
	if known, _ := c.knownAt(c.likelySlot(timed)); of == slotUnsure && at >= 0 && known.Value != nil && known.says(r.items[at].q) {
		of = c.likelySlot(timed)
	}
	if at < 0 || of == slotOwn || of == slotNone {
		return -1, slotNone
	}
	return at, of
}

// timedOtherwise reports whether what follows a change names another time than that of its base, or counts anything, or
// names another thing than the title.
func (r *reading) timedOtherwise(c *Card, s sentence, from int, of slot) bool {
	for n := from; n < s.to; n++ {
		it := r.items[n]
		if conjunctions[it.text] || it.text == ";" || it.text == "," || it.text == "–" || reasonWords[it.text] {
			return false
		}
		if it.q != nil && !it.q.noise || it.w != nil && c.slotOf(it.w) != of || r.strange(c.titleStems(), n) {
			return true
		}
	}
	return false
}

// tellsOtherLevel reports whether a sentence ends with a level of the card's unit that is none of the card's, so that
// “this” may be that one.
func (r *reading) tellsOtherLevel(c *Card, s sentence) bool {
	for n := s.to - 1; n >= s.from; n-- {
		if q := r.items[n].q; q != nil && !q.noise && q.delta == 0 && !q.target && c.suits(q) {
			return !c.isOwn(q)
		}
	}
	return false
}

// earlierClaim holds the change from the earlier number to the figure.
func (r *reading) earlierClaim(c *Card, s sentence, m *move, from int, of slot, refers int) (Claim, bool) {
	a, own := r.endAt(from), c.end(c.Figure)
	if m.judged {
		m.sign = m.better * c.upward()
	}
	if by := r.items[m.by[0]].q; c.Unit == kpi.Percent && by.unit == percent && r.markAt(m.by[0]-1) == "(" {
		return Claim{}, false // a slight decrease (85%) may be the rate
	}
	claim := r.claim(Change, Words, min(from, m.first), max(from, m.last))
	claim.Subject = Own
	claim, ok := r.byClaim(claim, m, []end{a}, []end{own})
	if !ok || claim.Agrees {
		return claim, ok
	}
	known, _ := c.knownAt(of)
	if known.Value != nil && known.says(a.q) {
		return claim, true
	}
	if of == slotUnsure || of == slotOther || known.Value == nil && len(digitsOf(c.Figure)) < 2 || r.namesOther(c, s, refers) {
		return claim, slipOf(func() bool {
			again := a
			again.value, again.in = a.q.value, a.q.interval()
			done, ok := r.byClaim(claim, m, []end{again}, []end{own})
			return ok && done.Agrees
		}, nil, append(r.quantities(m.by), a.q)...) && r.items[m.by[0]].q.telling() > 1
	}
	return claim, true
}

// namesOther reports whether a sentence names another thing than the title before an item.
func (r *reading) namesOther(c *Card, s sentence, before int) bool {
	title := c.titleStems()
	for n := s.from; n < before; n++ {
		if r.strange(title, n) {
			return true
		}
	}
	return false
}

// upward is +1 where a figure should rise, −1 where it should fall, 0 where neither is better.
func (c *Card) upward() int {
	switch c.Direction {
	case kpi.Up:
		return 1
	case kpi.Down:
		return -1
	}
	return 0
}
