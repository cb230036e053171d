package claims

import (
	"math/big"

	"chaser/kpi"
)

// implied is what the card's figure would be by a step that the words tell from one of its other numbers.
type implied struct {
	at    int // the step
	from  Subject
	value *big.Rat
	in    Interval
	exact bool // the step is no percentage
}

// impliedLevels checks a level that the words give and that is not the card's figure against the steps from the card's
// other numbers that stand beside it: “service level 82%, two points over target and three better than April” under 85.
// Where the steps lead to the level, the figure has slipped; where they lead to the figure, and the level is another of
// the card's numbers, the level has: “99,700 applications, down 12% on a year ago” under 87,800, with 99,700 then.
func (r *reading) impliedLevels(c *Card) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Cumulative {
		return nil
	}
	own := r.saysOwnExactly(c)
	for k, s := range r.sentences {
		for _, m := range r.moves[k] {
			if m.from < 0 || m.to < 0 || own || !c.suits(r.items[m.from].q) || !c.suits(r.items[m.to].q) || r.items[m.to].q.how != asSaid || r.items[m.to].q.target {
				continue
			}
			if r.leftWhereItStood(c, k, m) || r.endOfOwn(c, k, m) {
				return []Claim{r.notNow(c, m.to)}
			}
		}
		level := r.firstLevel(s)
		if level < 0 || own || !r.mayBeOwn(c, s, level) {
			continue
		}
		found := r.impliedBy(c, k, level)
		votes, against := 0, 0
		for _, i := range found {
			q := r.items[level].q
			fits := i.in.Holds(q.value)
			owns := i.in.Holds(c.Figure.Value)
			weight := max(1, min(2, r.items[i.at].q.telling()))
			switch {
			case fits && !owns && i.exact:
				votes += weight
			case owns && !fits:
				against += weight
			case !fits && !owns:
				votes, against = -nearest, -nearest
			}
		}
		if len(found) == 0 && r.movedFromOwn(c, k, level) {
			votes = 2
		}
		q := r.items[level].q
		switch {
		case votes > 0 && against <= 0 && r.tellsFigure(c, level, votes):
			return []Claim{r.notNow(c, level)}
		case against > 1 && votes <= 0 && c.takenFor(q):
			return []Claim{r.notNow(c, level)}
		}
	}
	return nil
}

// tellsFigure reports whether a level that so many digits of steps lead to can be nothing but the figure: two steps do,
// or one of two digits, or the card's figure is the very number that the step is measured from.
func (r *reading) tellsFigure(c *Card, level, votes int) bool {
	q := r.items[level].q
	copied := c.Figure.Value.Cmp(orNothing(c.Previous)) == 0 || c.Figure.Value.Cmp(orNothing(c.YearAgo)) == 0 || c.Target.Value != nil && c.Figure.Value.Cmp(c.Target.Value) == 0
	slip := len(q.digits) == len(digitsOf(c.Figure)) && slipsTo(q, c.Figure)
	return votes >= 2 && (slip || copied || q.telling() > 2) || votes >= 1 && copied && q.telling() > 1
}

// orNothing is a number that the card knows, or less than any figure.
func orNothing(k Known) *big.Rat {
	if k.Value == nil {
		return whole(-1)
	}
	return k.Value
}

// takenFor reports whether a quantity is, to its last digit, another number of the card than its figure.
func (c *Card) takenFor(q *quantity) bool {
	if q.telling() < 2 || q.how != asSaid {
		return false
	}
	for _, k := range []Known{c.Previous, c.YearAgo, c.Target} {
		if k.Value != nil && k.Value.Cmp(q.value) == 0 && k.Value.Cmp(c.Figure.Value) != 0 {
			return true
		}
	}
	return false
}

// saysOwnExactly reports whether the words give the card's figure as a level of its own, to its last digit; where it is
// another number of the card as well, a base or a target may be that one.
func (r *reading) saysOwnExactly(c *Card) bool {
	for _, it := range r.items {
		q := it.q
		if q == nil || q.noise || q.delta != 0 || q.target || !c.suits(q) || !c.Figure.says(q) {
			continue
		}
		if q.base && (c.Previous.says(q) || c.YearAgo.says(q)) {
			continue
		}
		if q.value.Cmp(c.Figure.Value) == 0 || q.step.Cmp(c.Figure.Step) != 0 || q.how != asSaid {
			return true
		}
	}
	return false
}

// mayBeOwn reports whether a number is of the card's kind and time, neither a part of another nor told of others.
func (r *reading) mayBeOwn(c *Card, s sentence, n int) bool {
	q := r.items[n].q
	if !c.suits(q) || q.how != asSaid || q.fraction || q.target || q.base || q.delta != 0 || q.inWords || len(q.digits) < 2 || r.items[n].depth > 0 ||
		r.wholeAfter(n) > 0 || r.partOf(n) >= 0 || r.isStep(s, n) || r.yardstickOf(s, n) != "" || q.value.Cmp(c.Figure.Value) == 0 {
		return false
	}
	if at, ok := r.timeOf(c, s, n); ok && at != slotOwn && !r.comparesBehind(s, n) {
		return false
	}
	title := c.titleStems()
	sure := c.takenFor(q) && q.telling() > 2
	for i := s.from; i < n; i++ {
		if w := r.wordAt(i); sought[w] || wanted[w] || limitNames[w] || doubtful[w] || isTarget[w] {
			return false // we had planned 580
		}
		if it := r.items[i]; it.kind == markItem && it.text != "-" && it.text != "–" || !sure && r.strange(title, i) && !verbs[it.text] && !ownNames[it.text] && it.text != "between" {
			return false
		}
	}
	return true
}

// impliedBy lists what the steps of a sentence, and of one behind it that goes on about the same, make of the figure.
func (r *reading) impliedBy(c *Card, k, level int) []implied {
	var all []implied
	for n := k; n < min(k+2, len(r.sentences)); n++ {
		s := r.sentences[n]
		if n > k && (r.firstLevel(s) >= 0 && !r.items[r.firstLevel(s)].q.base) {
			break
		}
		for i := max(level+1, s.from); i < s.to; i++ {
			q := r.items[i].q
			if q == nil || q.noise || q.how != asSaid || q.fraction || !r.isStep(s, i) || r.items[i].depth > r.items[level].depth {
				if w := r.wordAt(i - 1); q != nil && !q.noise && q.count() && n == k && !r.isStep(s, i) && c.suits(q) && !c.knows(q) && w != "in" && w != "across" {
					return all // it goes on about another
				}
				continue
			}
			if one, ok := r.impliedAt(c, s, i); ok {
				all = append(all, one)
			}
		}
	}
	return all
}

// impliedAt is what one step makes of the figure, where the words leave no doubt of what it is from.
func (r *reading) impliedAt(c *Card, s sentence, n int) (implied, bool) {
	q := r.items[n].q
	from := r.fromOf(c, s, n)
	known, subject := c.knownAt(from.slot)
	if from.target {
		known, subject = c.Target, Target
	}
	base, sign := r.baseOfStep(c, s, n)
	if base != nil {
		known, subject = Known{Value: base.value, Step: base.step}, Previous
		if !c.Previous.stands(base) && !c.YearAgo.stands(base) {
			return implied{}, false
		}
	}
	if sign == 0 {
		sign = r.wayOfStep(c, s, n)
	}
	if known.Value == nil || subject == Own || from.other || sign == 0 {
		return implied{}, false
	}
	way := whole(int64(sign))
	half := new(big.Rat).Mul(known.Step, big.NewRat(1, 2))
	switch {
	case q.unit == percent && c.Unit != kpi.Percent:
		by := q.interval()
		if sign < 0 {
			by = by.negated()
		}
		in := by.plus(exactly(hundred)).times(new(big.Rat).Quo(known.Value, hundred))
		return implied{n, subject, nil, in, false}, in.bounded() && q.telling() > 1
	case c.suits(q) || c.Unit == kpi.Percent && (q.unit == points || q.unit == plain && q.value.Cmp(hundred) < 0) || c.Unit == kpi.Days && q.unit == plain:
		if q.unit == points && c.Unit != kpi.Percent {
			return implied{}, false
		}
		value := new(big.Rat).Add(known.Value, new(big.Rat).Mul(q.value, way))
		if q.step.Cmp(c.Figure.Step) <= 0 {
			half = new(big.Rat)
		}
		return implied{n, subject, value, around(value, half), true}, true
	}
	return implied{}, false
}

// baseOfStep is the number that the words give for what a step is from, and which way its move goes.
func (r *reading) baseOfStep(c *Card, s sentence, n int) (*quantity, int) {
	for _, m := range r.moves[r.sentenceOf(s.from)] {
		if !contains(m.by, n) {
			continue
		}
		sign := m.sign
		if m.judged && sign == 0 {
			sign = c.worth(m.better)
		}
		if m.from >= 0 && c.suits(r.items[m.from].q) {
			return r.items[m.from].q, sign
		}
		return nil, sign
	}
	return nil, 0
}

// wayOfStep is which way a step goes by the word behind it; 0 where that does not say.
func (r *reading) wayOfStep(c *Card, s sentence, n int) int {
	w := r.wordAt(n + 1)
	if n+1 >= s.to {
		return 0
	}
	switch w {
	case "better", "ahead":
		return c.worth(1)
	case "worse", "behind":
		return c.worth(-1)
	case "short", "shy":
		return c.worth(-1)
	}
	return besideWords[w]
}
