package demo

import (
	"context"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// Moves are the ways in which a newcomer turns the clock on the page. What a working day and a due date are is the caller's to
// know; dueMorning reports false where no due date is ahead. after is called once the clock has moved, to wake the scheduler.
func Moves(clock *Clock, nextWorkingMorning func(time.Time) time.Time, dueMorning func(time.Time) (time.Time, bool), after func()) []lookalike.Move {
	to := func(at time.Time) error {
		if clock.MoveTo(at) {
			after()
		}
		return nil
	}
	return []lookalike.Move{
		{Label: "+1 hour", Why: "an hour passes", Do: func(context.Context) error {
			clock.MoveBy(time.Hour)
			after()
			return nil
		}},
		{Label: "Next working day, 9:00", Why: "the morning on which people are next asked", Do: func(context.Context) error {
			return to(nextWorkingMorning(clock.Now()))
		}},
		{Label: "To the due date", Why: "the morning on which the figures are due", Do: func(context.Context) error {
			morning, ok := dueMorning(clock.Now())
			if !ok {
				return &lookalike.NotPossible{Sentence: "No due date is ahead: every collection is past its own. The clock stays as it is."}
			}
			return to(morning)
		}},
	}
}

// NextWorkingMorning gives, for an instant, nine in the morning of the next working day.
func NextWorkingMorning(cal kpi.Calendar) func(time.Time) time.Time {
	return func(now time.Time) time.Time {
		return cal.AddWorkingDays(kpi.DateOf(now), 1).At(kpi.OfficeOpens, now.Location())
	}
}

// NextDue gives, for an instant, nine in the morning of the first deadline ahead of it; false where there is none.
func NextDue(collections []kpi.Collection, cal kpi.Calendar) func(time.Time) (time.Time, bool) {
	return func(now time.Time) (next time.Time, ok bool) {
		for _, c := range collections {
			morning := c.Deadline(cal).At(kpi.OfficeOpens, now.Location())
			if morning.After(now) && (!ok || morning.Before(next)) {
				next, ok = morning, true
			}
		}
		return next, ok
	}
}
