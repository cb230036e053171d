package kpi

import "math/big"

// What stands in the place of the words that a sensitive indicator's people typed, where everybody reads it.
const (
	Withheld        = "Not shown here: the indicator is sensitive, and its commentary could tell of people. Ask the performance team for it."
	WithheldActions = "Not shown here: the indicator is sensitive, and its actions could tell of people. Ask the performance team for them."
	WithheldWords   = "Not shown here: the indicator is sensitive" // of a reason, an action or what came of one
)

// ForEverybody is a card as a channel and the public report show it: of a sensitive indicator the figure, as the
// indicator keeps it, with its rating, but neither the counts that it was worked out from nor a word that its people
// typed about it (commentary, actions, reasons), also in its history. Of an action it keeps who does it and by when.
// What the committee asked and was answered was said to the committee, and stays. Any other card is as it is.
func (c Card) ForEverybody() Card {
	if !c.Indicator.Sensitive {
		return c
	}
	c.Figure, c.Movement.From = c.Indicator.forEverybody(c.Figure), c.Indicator.forEverybody(c.Movement.From)
	if c.Movement.By != nil && c.Figure != nil && c.Movement.From != nil {
		c.Movement.By = new(big.Rat).Sub(c.Figure.Exact(c.Indicator.Unit), c.Movement.From.Exact(c.Indicator.Unit))
	}
	c.History = c.Indicator.ForEverybody(c.History)
	c.Standing.SignOff.Reason = withheld(c.Standing.SignOff.Reason)
	actions := make([]Action, len(c.Actions))
	for n, a := range c.Actions {
		a.Text, a.Outcome = withheld(a.Text), withheld(a.Outcome)
		actions[n] = a
	}
	c.Actions = actions
	if r := c.Standing.Restated; r != nil {
		restated := c.Indicator.RestatedForEverybody(*r)
		c.Standing.Restated = &restated
	}
	return c
}

// withheld is what is shown instead of words; empty where there are none.
func withheld(words string) string {
	if words == "" {
		return ""
	}
	return WithheldWords
}

// ForEverybody is the same with the indicator's figures.
func (i Indicator) ForEverybody(figures []Figure) []Figure {
	if !i.Sensitive {
		return figures
	}
	shown := make([]Figure, len(figures))
	for n := range figures {
		shown[n] = *i.forEverybody(&figures[n])
	}
	return shown
}

// RestatedForEverybody is the same with both figures of a restatement. Of a sensitive indicator they may look the same.
func (i Indicator) RestatedForEverybody(r Restatement) Restatement {
	if !i.Sensitive {
		return r
	}
	return Restatement{From: i.forEverybody(r.From), To: *i.forEverybody(&r.To)}
}

// forEverybody leaves out what the figure was worked out from, and more digits than the indicator keeps, by which that
// could be found again, also where they explain its rating; and all words that somebody typed.
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
	if f.Actions != "" {
		shown.Actions = WithheldActions
	}
	switch f.Reason {
	case actionsChanged, commentaryChanged, wordsChanged: // nobody typed them
	default:
		shown.Reason = withheld(f.Reason)
	}
	shown.SignOff.Reason = withheld(f.SignOff.Reason)
	i.explainShown(&shown)
	return &shown
}

// RatedExactly explains the rating of a sensitive figure where the figure as it is shown would have another.
const RatedExactly = "It is rated by the exact figure, which is not shown here: the indicator is sensitive."

// explainShown explains a figure's rating by the figure as it is shown. The sentence that was kept with it, and its
// gap, say the exact figure.
func (i Indicator) explainShown(f *Figure) {
	if f.Value == nil || f.Gap == nil && f.Rule == "" {
		return
	}
	f.Gap, f.Explanation = nil, RatedExactly
	rule, err := ParseRule(f.Rule)
	if err != nil {
		return
	}
	if a, err := Rate(rule, f.Direction, f.Target, f.Value.Rat(), i.Unit, i.Decimals); err == nil && a.Rating == f.Rating {
		f.Gap, f.Explanation = a.Gap, a.Explanation
	}
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
	restated := make([]Restated, len(r.Restated))
	for n, was := range r.Restated {
		was.To, was.From = *i.forEverybody(&was.To), i.forEverybody(was.From)
		restated[n] = was
	}
	r.History, r.Restated = i.ForEverybody(r.History), restated
	r.Doubts = nil // they quote its words
	return r
}
