package demo

import (
	"context"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// Moves are the ways in which a newcomer turns the clock on the page. The caller knows which days are working days and
// when figures are due. dueMorning returns false if no due date is ahead. after is called once the clock has moved. It
// wakes the scheduler, and may wait for what follows.
func Moves(
	clock *Clock,
	nextWorkingMorning func(time.Time) time.Time,
	dueMorning func(time.Time) (time.Time, bool),
	after func(context.Context),
) []lookalike.Move {
	to := func(ctx context.Context, at time.Time) error {
		if clock.MoveTo(at) {
			after(ctx)
		}
		return nil
	}
	anHourOn := func(ctx context.Context) error {
		clock.MoveBy(time.Hour)
		after(ctx)
		return nil
	}
	toNextWorkingDay := func(ctx context.Context) error { return to(ctx, nextWorkingMorning(clock.Now())) }
	toDueDate := func(ctx context.Context) error {
		morning, ok := dueMorning(clock.Now())
		if !ok {
			return &lookalike.NotPossible{
				Sentence: "No due date is ahead: every collection is past its own. The clock stays as it is.",
			}
		}
		return to(ctx, morning)
	}
	return []lookalike.Move{
		{Label: "+1 hour", Why: "an hour passes", Do: anHourOn},
		{Label: "Next working day, 9:00", Why: "the morning on which people are next asked", Do: toNextWorkingDay},
		{Label: "To the due date", Why: "the morning on which the figures are due", Do: toDueDate},
	}
}

// NextWorkingMorning returns a function from an instant to nine in the morning of the next working day.
func NextWorkingMorning(cal kpi.Calendar) func(time.Time) time.Time {
	return func(now time.Time) time.Time {
		return cal.AddWorkingDays(kpi.DateOf(now), 1).At(kpi.OfficeOpens, now.Location())
	}
}

// NextDue returns a function from an instant to nine in the morning of the first deadline after it. That returns false
// if there is none.
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
