package claims

import (
	"math/big"

	"chaser/kpi"
)

// budgetVariances checks an overspend or underspend against the budget and what was spent, where the words call each
// amount what it is and give no other: “The budget was £4.2m and spend £4.6m. This is an overspend of £0.4m”.
func (r *reading) budgetVariances(c *Card) []Claim {
	var all []Claim
	for k := range r.sentences {
		budget, spend, variance := r.budgetEndingAt(k)
		if variance.at == 0 || r.openVariance(budget.at, variance) {
			continue
		}
		all = append(all, r.budgetClaim(budget.at, spend.at, variance)...)
		if claim, ok := r.ownOfBudget(c, all, budget, spend, variance); ok {
			all = append(all, claim)
		}
	}
	return all
}

// budgetEndingAt are a budget, what was spent and how far they are apart, in this order or with the first two changed
// over: the only amounts of a sentence and of the one or two before it, where it takes those up.
func (r *reading) budgetEndingAt(k int) (budget, spend, variance amount) {
	list, ok := r.amountsCalled(r.sentences[k])
	for before := k - 1; ok && len(list) > 0 && len(list) < 3 && before >= max(0, k-2); before-- {
		if !r.goesOnFrom(r.sentences[before+1]) && before+1 == k {
			return amount{}, amount{}, amount{}
		}
		var more []amount
		more, ok = r.amountsCalled(r.sentences[before])
		list = append(more, list...)
	}
	if !ok || len(list) != 3 {
		return amount{}, amount{}, amount{}
	}
	a, b, v := list[0], list[1], list[2]
	if a.account == spent && b.account == budgeted {
		a, b = b, a
	}
	if a.account != budgeted || b.account != spent || v.account != overspent && v.account != underspent {
		return amount{}, amount{}, amount{}
	}
	return a, b, v
}

// goesOnFrom reports whether a sentence goes on about the one before: “This gave”, “This is”, “Resulting in”.
func (r *reading) goesOnFrom(s sentence) bool {
	w := r.wordAt(s.from)
	return w == "this" || w == "that" || w == "which" || w == "resulting" || w == "giving" || w == "leaving" || w == "these" || w == "so" || w == "therefore"
}

// adjustedWords tell of amounts that were added or taken away beside what the words give.
var adjustedWords = set("after", "carry", "carried", "forward", "reserve", "reserves", "slippage", "excluding", "including", "adjusted", "adjusting", "gross", "before",
	"funding", "grant", "income", "offset", "date", "capital", "transfer", "transfers", "transferred", "recharges", "contribution", "contributions", "partly")

// otherForecasts tell of an overspend that it was said before.
var otherForecasts = set("forecast", "forecasted", "predicted", "reported", "expected", "previously", "last", "earlier", "planned", "projected", "anticipated")

// openVariance reports whether an overspend or underspend may be of another thing than the two amounts before it: of
// one service, or after something that the words leave out.
func (r *reading) openVariance(from int, variance amount) bool {
	s := r.sentences[r.sentenceOf(variance.at)]
	if r.hasWord(r.sentences[r.sentenceOf(from)].from, s.to, adjustedWords) {
		return true
	}
	if r.hasWord(max(s.from, variance.at-8), variance.at, besideBudget) || r.hasWord(variance.at, min(s.to, variance.at+6), otherForecasts) {
		return true // better than the overspend of £0.9m that was forecast
	}
	return r.ofOneService(variance.at)
}

// ofOneService reports whether an amount is said to be of something: “in adult care”, “on agency staff”.
func (r *reading) ofOneService(n int) bool {
	switch r.wordAt(n + 1) {
	case "in", "on", "within", "across", "for", "by", "of", "at", "from":
		return n+2 < len(r.items) && r.items[n+2].w == nil
	}
	return false
}

// budgetClaim holds an overspend or underspend against the two amounts. Its side must be theirs, or one slip mend it.
func (r *reading) budgetClaim(budget, spend int, variance amount) []Claim {
	a, b, v := r.items[spend].q, r.items[budget].q, r.items[variance.at].q
	if variance.account == underspent {
		a, b = b, a
	}
	if a.how != asSaid || b.how != asSaid || v.how != asSaid {
		return nil
	}
	apart := func() Interval { return a.interval().plus(b.interval().negated()) }
	holds := func() bool { return apart().Meets(v.interval()) }
	claim := r.claim(Sum, Words, min(budget, spend), variance.at)
	claim.Read = Digits(a.value) + " − " + Digits(b.value)
	claim.Computed, claim.Stated, claim.Allowed = new(big.Rat).Sub(a.value, b.value), r.show(variance.at), v.interval()
	claim.Pounds, claim.Agrees = true, holds()
	if claim.Agrees || claim.Computed.Sign() > 0 && ofOneSize(a.value, b.value) || slipOf(holds, nil, a, b, v) {
		return []Claim{claim}
	}
	return nil
}

// ownOfBudget checks the card's figure against the amount that its title names, where that is one of three that agree,
// and the figure is it but for a slip.
func (r *reading) ownOfBudget(c *Card, all []Claim, three ...amount) (Claim, bool) {
	if len(all) == 0 || !all[len(all)-1].Agrees || c.Unit != kpi.Currency || c.Figure.Value == nil {
		return Claim{}, false
	}
	named := c.titleAccount()
	for _, a := range three {
		q := r.items[a.at].q
		if named != noAccount && a.account == named && !c.Figure.says(q) && q.telling() >= 3 && likeSlip(q, c.Figure.Value) {
			return r.restatedOwn(c, a.at), true
		}
	}
	return Claim{}, false
}

// restatedOwn says that a number is the card's figure and is not the same.
func (r *reading) restatedOwn(c *Card, n int) Claim {
	q := r.items[n].q
	claim := r.claim(Restated, Own, n, n)
	claim.Period, claim.Stated = c.Figure.Period, r.show(n)
	claim.Computed, claim.Allowed, claim.PerCent = q.value, wide(q), q.unit == percent
	return claim
}

// titleAccount is which of the amounts of a budget the title names.
func (c *Card) titleAccount() account {
	found := noAccount
	for _, t := range tokens(c.Title) {
		if o := accountWords[t.text]; ranks[o] > ranks[found] {
			found = o
		}
	}
	return found
}
