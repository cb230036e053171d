package claims

import "chaser/kpi"

// ownOfWhole checks a percentage that the words say the card's amount is of another: “Awards have reached 74.9% of the
// £286,000 allocation” under £214,350. It speaks where one slip explains what does not fit.
func (r *reading) ownOfWhole(c *Card) []Claim {
	if c.Figure.Value == nil || c.Figure.Value.Sign() <= 0 || c.Unit != kpi.Count && c.Unit != kpi.Currency {
		return nil
	}
	for _, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.fraction || q.unit != percent || q.delta != 0 || q.how != asSaid || q.telling() < 3 || r.wordAt(n+1) != "of" || !reaching[r.wordAt(n-1)] {
				continue
			}
			of := n + 2
			for of < min(s.to, n+5) && r.items[of].q == nil && ofWords[r.wordAt(of)] {
				of++
			}
			all := r.quantityAt(of)
			if all == nil || all.noise || all.how != asSaid || (all.unit == money) != (c.Unit == kpi.Currency) || all.unit != money && all.unit != plain {
				continue
			}
			holds := func() bool { return all.value.Sign() > 0 && wide(q).Holds(percentage(c.Figure.Value, all.value)) }
			claim := r.claim(Share, Words, n, of)
			claim.Read = Digits(c.Figure.Value) + " of " + r.show(of)
			if all.unit == money {
				claim.Read = "£" + claim.Read
			}
			claim.Computed, claim.PerCent = percentage(c.Figure.Value, all.value), true
			claim.Stated, claim.Allowed, claim.Agrees = r.show(n), wide(q), holds()
			if claim.Agrees || slipOf(holds, nil, q, all) {
				return []Claim{claim}
			}
		}
	}
	return nil
}

// reaching lead to what the card's amount is of another.
var reaching = set("reached", "reach", "represents", "represent", "is", "now", "at", "used", "spent", "about")
