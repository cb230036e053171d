package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
)

// pressedPost is “Post figure” of a message or a list. It opens the form, unless the figure is no longer asked for.
func pressedPost(ctx context.Context, v *visit, s subject) (*Message, error) {
	if s.Draft == "" && s.Code != "" && !s.period().IsZero() {
		if stale, err := v.stale(ctx, s); err != nil || stale != nil {
			return stale, err
		}
	}
	return pressedForm(ctx, v, s)
}

// stale answers a button that asks for a figure which is in, which somebody else has or which is no longer collected:
// how it stands now, and what can be done. It changes nothing. It is nil where the figure is still asked for.
func (v *visit) stale(ctx context.Context, s subject) (*Message, error) {
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return nil, err
	}
	may, err := v.mayPost(ctx, c.Indicator, c.Period)
	if err != nil {
		return nil, err
	}
	if c.Figure != nil {
		how := v.cardFor(c)
		how.mayPost = may
		return alreadyInMessage(c, how), nil
	}
	if !may {
		with, err := v.whoHas(ctx, c)
		if err != nil {
			return nil, err
		}
		return notYoursMessage(c, with), nil
	}
	collections, _, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("collections: %w", err)
	}
	if now, closed := kpi.Closed(collections, c.Indicator.Frequency, c.Period, v.today); closed {
		return closedMessage(c, now), nil
	}
	return nil, nil
}

// whoHas is the name of the person who has the card's figure; empty for nobody.
func (v *visit) whoHas(ctx context.Context, c kpi.Card) (string, error) {
	if c.Awaited != nil && c.Awaited.Period == c.Period && c.Awaited.Handed != nil {
		return c.Awaited.Handed.To.Name, nil
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return "", fmt.Errorf("names: %w", err)
	}
	return names[c.Indicator.Owner], nil
}
