package kpi

import "slices"

// HistoryLength is how many periods a card's chart covers, its own included.
const HistoryLength = 8

// Card is everything that is said about an indicator in a period: what the committee reads, in Slack and in print.
type Card struct {
	Indicator Indicator
	Period    Period
	Figure    *Figure // the latest revision; nil where nothing was posted for the period
	PostedBy  string  // the name of who posted it; empty where an import brought it
	Movement  Movement
	History   []Figure // the latest figures with a value of their own, at most HistoryLength, the oldest first
	Awaited   *Awaited // the open collection's figure, where it has not been posted
	Actions   []Action // the open ones of every period, then those of this period that are settled
	Questions []Question
	Standing  Standing
}

// LacksActions reports whether the card is Red and nobody has said what is being done about it. A dropped action does
// not count.
func (c Card) LacksActions() bool {
	if c.Figure == nil || c.Figure.Rating != Red || c.Figure.Actions != "" {
		return false
	}
	return !slices.ContainsFunc(c.Actions, func(a Action) bool { return a.State != ActionDropped })
}

// Awaited is a figure that is being asked for.
type Awaited struct {
	Period Period
	Due    Date      // a working day in the council's calendar
	Handed *HandedOn // nil where the owner posts it
}

// HandedOn is to whom a figure was handed on, and by whom.
type HandedOn struct {
	To Person // by Slack id and name
	By Person
}

// OwedBy reports whether the card's awaited figure is the person's to post: as its owner or deputy or, once it was
// handed on, only as the colleague who has it.
func (c Card) OwedBy(slackID string) bool {
	switch {
	case c.Awaited == nil || slackID == "":
		return false
	case c.Awaited.Handed != nil:
		return c.Awaited.Handed.To.SlackID == slackID
	}
	return slackID == c.Indicator.Owner || slackID == c.Indicator.Deputy
}

// Assessment is the rating that the card shows: its figure's rating as it was posted, or what can be said without a
// figure.
func (c Card) Assessment() Assessment {
	if c.Figure != nil {
		return c.Figure.Assessment
	}
	a := Assessment{
		Rating:      NoData,
		Target:      c.Indicator.TargetFor(c.Period),
		Direction:   c.Indicator.Direction,
		Explanation: "There is no figure for " + c.Period.Words() + ".",
	}
	if c.Indicator.Kind == InDevelopment {
		a.Rating = InDevRating
	}
	return a
}

// NewCard builds an indicator's card for a period from the latest revisions of all its figures, in any order.
func NewCard(i Indicator, figures []Figure, p Period) Card {
	c := Card{Indicator: i, Period: p, Movement: Movement{
		Change: NotAvailable,
		Since:  i.ComparedPeriod(p),
	}}
	var earlier *Figure
	for n := range figures {
		f := &figures[n]
		if f.Period == p {
			c.Figure = f
		}
		if f.Period == c.Movement.Since {
			earlier = f
		}
		if !p.Before(f.Period) && f.Value != nil && f.Status.Reportable() {
			c.History = append(c.History, *f)
		}
	}
	slices.SortFunc(c.History, func(a, b Figure) int { return a.Period.compare(b.Period) })
	if n := len(c.History); n > HistoryLength {
		c.History = c.History[n-HistoryLength:]
	}
	c.Movement.From = earlier
	if c.Figure != nil {
		c.Movement = i.Movement(*c.Figure, earlier)
	}
	return c
}

// Latest is the latest period that has a figure of any status; zero where none has. A figure posted before its period
// began was meant for another period. It counts only where there is no other.
func Latest(figures []Figure) Period {
	var latest, ahead Period
	for _, f := range figures {
		at := &latest
		if !f.PostedAt.IsZero() && DateOf(f.PostedAt).Before(f.Period.Start()) {
			at = &ahead
		}
		if at.IsZero() || at.Before(f.Period) {
			*at = f.Period
		}
	}
	if latest.IsZero() {
		return ahead
	}
	return latest
}

// StandingActions are the card's actions without those that were replaced, since what replaced them is there too.
func (c Card) StandingActions() []Action {
	var all []Action
	for _, a := range c.Actions {
		if a.State != ActionReplaced {
			all = append(all, a)
		}
	}
	return all
}

// OpenActions is how many of the card's actions are still to be done.
func (c Card) OpenActions() (n int) {
	for _, a := range c.Actions {
		if !a.Settled() {
			n++
		}
	}
	return n
}
