package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chaser/kpi"
)

// askDue is “/kpi due”: the figures that I owe, and of a manager or the performance team also those that others owe.
type askDue struct {
	From int // the first item of the page
}

func (c askDue) answer(ctx context.Context, v *visit) (*Message, error) {
	mine, err := v.store.Owed(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("owed: %w", err)
	}
	others, err := v.owedByOthers(ctx, mine)
	if err != nil {
		return nil, err
	}
	return dueMessage(mine, others, v.today, c.From), nil
}

func pressedDue(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askDue{From: s.From}.answer(ctx, v)
}

// owed is a figure that somebody else is to post.
type owed struct {
	card  kpi.Card
	owner string
}

// owedByOthers are the awaited figures that a manager answers for, or for the performance team all of them, by due date.
func (v *visit) owedByOthers(ctx context.Context, mine []kpi.Card) ([]owed, error) {
	if !v.asker.Is(kpi.Admin) && !v.asker.Is(kpi.Manager) {
		return nil, nil
	}
	cards, err := v.store.Cards(ctx, v.asker, "", v.today)
	if err != nil {
		return nil, fmt.Errorf("cards: %w", err)
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	var others []owed
	for _, c := range cards {
		own := slices.ContainsFunc(mine, func(m kpi.Card) bool { return m.Indicator.Code == c.Indicator.Code })
		answersFor := v.asker.Is(kpi.Admin) || c.Indicator.Manager == v.asker.SlackID
		if c.Awaited == nil || own || !answersFor {
			continue
		}
		others = append(others, owed{c, names[c.Indicator.Owner]})
	}
	slices.SortStableFunc(others, func(a, b owed) int { return strings.Compare(a.card.Awaited.Due.String(), b.card.Awaited.Due.String()) })
	return others, nil
}
