package bot

import (
	"fmt"

	"chaser/kpi"
)

// alreadyInMessage answers a button whose figure is in, with its card.
func alreadyInMessage(c kpi.Card, how cardFor) *Message {
	how.lead = fmt.Sprintf("%s has its figure for %s, so nothing was changed.", c.Indicator.Code, c.Period.Words())
	if how.mayPost {
		how.lead += " If it is not right, press Edit."
	}
	return cardMessage(c, how)
}

// notYoursMessage answers a button whose figure is no longer the asker's.
func notYoursMessage(c kpi.Card, with string) *Message {
	said := fmt.Sprintf("%s for %s is no longer asked of you, so nothing was changed.", c.Indicator.Code, c.Period.Words())
	if with != "" {
		said += fmt.Sprintf(" %s has it now.", with)
	}
	return say(said, paragraph(literal(said)), buttons(button(pressDue, "What is asked of me", subject{}), button(pressCard, "See the card", subject{Code: c.Indicator.Code})))
}

// closedMessage answers a button whose collection is over.
func closedMessage(c kpi.Card, now kpi.Period) *Message {
	said := fmt.Sprintf("The collection for %s has closed, so %s is no longer asked for and nothing was changed. The collection for %s is open. You can still post the late figure.",
		c.Period.Words(), c.Indicator.Code, now.Words())
	return say(said, paragraph(literal(said)), buttons(button(pressEdit, "Post it late", about(c.Indicator.Code, c.Period)), button(pressDue, "What is asked of me", subject{})))
}

// snoozeClosedMessage answers “Remind me tomorrow” in a message whose collection is over.
func snoozeClosedMessage(p kpi.Period) *Message {
	said := fmt.Sprintf("The collection for %s has closed, so there is nothing left to remind you of. Reminders for the next one come as usual.", p.Words())
	return say(said, paragraph(literal(said)), buttons(button(pressDue, "What is asked of me", subject{})))
}
