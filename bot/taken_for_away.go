package bot

import (
	"context"
	"errors"
	"fmt"

	"chaser/kpi"
)

// pressedHere is “I'm here”. What the person's Slack status says no longer counts as leave until they change it, and
// the message asks for their figures itself.
func pressedHere(ctx context.Context, v *visit, _ subject) (*Message, error) {
	err := v.store.EndLeave(ctx, v.asks(), v.asker.SlackID, v.today)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return say(refusal.Sentence), nil
	}
	if err != nil {
		return nil, fmt.Errorf("being here: %w", err)
	}
	return say("Thank you. Chaser asks you for your figures until your Slack status changes."), nil
}
