package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// newsOfGivenAction tells somebody about an action that a colleague gave them. Once the action is closed, or with
// somebody else, the message says so.
func newsOfGivenAction(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var about store.GivenAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	a, i, found, err := b.store.Action(ctx, about.Action)
	if err != nil {
		return nil, fmt.Errorf("the action: %w", err)
	}
	if !found {
		return nil, fmt.Errorf("action %d is gone", about.Action)
	}
	names, err := b.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return givenMessage(a, i, names[about.By], n.Recipient, kpi.DateOf(at.Now.In(at.Zone))), nil
}

func givenMessage(a kpi.Action, i kpi.Indicator, by, recipient string, today kpi.Date) *Message {
	if a.Settled() || a.Owner != recipient {
		title := words.Sentence(fmt.Sprintf("✓ The action on %s that %s gave you: %s", i.Code, by, words.ActionState(a, today)))
		if !a.Settled() {
			title = fmt.Sprintf("→ The action on %s that %s gave you is with %s now.", i.Code, by, a.OwnerName)
		}
		return say(title, paragraph(literal(title)), note(words.Cut(a.Text, maxListedAction)))
	}
	title := fmt.Sprintf("%s asks you to take on an action for %s, by %s.", by, i.Code, words.Weekday(a.Due))
	here := subject{Action: a.ID}
	return say(title,
		paragraph(bold(title)),
		quote(a.Text),
		note(i.Code+" · "+words.Cut(i.Title, maxShortTitle)+"\nYou are reminded before it is due. If it is not yours, or the day does not suit, change it."),
		buttons(
			button(pressActionDone, "Done", here),
			button(pressActionChange, "Change", here),
			button(pressCard, "See the card", about(i.Code, kpi.Period{}))))
}
