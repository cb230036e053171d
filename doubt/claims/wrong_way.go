package claims

import (
	"math/big"

	"chaser/kpi"
)

// wrongWay finds a step that is as long as the way from the card's number to its figure, and goes the other way: “1,260
// places filled, 155 fewer than October 2021”, “31,480 subscribers, 480 short of target for the year”. Its length shows
// what it is from, which the words may leave open.
func (r *reading) wrongWay(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if claim, ok := r.wayOfMove(c, s, m); ok && !r.saysRightWay(m) && !r.earlierWas(c, s, m.at) {
				all = append(all, claim)
			}
		}
		own := -1
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			switch {
			case q == nil || q.noise:
			case q.delta == 0 && !q.target && c.isOwn(q):
				own = n
			case q.delta == 0 && !r.isStep(s, n) && c.suits(q):
				own = -1 // it goes on about another
			case own >= 0 && n-own <= reach && q.telling() > 1 && q.how == asSaid && !q.inWords:
				if claim, ok := r.wayClaim(c, s, n); ok {
					all = append(all, claim)
				}
			}
		}
	}
	return all
}

// wayAt is which way the words right behind a number say that it goes: +1 up, −1 down, 0 where they do not.
func (r *reading) wayAt(s sentence, n int) int {
	w := r.wordAt(n + 1)
	if n+1 >= s.to || w == "off" || w == "behind" || w == "ahead" || (w == "over" || w == "under") && !isTarget[r.wordAt(n+2)] && (!betweenWords[r.wordAt(n+2)] || !isTarget[r.wordAt(n+3)]) {
		return 0 // £12k under budget
	}
	if _, judged := betterWords[w]; judged {
		return 0
	}
	return besideWords[w]
}

func (r *reading) wayClaim(c *Card, s sentence, n int) (Claim, bool) {
	q, way := r.items[n].q, r.wayAt(s, n)
	if way == 0 || r.earlierWas(c, s, n+1) || q.unit == percent && c.Unit != kpi.Percent {
		return Claim{}, false
	}
	own := c.end(c.Figure).in
	wrong := Nothing
	for _, of := range []Subject{Previous, YearAgo, Target} {
		k := c.numberOf(of)
		if k.Value == nil || !r.stepMeets(c, q, own, k.Value) {
			continue
		}
		if c.Figure.Value.Cmp(k.Value) == way {
			return Claim{}, false
		}
		if r.mayBeFrom(c, s, n, of) {
			wrong = of
		}
	}
	if wrong == Nothing {
		return Claim{}, false
	}
	k := c.numberOf(wrong)
	claim := r.sayStep(c, k, false)(n)
	claim.Quote, claim.Start, claim.End = r.quote(n, n+1)
	claim.Stated, claim.Allowed = r.show(n)+" "+r.wordAt(n+1), exactly(new(big.Rat).Mul(q.value, whole(int64(way))))
	return claim, true
}

// wayOfMove finds a change that names the time that it is measured from, is as long as the card's figure is from what
// it was then, and goes the other way, whatever it is said of: “the backlog has increased by 27 since last quarter”.
func (r *reading) wayOfMove(c *Card, s sentence, m *move) (Claim, bool) {
	if len(m.by) != 1 || m.base == nil || m.from >= 0 || m.to >= 0 || m.judged || m.sign == 0 || m.level >= 0 && !c.isOwn(r.items[m.level].q) {
		return Claim{}, false
	}
	n := m.by[0]
	q := r.items[n].q
	k, subject := c.knownAt(c.slotOf(m.base))
	if subject == Own || k.Value == nil || q.telling() < 2 || q.how != asSaid || q.unit == percent && c.Unit != kpi.Percent || r.ofOther(c, s, m) {
		return Claim{}, false
	}
	by := new(big.Rat).Sub(c.Figure.Value, k.Value)
	if by.Sign() != -m.sign || by.Abs(by).Cmp(q.value) != 0 || c.Unit == kpi.Percent && q.unit == plain && r.hasWord(n+1, min(s.to, n+3), comingWords) {
		return Claim{}, false
	}
	claim := r.sayStep(c, k, false)(n)
	claim.Quote, claim.Start, claim.End = r.quote(m.first, m.last)
	claim.Stated, claim.Allowed = r.show(n)+" "+r.wordAt(m.at), exactly(new(big.Rat).Mul(q.value, whole(int64(m.sign))))
	return claim, true
}

// saysRightWay reports whether another change of the commentary is as long, and goes the other way: “down 12, although
// referrals increased by 12”.
func (r *reading) saysRightWay(m *move) bool {
	for _, moves := range r.moves {
		for _, o := range moves {
			if o != m && len(o.by) > 0 && o.sign == -m.sign && r.items[o.by[0]].q.value.Cmp(r.items[m.by[0]].q.value) == 0 {
				return true
			}
		}
	}
	return false
}

// mayBeFrom reports whether the words behind a step can mean one of the card's numbers: they name its time, or one that
// may be it, or for the target a target.
func (r *reading) mayBeFrom(c *Card, s sentence, n int, of Subject) bool {
	named, target := slotNone, false
	for i := n + 1; i < min(s.to, n+9); i++ {
		it := r.items[i]
		if it.q != nil || it.text == "," || it.text == ";" || conjunctions[it.text] {
			break
		}
		if it.kind == wordItem && (it.text == "national" || it.text == "england" || yardsticks[it.text] != "") {
			return false
		}
		target = target || it.kind == wordItem && isTarget[it.text]
		if it.w != nil && named == slotNone {
			if named = c.slotOf(it.w); named == slotUnsure || named == slotOther {
				if likely := c.likelySlot(it.w); likely != slotUnsure {
					named = likely
				} else if it.w.year != 0 && c.numberOf(of).Period.Start().Year != it.w.year {
					return false
				}
			}
		}
	}
	switch of {
	case Target:
		return target
	case Previous:
		return !target && (named == slotPrevious || named == slotNone)
	}
	return !target && (named == slotYearAgo || named == slotUnsure || named == slotOther)
}
