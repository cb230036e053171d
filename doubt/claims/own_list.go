package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// ownLists checks the parts of the card's own number where their layout leaves room for no other: in brackets right
// behind it, “187 people (11 fatal, 176 serious)”, in the points of a list below it, and before “143 in total”. It
// speaks where one slip mends the sum.
func (r *reading) ownLists(c *Card) []Claim {
	if c.Figure.Value == nil || c.Unit != kpi.Count && c.Unit != kpi.Currency && c.Unit != kpi.Days {
		return nil
	}
	for k, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.delta != 0 || q.target || q.base || !c.suits(q) || q.value.Cmp(c.Figure.Value) != 0 {
				continue
			}
			for _, list := range [][]int{r.listInBrackets(c, s, n), r.listInPoints(c, k), r.listBeforeTotal(c, k, n)} {
				if claim, ok := r.ownListClaim(c, n, list); ok {
					return []Claim{claim}
				}
			}
		}
	}
	return nil
}

func (r *reading) ownListClaim(c *Card, n int, list []int) (Claim, bool) {
	if len(list) < 2 || len(list) > 9 {
		return Claim{}, false
	}
	slack := r.slack(parts{list: list}, c.Figure.Value)
	holds := func() bool { return around(c.Figure.Value, slack).Holds(r.sum(list)) }
	claim := r.claim(Sum, Own, min(n, list[0]), max(n, list[len(list)-1]))
	claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), Digits(c.Figure.Value)
	claim.Allowed, claim.Pounds, claim.Agrees = around(c.Figure.Value, slack), c.Unit == kpi.Currency, holds()
	if claim.Agrees {
		return claim, true
	}
	lacks := claim.Computed.Cmp(c.Figure.Value) < 0
	if lacks && r.items[list[0]].depth > 0 { // brackets may hold some parts only
		ended := r.hasWord(list[len(list)-2], list[len(list)-1], andWord) || len(list) > 3
		for _, n := range list {
			ended = ended || r.swapMends(r.items[n].q, holds)
		}
		if !ended {
			return Claim{}, false
		}
	}
	far := new(big.Rat).Sub(claim.Computed, c.Figure.Value)
	few := c.Figure.Value.Cmp(whole(30)) < 0 && len(list) < 3
	return claim, !few && far.Abs(far).Cmp(c.Figure.Value) < 0 && slipOf(holds, nil, r.quantities(list)...)
}

// isPart reports whether a number may be one of the parts, told by the words beside it and by nothing else.
func (r *reading) isPart(c *Card, n int) bool {
	return r.addable(c, n) && r.wholeAfter(n) == 0 && r.partOf(n) < 0
}

// listInBrackets are the numbers of the brackets that open right behind a number and the things that it counts, each
// with a name and parted by a comma or “and”.
func (r *reading) listInBrackets(c *Card, s sentence, n int) []int {
	open := n + 1
	for open < min(s.to, n+11) && (r.items[open].kind == wordItem || r.markAt(open) == "-" || r.items[open].w != nil || r.items[open].q != nil && r.items[open].q.unit == length && !r.items[open].q.counted) {
		open++
	}
	if m := r.markAt(open); open >= s.to || m != "(" {
		return nil
	}
	var list []int
	for i := open + 1; i < s.to && r.markAt(i) != ")"; i++ {
		it := r.items[i]
		switch {
		case it.w != nil, it.text == "(", it.text == ";", partialWords[it.text], it.text == "average":
			return nil
		case it.q == nil || it.q.noise:
		case !r.isPart(c, i) || r.wordAt(i-1) == "" && r.wordAt(i+1) == "":
			return nil
		case len(list) > 0 && !r.parted([]int{list[len(list)-1], i}):
			return nil
		default:
			list = append(list, i)
		}
	}
	return list
}

// listInPoints are the numbers that begin the points of a list below the sentence of a number, which ends in a colon.
func (r *reading) listInPoints(c *Card, k int) []int {
	s := r.sentences[k]
	if r.markAt(s.to-1) != ":" || r.partial(s) {
		return nil
	}
	var list []int
	for k++; k < len(r.sentences) && r.isPoint(k); k++ {
		s := r.sentences[k]
		counts := r.counts(s.from, s.to)
		if len(counts) != 1 || counts[0] > s.from+4 || !r.isPart(c, counts[0]) {
			return nil
		}
		list = append(list, counts[0])
	}
	return list
}

// isPoint reports whether a sentence stands behind a bullet.
func (r *reading) isPoint(k int) bool {
	before := strings.TrimRight(r.text[:r.items[r.sentences[k].from].start], " \t")
	return strings.HasSuffix(before, "•") || strings.HasSuffix(before, "*")
}

// listBeforeTotal are the numbers of the sentence before one that begins with the whole: “littering 88, fly tipping 31.
// 119 in total”.
func (r *reading) listBeforeTotal(c *Card, k, n int) []int {
	s := r.sentences[k]
	next := r.wordAt(n + 1)
	if k == 0 || n > s.from+1 || next != "altogether" && (next != "in" || r.wordAt(n+2) != "total" && r.wordAt(n+2) != "all") && r.wordAt(n-1) != "total" {
		return nil
	}
	before := r.sentences[k-1]
	var list []int
	for i := before.from; i < before.to; i++ {
		it := r.items[i]
		switch {
		case it.w != nil, partialWords[it.text]:
			return nil
		case it.q == nil || it.q.noise:
		case !r.isPart(c, i) || len(list) > 0 && !r.parted([]int{list[len(list)-1], i}):
			return nil
		default:
			list = append(list, i)
		}
	}
	if len(list) < 3 {
		return nil
	}
	return list
}
