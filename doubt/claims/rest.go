package claims

import (
	"math/big"

	"chaser/kpi"
)

// restNames stand before what is left of a whole: “the other 22”, “the remaining 7”.
var restNames = set("other", "remaining", "remainder", "leaving", "rest")

// rests checks a part and what is left against their whole: “528 of 550 were cleared in time; the other 22 were on
// private land”, “318 were due and 289 were answered, leaving 29”.
func (r *reading) rests(c *Card) []Claim {
	var all []Claim
	for _, s := range r.wholesSaid() {
		if s.part >= 0 && s.of >= 0 {
			had := len(all)
			if rest := r.restAfter(s.of, s.last, s.part); rest >= 0 {
				all = r.addRest(all, s.of, s.part, rest)
			} else if list := r.partsAfter(s); len(list) > 2 {
				all = r.addParts(all, s.of, list)
			}
			if len(all) > had && !all[had].Agrees && r.isPartItself(s.of) {
				all = all[:had] // of the 64, 21 were allowed, of which 8 had costs, and the remaining 43 were dismissed
			}
		}
	}
	for k, s := range r.sentences {
		counts := r.counts(s.from, s.to)
		if before := r.wholeOfTwo(c, k, counts); before >= 0 {
			all = r.addRest(all, before, counts[0], counts[1])
		}
		if len(counts) == 3 && (r.leavesRest(counts[2]) || r.carriedOver(counts[2])) && r.items[counts[1]].q.value.Cmp(r.items[counts[0]].q.value) < 0 {
			all = r.addRest(all, counts[0], counts[1], counts[2])
		}
	}
	return all
}

// wholeOfTwo is the place of the one number of the sentence before, of which two make the parts: the first is the
// card's percentage of it, and the second is told to be the others: “We logged 297 requests. 251 were on time and 46
// went out late”. −1 where there is none.
func (r *reading) wholeOfTwo(c *Card, k int, two []int) int {
	if c.Unit != kpi.Percent || c.Figure.Value == nil || k == 0 || len(two) != 2 || !r.opposite(two[1]) {
		return -1
	}
	whole := r.counts(r.sentences[k-1].from, r.sentences[k-1].to)
	if len(whole) != 1 {
		return -1
	}
	in, ok := ratio(r.items[two[0]].q, r.items[whole[0]].q)
	if !ok || !in.Meets(c.figureAllows()) {
		return -1
	}
	return whole[0]
}

// wholesSaid are the parts that the words tie to their whole: by “of”, or by “of which”.
func (r *reading) wholesSaid() []share {
	all := r.sharesSaid()
	for n := range r.items {
		if q := r.items[n].q; q.count() {
			if s, ok := r.ofWhich(n); ok {
				s.last = max(s.part, s.of)
				all = append(all, s)
			}
		}
	}
	return all
}

// restAfter is the place of what is left after a part of a whole: in the same sentence, or named as the rest in the
// next; −1 where there is none.
func (r *reading) restAfter(of, last, part int) int {
	k := r.sentenceOf(of)
	end := r.sentences[k].to
	if k+1 < len(r.sentences) {
		end = r.sentences[k+1].to
	}
	passed := false // whether another count of the same sentence was passed over
	rated := false  // whether a percentage that tells of another thing was passed over
	for n := last + 1; n < end; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit == length || q.unit == percent && r.tellsShare(n) || n == part || n == of || q.delta != 0 || q.target || q.unit == points {
			continue
		}
		if q.unit == percent {
			rated = true
			continue
		}
		if !q.count() || r.wholeAfter(n) > 0 {
			return -1
		}
		next := r.sentences[r.sentenceOf(n)]
		short := (n == next.from || n == next.from+1 && r.wordAt(next.from) == "in") && (next.to-next.from <= 5 || n+3 < next.to && r.items[n+3].kind == markItem)
		if r.namesRest(n) && (!passed || n <= next.from+3) || !passed && (r.sentenceOf(n) == k || short) && !rated && r.opposite(n) && r.sameUnit(n, part) {
			return n
		}
		if r.sentenceOf(n) != k || passed {
			return -1
		}
		passed = true // 4,941 of 5,406 homes, after 1,607 checks. The other 465
	}
	return -1
}

// namesRest reports whether a number is called the rest: “the other 22 were”.
func (r *reading) namesRest(n int) bool {
	before := r.wordAt(n - 1)
	if r.wordAt(n-2) == "if" || r.wordAt(n-3) == "if" || r.hasWord(n+1, min(n+5, len(r.items)), countedInWords) {
		return false // 62.5% if the 9 exceptions are included
	}
	if before == "" && (unmetNouns[r.wordAt(n+1)] && r.wordAt(n+1) != "outstanding" && r.wordAt(n+1) != "exceptions") && r.items[max(0, n-1)].kind == endItem {
		return true // 39 failures
	}
	if before == "the" && (unmetNouns[r.wordAt(n+1)] || unmetWords[r.wordAt(n+1)] && r.wordAt(n+2) != "" && r.wordAt(n+1) != "not" || relatives[r.wordAt(n+1)] && r.unmetAfter(n+2)) {
		return true // the 660 that were missed
	}
	if before == "the" && r.wordAt(n+1) == "others" {
		return true // in the 16 others
	}
	return restNames[before] && before != "leaving" && (r.wordAt(n-2) == "the" || before == "remaining") || before == "leaving" || before == "leaves"
}

// countedInWords tell of what a number would be with others.
var countedInWords = set("included", "excluded", "counted")

// unmetNouns name those that were not as they should be.
var unmetNouns = set("failures", "misses", "breaches", "overruns", "outstanding", "exceptions")

var relatives = set("that", "which", "who", "whom")

// unmetAfter reports whether the words from an item on say that something was not as it should be: “were missed”, “did
// not”.
func (r *reading) unmetAfter(n int) bool {
	for i := n; i < n+3; i++ {
		if unmetWords[r.wordAt(i)] || r.wordAt(i) == "went" && r.wordAt(i+1) == "over" {
			return true
		}
	}
	return false
}

// unmetWords say that something was not done, or late.
var unmetWords = set("missed", "late", "not", "overdue", "outside", "failed", "overran", "breached", "outstanding", "exceeded", "longer", "without",
	"didn't", "didn’t", "weren't", "weren’t", "aren't", "aren’t", "isn't", "haven't", "haven’t", "hadn't", "couldn't", "unanswered", "incomplete")

// tellsShare reports whether a percentage only tells of the share before it again: in brackets, or after “giving”.
func (r *reading) tellsShare(n int) bool {
	before := r.wordAt(n - 1)
	return r.markAt(n-1) == "(" && r.markAt(n+1) == ")" || r.markAt(n-1) == "–" || r.markAt(n-1) == "=" || before == "giving" || before == "is" || before == "or" || before == "to"
}

func (r *reading) leavesRest(n int) bool {
	for i := n - 1; i >= n-3 && i >= 0; i-- {
		if r.wordAt(i) == "leaving" {
			return true
		}
		if r.wordAt(i) != "just" && r.wordAt(i) != "only" && r.wordAt(i) != "the" && r.wordAt(i) != "other" {
			return false
		}
	}
	return false
}

// carriedOver reports whether a number stands behind “carried over” or “not done”, as what is left.
func (r *reading) carriedOver(n int) bool {
	first, second := r.wordAt(n-2), r.wordAt(n-1)
	return first == "carried" && (second == "over" || second == "forward") || first == "not" && (second == "done" || second == "met") ||
		first == "still" && (second == "outstanding" || second == "open")
}

// reasons begin why something was so.
var reasons = set("because", "as", "since", "due", "owing", "mostly", "mainly", "but", "and", "while")

// opposite reports whether a number is told to be the others in a word: “83 were not”, “52 late”.
func (r *reading) opposite(n int) bool {
	if r.wordAt(n+1) == "they" {
		n++ // in eight they were not
	}
	next, second := r.wordAt(n+1), r.wordAt(n+2)
	if next == "had" && second == "to" && r.wordAt(n+3) == "wait" || (next == "are" || next == "were") && (second == "vacant" || second == "empty" || second == "unfilled") {
		return true
	}
	if next == "exceeded" || next == "breached" || (next == "have" || next == "had" || next == "has") && (second == "exceeded" || second == "not" || second == "missed" || second == "overrun" || second == "breached") {
		return true
	}
	if next == "went" && (second == "over" || second == "out" && r.wordAt(n+3) == "late") {
		return true
	}
	if next == "late" || next == "outside" || next == "overdue" || next == "missed" || next == "overran" {
		return true
	}
	if next != "were" && next != "was" && next != "did" && next != "took" && next != "went" && next != "had" {
		return false
	}
	lone := n+3 >= len(r.items) || r.saidBefore(n, r.wordAt(n+3)) || r.items[n+3].kind != wordItem || reasons[r.wordAt(n+3)] || next == "took" || next == "did"
	return (second == "not" || second == "late" || second == "longer" || second == "outside" || second == "older" || second == "further" || second == "failed") && lone || next == "had" && second == "failed"
}

// saidBefore reports whether a word was said shortly before a number: “76 were upheld and 39 were not upheld”.
func (r *reading) saidBefore(n int, w string) bool {
	for i := n - 1; w != "" && i >= max(0, n-8); i-- {
		if r.wordAt(i) == w {
			return true
		}
	}
	return false
}

func (r *reading) sameUnit(a, b int) bool { return r.items[a].q.unit == r.items[b].q.unit }

// addRest adds the claim that a part and the rest make the whole, where they do or one slip mends them.
func (r *reading) addRest(all []Claim, of, part, rest int) []Claim {
	whole, a, b := r.items[of].q, r.items[part].q, r.items[rest].q
	if whole.unit != plain || a.unit != plain || whole.how != asSaid || a.how != asSaid || b.how != asSaid || whole.round && whole.value.Cmp(hundred) > 0 && !a.exactTo(b, whole) {
		return all
	}
	holds := func() bool { return new(big.Rat).Add(a.value, b.value).Cmp(whole.value) == 0 }
	claim := r.claim(Sum, Words, min(of, part), max(rest, of))
	claim.Read = r.added([]int{part, rest})
	claim.Computed, claim.Stated, claim.Allowed = new(big.Rat).Add(a.value, b.value), r.said(of), exactly(whole.value)
	claim.Agrees = holds()
	if claim.Agrees || slipOf(holds, nil, whole, a, b) {
		return append(all, claim)
	}
	return all
}

// partsAfter are a part of a whole and what became of the others, up to what is called the rest: “135 out of the
// 250 found a home. 65 went on to another duty and the remaining 50 dropped out”.
func (r *reading) partsAfter(s share) []int {
	k := r.sentenceOf(s.of)
	end := r.sentences[min(k+1, len(r.sentences)-1)].to
	list := []int{s.part}
	for n := s.last + 1; n < end && len(list) < 6; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit == length || n == s.part || n == s.of || q.unit == percent && r.tellsShare(n) {
			continue
		}
		if relatives[r.wordAt(n-1)] && r.ofWhichIs(n, list[len(list)-1]) {
			continue // of which 8 had costs
		}
		if r.wordAt(n+1) == "of" && (r.wordAt(n+2) == "the" || anaphors[r.wordAt(n+2)]) && r.namesRest(r.ofTheRest(n)) {
			return nil // two of the other three are a part of the rest
		}
		if !q.count() || r.wholeAfter(n) > 0 {
			return nil
		}
		list = append(list, n)
		if r.namesRest(n) {
			if r.cameAndWent(list) {
				return nil // 84 were opened and 77 closed, leaving 219
			}
			return list
		}
	}
	return nil
}

// ofTheRest is the place of the number a few words behind “two of the other”, or the last item.
func (r *reading) ofTheRest(n int) int {
	for i := n + 1; i < min(len(r.items), n+6); i++ {
		if r.items[i].q != nil {
			return i
		}
	}
	return len(r.items) - 1
}

// addParts adds the claim that parts make the whole, where they do or one slip mends them.
func (r *reading) addParts(all []Claim, of int, list []int) []Claim {
	whole := r.items[of].q
	qs := append(r.quantities(list), whole)
	for _, q := range qs {
		if q.unit != plain || q.how != asSaid || q.fraction {
			return all
		}
	}
	for n := 2; n < len(list); n++ {
		if r.sum(list[:n]).Cmp(whole.value) == 0 {
			return all // the first ones make the whole, and the rest are parts of them
		}
	}
	holds := func() bool { return r.sum(list).Cmp(whole.value) == 0 }
	claim := r.claim(Sum, Words, min(of, list[0]), max(of, list[len(list)-1]))
	claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), r.said(of)
	claim.Allowed, claim.Agrees = exactly(whole.value), holds()
	if claim.Agrees || slipOf(holds, nil, qs...) {
		return append(all, claim)
	}
	return all
}

// exactTo reports whether a number ends in other digits than noughts, so that its whole is hardly rounded either.
func (q *quantity) exactTo(b, whole *quantity) bool { return !q.round || !b.round }
