package claims

import (
	"math/big"
	"slices"
	"strings"

	"chaser/kpi"
)

// payGroup is whom a pay gap is between: those whose pay it is reckoned of, and the others.
type payGroup struct{ of, others map[string]bool }

// payGroups are the gaps that a title can name.
//
// Source: “Making your gender pay gap calculations”, GOV.UK: men's hourly pay less women's, divided by men's, for the
// mean and for the median; and “Ethnicity pay reporting”, which says the same of white and other employees.
var payGroups = map[string]payGroup{
	"gender":    {set("men", "men's", "men’s", "males", "male", "man"), set("women", "women's", "women’s", "females", "female", "woman")},
	"ethnicity": {set("white"), set("bme", "bame", "minority", "minorities", "ethnic")},
}

// payNames are words of pay, which name no other thing than a pay gap does.
var payNames = set("hourly", "earn", "earns", "earned", "earning", "earnings", "salary", "salaries", "wage", "wages", "paid", "employees", "employee",
	"staff", "workforce", "colleagues", "background", "backgrounds", "hour", "hours", "equates", "difference",
	"comparing", "every", "pound", "between", "based", "calculated")

// payGaps checks a pay gap against the pay of both groups: “the median hourly rate is £17.10 for men and £16.02 for
// women”, “women earn 94p for every £1 that men earn”. A card may leave out the sign.
func (r *reading) payGaps(c *Card) []Claim {
	group, measure, ok := c.payGap()
	if !ok || c.Figure.Value == nil {
		return nil
	}
	for k, s := range r.sentences {
		if r.ofOtherPay(c, s, measure) {
			continue
		}
		claim, ok := r.penceOfPound(s, group)
		if !ok {
			claim, ok = r.gapOfPay(s, group)
		}
		if next := r.sentences[min(k+1, len(r.sentences)-1)]; !ok && !r.ofOtherPay(c, next, measure) {
			claim, ok = r.gapOfPay(sentence{s.from, next.to}, group) // a sentence for each
		}
		if !ok {
			continue
		}
		allows := c.figureAllows()
		claim.Agrees = claim.Allowed.Meets(allows) || claim.Allowed.negated().Meets(allows)
		claim.Stated, claim.Allowed, claim.PerCent = Digits(c.Figure.Value), allows, true
		return []Claim{claim}
	}
	return nil
}

// payGap is whom the title's gap is between, and whether of the mean or of the median.
func (c *Card) payGap() (group payGroup, measure string, ok bool) {
	if c.Unit != kpi.Percent {
		return group, "", false
	}
	gap, pay := false, false
	for _, t := range tokens(c.Title) {
		switch t.text {
		case "gap":
			gap = true
		case "pay":
			pay = true
		case "mean", "median":
			measure = t.text
		case "bonus":
			return group, "", false
		}
		if g, named := payGroups[t.text]; named {
			group, ok = g, true
		}
	}
	return group, measure, ok && gap && pay && measure != ""
}

// ofOtherPay reports whether a sentence is of the other average, of bonuses, of some of the staff or of another time.
func (r *reading) ofOtherPay(c *Card, s sentence, measure string) bool {
	title := c.titleStems()
	for n := s.from; n < s.to; n++ {
		it := r.items[n]
		switch w := r.wordAt(n); {
		case it.w != nil && c.slotOf(it.w) != slotOwn && (c.slotOf(it.w) != slotUnsure || it.w.rel != named):
			return true
		case measure == "median" && (w == "mean" || w == "average"), measure == "mean" && w == "median":
			return true
		case partialWords[w], yardsticks[w] != "", w == "if", w == "would":
			return true
		case r.strange(title, n) && !payNames[w] && !slices.ContainsFunc([]string{"gender", "ethnicity"}, func(g string) bool {
			return payGroups[g].of[w] || payGroups[g].others[w]
		}):
			return true
		}
	}
	return false
}

// gapOfPay reads the two amounts of a sentence, or of two, of which each is one group's: the first that is named has
// the first.
func (r *reading) gapOfPay(s sentence, group payGroup) (Claim, bool) {
	var pay []int
	var ofs []bool // whether each group that is named is the one that the gap is reckoned of
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		switch w := r.wordAt(n); {
		case q != nil && !q.noise && (q.unit == money || q.unit == rated && strings.HasPrefix(r.show(n), "£")):
			if q.how != asSaid || q.delta != 0 || q.target || q.value.Sign() <= 0 || q.step.Cmp(whole(1)) >= 0 {
				return Claim{}, false // hourly pay has pence
			}
			pay = append(pay, n)
		case group.of[w]:
			ofs = append(ofs, true)
		case group.others[w] && !group.others[r.wordAt(n-1)]:
			ofs = append(ofs, false)
		}
	}
	if len(pay) != 2 || len(ofs) != 2 || ofs[0] == ofs[1] {
		return Claim{}, false
	}
	of, others := pay[0], pay[1]
	if !ofs[0] {
		of, others = others, of
	}
	a, b := r.items[of].q, r.items[others].q
	claim := r.claim(Sum, Own, pay[0], pay[1])
	claim.Read = "(" + r.show(of) + " − " + r.show(others) + ") ÷ " + r.show(of)
	claim.Computed, claim.Allowed = gapExactly(a.value, b.value), gapBetween(a.interval(), b.interval())
	return claim, true
}

// penceOfPound reads “women earn 94p for every £1 that men earn”.
func (r *reading) penceOfPound(s sentence, group payGroup) (Claim, bool) {
	pence, pound, others := -1, -1, false
	for n := s.from; n < s.to; n++ {
		q := r.items[n].q
		switch {
		case group.others[r.wordAt(n)]:
			others = true
		case q == nil || q.unit != money:
		case r.wordAt(n-1) == "every" && q.value.Cmp(whole(1)) == 0 && pound < 0:
			pound = n
		case q.noise || q.how != asSaid || pence >= 0 || q.step.Cmp(whole(1)) >= 0:
			return Claim{}, false
		default:
			pence = n
		}
	}
	if pence < 0 || pound < 0 || !others || r.payer(s, pence, pound, group) {
		return Claim{}, false
	}
	q := r.items[pence].q
	claim := r.claim(Sum, Own, min(pence, pound), max(pence, pound))
	claim.Read = "(£1 − " + r.show(pence) + ") ÷ £1"
	claim.Computed, claim.Allowed = gapExactly(whole(1), q.value), gapBetween(exactly(whole(1)), wide(q))
	return claim, true
}

// payer reports whether the pence are of those that the gap is reckoned of: “men earn £1.06 for every £1 that women
// earn”.
func (r *reading) payer(s sentence, pence, pound int, group payGroup) bool {
	for n := pence - 1; n >= s.from; n-- {
		switch w := r.wordAt(n); {
		case group.others[w]:
			return false
		case group.of[w] && pence < pound:
			return true
		case n == pound:
			return false
		}
	}
	return true
}

// gapExactly is how much less one pays than another, in per cent of the other.
func gapExactly(of, others *big.Rat) *big.Rat {
	apart := new(big.Rat).Sub(of, others)
	return apart.Mul(apart.Quo(apart, of), hundred)
}

// gapBetween is gapExactly as far as rounding lets both be.
func gapBetween(of, others Interval) Interval {
	return exactly(whole(1)).plus(others.over(of).negated()).times(hundred)
}
