package claims

import "chaser/kpi"

// extremes checks a figure that is called the highest or lowest of its time against the earlier ones that the same
// sentence gives, or that the card has: “the highest in three years (71% in 2021-22 and 76% in 2022-23)” under 74%.
func (r *reading) extremes(c *Card) []Claim {
	if c.Figure.Value == nil {
		return nil
	}
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			sign := c.extreme(r.wordAt(n))
			if sign == 0 || !r.ofAllTime(s, n) || !r.givesOwn(c, s, n) {
				continue
			}
			for i := n + 1; i < s.to; i++ {
				q := r.items[i].q
				if q == nil || q.noise || q.delta != 0 || q.target || q.how != asSaid || q.fraction || !c.suits(q) || r.items[i].depth == 0 || !r.timed(i) || r.yardstickOf(s, i) != "" || r.hasWord(n, i, ofOthers) {
					continue
				}
				if q.value.Cmp(c.Figure.Value) != sign || c.Figure.says(q) {
					continue
				}
				claim := r.claim(Course, Words, n, i)
				claim.Computed, claim.Stated, claim.Rises = q.value, r.items[n].text, sign < 0
				claim.Read = r.show(i) + " to " + Digits(c.Figure.Value)
				if q.unit == percent {
					claim.Read += "%"
				}
				return []Claim{claim}
			}
		}
	}
	return nil
}

// extreme is +1 for a word that calls a number the highest, −1 for the lowest, 0 for any other.
func (c *Card) extreme(w string) int {
	switch w {
	case "highest", "largest", "most":
		return 1
	case "lowest", "smallest", "fewest":
		return -1
	case "best":
		return map[kpi.Direction]int{kpi.Up: 1, kpi.Down: -1}[c.Direction]
	case "worst":
		return map[kpi.Direction]int{kpi.Up: -1, kpi.Down: 1}[c.Direction]
	}
	return 0
}

// ofAllTime reports whether “highest” is of a stretch of time: “in three years”, “since 2019”, “on record”.
func (r *reading) ofAllTime(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+7) && r.markAt(i) == ""; i++ {
		q := r.items[i].q
		if q != nil && q.unit == length && (q.of == "years" || q.of == "year" || q.of == "months" || q.of == "quarters") || r.wordAt(i) == "ever" || r.wordAt(i) == "record" || r.wordAt(i) == "since" {
			return true
		}
	}
	return false
}

// givesOwn reports whether the card's figure stands before an item of its sentence, as its first number.
func (r *reading) givesOwn(c *Card, s sentence, before int) bool {
	n := r.firstLevel(s)
	return n >= 0 && n < before && c.isOwn(r.items[n].q)
}
