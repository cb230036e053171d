package kpi

import (
	"slices"
	"time"
)

// Reported is an indicator as its committee's report shows it: the card, and what only the report shows besides.
type Reported struct {
	Card     Card
	History  []Figure   // of each period up to the card's own, as the committee may see it, the oldest first
	Then     *Card      // as the committee was shown it last time; nil where it was not
	Restated []Restated // what was published and has been restated since the last report
	Accepted []string   // the kinds of doubt about the figure that its poster answered, where no more is known of them
	Doubts   []Accepted // the doubts about it that somebody accepted, the first first
}

// Accepted is a doubt of which somebody said why it may stand.
type Accepted struct {
	Sentence string
	Reason   string
	By       string // the name
	At       time.Time
}

// Restated is a published period's figure that has been restated since.
type Restated struct {
	Restatement
	Period    Period
	Published time.Time
}

// Light is the same without what only the card itself prints, so that all of a committee's can be kept in memory at
// once.
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
	c.Indicator.Target, c.Indicator.Targets = c.Indicator.TargetFor(c.Period), nil
	c.Indicator.Links, c.Questions = nil, nil
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

// Restate is a published card as it reads with a figure that has come since. Its figure, its change and the last point
// of its history are the new one's. Everything else stays as it was published.
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

// WholeHistory are all the figures up to the card's own period, the oldest first. Each is the latest revision, unless
// the card shows another one of its period.
func (c Card) WholeHistory(figures []Figure) []Figure {
	of := map[Period]Figure{}
	for _, f := range figures {
		if known, ok := of[f.Period]; !c.Period.Before(f.Period) && (!ok || known.Revision < f.Revision) {
			of[f.Period] = f
		}
	}
	for _, f := range c.History {
		of[f.Period] = f
	}
	delete(of, c.Period)
	if c.Figure != nil {
		of[c.Period] = *c.Figure
	}
	all := make([]Figure, 0, len(of))
	for _, f := range of {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b Figure) int { return a.Period.compare(b.Period) })
	return all
}

// RestatedSince are the published periods before p whose figures were restated after the instant, as the committee may
// see them, the oldest first.
func (d Dossier) RestatedSince(p Period, since time.Time) []Restated {
	cleared := d.Cleared()
	var all []Restated
	for _, q := range d.Published {
		if !q.Period.Before(p) || slices.ContainsFunc(all, func(r Restated) bool { return r.Period == q.Period }) {
			continue
		}
		if r := q.restatedAs(ofPeriod(cleared, q.Period)); r != nil && r.At().After(since) {
			all = append(all, Restated{*r, q.Period, q.At})
		}
	}
	slices.SortFunc(all, func(a, b Restated) int { return a.Period.compare(b.Period) })
	return all
}
