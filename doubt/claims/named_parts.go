package claims

import (
	"math/big"
	"strings"

	"chaser/kpi"
)

// namedParts checks a sentence that is nothing but names with their numbers: “North 74, South 61, Coast 77”. It has the
// look of a whole list, though no word says so. A list that is not whole comes to less than the figure, so that of one
// that comes to more any telling slip is believed, and of one that comes to less only two digits changed over.
func (r *reading) namedParts(c *Card) []Claim {
	if c.Figure.Value == nil || c.Unit == kpi.Ratio {
		return nil
	}
	var all []Claim
	lists := [][]int{r.namesInLines(c)}
	for _, s := range r.sentences {
		lists = append(lists, r.namesWithNumbers(c, s))
	}
	for k, list := range lists {
		if len(list) < 3 || len(list) > 8 {
			continue
		}
		s := sentence{r.sentences[r.sentenceOf(list[0])].from, r.sentences[r.sentenceOf(list[len(list)-1])].to}
		if r.partial(s) || r.hasWord(s.from, s.to, severalWords) {
			continue
		}
		slack := r.slack(parts{list: list}, c.Figure.Value)
		holds := func() bool { return around(c.Figure.Value, slack).Holds(r.sum(list)) }
		claim := r.claim(Sum, Own, list[0], list[len(list)-1])
		claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), Digits(c.Figure.Value)
		claim.Allowed, claim.Agrees = around(c.Figure.Value, slack), holds()
		claim.Pounds, claim.PerCent = c.Unit == kpi.Currency, c.Unit == kpi.Percent
		ok := claim.Agrees
		for _, n := range list {
			ok = ok || r.swapMends(r.items[n].q, holds)
		}
		last := list[len(list)-1]
		whole := r.hasWord(list[len(list)-2], last, otherNames)
		ok = ok || whole && (slipOf(holds, nil, r.quantities(list)...) || r.reordered(holds, list))
		ok = ok || k == 0 && c.Figure.Value.Cmp(hundred) > 0 && r.tellingSlip(holds, list) // it is all that is told
		more := claim.Computed.Cmp(c.Figure.Value) > 0
		if ok || more && r.tellingSlip(holds, list) {
			all = append(all, claim)
		}
	}
	return all
}

// reordered reports whether a sum is mended by the three digits of one number in another order.
func (r *reading) reordered(holds func() bool, list []int) bool {
	for _, n := range list {
		q := r.items[n].q
		if len(q.digits) != 3 || q.inWords {
			continue
		}
		was, d := q.value, q.digits
		for _, turned := range []string{d[1:] + d[:1], d[2:] + d[:2]} {
			v, ok := new(big.Rat).SetString(turned)
			if q.value = was; ok && turned != d {
				q.value = v.Mul(v, q.step)
			}
			mended := holds()
			if q.value = was; mended {
				return true
			}
		}
	}
	return false
}

// namesInLines are the numbers of a commentary that is nothing but a list in lines, each a name with its number.
func (r *reading) namesInLines(c *Card) []int {
	var list []int
	for k, s := range r.sentences {
		last := s.to - 1
		if m := r.markAt(last); m == "." || m == "," || m == ";" {
			last--
		}
		if len(list) > 8 || last <= s.from || len(r.counts(s.from, last)) > 0 || k > 0 && !r.newLine(k) {
			return nil
		}
		if q := r.items[last].q; q == nil || !r.isPart(c, last) || !c.suits(q) || c.isOwn(q) {
			return nil
		}
		list = append(list, last)
	}
	return list
}

// newLine reports whether a sentence begins a line.
func (r *reading) newLine(k int) bool {
	from, to := r.items[r.sentences[k-1].to-1].end, r.items[r.sentences[k].from].start
	return strings.Contains(r.text[from:to], "\n")
}

// otherNames name the last part of a whole list.
var otherNames = set("other", "others", "rest", "elsewhere", "remainder", "unknown")

// severalWords say that a thing may stand under more than one name.
var severalWords = set("multiple", "overlap", "than", "may", "each", "per", "average", "median", "mean", "multi")

// namesWithNumbers are the numbers of a sentence, or of what stands behind its colon, where each has its name before it
// and ends its part of the list.
func (r *reading) namesWithNumbers(c *Card, s sentence) []int {
	var list []int
	from := s.from
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		switch {
		case it.text == ":" && len(list) <= 1:
			from, list = n+1, nil
		case it.w != nil, it.text == "(", it.text == ")":
			return nil
		case it.q != nil && len(list) == 0 && c.isOwn(it.q) && r.markAt(n+1) == "," && r.hasWord(s.from, n, set("of")):
			from = n + 2 // of the 33, refusal to assess 12
			n++
		case it.q == nil || it.q.noise:
		case it.q.delta != 0 || it.q.target || it.q.base || it.q.fraction || it.q.how != asSaid || it.q.sign != 0 || !c.suits(it.q) || c.isOwn(it.q):
			return nil
		case n == from || n > from && (r.items[n-1].kind != wordItem || listEnds[r.items[n-1].text]) || n+1 < s.to && !listEnds[r.items[n+1].text]:
			return nil
		default:
			list = append(list, n)
		}
	}
	return list
}

// listEnds part the members of a list.
var listEnds = set(",", ";", "and", "&", "/", ".", "plus")

// isPart reports whether a number may be one of the parts, told by the words beside it and by nothing else.
func (r *reading) isPart(c *Card, n int) bool {
	return r.addable(c, n) && r.wholeAfter(n) == 0 && r.partOf(n) < 0
}
