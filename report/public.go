package report

import "cmp"

// ForThePublic is a report's head without what only members read.
func (h Head) ForThePublic() Head {
	h.Cover.Audience = ForPublic
	sections := make([]Section, len(h.Summary.Sections))
	for n, s := range h.Summary.Sections {
		sections[n] = Section{s.Heading, forThePublic(s.Items)}
	}
	h.Summary.Sections, h.Corrections = sections, forThePublic(h.Corrections)
	return h
}

func forThePublic(items []Item) []Item {
	shown := make([]Item, len(items))
	for n, i := range items {
		shown[n] = Item{Anchor: i.Anchor, Text: cmp.Or(i.Public, i.Text)}
	}
	return shown
}

// ForThePublic is a card without people's names: not who asked or answered, who does what, who posted the figure, or
// whose it is. A sensitive indicator's has neither counts nor a word that its people typed. This is the one place in
// which it is decided what of a card the public does not read.
func (c Card) ForThePublic() Card {
	if c.Everybody != nil {
		c = *c.Everybody
	}
	c.Provenance, c.Register = "", nil
	actions := make([]Action, len(c.Actions))
	for n, a := range c.Actions {
		a.Owner = ""
		actions[n] = a
	}
	questions := make([]Question, len(c.Questions))
	for n, q := range c.Questions {
		q.Asked, q.Answered = q.AskedOn, q.AnsweredOn
		questions[n] = q
	}
	c.Actions, c.Questions = actions, questions
	return c
}

// ForThePublic is the report without what only members read.
func (r Report) ForThePublic() Report {
	cards := r.Cards
	return Report{r.Head.ForThePublic(), func(yield func(Card, error) bool) {
		for c, err := range cards {
			if !yield(c.ForThePublic(), err) {
				return
			}
		}
	}}
}
