package claims

import "chaser/kpi"

// sidedWhole finds what parts are of, in their sentence and the one before.
func (r *reading) sidedWhole(c *Card, k int, of sideScale, list []int) (sidedWhole, bool) {
	s := r.sentences[k]
	w := sidedWhole{at: -1}
	if at := r.wholeAfter(list[0]); at > 0 {
		w.at, w.v, w.tied, w.done = at, r.items[at].q.value, true, r.endedAt(at)
		return w, r.items[at].q.how == asSaid
	}
	from := s.from
	if k > 0 && list[0] <= s.from+8 {
		from = r.sentences[k-1].from
	}
	var wholes []int
	for _, n := range r.counts(from, list[0]) {
		in := r.sentences[r.sentenceOf(n)]
		switch q := r.items[n].q; {
		case r.comparator(c, in, n):
		case q.how != asSaid || r.items[n].depth > 0:
			return w, false
		case r.takenFrom(in, n):
			w.outs = append(w.outs, n)
		default:
			wholes = append(wholes, n)
		}
	}
	if len(wholes) == 0 {
		return r.figureSided(c, k, of, list, w)
	}
	w.at = wholes[len(wholes)-1]
	w.v, w.done = r.items[w.at].q.value, r.endedAt(w.at)
	own := c.Unit == kpi.Count && c.isOwn(r.items[w.at].q)
	if len(wholes) > 1 && !own && (!w.done || r.endedAt(wholes[0])) {
		w.v, w.several = r.sum(wholes), true
		return w, true
	}
	named := r.anaphorBefore(s, list[0]) || r.allNamed(r.sentences[r.sentenceOf(w.at)], w.at) || r.markAt(list[0]-1) == ":"
	w.tied = w.done || len(w.outs) > 0 || named || own && !r.besideAny(w.at, comingIn)
	return w, true
}

// figureSided takes the card's figure for what parts are of, where the words give no other and begin with them.
func (r *reading) figureSided(c *Card, k int, of sideScale, list []int, w sidedWhole) (sidedWhole, bool) {
	s := r.sentences[k]
	own := c.Unit == kpi.Count && c.Figure.Value != nil && k < 2 && len(w.outs) == 0 && r.ownPeriod(c, s)
	if !own || c.titleHas(of.yes) || c.titleHas(of.no) || r.partial(s) || len(r.counts(r.sentences[0].from, list[0])) > 0 {
		return w, false
	}
	w.v, w.done = c.Figure.Value, true
	w.tied = r.overlap(c, s.from, s.to) > 0 || list[0] == s.from && len(r.sentences) == 1
	return w, true
}

// anaphorBefore reports whether a sentence says of what its first part is: “of these”, “of which”.
func (r *reading) anaphorBefore(s sentence, n int) bool {
	for i := n - 1; i >= max(s.from, n-4); i-- {
		if anaphors[r.wordAt(i)] && r.wordAt(i-1) == "of" {
			return true
		}
	}
	return r.wordAt(n+1) == "of" && anaphors[r.wordAt(n+2)]
}

// ended are said of things that have come to an end, so that nothing of them is pending.
var ended = set("handled", "closed", "determined", "decided", "completed", "concluded", "resolved", "sent", "issued", "responded", "answered", "heard",
	"decisions", "outcomes", "responses", "replies")

// comingIn are said of things of which some may end in another period than they came in, and others came in before.
var comingIn = set("received", "lodged", "made", "submitted", "raised", "opened", "new", "registered", "reported", "logged")

// endedAt reports whether the words beside a number say that what it counts has come to an end.
func (r *reading) endedAt(n int) bool { return r.besideAny(n, ended) }

// besideAny reports whether one of some words is said of what a number counts.
func (r *reading) besideAny(n int, words map[string]bool) bool {
	from := n
	for from > max(0, n-2) && r.items[from-1].kind == wordItem {
		from--
	}
	for i := from; i < min(len(r.items), n+7); i++ {
		it := r.items[i]
		if i > n && (it.q != nil && !it.q.noise || it.text == ";" || it.text == "," || it.text == "(" || it.kind == endItem) {
			return false
		}
		if words[r.wordAt(i)] && r.wordAt(i-1) != "be" {
			return true
		}
	}
	return false
}

// taken are said of what is no longer of a whole.
var taken = set("withdrawn", "withdrew", "invalid", "duplicate", "duplicates", "transferred", "redirected", "excluded", "discounted", "ineligible", "jurisdiction", "lapsed")

// takenFrom reports whether a number counts those that are taken out of a whole: “eight withdrawn”, “15 were not
// investigated”.
func (r *reading) takenFrom(s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+7); i++ {
		it := r.items[i]
		if it.q != nil && !it.q.noise || it.text == ";" || it.text == "," {
			return false
		}
		if w := r.wordAt(i); taken[w] || w == "not" && (r.wordAt(i+1) == "investigated" || r.wordAt(i+1) == "accepted" || r.wordAt(i+1) == "considered") {
			return true
		}
	}
	return false
}
