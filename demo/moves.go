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

// NextWeekday is nine in the morning of the next Monday to Friday; bank holidays count as any other day.
func NextWeekday(now time.Time) time.Time {
	day := kpi.DateOf(now)
	for {
		day = day.AddDays(1)
		morning := day.At(9, now.Location())
		if weekday := morning.Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			return morning
		}
	}
}

// NextDue gives, for an instant, nine in the morning of the first due date ahead of it; false where there is none.
func NextDue(collections []kpi.Collection) func(time.Time) (time.Time, bool) {
	return func(now time.Time) (next time.Time, ok bool) {
		for _, c := range collections {
			morning := c.Due.At(9, now.Location())
			if morning.After(now) && (!ok || morning.Before(next)) {
				next, ok = morning, true
			}
		}
		return next, ok
	}
}
