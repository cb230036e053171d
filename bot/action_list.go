package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

// askActions is “/kpi actions”: what is being done, the overdue first, then what else is open. It lists all actions, or
// those of a committee, of one indicator or of the asker.
type askActions struct {
	Code      string
	Committee string // words of its name as typed; empty for all
	Mine      bool
	From      int
}

func (askActions) effect() effect { return reads }

func (c askActions) answer(ctx context.Context, v *visit) (*Message, error) {
	committee, err := v.committee(ctx, c.Committee)
	if err != nil {
		return nil, err
	}
	if c.Code != "" {
		i, found, err := v.store.Indicator(ctx, c.Code)
		if err != nil || !found {
			return nil, cmp.Or(err, error(kpi.Refuse(kpi.FieldIndicator, "There is no indicator with the code “%s”. Type `%s list` to see them all.", kpi.Excerpt(c.Code), v.command)))
		}
		c.Code = i.Code
	}
	of := store.ActionsOf{Code: c.Code, Committee: committee, SettledSince: v.now().AddDate(-1, 0, 0)}
	if c.Mine {
		of.Owner = v.asker.SlackID
	}
	all, err := v.store.Actions(ctx, v.asker, of)
	if err != nil {
		return nil, fmt.Errorf("actions: %w", err)
	}
	how := actionListFor{
		asker:   v.asker,
		today:   v.today,
		about:   subject{Code: c.Code, Committee: committee, Mine: c.Mine},
		from:    c.From,
		command: v.command,
	}
	if c.Code != "" {
		_, err := v.store.MayAct(ctx, v.actionRequest(), c.Code, kpi.Period{})
		var refusal *kpi.Refusal
		if err != nil && !errors.As(err, &refusal) {
			return nil, fmt.Errorf("actions: %w", err)
		}
		how.mayAdd = err == nil
	}
	return actionList(all, how), nil
}

func pressedActions(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askActions{Code: s.Code, Committee: s.Committee, Mine: s.Mine, From: s.From}.answer(ctx, v)
}
