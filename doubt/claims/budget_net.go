package claims

import "math/big"

// budgetNets checks what is left of an overspend or underspend once something else is counted in, where the words call
// each amount what it is and give no other: a contingency that is released, a surplus that offsets what was spent over
// the budget, income without expenditure, and funding that brings the total to what it is.
func (r *reading) budgetNets(*Card) []Claim {
	var all []Claim
	for k := range r.sentences {
		for _, net := range []func(int) (netOf, bool){r.releasedContingency, r.offsetNet, r.totalBrought, r.incomeLessSpent} {
			if n, ok := net(k); ok {
				if claim, ok := r.netClaim(n); ok {
					all = append(all, claim)
				}
			}
		}
	}
	return all
}

// netOf is an amount of money that others make: those of plus without those of minus.
type netOf struct {
	net         int
	plus, minus []int
}

// amountsUpTo are so many amounts of money: all of a sentence and of the ones before it.
func (r *reading) amountsUpTo(k, many int) ([]amount, bool) {
	list, ok := r.amountsCalled(r.sentences[k])
	for before := k - 1; ok && len(list) > 0 && len(list) < many && before >= max(0, k-2); before-- {
		var more []amount
		more, ok = r.amountsCalled(r.sentences[before])
		list = append(more, list...)
	}
	return list, ok && len(list) == many
}

// only is the one amount of a kind; false where there is none or another.
func only(list []amount, kind account) (int, bool) {
	found, many := 0, 0
	for _, a := range list {
		if a.account == kind {
			found = a.at
			many++
		}
	}
	return found, many == 1
}

// releaseWords say that a contingency is spent.
var releaseWords = set("released", "release", "releasing", "used", "applied", "turns", "turn", "turning", "drawn")

// comesToWords lead to what is left, and unreleased say that nothing was done.
var (
	comesToWords = set("result", "results", "resulting", "gives", "give", "giving", "leaves", "leave", "leaving", "becomes", "become", "into", "then", "so", "mean", "means")
	unreleased   = set("nothing", "not", "no", "none", "without", "never", "unless")
)

// releasedContingency is “an overspend of £1.3m. The contingency is £2.2m. If it is released the result is an
// underspend of £0.9m”.
func (r *reading) releasedContingency(k int) (netOf, bool) {
	list, ok := r.amountsUpTo(k, 3)
	s := r.sentences[k]
	if !ok || !r.hasWord(s.from, s.to, releaseWords) || !r.hasWord(s.from, s.to, comesToWords) || r.hasWord(s.from, s.to, unreleased) {
		return netOf{}, false
	}
	over, first := only(list, overspent)
	held, second := only(list, contingency)
	under, third := only(list, underspent)
	return netOf{net: under, plus: []int{held}, minus: []int{over}}, first && second && third
}

// offsetNet is “spend of £88.4m against the budget of £83.1m, offset by a surplus of over £2m, so that the net
// overspend was £2.7m”.
func (r *reading) offsetNet(k int) (netOf, bool) {
	s := r.sentences[k]
	list, ok := r.amountsCalled(s)
	if !ok || len(list) != 4 || !r.hasWord(list[1].at, list[2].at, set("offset")) || !r.hasWord(list[2].at, list[3].at, netNames) {
		return netOf{}, false
	}
	if list[0].account == budgeted && list[1].account == spent {
		list[0], list[1] = list[1], list[0]
	}
	if list[1].account != budgeted || list[0].account != spent || list[3].account != overspent {
		return netOf{}, false
	}
	return netOf{net: list[3].at, plus: []int{list[0].at}, minus: []int{list[1].at, list[2].at}}, true
}

// totalBrought is “an underspend of £0.412m. Funding of £0.535m brought the total underspend to £0.947m”.
func (r *reading) totalBrought(k int) (netOf, bool) {
	s := r.sentences[k]
	list, ok := r.amountsCalled(s)
	if k == 0 || !ok || len(list) != 2 || list[1].account != underspent && list[1].account != overspent || r.wordAt(list[1].at-1) != "to" ||
		list[0].account == list[1].account || !r.hasWord(list[0].at, list[1].at, takesWords) || !r.hasWord(list[0].at, list[1].at, set("total")) {
		return netOf{}, false
	}
	before, ok := r.amountsCalled(r.sentences[k-1])
	if !ok || len(before) != 1 || before[0].account != list[1].account {
		return netOf{}, false
	}
	return netOf{net: list[1].at, plus: []int{before[0].at, list[0].at}}, true
}

// incomeLessSpent is “Total expenditure: £418k. Total income: £545k. Surplus: £127k”.
func (r *reading) incomeLessSpent(k int) (netOf, bool) {
	list, ok := r.amountsUpTo(k, 3)
	s := r.sentences[k]
	if !ok || list[2].account != surplus || list[0].at < s.from && !r.goesOnFrom(s) && accountWords[r.wordAt(s.from)] != surplus || r.hasWord(r.sentences[r.sentenceOf(list[0].at)].from, r.sentences[k].to, adjustedFully) {
		return netOf{}, false
	}
	in, first := only(list, income)
	out, second := only(list, spent)
	if r.items[in].q.value.Cmp(r.items[out].q.value) < 0 {
		in, out = out, in // a deficit
	}
	return netOf{net: list[2].at, plus: []int{in}, minus: []int{out}}, first && second
}

// adjustedFully tell of amounts that come in between income and what is left of it.
var adjustedFully = set("after", "carry", "carried", "brought", "forward", "reserve", "reserves", "excluding", "before", "transfer", "transfers", "transferred", "recharges",
	"contribution", "contributions", "grant", "capital", "budget", "target", "costs", "last", "previous", "earlier", "cumulative", "accumulated")

// netClaim holds a net against what makes it.
func (r *reading) netClaim(n netOf) (Claim, bool) {
	net := r.items[n.net].q
	if net.how != asSaid || r.ofOneService(n.net) && r.items[n.net+2].text != "the" {
		return Claim{}, false
	}
	claim := r.claim(Sum, Words, n.net, n.net)
	sum, in := new(big.Rat), exactly(new(big.Rat))
	for i, at := range append(append([]int{}, n.plus...), n.minus...) {
		q := r.items[at].q
		of, value, sign := netRange(q), q.value, " + "
		if i >= len(n.plus) {
			of, value, sign = of.negated(), new(big.Rat).Neg(value), " − "
		}
		if i > 0 {
			claim.Read += sign
		}
		claim.Read += r.said(at)
		sum.Add(sum, value)
		in = in.plus(of)
	}
	claim.Computed, claim.Stated, claim.Allowed, claim.Pounds = sum, r.show(n.net), net.interval(), true
	claim.Agrees = in.Meets(net.interval())
	return claim, true
}

// netRange is what an amount may stand for. One that is told as over a round one is less than half as much again.
func netRange(q *quantity) Interval {
	in := q.interval()
	half := new(big.Rat).Mul(q.value, big.NewRat(1, 2))
	if in.High == nil {
		in.High = new(big.Rat).Add(q.value, half)
	}
	if in.Low == nil {
		in.Low = half
	}
	return in
}
