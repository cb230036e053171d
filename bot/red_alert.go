package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

// newsOfRed tells a manager that an indicator has turned Red, or later that it is no longer Red.
func newsOfRed(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	told, err := b.store.Tidings(ctx, n, kpi.DateOf(at.Now.In(at.Zone)))
	if err != nil {
		return nil, err
	}
	if len(told) == 0 {
		return nil, fmt.Errorf("notification %d tells of no turn", n.ID)
	}
	return redAlertMessage(told[0], alertFor{at.Now, at.Zone, b.command}), nil
}

// newsOfRedDigest tells a manager who wants one message a day about everything that turned Red or is no longer Red.
func newsOfRedDigest(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	told, err := b.store.Tidings(ctx, n, kpi.DateOf(at.Now.In(at.Zone)))
	if err != nil {
		return nil, err
	}
	return redDigestMessage(told, alertFor{at.Now, at.Zone, b.command}), nil
}

// pressedAcknowledge records that the manager has seen the red. The alert then shows that to everybody who has it.
func pressedAcknowledge(ctx context.Context, v *visit, s subject) (*Message, error) {
	return nil, v.store.Acknowledge(ctx, store.Acknowledgement{
		RequestID: v.request,

		By: v.asker.SlackID, Code: s.Code, Period: s.period(), Now: v.now(), Today: v.today, Zone: v.zone,
	})
}
