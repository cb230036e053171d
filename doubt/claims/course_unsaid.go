package claims

import "math/big"

// coursesUnsaid checks a rise or fall, to the better or the worse, that names neither a number nor a time: “Performance
// has improved significantly”, “Re-referrals have reduced for the second consecutive quarter”. It speaks where the
// figure went the other way from both of the earlier figures that the card has.
func (r *reading) coursesUnsaid(c *Card) []Claim {
	if c.Figure.Value == nil || c.Previous.Value == nil {
		return nil
	}
	for k, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			if sign := r.courseAt(c, s, n); sign != 0 {
				if claim, ok := r.unsaidClaim(c, k, n, sign); ok {
					return []Claim{claim}
				}
			}
		}
	}
	return nil
}

// courseWords are verbs in the past that say a course.
var courseWords = map[string]int{"rose": 1, "risen": 1, "increased": 1, "grew": 1, "grown": 1, "climbed": 1, "fell": -1, "fallen": -1, "decreased": -1,
	"reduced": -1, "declined": -1, "dropped": -1}

// courseAt is which way the figure is said to have gone by the verb at an item: +1 up, −1 down, 0 where it says
// nothing.
func (r *reading) courseAt(c *Card, s sentence, n int) int {
	w := r.wordAt(n)
	sign := courseWords[w]
	switch w {
	case "improved":
		sign = c.worth(1)
	case "deteriorated", "worsened":
		sign = c.worth(-1)
	}
	if before := r.wordAt(n - 1); sign == 0 || before != "has" && before != "have" && !r.bareSubject(c, s, n) {
		return 0
	}
	for i := s.from; i < s.to; i++ {
		it := r.items[i]
		if i > n && (it.text == "," || it.text == ";") {
			break
		}
		if i > n && reasonWords[it.text] {
			break
		}
		if i > n && r.strange(c.titleStems(), i) && !stretchWords[it.text] {
			return 0 // attendance has improved for girls
		}
		switch {
		case it.q != nil && !it.q.noise, it.w != nil && c.slotOf(it.w) != slotOwn:
			return 0
		case i < n && isStem(c.titleStems(), r.wordAt(i+1)): // households in temporary accommodation
		case unsureCourse[it.text] && it.kind == wordItem:
			return 0
		}
	}
	return sign
}

// reasonWords begin why something went as it did, and stretchWords tell for how long.
var (
	reasonWords  = set("following", "thanks", "due", "owing", "helped", "aided", "driven", "caused", "prompted")
	stretchWords = set("second", "third", "fourth", "consecutive", "successive", "running", "quarter", "time", "again", "row")
)

// worth is which way a change to the better (+1) or to the worse (−1) goes; 0 where the card does not say.
func (c *Card) worth(better int) int {
	switch c.Direction {
	case "up":
		return better
	case "down":
		return -better
	}
	return 0
}

// bareSubject reports whether nothing but what the title counts stands before a verb.
func (r *reading) bareSubject(c *Card, s sentence, n int) bool {
	return n > s.from && n-s.from <= 5 && r.overlap(c, s.from, n) > 0
}

// unsureCourse are the words that make a course another's, of another stretch of time, or no fact.
var unsureCourse = set("since", "over", "during", "after", "from", "throughout", "recent", "recently", "weeks", "months", "month", "years", "will", "would", "should", "could",
	"expected", "if", "not", "should", "towards", "end", "latter", "now", "however", "early", "late", "some", "areas", "national", "nationally", "england", "been",
	"process", "processes", "because", "by", "than", "had", "target", "last", "as", "where", "when", "although", "but", "while", "whilst", "in", "between", "until", "before", "long", "far", "year")

func (r *reading) unsaidClaim(c *Card, k, n, sign int) (Claim, bool) {
	s := r.sentences[k]
	title := c.titleStems()
	for i := s.from; i < n; i++ {
		if r.strange(title, i) && !ownNames[r.wordAt(i)] {
			return Claim{}, false
		}
	}
	named := false
	for i := s.from; i < n; i++ {
		named = named || ownNames[r.wordAt(i)] || isStem(title, r.wordAt(i))
	}
	by := c.Figure.Value.Cmp(c.Previous.Value)
	if !named || !r.tellsOfOwn(c, s) || c.Cumulative {
		return Claim{}, false
	}
	claim := r.claim(Course, Own, n, n)
	claim.Read = Digits(c.Previous.Value) + " to " + Digits(c.Figure.Value)
	claim.Computed, claim.Stated, claim.Rises = new(big.Rat).Set(c.Figure.Value), r.show(n), by > 0
	claim.Agrees = by == sign || by == 0
	if claim.Agrees {
		return claim, true
	}
	ago := c.YearAgo.Value == nil || c.Figure.Value.Cmp(c.YearAgo.Value) == -sign
	return claim, ago && !near(c.Previous.Value, c.Figure.Value)
}
