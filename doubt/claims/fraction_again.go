package claims

import (
	"math/big"

	"chaser/kpi"
)

// fractionsAgain checks a fraction in words that says the card's percentage roughly: the one that begins the
// commentary, “Just under three quarters pay by direct debit”, and the one before the figure in brackets, “About one in
// twelve people (8.2 per cent) had a job”.
func (r *reading) fractionsAgain(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return nil
	}
	for k, s := range r.sentences {
		n := r.firstLevel(s)
		if n < 0 || !r.items[n].q.fraction || n > s.from+2 || r.items[n].q.how == above || r.items[n].q.how == beneath {
			continue
		}
		q := r.items[n].q
		last := r.figureInBrackets(c, s, n)
		begins := k == 0 && r.namesOnlyTitle(c, s, n)
		if last < 0 && !begins {
			continue
		}
		claim := r.claim(Share, Own, n, max(n, last))
		claim.Read, claim.Computed, claim.PerCent = r.show(n), q.value, true
		claim.Stated, claim.Allowed = Digits(c.Figure.Value)+"%", widerFraction(q)
		claim.Agrees = claim.Allowed.Holds(c.Figure.Value)
		return []Claim{claim}
	}
	return nil
}

// widerFraction is what a fraction in words may be said of, with room: nobody reckons with “two thirds”.
func widerFraction(q *quantity) Interval {
	in := q.interval()
	by := whole(3)
	if q.value.Cmp(whole(20)) < 0 {
		by = new(big.Rat).Quo(q.value, whole(8))
	}
	return Interval{new(big.Rat).Sub(in.Low, by), new(big.Rat).Add(in.High, by)}
}

// figureInBrackets is the place of the card's percentage in brackets behind a fraction in its sentence, with no other
// number before it; −1 where there is none.
func (r *reading) figureInBrackets(c *Card, s sentence, n int) int {
	for i := n + 1; i < min(s.to, n+10); i++ {
		q := r.items[i].q
		if q == nil || q.noise {
			continue
		}
		if q.unit == percent && !q.fraction && r.markAt(i-1) == "(" && r.markAt(i+1) == ")" && c.isOwn(q) {
			return i
		}
		return -1
	}
	return -1
}

// namesOnlyTitle reports whether the clause behind a number names what the title does and next to nothing else, of no
// other time.
func (r *reading) namesOnlyTitle(c *Card, s sentence, n int) bool {
	title := c.titleStems()
	strange, named := 0, 0
	for i := n + 1; i < min(s.to, n+12); i++ {
		it := r.items[i]
		if it.kind == markItem || it.q != nil && !it.q.noise || conjunctions[it.text] || comparesWords[it.text] {
			break
		}
		switch {
		case it.w != nil && c.slotOf(it.w) != slotOwn, it.text == "who", it.text == "whom", it.text == "late", unmetWords[it.text]:
			return false
		case isStem(title, it.text):
			named++
		case r.strange(title, i) && len(it.text) > 3:
			strange++
		}
	}
	return named >= 2 && strange == 0
}
