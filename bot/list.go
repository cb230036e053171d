package bot

import (
	"context"
	"fmt"
)

// askList is “/kpi list”: every indicator, or a committee's.
type askList struct {
	Committee string // words of its name as typed; empty for all
	From      int
}

func (c askList) answer(ctx context.Context, v *visit) (*Message, error) {
	name, err := v.committee(ctx, c.Committee)
	if err != nil {
		return nil, err
	}
	cards, err := v.store.Cards(ctx, v.asker, name, v.today)
	if err != nil {
		return nil, fmt.Errorf("cards: %w", err)
	}
	return indicatorList(cards, name, c.From), nil
}

func pressedList(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askList{Committee: s.Committee, From: s.From}.answer(ctx, v)
}
