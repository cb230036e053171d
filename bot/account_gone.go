package bot

import (
	"context"

	"chaser/store"
)

// newsOfGoneAccount tells the performance team that somebody's Slack account is deactivated, and which indicators name
// them.
func newsOfGoneAccount(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var about store.GoneAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	name, codes, err := b.store.Hangs(ctx, about.Person, at)
	if err != nil {
		return nil, err
	}
	return accountGoneMessage(name, codes), nil
}
