package claims

import (
	"math/big"

	"chaser/kpi"
)

// end is one end of a change: a number, and how it was said.
type end struct {
	value *big.Rat
	in    Interval
	unit  unit
	text  string
	q     *quantity // nil for the card's
}

func (r *reading) endAt(n int) end {
	q := r.items[n].q
	return end{q.value, q.interval(), q.unit, r.show(n), q}
}

// show is a number as it stands in the text.
func (r *reading) show(n int) string { return r.text[r.items[n].start:r.items[n].end] }

func (c *Card) end(k Known) end {
	u := plain
	switch c.Unit {
	case "percent":
		u = percent
	case "currency":
		u = money
	}
	in := k.interval()
	if c.Unit == kpi.Count && k.Value.IsInt() && !new(big.Rat).Quo(k.Value, whole(10)).IsInt() {
		in = exactly(k.Value) // things are counted exactly, unless they may be rounded to ten
	}
	return end{k.Value, in, u, "", nil}
}

// changeClaim holds a change against its ends: those that the words give, and the card's where the words leave no
// doubt that they mean it.
func (r *reading) changeClaim(c *Card, s sentence, m *move) (Claim, bool) {
	if m.untenable || m.times != nil && m.from < 0 || m.from >= 0 && contains(m.by, m.from) {
		return Claim{}, false
	}
	if m.judged && m.sign == 0 {
		switch c.Direction {
		case kpi.Up:
			m.sign = m.better
		case kpi.Down:
			m.sign = -m.better
		}
	}
	if c.Direction == kpi.Down && r.wordAt(m.at) == "slipped" {
		m.sign = 0 // to the worse, which is up, or down
	}
	if m.from >= 0 && (m.to >= 0 && r.cameAndWentApart(m.from, m.to) || m.to < 0 && r.cameAndWentApart(m.from, r.firstLevel(s))) {
		return Claim{}, false
	}
	if r.passesMark(m) {
		return Claim{}, false
	}
	if m.compared && !c.isOwn(r.items[m.from].q) && !c.isOwn(r.items[m.to].q) {
		return Claim{}, false
	}
	if m.from >= 0 && m.to >= 0 {
		return r.fromTo(c, m)
	}
	if len(m.by) == 0 {
		return r.course(c, s, m)
	}
	return r.fromCard(c, s, m)
}

// fromTo checks “fell from 162.7 to 153.6, six per cent”, which needs no card.
func (r *reading) fromTo(c *Card, m *move) (Claim, bool) {
	a, b := r.endAt(m.from), r.endAt(m.to)
	if counted := a.q.counted && b.unit == plain || b.q.counted && a.unit == plain; !alike(a.unit, b.unit) && !counted {
		return Claim{}, false
	}
	if a.q.target || b.q.target || a.q.fraction || b.q.fraction || a.unit == percent && b.unit == plain && c.Unit != kpi.Percent {
		return Claim{}, false
	}
	claim := r.claim(Change, Words, m.first, m.last)
	claim.Read = a.text + " to " + b.text
	if m.judged && !c.isOwn(b.q) {
		return Claim{}, false // better or worse is the card's to say of its own figure alone
	}
	if sign := b.value.Cmp(a.value); sign != 0 && m.sign != 0 && sign != m.sign && !a.in.Meets(b.in) {
		claim.Kind, claim.Computed, claim.Stated, claim.Rises = Course, b.value, r.items[m.at].text, sign > 0
		return claim, true
	}
	if len(m.by) == 0 {
		claim.Kind, claim.Computed, claim.Agrees = Course, b.value, true
		return claim, true
	}
	return r.byClaim(claim, m, []end{a}, []end{b})
}

// cameAndWentApart reports whether one of two numbers tells what came and the other what went, so that neither changed
// into the other: “88 cases closed against 79 opened”.
func (r *reading) cameAndWentApart(n, m int) bool {
	tells := func(n int, words ...map[string]bool) bool {
		for _, all := range words {
			if r.hasWord(n+1, min(len(r.items), n+4), all) {
				return true
			}
		}
		return false
	}
	if n < 0 || m < 0 || n == m {
		return false
	}
	came := func(n int) bool { return tells(n, inWords, comingWords) }
	went := func(n int) bool { return tells(n, outWords, goingWords) }
	return came(n) && went(m) && !went(n) || went(n) && came(m) && !came(n)
}

// fromCard checks a change of which an end is not said.
func (r *reading) fromCard(c *Card, s sentence, m *move) (Claim, bool) {
	if c.Figure.Value == nil {
		return Claim{}, false
	}
	if claim, ok := r.endSlipped(c, m); ok {
		return claim, true
	}
	if m.level >= 0 && r.items[m.by[0]].q.unit == points && r.items[m.level].q.unit != percent {
		m.level = -1 // points are of a percentage
	}
	if m.level >= 0 && c.Unit == kpi.Percent && r.items[m.by[0]].q.unit == percent && r.givesFigure(c, m.level) {
		m.level = -1 // the share changed, not its whole
	}
	if m.level >= 0 && r.items[m.level].q.unit == length && !r.items[m.level].q.counted && !r.items[m.level].q.measure && !r.sameMeasure(m.from, m.level) {
		m.level = -1 // a limit of time
	}
	if part := r.partOf(m.level); c.Unit != kpi.Percent && part >= 0 && (c.isOwn(r.items[part].q) || r.endsExactly(m, part)) {
		m.level = part // three of our 24 sites, two fewer than in Q1
	}
	if m.from < 0 && m.level >= 0 && r.wordAt(m.level-1) == "was" && (r.markAt(m.level-2) == "," || r.markAt(m.level-2) == "(") {
		return Claim{}, false // pre-app 66%, was 62% in April so +4 points
	}
	own := c.end(c.Figure)
	tos := []end{}
	aboutOwn := false
	switch {
	case m.to >= 0:
		tos = append(tos, r.endAt(m.to))
	case m.level >= 0 && r.closeLevel(m):
		tos = append(tos, r.endAt(m.level))
		if c.suits(r.items[m.level].q) && m.from >= 0 {
			tos = append(tos, own)
		}
	case m.level >= 0 && m.from < 0:
		if !c.Figure.says(r.items[m.level].q) || !c.suits(r.items[m.level].q) {
			return Claim{}, false
		}
		tos = append(tos, own)
	case m.level >= 0:
		if !c.isOwn(r.items[m.level].q) {
			if r.fromBracket(m) {
				if m.judged {
					m.sign = 0 // which way is better the card says of its own figure alone
				}
				return r.fromSaid(c, s, m, append(tos, r.endAt(m.level)), false)
			}
			return Claim{}, false
		}
		return r.fromSaid(c, s, m, append(tos, own), true)
	case r.levelOfOther(c, m), r.takesUpOther(c, s, r.items[m.by[0]].q):
		return Claim{}, false
	default:
		tos, aboutOwn = append(tos, own), true
		if less, ok := r.lessTakenOut(c, s); ok {
			tos = append(tos, less)
		}
	}
	if m.to >= 0 || m.level >= 0 {
		q := tos[0].q
		aboutOwn = q == nil || c.suits(q) && c.Figure.says(q)
	}
	if claim, ok := r.levelSlipped(c, m, tos); ok {
		return claim, true
	}
	if m.from >= 0 {
		return r.fromSaid(c, s, m, tos, aboutOwn)
	}
	return r.fromBase(c, s, m, tos, aboutOwn)
}

// levelOfOther reports whether a change starts from a number that the card does not have, behind a level that it does
// not have either: “pre-app 66% in time, was 62% in April so +4 points”.
func (r *reading) levelOfOther(c *Card, m *move) bool {
	if m.from < 0 || !c.suits(r.items[m.from].q) || c.knows(r.items[m.from].q) {
		return false
	}
	for n := m.from - 1; n >= r.sentences[r.sentenceOf(m.from)].from; n-- {
		if q := r.items[n].q; q != nil && !q.noise && q.delta == 0 && !q.target && c.suits(q) {
			return !c.knows(q) && !c.isOwn(q)
		}
	}
	return false
}

// endsExactly reports whether a change leads from where it starts to a number: “187 of the 304, down by 26 from 213”.
func (r *reading) endsExactly(m *move, n int) bool {
	if m.from < 0 || len(m.by) == 0 {
		return false
	}
	by := new(big.Rat).Mul(r.items[m.by[0]].q.value, whole(int64(m.sign)))
	return by.Add(by, r.items[m.from].q.value).Cmp(r.items[n].q.value) == 0
}

// fromSaid checks “up 9.1% from 61,390”.
func (r *reading) fromSaid(c *Card, s sentence, m *move, tos []end, aboutOwn bool) (Claim, bool) {
	a := r.endAt(m.from)
	if a.q.fraction || (a.q.target && !aboutOwn) {
		return Claim{}, false
	}
	if a.unit == percent {
		r.asPoints(c, m)
	}
	fits := tos[:0:0]
	for _, b := range tos {
		if b.unit == a.unit || a.unit == plain || b.unit == plain {
			fits = append(fits, b)
		}
	}
	if len(fits) == 0 {
		return Claim{}, false
	}
	if r.sameNumber(m.from, m.level) && fits[0].q != nil {
		fits = fits[:1] // 286, compared with 286 the year before, 53 fewer
	}
	claim := r.claim(Change, Words, m.first, m.last)
	if fits[0].q == nil {
		claim.Subject = Own
	}
	claim, ok := r.byClaim(claim, m, []end{a}, fits)
	if !ok || claim.Agrees {
		return claim, ok
	}
	known := c.Previous.says(a.q) || c.YearAgo.says(a.q)
	if claim.Subject == Words && (known || aboutOwn || r.sameNumber(m.from, m.level)) {
		return claim, true
	}
	if claim.Subject == Own && known {
		return claim, true
	}
	levelled := m.level >= 0 && aboutOwn
	if levelled && m.from-m.by[len(m.by)-1] <= 3 && a.unit != length {
		return claim, true
	}
	meant := r.overlap(c, s.from, s.to) > 0 || r.leads(c, s, m) || levelled || claim.Subject == Words || len(r.sentences) == 1
	if !meant {
		return claim, false
	}
	slip := slipOf(func() bool {
		again := a
		again.value, again.in = a.q.value, a.q.interval()
		done, ok := r.byClaim(claim, m, []end{again}, fits)
		return ok && done.Agrees
	}, nil, append(r.quantities(m.by), a.q)...)
	return claim, slip
}

// countsUnderRate reports whether a step is of whole things under a rate that is no whole number: “seven fewer young
// women”.
func (r *reading) countsUnderRate(c *Card, m *move) bool {
	q := r.items[m.by[0]].q
	return c.Unit == kpi.Ratio && c.Figure.Step.Cmp(whole(1)) < 0 && q.unit == plain && q.step.Cmp(whole(1)) >= 0
}

// sameMeasure reports whether two numbers are lengths of time in one measure.
func (r *reading) sameMeasure(a, b int) bool {
	return a >= 0 && b >= 0 && r.items[a].q.unit == length && r.items[b].q.unit == length && r.items[a].q.of == r.items[b].q.of
}

// closeLevel reports whether the number before a change is what changed: no “and” or “while” stands between, and
// nothing that is counted, such as what some of it is of.
func (r *reading) closeLevel(m *move) bool {
	if depth := r.items[m.level].depth; r.items[m.first].depth > depth && r.items[m.at].depth <= depth {
		return false // refunds 640 (581 in Q1) and postage up 12%
	}
	for n := m.level + 1; n < m.first; n++ {
		switch it := r.items[n]; it.text {
		case "but", "while", "with", "whilst", "including", "where", "when", ":":
			return false
		case "and":
			if r.wordAt(n-2) != "to" && r.wordAt(n-3) != "to" { // it took 31 weeks to look at and settle a claim
				return false
			}
		case "of":
			if w := r.wordAt(n + 1); r.items[m.level].q.unit == percent || w == "which" || w == "whom" || w == "these" || w == "those" || w == "them" {
				return false
			}
		default:
			if it.depth > r.items[m.level].depth && (it.q != nil || it.w != nil) {
				return false
			}
		}
	}
	return m.first-m.level <= 14
}

func (r *reading) claim(k Kind, s Subject, from, to int) Claim {
	quote, start, stop := r.quote(from, to)
	return Claim{Kind: k, Subject: s, Quote: quote, Start: start, End: stop}
}

// byLikeSlip reports whether a step is written as the right one may be with a slip, or is how far the card's figure is
// from an earlier one, so that what it starts from has slipped.
func (r *reading) byLikeSlip(c *Card, m *move, claim Claim) bool {
	if r.sameNumber(m.from, m.to) {
		return true
	}
	for _, n := range m.by {
		q := r.items[n].q
		for _, k := range []Known{c.Previous, c.YearAgo} {
			if k.Value != nil && c.Figure.Value != nil && r.stepMeets(c, q, c.end(c.Figure).in, k.Value) {
				return m.from >= 0 && likeSlip(r.items[m.from].q, k.Value)
			}
		}
		if q.value.Cmp(new(big.Rat).Abs(claim.Computed)) == 0 || (q.inWords || len(q.digits) > 1) && likeSlip(q, claim.Computed) {
			return true
		}
	}
	return false
}
