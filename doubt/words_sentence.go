package doubt

import (
	"fmt"
	"strings"

	"chaser/doubt/claims"
	"chaser/kpi"
)

// sentence says what was read, what it comes to, and what follows: “570 of 889 is 64.1%, not 55%: Blue, not Amber.”
func (s Subject) sentence(c claims.Claim, would kpi.Rating) string {
	stated := strings.TrimSpace(c.Stated)
	if c.Subject == claims.Own && (c.Kind == claims.Share || c.Kind == claims.Sum || c.Kind == claims.Stock) {
		stated = s.Indicator.ShowTyped(s.Figure)
	}
	said := fmt.Sprintf("%s is %s, not %s", c.Read, s.computed(c), stated)
	switch c.Kind {
	case claims.Course:
		said = fmt.Sprintf("“%s” is not what %s is", stated, c.Read)
	case claims.Change:
		said = fmt.Sprintf("From %s is %s, not %s", c.Read, moved(c), stated)
	case claims.Grim:
		said = fmt.Sprintf("No whole number of %s is %s; %s is %s", claims.Digits(c.Denominator), stated, c.Read, s.computed(c))
	case claims.Restated:
		said = fmt.Sprintf("The words give %s for %s, and the card has %s", stated, c.Read, s.computed(c))
	case claims.Bound:
		said = fmt.Sprintf("%s is not %s", s.computed(c), stated)
	}
	if would != "" {
		if now := s.Indicator.Assess(s.Figure).Rating; now != would {
			said += fmt.Sprintf(": %s, not %s", would, now)
		}
	}
	return said + "."
}

// computed is what a claim comes to, in its unit, with one digit after the point where that says it.
func (s Subject) computed(c claims.Claim) string {
	if c.PerCent {
		return c.Computed.FloatString(1) + "%"
	}
	return claims.Digits(c.Computed)
}

// moved says how far a change went, and which way.
func moved(c claims.Claim) string {
	way, by := "a rise of ", claims.Digits(c.Computed)
	if c.Computed.Sign() < 0 {
		way, by = "a fall of ", strings.TrimPrefix(by, "−")
	}
	if c.PerCent {
		by = strings.TrimPrefix(c.Computed.FloatString(1), "-") + "%"
	}
	return way + by
}
