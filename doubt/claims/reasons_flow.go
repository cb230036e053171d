package claims

import (
	"math/big"

	"chaser/kpi"
)

// flowReasons are what came or went between the earlier figure and this one, beside the other of the two.
func (r *reading) flowReasons(c *Card, l ledger, at int) []reason {
	figure, ok := entryOf(c, c.Figure)
	before, also := entryOf(c, c.Previous)
	e := l.near[at]
	if !ok || !also || !c.suits(e.q) || c.Unit == kpi.Percent || c.Unit == kpi.Days {
		return nil
	}
	var all []reason
	for _, o := range l.near { // a season's total with what came before
		if o.at != e.at && o.v == before.v && r.hasWord(l.s.from, e.at, totalWords) {
			all = append(all, reason{v: figure.v + before.v, half: figure.half + before.half, claim: r.sayRunning(c)})
		}
	}
	if !r.hasWord(l.s.from, l.s.to, flowWords) || r.flowsOf(c, l) > 2 {
		return all
	}
	for i := max(0, at-2); i < min(len(l.near), at+3); i++ {
		o := l.near[i]
		if i == at || r.ofEarlier(c, l.s, e.at) || r.ofEarlier(c, l.s, o.at) || !alikeEntries(e, o) || o.v == figure.v || o.v == before.v {
			continue
		}
		slack := figure.half + before.half + o.half
		if in := figure.v - before.v + o.v; in > 0 {
			all = append(all, reason{v: in, half: slack, claim: r.sayFlow(c, o.at, -1)})
		}
		if out := before.v - figure.v + o.v; out > 0 {
			all = append(all, reason{v: out, half: slack, claim: r.sayFlow(c, o.at, 1)})
		}
	}
	return all
}

// flowsOf counts the numbers of a sentence that may each be a flow: with a third, two do not lead from the earlier
// figure to this one.
func (r *reading) flowsOf(c *Card, l ledger) int {
	flows := 0
	for _, o := range l.near {
		if o.at >= l.s.from && o.at < l.s.to && c.suits(o.q) && !c.knows(o.q) && !r.isStep(l.s, o.at) && !r.ofEarlier(c, l.s, o.at) {
			flows++
		}
	}
	return flows
}

// ofEarlier reports whether an earlier time stands right behind a number, so that it tells of no flow of the figure’s:
// “118 leavers against 175 last year”.
func (r *reading) ofEarlier(c *Card, s sentence, n int) bool {
	for i := n + 1; i < min(s.to, n+3); i++ {
		if w := r.items[i].w; w != nil {
			return w.day == 0 && c.slotOf(w) != slotOwn
		}
	}
	return false
}

// sayFlow says that what came and what went do not lead from the earlier figure to this one.
func (r *reading) sayFlow(c *Card, other, sign int) func(n int) Claim {
	return func(n int) Claim {
		in, out := n, other
		if sign > 0 {
			in, out = other, n
		}
		claim := r.claim(Stock, Own, min(n, other), max(n, other))
		claim.Read = Digits(c.Previous.Value) + " + " + r.said(in) + " − " + r.said(out)
		claim.Computed = new(big.Rat).Add(c.Previous.Value, new(big.Rat).Sub(r.items[in].q.value, r.items[out].q.value))
		claim.Stated, claim.Allowed, claim.Pounds = Digits(c.Figure.Value), exactly(c.Figure.Value), c.Unit == kpi.Currency
		return claim
	}
}

// sayRunning says that a number is not the figure and the earlier one together.
func (r *reading) sayRunning(c *Card) func(n int) Claim {
	return func(n int) Claim {
		claim := r.claim(Sum, Words, n, n)
		claim.Read = Digits(c.Previous.Value) + " + " + Digits(c.Figure.Value)
		claim.Computed, claim.Pounds = new(big.Rat).Add(c.Previous.Value, c.Figure.Value), c.Unit == kpi.Currency
		return claim
	}
}

// totalWords make a number that of more than the card's period.
var totalWords = set("total", "far", "ytd", "altogether")

// flowWords tell that something came or went; a number beside another is no flow without them.
var flowWords = union(inWords, outWords, comingWords, goingWords, startWords, leaveWords, set("in", "out", "placements", "opened", "lost", "ended", "taken", "disposed"))

func union(sets ...map[string]bool) map[string]bool {
	all := map[string]bool{}
	for _, s := range sets {
		for w := range s {
			all[w] = true
		}
	}
	return all
}
