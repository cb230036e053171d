package printed

import (
	"fmt"
	"strings"

	"chaser/kpi"
	"chaser/register/proposal"
)

// figures are those of the card whose period is clear.
func (m *making) figures(c *card, i *kpi.Indicator) []kpi.Figure {
	var all []kpi.Figure
	for _, p := range c.values {
		if p.label.item != current && p.label.item != previous {
			continue
		}
		v := p.value
		at := p.label.periodIn(m.Period)
		switch {
		case (v.sort == asMissing || v.sort == asRating) && at.period == m.Period && proseOf(c.prose[commentary]) != "" && figureOf(all, m.Period) == nil:
			all = append(all, kpi.Figure{Indicator: i.Code, Period: m.Period, Status: kpi.Unavailable})
			continue
		case v.sort == asMissing || v.sort == asRating:
			continue
		case v.sort != asNumber:
			m.fault(c, "%s: “%s” beside “%s” is not a figure; it is left out", i.Code, kpi.Excerpt(p.said), p.label.said)
			continue
		case at.period.IsZero():
			m.ask(i.Code, fmt.Sprintf("%s. Of when is %s?", at.asked, p.said), "it is left out.", false)
			continue
		case !at.period.Suits(i.Frequency):
			m.fault(c, "%s: %s of %s is left out, as the indicator is reported %s", i.Code, p.said, at.period.Words(), i.Frequency)
			continue
		case figureOf(all, at.period) != nil:
			m.fault(c, "%s: %s is a second figure of %s; it is left out", i.Code, p.said, at.period.Words())
			continue
		}
		if at.noted != "" {
			m.note("%s: %s.", i.Code, at.noted)
		}
		f := kpi.Figure{Indicator: i.Code, Period: at.period, Value: v.typed.Value, Numerator: v.typed.Numerator, Denominator: v.typed.Denominator, Status: v.status}
		if f.Numerator != nil && i.Unit == kpi.Count {
			i.Unit = kpi.Ratio
		}
		all = append(all, f)
		m.p.Read.Figures++
	}
	if now := figureOf(all, m.Period); now != nil {
		now.Commentary = m.text(c, i.Code, commentary, kpi.MaxCommentary)
		now.Actions = m.text(c, i.Code, actions, kpi.MaxActions)
	} else if proseOf(c.prose[commentary]) != "" {
		m.fault(c, "%s: its commentary has no figure to stand with; it is left out", i.Code)
	}
	return all
}

// text is one of the card's texts, fit to keep.
func (m *making) text(c *card, code string, of item, most int) string {
	said := proseOf(c.prose[of])
	if absent[strings.ToLower(strings.TrimRight(said, "."))] || len([]rune(said)) == 1 {
		if len([]rune(said)) == 1 && !absent[strings.ToLower(said)] {
			m.fault(c, "%s: “%s” stands alone in the place of its %s; it is left out", code, said, words[of][0])
		}
		return ""
	}
	if n := len([]rune(said)); n > most {
		m.fault(c, "%s: its %s is %s characters long, and Chaser keeps %s; the rest is left out", code, words[of][0], kpi.Count.ShowInt(n), kpi.Count.ShowInt(most))
		return cut(said, most)
	}
	return said
}

// shown is the card as a proposal lists it: what is printed, and what Chaser makes of it.
func (m *making) shown(c *card, i kpi.Indicator, known bool, now, before *kpi.Figure) proposal.Card {
	said := proposal.Card{Code: i.Code, Title: i.Title, Known: known, Line: c.line, Printed: c.rating, DerivedTitle: c.titleFrom == fromDescription}
	if t := i.TargetFor(m.Period); t != nil {
		said.Target = i.ShowValue(t)
	} else if i.Baseline != nil {
		said.Target, said.Baseline = i.ShowValue(i.Baseline), true
	}
	if before != nil {
		said.Previous, said.PreviousPeriod = i.ShowTyped(*before), before.Period
	}
	if now == nil {
		return said
	}
	said.Figure = i.ShowTyped(*now)
	said.Rated = i.Assess(now.Completed(i.Unit)).Rating
	if p, ok := c.of(change); ok {
		if v := valueOf(p.said); v.sort == asChange {
			said.PrintedChange = v.change
		} else if v.sort == asMissing {
			said.PrintedChange = kpi.NotAvailable
		}
	}
	said.Change = i.Movement(*now, before).Change
	return said
}
