package claims

// The words that say that something was answered at all, and late. Those of being in time stand in timely.
var (
	answeredWords = set("sent", "responses", "responded", "answered", "closed", "completed", "issued", "decided", "determined", "processed",
		"replied", "dealt", "finalised", "resolved", "provided", "investigated", "assessed", "decisions", "due")
	lateWords = set("outside", "longer", "late", "after", "beyond", "over", "exceeded", "overdue", "missed", "overran")
)

// splits checks what was answered in time and late against what was answered: “121 responses sent; 114 within the
// deadline; 7 in longer”. What was received may be another number.
func (r *reading) splits(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		whole, received, inTime, late, pending := -1, -1, -1, -1, -1
		once := true
		for _, n := range r.counts(s.from, s.to) {
			from, to := r.segment(n)
			at := (*int)(nil)
			switch {
			case r.notYet(from, to):
				at = &pending
			case r.hasLate(from, to):
				at = &late
			case r.inTime(from, to):
				at = &inTime
			case r.hasWord(from, to, answeredWords):
				at = &whole
			case whole < 0 && r.hasWord(from, to, receivedWords):
				at = &received
			}
			if at != nil {
				once = once && *at < 0
				*at = n
			}
		}
		if whole < 0 {
			whole = received
		}
		if whole < 0 && k > 0 {
			whole = r.answeredIn(r.sentences[k-1])
		}
		if !once || whole < 0 || inTime < 0 || late < 0 || r.partial(s) {
			continue
		}
		list := []int{inTime, late}
		if pending >= 0 {
			list = append(list, pending)
		} else if from, to := r.segment(whole); !r.hasWord(from, to, answeredWords) {
			continue // some of what was received may be open
		}
		if claim, ok := r.sumClaim(c, k, parts{whole: whole, list: list, closed: true, told: true}); ok {
			all = append(all, claim)
		}
	}
	return all
}

// receivedWords say that something came in.
var receivedWords = set("received", "logged", "requests", "requested", "opened", "raised")

// notYet reports whether words between two items say that something is still to be done.
func (r *reading) notYet(from, to int) bool {
	for n := from; n < to; n++ {
		if w := r.wordAt(n); w == "not" && r.wordAt(n+1) == "yet" || w == "pending" || w == "still" && r.wordAt(n+1) == "open" {
			return true
		}
	}
	return false
}

// hasLate reports whether a word between two items says that something was late; “out” does where “of time” follows.
func (r *reading) hasLate(from, to int) bool {
	for n := from; n < to; n++ {
		if lateWords[r.wordAt(n)] || r.wordAt(n) == "out" && r.wordAt(n+1) == "of" && timely[r.wordAt(n+2)] {
			return true
		}
	}
	return false
}

func (r *reading) hasWord(from, to int, words map[string]bool) bool {
	for n := from; n < to; n++ {
		if words[r.wordAt(n)] {
			return true
		}
	}
	return false
}

// answeredIn is the one number of a sentence that counts what was answered or due; −1 where there is none.
func (r *reading) answeredIn(s sentence) int {
	found := -1
	for _, n := range r.counts(s.from, s.to) {
		from, to := r.segment(n)
		if !r.hasWord(from, to, answeredWords) || r.inTime(from, to) || r.hasLate(from, to) && r.wordAt(n+1) != "due" {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = n
	}
	return found
}
