package words

import (
	"fmt"

	"chaser/kpi"
)

// Summary is the first line of a committee's summary: how many of its indicators are Red. If none is, it says how many
// have no figure, so that nobody takes a missing figure for a good one.
func Summary(s kpi.Summary) string {
	all, reds, period := 0, len(s.Reds), s.Period.Words()
	for _, c := range s.Counts {
		all += c.Now
	}
	switch {
	case reds == 0 && len(s.NoFigure) == all:
		return fmt.Sprintf("No indicator has a figure for %s.", period)
	case reds == 0 && len(s.NoFigure) > 0:
		return fmt.Sprintf("No indicator is Red in %s, and %s.", period, Counted(len(s.NoFigure), "one has no figure", "have no figure"))
	case reds == 0:
		return fmt.Sprintf("No indicator is Red in %s.", period)
	case all == 1:
		return fmt.Sprintf("The only indicator is Red in %s.", period)
	case reds == 1:
		return fmt.Sprintf("One of %s indicators is Red in %s.", kpi.Count.ShowInt(all), period)
	case reds == all:
		return fmt.Sprintf("All %s indicators are Red in %s, the worst first.", kpi.Count.ShowInt(all), period)
	}
	return fmt.Sprintf("%s of %s indicators are Red in %s, the worst first.", kpi.Count.ShowInt(reds), kpi.Count.ShowInt(all), period)
}

// Named are indicators by their codes under a heading, each with a few words about it.
type Named struct {
	Heading string
	Of      []NamedOne
}

// NamedOne is one indicator of Named: "SKL2, Red in Q2 2023/24". Title is set only if no other part of the message
// gives it.
type NamedOne struct {
	Said, Title string
}

// Moves says why there are more or fewer reds than last time, and which figures are missing or not final. It leaves out
// kinds with no indicator.
func Moves(s kpi.Summary) []Named {
	before := s.Before.Words()
	wasRed := func(m kpi.Moved) NamedOne {
		return NamedOne{codeOf(m) + ", " + Rating(m.Then) + " in " + before, m.Card.Indicator.Title}
	}
	var all []Named
	say := func(heading string, of []NamedOne) {
		if len(of) > 0 {
			all = append(all, Named{heading, of})
		}
	}
	each := func(moved []kpi.Moved, one func(kpi.Moved) NamedOne) (of []NamedOne) {
		for _, m := range moved {
			of = append(of, one(m))
		}
		return of
	}
	say("Into red since "+before, each(s.MovedBy(kpi.IntoRed), func(m kpi.Moved) NamedOne { return NamedOne{Said: codeOf(m)} }))
	say("Newly reported", each(s.MovedBy(kpi.MovesOfNewlyReported...), newlyReported))
	say("Out of red", each(s.MovedBy(kpi.OutOfRed), func(m kpi.Moved) NamedOne {
		said := codeOf(m) + ", now " + string(m.Card.Figure.Rating)
		if mark := Mark(m.Card.Figure.Status); mark != "" {
			said += ", " + mark
		}
		return NamedOne{said, m.Card.Indicator.Title}
	}))
	say("No figure this "+spanName(s.Period), noFigure(s, each(s.MovedBy(kpi.NoFigureNow), wasRed)))
	say("No longer rated", each(s.MovedBy(kpi.UnratedNow), func(m kpi.Moved) NamedOne {
		one := wasRed(m)
		one.Said += ", now " + string(m.Card.Assessment().Rating)
		return one
	}))
	say("Not due this "+spanName(s.Period), each(s.MovedBy(kpi.NotDueNow), wasRed))
	say("No longer reported here", each(s.MovedBy(kpi.NoLongerListed), wasRed))
	say("Not final yet", notFinal(s.NotFinal))
	return all
}

func codeOf(m kpi.Moved) string { return m.Card.Indicator.Code }

// newlyReported says why nobody can say what an indicator was before. It says nothing of one that is simply new.
func newlyReported(m kpi.Moved) NamedOne {
	said := codeOf(m)
	switch m.Move {
	case kpi.NotDueThen:
		said += " (not due last time)"
	case kpi.NoFigureThen:
		said += " (no figure last time)"
	case kpi.UnratedThen:
		said += " (not rated last time)"
	}
	return NamedOne{Said: said}
}

// noFigure is every indicator whose figure is missing, those first that were Red before.
func noFigure(s kpi.Summary, of []NamedOne) []NamedOne {
	counted := map[string]bool{}
	moved := s.MovedBy(kpi.NoFigureNow)
	for n, m := range moved {
		counted[codeOf(m)] = true
		of[n].Said += missing(m.Card)
	}
	var rest []NamedOne
	for _, c := range s.NoFigure {
		last, wasRed := c.LastRed()
		switch {
		case counted[c.Indicator.Code]:
		case wasRed:
			of = append(of, NamedOne{c.Indicator.Code + ", " + RatingOf(last) + " when last reported, in " + last.Period.Words() + missing(c), c.Indicator.Title})
		default:
			rest = append(rest, NamedOne{Said: c.Indicator.Code + missing(c)})
		}
	}
	return append(of, rest...)
}

// missing says in which way a figure is missing; empty if none was posted at all.
func missing(c kpi.Card) string {
	switch {
	case c.Figure == nil:
		return ""
	case c.Figure.Status == kpi.CarriedForward:
		return ", carried forward"
	}
	return ", unavailable"
}

func notFinal(cards []kpi.Card) (of []NamedOne) {
	for _, c := range cards {
		of = append(of, NamedOne{Said: c.Indicator.Code + ", " + Mark(c.Figure.Status)})
	}
	return of
}

// spanName is the word for a period of this length.
func spanName(p kpi.Period) string {
	switch p.Span() {
	case kpi.Monthly:
		return "month"
	case kpi.Yearly:
		return "year"
	}
	return "quarter"
}
