package claims

// ofOtherThing reports whether a step counts something that the card does not: a thing of its own, in why the figure
// went as it did, or how much there is of what the card tells the average of.
func (r *reading) ofOtherThing(c *Card, s sentence, step, word int) bool {
	return r.countsOwnThing(word) && r.insideReason(s, step) || c.averages() && r.hasWord(max(s.from, step-5), step, volumeWords)
}

// averages reports whether the card's figure is an average, which no volume is.
func (c *Card) averages() bool {
	for _, t := range tokens(c.Title) {
		if t.text == "average" || t.text == "mean" || t.text == "median" {
			return true
		}
	}
	return false
}

// volumeWords name how much there is of something.
var volumeWords = set("volume", "volumes", "numbers", "demand", "workload", "workloads", "caseload", "caseloads", "traffic")

// countsOwnThing reports whether “fewer” or “more” counts what its sentence has not named before: “from 214 seconds
// to 131, helped by 17% fewer calls than in July”.
func (r *reading) countsOwnThing(at int) bool {
	w := r.wordAt(at)
	if w != "fewer" && w != "more" && w != "less" || !r.namesThing(at+1, at+2) {
		return false
	}
	thing := stemOf(r.wordAt(at + 1))
	for n := at - 1; n >= max(0, at-2*reach) && r.items[n].kind != endItem; n-- {
		if thing != "" && stemOf(r.wordAt(n)) == thing {
			return false
		}
	}
	return thing != ""
}

// countsOther reports whether what “when” puts beside a time counts something else than what changed: “1.2 days longer
// than last year, when 430 were let”, “32 more than in Q1, when 58 were about bins”.
func (r *reading) countsOther(m *move, n int) bool {
	if !verbs[r.wordAt(n+1)] || len(m.by) == 0 {
		return false
	}
	return r.items[m.by[0]].q.unit == length || aboutWords[r.wordAt(n+2)]
}

// aboutWords tell of some only.
var aboutWords = set("about", "for", "from", "over", "late", "still", "overdue")
