package kpi

import "slices"

// Move is why an indicator is Red in one of the two periods that a summary compares and not in the other. Only a judged
// figure of the period's own moves into red or out of it. A figure that is missing, carried forward or awaiting
// sign-off says neither that things got worse nor that they got better.
type Move string

// Each indicator has one of these, or none where it was Red both times or neither.
const (
	IntoRed  Move = "into red"   // it was rated better
	OutOfRed Move = "out of red" // it is rated better

	// Newly reported: it is Red now, and what it was then cannot be said.
	NewlyReported  Move = "newly reported" // it was not among the committee's: registered since, or another committee's
	NotDueThen     Move = "not due then"   // as a half-yearly indicator in the quarters between
	NoFigureThen   Move = "no figure then"
	UnratedThen    Move = "unrated then" // as one that had no target yet
	NoFigureNow    Move = "no figure now"
	UnratedNow     Move = "unrated now"
	NotDueNow      Move = "not due now"
	NoLongerListed Move = "no longer listed" // another committee's now
)

// MovesOfNewlyReported and MovesOfUnreported are those that add to the reds, and take from them, without having moved.
var (
	MovesOfNewlyReported = []Move{NewlyReported, NotDueThen, NoFigureThen, UnratedThen}
	MovesOfUnreported    = []Move{NoFigureNow, UnratedNow, NotDueNow, NoLongerListed}
)

// Moved is an indicator with its move.
type Moved struct {
	Move Move
	Card Card // of now; of then, where the period has none
	Then Card // the zero Card where the period before has none
}

// MovedBy are those with one of the moves, in their order.
func (s Summary) MovedBy(moves ...Move) []Moved {
	var all []Moved
	for _, m := range s.Moved {
		if slices.Contains(moves, m.Move) {
			all = append(all, m)
		}
	}
	return all
}

// move records why an indicator moved, if it did, by its card of then and its card of now; nil where there was none.
func (s *Summary) move(then, now *Card) {
	if s.Before.IsZero() {
		return // nobody knows what anything was
	}
	m := Moved{Move: s.moveOf(then, now)}
	if then != nil {
		m.Then, m.Card = *then, *then
	}
	if now != nil {
		m.Card = *now
	}
	if m.Move != "" {
		s.Moved = append(s.Moved, m)
	}
}

func (s *Summary) moveOf(then, now *Card) Move {
	was, is := then != nil && then.isRed(), now != nil && now.isRed()
	switch {
	case was == is:
		return ""
	case is:
		return s.becameRed(then, *now)
	}
	return s.ceasedToBeRed(*then, now)
}

func (s *Summary) becameRed(then *Card, now Card) Move {
	if then == nil {
		if _, due := s.Before.For(now.Indicator.Frequency); !due {
			return NotDueThen
		}
		return NewlyReported
	}
	switch {
	case !then.reports():
		return NoFigureThen
	case !then.Figure.Rating.Judged():
		return UnratedThen
	}
	return IntoRed
}

func (s *Summary) ceasedToBeRed(then Card, now *Card) Move {
	if now == nil {
		if _, due := s.Period.For(then.Indicator.Frequency); !due {
			return NotDueNow
		}
		return NoLongerListed
	}
	switch {
	case !now.reports():
		return NoFigureNow
	case !now.Figure.Rating.Judged():
		return UnratedNow
	}
	return OutOfRed
}

func (c Card) isRed() bool { return c.Assessment().Rating == Red }

// reports reports whether the card has a figure of its period's own, however provisional.
func (c Card) reports() bool {
	return c.Figure != nil && c.Figure.Value != nil && c.Figure.Status.Reportable()
}

// NotFinal reports whether the card has a colour that may still change: it is of a provisional figure or of a part of
// the period.
func (c Card) NotFinal() bool {
	return c.reports() && c.Figure.Rating.Judged() && c.Figure.Status != Final
}

// LastRed is the last figure that the card remembers and that was judged, where that was Red.
func (c Card) LastRed() (Figure, bool) {
	f, judged := Judged(c.History)
	return f, judged && f.Rating == Red
}
