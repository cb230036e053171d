package claims

import "math/big"

// equation is a sum that the words write out: numbers with a sign before each but the first, and what they come to.
type equation struct {
	list  []int // the places of the numbers
	signs []int // +1 or −1 of each
	total int   // the place of what they come to
	equal bool  // “=” stands between them, rather than brackets
}

// operators are the words that write a sum out.
var operators = map[string]int{"plus": 1, "less": -1, "minus": -1, "+": 1, "−": -1, "-": -1, "–": -1}

// equations checks sums that are written out: “418, plus 163 new, less 197 closed = 384”, “642 (Q1 311 + Q2 331)”.
func (r *reading) equations(*Card) []Claim {
	var all []Claim
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			e, ok := r.equationAt(s, n)
			if !ok {
				continue
			}
			if claim, ok := r.equationClaim(e); ok {
				all = append(all, claim)
			}
			n = e.list[len(e.list)-1]
		}
	}
	return all
}

// equationAt reads a sum that begins with the number at n.
func (r *reading) equationAt(s sentence, n int) (equation, bool) {
	e := equation{list: []int{n}, signs: []int{1}, total: -1}
	if !r.operand(n) || n > s.from && operators[r.items[n-1].text] != 0 && r.items[n].start > r.items[n-1].end {
		return e, false // it begins earlier than here: 307 b/f + 141 new
	}
	for at := n; ; {
		next, sign, equal := r.operatorAfter(s, at)
		if next < 0 {
			break
		}
		if at = next; equal {
			e.total, e.equal = next, r.markAt(next-1) != ":"
			break
		}
		e.list, e.signs = append(e.list, next), append(e.signs, sign)
	}
	if len(e.list) < 2 || len(e.list) > 9 {
		return e, false
	}
	if e.total < 0 {
		e.total = r.totalBefore(s, n, e.list[len(e.list)-1])
	}
	return e, e.total >= 0 && r.oneUnit(append([]int{e.total}, e.list...))
}

// operand reports whether a number may stand in a sum.
func (r *reading) operand(n int) bool {
	q := r.quantityAt(n)
	return q != nil && !q.noise && !q.fraction && q.how == asSaid && q.unit != points && (q.unit != length || q.measure || q.counted)
}

// operatorAfter is the next number of a sum, its sign, and whether it is what the sum comes to; −1 where the sum ends.
// A few words may stand between the numbers, but no other sign.
func (r *reading) operatorAfter(s sentence, at int) (next, sign int, equal bool) {
	depth := r.items[at].depth
	far := at + 8
	for n := at + 1; n < min(s.to, far); n++ {
		it := r.items[n]
		if it.depth > depth || it.depth == depth && (it.text == ")" || it.text == "(" && n > at+1) {
			far = min(far+1, at+2*reach) // plus 44 new plans (of whom 9 for a second time)
			continue
		}
		spaced := it.start > r.items[n-1].end
		switch by, ok := operators[it.text]; {
		case it.q != nil:
			if sign == 0 && !equal || !r.operand(n) {
				return -1, 0, false
			}
			return n, sign, equal
		case it.text == "=":
			if sign != 0 || equal {
				return -1, 0, false
			}
			equal = true
		case ok && (spaced || it.text == "+"):
			if sign != 0 || equal {
				return -1, 0, false
			}
			sign = by
		case it.text == ":" && sign == 0 && r.operand(n+1) && n+1 < s.to && at > s.from && r.afterOperator(s, at):
			return n + 1, 0, true
		case it.kind == wordItem, it.w != nil, it.text == ",", it.text == ":", it.text == "-", it.text == "/":
		default:
			return -1, 0, false
		}
	}
	return -1, 0, false
}

// afterOperator reports whether a sign or its word stands right before a number: “minus 59 ended”.
func (r *reading) afterOperator(s sentence, n int) bool {
	return n > s.from && operators[r.items[n-1].text] != 0
}

// totalBefore is the place of the number before brackets that hold a sum and nothing else; −1 where there is none.
func (r *reading) totalBefore(s sentence, first, last int) int {
	open := first - 1
	for open > s.from && (r.items[open].w != nil || r.markAt(open) == ":" || r.items[open].kind == wordItem) && first-open < 4 {
		open--
	}
	if r.markAt(first-1) == ":" && r.markAt(open) != "(" {
		open = first - 1
	}
	shut := last + 1
	for shut < s.to && r.items[shut].kind == wordItem || r.markAt(shut) == "-" {
		shut++
	}
	if m := r.markAt(open); m != "(" && m != "=" && m != ":" || m == "(" && r.markAt(shut) != ")" {
		return -1
	}
	for n := open - 1; n >= max(s.from, open-6); n-- {
		if it := r.items[n]; it.q != nil && !it.q.noise {
			if r.operand(n) {
				return n
			}
			return -1
		} else if it.kind == markItem {
			return -1
		}
	}
	return -1
}

// oneUnit reports whether numbers count the same, as far as their units are said.
func (r *reading) oneUnit(list []int) bool {
	u := plain
	for _, n := range list {
		switch q := r.items[n].q; {
		case q.unit == plain:
		case u == plain:
			u = q.unit
		case u != q.unit:
			return false
		}
	}
	return true
}

// equationClaim reckons a sum. One in brackets may leave a part out, so that only a slip is spoken of.
func (r *reading) equationClaim(e equation) (Claim, bool) {
	total := r.items[e.total].q
	reckon := func() *big.Rat {
		sum := new(big.Rat)
		for k, n := range e.list {
			sum.Add(sum, new(big.Rat).Mul(r.items[n].q.value, whole(int64(e.signs[k]))))
		}
		return sum
	}
	slack := r.slack(parts{list: e.list}, total.value)
	if total.scaled || total.step.Cmp(whole(1)) < 0 {
		slack.Add(slack, new(big.Rat).Mul(total.step, big.NewRat(1, 2)))
	}
	holds := func() bool { return around(total.value, slack).Holds(reckon()) }
	claim := r.claim(Sum, Words, min(e.list[0], e.total), max(e.list[len(e.list)-1], e.total))
	for k, n := range e.list {
		switch {
		case e.signs[k] < 0:
			claim.Read += " − "
		case k > 0:
			claim.Read += " + "
		}
		claim.Read += r.said(n)
	}
	claim.Computed, claim.Stated, claim.Allowed = reckon(), r.said(e.total), around(total.value, slack)
	claim.Pounds, claim.PerCent = total.unit == money, total.unit == percent
	claim.Agrees = holds()
	return claim, claim.Agrees || e.equal || slipOf(holds, nil, append(r.quantities(e.list), total)...)
}
