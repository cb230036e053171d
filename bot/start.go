package bot

import (
	"context"
	"fmt"
)

// askStart is “/kpi” alone: what I owe and what I can do.
type askStart struct{}

func (askStart) answer(ctx context.Context, v *visit) (*Message, error) {
	mine, err := v.store.Owed(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("owed: %w", err)
	}
	answers, _, err := v.answerable(ctx)
	if err != nil {
		return nil, err
	}
	others, err := v.owedByOthers(ctx, mine)
	if err != nil {
		return nil, err
	}
	return startMessage(start{mine: mine, others: len(others), answers: len(answers) > 0}, v.today, v.command), nil
}
