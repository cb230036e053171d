package doubt

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"chaser/doubt/claims"
	"chaser/kpi"
)

// Contradictions lists where a commentary contradicts its own numbers or those of the card, the most telling first.
func Contradictions(s Subject) []Doubt {
	if s.Figure.Commentary == "" || !s.Figure.Status.Reportable() {
		return nil
	}
	var spoken []claims.Claim
	for _, c := range claims.Of(s.card(), s.Figure.Commentary) {
		if !c.Agrees && c.Computed != nil {
			spoken = append(spoken, c)
		}
	}
	slices.SortStableFunc(spoken, func(a, b claims.Claim) int { return weight(a) - weight(b) })
	var doubts []Doubt
	for n, c := range spoken {
		again := func(o claims.Claim) bool { return o.Start < c.End && c.Start < o.End }
		if !slices.ContainsFunc(spoken[:n], again) { // one slip is said once, though it spoils several claims
			doubts = append(doubts, s.contradiction(c))
		}
	}
	return doubts
}

// weight sorts contradictions: first those that give the figure another number, last the merely unlikely.
func weight(c claims.Claim) int {
	switch {
	case c.Kind == claims.Share && c.Subject == claims.Own:
		return 0
	case kindOf(c) == AgainstFigure:
		return 1
	case kindOf(c) == AgainstWords:
		return 2
	}
	return 3
}

// card is what the commentary stands under, as claims reads it.
func (s Subject) card() claims.Card {
	c := claims.Card{
		Title: s.Indicator.Title, Unit: s.Indicator.Unit, Direction: s.Indicator.Direction, Frequency: s.Indicator.Frequency,
		Cumulative: s.Indicator.Cumulative,
	}
	c.Figure = s.known(s.Figure)
	before, yearAgo := s.Figure.Period.Previous(s.Indicator.Frequency), s.Figure.Period.YearAgo()
	for _, f := range s.Figures {
		if !f.Status.Reportable() {
			continue
		}
		if f.Period == before {
			c.Previous = s.known(f)
		}
		if f.Period == yearAgo {
			c.YearAgo = s.known(f)
		}
	}
	if t := s.Indicator.TargetFor(s.Figure.Period); t != nil {
		c.Target = claims.Known{Value: t.Rat(), Step: stepOf(*t, 0), Period: s.Figure.Period}
	}
	return c
}

// known is a figure as claims holds it: of a fraction, as finely as the indicator shows it.
func (s Subject) known(f kpi.Figure) claims.Known {
	exact := f.Exact(s.Indicator.Unit)
	if exact == nil || !f.Status.Reportable() {
		return claims.Known{Period: f.Period}
	}
	k := claims.Known{Value: exact, Step: new(big.Rat).SetInt64(1), Period: f.Period}
	if f.Numerator != nil {
		k.Step = stepOf(decimal.New(1, int32(-s.Indicator.Decimals)), 0)
	} else if f.Value != nil {
		k.Step = stepOf(*f.Value, 0)
	}
	return k
}

// stepOf is the size of a number's last digit, as it was typed.
func stepOf(d decimal.Decimal, least int32) *big.Rat {
	return decimal.New(1, min(d.Exponent(), -least)).Rat()
}

// contradiction is the doubt about a claim that cannot be true.
func (s Subject) contradiction(c claims.Claim) Doubt {
	d := Doubt{Kind: kindOf(c), Field: kpi.FieldCommentary, Rule: c.Rule, Quote: c.Quote, Says: claims.Digits(c.Computed)}
	if c.Kind == claims.Share && c.Subject == claims.Own {
		s.likelyShare(&d, c)
	}
	d.Sentence = s.sentence(c, d.WouldRate)
	return d
}

func kindOf(c claims.Claim) Kind {
	switch {
	case c.Kind == claims.Grim:
		return NoWholeNumber
	case c.Subject == claims.Previous || c.Subject == claims.YearAgo || c.Subject == claims.Target:
		return AgainstEarlier
	case c.Subject == claims.Own:
		return AgainstFigure
	}
	return AgainstWords
}

// likelyShare offers the share of the words as the figure, with the rating that it would have.
func (s Subject) likelyShare(d *Doubt, c claims.Claim) {
	n, ok := decimalOf(c.Numerator)
	m, also := decimalOf(c.Denominator)
	if !ok || !also {
		return
	}
	f := s.Figure
	f.Value, f.Numerator, f.Denominator = nil, &n, &m
	f = f.Completed(s.Indicator.Unit)
	shown := f.Value.Round(int32(max(s.Indicator.Decimals, 1)))
	d.Says = kpi.Exactly(shown)
	if moreThanAll(c) {
		return // no colour follows from what cannot be
	}
	if !c.Likely {
		d.Likely, d.LikelyOf = &shown, &Ratio{n, m}
	}
	now := s.Indicator.Assess(s.Figure).Rating
	if would := s.Indicator.Assess(f).Rating; would != now {
		d.WouldRate = would
	}
}

// moreThanAll reports whether a claim reads a part that is more than its whole.
func moreThanAll(c claims.Claim) bool {
	return c.Kind == claims.Share && c.Numerator != nil && c.Denominator != nil && c.Numerator.Cmp(c.Denominator) > 0
}

func decimalOf(r *big.Rat) (decimal.Decimal, bool) {
	if r == nil || !r.IsInt() {
		return decimal.Decimal{}, false
	}
	return decimal.NewFromBigInt(r.Num(), 0), true
}
