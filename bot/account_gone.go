package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

// newsOfGoneAccount tells the performance team that somebody's Slack account is deactivated, and which indicators name
// them.
func newsOfGoneAccount(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var about store.GoneAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	chase, err := b.store.Chase(ctx, b.zone, kpi.DateOf(at.Now.In(at.Zone)))
	if err != nil {
		return nil, fmt.Errorf("what hangs on them: %w", err)
	}
	name := about.Person
	for _, p := range chase.People {
		if p.SlackID == about.Person {
			name = p.Name
		}
	}
	codes, _ := chase.Hangs(about.Person)
	return accountGoneMessage(name, codes), nil
}
