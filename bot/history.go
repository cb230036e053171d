package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
)

const pressHistory = "history"

func historyConversation() conversation {
	return conversation{
		verbs: []verb{{
			words: []string{"history", "compare"}, read: readHistory,
			behind: alone(func(code string) command { return askHistory{Code: code} }),
		}},
		help:    []helpLine{{typed: "history 178", does: "every figure and revision, with its reason"}},
		presses: []press{{id: pressHistory, answer: pressedHistory, title: "History"}},
	}
}

func readHistory(r line.Reader) command {
	if code, rest, ok := r.Code(); ok && (rest.Left() == 0 || rest.Sentence().Name == "") { // compare 178 with last year
		return askHistory{Code: code}
	}
	return askHistory{Name: r.Words()}
}

// askHistory is “/kpi history 178”: every figure that was posted and every revision with its reason.
type askHistory struct {
	Code string
	Name string
	From int
}

func (askHistory) effect() effect { return readsForAll }

func (c askHistory) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Code == "" && c.Name == "" {
		return nil, kpi.Refuse("", "Type the code of the indicator too, such as `%s history 178`.", v.command)
	}
	f, err := v.find(ctx, c.Code, c.Name, onward{press: pressHistory})
	if err != nil || f.missed {
		return f.help, err
	}
	card, err := v.card(ctx, f.indicator.Code, kpi.Period{})
	if err != nil {
		return nil, err
	}
	revisions, err := v.store.Revisions(ctx, v.asker, f.indicator.Code)
	if err != nil {
		return nil, fmt.Errorf("revisions of %q: %w", f.indicator.Code, err)
	}
	if v.public {
		revisions = card.Indicator.ForEverybody(revisions)
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return historyMessage(card, revisions, names, v.cardFor(card), c.From), nil
}

func pressedHistory(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askHistory{Code: s.Code, From: s.From}.answer(ctx, v)
}
