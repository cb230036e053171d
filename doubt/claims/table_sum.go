package claims

import "math/big"

func sumOfCells(list []*cell) milli {
	sum := milli(0)
	for _, c := range list {
		sum += c.v
	}
	return sum
}

// slackOf is how far a sum may be off by rounding. Counts are exact, unless most of them end in noughts.
func slackOf(list []*cell) milli {
	slack, round := milli(0), 0
	for _, c := range list {
		if c.step < 1000 {
			slack += c.step
		}
		if len(c.digits) > 2 && c.v%10_000 == 0 {
			round++
		}
	}
	if round*2 > len(list) {
		slack += milli(len(list)) * 10_000
	}
	return slack
}

func adds(list []*cell, total cell) bool {
	return within(sumOfCells(list), total.v, slackOf(list))
}

// listClaimOf is the claim that cells make a total, which one slip would; one agrees, too, of which some cells are.
func (r *reading) listClaimOf(list []*cell, of row, total cell) (Claim, bool) {
	claim, ok := r.sumClaimOf(list, of, total)
	if !claim.Agrees && partsAdd(list, total) {
		claim.Agrees, ok = true, true
	}
	return claim, ok
}

// sumClaimOf is listClaimOf for cells that are all to be added, as the columns beside them are.
func (r *reading) sumClaimOf(list []*cell, of row, total cell) (Claim, bool) {
	if total.unit == percent || list[0].unit != total.unit {
		return Claim{}, false
	}
	claim := Claim{Kind: Sum, Subject: Words, Start: min(list[0].start, of.start), End: max(list[len(list)-1].end, of.end)}
	claim.Agrees = adds(list, total)
	claim.Quote, claim.Stated = r.text[claim.Start:claim.End], r.text[total.start:total.end]
	for n, c := range list {
		if n > 0 {
			claim.Read += " + "
		}
		claim.Read += Digits(c.v.rat())
	}
	claim.Computed, claim.Pounds = sumOfCells(list).rat(), total.unit == money
	claim.Allowed = around(total.v.rat(), new(big.Rat).SetInt64(int64(slackOf(list)/1000)))
	return claim, claim.Agrees || !small(list, total) && slipAdds(list, &total)
}

// small reports whether numbers are so few that their average, or the last of them, is one digit off their sum.
func small(list []*cell, total cell) bool {
	most := milli(0)
	for _, c := range list {
		most = max(most, c.v)
	}
	return sumOfCells(list) < 20_000 && total.v <= most
}

// partsAdd reports whether some that stand together in a list make the total, or all but one, which then counts some of
// another.
func partsAdd(list []*cell, total cell) bool {
	sum := sumOfCells(list)
	for n, c := range list {
		if c.v >= 10_000 && sum-c.v == total.v {
			return true
		}
		part := milli(0)
		for _, c := range list[n:] {
			if part += c.v; part == total.v && part != c.v && sum-part >= 10_000 {
				return true
			}
		}
	}
	return false
}

// slipAdds reports whether one slip in a number of a list, or in its total, makes their sum.
func slipAdds(list []*cell, total *cell) bool {
	apart := total.v - sumOfCells(list)
	for _, c := range list {
		for _, v := range c.retyped() {
			if v-c.v == apart {
				return true
			}
		}
	}
	for _, v := range total.retyped() {
		if total.v-v == apart {
			return true
		}
	}
	return false
}
