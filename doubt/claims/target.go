package claims

import "chaser/kpi"

// aside is where a phrase puts the figure beside its target: “two points below the target of 90%”, “exceeded target”.
type aside struct {
	sign   int  // +1 above, −1 below, 0 not said
	better int  // +1 better, −1 worse, 0 not said
	by     int  // the place of the distance; −1 where none is said
	also   int  // that of the same distance in another unit: “£17.7k (3.5%) below”; 0 where there is none
	value  int  // the place of the target's own number; −1 where none is said
	met    bool // “met”, which allows the target itself
	loose  bool // it may be another than the card's target
	sure   bool // “better”, which says which side it is whatever way the figure should go
	first  int
	last   int
}

// targets checks what the words say of the figure beside its target.
func (r *reading) targets(c *Card) []Claim {
	if c.Figure.Value == nil || c.countsTargets() {
		return nil
	}
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			if claim, ok := r.aimedAgain(c, s, n); ok {
				all = append(all, claim)
				continue
			}
			named := r.namesOwnTarget(c, s, n)
			if !named && (!isTarget[r.wordAt(n)] && !r.whereWeWant(s, n) && r.wordAt(n) != "limit" && r.wordAt(n) != "standard" || r.otherTarget(c, s, n)) {
				continue
			}
			if claim, ok := r.limitSlipped(c, s, n); ok {
				all = append(all, claim)
				continue
			}
			if limitNames[r.wordAt(n)] && !named {
				if claim, ok := r.standardSlipped(c, s, n); ok {
					all = append(all, claim)
				}
				continue
			}
			if claim, ok := r.distanceBehind(c, s, n); ok {
				all = append(all, claim)
				continue
			}
			if claim, ok := r.targetAgain(c, s, n); ok {
				all = append(all, claim)
				continue
			}
			if a, ok := r.asideAt(c, s, n); ok && (a.by >= 0 || !named || isTarget[r.wordAt(n)]) && r.saidOfOwn(c, s, a.first) {
				if claim, ok := r.asideClaim(c, a); ok {
					all = append(all, claim)
				}
				if claim, ok := r.alsoClaim(c, a); ok {
					all = append(all, claim)
				}
			}
		}
	}
	return all
}

// whereWeWant reports whether a target is called “where we want to be”.
func (r *reading) whereWeWant(s sentence, n int) bool {
	if r.wordAt(n) == "we" && sought[r.wordAt(n+1)] && n > s.from && r.quantityAt(n-1) != nil {
		return true // 16 short of the 150 we seek
	}
	if r.wordAt(n) == "we" && r.wordAt(n-1) == "than" && (sought[r.wordAt(n+1)] || wanted[r.wordAt(n+1)]) {
		return true // six fewer than we want
	}
	who := r.wordAt(n + 1)
	return n+2 < s.to && r.wordAt(n) == "where" && (who == "we" || who == "it") && wanted[r.wordAt(n+2)]
}

var sought = set("seek", "sought", "need", "want", "promised", "aim", "planned")

var wanted = set("want", "wanted", "need", "should", "aim", "ought", "hoped", "planned")

// countsTargets reports whether the title counts what met its own target, as “Indicators on target” does.
func (c *Card) countsTargets() bool {
	for _, t := range tokens(c.Title) {
		if t.text == "target" || t.text == "targets" {
			return true
		}
	}
	return false
}

// otherTarget reports whether a target may be another than the card's: an annual one, the nation's, another year's.
func (r *reading) otherTarget(c *Card, s sentence, n int) bool {
	from := n
	for from > max(s.from, n-4) && !conjunctions[r.items[from-1].text] && r.items[from-1].text != "," && r.items[from-1].text != ";" {
		from--
	}
	for i := from; i < min(s.to, n+8); i++ {
		it := r.items[i]
		if i > n && (it.text == "," || it.text == ";" || it.text == "and" || it.text == "but" || it.text == ")" || it.text == "(" && i+1 < s.to && r.items[i+1].w != nil || r.beyondTarget(i)) {
			break
		}
		if otherTargets[it.text] && r.wordAt(i-1) != "this" {
			return true
		}
		if it.w != nil && c.slotOf(it.w) != slotOwn {
			return true
		}
	}
	return r.wordAt(n) == "targets" && r.wordAt(n-1) != "the"
}

// distanceBehind reads a distance that stands behind its target: “£212k vs £180k target, i.e. £32k over”, “(target 20),
// 5.8 days better”.
func (r *reading) distanceBehind(c *Card, s sentence, n int) (Claim, bool) {
	value := r.targetNumber(c, s, n)
	if value < 0 || c.Target.Value == nil || !c.Target.says(r.items[value].q) {
		return Claim{}, false
	}
	for i := max(n, value) + 1; i < min(s.to, max(n, value)+8); i++ {
		q := r.items[i].q
		if q == nil {
			if it := r.items[i]; it.text == ";" || conjunctions[it.text] && it.text != "and" || it.w != nil {
				break
			}
			continue
		}
		sign, ok := besideWords[r.wordAt(i+1)]
		if q.noise || !ok || i+2 < s.to && r.items[i+2].kind != markItem || i+1 >= s.to || r.wordAt(i+1) == "from" {
			break
		}
		a := aside{sign: sign, by: i, value: value, first: min(n, value), last: i + 1}
		switch r.wordAt(i + 1) {
		case "better", "ahead":
			a.better = 1
		case "worse", "behind":
			a.better = -1
		}
		if !r.saidOfOwn(c, s, a.first) {
			break
		}
		return r.asideClaim(c, a)
	}
	return Claim{}, false
}

// asideAt reads the phrase that ends in “target”.
func (r *reading) asideAt(c *Card, s sentence, n int) (aside, bool) {
	a := aside{by: -1, value: r.targetNumber(c, s, n), first: n, last: n, loose: looseTargets[r.wordAt(n)]}
	if a.value > n {
		a.last = a.value
	}
	if next := r.wordAt(n + 1); r.wordAt(n-1) == "on" && n-1 >= s.from && a.value < 0 {
		a.first, a.met = n-1, true // “on target to reach” is a hope
		forOwn := next == "for" && r.wordAt(n+2) == "the" && spans[r.wordAt(n+3)] == c.Figure.Period.Span() && r.wordAt(n+4) == "with"
		return a, next != "to" && (next != "for" || forOwn) && r.asserted(s, n-1)
	}
	if r.passive(s, &a) {
		return a, r.asserted(s, n) && !r.timedFirstly(c, s, n)
	}
	i := n - 1
	for i >= s.from && i > n-7 && (betweenWords[r.wordAt(i)] || i == a.value || r.markAt(i) == "-" || i == n-1 && a.value == n-2 && otherTargets[r.wordAt(i)]) {
		i--
	}
	if i < s.from {
		return a, false
	}
	w := r.wordAt(i)
	if side, ok := reachedWords[w]; ok && r.asserted(s, i) {
		a.first, a.better, a.met = i, side, side == 0
		r.asideBy(s, &a)
		return a, true
	}
	sign, ok := besideWords[w]
	if how := r.quantityAt(i); !ok && how != nil && (how.how == above || how.how == beneath) && i == a.value {
		ok = true // “below 90%” joins to one quantity
	}
	if !ok || !r.asserted(s, i) {
		return a, false
	}
	a.sign, a.first = sign, i
	switch w {
	case "better", "ahead":
		a.better, a.sure = 1, w == "better"
	case "worse", "behind", "outside":
		a.better = -1
	case "inside", "within":
		a.met = true
	case "short", "shy", "adrift":
		if c.Direction == kpi.Down { // a figure that should fall is above a target that it is short of
			a.sign, a.better = 0, -1
		}
	}
	if q := r.quantityAt(i - 1); q != nil && !q.noise && i-1 >= s.from {
		a.by, a.first = i-1, i-1
		return a, true
	}
	if r.alsoBefore(s, i, &a) {
		return a, true
	}
	if r.asideBy(s, &a); a.by < 0 && a.sign == 0 && a.better == 0 && !a.met {
		return a, false
	}
	return a, true
}

// howWords tell how a target was met or missed.
var howWords = set("narrowly", "just", "easily", "comfortably", "again", "also", "once", "therefore", "clearly", "well", "only", "marginally", "slightly", "still")

// passive reads “the target was met”, “was not met”.
func (r *reading) passive(s sentence, a *aside) bool {
	n := a.last + 1
	if a.value >= 0 && r.markAt(n) == ")" {
		n++ // target (85%) achieved
	}
	switch w := r.wordAt(n); {
	case n >= s.to:
		return false
	case w == "was" || w == "is" || w == "has":
		if n++; r.wordAt(n) == "been" {
			n++
		}
	case w != "exceeded" && w != "missed" && w != "met" && w != "achieved" && w != "beaten":
		return false
	case a.value >= 0 && n+1 < s.to && r.items[n+1].kind != markItem && !r.metAgain(n+1):
		return false
	}
	not := r.wordAt(n) == "not"
	if not {
		n++
	}
	for n < s.to && howWords[r.wordAt(n)] {
		n++
	}
	side, ok := reachedWords[r.wordAt(n)]
	if !ok || n >= s.to || not && side != 0 {
		return false
	}
	a.better, a.met, a.last = side, side == 0, n
	if not {
		a.better, a.met = -1, false
	}
	r.asideBy(s, a)
	return true
}

// asideBy reads the distance after the target: “missed its target by 2 points”.
func (r *reading) asideBy(s sentence, a *aside) {
	for i := a.last + 1; i < min(s.to, a.last+4); i++ {
		if r.wordAt(i) != "by" {
			continue
		}
		for k := i + 1; k < min(s.to, i+4); k++ {
			if q := r.items[k].q; q != nil && !q.noise {
				a.by, a.last = k, k
				return
			}
		}
	}
}

// asserted reports whether a word stands in a plain statement.
func (r *reading) asserted(s sentence, at int) bool {
	for n := at - 1; n >= max(s.from, at-6); n-- {
		it := r.items[n]
		if it.text == ";" || it.text == "," || it.text == "but" || it.text == "and" {
			return true
		}
		if doubtful[it.text] {
			return false
		}
	}
	return true
}
