package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
)

// pressedSnooze is “Remind me tomorrow”: on the next working day, and never past the day that something is due.
func pressedSnooze(ctx context.Context, v *visit, _ subject) (*Message, error) {
	owed, err := v.store.Owed(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("owed: %w", err)
	}
	if len(owed) == 0 {
		return say("Everything of yours is in, so there is nothing to remind you of. Thank you."), nil
	}
	_, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	tomorrow := cal.AddWorkingDays(v.today, 1)
	for _, c := range owed {
		if c.Awaited.Due.Before(tomorrow) {
			return nil, kpi.Refuse(kpi.FieldIndicator, "%s is due on %s, so it cannot wait for another reminder. Post it, hand it on, or say that it cannot be provided.", c.Indicator.Code, weekdayWords(c.Awaited.Due))
		}
	}
	if err := v.store.Snooze(ctx, v.asker.SlackID, tomorrow, v.now()); err != nil {
		return nil, fmt.Errorf("snoozing: %w", err)
	}
	return say("You will be reminded on " + weekdayWords(tomorrow) + "."), nil
}
