package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/words"
)

const pressSnooze = "snooze"

func snoozeConversation() conversation {
	return conversation{presses: []press{{id: pressSnooze, answer: pressedSnooze}}}
}

// pressedSnooze is “Remind me tomorrow”: it reminds on the next working day, but never after the day on which something
// of theirs is due. What they only deputise for does not count.
func pressedSnooze(ctx context.Context, v *visit, s subject) (*Message, error) {
	chase, err := v.store.ChaseOf(ctx, v.asker.SlackID, v.zone, v.today)
	if err != nil {
		return nil, fmt.Errorf("what is asked: %w", err)
	}
	asked := chase.AskedOf(v.asker.SlackID, v.today)
	if len(asked) == 0 {
		return say("Nothing is asked of you just now, so there is nothing to remind you of. Thank you."), nil
	}
	if p := s.period(); v.closed(chase.Collections, p) {
		return snoozeClosedMessage(p), nil
	}
	next := chase.NextReminder(v.asker.SlackID, v.today)
	for _, i := range asked {
		if i.Due.Before(next) {
			return nil, kpi.Refuse(kpi.FieldIndicator, "%s is due on %s, so it cannot wait for another reminder. Post it, hand it on, or say that it cannot be provided.", i.Indicator, words.Weekday(i.Due))
		}
	}
	if err := v.store.Snooze(ctx, v.asks(), next); err != nil {
		return nil, fmt.Errorf("snoozing: %w", err)
	}
	return say("You will be reminded on " + words.Weekday(next) + "."), nil
}

// closed reports whether nobody is asked for the period's figures any more, however often they are reported.
func (v *visit) closed(collections []kpi.Collection, p kpi.Period) bool {
	over := false
	for _, f := range []kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly} {
		if !p.Suits(f) {
			continue
		}
		if _, over = kpi.Closed(collections, f, p, v.today); !over {
			return false
		}
	}
	return over
}
