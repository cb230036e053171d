package claims

import "chaser/kpi"

// opensWith reports whether a pair's sentence opens with its whole, or the pair says which it is: “Of the 84
// complaints closed, 36 (43%) were upheld”, “742 concerns, 231 (31%) of which”.
func (r *reading) opensWith(p share, whole *quantity) bool {
	if n := p.last + 1; r.wordAt(n) == "of" && (r.wordAt(n+1) == "which" || r.wordAt(n+1) == "whom") {
		return r.firstLevel(r.sentences[r.sentenceOf(p.part)]) >= 0 && r.items[r.firstLevel(r.sentences[r.sentenceOf(p.part)])].q == whole
	}
	of, ok := r.ofWhich(p.part)
	return ok && r.items[of.of].q == whole && of.first == r.sentences[r.sentenceOf(p.part)].from
}

var accounts = set("accounting", "accounted", "accounts", "account")

// meantWhole is the whole that a lone pair names: the number before “of them”, “of these”, “of which”; nil where it
// names none.
func (r *reading) meantWhole(c *Card, p share) *quantity {
	s := r.sentences[r.sentenceOf(p.part)]
	if of, ok := r.ofWhich(p.part); ok && of.first == s.from && len(r.counts(s.from, p.part)) == 1 {
		return r.items[of.of].q // Of the 12,000 outcomes, 7,900 (66%)
	}
	names := c.Unit == kpi.Count && c.Figure.Value != nil && p.first >= 2 && accounts[r.wordAt(p.first-2)] && r.wordAt(p.first-1) == "for"
	if names && (r.overlap(c, s.from, p.first) > 0 || r.tellsOfOwn(c, s)) {
		return &quantity{value: c.Figure.Value, step: whole(1)} // three wards accounting for 402 (45%)
	}
	names, total := false, false
	if n := p.last + 1; r.wordAt(n) == "of" && (r.wordAt(n+1) == "which" || r.wordAt(n+1) == "whom") {
		names = true // 742 concerns, 231 (31%) of which
	}
	for n := p.first - 1; n >= max(s.from, p.first-6); n-- {
		names = names || r.wordAt(n) == "of" && anaphors[r.wordAt(n+1)]
	}
	for n := p.first + 1; n < min(s.to, p.last+1); n++ {
		names = names || r.wordAt(n) == "of" && (anaphors[r.wordAt(n+1)] || r.wordAt(n+1) == "it")
		total = total || r.wordAt(n) == "of" && (r.wordAt(n+1) == "the" || r.wordAt(n+1) == "our") && r.wordAt(n+2) == "total" && r.markAt(n+3) == "("
	}
	if total && c.Unit == kpi.Count && c.Figure.Value != nil && r.saysOwnBefore(c, s, p.first) {
		return &quantity{value: c.Figure.Value, step: whole(1)} // 888 of the total (26%)
	}
	if !names {
		return nil
	}
	from := r.sentences[max(0, r.sentenceOf(p.part)-1)].from
	for n := p.first - 1; n >= from; n-- {
		q := r.items[n].q
		if !q.sized() || q.unit != r.items[p.part].q.unit {
			continue
		}
		if r.wordAt(n-1) == "with" || r.wordAt(n-1) == "from" || r.wordAt(n-1) == "to" && r.wordAt(n-2) == "compared" {
			continue // compared with 219
		}
		return q
	}
	if c.Figure.Value != nil && c.Unit == kpi.Count {
		return &quantity{value: c.Figure.Value, step: whole(1)}
	}
	return nil
}

// openingWhole is the whole that a sentence of several parts opens with, where they are no more than it: “Of the 14,670
// accepted, 9,290 were placed and 4,380 stayed put (30%)”; nil where it opens with none.
func (r *reading) openingWhole(p share) *quantity {
	s := r.sentences[r.sentenceOf(p.part)]
	counts := r.counts(s.from, s.to)
	at := s.from
	if r.wordAt(at) == "out" {
		at++
	}
	if r.wordAt(at) != "of" || len(counts) < 3 || counts[0] > at+2 || counts[len(counts)-1] != p.part || r.hasWord(s.from, s.to, partialWords) {
		return nil
	}
	whole := r.items[counts[0]].q
	if !r.parted(counts[1:]) || r.sum(counts[1:]).Cmp(whole.value) > 0 || r.wholeAfter(p.part) > 0 || r.wordAt(p.rate+1) == "of" {
		return nil
	}
	return whole
}
