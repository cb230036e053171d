package kpi

import "time"

// Reported is an indicator as its committee's report shows it: the card, and what stands beside it in the report alone.
type Reported struct {
	Card     Card
	History  []Figure   // of every period up to the card's own, as the committee may see it, the oldest first
	Then     *Card      // as the committee was shown it last time; nil: it was not
	Restated []Restated // what was published and has been restated since the last report
	Accepted []string   // the kinds of doubt that the figure's poster was asked about, and said that it is right
}

// Restated is a published period's figure that has been restated since.
type Restated struct {
	Restatement
	Period    Period
	Published time.Time
}

// Light is the same without what only the card itself prints, so that all of a committee's can be weighed at once.
func (r Reported) Light() Reported {
	light := r
	light.History = nil
	light.Card = r.Card.light()
	if r.Then != nil {
		then := r.Then.light()
		light.Then = &then
	}
	return light
}

func (c Card) light() Card {
	c.Indicator.Links, c.Questions, c.Indicator.Targets = nil, nil, nil
	bare := func(f *Figure) *Figure {
		if f == nil {
			return nil
		}
		g := *f
		g.Commentary, g.Explanation = "", ""
		return &g
	}
	c.Figure, c.Movement.From = bare(c.Figure), bare(c.Movement.From)
	history := make([]Figure, 0, len(c.History))
	for n := range c.History {
		history = append(history, *bare(&c.History[n]))
	}
	c.History = history
	return c
}

// Restate is a published card as it reads with a figure that has come since: its figure, its change and the last point
// of its history are the new one's, and everything else stays as published.
func (c Card) Restate(r Restatement) Card {
	to := r.To
	c.Figure, c.Standing.Restated = &to, &r
	c.Movement = c.Indicator.Movement(to, c.Movement.From)
	history := make([]Figure, 0, len(c.History)+1)
	for _, f := range c.History {
		if f.Period != to.Period {
			history = append(history, f)
		}
	}
	if to.Value != nil && to.Status.Reportable() {
		history = append(history, to)
	}
	if n := len(history); n > HistoryLength {
		history = history[n-HistoryLength:]
	}
	c.History = history
	return c
}
