package claims

import (
	"math/big"

	"chaser/kpi"
)

// extremesOfCard checks a figure that is called the best or the highest of a time that reaches back beyond what the
// card has, against what it has: “our best quarter since 2019-20” under 94.1% after 95.0%.
func (r *reading) extremesOfCard(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	title := c.titleStems()
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			sign := c.extreme(r.wordAt(n))
			if sign == 0 || !r.calledExtreme(c, s, n) {
				continue
			}
			to, from := r.reachesBack(title, s, n)
			if to < 0 {
				continue
			}
			for _, k := range []Known{c.Previous, c.YearAgo} {
				if k.Value == nil || k.Value.Cmp(c.Figure.Value) != sign || k.interval().Meets(c.Figure.interval()) || !from.before(k.Period) {
					continue
				}
				claim := r.claim(Course, Own, n, to)
				claim.Computed, claim.Stated, claim.Rises = k.Value, claim.Quote, sign < 0
				claim.Read, claim.Period = c.shown(k.Value)+" to "+c.shown(c.Figure.Value), k.Period
				return []Claim{claim}
			}
		}
	}
	return nil
}

// shown is a number in the card's unit.
func (c *Card) shown(v *big.Rat) string {
	if c.Unit == kpi.Percent {
		return Digits(v) + "%"
	}
	return Digits(v)
}

// notAlone come before “best” where others are better or as good.
var notAlone = set("second", "third", "joint", "next", "among", "not", "of", "other", "fourth", "nearly", "almost", "previous")

// calledExtreme reports whether a sentence says nothing but of the figure that it is the best.
func (r *reading) calledExtreme(c *Card, s sentence, n int) bool {
	if r.wordAt(n) == "most" && r.wordAt(n-1) != "the" && r.wordAt(n-1) != "our" {
		return false // most have waited since 2019
	}
	title := c.titleStems()
	for i := s.from; i < n; i++ {
		it := r.items[i]
		if it.w != nil && c.slotOf(it.w) != slotOwn || notAlone[it.text] || it.q != nil && !it.q.noise && !c.isOwn(it.q) || r.strange(title, i) {
			return false
		}
	}
	return true
}

// reachBack is how far back “best” is said to reach: to a year, or as far as there are any (0), or some years.
type reachBack struct{ year, years int }

// before reports whether the time reaches back to before a period.
func (b reachBack) before(p kpi.Period) bool { return b.years > 1 || b.year+1 < p.Start().Year }

// extremeNames may stand between “best” and the time that it reaches back to.
var extremeNames = set("quarter", "quarterly", "performance", "performances", "figure", "number", "level", "result", "results", "rate", "score", "total", "it", "has",
	"been", "we", "have", "had", "recorded", "seen", "achieved", "reported", "ever")

// reachesBack reads “since 2019”, “in three years” or “on record” behind “best”, and is where it ends; −1 where there
// is none, or where anything else is named.
func (r *reading) reachesBack(title []string, s sentence, n int) (int, reachBack) {
	for i := n + 1; i < min(s.to, n+9); i++ {
		w, next := r.wordAt(i), r.items[min(i+1, len(r.items)-1)]
		switch {
		case w == "on" && next.text == "record":
			return r.endsExtreme(title, s, i+1), reachBack{}
		case w == "since" && next.w != nil && next.w.rel == named && next.w.year > 0:
			return r.endsExtreme(title, s, i+1), reachBack{year: next.w.year}
		case (w == "in" || w == "for") && next.q != nil && next.q.unit == length && next.q.of == "years" && next.q.how != beneath && next.q.value.Cmp(whole(2)) >= 0:
			return r.endsExtreme(title, s, i+1), reachBack{years: 2}
		case !extremeNames[w] && !isStem(title, w) || w == "":
			return -1, reachBack{}
		}
	}
	return -1, reachBack{}
}

// endsExtreme is an item where nothing is named behind it up to the end of its clause; −1 elsewhere.
func (r *reading) endsExtreme(title []string, s sentence, at int) int {
	for i := at + 1; i < s.to && r.items[i].kind != markItem && !conjunctions[r.items[i].text]; i++ {
		if r.strange(title, i) || r.items[i].q != nil || r.items[i].w != nil || r.wordAt(i) == "for" || r.wordAt(i) == "in" || r.wordAt(i) == "by" {
			return -1
		}
	}
	return at
}
