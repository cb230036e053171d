package claims

import (
	"math/big"
)

// multiples are the words that say how many times as large a number became: doubled, halved.
var multiples = map[string]*big.Rat{"doubled": whole(2), "doubling": whole(2), "double": whole(2), "twice": whole(2), "trebled": whole(3),
	"tripled": whole(3), "treble": whole(3), "triple": whole(3), "quadruple": whole(4), "trebling": whole(3), "tripling": whole(3), "quadrupled": whole(4), "halved": big.NewRat(1, 2), "halving": big.NewRat(1, 2)}

// countedTwice come before “twice” where it is a mistake and no change: “10 that had been counted twice”.
var countedTwice = set("counted", "recorded", "entered", "listed", "reported", "registered", "more")

// ofThree come behind “triple” where it is a kind of thing: “triple glazing”.
var ofThree = set("glazing", "glazed", "lock", "aim", "yellow", "jab", "award", "awards", "bottom", "jump", "shift", "checked", "rooms", "room", "bunk", "bins")

// nearTo come before “to double” where that is no aim: “close to double the 120 of Q1”.
var nearTo = set("close", "equal", "equivalent", "equates", "amounts", "up", "compared", "nearer", "closer", "rose", "risen", "grew", "grown")

// timesAt is how many times as large a word says that a number became; nil where it says none.
func (r *reading) timesAt(n int) *big.Rat {
	if countedTwice[r.wordAt(n-1)] || ofThree[r.wordAt(n+1)] || r.wordAt(n-1) == "to" && !nearTo[r.wordAt(n-2)] {
		return nil
	}
	return multiples[r.wordAt(n)]
}

// multiples checks “trebled from 130 to 260” and “has doubled since last year”.
func (r *reading) multiples(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if m.times == nil {
				continue
			}
			if claim, ok := r.multipleClaim(c, s, m); ok {
				all = append(all, claim)
			}
		}
	}
	return all
}

func (r *reading) multipleClaim(c *Card, s sentence, m *move) (Claim, bool) {
	var from, to end
	subject := Words
	switch {
	case m.from >= 0 && m.to >= 0:
		from, to = r.endAt(m.from), r.endAt(m.to)
	case m.from >= 0 && m.level >= 0 && c.isOwn(r.items[m.level].q):
		from, to = r.endAt(m.from), r.endAt(m.level)
	case m.from >= 0 && m.to < 0 && m.level < 0 && c.Figure.Value != nil && (c.Previous.says(r.items[m.from].q) || c.YearAgo.says(r.items[m.from].q)) && r.leads(c, s, m):
		from, to, subject = r.endAt(m.from), c.end(c.Figure), Own
	case m.base != nil && c.Figure.Value != nil && r.saidOfOwn(c, s, m.first) && r.goesOn(c, m):
		known, _ := c.knownAt(c.slotOf(m.base))
		if known.Value == nil || c.slotOf(m.base) == slotOwn {
			return Claim{}, false
		}
		from, to, subject = c.end(known), c.end(c.Figure), Own
	default:
		return Claim{}, false
	}
	if from.unit != to.unit && from.unit != plain && to.unit != plain || from.value.Sign() <= 0 {
		return Claim{}, false
	}
	claim := r.claim(Multiple, subject, m.first, m.last)
	claim.Computed = new(big.Rat).Quo(to.value, from.value)
	claim.Read = either(from.text, from.value) + " to " + either(to.text, to.value)
	claim.Stated = r.saidMultiple(m)
	claim.Allowed = multipleAllows(m.times, r.wordAt(m.at-1), r.wordAt(m.at-2))
	claim.Agrees = claim.Allowed.Holds(claim.Computed)
	return claim, true
}

// saidMultiple is the word with what qualifies it.
func (r *reading) saidMultiple(m *move) string {
	if qualified := r.wordAt(m.at - 1); qualified == "than" || qualified == "nearly" || qualified == "almost" || qualified == "over" {
		from := m.at - 1
		if qualified == "than" {
			from--
		}
		return r.text[r.items[from].start:r.items[m.at].end]
	}
	return r.show(m.at)
}

// multipleAllows is what a multiple lets the ratio be: “doubled” is said of 1.85 times as much, and “more than doubled”
// of any more than twice.
func multipleAllows(times *big.Rat, before, second string) Interval {
	part := func(n int64) *big.Rat { return new(big.Rat).Mul(times, big.NewRat(n, 100)) }
	switch {
	case (before == "than" && second == "more" || before == "over") && times.Cmp(whole(1)) > 0:
		return Interval{part(99), nil}
	case before == "than" && second == "more":
		return Interval{nil, part(101)}
	case (before == "nearly" || before == "almost" || before == "virtually") && times.Cmp(whole(1)) > 0:
		return Interval{part(80), part(103)}
	case before == "nearly" || before == "almost" || before == "virtually":
		return Interval{part(97), part(122)}
	}
	return Interval{part(85), part(120)}
}
