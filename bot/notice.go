package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

// notice is a notification's message as it would be said now.
func (b *Bot) notice(ctx context.Context, n store.Notification, at store.Clocks) (*Message, error) {
	if n.IsNews() {
		return b.news(ctx, n, at)
	}
	w, err := b.store.Wording(ctx, n, at)
	if err != nil {
		return nil, fmt.Errorf("the message to %s: %w", n.Recipient, err)
	}
	shown := noticeFor{
		recipient: n.Recipient,
		today:     kpi.DateOf(at.Now.In(at.Zone)),
		calendar:  w.Calendar,
		zone:      at.Zone,
		now:       at.Now,
		names:     w.Names,
		command:   b.command,
		items:     w.Items,
	}
	if n.Kind == kpi.NoticeAway {
		if w.Taken {
			return takenForAwayMessage(shown, w.Status), nil
		}
		shown.items = hereAfterAll(w.Items)
	}
	return noticeMessage(shown), nil
}
