package claims

import "chaser/kpi"

// resultWords lead from counts to the percentage that they come to.
var resultWords = set("therefore", "so", "thus", "hence", "meaning", "means", "that", "giving", "gives")

// resultsSaid checks a percentage that the words draw from counts which come to the card's: “71 were issued in time and
// 47 were not, therefore 66.4% were on time” under the 60.2 that 71 of 118 is.
func (r *reading) resultsSaid(c *Card) []Claim {
	if c.Unit != kpi.Percent || c.Figure.Value == nil {
		return nil
	}
	for k, s := range r.sentences {
		for n := s.from + 1; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.fraction || q.unit != percent || q.delta != 0 || q.base || q.target || q.how != asSaid || !resultWords[r.wordAt(n-1)] || r.wordAt(n+1) == "of" {
				continue
			}
			counts := r.counts(r.sentences[max(0, k-1)].from, n)
			if r.hasWord(s.from, n, withoutWords) || c.knows(q) || len(counts) < 2 || len(counts) > 4 || !r.periodOf(c, k, n) || r.sharesSay(counts, q) {
				continue
			}
			if part, of, ok := r.comingTo(counts, c.figureAllows()); ok {
				claim := r.claim(Share, Words, min(part, of), n)
				r.fill(&claim, r.items[part].q, r.items[of].q)
				claim.Stated, claim.Allowed = r.show(n), wide(q)
				return []Claim{claim}
			}
		}
	}
	return nil
}

// withoutWords make a percentage that of fewer, or of another case.
var withoutWords = set("taking", "without", "excluding", "if", "unless", "out", "would", "including")

// sharesSay reports whether a percentage is any share of the counts, or of two of them together.
func (r *reading) sharesSay(counts []int, q *quantity) bool {
	all := r.quantities(counts)
	for i, a := range all {
		for _, b := range all[:i] {
			sum := &quantity{value: r.sum([]int{counts[i]}), step: whole(1)}
			sum.value.Add(sum.value, b.value)
			for _, pair := range [][2]*quantity{{a, b}, {b, a}, {a, sum}, {b, sum}} {
				if in, ok := ratio(pair[0], pair[1]); ok && (in.Meets(wide(q)) || exactly(hundred).plus(in.negated()).Meets(wide(q))) {
					return true
				}
			}
		}
	}
	return false
}

// comingTo are a part and its whole among counts that come to a percentage.
func (r *reading) comingTo(counts []int, allows Interval) (part, of int, ok bool) {
	for _, a := range counts {
		for _, b := range counts {
			in, ok := ratio(r.items[a].q, r.items[b].q)
			if a != b && ok && r.items[a].q.value.Cmp(r.items[b].q.value) <= 0 && in.Meets(allows) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}
