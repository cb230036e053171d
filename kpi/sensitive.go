package kpi

import "math/big"

// Withheld stands in the place of a sensitive indicator's commentary where everybody reads it.
const Withheld = "Not shown here: the indicator is sensitive, and its commentary could tell of people. Ask the performance team for it."

// ForEverybody is a card as a channel and the public report show it: of a sensitive indicator the figure, as the
// indicator keeps it, with its rating, but neither the counts that it was worked out from nor its commentary, also in
// its history. Any other card is as it is.
func (c Card) ForEverybody() Card {
	if !c.Indicator.Sensitive {
		return c
	}
	c.Figure, c.Movement.From = c.Indicator.forEverybody(c.Figure), c.Indicator.forEverybody(c.Movement.From)
	if c.Movement.By != nil && c.Figure != nil && c.Movement.From != nil {
		c.Movement.By = new(big.Rat).Sub(c.Figure.Exact(c.Indicator.Unit), c.Movement.From.Exact(c.Indicator.Unit))
	}
	history := make([]Figure, len(c.History))
	for n := range c.History {
		history[n] = *c.Indicator.forEverybody(&c.History[n])
	}
	c.History = history
	if r := c.Standing.Restated; r != nil {
		restated := *r
		restated.To, restated.From = *c.Indicator.forEverybody(&r.To), c.Indicator.forEverybody(r.From)
		c.Standing.Restated = &restated
	}
	return c
}

// forEverybody leaves out what the figure was worked out from, and more digits than the indicator keeps, by which that
// could be found again.
func (i Indicator) forEverybody(f *Figure) *Figure {
	if f == nil {
		return nil
	}
	shown := *f
	shown.Numerator, shown.Denominator = nil, nil
	if f.Value != nil {
		rounded := f.Value.Round(int32(i.Decimals))
		shown.Value = &rounded
	}
	if f.Commentary != "" {
		shown.Commentary = Withheld
	}
	return &shown
}

// ForEverybody is the same with the card, and all that the report shows besides, as everybody may see them.
func (r Reported) ForEverybody() Reported {
	if !r.Card.Indicator.Sensitive {
		return r
	}
	i := r.Card.Indicator
	r.Card = r.Card.ForEverybody()
	if r.Then != nil {
		then := r.Then.ForEverybody()
		r.Then = &then
	}
	history := make([]Figure, len(r.History))
	for n := range r.History {
		history[n] = *i.forEverybody(&r.History[n])
	}
	restated := make([]Restated, len(r.Restated))
	for n, was := range r.Restated {
		was.To, was.From = *i.forEverybody(&was.To), i.forEverybody(was.From)
		restated[n] = was
	}
	r.History, r.Restated = history, restated
	r.Doubts = nil // they quote its words
	return r
}
