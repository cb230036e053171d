package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// ownAgain checks the number that begins a commentary where it is the card's figure but for a slip: “64 homes” under
// 46; and what the words call this quarter's performance.
func (r *reading) ownAgain(c *Card) []Claim {
	if c.Figure.Value == nil || len(r.sentences) == 0 {
		return nil
	}
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.target || !c.suits(q) || !c.Figure.says(q) || r.saidAgainInBrackets(n) {
				continue
			}
			if w := r.labelOf(s, n); w == nil || c.slotOf(w) == slotOwn {
				return nil
			}
		}
	}
	n, ok := r.beginsWithOwn(c)
	if !ok {
		n, ok = r.calledOwn(c)
	}
	if !ok {
		n, ok = r.endsInOwn(c)
	}
	if !ok {
		n, ok = r.swappedOwn(c)
	}
	if !ok {
		n, ok = r.labelledOwn(c)
	}
	if !ok {
		n, ok = r.comparedOwn(c)
	}
	if !ok {
		return nil
	}
	q := r.items[n].q
	claim := r.claim(Restated, Own, n, n)
	claim.Period, claim.Stated = c.Figure.Period, r.show(n)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return []Claim{claim}
}

// saidAgainInBrackets reports whether a rough number is said exactly in brackets behind it: “just over £1.3m (£1.34m)”.
func (r *reading) saidAgainInBrackets(n int) bool {
	if q := r.items[n].q; q.how == asSaid && !q.fraction {
		return false
	}
	for i := n + 1; i < min(len(r.items), n+6); i++ {
		switch it := r.items[i]; {
		case it.text == "(":
			return r.quantityAt(i+1) != nil && r.quantityAt(i+1).unit == r.items[n].q.unit && r.markAt(i+2) == ")"
		case it.kind != wordItem:
			return false
		}
	}
	return false
}

// swappedOwn finds a number that is the card's figure with two digits changed over, where that is hardly chance: it has
// four digits, or stands in brackets for a rough number that is the figure, or at the beginning behind “at”.
func (r *reading) swappedOwn(c *Card) (int, bool) {
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || !c.suits(q) || len(q.digits) < 3 || !swapsValue(q, c.Figure) {
				continue
			}
			if at, ok := r.timeOf(c, s, n); ok && at != slotOwn && r.wordAt(n-1) != "at" || r.wholeAfter(n) > 0 || r.partOf(n) >= 0 {
				continue
			}
			rough := r.markAt(n-1) == "(" && r.markAt(n+1) == ")"
			if rough {
				rough = false
				for i := n - 2; i >= max(s.from, n-6) && !rough; i-- {
					other := r.items[i].q
					rough = other != nil && other.how != asSaid && other.unit == q.unit && c.Figure.says(other)
				}
			}
			begins := n == s.from+1 && r.wordAt(s.from) == "at" && s.from == r.sentences[0].from
			long := len(strings.Trim(q.digits, "0")) >= 4 && r.overlap(c, s.from, s.to) > 0 && !r.ofStock(c, n)
			if rough || begins || long {
				return n, true
			}
		}
	}
	return 0, false
}

// comparedOwn finds a number that is compared with what the card has for an earlier time, where one slip makes it the
// figure: “38.6 days vs 42.0 last quarter”.
func (r *reading) comparedOwn(c *Card) (int, bool) {
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || !c.suits(q) || len(q.digits) < 2 {
				continue
			}
			with := n + 1
			for with < min(s.to, n+6) && r.items[with].kind == wordItem && !comparesWords[r.items[with].text] {
				with++
			}
			if !comparesWords[r.wordAt(with)] {
				continue
			}
			if r.wordAt(with+1) == "with" || r.wordAt(with+1) == "to" {
				with++
			}
			known, subject := Known{}, Nothing
			if at, ok := r.timeOf(c, s, with+1); ok && r.quantityAt(with+1) != nil {
				known, subject = c.knownAt(at)
			}
			if subject == Own || known.Value == nil || !c.suits(r.items[with+1].q) || !known.says(r.items[with+1].q) {
				continue
			}
			if len(q.digits) == len(digitsOf(c.Figure)) && slipsTo(q, c.Figure) {
				return n, true
			}
		}
	}
	return 0, false
}

// labelledOwn finds a number behind a label that names what the title does and nothing else, where one slip makes it
// the figure: “deaths: 897 (−6% on Q1)”.
func (r *reading) labelledOwn(c *Card) (int, bool) {
	title := c.titleStems()
	for _, s := range r.sentences {
		for n := s.from + 2; n < s.to; n++ {
			q := r.items[n].q
			apposed := q != nil && r.markAt(n-1) == "," && r.markAt(n+1) == "," && !r.amongOthers(s, n)
			if m := r.markAt(n - 1); q == nil || m != ":" && m != "=" && !apposed || q.noise || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || !c.suits(q) {
				continue
			}
			named, other := false, r.wholeAfter(n) > 0 || r.partOf(n) >= 0
			i := n - 2
			for ; i >= s.from && r.items[i].kind == wordItem; i-- {
				named = named || isStem(title, r.items[i].text)
				other = other || r.strange(title, i)
			}
			ends := i < s.from || r.items[i].kind == markItem
			if named && !other && ends && len(q.digits) > 1 && len(q.digits) == len(digitsOf(c.Figure)) && slipsTo(q, c.Figure) {
				return n, true
			}
		}
	}
	return 0, false
}

// amongOthers reports whether a number stands in a list: another of its unit stands a few items before it or behind it.
func (r *reading) amongOthers(s sentence, n int) bool {
	for i := max(s.from, n-5); i < min(s.to, n+6); i++ {
		if q := r.items[i].q; i != n && q != nil && !q.noise && q.unit == r.items[n].q.unit && q.delta == 0 {
			return true
		}
	}
	return false
}

// swapsValue reports whether two neighbouring digits changed over make the quantity the card's number, as far as the
// quantity is rounded.
func swapsValue(q *quantity, k Known) bool {
	for n := 1; n < len(q.digits); n++ {
		d := q.digits[:n-1] + q.digits[n:n+1] + q.digits[n-1:n] + q.digits[n+1:]
		v, ok := new(big.Rat).SetString(d)
		if ok && d != q.digits && around(v.Mul(v, q.step), new(big.Rat).Mul(q.step, big.NewRat(1, 2))).Holds(k.Value) {
			return true
		}
	}
	return false
}

// endsInOwn finds the end of a change that begins with an earlier figure of the card, where one slip makes it its
// own figure: “fell from 1,530 to 1,184”.
func (r *reading) endsInOwn(c *Card) (int, bool) {
	for k := range r.moves {
		for _, m := range r.moves[k] {
			if m.from < 0 || m.to < 0 || len(r.items[m.from].q.digits) < 2 || !c.suits(r.items[m.from].q) {
				continue
			}
			from, to := r.items[m.from].q, r.items[m.to].q
			earlier := c.Previous.says(from) || c.YearAgo.says(from)
			if earlier && from.how == asSaid && to.how == asSaid && c.suits(to) && !to.target && len(to.digits) >= 2 && (slipsTo(to, c.Figure) || pointMoved(to, c.Figure)) {
				return m.to, true
			}
		}
	}
	return 0, false
}

func (r *reading) beginsWithOwn(c *Card) (int, bool) {
	s := r.sentences[0]
	n := r.firstLevel(s)
	if n < 0 || n > s.from+8 {
		return 0, false
	}
	q := r.items[n].q
	from, to := r.segment(n)
	for i := n + 1; i < to; i++ {
		if r.markAt(i) == "(" {
			to = i // what follows in brackets is of another time
		}
	}
	if q.target || q.fraction || q.base || q.inWords || q.how != asSaid || !c.suits(q) || r.overlap(c, from, to) == 0 || !r.ownPeriod(c, sentence{from, to}) {
		return 0, false
	}
	if w := r.wordAt(s.from); (w == "a" || w == "an" || w == "one") && r.wordAt(n-1) == "of" && singleAmounts[r.wordAt(n-2)] {
		return 0, false // a fee of £1,240 was returned
	}
	mistyped := len(q.digits) >= 4 && len(q.digits) == len(digitsOf(c.Figure)) && slipsTo(q, c.Figure) && r.overlap(c, from, to) >= 2
	ofStock := r.hasWord(s.from, n, endWords) || r.hasWord(s.from, n, startWords)
	return n, r.wholeAfter(n) == 0 && !ofStock && (mistyped || swaps(q, c.Figure))
}

// singleAmounts are amounts of one thing, where the card's is of all.
var singleAmounts = set("fee", "fine", "charge", "grant", "bill", "loan", "payment", "penalty", "claim", "sale", "gift", "award", "receipt", "invoice", "refund")

// calledOwn finds what the words call the figure, where one slip makes it the card's: “performance this quarter was
// 83.2%”, “giving a success rate of 85%”.
func (r *reading) calledOwn(c *Card) (int, bool) {
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.base || q.target || q.fraction || q.how != asSaid || !c.suits(q) || len(q.digits) < 2 {
				continue
			}
			if comparesWords[r.wordAt(n-1)] || comparesWords[r.wordAt(n-2)] {
				continue // the rate compares with 3.9% nationally
			}
			inAll := r.wordAt(n+1) == "in" && (r.wordAt(n+2) == "all" || r.wordAt(n+2) == "total") || r.wordAt(n+1) == "altogether"
			if inAll && swaps(q, c.Figure) && (c.Unit == kpi.Count || c.Unit == kpi.Currency) {
				return n, true
			}
			if (r.namedOwn(c, s, n) || r.thatIs(c, s, n)) && slipsTo(q, c.Figure) && len(q.digits) == len(digitsOf(c.Figure)) {
				return n, true
			}
		}
	}
	return 0, false
}
