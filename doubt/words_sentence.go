package doubt

import (
	"fmt"
	"math/big"
	"strings"

	"chaser/doubt/claims"
	"chaser/kpi"
)

// sentence says what was read, what it comes to, and what follows: “570 of 889 is 64.1%, not 55%: Blue, not Amber.”
func (s Subject) sentence(c claims.Claim, would kpi.Rating) string {
	said := s.told(c)
	if now := s.Indicator.Assess(s.Figure).Rating; would != "" && now != would {
		said += fmt.Sprintf(": %s, not %s", would, now)
	}
	return said + "."
}

// told is the sentence without its full stop, and without the colour.
func (s Subject) told(c claims.Claim) string {
	stated := strings.TrimSpace(c.Stated)
	switch c.Kind {
	case claims.Course:
		return fmt.Sprintf("From %s is %s, and the words say “%s”", c.Read, way(c), stated)
	case claims.Change:
		if turned := new(big.Rat).Neg(c.Computed); turned.Sign() != 0 && c.Allowed.Low != nil && c.Allowed.High != nil && c.Allowed.Holds(turned) {
			return fmt.Sprintf("From %s is %s, and the words say “%s”", c.Read, s.moved(c), c.Quote)
		}
		return fmt.Sprintf("From %s is %s, not %s", c.Read, s.moved(c), stated)
	case claims.Grim:
		return fmt.Sprintf("No whole number of %s is %s; the nearest, %s, is %s", claims.Digits(c.Denominator), stated, c.Read, s.computed(c))
	case claims.Rate:
		if c.Subject == claims.Own {
			stated = s.Indicator.ShowTyped(s.Figure)
		}
		return fmt.Sprintf("%s is %s per %s, not %s", c.Read, claims.Digits(c.Computed), claims.Digits(c.Numerator), stated)
	case claims.Multiple:
		return fmt.Sprintf("From %s is %s times as much, and the words say “%s”", c.Read, claims.Digits(c.Computed), stated)
	case claims.Side:
		return fmt.Sprintf("The figure is %s, the target is %s, and the words say “%s”", s.Indicator.ShowTyped(s.Figure), s.target(c), stated)
	case claims.Distance:
		return fmt.Sprintf("%s is %s the target of %s, not %s", s.Indicator.ShowTyped(s.Figure), s.fromTarget(c), s.target(c), stated)
	case claims.Restated:
		if c.Subject == claims.Target {
			return fmt.Sprintf("The words give %s for the target, and the card has %s", stated, s.target(c))
		}
		if c.Subject == claims.Own {
			return fmt.Sprintf("The words give %s, and the figure is %s", stated, s.Indicator.ShowTyped(s.Figure))
		}
		return fmt.Sprintf("The words give %s for %s, and the card has %s", stated, c.Period.Words(), s.showRat(c))
	case claims.TooLarge:
		return fmt.Sprintf("%s is a part of %s, and is more", claims.Digits(c.Computed), stated)
	case claims.Bound:
		return fmt.Sprintf("The figure is %s, and the words say “%s”", s.Indicator.ShowTyped(s.Figure), stated)
	}
	if !c.Period.IsZero() {
		return fmt.Sprintf("%s is %s, and the card has %s for %s", c.Read, s.computed(c), stated, c.Period.Words())
	}
	if c.Subject == claims.Own {
		stated = s.Indicator.ShowTyped(s.Figure)
	}
	if moreThanAll(c) {
		return fmt.Sprintf("%s is more than all of them, not %s", c.Read, stated)
	}
	return fmt.Sprintf("%s is %s, not %s", c.Read, s.computed(c), stated)
}

// showRat is an earlier figure as the card shows it.
func (s Subject) showRat(c claims.Claim) string {
	for _, f := range s.Figures {
		if f.Period == c.Period {
			return s.Indicator.ShowTyped(f)
		}
	}
	return claims.Digits(c.Computed)
}

// way is which way a change went.
func way(c claims.Claim) string {
	if c.Rises {
		return "a rise"
	}
	return "a fall"
}

// computed is what a claim comes to, in its unit, with one digit after the point where that says it.
func (s Subject) computed(c claims.Claim) string {
	switch {
	case c.PerCent:
		return c.Computed.FloatString(1) + "%"
	case c.Pounds:
		return s.pounds(c.Computed)
	}
	return claims.Digits(c.Computed)
}

// pounds is an amount in whole pounds, whatever the card counts in: £875,000 on a card of £000.
func (s Subject) pounds(amount *big.Rat) string {
	card := s.card()
	if scale := card.Scale(); scale != nil {
		amount = new(big.Rat).Mul(amount, scale)
	}
	return kpi.Currency.Show(amount, 0)
}

// moved says how far a change went, and which way.
func (s Subject) moved(c claims.Claim) string {
	way, by := "a rise of ", new(big.Rat).Abs(c.Computed)
	if c.Computed.Sign() < 0 {
		way = "a fall of "
	}
	switch {
	case by.Sign() == 0:
		return "no change"
	case c.PerCent:
		return way + by.FloatString(1) + "%"
	case c.Points:
		return way + claims.Digits(by) + " percentage points"
	case c.Pounds:
		return way + s.pounds(by)
	}
	return way + claims.Digits(by)
}

// target is the target of the figure's period as the card shows it, or the one that the words give where the card has
// none.
func (s Subject) target(c claims.Claim) string {
	if t := s.Indicator.TargetFor(s.Figure.Period); t != nil {
		return s.Indicator.Unit.ShowExact(*t)
	}
	return c.Read
}

// fromTarget says how far a figure is from its target, and on which side.
func (s Subject) fromTarget(c claims.Claim) string {
	side, by := " above", new(big.Rat).Abs(c.Computed)
	if c.Computed.Sign() < 0 {
		side = " below"
	}
	switch {
	case c.Computed.Sign() == 0:
		return "at"
	case c.PerCent:
		return by.FloatString(1) + "%" + side
	case c.Points:
		return claims.Digits(by) + " percentage points" + side
	case c.Pounds:
		return s.pounds(by) + side
	}
	return claims.Digits(by) + side
}
