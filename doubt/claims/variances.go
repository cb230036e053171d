package claims

import (
	"math/big"

	"chaser/kpi"
)

// variances checks overspends and underspends against their net: “Net overspend £3.856m. Adults £2.410m over,
// children's £2.035m over, public health £0.117m over, corporate £0.706m under”. It speaks where one slip
// mends the sum.
func (r *reading) variances(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		list, signs := r.signedAmounts(s)
		if len(list) < 3 || len(list) > mostParts+1 || r.hasWord(s.from, s.to, mainWords) {
			continue
		}
		net, inside := r.netAmount(c, k, list)
		if inside {
			list, signs = list[1:], signs[1:]
		}
		if net == nil || len(list) < 2 || !bothSigns(signs) {
			continue
		}
		slack := new(big.Rat).Mul(net.step, big.NewRat(1, 2))
		for _, n := range list {
			slack.Add(slack, new(big.Rat).Mul(r.items[n].q.step, big.NewRat(1, 2)))
		}
		reckon := func() *big.Rat {
			sum := new(big.Rat)
			for i, n := range list {
				sum.Add(sum, new(big.Rat).Mul(r.items[n].q.value, whole(int64(signs[i]))))
			}
			return sum
		}
		holds := func() bool { return around(new(big.Rat).Abs(net.value), slack).Holds(new(big.Rat).Abs(reckon())) }
		claim := r.claim(Sum, Words, list[0], list[len(list)-1])
		for i, n := range list {
			switch {
			case signs[i] < 0:
				claim.Read += " − "
			case i > 0:
				claim.Read += " + "
			}
			claim.Read += r.said(n)
		}
		claim.Computed, claim.Stated, claim.Allowed = reckon(), Digits(net.value), around(net.value, slack)
		claim.Pounds, claim.Agrees = true, holds()
		if c.Unit == kpi.Currency && c.isOwn(net) {
			claim.Subject = Own
		}
		if claim.Agrees || slipOf(holds, nil, r.quantities(list)...) {
			all = append(all, claim)
		}
	}
	return all
}

// bothSigns reports whether some amounts add to a net and others take from it.
func bothSigns(signs []int) bool {
	for _, s := range signs {
		if s != signs[0] {
			return true
		}
	}
	return false
}

// mainWords tell of some of the amounts only.
var mainWords = set("main", "mainly", "largely", "including", "includes", "primarily", "chiefly", "mostly", "biggest", "largest", "partly", "partially", "other")

var (
	overWords  = set("over", "overspend", "overspends", "overspent", "overspending", "pressure", "pressures", "adverse", "deficit", "deficits")
	belowWords = set("under", "underspend", "underspends", "underspent", "underspending", "surplus", "surpluses", "favourable", "offset")
)

// signedAmounts are the amounts of money of a sentence and whether each is over or under its budget, as the words
// around it say; an amount of which they say nothing is as the next one is, up to a semicolon: “adults (£2.4m),
// children's (£2.0m) and health (£0.1m) are over; corporate is £0.7m under”. None where an amount is told otherwise.
func (r *reading) signedAmounts(s sentence) (list, signs []int) {
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.noise || q.unit != money {
			if q != nil && !q.noise && (q.unit == plain || q.unit == percent) && q.target {
				return nil, nil
			}
			continue
		}
		if q.how != asSaid || q.base || q.sign != 0 {
			return nil, nil
		}
		list, signs = append(list, n), append(signs, r.varianceAt(s, n))
	}
	for i := len(list) - 2; i >= 0; i-- {
		if signs[i] == 0 && !r.hasMark(list[i], list[i+1], ";") {
			signs[i] = signs[i+1]
		}
	}
	for _, sign := range signs {
		if sign == 0 {
			return nil, nil
		}
	}
	return list, signs
}

// varianceAt is +1 where the words beside an amount say that it is over its budget, −1 where they say under, else 0.
func (r *reading) varianceAt(s sentence, n int) int {
	for i := n - 1; i >= max(s.from, n-4); i-- {
		it := r.items[i]
		if it.q != nil || it.kind == markItem {
			break
		}
		if belowWords[it.text] {
			return -1
		} else if overWords[it.text] {
			return 1
		}
	}
	for i := n + 1; i < min(s.to, n+6); i++ {
		it := r.items[i]
		if it.q != nil && !it.q.noise || it.kind == markItem && it.text != ")" || it.text == "and" {
			break
		}
		if belowWords[it.text] && it.text != "offset" {
			return -1
		} else if overWords[it.text] {
			return 1
		}
	}
	return 0
}

// netAmount is the net of a list of overspends and underspends: the first of them, where the sentence calls it so; that
// of the sentence before; or the card's, where its title is of an overspend. It is nil where none is sure, and inside
// says whether it is the first of the list.
func (r *reading) netAmount(c *Card, k int, list []int) (net *quantity, inside bool) {
	s := r.sentences[k]
	for _, n := range list[1:] {
		if q := r.items[n].q; c.Figure.Value != nil && q.value.Cmp(c.Figure.Value) == 0 || r.hasWord(max(s.from, n-4), n, netNames) {
			return nil, false // and so a net overspend of £1.2m
		}
	}
	if first := list[0]; r.hasWord(s.from, first, netNames) || r.hasMark(first, list[1], ":") || c.isOwn(r.items[first].q) {
		return r.items[first].q, true
	}
	title := titleOfVariance(c)
	if k > 0 {
		before := r.sentences[k-1]
		found := -1
		for n := before.from; n < before.to; n++ {
			if q := r.items[n].q; q != nil && !q.noise && q.unit == money && q.delta == 0 && !q.base {
				if title && c.isOwn(q) {
					return q, false
				}
				if found >= 0 {
					found = -2
					break
				}
				found = n
			}
		}
		if found >= 0 && r.hasWord(before.from, before.to, netNames) && r.items[found].q.how == asSaid {
			return r.items[found].q, false
		}
	}
	if title && c.Unit == kpi.Currency && c.Figure.Value != nil && c.Figure.Value.Sign() != 0 {
		return &quantity{value: c.Figure.Value, step: c.Figure.Step, unit: money}, false
	}
	return nil, false
}

// netNames say that an amount is what others come to together.
var netNames = set("net", "overall", "total")

func titleOfVariance(c *Card) bool {
	for _, t := range tokens(c.Title) {
		if t.text == "overspend" || t.text == "underspend" || t.text == "variance" || t.text == "over/underspend" {
			return true
		}
	}
	return false
}
