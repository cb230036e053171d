package words

import "chaser/kpi"

// BeforePublishing are what to know before a period is published, beside what is lacking: which figures are not final,
// which cards have none of the period's own although something was posted, and what is doubted; those of which there is
// nothing to say are left out.
func BeforePublishing(s kpi.Summary, r kpi.Readiness, doubts []string) []Named {
	var all []Named
	add := func(heading string, of []NamedOne) {
		if len(of) > 0 {
			all = append(all, Named{heading, of})
		}
	}
	add("Not final yet", notFinal(s.NotFinal))
	missing := map[string]bool{}
	for _, l := range r.Missing {
		missing[l.Code] = true
	}
	var none, doubted []NamedOne
	for _, c := range s.NoFigure {
		switch {
		case missing[c.Indicator.Code]: // said already
		case c.Figure != nil && c.Figure.Status == kpi.CarriedForward:
			none = append(none, NamedOne{Said: c.Indicator.Code + ", carried forward"})
		case c.Figure != nil:
			none = append(none, NamedOne{Said: c.Indicator.Code + ", unavailable"})
		}
	}
	add("No figure of the period's own", none)
	for _, d := range doubts {
		doubted = append(doubted, NamedOne{Said: d})
	}
	add(Counted(len(doubted), "One doubt is", "doubts are")+" open", doubted)
	return all
}
