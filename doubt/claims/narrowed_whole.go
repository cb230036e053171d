package claims

import (
	"slices"

	"chaser/kpi"
)

// withoutNarrowed drops what is held against the card's percentage of a whole that the words narrow, where they give
// the card's percentage themselves and call it that of all: “4,310 invoices were received by schools and 4,111 paid on
// time; overall 97.4% were”. It drops what has no limit beside what has the title's, too.
func (r *reading) withoutNarrowed(c *Card, all []Claim) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return all
	}
	overall := r.saysOverall(c)
	return slices.DeleteFunc(all, func(claim Claim) bool {
		if claim.Agrees || claim.Computed == nil || claim.Kind != Share && claim.Kind != Sum {
			return false
		}
		var counts []int
		for n := r.itemAt(claim.Start); n < len(r.items) && r.items[n].end <= claim.End; n++ {
			if !r.items[n].q.count() {
				continue
			}
			if counts = append(counts, n); overall && r.narrowedTo(c, n) {
				return true
			}
		}
		two := claim.Kind == Share && claim.Subject == Own && len(counts) == 2
		return two && r.unlimitedShare(c, share{part: counts[0], of: counts[1]})
	})
}

// saysOverall reports whether the words give the card's percentage, exactly, as that of all.
func (r *reading) saysOverall(c *Card) bool {
	for n, it := range r.items {
		q := it.q
		if q == nil || q.noise || q.unit != percent || q.delta != 0 || q.base || q.target || q.how != asSaid || !c.Figure.says(q) {
			continue
		}
		s := r.sentences[r.sentenceOf(n)]
		if r.hasWord(max(s.from, n-5), min(s.to, n+6), overallWords) {
			return true
		}
	}
	return false
}

var overallWords = set("overall", "altogether", "combined", "council-wide", "councilwide", "corporately", "corporate")

// narrowedTo reports whether the words behind a number say whose or where the things are that it counts, which the
// title does not: “4,310 invoices were received by schools”.
func (r *reading) narrowedTo(c *Card, n int) bool {
	title := c.titleStems()
	for i := n + 1; i < min(len(r.items), n+6); i++ {
		it := r.items[i]
		if it.kind != wordItem || conjunctions[it.text] {
			return false
		}
		if narrowsTo[it.text] {
			at := i + 1
			for r.wordAt(at) == "the" || r.wordAt(at) == "our" {
				at++
			}
			return r.strange(title, at) && stemOf(r.wordAt(at)) != ""
		}
	}
	return false
}

// narrowsTo stand before whose or where something is.
var narrowsTo = set("by", "from", "at", "in", "for", "to")

// unlimitedShare reports whether a share has no limit of time, where its sentence gives the card's percentage with the
// title's limit: “answered 87% within 30 seconds, with 742 chats answered out of 755 in total”. Then the two are of
// other things, unless a slip in the counts makes them the same.
func (r *reading) unlimitedShare(c *Card, s share) bool {
	in := r.sentences[r.sentenceOf(s.part)]
	if s.of < 0 || s.part < in.from || s.of >= in.to || r.limitsMeet(c, in.from, in.to) <= 0 {
		return false
	}
	said := -1
	for n := in.from; n < s.part; n++ {
		if q := r.items[n].q; q != nil && q.unit == percent && !q.target && q.delta == 0 && c.Figure.says(q) {
			said = n
		}
	}
	from := s.part
	for from > in.from && r.markAt(from-1) != "," && r.markAt(from-1) != ";" && r.markAt(from-1) != "(" {
		from--
	}
	if said < 0 || said >= from || r.hasWord(from, in.to, unmetWords) { // seven of the 74 were late
		return false
	}
	if r.limitsMeet(c, from, in.to) > 0 || r.limitsMeet(c, in.from, from) <= 0 {
		return false
	}
	part, of := r.items[s.part].q, r.items[s.of].q
	holds := func() bool {
		return of.value.Sign() > 0 && part.value.Cmp(of.value) <= 0 && c.Figure.interval().Holds(percentage(part.value, of.value))
	}
	return !slipFrom(false, holds, nil, part, of)
}
