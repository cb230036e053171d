package claims

import "strings"

// A percentage that would be wrong of the counts that a claim reads may be right of those that stand nearest to it:
// “7,412 were handled. 5,232 of them were calls, a decrease of 7% on 5,626”. Then the claim misreads what it is of.

// withoutInnocent drops what is claimed wrong where something else explains it.
func (r *reading) withoutInnocent(c *Card, all []Claim) []Claim {
	kept := all[:0]
	for _, claim := range all {
		if claim.Agrees || claim.Computed == nil || !r.innocent(c, claim) {
			kept = append(kept, claim)
		}
	}
	return kept
}

func (r *reading) innocent(c *Card, claim Claim) bool {
	if r.innocentSum(claim) || r.innocentShare(c, claim) {
		return true
	}
	if claim.Kind != Share && claim.Kind != Change || tableRules[claim.Rule] {
		return false
	}
	if n, of := claim.Numerator, claim.Denominator; claim.Kind == Share && n != nil && of != nil && of.Sign() > 0 && n.Cmp(of) > 0 && claim.Allowed.bounded() && claim.Allowed.Holds(percentage(of, n)) {
		return true // 10,840 in time against a total of 11,912 (91%)
	}
	for n := r.itemAt(claim.Start); n < len(r.items) && r.items[n].end <= claim.End; n++ {
		q := r.items[n].q
		if q != nil && q.unit == percent && (r.show(n) == claim.Stated || claim.Subject == Own && c.isOwn(q)) && r.rightOfNearest(n, claim) {
			return true
		}
	}
	return false
}

// rightOfNearest reports whether a percentage is the share, or the change, of two numbers that stand nearest to it and
// count the same.
func (r *reading) rightOfNearest(n int, claim Claim) bool {
	e, ok := r.entryAt(n)
	if !ok || e.q.telling() < 1 {
		return false
	}
	s := r.sentences[r.sentenceOf(n)]
	var near []entry
	for i := n - 1; i >= max(r.sentences[max(0, r.sentenceOf(n)-1)].from, n-24) && len(near) < 2; i-- {
		if o, ok := r.entryAt(i); ok && o.q.unit != percent {
			near = append(near, o)
		}
	}
	for i := n + 1; i < min(s.to, n+12); i++ {
		if o, ok := r.entryAt(i); ok && o.q.unit != percent {
			near = append(near, o)
			break
		}
	}
	for i, a := range near {
		for _, b := range near[i+1:] {
			if a.q.unit == b.q.unit && (!r.readIn(claim, a) || !r.readIn(claim, b)) && shareOrChange(e, a, b) {
				return true
			}
		}
	}
	return false
}

// readIn reports whether a claim reads a number.
func (r *reading) readIn(claim Claim, e entry) bool {
	return strings.Contains(claim.Read, Digits(e.q.value)) || strings.Contains(claim.Read, r.show(e.at))
}

// shareOrChange reports whether a percentage is what one number is of another, or how far it is from it.
func shareOrChange(e, a, b entry) bool {
	if a.v > b.v {
		a, b = b, a
	}
	if a.v <= 0 {
		return false
	}
	tell := func(part, of milli) bool {
		return within(e.v, part*100_000/of, e.half+100_000*(a.half+b.half)/of)
	}
	return tell(a.v, b.v) || tell(b.v-a.v, a.v) || tell(b.v-a.v, b.v)
}
