package claims

// timely are the words by which a title and a part both say that something was done in time.
var timely = set("within", "timescale", "timescales", "timeframe", "timeframes", "deadline", "deadlines", "time", "statutory", "compliance",
	"compliant", "sla", "promptly", "timely")

func (r *reading) inTime(from, to int) bool {
	for n := from; n < to; n++ {
		if w := r.wordAt(n); w == "outside" || w == "longer" || w == "not" || w == "beyond" || w == "late" || w == "after" || w == "missed" || w == "out" && r.wordAt(n+1) == "of" || w == "overran" || r.pushedBack(n) {
			return false
		}
	}
	for n := from; n < to; n++ {
		if w := r.wordAt(n); r.wordAt(n-1) == "or" && (w == "less" || w == "fewer" || w == "under") {
			return true // 12 weeks or less
		}
		aYear := r.wordAt(n) == "within" && (r.wordAt(n+1) == "a" || r.wordAt(n+1) == "an" || r.wordAt(n+1) == "the" && timeUnits[r.wordAt(n+2)])
		if timely[r.wordAt(n)] && !aYear {
			return true
		}
	}
	return false
}

// pushedBack reports whether a word says that a limit was made longer: “deadline extended in 0 cases”.
func (r *reading) pushedBack(n int) bool {
	before := r.wordAt(n - 1)
	return r.wordAt(n) == "extended" && (timely[before] || before == "was" || before == "were")
}

func titleInTime(c *Card) bool { return c.titleHas(timely) }

func (r *reading) hasLimit(from, to int) bool {
	for n := from; n < to; n++ {
		if q := r.items[n].q; q != nil && q.unit == length && !q.measure {
			return true
		}
	}
	return false
}

// limitsMeet compares the limits of time in the title and between two items: 1 where one is the same, −1 where both
// have some and none is the same, else 0.
func (r *reading) limitsMeet(c *Card, from, to int) int {
	c.read()
	title := c.limits
	meet, said := false, false
	for n := from; n < to; n++ {
		q := r.items[n].q
		if q == nil || q.unit != length {
			continue
		}
		said = true
		for _, t := range title {
			meet = meet || t.Cmp(q.value) == 0
		}
	}
	switch {
	case meet:
		return 1
	case said && len(title) > 0:
		return -1
	}
	return 0
}
