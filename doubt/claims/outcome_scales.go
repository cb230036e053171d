package claims

import "strings"

// A sideScale is what all things of a kind stand on one side of: a complaint was upheld or it was not, an answer went
// out in time or late. Nothing stands on both sides, so that those on both are no more than there are.
type sideScale struct {
	yes, no map[string]bool
	both    bool // whether all stand on either side, once they have come to an end
}

// sideScales hold the words that say on which side something stands. “Not” turns them.
var sideScales = []sideScale{
	{set("upheld", "justified", "founded", "substantiated"), set("unjustified", "unfounded", "unsubstantiated"), false},
	{set("allowed", "granted", "approved", "successful", "won"), set("dismissed", "refused", "rejected", "unsuccessful", "lost", "denied"), false},
	{set("within", "inside", "met", "achieved", "outperformed", "hit", "time"), set("outside", "late", "longer", "beyond", "overdue", "missed"), true},
	{set("answered"), set("abandoned", "unanswered"), false},
	{set("passed", "compliant"), set("failed", "non-compliant"), true},
	{set("occupied", "let", "filled"), set("vacant", "empty", "void", "unfilled", "unoccupied"), true},
	{set("attended"), set("missed"), true},
}

// side is where something stands on a scale.
type side int8

const (
	noSide side = iota
	yesSide
	partSide
	notSide
)

// sideOf is where the words from one item to another put what they tell of; noSide where they name no side, or two.
func (r *reading) sideOf(of sideScale, from, to int) side {
	found := noSide
	for n := from; n < to; n++ {
		w := r.wordAt(n)
		var at side
		switch {
		case of.no[w] && (inPart(r.wordAt(n-1)) || r.hasWord(n+1, to, partOnly)):
			return noSide // refused in full or in part
		case of.no[w]:
			at = notSide
		case of.yes[w] && (w != "time" || r.wordAt(n-1) == "in" || r.wordAt(n-1) == "on"):
			at = yesSide
		default:
			continue
		}
		if r.negated(from, n) {
			at = notSide + yesSide - at
		} else if at == yesSide && r.hasWord(from, n, nearlyMet) || inPart(r.wordAt(n-1)) || r.wordAt(n+1) == "in" && r.wordAt(n+2) == "part" {
			at = partSide
		}
		switch {
		case found == noSide || found == at:
			found = at
		case found == yesSide && at == partSide && r.wordAt(n-2) == "or": // upheld or partially upheld
		case found == partSide && at == yesSide && r.wordAt(n-1) == "or":
			found = yesSide
		default:
			return noSide
		}
	}
	return found
}

// nearlyMet are said of what misses a target and is within what is tolerated.
var nearlyMet = set("below", "short", "off")

var partOnly = set("part")

func inPart(w string) bool { return w == "partially" || w == "partly" || w == "part" }

// negated reports whether “not” stands before a word, with no more than one word between.
func (r *reading) negated(from, n int) bool {
	for i := n - 1; i >= max(from, n-3); i-- {
		w := r.wordAt(i)
		if w == "not" || w == "never" || w == "without" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
		if w == "or" || w == "and" {
			return false
		}
	}
	return false
}

// sided are the numbers of a sentence that stand on different sides of a scale, one on each; nil where it has not two
// next to each other, or where two stand on one side.
func (r *reading) sided(c *Card, s sentence, counts []int, of sideScale) []int {
	var list []int
	sides, thing := map[side]bool{}, ""
	for i, n := range counts {
		if r.comparator(c, s, n) || r.partOf(n) >= 0 {
			continue
		}
		behind := n
		if whole := r.wholeAfter(n); whole > 0 {
			if len(list) > 0 {
				return nil // each may be of its own
			}
			behind = whole // 455 of the 637 were registered in time
		}
		next := s.to
		if i+1 < len(counts) && counts[i+1] > behind {
			next = counts[i+1]
		} else if i+2 < len(counts) {
			next = counts[i+2]
		}
		from, to := r.label(s, behind, next)
		at := r.sideOf(of, from, to)
		if at == noSide || !r.saysOnlyThat(c, of, behind, from) {
			if len(list) > 1 {
				break
			}
			list, sides, thing = nil, map[side]bool{}, ""
			continue
		}
		its := r.objectOf(of, from, to)
		if sides[at] || thing != "" && its != "" && its != thing || len(list) > 0 && r.wordAt(behind+1) == "of" {
			return nil // 40 within ten days and 52 within twenty; 60 passed the theory and 70 failed the practical
		}
		if its != "" {
			thing = its
		}
		list, sides[at] = append(list, n), true
	}
	if len(list) < 2 || !sides[notSide] {
		return nil
	}
	return list
}

// sidedCounts are the numbers of a sentence that count things, and those that end what counts by a limit: “longer than
// the deadline 7”.
func (r *reading) sidedCounts(s sentence) []int {
	var all []int
	for n := s.from; n < s.to; n++ {
		if q := r.items[n].q; q.count() || q != nil && r.behindLimit(s, n) {
			all = append(all, n)
		}
	}
	return all
}

// behindLimit reports whether a number stands behind a limit that names what it counts, and ends that.
func (r *reading) behindLimit(s sentence, n int) bool {
	q := r.items[n].q
	if q.unit != plain || q.noise || q.fraction || q.delta != 0 || !deadlineNames[r.wordAt(n-1)] {
		return false
	}
	m := r.markAt(n + 1)
	return (n+1 >= s.to || m == ";" || m == "." || m == ",") && r.hasWord(max(s.from, n-7), n, limitSides)
}

// deadlineNames are what things are in time by, and limitSides tell on which side of it they are.
var (
	deadlineNames = set("deadline", "deadlines", "timescale", "timescales", "timeframe", "target", "limit")
	limitSides    = set("within", "inside", "outside", "longer", "beyond")
)

// objectOf is the stem of what stands behind a side of a scale as its object: “passed the theory”; empty for a limit.
func (r *reading) objectOf(of sideScale, from, to int) string {
	for n := from; n+2 < to; n++ {
		if w := r.wordAt(n); !of.yes[w] && !of.no[w] || r.wordAt(n+1) != "the" {
			continue
		}
		for i := n + 2; i < to; i++ {
			if w := r.wordAt(i); deadlineNames[w] || targetWords[w] {
				return ""
			}
		}
		return stemOf(r.wordAt(n + 2))
	}
	return ""
}

// label is the words that say what a number counts: those behind it, or before it where none are.
func (r *reading) label(s sentence, n, next int) (from, to int) {
	to = n + 1
	for to < min(next, n+10) {
		if m := r.markAt(to); m == ";" || m == "," || m == "(" || m == ":" || m == ")" {
			break
		}
		to++
	}
	if to > n+1 {
		return n + 1, to
	}
	from = n
	if m := r.markAt(n - 1); m == ":" || m == "-" || m == "–" || m == "=" {
		n--
		from--
	}
	for from > max(s.from, n-8) && r.items[from-1].kind == wordItem || from > s.from && r.items[from-1].q != nil && r.items[from-1].q.noise {
		from--
	}
	return from, n
}

// saysOnlyThat reports whether a number counts nothing else than the things of its whole: what is said of them follows
// it at once, or it ends the words that name it.
func (r *reading) saysOnlyThat(c *Card, of sideScale, n, from int) bool {
	if from <= n {
		return true
	}
	w := r.wordAt(n + 1)
	if w == "of" && anaphors[r.wordAt(n+2)] {
		return true
	}
	return standVerbs[w] || inPart(w) || of.yes[w] || of.no[w] || w == "fully" || strings.HasSuffix(w, "ed") || c.counts(w) || r.namedTwice(n)
}

// standVerbs stand between a number and the side of what it counts.
var standVerbs = set("were", "was", "are", "is", "had", "have", "has", "did", "not", "in", "on", "went", "took", "found", "being")

// namedTwice reports whether the word behind a number stands behind a number before it, too: “59 complaints”, of which
// “13 complaints were upheld”.
func (r *reading) namedTwice(n int) bool {
	stem := stemOf(r.wordAt(n + 1))
	for i := n - 1; stem != "" && i >= max(0, n-40); i-- {
		if r.items[i].q.count() && (stemOf(r.wordAt(i+1)) == stem || stemOf(r.wordAt(i+2)) == stem) {
			return true
		}
	}
	return false
}

// comparator reports whether a number is of another time, or one that a number is compared with.
func (r *reading) comparator(c *Card, s sentence, n int) bool {
	if q := r.items[n].q; (q.base || q.target) && !r.behindLimit(s, n) {
		return true
	}
	for i := n - 1; i >= max(s.from, n-3); i-- {
		if w := r.wordAt(i); comparesWords[w] || w == "compared" || w == "than" && r.wordAt(i-1) != "longer" || w == "against" || w == "only" && r.wordAt(i-1) == "year" {
			return true
		}
	}
	at, timed := r.timeOf(c, s, n)
	return timed && at != slotOwn
}
