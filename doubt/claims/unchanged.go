package claims

import (
	"math/big"

	"chaser/kpi"
)

// unchanged checks that the figure is said to be what it was: “the same as last year”, “unchanged from Q1”, “no change
// on last quarter”. It speaks where it is said of the figure, of a time that the card knows.
func (r *reading) unchanged(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			last := r.sameAs(s, n)
			if last < 0 || !r.saidOfOwn(c, s, n) && !r.staysAt(c, last) || r.howManyStay(c, s, n) {
				continue
			}
			w := r.baseAt(last)
			at := c.slotOf(w)
			if at == slotUnsure {
				at = c.likelySlot(w)
			}
			known, subject := c.knownAt(at)
			if known.Value == nil || subject == Own {
				continue
			}
			claim := r.claim(Course, Own, n, last)
			claim.Read = Digits(known.Value) + " to " + Digits(c.Figure.Value)
			claim.Computed, claim.Stated, claim.Rises = new(big.Rat).Set(c.Figure.Value), claim.Quote, c.Figure.Value.Cmp(known.Value) > 0
			apart := new(big.Rat).Sub(c.Figure.Value, known.Value)
			apart.Abs(apart)
			claim.Agrees = apart.Cmp(c.Figure.Step) <= 0 || r.loosely(n) && near(known.Value, c.Figure.Value)
			sure := c.slotOf(w) != slotUnsure || c.Previous.Value != nil && c.Previous.Value.Cmp(c.Figure.Value) == 0 // or all of last year is meant
			if claim.Agrees || !r.loosely(n) && sure {
				return []Claim{claim}
			}
		}
	}
	return nil
}

// howManyStay reports whether it is a number of things that stays under a card of a percentage: “the share fell,
// although the number sent is the same as last year”.
func (r *reading) howManyStay(c *Card, s sentence, n int) bool {
	if c.Unit != kpi.Percent || c.titleHas(numberWords) {
		return false
	}
	for i := n - 1; i >= max(s.from, n-8) && r.items[i].kind != markItem && !ownClause[r.items[i].text]; i-- {
		if numberWords[r.wordAt(i)] {
			return true
		}
	}
	return false
}

var numberWords = set("number", "numbers", "volume", "volumes")

// sameAs is the place of the time behind “the same as”, “unchanged from” and “no change on”; −1 where none is said.
func (r *reading) sameAs(s sentence, n int) int {
	at := -1
	switch r.wordAt(n) {
	case "same":
		if r.wordAt(n+1) == "as" {
			at = n + 2
		}
	case "unchanged":
		if w := r.wordAt(n + 1); w == "from" || w == "on" || w == "since" {
			at = n + 2
		}
	case "change":
		if w := r.wordAt(n + 1); r.wordAt(n-1) == "no" && (w == "from" || w == "on" || w == "since") {
			at = n + 2
		}
	}
	for ; at >= 0 && at < s.to && (r.wordAt(at) == "in" || r.wordAt(at) == "the" || r.wordAt(at) == "at" || r.wordAt(at) == "for"); at++ {
	}
	if at < 0 || at >= s.to || r.items[at].w == nil {
		return -1
	}
	return at
}

// staysAt reports whether the words say where a number stays, and that is what it was: “unchanged on last month at
// 4.2%”.
func (r *reading) staysAt(c *Card, last int) bool {
	q := r.quantityAt(last + 2)
	if _, said := r.firstOwn(c); said {
		return false
	}
	return r.wordAt(last+1) == "at" && q != nil && !q.noise && q.how == asSaid && c.suits(q) && c.Previous.stands(q) && !c.Figure.says(q) && q.telling() > 1
}

// loosely reports whether a word makes “the same” a rough one.
func (r *reading) loosely(n int) bool {
	for i := n - 1; i >= max(0, n-3); i-- {
		switch r.wordAt(i) {
		case "about", "almost", "nearly", "much", "broadly", "roughly", "virtually", "around", "little", "not":
			return true
		}
	}
	return false
}
